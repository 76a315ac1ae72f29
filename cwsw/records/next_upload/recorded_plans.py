"""Recorded changes of plans against the plans of the next upload, child by child and kind by kind.

Of each change, or chain of changes, the new data say the same, or still what stood before it, or
other dates of the same time, or nothing. Only what they contradict is asked.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain as joined
from typing import TypeVar

from cwsw.records.list_changes import ListChange
from cwsw.records.next_upload.chains import Chain, chains, in_words, unknown_on
from cwsw.records.next_upload.loaded import Overlay, identity
from cwsw.records.next_upload.plan_rows import Dates, Place, PlanRow, by_place
from cwsw.records.next_upload.questions import (
    FILE,
    KEEP,
    RECORDED_OR_FILE,
    Section,
    question,
)
from cwsw.tables.codes import Settled
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


@dataclass(frozen=True)
class _Fact:
    """Chains that say the same of a child: the same plan, by one list or by several."""

    chains: tuple[Chain, ...]

    @property
    def of(self) -> Place:
        return self.chains[0].of

    @property
    def final(self) -> Dates:
        return self.chains[0].final

    @property
    def stages(self) -> tuple[tuple[Dates, ListChange], ...]:
        return self.chains[0].stages

    @property
    def last(self) -> ListChange:
        return self.chains[0].changes[-1]

    def following(self, row: PlanRow) -> ListChange:
        """The change that came after the dates of a row."""
        return [change for dates, change in self.stages if dates == row.dates][-1]

    def changes(self, until: ListChange | None = None) -> list[ListChange]:
        """All changes; only those before one of the first chain."""
        first = self.chains[0].changes
        number = len(first) if until is None else first.index(until)
        return [change for chain in self.chains for change in chain.changes[:number]]


@dataclass
class _Place:
    """One child and kind of plan: the upload's rows while the facts are laid over them.

    `loaded` are the rows that stood there before, `known` all dates that are no news.
    """

    overlay: Overlay
    name: str
    rows: list[PlanRow]
    loaded: frozenset[PlanRow]
    known: frozenset[Dates]
    marks: dict[ListChange, ListChange] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    overruled: dict[PlanRow, bool] = field(default_factory=dict)

    def lay(self, fact: _Fact) -> None:
        """Lay one fact over the rows of the upload."""
        own = [chain.row for chain in fact.chains if chain.row in self.rows]
        brought = self.overlay.new.brought
        is_brought = bool(own) and any(identity(c) in brought for c in fact.changes())
        if any(r.dates == fact.final and not (is_brought and r in self.loaded) for r in self.rows):
            self._settle(fact.changes(), Settled.SAME)
        elif is_brought:
            return
        elif former := self._with_former_dates(fact):
            self._lay_over_former(fact, former)
        elif others := self._with_other_dates(fact):
            self._lay_over_others(fact, others)
        else:
            self._carry(fact, ())

    @property
    def final_rows(self) -> list[PlanRow]:
        """The rows, without those that every recorded change they contradict overrules."""
        return [row for row in self.rows if not self.overruled.get(row)]

    def _with_former_dates(self, fact: _Fact) -> list[PlanRow]:
        """Rows that still have the dates from before the change."""
        former = {dates for dates, _ in fact.stages}
        return [row for row in self.rows if row.dates in former and row not in self.loaded]

    def _with_other_dates(self, fact: _Fact) -> list[PlanRow]:
        """Rows about the same time whose dates are news."""
        return [
            row
            for row in self.rows
            if row.dates not in self.known and row.dates.overlaps(fact.final)
        ]

    def _lay_over_former(self, fact: _Fact, rows: Sequence[PlanRow]) -> None:
        """The upload has what stood there before: it is older, says less, or contradicts."""
        latest = max((fact.following(row) for row in rows), key=fact.chains[0].changes.index)
        self._settle(fact.changes(until=latest), Settled.SAME)
        as_at = self.overlay.new.as_at
        is_silent = all(
            unknown_on(fact.following(row), as_at) or row.dates == Dates(None, None) for row in rows
        )
        if is_silent or self._is_kept(fact, rows):
            self._carry(fact, rows)

    def _lay_over_others(self, fact: _Fact, rows: Sequence[PlanRow]) -> None:
        is_kept = self._is_kept(fact, rows)
        if is_kept:
            self._carry(fact, ())
        for row in rows:
            self.overruled[row] = self.overruled.get(row, True) and is_kept

    def _is_kept(self, fact: _Fact, rows: Sequence[PlanRow]) -> bool:
        """Ask, and mark the changes as replaced where the file's word is taken."""
        asked = _contradiction(fact, rows, self.name, self.overlay.new.as_at)
        self.questions.append(asked)
        if self.overlay.answers.to(asked) != FILE:
            return True
        self._settle(fact.changes(), Settled.REPLACED)
        return False

    def _carry(self, fact: _Fact, instead_of: Sequence[PlanRow]) -> None:
        """Let the recorded dates stand, in place of some rows; each chain keeps a row."""
        self.rows = [row for row in self.rows if row not in instead_of]
        sources = [row.source for row in instead_of]
        unclaimed = [s for s in sources if s not in {chain.source for chain in fact.chains}]
        for chain in fact.chains:
            if chain.source not in sources and unclaimed:
                self._move(chain, unclaimed.pop(0))
            else:
                sources.append(chain.source)
        self.rows += [PlanRow(*fact.of, fact.final, s) for s in dict.fromkeys(sources)]

    def _move(self, chain: Chain, source: str | None) -> None:
        """The recorded row has the Source under which the upload has it."""
        for change in chain.changes:
            if change not in self.marks:
                self.marks[change] = replace(change, source=source)

    def _settle(self, changes: Sequence[ListChange], how: Settled) -> None:
        for change in changes:
            if change not in self.marks:
                on = self.overlay.new.as_at
                self.marks[change] = replace(change, settled=how.value, settled_on=on)


def lay_plans(overlay: Overlay, upns: Collection[str]) -> LaidPlans:
    """The plans of the upload after every open change of the children in the new Pupils."""
    rows, facts = by_place(overlay.new.plans), _facts(overlay, upns)
    places = [_laid(overlay, of_place, rows.pop(of, [])) for of, of_place in facts.items()]
    return LaidPlans(
        (*joined.from_iterable(rows.values()), *_joined(place.final_rows for place in places)),
        {change: mark for place in places for change, mark in place.marks.items()},
        _joined(place.questions for place in places),
        frozenset(one.row for of in facts.values() for fact in of for one in fact.chains),
    )


def _laid(overlay: Overlay, facts: Sequence[_Fact], rows: list[PlanRow]) -> _Place:
    of = facts[0].of
    loaded = frozenset(row for row in overlay.loaded.plans if row.of == of)
    known = {row.dates for row in loaded} | {fact.final for fact in facts}
    known |= {dates for fact in facts for dates, _ in fact.stages}
    place = _Place(overlay, overlay.name(of[0]), rows, loaded, frozenset(known))
    for fact in facts:
        place.lay(fact)
    return place


def _facts(overlay: Overlay, upns: Collection[str]) -> Mapping[Place, list[_Fact]]:
    """What was recorded and still stands, by child and kind of plan."""
    standing = frozenset(overlay.loaded.plans)
    same: dict[object, list[Chain]] = {}
    for one in chains(overlay.open_changes):
        is_held = one.of[0] not in overlay.loaded.pupils
        if one.of[0] in upns and (is_held or one.row in standing):
            same.setdefault(one.net, []).append(one)
    facts: dict[Place, list[_Fact]] = {}
    for of_fact in same.values():
        facts.setdefault(of_fact[0].of, []).append(_Fact(tuple(of_fact)))
    return facts


def _contradiction(fact: _Fact, rows: Sequence[PlanRow], name: str, as_at: date) -> Question:
    recorded, given = fact.last, " and ".join(sorted({row.dates.in_words for row in rows}))
    text = (
        f"{name}, {recorded.plan} plan: {in_words(recorded)}, as {recorded.by} recorded on "
        f"{day(recorded.on)}. The file of {day(as_at)} has it {given}."
    )
    facts = (*identity(recorded), *fact.final, *given, as_at)
    return question(Section.PLAN, facts, text, RECORDED_OR_FILE, KEEP)


def _joined(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(joined.from_iterable(parts))
