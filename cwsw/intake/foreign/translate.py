"""Sheets that are not our own become rows of our tables: find, match, read, join, merge."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from cwsw.intake.foreign import joins, lists, plans, registers, sessions, wrong
from cwsw.intake.foreign.describe import describe
from cwsw.intake.foreign.headers import drop_other_rows, find_header, open_sheet
from cwsw.intake.foreign.kinds import SheetKind, settle_kind
from cwsw.intake.foreign.matching import match_columns
from cwsw.intake.foreign.merge import Merged
from cwsw.intake.foreign.notebook import NOT_SUPPLIED, Notebook
from cwsw.intake.foreign.parts import Part, empty
from cwsw.intake.foreign.people import IDENTITY, OURS, People, leave_out_elsewhere, read_people
from cwsw.intake.foreign.sessions import SUMS
from cwsw.intake.foreign.sheet import Sheet
from cwsw.intake.foreign.who import Who, read_who
from cwsw.intake.grids import Grid, Rows
from cwsw.intake.problems import NO_CHANGE, NOTHING_READ, ROW_ASIDE, Place
from cwsw.tables.proposal import Choice, Question, SheetProposal
from cwsw.tables.schema import ATTENDANCE, PUPILS
from cwsw.tables.upload import ColumnRead

_PARTS: Mapping[SheetKind, Callable[[Sheet, list[Who], Notebook], Part]] = {
    SheetKind.REGISTER_WIDE: registers.read_wide,
    SheetKind.REGISTER: registers.read_register,
    SheetKind.MARKS: registers.read_strings,
    SheetKind.EXCLUSIONS: lists.read_exclusions,
    SheetKind.ATTENDANCE: lists.read_attendance,
    SheetKind.RESULTS: lists.read_results,
}
_OF_THE_ROLL = frozenset((*IDENTITY, "full_name", "form", "year_group", "sex"))
_BESIDE_PLANS = frozenset(OURS) | sessions.FIELDS
"""What a list of plans may say of its pupils beside their plans."""

LEAVE_OUT = ("", "not read")
"""Answers of the section `sheets` that leave a sheet out."""

_DISJOINT = 0.1
"""Share of pupils two lists may have in common and still be parts of one roll."""


@dataclass
class Foreign:
    """What the sheets that are not our own amount to."""

    people: list[People] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    unread: list[Grid] = field(default_factory=list)
    no_rows: list[Grid] = field(default_factory=list)


def read_sheets(grids: Sequence[Grid], notebook: Notebook) -> Foreign:
    """Every sheet by itself: which kind it is, and what it says."""
    made = Foreign()
    for grid, key in zip(grids, _keys(grids), strict=True):
        if notebook.answers.get("sheets", key) in LEAVE_OUT:
            text = f"{grid.sheet} was left out, as you said."
            place = Place(grid.file, grid.sheet)
            notebook.findings.note("sheet_not_read", place, text, "The sheet was not read.")
        elif not _understood(grid, key, made, notebook):
            made.unread.append(grid)
    return made


def _understood(grid: Grid, key: str, made: Foreign, notebook: Notebook) -> bool:
    """Whether a sheet is of a kind that is read; then it has been."""
    if wrong.looks_like(grid.rows):
        return False
    settled = partial(notebook.answers.headings.knows, key)
    header = find_header(grid.rows, settled)
    if header is None:
        return False
    sheet = open_sheet(grid, key, header, notebook)
    if _read_sheet(sheet, made, notebook) is SheetKind.NOTHING:
        return False
    if grid.hidden:
        text = f"{grid.sheet} is hidden in the workbook and was read like any other."
        notebook.findings.note("sheet_hidden", sheet.place(), text, "Its rows count.")
    return True


def _keys(grids: Sequence[Grid]) -> list[str]:
    """A name for each sheet in mappings: its own, with the file's where several share it."""
    times = Counter(grid.sheet for grid in grids)
    stems = [PurePosixPath(grid.file.replace("\\", "/")).stem for grid in grids]
    return [
        grid.sheet if times[grid.sheet] == 1 else f"{stem} {grid.sheet}"
        for grid, stem in zip(grids, stems, strict=True)
    ]


def _read_sheet(sheet: Sheet, made: Foreign, notebook: Notebook) -> SheetKind:
    asked = dict(notebook.questions)
    match_columns(sheet, notebook)
    kind = settle_kind(sheet)
    if kind is SheetKind.NOTHING:
        notebook.questions = asked
        return kind
    grid = sheet.grid
    notebook.sheets.append(SheetProposal(grid.file, grid.sheet, kind.value, _why(sheet)))
    drop_other_rows(sheet, notebook)
    notebook.columns += describe(sheet)
    made.columns += [ColumnRead(grid.sheet, c.heading, c.field) for c in sheet.columns if c.heading]
    _tell_unread(sheet, notebook)
    if not sheet.body:
        made.no_rows.append(grid)
    leave_out_elsewhere(sheet, notebook)
    who = read_who(sheet, notebook)
    reader = _PARTS.get(kind)
    if reader is not None:
        made.parts.append(reader(sheet, who, notebook))
    else:
        _read_pupils(sheet, who, kind, made, notebook)
    return kind


def _why(sheet: Sheet) -> str:
    known = [c.heading for c in sheet.columns if c.field and c.heading][:6]
    return f"it has the headings {', '.join(known)}"


def _tell_unread(sheet: Sheet, notebook: Notebook) -> None:
    unread = [c for c in sheet.columns if c.heading and c.field is None]
    for why in dict.fromkeys(c.why for c in unread):
        told = [c.heading for c in unread if c.why == why]
        never = why.startswith("never")
        more = f" and {len(told) - 20} more" if len(told) > 20 else ""
        text = (
            f"Not read on {sheet.grid.sheet} ({why}): {', '.join(t[:40] for t in told[:20])}{more}."
        )
        code = "never_read" if never else "heading_not_read"
        notebook.findings.note(code, sheet.place(), text, NO_CHANGE)


def _read_pupils(
    sheet: Sheet, who: list[Who], kind: SheetKind, made: Foreign, notebook: Notebook
) -> None:
    part, flags = plans.read_plans(sheet, who, notebook, is_list=kind is SheetKind.PLANS)
    if part is not None:
        made.parts.append(part)
    if kind is SheetKind.PLANS:  # who a child is, is for the pupil list to say
        sheet.columns = [c for c in sheet.columns if c.field not in _OF_THE_ROLL]
        if not any(flags) and not sheet.has_any(_BESIDE_PLANS):
            return
    people = read_people(sheet, who, flags, notebook)
    _move_sums(people, made, notebook)
    made.people.append(people)


def _move_sums(people: People, made: Foreign, notebook: Notebook) -> None:
    """Sums of a year that the sheet names are Attendance rows of that year."""
    sheet = people.sheet
    if not set(SUMS) <= set(people.fields):
        return
    column = sheet.column("academic_year")
    year = lists.title_year(sheet)
    if column is not None:
        part = lists.read_attendance(sheet, read_who(sheet, notebook), notebook)
    elif year is not None:
        notebook.decide(sheet.place(), "its sums are of the academic year that its title names")
        part = empty(sheet, ATTENDANCE, "academic_year", *SUMS)
        for who, facts, number in zip(people.who, people.facts, people.numbers, strict=True):
            sums = [facts[name] for name in SUMS]
            if None not in sums:
                part.add(who, number, (year, *sums))
    else:
        text = "its sums are of the academic year of the as-at date, as it names no year"
        notebook.decide(sheet.place(), text)
        return
    made.parts.append(part)
    people.fields = tuple(n for n in people.fields if n not in SUMS)
    people.facts = [{n: v for n, v in f.items() if n not in SUMS} for f in people.facts]


def join_all(
    foreign: Foreign, base: Rows | None, notebook: Notebook
) -> tuple[Rows | None, dict[str, list[Rows]]]:
    """One row for each pupil, and the rows of other tables with the pupil's own UPN.

    `base` is our own Pupils sheet, where the upload has one. The first is None where there is
    no list of pupils at all.
    """
    rolls = [] if base else _rolls(foreign.people, notebook)
    if base is None and not rolls:
        return None, {}
    merged = Merged(base, notebook)
    for people in rolls:
        _check_roll(people, foreign, notebook)
        merged.add(
            people, [_own_upn(people, i, notebook) for i in range(len(people.who))], new=True
        )
    roll = _roll_of(merged.rows, foreign.people)
    for people in foreign.people:
        if people not in rolls:
            upns = joins.resolve(people.sheet, people.who, roll, notebook, people.numbers)
            merged.add(people, upns, new=False)
    made: dict[str, list[Rows]] = {}
    for part in foreign.parts:
        upns = joins.resolve(part.sheet, part.who, roll, notebook, part.numbers)
        made.setdefault(part.table.name, []).append(part.to_rows(upns))
    joins.ask_open(notebook)
    return merged.rows, made


def _rolls(people: Sequence[People], notebook: Notebook) -> list[People]:
    """The lists that make the roll: the fullest, and those of other pupils beside it."""
    able = [p for p in people if "upn" in p.fields and _rank(p)[0] >= 1 and p.facts]
    able.sort(key=_rank, reverse=True)
    if not able:
        return []
    rolls = [able[0]]
    known = {w.upn for w in able[0].who}
    for other in able[1:]:
        own = {w.upn for w in other.who}
        if _rank(other)[0] >= 2 and len(own & known) <= _DISJOINT * len(own):
            rolls.append(other)
            known |= own
        else:
            text = f"only pupils of {able[0].sheet.grid.sheet} are counted; this list adds to them"
            notebook.decide(other.sheet.place(), text)
    if len(rolls) > 1:
        names = ", ".join(p.sheet.grid.sheet for p in rolls)
        notebook.decide(rolls[0].sheet.place(), f"the pupils of these lists together: {names}")
    return rolls


def _rank(people: People) -> tuple[int, bool, int]:
    """How much a list is a list of pupils: names and year group, admission date, length."""
    named = {"surname", "forename"} & set(people.fields)
    score = bool(named) + ("year_group" in people.fields)
    return score, "admission_date" in people.fields, len(people.facts)


def _own_upn(people: People, index: int, notebook: Notebook) -> str | None:
    upn = people.who[index].upn
    if upn is None:
        place = people.place(index, "upn")
        text = f"{place.column} is blank in row {place.row} of {place.sheet}: fill it in."
        notebook.findings.error("cell_missing", place, text, ROW_ASIDE)
    elif people.facts[index].get("year_group") is None and "year_group" in people.fields:
        place = people.place(index, "year_group")
        text = (
            f"{place.column} is blank in row {place.row} of {place.sheet}: fill it in, or remove "
        )
        text += "the pupil if they have left."
        effect = "The pupil counts as on roll, and in no figure that asks for a year group."
        notebook.findings.warning("cell_missing", place, text, effect)
    return upn


def _check_roll(people: People, foreign: Foreign, notebook: Notebook) -> None:
    """A heading that is needed and nowhere: refused, or asked where one can do without."""
    elsewhere = {name for p in foreign.people for name in p.fields}
    for column in PUPILS.columns:
        if not column.heading_needed or column.field in people.fields:
            continue
        if column.field in elsewhere and column.field != "year_group":
            continue
        if column.cell_needed:
            text = f"{people.sheet.grid.sheet} has no column for {column.heading}: add it or say "
            text += "which it is."
            place = people.sheet.place(column.heading)
            notebook.findings.refuse("heading_missing", place, text)
        else:
            _ask_missing(people.sheet, column.heading, column.field, notebook)


def _ask_missing(sheet: Sheet, heading: str, name: str, notebook: Notebook) -> None:
    costs = {
        "admission_date": "Every pupil then counts as on roll since before the data begin, so "
        "a plan from before they came counts as one while on roll."
    }
    question = Question(
        section="missing",
        path=(f"{sheet.key}!{heading}",),
        file=sheet.grid.file,
        sheet=sheet.grid.sheet,
        heading=heading,
        text=f"{sheet.grid.sheet} has no column for {heading}: go on without it?",
        options=(Choice(NOT_SUPPLIED, f"Go on: {heading} is not supplied"),),
        suggested=NOT_SUPPLIED,
        why="our own workbook needs it",
        cost=costs.get(name, "Pupils are then shown without it."),
    )
    notebook.settle(question)


def _roll_of(pupils: Rows, people: Sequence[People]) -> joins.Roll:
    roll = joins.Roll()
    names = ("upn", "surname", "forename", "date_of_birth")
    for index in pupils.live():
        roll.add(Who(*(pupils.values(name)[index] for name in names)))
    for one in people:
        roll.former |= one.former
    return roll


def refuse_without_rows(foreign: Foreign, notebook: Notebook) -> bool:
    """Refuse, and say so, where the only thing wrong with a list of pupils is that it is empty."""
    for grid in foreign.no_rows:
        text = (
            f"There are no pupils in this file: {grid.sheet} has headings and nothing below them."
        )
        notebook.findings.refuse("no_pupils", Place(grid.file, grid.sheet), text)
    return bool(foreign.no_rows)


def report_wrong(foreign: Foreign, notebook: Notebook, *, has_pupils: bool) -> list[Grid]:
    """Name the sheets that were not read for what they look like; those left unnamed."""
    left = []
    for grid in foreign.unread:
        sure = wrong.looks_like(grid.rows)
        if sure is None and has_pupils:
            left.append(grid)
            continue
        what, instead = sure or wrong.maybe_like(grid.rows)
        text = f"{grid.sheet} looks like {what}: {instead}."
        place = Place(grid.file, grid.sheet)
        effect = "The sheet was not read." if has_pupils else NOTHING_READ
        say = notebook.findings.warning if has_pupils else notebook.findings.error
        say("wrong_report", place, text, effect)
    if not has_pupils:
        _report_no_roll(foreign, notebook)
    return left


def _report_no_roll(foreign: Foreign, notebook: Notebook) -> None:
    """Of sheets that were understood, and are no list of pupils, say what is needed beside them."""
    grids = [p.sheet.grid for p in foreign.people if "upn" not in p.fields]
    unnamed = {(grid.file, grid.sheet) for grid in grids}
    for sheet in notebook.sheets:
        where = (sheet.file, sheet.sheet)
        what = "a class list without UPNs" if where in unnamed else sheet.kind
        text = f"{sheet.sheet} looks like {what}, and no file lists the school's pupils: "
        place = Place(sheet.file, sheet.sheet)
        notebook.findings.error("wrong_report", place, f"{text}{wrong.PUPIL_LIST}.", NOTHING_READ)
