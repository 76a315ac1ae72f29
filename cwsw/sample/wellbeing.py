"""Made-up wellbeing totals: SDQ by teachers and older pupils, SWEMWBS, Boxall."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from cwsw.sample.child import Child
from cwsw.sample.levels import SDQ

Row = tuple[str, date, str, str | None, Decimal]

_SDQ_SHARE = {True: 0.72, False: 0.14}
_SDQ_MOST = 40
_SELF_FROM = 7


def wellbeing_rows(
    children: Sequence[Child], years: Sequence[int], as_at: date, rng: Random
) -> list[Row]:
    """The Wellbeing rows of all children from Reception on."""
    rows: list[Row] = []
    for child in children:
        for year in years:
            days = child.school_days(year, as_at)
            if days and child.group_in(year) >= 0:
                rows += _scores(child, child.group_in(year), days, rng)
    return rows


def _scores(child: Child, group: int, days: Sequence[date], rng: Random) -> Iterator[Row]:
    day = days[rng.randrange(len(days))]
    if rng.random() < _SDQ_SHARE[child.in_cohort]:
        yield child.upn, day, "SDQ", "Teacher", _sdq(child, rng)
        if group >= _SELF_FROM and rng.random() < 0.3:
            yield child.upn, day, "SDQ", "Self", _sdq(child, rng)
        if child.in_cohort and rng.random() < 0.12:
            yield child.upn, day, "Boxall", None, Decimal(rng.randint(40, 120))
    elif group >= _SELF_FROM and rng.random() < 0.15:
        yield child.upn, day, "SWEMWBS", "Self", Decimal(round(rng.gauss(23, 4)))


def _sdq(child: Child, rng: Random) -> Decimal:
    mean, spread = SDQ[child.story]
    return Decimal(max(0, min(_SDQ_MOST, round(rng.gauss(mean, spread)))))
