"""Gives lists without a column of year groups the one that their name says, else asks."""

from collections.abc import Sequence

from cwsw.intake.exports.around import nearest_statement
from cwsw.intake.exports.group_column import BY_BIRTH
from cwsw.intake.exports.pupil_sheets import People
from cwsw.intake.exports.reading_log import NOT_SUPPLIED, Notebook
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.sheet_words import group_in
from cwsw.tables.codes import YEAR_GROUPS, year_group_label
from cwsw.tables.proposal import Choice, Question
from cwsw.tables.years import academic_year

_RECEPTION_AGE = 5
"""Academic years from that of the birth to that in Reception."""

_LABELS = {number: label for label, number in YEAR_GROUPS.items()}


def fill_groups(lists: Sequence[People], notebook: Notebook) -> None:
    """Give lists of pupils the year group that their name says, where no list has it in a column.

    A list of pupils whose year group stands on another list needs none.
    """
    grouped_upns = {
        child.upn
        for people in lists
        for child, facts in zip(people.identities, people.facts, strict=True)
        if facts.get("year_group") is not None
    }
    for people in lists:
        bare = "upn" in people.fields and "year_group" not in people.fields
        own = {child.upn for child in people.identities if child.upn}
        if bare and _is_list_of_pupils(people) and not own & grouped_upns:
            _fill(people, notebook)


def _is_list_of_pupils(people: People) -> bool:
    return bool({"surname", "forename"} & set(people.fields))


def _fill(people: People, notebook: Notebook) -> None:
    group, is_sure = nearest_statement(people.sheet, _group) or (None, False)
    if is_sure and group is not None:
        text = f"all its pupils are in {year_group_label(group)}, as its name says"
        notebook.decide(people.sheet.place(), text)
        answer: str | None = _LABELS[group]
    else:
        answer = notebook.settle(_question(people, group, notebook))
    for facts in people.facts:
        facts["year_group"] = _by_answer(answer, facts, notebook)
    people.fields = (*people.fields, "year_group")


def _group(text: str) -> tuple[int | None, bool] | None:
    group, is_sure = group_in(text)
    return None if group is None else (group, is_sure)


def _by_answer(answer: str | None, facts: dict[str, object], notebook: Notebook) -> int | None:
    if answer != BY_BIRTH:
        return YEAR_GROUPS.get(answer or "")
    birth = facts.get("date_of_birth")
    if notebook.this_year is None or birth is None:
        return None
    group = notebook.this_year - academic_year(birth) - _RECEPTION_AGE  # type: ignore[arg-type]
    return group if group in _LABELS else None


def _question(people: People, likely: int | None, notebook: Notebook) -> Question:
    sheet = people.sheet
    by_birth = notebook.this_year is not None and "date_of_birth" in people.fields
    born = (Choice(BY_BIRTH, "Each pupil's own, by the date of birth"),) if by_birth else ()
    suggested = BY_BIRTH if by_birth else None
    return missing_fact(
        sheet,
        "Year group",
        text=f"{sheet.grid.sheet} has no column for the year group: of which year are its pupils?",
        options=(
            *born,
            *(Choice(label, f"All in year group {label}") for label in YEAR_GROUPS),
            Choice(NOT_SUPPLIED, "Not known"),
        ),
        suggested=suggested if likely is None else _LABELS[likely],
        why="no column and no name of a sheet says it",
        cost="Without a year group pupils are left out of phonics, GCSE and absence by age.",
    )
