"""Who is on the roll: which lists hold the pupils, and everything else joined to them."""

from collections.abc import Sequence

from cwsw.intake.foreign import group_column, joins
from cwsw.intake.foreign.merge import Merged
from cwsw.intake.foreign.notebook import NOT_SUPPLIED, Notebook
from cwsw.intake.foreign.people import People
from cwsw.intake.foreign.sheet import Sheet
from cwsw.intake.foreign.understood import Foreign
from cwsw.intake.foreign.who import Who
from cwsw.intake.grids import Rows
from cwsw.intake.problems import ROW_ASIDE
from cwsw.tables.proposal import Choice, Question
from cwsw.tables.schema import PUPILS

_DISJOINT = 0.1
"""Share of pupils two lists may have in common and still be parts of one roll."""


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
        before = len(merged.rows.numbers)
        merged.add(
            people, [_own_upn(people, i, notebook) for i in range(len(people.who))], new=True
        )
        merged.rows.lost += len(people.sheet.source) - (len(merged.rows.numbers) - before)
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
    elif _has_no_group(people, index, notebook):
        place = people.place(index, "year_group")
        text = f"{place.column} is not known in row {place.row} of {place.sheet}: fill it in, or "
        text += "write Leaver if the pupil has left."
        effect = "The pupil counts as on roll, and in no figure that asks for a year group."
        notebook.findings.error("cell_missing", place, text, effect)
    return upn


def _has_no_group(people: People, index: int, notebook: Notebook) -> bool:
    """Whether a pupil's year group is neither known nor asked about."""
    if "year_group" not in people.fields or people.facts[index].get("year_group") is not None:
        return False
    return not group_column.is_asked(people.sheet, people.numbers[index], notebook)


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
