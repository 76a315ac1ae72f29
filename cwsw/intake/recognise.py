"""Which table a sheet is: by its name, or Pupils by its headings (the flat sheet).

A sheet that has not our headings, or has others for our columns, is foreign: `cwsw.intake.exports`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cwsw.intake.cells import plain
from cwsw.intake.columns import HeadingList, columns_of, fold, folded, may_be
from cwsw.intake.exports.aliases import aliases
from cwsw.intake.exports.headers import LOOK, is_day_heading
from cwsw.intake.grids import Cell, Grid, Row
from cwsw.intake.header import header_index, is_blank
from cwsw.intake.problems import NO_CHANGE, Findings, Place
from cwsw.intake.workbook_text import NOTES_HEADINGS, NOTES_SHEET
from cwsw.tables.schema import (
    ATTENDANCE,
    EXCLUSIONS,
    FLAT_COLUMNS,
    FORMER_PUPILS,
    PLANS,
    PUPILS,
    REGISTER,
    RESULTS,
    SCHOOL,
    TABLES,
    TableSchema,
)

_BY_SHEET = {fold(table.sheet): table for table in (*TABLES, FORMER_PUPILS)}
_ENOUGH_OF_PUPILS = 3
"""Needed headings of Pupils from which a sheet of another name was surely meant as Pupils."""


@dataclass(frozen=True)
class TableSheet:
    """A sheet of a known table; `header` is the index of its header row in the grid."""

    table: TableSchema
    grid: Grid
    header: int

    @property
    def headings(self) -> Row:
        """The cells of the header row."""
        return self.grid.rows[self.header]


@dataclass(frozen=True)
class Sheets:
    """The sheets of an upload: our own, those to be understood as foreign, and the others."""

    ours: list[TableSheet]
    foreign: list[Grid]
    others: list[TableSheet]

    @property
    def have_pupils(self) -> bool:
        """Whether one of our own sheets holds the pupils."""
        return any(sheet.table is PUPILS for sheet in self.ours)


def recognise(
    grids: Sequence[Grid],
    settled: HeadingList,
    findings: Findings,
    is_list: Callable[[str], bool] = lambda _: False,
) -> Sheets:
    """Tell our own sheets from foreign ones, by name and headings.

    `is_list` tells of a sheet's name whether a person said to read it as another system's.
    """
    table_sheets: list[TableSheet] = []
    others: list[TableSheet] = []
    for grid in grids:
        header = header_index(grid.rows)
        if header is None:
            _note_empty(grid, findings)
            continue
        ours = _our_own(grid, header, settled)
        (others if ours is None else table_sheets).append(ours or TableSheet(PUPILS, grid, header))
    # The only sheet, with most headings of Pupils, is read as ours: a heading that is missing is
    # named then.
    if not any(sheet.table is PUPILS for sheet in table_sheets):
        pupils_sheets = [s for s in others if len(others) == 1 and _is_pupils_sheet(s, settled)]
        table_sheets += pupils_sheets
        others = [sheet for sheet in others if sheet not in pupils_sheets]
    # Beside our own Pupils sheet another sheet of the file is read only where somebody says so, and
    # asked about where it names children (docs/reading.md).
    own_files = {sheet.grid.file for sheet in table_sheets if sheet.table is PUPILS}
    foreign = [s for s in others if s.grid.file not in own_files or is_list(s.grid.sheet)]
    if own_files:
        listed = [s for s in foreign if is_list(s.grid.sheet)]
        foreign = [s for s in foreign if s in listed or _misnamed(s, settled) is None]
    rest = [sheet for sheet in others if sheet not in foreign]
    named = [replace(s, table=table) for s in rest if (table := _named(s)) is not None]
    rest = [sheet for sheet in rest if _named(sheet) is None]
    return Sheets([*table_sheets, *named], [sheet.grid for sheet in foreign], rest)


def _named(sheet: TableSheet) -> TableSchema | None:
    """The table whose name a sheet beside our own Pupils has, whatever its headings."""
    named = _BY_SHEET.get(fold(sheet.grid.sheet))
    return named if named in _READ_FOREIGN else None


def _our_own(grid: Grid, header: int, settled: HeadingList) -> TableSheet | None:
    """The sheet as one of ours; None where it is not, or only under other headings."""
    named = _BY_SHEET.get(fold(grid.sheet))
    headings = folded(grid.sheet, grid.rows[header], settled)
    # A list of pupils may stand on a sheet that is called School.
    if named is SCHOOL and fold("UPN") in headings:
        named = None
    # Tables that only staff fill in are never another system's, whatever their headings.
    if named and named not in _READ_FOREIGN:
        return TableSheet(named, grid, _header_of(named, grid, header))
    table = named if named and _needed(named) <= headings else None
    if table is None and _needed(PUPILS) <= headings:
        table = PUPILS
    # A sheet of our name with a heading misspelt is read strictly, so that the heading is asked
    # for.
    if table is None and named and _most_are_ours(named, headings):
        table = named
    if table is None or _speaks_otherwise(TableSheet(table, grid, header), settled):
        return None
    return TableSheet(table, grid, header)


_READ_FOREIGN: Mapping[TableSchema, frozenset[str]] = {
    PUPILS: frozenset(c.field for c in (*PUPILS.columns, *FLAT_COLUMNS))
    | {"full_name", "plan", "plan_start", "plan_end", "birth_year", "attended_sessions"},
    PLANS: frozenset(("upn", "plan", "plan_start", "plan_end", "start_date", "end_date", "date")),
    ATTENDANCE: frozenset(c.field for c in ATTENDANCE.columns),
    REGISTER: frozenset(("upn", "date", "am", "pm", "mark", "marks")),
    EXCLUSIONS: frozenset(
        (
            "upn",
            "exclusion_type",
            "exclusion_start",
            "exclusion_sessions",
            "exclusion_days",
            "type",
            "date",
        )
    ),
    RESULTS: frozenset(c.field for c in RESULTS.columns),
}
"""Tables that foreign sheets are read into, and the fields whose aliases make a sheet foreign."""


def _most_are_ours(table: TableSchema, headings: set[str]) -> bool:
    """Whether a sheet of our name has most of the needed headings, or no others than ours."""
    ours = {fold(column.heading) for column in columns_of(table)} | {""}
    return len(_needed(table) & headings) * 2 > len(_needed(table)) or headings <= ours


_IN_NO_FIGURE = frozenset(("form", "sex", "key_adult", "source", "late"))
"""Fields for whose sake alone a sheet with all our own headings is not taken for a foreign one."""


def _speaks_otherwise(sheet: TableSheet, settled: HeadingList) -> bool:
    """Whether a column with values stands under another system's heading for one of ours."""
    table = sheet.table
    exact = {fold(c.heading) for c in columns_of(table)}
    complete = _needed(table) <= set(map(_text, sheet.headings))
    have = {
        c.field for c in columns_of(table) if fold(c.heading) in set(map(_text, sheet.headings))
    }
    for index, heading in enumerate(sheet.headings):
        alias = aliases().get(_text(heading))
        if alias is None or _text(heading) in exact or alias.field not in _READ_FOREIGN[table]:
            continue
        if complete and alias.field in _IN_NO_FIGURE:
            continue
        if alias.field in have or settled.has_answer(sheet.grid.sheet, plain(heading)):
            continue
        if _is_nearly(plain(heading), table, have):
            continue
        rows = sheet.grid.rows[sheet.header + 1 :]
        if any(index < len(row) and not is_blank([row[index]]) for row in rows):
            return True
    return False


def as_pupils_sheet(grid: Grid) -> TableSheet:
    """A sheet that was not read, with its first row that is not blank as headings."""
    return TableSheet(PUPILS, grid, header_index(grid.rows) or 0)


def _text(cell: Cell) -> str:
    return fold(plain(cell))


def _is_nearly(heading: str, table: TableSchema, have: set[str]) -> bool:
    """Whether our own sheet asks about this heading anyway, being nearly a needed one of it."""
    missing = [c for c in table.columns if c.heading_needed and c.field not in have]
    return any(may_be(heading, column) for column in missing)


def _header_of(table: TableSchema, grid: Grid, header: int) -> int:
    """The row of our own headings: the first with any cell, else one below a title."""
    rows = grid.rows[:LOOK]
    needed = _needed(table)
    return next((i for i, row in enumerate(rows) if needed <= set(map(_text, row))), header)


def _is_pupils_sheet(sheet: TableSheet, settled: HeadingList) -> bool:
    """Enough of the headings of Pupils, and none of another system's."""
    enough = _count_of_pupils(sheet, settled) >= _ENOUGH_OF_PUPILS
    days = sum(is_day_heading(cell) for cell in sheet.headings if cell != "")
    return enough and days < _ENOUGH_OF_PUPILS and not _speaks_otherwise(sheet, settled)


def _misnamed(sheet: TableSheet, settled: HeadingList) -> TableSchema | None:
    """The table whose headings, and no others, a sheet of another name has."""
    headings = folded(sheet.grid.sheet, sheet.headings, settled) - {""}
    for table in TABLES:
        ours = {fold(c.heading) for c in table.columns}
        if len(_needed(table)) > 1 and _needed(table) <= headings <= ours:
            return table
    return None


def _needed(table: TableSchema) -> set[str]:
    return {fold(column.heading) for column in table.columns if column.heading_needed}


def _count_of_pupils(sheet: TableSheet, settled: HeadingList) -> int:
    return len(_needed(PUPILS) & folded(sheet.grid.sheet, sheet.headings, settled))


def _note_empty(grid: Grid, findings: Findings) -> None:
    text = f"{grid.sheet} has no cells: it counts as not supplied."
    findings.note("sheet_empty", grid.place, text, NO_CHANGE)


def report(
    table_sheets: Sequence[TableSheet],
    others: Sequence[TableSheet],
    settled: HeadingList,
    findings: Findings,
    *,
    have_pupils: bool,
) -> None:
    """Say which hidden sheets were read and which not; refuse where none holds pupils."""
    for sheet in table_sheets:
        if sheet.grid.hidden:
            text = f"{sheet.grid.sheet} is hidden in the workbook and was read like any other."
            findings.warning("sheet_hidden", sheet.grid.place, text, "Its rows count.")
    for sheet in others:
        if not is_our_notes(sheet):
            _report_other(sheet, settled, findings)
    if not have_pupils:
        names = ", ".join(sheet.grid.sheet for sheet in (*table_sheets, *others)[:20]) or "none"
        needed = ", ".join(c.heading for c in PUPILS.columns if c.heading_needed)
        which = "that could be read " if findings.left_out else ""
        findings.refuse(
            "no_pupil_table",
            Place(),
            f"No sheet or file {which}holds the pupils; found: {names}. One must be named Pupils "
            f"or have the headings {needed}.",
        )


def _like(sheet: TableSheet, settled: HeadingList) -> TableSchema | None:
    """The table all of whose needed headings a sheet of another name has."""
    headings = folded(sheet.grid.sheet, sheet.headings, settled)
    return next((t for t in TABLES if len(_needed(t)) > 1 and _needed(t) <= headings), None)


def is_our_notes(sheet: TableSheet) -> bool:
    """Whether a sheet holds the notes of our own empty workbook."""
    ours = fold(sheet.grid.sheet) == fold(NOTES_SHEET)
    return ours and set(map(fold, NOTES_HEADINGS)) <= {fold(str(c)) for c in sheet.headings}


def _report_other(sheet: TableSheet, settled: HeadingList, findings: Findings) -> None:
    """A sheet of another name: a warning where its headings are those of one of our tables."""
    like = _like(sheet, settled)
    name = sheet.grid.sheet
    if like is None:
        text = f"{name} is none of the sheets the dashboard knows."
        findings.note("sheet_not_read", sheet.grid.place, text, "The sheet was not read.")
    else:
        text = f"{name} was not read, but has the headings of {like.sheet}: name it {like.sheet}."
        findings.warning("sheet_not_read", sheet.grid.place, text, "The sheet was not read.")
