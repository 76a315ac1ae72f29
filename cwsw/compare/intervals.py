"""95% intervals, each the one that contract section 4 names.

Proportions: Wilson. Differences of proportions: Newcombe. Ratios of proportions: Koopman's score
interval without correction. Means: t, differences Welch. Ratios of sums: linearised over pupils.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from cwsw.compare.distributions import t_limit
from cwsw.compare.model import Estimate
from cwsw.measures.count import Counts
from cwsw.measures.registry import FigureKind

Z = 1.959964
_OUTSIDE = 0.05


@dataclass(frozen=True)
class Spread:
    """A value with the variance of its estimate (None: one pupil cannot vary) and its freedom."""

    value: Fraction
    variance: Fraction | None
    freedom: int


def wilson(n: int, of: int) -> Estimate:
    """n of `of` pupils. Nothing at all where nobody is eligible."""
    if of == 0:
        return Estimate(None)
    p = n / of
    centre = p + Z * Z / (2 * of)
    # Wilson and not Wald: near 0 and 1, and for few pupils, Wald's interval is far too short.
    half = Z * sqrt(p * (1 - p) / of + Z * Z / (4 * of * of))
    scale = 1 + Z * Z / of
    # Written out at the ends, where the formula leaves 1e-17 in place of exactly 0 or 1.
    low = 0.0 if n == 0 else (centre - half) / scale
    high = 1.0 if n == of else (centre + half) / scale
    return Estimate(p, low, high)


def newcombe(first: Counts, second: Counts) -> Estimate | None:
    """First proportion minus second, by the two Wilson intervals; None where a group is empty."""
    return square_and_add(wilson(first.n, first.of), wilson(second.n, second.of))


def square_and_add(first: Estimate, second: Estimate) -> Estimate | None:
    """First minus second, by their own intervals; None where either has none.

    Newcombe's way with two proportions, and Zou and Donner's with any two estimates. It takes them
    to be independent: two years that share children differ by less than it allows for.
    """
    a, a_low, a_high = first.value, first.low, first.high
    b, b_low, b_high = second.value, second.low, second.high
    if a is None or b is None or a_low is None or b_low is None or a_high is None or b_high is None:
        return None
    # The distances of each estimate to its own limits, squared and added (Newcombe; Zou and
    # Donner).
    low = a - b - sqrt((a - a_low) ** 2 + (b_high - b) ** 2)
    high = a - b + sqrt((a_high - a) ** 2 + (b - b_low) ** 2)
    return Estimate(a - b, low, high)


def koopman(first: Counts, second: Counts) -> Estimate | None:
    """First proportion over second; None where either group is empty or the second is at 0."""
    # Over a share of 0 the ratio itself has no value.
    if first.of == 0 or second.of == 0 or second.n == 0:
        return None
    value = (first.n / first.of) / (second.n / second.of)

    def outside(ratio: float) -> float:
        # By inversion of the score test: statsmodels' formula has a wrong lower limit where all
        # meet it (contract section 4).
        return _score(first, second, ratio) - Z * Z

    low = 0.0 if first.n == 0 else _crossing(outside, value, 0.5)
    # From a ratio of exactly 0 no doubling would ever move: the walk begins just above it.
    return Estimate(value, low, _crossing(outside, value or 1e-9, 2.0))


def _score(first: Counts, second: Counts, ratio: float) -> float:
    """The squared score statistic for a true ratio, at the likelihood's best second proportion."""
    a = ratio * (first.of + second.of)
    b = ratio * first.of + first.n + second.of + ratio * second.n
    c = first.n + second.n
    # Rounding can make the root's argument a little negative where the two shares are alike.
    q = (b - sqrt(max(b * b - 4 * a * c, 0.0))) / (2 * a)
    p = ratio * q
    gap = first.n / first.of - ratio * second.n / second.of
    variance = p * (1 - p) / first.of + ratio * ratio * q * (1 - q) / second.of
    return gap * gap / variance if variance > 0 else 0.0


def _crossing(outside: Callable[[float], float], start: float, factor: float) -> float:
    """Where the score leaves the interval, walking from the estimate down (0.5) or up (2)."""
    inside, beyond = start, start * factor
    while outside(beyond) < 0:
        inside, beyond = beyond, beyond * factor
    # Halved until no float lies between: 200 halvings are more than any double needs.
    for _ in range(200):
        middle = (inside + beyond) / 2
        if middle in (inside, beyond):
            break
        inside, beyond = (middle, beyond) if outside(middle) < 0 else (inside, middle)
    return (inside + beyond) / 2


def spread(kind: FigureKind, counts: Counts) -> Spread | None:
    """The mean, or the ratio of sums, of a group with its exact variance; None where empty."""
    pupils = counts.pupils
    if pupils == 0:
        return None
    if kind is FigureKind.MEAN:
        # In exact fractions: as floats, the difference of two large sums loses its last digits.
        value = counts.total / pupils
        scatter = counts.squares - counts.total * value
        scale = Fraction(pupils)
    else:
        value = Fraction(counts.n, counts.of)
        # Linearised: the spread of missed - rate x possible over pupils, who are sampled, and not
        # over sessions.
        scatter = counts.squares - 2 * value * counts.products + value * value * counts.of_squares
        scale = Fraction(counts.of * counts.of, pupils)
    # One pupil has a value and cannot vary: None, where 0 would say that the value is certain.
    if pupils == 1:
        return Spread(value, None, 0)
    return Spread(value, scatter / (pupils - 1) / scale, pupils - 1)


def t_interval(group: Spread | None, within: tuple[float, float] | None = None) -> Estimate:
    """The t interval of a mean or ratio of sums, cut to `within` where given."""
    if group is None:
        return Estimate(None)
    if group.variance is None:
        # One pupil: contract section 6 gives the value and no interval.
        return Estimate(float(group.value))
    low, high = _limits(group.value, group.variance, group.freedom)
    if within is not None:
        # A t interval of a rate can pass 0 or 1, which no rate can.
        low, high = max(low, within[0]), min(high, within[1])
    return Estimate(float(group.value), low, high)


def welch(first: Spread | None, second: Spread | None) -> Estimate | None:
    """First minus second with Welch's freedom; None where a group is empty."""
    if first is None or second is None:
        return None
    value = first.value - second.value
    if first.variance is None or second.variance is None:
        return Estimate(float(value))
    variance = first.variance + second.variance
    # Nothing varies: contract section 6 has the interval equal the value; Welch's freedom would
    # be 0 / 0.
    if variance == 0:
        return Estimate(float(value), float(value), float(value))
    # Satterthwaite's freedom, in fractions until here so that the order of rows moves no digit.
    parts = first.variance**2 / first.freedom + second.variance**2 / second.freedom
    return Estimate(float(value), *_limits(value, variance, float(variance**2 / parts)))


def _limits(value: Fraction, variance: Fraction, freedom: float) -> tuple[float, float]:
    half = t_limit(freedom, _OUTSIDE) * sqrt(variance)
    return float(value) - half, float(value) + half
