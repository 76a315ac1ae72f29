"""Children with another key in the next upload: a new UPN, or a UPN for a temporary key.

They are matched by surname, forename and date of birth, and never without a question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cwsw.intake.exports.listed_names import folded_words
from cwsw.records.next_upload.loaded import Loaded, NewData, upn_of
from cwsw.records.next_upload.plan_rows import pupil_name
from cwsw.records.next_upload.questions import (
    OTHER_CHILD,
    SAME_CHILD,
    QuestionSection,
    UploadAnswers,
    question,
)
from cwsw.tables.codes import ListEvent
from cwsw.tables.english import day
from cwsw.tables.proposal import Choice, Question

_Row = Mapping[str, Any]
OPTIONS = (Choice(SAME_CHILD, "Yes, the same child"), Choice(OTHER_CHILD, "No, another child"))


@dataclass(frozen=True)
class NewKeys:
    """Former key -> key in the upload, for each child somebody recognised, and what is asked.

    An open question counts as yes, so that nothing else is asked about a child meanwhile.
    """

    moved: Mapping[str, str]
    questions: tuple[Question, ...]


def new_keys(loaded: Loaded, new: NewData, answers: UploadAnswers) -> NewKeys:
    """Find the children with a plan or record whose key is another one in the upload."""
    moved: dict[str, str] = {}
    questions = []
    for row, candidate in _pairs(loaded, new):
        question = _question(row, candidate)
        questions.append(question)
        if answers.to(question) in (SAME_CHILD, None):
            # One child has one key: of several taken for the same, the first counts.
            moved.setdefault(row["upn"], candidate["upn"])
    return NewKeys(moved, tuple(questions))


def _pairs(loaded: Loaded, new: NewData) -> Iterator[tuple[_Row, _Row]]:
    by_name: dict[tuple[str, ...], list[_Row]] = {}
    for upn, row in sorted(new.pupils.items()):
        if upn not in loaded.pupils and folded_name(row):
            by_name.setdefault(folded_name(row), []).append(row)
    # A child recorded as joined has a key of our own until an upload brings the UPN.
    temporary = {c.upn for c in loaded.changes if c.change == ListEvent.JOINED and not c.settled}
    row_by_upn = {**loaded.former, **loaded.pupils}
    # Of a child without a plan or a record another key loses nothing, so nothing is asked.
    for upn in sorted(_with_anything(loaded) & row_by_upn.keys() - new.pupils.keys()):
        row = row_by_upn[upn]
        for candidate in by_name.get(folded_name(row), []):
            if _may_be_same(row, candidate, is_joined=upn in temporary):
                yield row, candidate


def folded_name(row: _Row) -> tuple[str, ...]:
    """A name's words for comparing: without accents, hyphens and case, surname first.

    A comma parts surname and forename. Empty where either is missing.
    """
    forename, surname = (folded_words(row[part] or "") for part in ("forename", "surname"))
    return (*surname, ",", *forename) if surname and forename else ()


def _may_be_same(row: _Row, candidate: _Row, *, is_joined: bool) -> bool:
    """Whether the dates of birth agree; for a child just joined one may be missing."""
    born = (row["date_of_birth"], candidate["date_of_birth"])
    return born[0] == born[1] if all(born) else is_joined


def _with_anything(loaded: Loaded) -> set[str]:
    """The UPNs of children who have a plan or a record."""
    recorded = {upn_of(name, row) for name, rows in loaded.rows.items() for row in rows}
    return {upn for upn in recorded if upn is not None} | {row.upn for row in loaded.plans}


def _question(row: _Row, candidate: _Row) -> Question:
    both_born = row["date_of_birth"] and candidate["date_of_birth"]
    born = f"born {day(candidate['date_of_birth'])}" if both_born else "date of birth not in both"
    text = (
        f"Is {pupil_name(candidate)}, {born}, UPN {candidate['upn']}, "
        f"the child you have as {row['upn']}?"
    )
    # Two children may share a name: without both dates of birth no answer is suggested.
    facts = (row["upn"], candidate["upn"], *folded_name(row))
    return question(QuestionSection.CHILD, facts, text, OPTIONS, SAME_CHILD if both_born else None)
