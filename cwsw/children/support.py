"""Support in place: who gets what, what is due for review, and what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from cwsw.records import Intervention, facts, swap
from cwsw.store import Workspace

Time: TypeAlias = tuple[tuple[str, ...], date | None]
"""What a row of support is about, and the day on which it ends."""
CONTINUE, CHANGE, STOP = "continue", "change", "stop"


@dataclass(frozen=True)
class Support:
    """Support that some pupils get alike: with the same lead, dates and outcome.

    `begun` is the day it first started, where reviews have let it go on since.
    """

    facts: tuple[Intervention, ...]
    begun: date

    @property
    def first(self) -> Intervention:
        """Any of them, for what they have alike."""
        return self.facts[0]

    @property
    def upns(self) -> tuple[str, ...]:
        """The pupils; none where it is for the whole cohort."""
        return tuple(fact.upn for fact in self.facts if fact.upn)

    @property
    def is_for_all(self) -> bool:
        """Whether it is for the whole cohort."""
        return not self.upns

    @property
    def attended(self) -> int | None:
        """Sessions attended, over all pupils; None where nobody's are logged."""
        logged = [f.sessions_attended for f in self.facts if f.sessions_attended is not None]
        return sum(logged) if logged else None

    @property
    def planned(self) -> int | None:
        """Sessions planned, over all pupils; None where none are."""
        planned = self.first.sessions_planned
        return None if planned is None else planned * len(self.facts)

    def is_running(self, day: date) -> bool:
        """Whether it runs on a day."""
        if self.starts_later(day):
            return False
        first = self.first
        is_over = first.end_date is not None and (
            # On its last day support still runs, unless a review has closed it on that day.
            first.end_date < day or (first.end_date == day and first.outcome is not None)
        )
        return first.outcome != STOP and not is_over

    def starts_later(self, day: date) -> bool:
        """Whether it is planned, and starts only after a day."""
        return self.first.start_date > day

    def is_due(self, day: date) -> bool:
        """Whether its review date has come and nobody has decided yet."""
        review, decided = self.first.review_date, self.first.outcome is not None
        return self.is_running(day) and not decided and review is not None and review <= day


def supports(workspace: Workspace) -> tuple[Support, ...]:
    """All support, alike for several pupils as one, by review date; decided support comes last."""
    alike: dict[Intervention, list[Intervention]] = {}
    everything = facts(workspace, Intervention)
    continued = {(f.about, f.end_date): f for f in everything if f.outcome == CONTINUE}
    for fact in everything:
        alike.setdefault(_in_common(fact), []).append(fact)
    grouped = (Support(tuple(same), _begun(same[0], continued)) for same in alike.values())
    return tuple(sorted(grouped, key=_by_date))


def running(supports: Iterable[Support], day: date) -> tuple[Support, ...]:
    """The support that runs on a day, in its order."""
    return tuple(support for support in supports if support.is_running(day))


def planned(supports: Iterable[Support], day: date) -> tuple[Support, ...]:
    """The support that starts only after a day, in the order of its start."""
    later = (support for support in supports if support.starts_later(day))
    return tuple(sorted(later, key=lambda support: support.first.start_date))


def of_child(supports: Iterable[Support], upn: str) -> tuple[Support, ...]:
    """One pupil's support, what is for the whole cohort left out."""
    return tuple(support for support in supports if upn in support.upns)


def log(workspace: Workspace, support: Support, sessions: int) -> None:
    """Add a number of sessions attended for each of its pupils, as one step."""
    pairs = [
        (fact, replace(fact, sessions_attended=(fact.sessions_attended or 0) + sessions))
        for fact in support.facts
    ]
    swap(workspace, "log sessions attended", pairs)


def review(
    workspace: Workspace,
    support: Support,
    outcome: str,
    on: date,
    *,
    next_review: date | None = None,
    note: str = "",
) -> None:
    """Record the outcome of a review, as one step: it ends the support's row.

    Unless the support stops, a new row begins on that day and runs to the next review.

    Args:
        workspace: The data in which it is recorded.
        support: What was reviewed, for all its pupils.
        outcome: "continue", "change" or "stop".
        on: The day of the review.
        next_review: The day to look again; needed unless it stops.
        note: What was noted, added to an earlier note.

    Raises:
        ValueError: It goes on, and there is no next review.

    """
    if outcome != STOP and next_review is None:
        raise ValueError("what goes on needs a day to look again")
    # The sheet has one Outcome a row: what goes on after a review is a row of its own (decision
    # 14).
    pairs = [(fact, _ended(fact, outcome, on, note)) for fact in support.facts]
    after = [
        replace(
            fact,
            start_date=on,
            end_date=None,
            review_date=next_review,
            sessions_attended=None,
            outcome=None,
            note=None,
        )
        for fact in support.facts
        if outcome != STOP
    ]
    swap(workspace, "keep what a review decided", pairs, after)


def _ended(fact: Intervention, outcome: str, on: date, note: str) -> Intervention:
    full_note = "; ".join(part for part in (fact.note, note) if part) or None
    return replace(fact, outcome=outcome, end_date=on, note=full_note)


def _begun(fact: Intervention, continued: Mapping[Time, Intervention]) -> date:
    """The first start of support that reviews have continued since, without a change."""
    # A chain of reviews that each said "continue" is one support; "change" begins another
    # (docs/decisions/0014-support.md).
    while (former := continued.get((fact.about, fact.start_date))) and former is not fact:
        # Rows typed by hand may point at each other: the walk must end.
        if former.start_date >= fact.start_date:
            break
        fact = former
    return fact.start_date


def _in_common(fact: Intervention) -> Intervention:
    """The fact without what differs from pupil to pupil."""
    # "" and not None: support of one child is never put together with support for all.
    upn = "" if fact.upn else None
    return replace(fact, upn=upn, why=None, note=None, sessions_attended=None)


def _by_date(support: Support) -> tuple[bool, date, date, str, tuple[str, ...]]:
    first = support.first
    is_decided = first.outcome is not None
    review = first.review_date or date.max
    return is_decided, review, first.start_date, first.intervention, support.upns
