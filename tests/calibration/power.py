"""How often an alarm sees what is truly twice as bad, in one measure of the latest year.

Twice as bad: what is unwanted happens twice as often; where it cannot (it already happens to more
than half), what is wanted happens half as often. Everything else in the school is as in the nation.
"""

import numpy as np

from cwsw.compare.figures import compare
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import BY_KEY, Better, FigureKind
from tests.calibration.overviews import remembered
from tests.calibration.schools import (
    AS_AT,
    YEARS,
    Absence,
    Design,
    Random,
    absence,
    as_nation,
    expected_rate,
    national,
    school,
    scores,
    share,
    tally,
)

LATEST = YEARS[0]
DESIGN = Design(years=len(YEARS), all_counted=True)


def doubled(key: str, phase: str) -> float:
    """The true figure of a school that is twice as bad."""
    now = national(key, LATEST, phase)
    measure = BY_KEY[key]
    if measure.kind is FigureKind.MEAN:
        return now / 2
    unwanted = now if measure.better is Better.LOWER else 1 - now
    unwanted = 2 * unwanted if unwanted <= 0.5 else (1 + unwanted) / 2
    return unwanted if measure.better is Better.LOWER else 1 - unwanted


def power(seed: int, phase: str, key: str, pupils: int, schools: int) -> float:
    """The share of schools twice as bad in this measure whose figure of it raises the alarm."""
    random = np.random.default_rng([seed, pupils, *key.encode()])
    seen = 0
    with remembered():
        for _ in range(schools):
            answer = school(random, phase, pupils, DESIGN)
            changed = tally(key, LATEST, _worse(random, key, phase, pupils))
            figures = compare(_replaced(answer, changed), phase, AS_AT)
            seen += any(f.alarm for f in figures if (f.measure.key, f.year) == (key, LATEST))
    return seen / schools


def _replaced(answer: list[Tally], changed: Tally) -> list[Tally]:
    place = (changed.measure, changed.year)
    return [changed if (t.measure, t.year) == place else t for t in answer]


def _worse(random: Random, key: str, phase: str, pupils: int) -> Counts:
    if key == "attainment8":
        return scores(random, doubled(key, phase), pupils)
    if key == "overall_absence":
        return absence(random, _twice_absent(phase), pupils)[key]
    return share(random, doubled(key, phase), pupils)


def _twice_absent(phase: str) -> Absence:
    """Twice the sessions missed: more children in the upper bands, each band as it is."""
    now = as_nation(LATEST, phase)
    low = 1 - doubled("persistent_absence", phase)
    wanted = doubled("overall_absence", phase)
    none_severe = expected_rate(Absence((low, 1 - low, 0), now.middles))
    all_severe = expected_rate(Absence((low, 0, 1 - low), now.middles))
    top = (1 - low) * (wanted - none_severe) / (all_severe - none_severe)
    return Absence((low, 1 - low - top, top), now.middles)
