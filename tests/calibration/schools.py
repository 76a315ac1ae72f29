"""Schools exactly like the nation: every cohort drawn at its like-for-like national figure.

Absence of one child is drawn once and serves all three absence measures. Each child's sessions
fall into one of three bands (absent for under 10%, 10 to 50%, 50% or more), with the national
shares of persistent and severe absence as the chances of the bands and a skewed spread within
each, so that the expected overall absence is exactly the national rate. Attainment 8 has a peak at
nought and a long tail, with exactly the national mean. Everything else is binomial.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from cwsw.benchmarks.model import Benchmark, like_for_like
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import BY_KEY

AS_AT = date(2026, 8, 31)
YEARS = (2025, 2024, 2023)
MEASURES: Mapping[str, tuple[str, ...]] = {
    "primary": (
        "gld",
        "ks2_rwm",
        "overall_absence",
        "persistent_absence",
        "severe_absence",
        "suspended",
        "permanently_excluded",
    ),
    "secondary": (
        "em_strong",
        "em_standard",
        "attainment8",
        "overall_absence",
        "persistent_absence",
        "severe_absence",
        "suspended",
        "permanently_excluded",
    ),
}
"""Every measure of a phase that has a national figure of children in need and a direction."""

JUDGED: Mapping[str, tuple[str, ...]] = {
    phase: tuple(key for key in keys if key not in ("suspended", "permanently_excluded"))
    for phase, keys in MEASURES.items()
}
"""Those with a verdict: suspensions and exclusions are published for all schools together only."""

ONCE_A_SCHOOL_LIFE = {"gld": 7, "ks2_rwm": 7, "em_strong": 5, "em_standard": 5, "attainment8": 5}
"""Measures of one year group only, and how many year groups a school of the phase has."""

NO_SCORE = 0.2
"""The share of children whose Attainment 8 is nought; the standard deviation becomes about 18."""

HIGHEST_SCORE = 90
SCORE_SPREAD = 4.0
"""How far apart the other scores are: the sum of the two parameters of a beta."""

SESSIONS = np.array([380, 380, 380, 380, 380, 380, 380, 290, 190, 100])
"""Possible sessions; some children join or leave in the year. Tens, so that 10% is whole."""

SPREAD = 3.0
"""How far children of one band are apart, likewise."""

LOW_BAND, TOP_BAND = 0.45, 0.4
"""How far into the lowest and the top band its children are on average."""

Random = np.random.Generator
NOBODY = Counts(0, 0, 0)


@dataclass(frozen=True)
class Absence:
    """The chance of each band (under 10%, 10 to 50%, 50% or more) and how far into it."""

    chances: tuple[float, float, float]
    middles: tuple[float, float, float]


@dataclass(frozen=True)
class Design:
    """Which schools are drawn.

    `years`: how many years the school uploads. `all_counted`: every measure counts the whole
    cohort; otherwise results count the children who happen to be in that year group.
    """

    years: int
    all_counted: bool


@cache
def national(key: str, year: int, phase: str) -> float:
    """The national figure of children in need that stands beside this measure and year."""
    found = benchmark(key, year, phase).value
    assert found is not None
    return float(found)


def benchmark(key: str, year: int, phase: str) -> Benchmark:
    """The like-for-like figure of children in need, with that of all pupils."""
    return next(b for b in like_for_like(key, year, phase) if b.cohort == "CINO")


def school(random: Random, phase: str, pupils: int, design: Design) -> list[Tally]:
    """The whole answer of one school with so many children with a social worker."""
    years = YEARS[: design.years]
    return [t for year in years for t in _year(random, phase, year, pupils, design)]


def _year(random: Random, phase: str, year: int, pupils: int, design: Design) -> Iterable[Tally]:
    counts = absence(random, as_nation(year, phase), pupils)
    for key in MEASURES[phase]:
        groups = ONCE_A_SCHOOL_LIFE.get(key, 1)
        of = pupils if design.all_counted else int(random.binomial(pupils, 1 / groups))
        if key == "attainment8":
            counts[key] = scores(random, national(key, year, phase), of)
        elif key not in counts:
            counts[key] = share(random, national(key, year, phase), of)
    return [tally(key, year, counts[key]) for key in MEASURES[phase] if counts[key].pupils]


def tally(key: str, year: int, counts: Counts) -> Tally:
    """A cohort's counts as the query gives them; nobody else is needed for an alarm."""
    return Tally(BY_KEY[key], year, {"cwsw": counts, "other": NOBODY}, 380.0)


def share(random: Random, chance: float, of: int) -> Counts:
    """A binomial count."""
    return Counts(int(random.binomial(of, chance)), of, of)


def scores(random: Random, mean: float, pupils: int) -> Counts:
    """Attainment 8 of so many children: a quarter nought, the others skewed."""
    inside = mean / (1 - NO_SCORE) / HIGHEST_SCORE
    drawn = random.binomial(HIGHEST_SCORE, _beta(random, inside, pupils, SCORE_SPREAD))
    drawn = np.where(random.random(pupils) < NO_SCORE, 0, drawn)
    total, squares = int(drawn.sum()), int((drawn**2).sum())
    return Counts(pupils, pupils, pupils, total=Fraction(total), squares=Fraction(squares))


@cache
def as_nation(year: int, phase: str) -> Absence:
    """Bands whose persistent, severe and overall absence are the national figures."""
    persistent = national("persistent_absence", year, phase)
    severe = national("severe_absence", year, phase)
    chances = (1 - persistent, persistent - severe, severe)
    lowest, highest = (
        expected_rate(Absence(chances, (LOW_BAND, middle, TOP_BAND))) for middle in (0.0, 1.0)
    )
    wanted = national("overall_absence", year, phase)
    return Absence(chances, (LOW_BAND, (wanted - lowest) / (highest - lowest), TOP_BAND))


def expected_rate(like: Absence) -> float:
    """Sessions missed out of sessions possible, expected."""
    possible = float(SESSIONS.mean())
    missed = sum(
        chance * (fewest + middle * (most - fewest))
        for chance, middle, (fewest, most) in zip(
            like.chances, like.middles, _edges(possible), strict=True
        )
    )
    return missed / possible


def _edges(possible: Any) -> tuple[tuple[Any, Any], ...]:
    """The fewest and the most sessions missed in each band, of a number or an array."""
    return (
        (0 * possible, possible / 10 - 1),
        (possible / 10, possible / 2 - 1),
        (possible / 2, possible),
    )


def absence(random: Random, like: Absence, pupils: int) -> dict[str, Counts]:
    """The three absence measures of so many children."""
    possible = random.choice(SESSIONS, pupils)
    band = random.choice(3, pupils, p=like.chances)
    inside = np.choose(band, [_beta(random, middle, pupils) for middle in like.middles])
    lowest, highest = (np.choose(band, edge) for edge in zip(*_edges(possible), strict=True))
    missed = (lowest + random.binomial((highest - lowest).astype(int), inside)).astype(int)
    return {
        "overall_absence": Counts(
            int(missed.sum()),
            int(possible.sum()),
            pupils,
            squares=Fraction(int((missed**2).sum())),
            products=Fraction(int((missed * possible).sum())),
            of_squares=Fraction(int((possible**2).sum())),
        ),
        "persistent_absence": Counts(int((10 * missed >= possible).sum()), pupils, pupils),
        "severe_absence": Counts(int((2 * missed >= possible).sum()), pupils, pupils),
    }


def _beta(random: Random, mean: float, pupils: int, spread: float = SPREAD) -> np.ndarray:
    return random.beta(spread * mean, spread * (1 - mean), pupils)
