"""How often a gap is read by chance, and how often it is seen where it is there.

Two kinds of school are drawn, of the latest year, with nine other pupils for each child. In one the
children are like their classmates: every `behind` is false. In the other the cohort is at the
national figure of children in need, and all pupils together at that of all pupils: every `wider` is
false, and `behind` is how often a gap as wide as the nation's is seen.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from unittest import mock

import numpy as np

from cwsw.advice.suggest import Priority, suggestions
from cwsw.cohort.counts import CohortCounts
from cwsw.compare import figures as comparing
from cwsw.compare.figures import compare
from cwsw.compare.model import Figure, NationalGap, SchoolGap
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import BY_KEY, FigureKind
from tests.calibration.overviews import remembered
from tests.calibration.power import LATEST, doubled
from tests.calibration.schools import (
    AS_AT,
    MEASURES,
    TOP_BAND,
    Absence,
    Random,
    absence,
    as_nation,
    benchmark,
    expected_rate,
    national,
    scores,
    share,
)

OTHERS = 9
"""Other pupils for each child of the cohort."""

MIDDLE_OF_OTHERS = 0.35
"""How far into the middle band of absence the other pupils are on average."""

NOBODY_ON_ROLL = CohortCounts(*[0] * 11)


@dataclass(frozen=True)
class Like:
    """What the other pupils are like: their true figure of a measure, and their absence."""

    figure: Callable[[str, str], float]
    absence: Callable[[str], Absence]


@dataclass(frozen=True)
class Gaps:
    """Of so many schools those in which a measure, by its key, reads `behind` and `wider`.

    `suggested`: with at least one suggestion by a gap; `unusual`: with one that comes first.
    """

    schools: int
    behind: Mapping[str, int]
    wider: Mapping[str, int]
    suggested: int
    unusual: int


def gaps(seed: int, like: str, phase: str, pupils: int, schools: int) -> Gaps:
    """Draw so many schools whose other pupils are like `classmates` or `nation`."""
    random = np.random.default_rng([seed, pupils, *phase.encode(), *like.encode()])
    behind: Counter[str] = Counter()
    wider: Counter[str] = Counter()
    suggested = unusual = 0
    with _quickly():
        for _ in range(schools):
            figures = compare(_school(random, phase, pupils, LIKE[like]), phase, AS_AT)
            behind.update(f.measure.key for f in figures if f.gap.here is SchoolGap.BEHIND)
            wider.update(f.measure.key for f in figures if _is_wider(f))
            fired = suggestions(figures, NOBODY_ON_ROLL, phase)
            suggested += any(s.priority is not Priority.SINGLE_CHILDREN for s in fired)
            unusual += any(s.priority is Priority.UNUSUAL_GAP for s in fired)
    return Gaps(schools, dict(behind), dict(wider), suggested, unusual)


def wider_power(seed: int, phase: str, key: str, pupils: int, schools: int) -> float:
    """The share of schools twice as bad in this measure whose gap in it reads `wider`."""
    random = np.random.default_rng([seed, pupils, *key.encode(), *phase.encode()])
    seen = 0
    with _quickly():
        for _ in range(schools):
            school = _school(random, phase, pupils, LIKE["nation"])
            worse = share(random, doubled(key, phase), pupils)
            (tally,) = (t for t in school if t.measure.key == key)
            seen += _is_wider(compare([_replaced(tally, worse)], phase, AS_AT)[0])
    return seen / schools


def everybody_else(key: str, phase: str) -> float:
    """The figure of the other pupils that makes all pupils together those of the nation."""
    every = benchmark(key, LATEST, phase).comparator_value
    assert every is not None
    return float((1 + OTHERS) * every) / OTHERS - national(key, LATEST, phase) / OTHERS


@cache
def others_absence(phase: str) -> Absence:
    """Bands of the other pupils, with their persistent, severe and overall absence."""
    persistent, severe, overall = (
        everybody_else(f"{kind}_absence", phase) for kind in ("persistent", "severe", "overall")
    )
    chances = (1 - persistent, persistent - severe, severe)
    lowest, highest = (
        expected_rate(Absence(chances, (low, MIDDLE_OF_OTHERS, TOP_BAND))) for low in (0.0, 1.0)
    )
    inside = (overall - lowest) / (highest - lowest)
    return Absence(chances, (inside, MIDDLE_OF_OTHERS, TOP_BAND))


LIKE: Mapping[str, Like] = {
    "classmates": Like(
        lambda key, phase: national(key, LATEST, phase), lambda phase: as_nation(LATEST, phase)
    ),
    "nation": Like(everybody_else, others_absence),
}
"""Other pupils just like the cohort, or as they are in a school like the nation."""


@contextmanager
def _quickly() -> Iterator[None]:
    """No gap reads the ratios, and they take most of the time."""
    with remembered(), mock.patch.object(comparing, "koopman", return_value=None):
        yield


def _is_wider(figure: Figure) -> bool:
    return figure.gap.national_like_for_like is NationalGap.WIDER


def _replaced(tally: Tally, worse: Counts) -> Tally:
    groups: Mapping[str, Counts] = {**tally.groups, "cwsw": worse}
    return Tally(tally.measure, tally.year, groups, tally.median_sessions)


def _school(random: Random, phase: str, pupils: int, like: Like) -> list[Tally]:
    cohort = absence(random, as_nation(LATEST, phase), pupils)
    others = absence(random, like.absence(phase), OTHERS * pupils)
    for key in MEASURES[phase]:
        if key not in cohort:
            cohort[key] = _drawn(random, key, national(key, LATEST, phase), pupils)
            others[key] = _drawn(random, key, like.figure(key, phase), OTHERS * pupils)
    return [
        Tally(BY_KEY[key], LATEST, {"cwsw": cohort[key], "other": others[key]}, 380.0)
        for key in MEASURES[phase]
    ]


def _drawn(random: Random, key: str, true: float, of: int) -> Counts:
    if BY_KEY[key].kind is FigureKind.MEAN:
        return scores(random, true, of)
    return share(random, true, of)
