"""Asks which pupils listed children are, and reports those who are nobody on the roll."""

from collections.abc import Mapping, Sequence

from cwsw.intake.exports.candidates import NAME_ALONE, NAME_AND_BIRTH
from cwsw.intake.exports.join_decisions import (
    ACCEPT,
    ACCEPT_ALL,
    ONE_BY_ONE,
    REFUSE,
    as_text,
)
from cwsw.intake.exports.joins import CLEANED, FORMER, Outcome
from cwsw.intake.exports.listed_names import ListedName, folded_words
from cwsw.intake.exports.pupil_identity import Identity, about_row
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.roll_index import RollIndex
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_questions import which_child
from cwsw.intake.problems import ROW_ASIDE, ROWS_ASIDE, Place, rows_named
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice, JoinSuggestion, NotOnRoll, Question

_COST = "It decides who counts as a child with a social worker."
_FEWEST_TOGETHER = 2

Rows = Mapping[Identity, Sequence[int]]
"""Each child of a sheet, and the rows that are about it."""


def report_joins(
    sheet: ExportSheet,
    rows: Rows,
    outcomes: Mapping[Identity, Outcome],
    roll: RollIndex,
    notebook: Notebook,
    *,
    has_plans: bool,
) -> None:
    """Report how UPNs were read, and which children of a list are nobody on the roll.

    Args:
        sheet: The list.
        rows: Its rows by child.
        outcomes: The pupils of each child, as far as they are settled.
        roll: The pupils.
        notebook: Gets notes and warnings; children told of before are not told again.
        has_plans: Whether the list decides who is counted: then each row is named.
    """
    _report_upn_readings(sheet, outcomes, notebook)
    not_matched = {identity: o.unmatched for identity, o in outcomes.items() if o.unmatched}
    # A sheet with pupils and plans is joined twice, and its rows are to be told once.
    reported_rows = {
        (child.file, child.sheet, row) for child in notebook.not_on_roll for row in child.rows
    }
    grid = sheet.grid
    unreported = {
        identity: unmatched
        for identity, unmatched in not_matched.items()
        if (grid.file, grid.sheet, rows[identity][0]) not in reported_rows
    }
    for identity, unmatched in unreported.items():
        notebook.not_on_roll += [
            _not_on_roll(sheet, identity, listed, rows[identity], roll) for listed in unmatched
        ]
    if not unreported:
        return
    if has_plans:
        _warn_of_each_row(sheet, sorted(r for i in unreported for r in rows[i]), notebook)
    else:
        _warn_of_count(sheet, [r for i in unreported for r in rows[i]], len(unreported), notebook)


def _report_upn_readings(
    sheet: ExportSheet, outcomes: Mapping[Identity, Outcome], notebook: Notebook
) -> None:
    column = sheet.column("upn")
    place = sheet.place(column.heading if column else None)
    former = sum(outcome.how == FORMER for outcome in outcomes.values())
    if former:
        text = f"{counted(former, 'former or temporary UPN')} read as the UPN of today"
        notebook.decide(place, text)
    cleaned = [identity for identity, outcome in outcomes.items() if outcome.how == CLEANED]
    if cleaned:
        text = f"{counted(len(cleaned), 'UPN')} read without quotation marks, hyphens, remarks or "
        text += "letters for figures: each is then exactly one pupil's"
        # With a name beside it a cleaned UPN was checked; alone it is an assumption.
        report = notebook.decide if all(i.name for i in cleaned) else notebook.assume
        report(place, text)


def _not_on_roll(
    sheet: ExportSheet, identity: Identity, listed: ListedName, rows: Sequence[int], roll: RollIndex
) -> NotOnRoll:
    return NotOnRoll(
        file=sheet.grid.file,
        sheet=sheet.grid.sheet,
        rows=tuple(sorted(set(rows))),
        name=listed.text or " ".join(identity.name.split()),
        birth=as_text(identity.birth),
        more=about_row(sheet, rows[0]),
        why=_needed(identity, listed, roll),
    )


def _needed(identity: Identity, listed: ListedName, roll: RollIndex) -> str:
    """What a list, or the roll, would have to say for the child to be found."""
    place = roll.without_upn.get(frozenset(listed.words))
    if place:
        return f"Listed in {place} without a UPN: write the UPN there."
    details = {"name": listed.words, "date of birth": identity.birth, "UPN": identity.upn}
    missing = [word for word, value in details.items() if not value]
    if not missing:
        return "Nobody on the roll fits."
    *first, last = missing
    return f"The list gives no {', '.join(first)}{' and no ' if first else ''}{last}."


def _warn_of_each_row(sheet: ExportSheet, rows: Sequence[int], notebook: Notebook) -> None:
    """A list that decides who is counted: each of its rows is named."""
    for row in dict.fromkeys(rows):
        text = f"The child in row {row} of {sheet.grid.sheet} is not among this school's pupils: "
        text += "if the child is on roll, correct the UPN, or the name and the date of birth."
        notebook.findings.warning("not_on_roll", sheet.place(row=row), text, ROW_ASIDE)


def _warn_of_count(
    sheet: ExportSheet, rows: Sequence[int], children: int, notebook: Notebook
) -> None:
    named = "child" if children == 1 else "children"
    where = rows_named(sorted(set(rows)))
    text = f"{children:,} {named} on {sheet.grid.sheet} ({where}) not among this school's pupils."
    notebook.findings.warning("not_on_roll", sheet.place(), text, ROWS_ASIDE)


def ask_open(notebook: Notebook) -> None:
    """Ask who each open child is: once for all that are matched in the same clear way."""
    open_children: dict[str, list[JoinSuggestion]] = {}
    for suggestion in notebook.joins.values():
        if suggestion.decision is None:
            open_children.setdefault(suggestion.child, []).append(suggestion)
    for group in (NAME_AND_BIRTH, NAME_ALONE):
        matched = [s for (s, *more) in open_children.values() if s.group == group and not more]
        one_by_one = notebook.answers.get("joins", group) == ONE_BY_ONE
        if len(matched) >= _FEWEST_TOGETHER and not one_by_one:
            _add_question(_about_all(group, matched), notebook)
            for suggestion in matched:
                del open_children[suggestion.child]
    for suggestions in open_children.values():
        _add_question(_about_one(suggestions), notebook)


def warn_of_two_as_one(notebook: Notebook) -> None:
    """Name the rows of different children of one list who were accepted as one pupil."""
    accepted: dict[tuple[str, str, str], dict[str, JoinSuggestion]] = {}
    for join in notebook.joins.values():
        if join.decision == ACCEPT:
            accepted.setdefault((join.file, join.sheet, join.upn), {})[join.child] = join
    for children in accepted.values():
        first, *others = sorted(children.values(), key=lambda join: join.row)
        if any(_are_two(first, other) for other in others):
            rows = rows_named(sorted({join.row for join in children.values()}))
            text = f"The children in {rows} of {first.sheet} have different names or dates of "
            text += "birth and were taken for one pupil, as you said: look whether they are."
            place = Place(first.file, first.sheet)
            effect = "What the rows say counts for this one pupil."
            notebook.findings.warning("two_as_one", place, text, effect)


def _are_two(join: JoinSuggestion, other: JoinSuggestion) -> bool:
    births = {join.listed_birth, other.listed_birth} - {""}
    names = {frozenset(folded_words(each.listed_name)) for each in (join, other)}
    return len(births) > 1 or len(names) > 1


def _add_question(question: Question, notebook: Notebook) -> None:
    notebook.questions.setdefault(question.key, question)


def _about_all(group: str, matched: Sequence[JoinSuggestion]) -> Question:
    first = matched[0]
    sheets = ", ".join(dict.fromkeys(s.sheet for s in matched))
    number = len(matched)
    return which_child(
        Place(first.file, first.sheet),
        group,
        text=f"{number:,} children of {sheets} were matched {_IN_WORDS[group]}: look, then "
        "accept all.",
        options=(
            Choice(ACCEPT_ALL, f"Yes, all {number:,} are the same children"),
            Choice(ONE_BY_ONE, "No: ask about each of them"),
        ),
        suggested=ACCEPT_ALL if group == NAME_AND_BIRTH else None,
        why="two children can share a name",
        cost=_COST,
    )


_IN_WORDS = {
    NAME_AND_BIRTH: "by name and date of birth",
    NAME_ALONE: "by name alone, as the list gives no date of birth",
}


def _about_one(suggestions: Sequence[JoinSuggestion]) -> Question:
    first = suggestions[0]
    several = len(suggestions) > 1
    may_be = " or ".join(
        f"the pupil in {s.pupil_place} ({s.why}{f'; answer {s.key}' if several else ''})"
        for s in suggestions
    )
    return which_child(
        Place(first.file, first.sheet, first.row),
        first.child,
        text=f"The child in row {first.row} of {first.sheet} may be {may_be}: say whether.",
        options=(
            *(Choice(s.key if several else ACCEPT, _pupil(s)) for s in suggestions),
            Choice(REFUSE, "None of your pupils"),
        ),
        why="two children can share a name",
        cost=_COST,
    )


def _pupil(suggestion: JoinSuggestion) -> str:
    born = f"born {suggestion.pupil_birth}" if suggestion.pupil_birth else "no date of birth"
    about = (suggestion.pupil_name, suggestion.pupil_class, born)
    return ", ".join(part for part in about if part)
