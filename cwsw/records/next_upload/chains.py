"""Recorded changes of one plan that follow each other: one net change of its row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cwsw.records.list_changes import ListChange
from cwsw.records.next_upload.plan_rows import Dates, Place, PlanRow
from cwsw.tables.codes import ListEvent
from cwsw.tables.english import day

ROLL = frozenset((ListEvent.JOINED, ListEvent.LEFT))


@dataclass(frozen=True)
class Chain:
    """Changes of one row of Plans, each of the dates that the one before left.

    A plan that was begun, ended and corrected is one chain from nothing to the last dates.
    """

    changes: tuple[ListChange, ...]

    @property
    def of(self) -> Place:
        """The child and the kind of plan."""
        return (self.changes[0].upn, self.changes[0].plan or "")

    @property
    def source(self) -> str | None:
        """The Source of the row."""
        return self.changes[0].source

    @property
    def final(self) -> Dates:
        """The dates after the last change."""
        return after(self.changes[-1])

    @property
    def row(self) -> PlanRow:
        """The row as recorded."""
        return PlanRow(*self.of, self.final, self.source)

    @property
    def stages(self) -> tuple[tuple[Dates, ListChange], ...]:
        """The former dates of the row, each with the change that came next."""
        return tuple(
            (former, change) for change in self.changes if (former := before(change)) is not None
        )

    @property
    def net(self) -> tuple[Place, tuple[Dates, ...], Dates]:
        """The former and the final dates: chains with the same net are one fact."""
        return (self.of, tuple(dates for dates, _ in self.stages), self.final)


def chains(changes: Iterable[ListChange]) -> tuple[Chain, ...]:
    """The changes of plans, as chains in a fixed order."""
    rows: dict[tuple[str, str, str], list[ListChange]] = {}
    # Of one day by their text: the order of rows never changes a number (contract section 1).
    for change in sorted(changes, key=lambda item: (item.on, str(item))):
        if change.change not in ROLL:
            # By Source too: two lists may each have a row of the same plan, and each is changed by
            # itself.
            key = (change.upn, change.plan or "", change.source or "")
            rows.setdefault(key, []).append(change)
    return tuple(chain for _, of_row in sorted(rows.items()) for chain in _chains(of_row))


def before(change: ListChange) -> Dates | None:
    """The dates before a change; None where Plans had no row."""
    if change.change == ListEvent.BEGUN or change.ends_a_flag:
        return None
    return Dates(change.former_start, change.former_end)


def after(change: ListChange) -> Dates:
    """The dates after a change."""
    return Dates(change.start_date, change.end_date)


def takes_effect(change: ListChange) -> date | None:
    """The day on which a change took effect; None for corrected dates."""
    if change.change in (ListEvent.BEGUN, ListEvent.JOINED):
        return change.start_date
    return change.end_date if change.change in (ListEvent.ENDED, ListEvent.LEFT) else None


def unknown_on(change: ListChange, as_at: date) -> bool:
    """Whether data of a day cannot hold a change: it was recorded or takes effect later."""
    # A plan that ends in December contradicts no file of November that has it open (decision 21).
    return change.on > as_at or (takes_effect(change) or as_at) > as_at


def in_words(change: ListChange) -> str:
    """'ended on 3 November 2026', 'begun on 1 October 2026', '8 January 2024 to 9 March 2025'."""
    effect = takes_effect(change)
    if change.change == ListEvent.CORRECTED or effect is None:
        return after(change).in_words
    words = {
        ListEvent.BEGUN: "begun",
        ListEvent.ENDED: "ended",
        ListEvent.JOINED: "joined",
        ListEvent.LEFT: "left",
    }
    return f"{words[ListEvent(change.change)]} on {day(effect)}"


def _chains(of_row: list[ListChange]) -> Iterable[Chain]:
    remaining = list(of_row)
    while remaining:
        chain = [_first(remaining)]
        remaining.remove(chain[0])
        # By dates and not by day of recording: how many steps somebody took makes no difference
        # (decision 21).
        while (following := _next(chain[-1], remaining)) is not None:
            chain.append(following)
            remaining.remove(following)
        yield Chain(tuple(chain))


def _first(remaining: list[ListChange]) -> ListChange:
    """The first change that no other leads to; the earliest where they lead in a circle."""
    # By identity: a change does not lead to itself, but another with the same words may.
    outcomes = {id(item): after(item) for item in remaining}
    for change in remaining:
        other_outcomes = [dates for key, dates in outcomes.items() if key != id(change)]
        if before(change) is None or before(change) not in other_outcomes:
            return change
    return remaining[0]


def _next(change: ListChange, remaining: list[ListChange]) -> ListChange | None:
    return next((candidate for candidate in remaining if before(candidate) == after(change)), None)
