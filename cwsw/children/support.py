"""Support in place: who gets what, what is due for review, and what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cwsw.records import Intervention, facts, swap
from cwsw.store import Workspace

CONTINUE, CHANGE, STOP = "continue", "change", "stop"


@dataclass(frozen=True)
class Support:
    """What some pupils get alike: the same support, lead, dates and outcome."""

    facts: tuple[Intervention, ...]

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
        """Whether it goes on on a day."""
        first = self.first
        return first.outcome != STOP and (first.end_date is None or first.end_date >= day)

    def is_due(self, day: date) -> bool:
        """Whether its review date has come and it goes on."""
        review = self.first.review_date
        return self.is_running(day) and review is not None and review <= day


def supports(workspace: Workspace) -> tuple[Support, ...]:
    """All support, alike for several pupils as one; due for review first, without a date last."""
    alike: dict[Intervention, list[Intervention]] = {}
    for fact in facts(workspace, Intervention):
        alike.setdefault(_in_common(fact), []).append(fact)
    return tuple(sorted((Support(tuple(found)) for found in alike.values()), key=_by_date))


def running(found: Iterable[Support], day: date) -> tuple[Support, ...]:
    """Those that go on on a day, in their order."""
    return tuple(support for support in found if support.is_running(day))


def of_child(found: Iterable[Support], upn: str) -> tuple[Support, ...]:
    """One pupil's support, what is for the whole cohort left out."""
    return tuple(support for support in found if upn in support.upns)


def log(workspace: Workspace, support: Support, sessions: int) -> None:
    """Add so many sessions attended to each of its pupils, as one step."""
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
    """Keep what was decided at a review, as one step.

    `stop` ends it on that day; else it goes on to the next review. What was decided before stays
    in the note, with its day. Raises ValueError where it is to go on without a next review.
    """
    if outcome != STOP and next_review is None:
        raise ValueError("what goes on needs a day to look again")
    said = f"{on:%d/%m/%Y} {outcome}{': ' if note else ''}{note}"
    pairs = [
        (
            fact,
            replace(
                fact,
                outcome=outcome,
                end_date=on if outcome == STOP else fact.end_date,
                review_date=fact.review_date if outcome == STOP else next_review,
                note="; ".join(part for part in (fact.note, said) if part),
            ),
        )
        for fact in support.facts
    ]
    swap(workspace, "keep what a review decided", pairs)


def _in_common(fact: Intervention) -> Intervention:
    """The fact without what differs from pupil to pupil."""
    who = "" if fact.upn else None
    return replace(fact, upn=who, why=None, note=None, sessions_attended=None)


def _by_date(support: Support) -> tuple[date, date, str, tuple[str, ...]]:
    first = support.first
    return first.review_date or date.max, first.start_date, first.intervention, support.upns
