"""Made-up attendance: yearly sums for every pupil, and registers that add up to them."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from cwsw.sample.child import Child
from cwsw.sample.levels import absence, sector

SumRow = tuple[str, int, int, int, int, int]
"""UPN, academic year, possible, authorised, unauthorised, late."""

RegisterRow = tuple[str, date, str | None, str | None]

_SAME_AS_EVER = 0.7
_SPREAD = {"primary": 3.5, "secondary": 2.4, "special": 2.6, "AP": 1.2}


def attendance_rows(
    phase: str, children: Sequence[Child], years: Sequence[int], as_at: date, rng: Random
) -> list[SumRow]:
    """The Attendance rows of all children for each year in which they were on roll."""
    return [
        _year(phase, child, year, len(days), rng)
        for child in children
        for year in years
        if (days := child.school_days(year, as_at))
    ]


def _year(phase: str, child: Child, year: int, days: int, rng: Random) -> SumRow:
    group = child.group_in(year)
    # Nursery children come for half of the day.
    slots = days if group < 0 else 2 * days
    possible = max(1, slots - (rng.choice((1, 2, 4)) if rng.random() < 0.15 else 0))
    place = sector(phase, group)
    level = absence(place, child.story)
    draw = child.habit if rng.random() < _SAME_AS_EVER else rng.random()
    missed = min(
        possible, round(_missed(draw, level.persistent, level.severe, place, rng) * possible)
    )
    unauthorised = min(missed, round(missed * level.unauthorised * rng.uniform(0.4, 1.6)))
    late = min(possible - missed, int(rng.expovariate(0.25 if child.in_cohort else 0.6)))
    return child.upn, year, possible, missed - unauthorised, unauthorised, late


def _missed(draw: float, persistent: float, severe: float, place: str, rng: Random) -> float:
    if draw < severe:
        return 0.5 + 0.45 * rng.random()
    if draw < persistent:
        # The nearer to 10% the more pupils, by a curve of its own in each kind of school.
        return float(0.1 + 0.4 * rng.random() ** _SPREAD[place])
    return 0.1 * rng.betavariate(1.4, 2.3)


def register_rows(
    children: Sequence[Child], sums: Sequence[SumRow], year: int, as_at: date, rng: Random
) -> Iterator[RegisterRow]:
    """A year's Register rows, which count up to the pupil's Attendance row exactly."""
    row_of = {upn: row for upn, row_year, *row in sums if row_year == year}
    for child in children:
        days = child.school_days(year, as_at)
        if days:
            possible, authorised, unauthorised, late = row_of[child.upn]
            marks = _marks(possible, authorised, unauthorised, late, rng)
            half_days = child.group_in(year) < 0
            yield from _register(child.upn, days, half_days, possible, marks, rng)


def _marks(possible: int, authorised: int, unauthorised: int, late: int, rng: Random) -> list[str]:
    absent = [rng.choice("IIIIMC") for _ in range(authorised)]
    absent += [rng.choice("OOOUG") for _ in range(unauthorised)]
    return absent + ["L"] * late + [""] * (possible - authorised - unauthorised - late)


def _register(
    upn: str, days: Sequence[date], half_days: bool, possible: int, marks: list[str], rng: Random
) -> list[RegisterRow]:
    slots = len(days) if half_days else 2 * len(days)
    marks = ["Y1"] * (slots - possible) + marks
    order = list(range(len(days)))
    rng.shuffle(order)
    if half_days:
        return [(upn, day, marks[n] or "/", None) for day, n in zip(days, order, strict=True)]
    return [
        (upn, day, marks[2 * n] or "/", marks[2 * n + 1] or "\\")
        for day, n in zip(days, order, strict=True)
    ]
