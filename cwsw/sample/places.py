"""The places of a made-up school: who is on roll, who has left, who is yet to come."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cwsw.sample.calendar import days_between, first_school_day, last_school_day
from cwsw.sample.phases import ENTRIES, EXITS, SIZES, allocate
from cwsw.tables.years import academic_year

PAST_YEARS = 3
_LEAVE_IN_YEAR = 0.02
_PER_NEWCOMER = 400


@dataclass(frozen=True)
class RollPlace:
    """One child's place: year group in `year`, and when they left or will come, if known.

    `pull` is how likely the child is to have a social worker, relative to others of the batch.
    """

    year_group: int
    year: int
    leaving: date | None = None
    coming: date | None = None
    pull: float = 1.0


def on_roll(phase: str, pupils: int, as_at: date) -> list[RollPlace]:
    """The places of the pupils on roll on the as-at date."""
    sizes = allocate(pupils, SIZES[phase])
    year = academic_year(as_at)
    return [
        RollPlace(group, year, pull=_pull(phase, group))
        for group, n in sizes.items()
        for _ in range(n)
    ]


def left_in_july(phase: str, pupils: int, as_at: date) -> list[list[RollPlace]]:
    """The places of the top year groups of past years, one list for each year."""
    sizes = allocate(pupils, SIZES[phase])
    leavers = {group: round(sizes[group] * share) for group, share in EXITS[phase].items()}
    this_year = academic_year(as_at)
    return [
        [
            RollPlace(
                group, year, leaving=last_school_day(year), pull=_pull(phase, group, leaves=True)
            )
            for group, n in leavers.items()
            for _ in range(n)
        ]
        for year in range(this_year - PAST_YEARS, this_year)
    ]


def left_in_year(phase: str, pupils: int, as_at: date, rng: Random) -> list[RollPlace]:
    """The places of pupils who moved away during this year or the years before."""
    groups = list(SIZES[phase])
    weights = list(SIZES[phase].values())
    places = []
    this_year = academic_year(as_at)
    for year in range(this_year - PAST_YEARS, this_year + 1):
        days = days_between(year, date(year, 10, 1), as_at - timedelta(days=1))[:-5]
        for _ in range(round(pupils * _LEAVE_IN_YEAR) if days else 0):
            group = rng.choices(groups, weights)[0]
            places.append(RollPlace(group, year, leaving=rng.choice(days)))
    return places


def yet_to_come(phase: str, pupils: int, as_at: date) -> list[RollPlace]:
    """The places of pupils admitted from next September, listed already."""
    year = academic_year(as_at)
    group = max(-2, next(iter(ENTRIES[phase])) - 1)
    coming = first_school_day(year + 1)
    return [RollPlace(group, year, coming=coming) for _ in range(round(pupils / _PER_NEWCOMER))]


def _pull(phase: str, group: int, leaves: bool = False) -> float:
    # Fewer children with a social worker stay on for a sixth form.
    if phase not in ("secondary", "all-through"):
        return 1.0
    if group >= 12:
        return 0.6
    return 1.3 if leaves else 1.0
