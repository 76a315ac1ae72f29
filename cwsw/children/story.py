"""One child's suspensions, placements, scores, results and staff records, as dated facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cwsw.children.steps import facts, rows
from cwsw.records import FollowUp, Intervention, Voice
from cwsw.records import facts as facts_of
from cwsw.store import Workspace
from cwsw.tables.years import academic_year

Dated = TypeVar("Dated", Voice, FollowUp, Intervention)
_SUSPENSIONS = """
select type, start_date as day, sessions, reason
from exclusions
where pupil = $pupil and start_date <= $as_at
order by start_date desc, type, sessions, reason
"""
_PLACEMENTS = """
select kind, provider, start_date as start, end_date as "end", review_date as review, weekly_hours
from placements
where pupil = $pupil and start_date <= $as_at
order by start_date desc, kind, provider
"""
_SCORES = """
select date as day, instrument, informant, score
from wellbeing
where pupil = $pupil and date <= $as_at
order by date desc, instrument, informant, score
"""
# Distinct: rows that are the same are one (contract section 6).
_RESULTS = """
select distinct year, stage, subject, result
from result
where pupil = $pupil
order by year desc, stage, subject, result
"""


@dataclass(frozen=True)
class Suspension:
    """A suspension (SUSP) or permanent exclusion (PERM)."""

    type: str
    day: date
    sessions: int | None
    reason: str | None


@dataclass(frozen=True)
class Placement:
    """Alternative provision, a part-time timetable or a dual registration."""

    kind: str
    provider: str | None
    start: date
    end: date | None
    review: date | None
    weekly_hours: Decimal | None


@dataclass(frozen=True)
class Score:
    """A wellbeing total, with whoever filled the form in."""

    day: date
    instrument: str
    informant: str | None
    score: Decimal


@dataclass(frozen=True)
class Result:
    """One result, as in the spreadsheet."""

    year: int
    stage: str
    subject: str
    result: str


@dataclass(frozen=True)
class Story:
    """One child's suspensions, placements, scores and results, the latest first."""

    suspensions: tuple[Suspension, ...]
    placements: tuple[Placement, ...]
    scores: tuple[Score, ...]
    results: tuple[Result, ...]

    def since(self, year: int) -> "Story":
        """The same from an academic year on; a placement that still runs then is kept."""
        return Story(
            tuple(s for s in self.suspensions if academic_year(s.day) >= year),
            tuple(p for p in self.placements if _runs(p.start, p.end, year)),
            tuple(s for s in self.scores if academic_year(s.day) >= year),
            tuple(r for r in self.results if r.year >= year),
        )


@dataclass(frozen=True)
class StaffFacts:
    """What staff have added about one child, the latest first."""

    voices: tuple[Voice, ...]
    follow_ups: tuple[FollowUp, ...]
    support: tuple[Intervention, ...]

    def since(self, year: int) -> "StaffFacts":
        """The same from an academic year on; support that still runs then is kept."""
        return StaffFacts(
            tuple(v for v in self.voices if academic_year(v.date) >= year),
            tuple(f for f in self.follow_ups if academic_year(f.date) >= year),
            tuple(s for s in self.support if _runs(s.start_date, s.end_date, year)),
        )


def story(workspace: Workspace, number: int) -> Story:
    """The rows of the pupil with this number, to the as-at date."""
    # To the as-at date, like every figure about the child.
    parameters = {"pupil": number, "as_at": workspace.as_at}
    days = parameters | {"school_as_at": workspace.school_as_at}
    return Story(
        tuple(Suspension(**row) for row in rows(workspace, (), _SUSPENSIONS, **parameters)),
        tuple(Placement(**row) for row in rows(workspace, (), _PLACEMENTS, **parameters)),
        tuple(Score(**row) for row in rows(workspace, (), _SCORES, **parameters)),
        tuple(Result(**row) for row in rows(workspace, facts("result"), _RESULTS, **days)),
    )


def staff_facts(workspace: Workspace, upn: str) -> StaffFacts:
    """What staff have added about the pupil with this UPN, read anew each time."""
    return StaffFacts(
        _latest_first(v for v in facts_of(workspace, Voice) if v.upn == upn),
        _latest_first(f for f in facts_of(workspace, FollowUp) if f.upn == upn),
        _latest_first(s for s in facts_of(workspace, Intervention) if s.upn == upn),
    )


def _runs(start: date, end: date | None, year: int) -> bool:
    return end is None or academic_year(max(start, end)) >= year


def _latest_first(dated: Iterable[Dated]) -> tuple[Dated, ...]:
    """By day; those of one day in their order as text, so that row order never matters."""
    return tuple(sorted(dated, key=lambda fact: (fact.on, str(fact)), reverse=True))
