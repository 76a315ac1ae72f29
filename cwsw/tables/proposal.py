"""How a spreadsheet that is not our own was understood, and what has to be asked about it."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]
"""Answers by section; docs/reading.md lists the sections. Also the command line's --mapping."""


class Certainty(StrEnum):
    """How sure a match is: sure and likely ones are made, `ask` ones are asked."""

    SURE = "sure"
    LIKELY = "likely"
    ASK = "ask"


@dataclass(frozen=True)
class ColumnProposal:
    """A heading of the user's sheet, or a run of `count` alike ones, and what it is read as.

    `field` is a name inside the program (None: not read), `label` the word for it on screen and in
    a mapping. `samples` are up to three values with letters as x and digits as 9.
    """

    file: str
    sheet: str
    heading: str
    field: str | None
    label: str
    samples: tuple[str, ...]
    sure: Certainty
    why: str
    key: str
    count: int = 1


@dataclass(frozen=True)
class SheetProposal:
    """What a sheet was taken for: `kind` in words, and the reason."""

    file: str
    sheet: str
    kind: str
    why: str


@dataclass(frozen=True)
class Skipped:
    """Rows of a sheet that were not read as data; `first` and `last` are spreadsheet rows."""

    file: str
    sheet: str
    first: int
    last: int
    why: str

    @property
    def sentence(self) -> str:
        """'We skipped rows 1–3: title.'"""
        is_single = self.first == self.last
        rows = f"row {self.first}" if is_single else f"rows {self.first}–{self.last}"
        return f"We skipped {rows}: {self.why}."


@dataclass(frozen=True)
class AppliedRule:
    """A rule applied to a whole column or sheet, to be shown; `heading` is '' for a sheet."""

    file: str
    sheet: str
    heading: str
    text: str


@dataclass(frozen=True)
class Choice:
    """One possible answer to a question, and the words for it on screen."""

    answer: str
    label: str


@dataclass(frozen=True)
class Question:
    """A question that only a person can answer. `section` and `path` are the answer's place."""

    section: str
    path: tuple[str, ...]
    file: str
    sheet: str
    heading: str
    text: str
    options: tuple[Choice, ...]
    suggested: str | None = None
    why: str = ""
    cost: str = ""
    row: int | None = None

    @property
    def key(self) -> str:
        """One text that names the question, the same at every reading."""
        return "/".join((self.section, *self.path))


@dataclass(frozen=True)
class JoinSuggestion:
    """A listed child without a sure UPN, and a pupil it may be, to be accepted or refused.

    `key` names the suggestion and `child` the listed child, who may have several; both hold no
    pupil data. `group` is the kind of likeness where many children may be accepted at once.
    `decision` is accept, refuse or None while it is open.
    """

    key: str
    child: str
    file: str
    sheet: str
    row: int
    listed_name: str
    listed_birth: str
    upn: str
    pupil_name: str
    pupil_birth: str
    pupil_class: str
    pupil_place: str
    why: str
    group: str = ""
    decision: str | None = None


@dataclass(frozen=True)
class NotOnRoll:
    """A listed child who is not on the roll: named before confirming, and stored nowhere.

    `more` is what else the list says of the child, `why` what would be needed to find it.
    """

    file: str
    sheet: str
    rows: tuple[int, ...]
    name: str
    birth: str
    more: str
    why: str


@dataclass(frozen=True)
class Difference:
    """Two files that say different things of one pupil; the first counts until decided."""

    key: str
    upn: str
    field: str
    first: str
    first_place: str
    second: str
    second_place: str
    decision: str = "first"


@dataclass(frozen=True)
class Proposal:
    """Everything decided and everything asked about sheets that are not our own."""

    sheets: tuple[SheetProposal, ...] = ()
    columns: tuple[ColumnProposal, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: tuple[AppliedRule, ...] = ()
    answers: Answers = field(default_factory=dict)

    def as_mapping(self) -> dict[str, Any]:
        """All that is settled, as a mapping: reading the same files with it asks nothing anew."""
        mapping: dict[str, Any] = deepcopy(dict(self.answers))
        headings = mapping.setdefault("headings", {})
        for column in self.columns:
            if column.sure is not Certainty.ASK and column.field and column.key:
                # What a person answered stays, whatever was matched.
                headings.setdefault(column.key, column.label)
        return mapping


def with_answer(mapping: Answers | None, question: Question, answer: str) -> dict[str, Any]:
    """A copy of a mapping in which a question is answered."""
    # Deep, since sections are mappings in the mapping: the one that was given stays as it is.
    answered: dict[str, Any] = deepcopy(dict(mapping or {}))
    place = answered.setdefault(question.section, {})
    for step in question.path[:-1]:
        place = place.setdefault(step, {})
    place[question.path[-1]] = answer
    return answered
