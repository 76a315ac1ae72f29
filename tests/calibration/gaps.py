"""How often the gap to the other pupils raises a suggestion, by chance and where it should.

The school as a whole is like the nation too: its cohort is drawn at the national figure of
children in need, and its other pupils so that all its pupils together are at the figure of all.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from unittest import mock

import numpy as np

from cwsw.advice.suggest import compared_by_rules
from cwsw.compare import figures as comparing
from cwsw.compare.figures import compare
from cwsw.compare.gaps import expected_gap, wider_gaps
from cwsw.compare.model import Figure, Verdict
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import BY_KEY, Kind
from tests.calibration.overviews import remembered
from tests.calibration.power import LATEST, doubled
from tests.calibration.schools import (
    AS_AT,
    MEASURES,
    ONCE_A_SCHOOL_LIFE,
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


@dataclass(frozen=True)
class Suggested:
    """Of so many schools: those with a suggestion by a gap, and by a gap or an alarm."""

    schools: int
    by_gap: int
    by_either: int


def suggested(seed: int, phase: str, pupils: int, all_counted: bool, schools: int) -> Suggested:
    """Draw so many schools like the nation, of the latest year, and ask the advice."""
    random = np.random.default_rng([seed, pupils, all_counted, *phase.encode()])
    by_gap = by_either = 0
    with _quickly():
        for _ in range(schools):
            asked = _asked(_school(random, phase, pupils, all_counted), phase)
            gaps = wider_gaps(asked)
            by_gap += bool(gaps)
            by_either += bool(gaps) or any(f.alarm and f.verdict is Verdict.WORSE for f in asked)
    return Suggested(schools, by_gap, by_either)


def gap_power(seed: int, phase: str, key: str, pupils: int, schools: int) -> float:
    """The share of schools twice as bad in this measure whose gap in it raises a suggestion."""
    random = np.random.default_rng([seed, pupils, *key.encode(), *phase.encode()])
    seen = 0
    with _quickly():
        for _ in range(schools):
            school = _school(random, phase, pupils, all_counted=True)
            worse = share(random, doubled(key, phase), pupils)
            changed = [
                _replaced(tally, worse) if tally.measure.key == key else tally for tally in school
            ]
            seen += any(f.measure.key == key for f in wider_gaps(_asked(changed, phase)))
    return seen / schools


def looked_at(phase: str) -> tuple[str, ...]:
    """The measures of a phase whose gap can raise a suggestion."""
    everybody = _school(np.random.default_rng(1), phase, 200, all_counted=True)
    found = {f.measure.key for f in _asked(everybody, phase) if expected_gap(f) is not None}
    return tuple(key for key in MEASURES[phase] if key in found)


def everybody_else(key: str, phase: str) -> float:
    """The figure of the other pupils that makes all pupils together those of the nation."""
    every = benchmark(key, LATEST, phase).comparator_value
    assert every is not None
    return float((1 + OTHERS) * every) / OTHERS - national(key, LATEST, phase) / OTHERS


@contextmanager
def _quickly() -> Iterator[None]:
    """No suggestion reads the ratios, and they take most of the time."""
    with remembered(), mock.patch.object(comparing, "koopman", return_value=None):
        yield


def _asked(school: list[Tally], phase: str) -> tuple[Figure, ...]:
    return compared_by_rules(compare(school, phase, AS_AT))


def _replaced(tally: Tally, worse: Counts) -> Tally:
    groups: Mapping[str, Counts] = {**tally.groups, "cwsw": worse}
    return Tally(tally.measure, tally.year, groups, tally.median_sessions)


def _school(random: Random, phase: str, pupils: int, all_counted: bool) -> list[Tally]:
    cohort = absence(random, as_nation(LATEST, phase), pupils)
    others = absence(random, others_absence(phase), OTHERS * pupils)
    for key in MEASURES[phase]:
        chance = 1.0 if all_counted else 1 / ONCE_A_SCHOOL_LIFE.get(key, 1)
        of, of_others = (int(random.binomial(n, chance)) for n in (pupils, OTHERS * pupils))
        if key not in cohort:
            cohort[key] = _drawn(random, key, national(key, LATEST, phase), of)
            others[key] = _drawn(random, key, everybody_else(key, phase), of_others)
    return [
        Tally(BY_KEY[key], LATEST, {"cwsw": cohort[key], "other": others[key]}, 380.0)
        for key in MEASURES[phase]
        if cohort[key].pupils
    ]


def _drawn(random: Random, key: str, true: float, of: int) -> Counts:
    if BY_KEY[key].kind is Kind.MEAN:
        return scores(random, true, of)
    return share(random, true, of)


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
