"""Turns sheets that are not our own into rows of our tables, step by step; see docs/reading.md."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from cwsw.intake.exports import (
    event_lists,
    exclusions,
    name_remarks,
    on_roll,
    plans,
    registers,
    sessions,
    unsupported_reports,
    wide_registers,
)
from cwsw.intake.exports.around import add_columns
from cwsw.intake.exports.attendance import are_rows, take_sums
from cwsw.intake.exports.body import drop_other_rows
from cwsw.intake.exports.continued_rows import fill_continued_rows
from cwsw.intake.exports.describe import describe
from cwsw.intake.exports.flat_years import take_other_years
from cwsw.intake.exports.kinds import PLAN_FIELDS, SheetKind, settle_kind
from cwsw.intake.exports.layout import tables_of
from cwsw.intake.exports.matching import match_columns
from cwsw.intake.exports.parsed_sheets import Foreign, UnreadSheet
from cwsw.intake.exports.plan_lists import is_answered
from cwsw.intake.exports.plan_states import ask_remarks
from cwsw.intake.exports.pupil_identity import Identity, read_identities
from cwsw.intake.exports.pupil_sheets import IDENTITY, OURS, read_people
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.schools import choose_school, named_school
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_parts import SheetPart
from cwsw.intake.exports.units import settle_units
from cwsw.intake.exports.unread import report_unread
from cwsw.intake.exports.values import settle_commas
from cwsw.intake.grids import Grid
from cwsw.intake.problems import Place
from cwsw.tables.proposal import SheetProposal
from cwsw.tables.upload import ColumnRead

_PARTS: Mapping[SheetKind, Callable[[ExportSheet, list[Identity], Notebook], SheetPart | None]] = {
    SheetKind.REGISTER_WIDE: wide_registers.read_wide,
    SheetKind.REGISTER: registers.read_register,
    SheetKind.MARKS: registers.read_strings,
    SheetKind.EXCLUSIONS: exclusions.read_exclusions,
    SheetKind.ATTENDANCE: take_sums,
    SheetKind.RESULTS: event_lists.read_results,
}
_OF_EVENTS = frozenset((SheetKind.EXCLUSIONS, SheetKind.RESULTS))
"""Kinds of which every row should give a row of its table."""

_OF_THE_ROLL = frozenset((*IDENTITY, "full_name", "form", "year_group", "sex"))
_BESIDE_PLANS = frozenset(OURS) | sessions.FIELDS
"""What a list of plans may say of its pupils beside their plans."""

_NAMING_FIELDS = ("upn", "full_name", "surname")
LEAVE_OUT = ("", "not read")
"""Answers of the section `sheets` that leave a sheet out."""


def read_sheets(grids: Sequence[Grid], notebook: Notebook) -> Foreign:
    """Read every foreign sheet by itself.

    Args:
        grids: The sheets.
        notebook: Holds answers, and gets questions, decisions and notes.

    Returns:
        What the sheets amount to, before it is known which pupils their children are.
    """
    foreign = Foreign()
    for grid, key in zip(grids, _keys(grids), strict=True):
        if not _is_left_out(grid, key, notebook) and not _understood(grid, key, foreign, notebook):
            foreign.unread.append(UnreadSheet(grid, key))
    return foreign


def _is_left_out(grid: Grid, key: str, notebook: Notebook) -> bool:
    """Whether a sheet, or a table of it, is left out because somebody said so."""
    if notebook.answers.get("sheets", key) not in LEAVE_OUT:
        return False
    text = f"{grid.sheet} was left out, as you said."
    notebook.findings.note("sheet_not_read", grid.place, text, "The sheet was not read.")
    return True


def _understood(grid: Grid, key: str, foreign: Foreign, notebook: Notebook) -> bool:
    """Whether a sheet, or a table of it, is of a kind that is read; then it has been."""
    if unsupported_reports.looks_like(grid.rows):
        return False
    tables = [t for t in tables_of(grid, key, notebook) if not _is_left_out(grid, t.key, notebook)]
    kinds = [_read_sheet(table, foreign, notebook) for table in tables]
    names = [t for t, k in zip(tables, kinds, strict=True) if k is SheetKind.NOTHING and _names(t)]
    foreign.unread += [UnreadSheet(grid, table.key, table) for table in names]
    if all(kind is SheetKind.NOTHING for kind in kinds):
        return bool(names)
    if grid.hidden:
        text = f"{grid.sheet} is hidden in the workbook and was read like any other."
        place = Place(grid.file, grid.sheet)
        notebook.findings.warning("sheet_hidden", place, text, "Its rows count.")
    return True


def _names(table: ExportSheet) -> bool:
    """Whether a table that was not read names children, and is no block beside one that was."""
    return bool(table.body) and not table.is_block and table.has_any(_NAMING_FIELDS)


def _keys(grids: Sequence[Grid]) -> list[str]:
    """A name for each sheet in mappings: its own, with the file's where several share it."""
    times = Counter(grid.sheet for grid in grids)
    stems = [PurePosixPath(grid.file.replace("\\", "/")).stem for grid in grids]
    return [
        grid.sheet if times[grid.sheet] == 1 else f"{stem} {grid.sheet}"
        for grid, stem in zip(grids, stems, strict=True)
    ]


def _read_sheet(sheet: ExportSheet, foreign: Foreign, notebook: Notebook) -> SheetKind:
    # What was asked of a sheet that turns out to be of no kind is asked no more.
    questions = dict(notebook.questions)
    match_columns(sheet, notebook)
    add_columns(sheet, notebook)
    settle_commas(sheet, notebook)
    settle_units(sheet, notebook)
    kind = settle_kind(sheet)
    if kind is SheetKind.NOTHING and sheet.has_any(_NAMING_FIELDS) and is_answered(sheet, notebook):
        kind = SheetKind.PLANS
    if kind is SheetKind.NOTHING:
        notebook.questions = questions
        return kind
    ask_remarks(sheet, notebook)
    grid = sheet.grid
    school = named_school(sheet)
    foreign.titles.append((*sheet.titles, *([f"School: {school}"] if school else [])))
    notebook.sheets.append(SheetProposal(grid.file, grid.sheet, kind.value, _reason(sheet)))
    # Before rows without a name are left out: those that go on with the row above have none.
    fill_continued_rows(sheet, kind, notebook)
    drop_other_rows(sheet, notebook)
    sheet.source = tuple(sheet.numbers)
    notebook.source_rows.read(grid.file, grid.sheet, sheet.source)
    notebook.columns += describe(sheet)
    foreign.columns += [
        ColumnRead(grid.sheet, c.heading, c.field) for c in sheet.columns if c.heading
    ]
    report_unread(sheet, kind, notebook)
    if kind in (SheetKind.PUPILS, SheetKind.PLANS):
        name_remarks.warn_of_remarks(sheet, notebook, of_plans=kind is SheetKind.PLANS)
    if not sheet.body:
        foreign.no_rows.append(grid)
    if kind is SheetKind.PUPILS:
        # Before identities are read: pupils of other schools must not be looked up, nor asked
        # about.
        choose_school(sheet, notebook)
        on_roll.set_aside(sheet, notebook)
    identities = read_identities(sheet, notebook)
    reader = _PARTS.get(kind)
    if reader is not None:
        part = reader(sheet, identities, notebook)
        if part is not None:
            if kind in _OF_EVENTS:
                part.expected = frozenset(sheet.source)
            foreign.parts.append(part)
    else:
        _read_pupils(sheet, identities, kind, foreign, notebook)
    return kind


def _reason(sheet: ExportSheet) -> str:
    headings = [c.heading for c in sheet.columns if c.field and c.heading][:6]
    return f"it has the headings {', '.join(headings)}"


def _read_pupils(
    sheet: ExportSheet,
    identities: list[Identity],
    kind: SheetKind,
    foreign: Foreign,
    notebook: Notebook,
) -> None:
    part, flags = plans.read_plans(sheet, identities, notebook, is_list=kind is SheetKind.PLANS)
    if part is not None:
        part.expected = _about_plans(sheet, kind)
        flagged = zip(sheet.numbers, flags, strict=True)
        part.beside = frozenset(number for number, flag in flagged if flag)
        foreign.parts.append(part)
    if kind is SheetKind.PLANS:  # who a child is, is for the pupil list to say
        sheet.columns = [c for c in sheet.columns if c.field not in _OF_THE_ROLL]
        if not any(flags) and not sheet.has_any(_BESIDE_PLANS):
            return
    # Sums and results of other years are taken from the sheet first; what is left is of the pupil.
    if are_rows(sheet, identities):
        sums = take_sums(sheet, identities, notebook)
        foreign.parts += [sums] if sums is not None else []
    results = take_other_years(sheet, identities, notebook)
    foreign.parts += [results] if results is not None else []
    foreign.people.append(read_people(sheet, identities, flags, notebook))


def _about_plans(sheet: ExportSheet, kind: SheetKind) -> frozenset[int]:
    """The rows that should give a plan: in a list of plans every row, unless most say nothing."""
    filled = sheet.rows_with(PLAN_FIELDS)
    is_list = kind is SheetKind.PLANS and len(filled) * 2 > len(sheet.source)
    return frozenset(sheet.source) if is_list else filled
