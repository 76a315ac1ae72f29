"""Made-up suspensions, permanent exclusions and placements."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cwsw.sample.child import Child
from cwsw.sample.levels import PLACED, sector, suspended
from cwsw.sample.names import PROVIDERS

ExclusionRow = tuple[str, str, date, int | None, str]
PlacementRow = tuple[str, str, str | None, date, date | None, date | None, Decimal]

# The first is there twice: it is the most usual.
_REASONS = (
    "Persistent disruptive behaviour",
    "Persistent disruptive behaviour",
    "Verbal abuse of an adult",
    "Physical assault against a pupil",
    "Damage to property",
)
_SESSIONS = (1, 2, 2, 2, 4, 4, 6, 10)
_SHARE_AGAIN = 0.42
_MOST = 8
_AFTER_16 = 0.3
_FULL_YEAR = 190


def exclusion_rows(
    phase: str, children: Sequence[Child], years: Sequence[int], as_at: date, rng: Random
) -> list[ExclusionRow]:
    """The Exclusions rows of all children."""
    rows: list[ExclusionRow] = []
    for child in children:
        for year in years:
            days = child.school_days(year, as_at)
            if days and child.group_in(year) >= 0:
                rows += _suspensions(phase, child, year, days, rng)
        if child.base_year in years:
            rows += _permanent(phase, child, as_at, rng)
    return rows


def _suspensions(
    phase: str, child: Child, year: int, days: Sequence[date], rng: Random
) -> Iterator[ExclusionRow]:
    usual = suspended(sector(phase, child.group_in(year)), child.story)
    usual *= _AFTER_16 if child.group_in(year) > 11 else 1.0
    # Those with low attendance are suspended more often too; the mean stays where it is.
    chance = usual * (1.5 - child.habit) * len(days) / _FULL_YEAR
    times = 0
    while times < min(_MOST, len(days)) and rng.random() < (_SHARE_AGAIN if times else chance):
        times += 1
    for day in rng.sample(days, times):
        yield child.upn, "SUSP", day, rng.choice(_SESSIONS), rng.choice(_REASONS)


def _permanent(phase: str, child: Child, as_at: date, rng: Random) -> list[ExclusionRow]:
    days = child.school_days(child.base_year, as_at)
    if not child.left_in_year or child.year_group < 1 or not days:
        return []
    share = 0.22 if child.in_cohort else 0.08
    if rng.random() >= share * (0.25 if sector(phase, child.year_group) == "primary" else 1.0):
        return []
    return [(child.upn, "PERM", days[-min(6, len(days))], None, rng.choice(_REASONS[1:]))]


def placement_rows(
    phase: str, children: Sequence[Child], years: Sequence[int], as_at: date, rng: Random
) -> list[PlacementRow]:
    """The Placements rows of all children: a row for each year in which they have one."""
    rows: list[PlacementRow] = []
    for child in children:
        for year in years:
            days = child.school_days(year, as_at)
            if len(days) > 20 and child.group_in(year) >= 1:
                rows += _placements(phase, child, child.group_in(year), days, rng)
    return rows


def _placements(
    phase: str, child: Child, group: int, days: Sequence[date], rng: Random
) -> Iterator[PlacementRow]:
    scale = 0.3 if sector(phase, group) == "primary" else 1.0
    elsewhere, part_time = PLACED[child.story]
    if phase != "AP" and rng.random() < elsewhere * scale:
        kind = "Dual" if rng.random() < 0.15 else "AP"
        hours = Decimal(rng.choice((6, 12, 25)))
        yield child.upn, kind, rng.choice(PROVIDERS), *_dates(days, 120, rng), hours
    if rng.random() < part_time * scale:
        yield (
            child.upn,
            "Part-time timetable",
            None,
            *_dates(days, 45, rng),
            Decimal(rng.choice((10, 12, 15, 18))),
        )


def _dates(days: Sequence[date], longest: int, rng: Random) -> tuple[date, date | None, date]:
    """Start, end (None: still open) and review date of a placement."""
    start = rng.choice(days[:-10])
    end = start + timedelta(days=rng.randint(20, longest))
    return start, end if end <= days[-1] else None, start + timedelta(days=28)
