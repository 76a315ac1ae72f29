"""Recorded changes of plans against the plans of the next upload, child by child and kind by kind.

For each change, or chain of changes, the new data have the same dates, the dates from before it,
other dates of the same time, or nothing. Only what they contradict is asked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain as joined
from typing import TypeVar

from cwsw.records.list_changes import ListChange
from cwsw.records.next_upload.chains import Chain, in_words, unknown_on
from cwsw.records.next_upload.loaded import Overlay, identity
from cwsw.records.next_upload.plan_rows import Dates, PlanRow, by_place
from cwsw.records.next_upload.questions import (
    FILE,
    KEEP,
    RECORDED_OR_FILE,
    QuestionSection,
    question,
)
from cwsw.records.next_upload.recorded_facts import RecordedFact, recorded_facts
from cwsw.tables.codes import ListChangeOutcome
from cwsw.tables.english import day
from cwsw.tables.proposal import Question

T = TypeVar("T")
Marks = Mapping[ListChange, ListChange]
"""A change as it was and as it is after this upload: settled, or of a row with another Source."""


@dataclass(frozen=True)
class LaidPlans:
    """The plans after the recorded changes, how these are marked, and what is asked.

    `accounted` are the loaded rows that recorded changes account for.
    """

    rows: tuple[PlanRow, ...]
    marks: Marks = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    accounted: frozenset[PlanRow] = frozenset()


@dataclass
class _Place:
    """One child and kind of plan: the upload's rows while the facts are laid over them.

    `loaded` are its rows before the upload, `known_dates` all dates that were known before.
    """

    overlay: Overlay
    name: str
    rows: list[PlanRow]
    loaded: frozenset[PlanRow]
    known_dates: frozenset[Dates]
    marks: dict[ListChange, ListChange] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    overruled: dict[PlanRow, bool] = field(default_factory=dict)

    def lay_fact(self, fact: RecordedFact) -> None:
        """Lay one fact over the rows of the upload."""
        own = [chain.row for chain in fact.chains if chain.row in self.rows]
        brought = self.overlay.new.brought
        # A row of our own workbook is in it because it was recorded here: it is no word from
        # outside, so it settles nothing (decision 21).
        is_brought = bool(own) and any(identity(c) in brought for c in fact.changes())
        other_rows = [row for row in self.rows if not (is_brought and row in self.loaded)]
        if any(self._confirms(row, fact) for row in other_rows):
            self._settle(fact.changes(), ListChangeOutcome.SAME)
        elif is_brought:
            return
        elif former := self._with_former_dates(fact):
            self._lay_over_former(fact, former)
        elif other_rows := self._with_other_dates(fact):
            self._lay_over_others(fact, other_rows)
        elif not fact.ends_a_flag or self._is_end_of_flag_kept(fact):
            self._carry(fact, ())

    @property
    def final_rows(self) -> list[PlanRow]:
        """The rows, without those that every recorded change they contradict overrules."""
        return [row for row in self.rows if not self.overruled.get(row)]

    def _confirms(self, row: PlanRow, fact: RecordedFact) -> bool:
        """Whether a row says what was recorded, or the same and more."""
        start, end = fact.final
        if row.dates == fact.final:
            return True
        if start is None and end is None:
            return row.dates not in self.known_dates
        return start is None and row.dates.end == end

    def _with_former_dates(self, fact: RecordedFact) -> list[PlanRow]:
        """Rows that still have the dates from before the change."""
        former = {dates for dates, _ in fact.stages}
        return [row for row in self.rows if row.dates in former and row not in self.loaded]

    def _with_other_dates(self, fact: RecordedFact) -> list[PlanRow]:
        """Rows that overlap the recorded dates and have dates not known before."""
        return [
            row
            for row in self.rows
            if row.dates not in self.known_dates and row.dates.overlaps(fact.final)
        ]

    def _lay_over_former(self, fact: RecordedFact, rows: Sequence[PlanRow]) -> None:
        """The upload has the dates from before: it is older, says less, or contradicts."""
        # The file has come as far as the dates it has: the steps up to them are confirmed.
        latest = max((fact.following(row) for row in rows), key=fact.chains[0].changes.index)
        self._settle(fact.changes(until=latest), ListChangeOutcome.SAME)
        as_at = self.overlay.new.as_at
        # A file from before the change, or without dates, contradicts nothing.
        is_silent = all(
            unknown_on(fact.following(row), as_at) or row.dates == Dates(None, None) for row in rows
        )
        if is_silent or self._is_kept(fact, rows):
            self._carry(fact, rows)

    def _lay_over_others(self, fact: RecordedFact, rows: Sequence[PlanRow]) -> None:
        is_kept = self._is_kept(fact, rows)
        if is_kept:
            self._carry(fact, ())
        for row in rows:
            # One fact for which the file's word was taken is enough for its row to stay.
            self.overruled[row] = self.overruled.get(row, True) and is_kept

    def _is_end_of_flag_kept(self, fact: RecordedFact) -> bool:
        """Whether to keep the recorded end of a plan that only a flag such as `CIN now` gave."""
        if unknown_on(fact.chains[0].changes[0], self.overlay.new.as_at):
            return True
        # A newer file that still has the flag contradicts the end; one without it confirms the end.
        if fact.of in self.overlay.new.flags:
            return self._is_kept(fact, ())
        self._settle(fact.changes(), ListChangeOutcome.SAME)
        return True

    def _is_kept(self, fact: RecordedFact, rows: Sequence[PlanRow]) -> bool:
        """Ask, and mark the changes: as replaced where the file's word is taken, else as kept.

        What was kept against the former dates before is not asked again for the same dates.
        """
        is_former = _are_former(rows, fact)
        if is_former and all(chain.changes[-1].kept_against for chain in fact.chains):
            return True
        question = _contradiction(fact, rows, self.name, self.overlay.new.as_at)
        self.questions.append(question)
        if self.overlay.answers.to(question) == FILE:
            self._settle(fact.changes(), ListChangeOutcome.REPLACED)
            return False
        if is_former:
            self._settle(fact.changes(), None)
        return True

    def _carry(self, fact: RecordedFact, instead_of: Sequence[PlanRow]) -> None:
        """Put the recorded dates in place of some rows; each chain has a row afterwards."""
        self.rows = [row for row in self.rows if row not in instead_of]
        # Under the Sources of the file's rows, so that the next file's rows are compared with
        # these.
        sources = [row.source for row in instead_of]
        unclaimed = [s for s in sources if s not in {chain.source for chain in fact.chains}]
        for chain in fact.chains:
            if chain.source not in sources and unclaimed:
                self._move(chain, unclaimed.pop(0))
            else:
                sources.append(chain.source)
        self.rows += [PlanRow(*fact.of, fact.final, s) for s in dict.fromkeys(sources)]

    def _move(self, chain: Chain, source: str | None) -> None:
        """Note on a chain's open changes the Source under which the upload has its row."""
        for change in chain.changes:
            mark = self.marks.get(change, change)
            if mark.settled is None:
                self.marks[change] = replace(mark, source=source)

    def _settle(self, changes: Sequence[ListChange], how: ListChangeOutcome | None) -> None:
        """Mark changes as answered by this upload; None: as kept against it."""
        for change in changes:
            # What this upload has confirmed stays so, whatever comes of the rest of its chain.
            if change not in self.marks:
                on = self.overlay.new.as_at
                self.marks[change] = replace(change, settled=how and how.value, settled_on=on)


def lay_plans(overlay: Overlay, upns: Collection[str]) -> LaidPlans:
    """The plans of the upload after every open change of the children in the new Pupils."""
    rows, facts = by_place(overlay.new.plans), recorded_facts(overlay, upns)
    # Taken out of `rows`: what is left there has nothing recorded against it.
    places = [_with_facts(overlay, of_place, rows.pop(of, [])) for of, of_place in facts.items()]
    return LaidPlans(
        (*joined.from_iterable(rows.values()), *_joined(place.final_rows for place in places)),
        {change: mark for place in places for change, mark in place.marks.items()},
        _joined(place.questions for place in places),
        frozenset(chain.row for of in facts.values() for fact in of for chain in fact.chains),
    )


def _with_facts(overlay: Overlay, facts: Sequence[RecordedFact], rows: list[PlanRow]) -> _Place:
    of = facts[0].of
    loaded = frozenset(row for row in overlay.loaded.plans if row.of == of)
    known_dates = {row.dates for row in loaded} | {fact.final for fact in facts}
    known_dates |= {dates for fact in facts for dates, _ in fact.stages}
    place = _Place(overlay, overlay.name(of[0]), rows, loaded, frozenset(known_dates))
    for fact in facts:
        place.lay_fact(fact)
    return place


def _are_former(rows: Iterable[PlanRow], fact: RecordedFact) -> bool:
    """Whether all rows have dates from before the fact; without rows, a flag gives the plan."""
    return all(row.dates in dict(fact.stages) for row in rows)


def _contradiction(fact: RecordedFact, rows: Sequence[PlanRow], name: str, as_at: date) -> Question:
    recorded = fact.last
    stated = " and ".join(sorted({row.dates.in_words for row in rows})) or "as running now"
    is_former = _are_former(rows, fact)
    text = (
        f"{name}, {recorded.plan} plan: {in_words(recorded)}, as {recorded.by} recorded on "
        f"{day(recorded.on)}. The file of {day(as_at)} {'still ' * is_former}has it {stated}."
    )
    # With the file's word and day: another file, or another word, is another question.
    facts = (*identity(recorded), *fact.final, stated, as_at)
    return question(QuestionSection.PLAN, facts, text, RECORDED_OR_FILE, KEEP)


def _joined(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(joined.from_iterable(parts))
