"""Finds the lists that hold the pupils, and joins everything else to their pupils."""

from collections.abc import Iterator, Mapping, Sequence

from cwsw.intake.cells import plain
from cwsw.intake.exports import exclusion_counts, group_column, join_questions, joins, list_owner
from cwsw.intake.exports.groups_around import fill_groups
from cwsw.intake.exports.listed_names import folded_words
from cwsw.intake.exports.merge import Merged
from cwsw.intake.exports.parsed_sheets import Foreign
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.pupil_sheets import People
from cwsw.intake.exports.reading_log import NOT_SUPPLIED, Notebook
from cwsw.intake.exports.roll_index import PupilOnRoll, RollIndex
from cwsw.intake.exports.shared_upns import shared_upns
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_parts import SheetPart
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.unclear_lists import ask_about_names
from cwsw.intake.grids import Rows
from cwsw.intake.problems import shorten
from cwsw.tables.proposal import Choice
from cwsw.tables.schema import PLANS, PUPILS

PLAN_FLAGS = frozenset(("cin_now", "cp_now", "looked_after"))
"""Fields of a pupil that say whether a plan is open now."""

_DISJOINT = 0.1
"""Share of pupils two lists may have in common and still be parts of one roll."""


def join_all(
    foreign: Foreign, base: Rows | None, notebook: Notebook
) -> tuple[Rows | None, dict[str, list[Rows]]]:
    """Join all foreign sheets to the pupils of the roll.

    Args:
        foreign: What the foreign sheets amount to.
        base: Our own Pupils sheet; None where the upload has none.
        notebook: Holds answers, and gets questions, decisions and warnings.

    Returns:
        One row for each pupil, None where there is no list of pupils at all; and the rows of
        other tables by their name, each with the pupil's own UPN.
    """
    if base is None:
        fill_groups(foreign.people, notebook)
    rolls = [] if base else _rolls(foreign.people, notebook)
    if base is None and not rolls:
        return None, {}
    merged = Merged(base, notebook)
    _add_rolls(rolls, merged, foreign, notebook)
    preferred_name = {
        i.upn: i.preferred_name for people in rolls for i in people.identities if i.upn
    }
    pupils = _pupils_of(merged.rows, preferred_name)
    index = RollIndex(pupils, _former(foreign.people), _without_upn(rolls))
    list_owner.name_flags(foreign.people, rolls, notebook)
    others = [people for people in foreign.people if not any(people is roll for roll in rolls)]
    ask_about_names(others, foreign, merged.rows, notebook)
    for people in others:
        has_plans = not PLAN_FLAGS.isdisjoint(people.fields)
        merged.add(people, _join(people, index, notebook, has_plans=has_plans), new=False)
    list_owner.name_sources(foreign.parts, rolls, notebook)
    rows_by_table: dict[str, list[Rows]] = {}
    for part in foreign.parts:
        upns = _join(part, index, notebook, has_plans=part.table is PLANS)
        rows_by_table.setdefault(part.table.name, []).append(part.to_rows(upns))
    join_questions.ask_open(notebook)
    join_questions.warn_of_two_as_one(notebook)
    lists = [(people.sheet, people.facts) for people in foreign.people]
    exclusion_counts.ask_of_others(merged.rows, lists, notebook)
    return merged.rows, rows_by_table


def _add_rolls(
    rolls: Sequence[People], merged: Merged, foreign: Foreign, notebook: Notebook
) -> None:
    """The pupils of the lists that make the roll; rows whose UPN is not one child's are left."""
    shared = shared_upns(rolls, notebook)
    _check_rolls(rolls, foreign, notebook)
    for people in rolls:
        upns = [_own_upn(people, row, notebook) for row in range(len(people.identities))]
        before = len(merged.rows.numbers)
        merged.add(people, [(upn,) if upn and upn not in shared else () for upn in upns], new=True)
        merged.rows.lost += len(people.sheet.source) - (len(merged.rows.numbers) - before)


def _join(
    listed: People | SheetPart, index: RollIndex, notebook: Notebook, *, has_plans: bool
) -> list[tuple[str, ...]]:
    """The UPNs of the pupils whom each row is about, as far as that is settled."""
    outcomes = joins.resolve(listed.sheet, listed.identities, index, notebook, listed.numbers)
    rows: dict[Identity, list[int]] = {}
    for identity, number in zip(listed.identities, listed.numbers, strict=True):
        rows.setdefault(identity, []).append(number)
    join_questions.report_joins(listed.sheet, rows, outcomes, index, notebook, has_plans=has_plans)
    return [outcomes[identity].upns for identity in listed.identities]


def _rolls(people: Sequence[People], notebook: Notebook) -> list[People]:
    """The lists that make the roll: the fullest, and those of other pupils beside it."""
    able = [p for p in people if "upn" in p.fields and _rank(p)[0] >= 1 and p.facts]
    able.sort(key=_rank, reverse=True)
    if not able:
        return []
    rolls = [able[0]]
    roll_upns = {identity.upn for identity in able[0].identities}
    for other in able[1:]:
        own = {identity.upn for identity in other.identities}
        if _rank(other)[0] >= 2 and len(own & roll_upns) <= _DISJOINT * len(own):
            rolls.append(other)
            roll_upns |= own
        else:
            text = f"only pupils of {able[0].sheet.grid.sheet} are counted; this list adds to them"
            notebook.decide(other.sheet.place(), text)
    if len(rolls) > 1:
        names = ", ".join(p.sheet.grid.sheet for p in rolls)
        notebook.assume(rolls[0].sheet.place(), f"the pupils of these lists together: {names}")
    return rolls


def _rank(people: People) -> tuple[int, bool, int]:
    """How much a list is a list of pupils: names and year group, admission date, length."""
    named = {"surname", "forename"} & set(people.fields)
    score = bool(named) + ("year_group" in people.fields)
    return score, "admission_date" in people.fields, len(people.facts)


def _own_upn(people: People, index: int, notebook: Notebook) -> str | None:
    upn = people.identities[index].upn
    if upn is None:
        _report_no_upn(people, index, notebook)
    elif _has_no_group(people, index, notebook):
        place = people.place(index, "year_group")
        text = f"{place.column} is not known in row {place.row} of {place.sheet}: fill it in, or "
        text += "write Leaver if the pupil has left."
        effect = "The pupil counts as on roll, and in no figure that asks for a year group."
        notebook.findings.error("cell_missing", place, text, effect)
    return upn


def _report_no_upn(people: People, index: int, notebook: Notebook) -> None:
    """Say of a pupil's row that its UPN is blank, or what stands there in its place."""
    place = people.place(index, "upn")
    column = people.sheet.column("upn")
    row = people.sheet.body[people.sheet.numbers.index(people.numbers[index])]
    value = plain(row[column.index]) if column and column.index < len(row) else ""
    text = f"{place.column} is blank in row {place.row} of {place.sheet}: fill it in."
    if value:
        text = f'{place.column} "{shorten(value)}" in row {place.row} of {place.sheet} is no UPN: '
        text += "write the pupil's own."
    notebook.findings.row_aside("cell_missing", place, text, value or None)


def _has_no_group(people: People, index: int, notebook: Notebook) -> bool:
    """Whether a pupil's year group is neither known nor asked about."""
    if "year_group" not in people.fields or people.facts[index].get("year_group") is not None:
        return False
    if people.sheet.column("year_group") is None:  # asked once for the whole list
        return False
    return not group_column.has_open_question(people.sheet, people.numbers[index], notebook)


def _check_rolls(rolls: Sequence[People], foreign: Foreign, notebook: Notebook) -> None:
    """A heading that is needed and nowhere: refused, or asked where one can do without."""
    elsewhere = {name for p in foreign.people for name in p.fields}
    for column in PUPILS.columns:
        lacking = [people.sheet for people in rolls if column.field not in people.fields]
        if not column.heading_needed or not lacking:
            continue
        # Another list fills it in; a year group is asked for all the same, as pupils without one
        # are in few figures.
        if column.field in elsewhere and column.field != "year_group":
            continue
        if not column.cell_needed:
            _ask_missing(lacking, column.heading, column.field, notebook)
            continue
        for sheet in lacking:
            text = f"{sheet.grid.sheet} has no column for {column.heading}: add it or say "
            place = sheet.place(column.heading)
            notebook.findings.refuse("heading_missing", place, f"{text}which it is.")


def _ask_missing(
    sheets: Sequence[ExportSheet], heading: str, name: str, notebook: Notebook
) -> None:
    costs = {
        "admission_date": "Every pupil then counts as on roll since before the data begin, so "
        "a plan from before they came counts as one while on roll."
    }
    names = ", ".join(sheet.grid.sheet for sheet in sheets[:6])
    several = "have" if len(sheets) > 1 else "has"
    question = missing_fact(
        sheets[0],
        f"{heading}",
        heading=heading,
        text=f"{names} {several} no column for {heading}: go on without it?",
        options=(Choice(NOT_SUPPLIED, f"Go on: {heading} is not supplied"),),
        suggested=NOT_SUPPLIED,
        why="our own workbook needs it",
        cost=costs.get(name, "Pupils are then shown without it."),
    )
    notebook.settle(question)


def _pupils_of(
    rows: Rows, preferred_name: Mapping[str, tuple[str | None, str | None]]
) -> Iterator[PupilOnRoll]:
    names = ("upn", "surname", "forename", "date_of_birth", "form", "year_group")
    columns = {name: rows.values(name) for name in names}
    for index in rows.live():
        place = rows.place(index)
        facts = {name: columns[name][index] for name in columns}
        facts["birth"] = facts.pop("date_of_birth")
        other = preferred_name.get(facts["upn"], (None, None))
        yield PupilOnRoll(
            **facts, sheet=place.sheet or "", row=place.row or 0, preferred_name=other
        )


def _without_upn(rolls: Sequence[People]) -> dict[frozenset[str], str]:
    """The rows of the roll that are set aside for want of a UPN, by the words of their names."""
    places: dict[frozenset[str], str] = {}
    for people in rolls:
        for identity, number in zip(people.identities, people.numbers, strict=True):
            words = frozenset(folded_words(identity.name)) if identity.upn is None else ()
            if words:
                places[frozenset(words)] = f"row {number} of {people.sheet.grid.sheet}"
    return places


def _former(people: Sequence[People]) -> dict[str, str]:
    return {old: new for sheet_people in people for old, new in sheet_people.former.items()}
