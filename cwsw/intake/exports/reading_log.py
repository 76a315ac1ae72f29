"""Holds a user's answers, and gathers questions, decisions and notes while sheets are read."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cwsw.intake.columns import HeadingList, fold
from cwsw.intake.problems import (
    CELL_BLANK,
    NO_CHANGE,
    NOTHING_READ,
    READ_SO,
    ROWS_ASIDE,
    Findings,
    Place,
    shorten,
)
from cwsw.intake.source_rows import SourceRows
from cwsw.tables.proposal import (
    AppliedRule,
    ColumnProposal,
    Difference,
    JoinSuggestion,
    NotOnRoll,
    Proposal,
    Question,
    SheetProposal,
    Skipped,
)
from cwsw.tables.upload import School
from cwsw.tables.years import academic_year

SECTIONS = ("headings", "values", "dates", "missing", "sheets", "joins", "differences", "lists")
_VALUE_IN_PATH = ("values", "joins")
"""Sections whose questions are named by the last step of their path: a word, a child's key."""

NOT_SUPPLIED = "not supplied"
_NO_SCHOOL = School()
CHECK_READING = "Figures depend on it: look whether that is right."


class MappingAnswers:
    """A mapping as given: the flat heading list of old, or sections, or both."""

    def __init__(self, mapping: Mapping[str, Any] | None = None) -> None:
        answers = dict(mapping or {})
        self.sections: dict[str, dict[str, Any]] = {
            name: dict(answers[name]) for name in SECTIONS if isinstance(answers.get(name), Mapping)
        }
        # The first mappings were a list of headings alone; the command line still takes them.
        flat = {k: v for k, v in answers.items() if isinstance(v, str)}
        self.flat = HeadingList(flat)
        self.sections["headings"] = flat | self.sections.get("headings", {})
        headings = self.sections["headings"]
        self.headings = HeadingList({k: str(v) for k, v in headings.items()})
        self._by_path = {
            path: value
            for name, part in self.sections.items()
            for path, value in _leaves((name,), part)
        }

    def get(self, section: str, *path: str) -> str | None:
        """The answer to a question; case, spaces and punctuation of its path do not count."""
        return self._by_path.get((section, *map(fold_key, path)))

    def are_lists(self, sheet: str) -> bool:
        """Whether a sheet beside our own is to be read as a list of another system."""
        return self.get("sheets", sheet) == "read"

    def as_given(self) -> dict[str, Any]:
        """Every section that holds an answer."""
        return {name: part for name, part in self.sections.items() if part}


def fold_key(key: str) -> str:
    """'Sheet 1!SEN status' folded on either side of the mark."""
    sheet, mark, heading = key.rpartition("!")
    return f"{fold(sheet)}!{fold(heading) or heading}" if mark else fold(heading) or heading


def _leaves(
    start: tuple[str, ...], part: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in part.items():
        path = (*start, fold_key(str(key)))
        if isinstance(value, Mapping):
            yield from _leaves(path, value)
        else:
            yield path, str(value)


class Notebook:
    """Everything noticed about sheets that are not our own.

    `as_at` and `school_name` are what a School sheet states; `likely_as_at` is a date that a title
    speaks of, which serves for suggestions alone.
    """

    def __init__(
        self,
        answers: MappingAnswers,
        findings: Findings,
        stated: School = _NO_SCHOOL,
        likely_as_at: date | None = None,
    ) -> None:
        self.as_at, self.school_name = stated.as_at, stated.name
        self.likely_as_at = stated.as_at or likely_as_at
        self.answers = answers
        self.findings = findings
        self.questions: dict[str, Question] = {}
        self.sheets: list[SheetProposal] = []
        self.columns: list[ColumnProposal] = []
        self.decisions: list[AppliedRule] = []
        self.skipped: list[Skipped] = []
        self.joins: dict[str, JoinSuggestion] = {}
        self.not_on_roll: list[NotOnRoll] = []
        self.differences: list[Difference] = []
        self.source_rows = SourceRows()

    @property
    def this_year(self) -> int | None:
        """The academic year of the stated as-at date."""
        return academic_year(self.as_at) if self.as_at else None

    @property
    def likely_year(self) -> int | None:
        """The academic year that the data are likely of."""
        return academic_year(self.likely_as_at) if self.likely_as_at else None

    def settle(self, question: Question) -> str | None:
        """Give the answer to a question, or ask it.

        Returns:
            The answer; where there is none yet, what the question suggests, so that reading goes on
            and all other questions are known as well. The upload is refused until it is answered.
        """
        answer = self.answers.get(question.section, *question.path)
        if answer is not None:
            return answer
        self.questions.setdefault(question.key, question)
        return question.suggested

    def has_question(self, section: str, *path: str) -> bool:
        """Whether a question is open."""
        return "/".join((section, *path)) in self.questions

    def suggest(self, suggestion: JoinSuggestion) -> None:
        """A pupil whom a listed child may be; a child on several sheets is suggested once."""
        self.joins.setdefault(suggestion.key, suggestion)

    def decide(self, place: Place, text: str) -> None:
        """Note a rule that was applied where no other reading was possible."""
        if self._is_new_decision(place, text):
            self.findings.note("read_as", place, _line(place, text), READ_SO)

    def assume(self, place: Place, text: str) -> None:
        """Warn of a rule that was applied where another reading was possible."""
        if self._is_new_decision(place, text):
            self.findings.warning("assumed", place, _line(place, text), CHECK_READING)

    def _is_new_decision(self, place: Place, text: str) -> bool:
        decision = AppliedRule(place.file or "", place.sheet or "", place.column or "", text)
        is_new = decision not in self.decisions
        if is_new:
            self.decisions.append(decision)
        return is_new

    def skip(self, skipped: Skipped, *, doubtful: bool = False) -> None:
        """Report rows that are not data; `doubtful` ones may be about a child: a warning."""
        self.skipped.append(skipped)
        place = Place(skipped.file, skipped.sheet, skipped.first)
        text = f"{skipped.sheet}: {skipped.sentence}"
        if doubtful:
            self.findings.warning("rows_not_understood", place, text, ROWS_ASIDE)
            return
        self.findings.note("rows_skipped", place, text, NO_CHANGE)

    def bad_cell(self, place: Place, value: str, mend: str, effect: str = CELL_BLANK) -> None:
        """One cell that could not be read."""
        text = f'{place.column} "{shorten(value)}" in row {place.row} of {place.sheet} {mend}.'
        self.findings.warning("cell_not_readable", place, text, effect, value)

    def close(self) -> None:
        """Report each open question as an error; with one the upload is refused."""
        for question in self.questions.values():
            heading = question.heading or None
            place = Place(question.file, question.sheet, question.row, heading)
            value = question.path[-1] if question.section in _VALUE_IN_PATH else heading
            self.findings.refused = True
            effect = f"{NOTHING_READ} {question.cost}".strip()
            self.findings.error("needs_confirmation", place, question.text, effect, value)

    def proposal(self) -> Proposal:
        """All of it, for the screen."""
        return Proposal(
            tuple(self.sheets),
            tuple(self.columns),
            tuple(self.questions.values()),
            tuple(self.decisions),
            self.answers.as_given(),
        )


def _line(place: Place, text: str) -> str:
    where = f'"{shorten(place.column)}" on {place.sheet}' if place.column else str(place.sheet)
    return f"{where}: {text}"
