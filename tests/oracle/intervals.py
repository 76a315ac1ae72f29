"""Intervals and p-values by the plainest means (contract section 4)."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, inf, sqrt

from scipy import optimize, stats

Z = 1.959964
Limits = tuple[float | None, float | None]
NONE: Limits = (None, None)


def wilson(x: int, n: int) -> tuple[float, float]:
    """The values p at which (x/n - p) is Z standard errors, taken at p itself."""
    share, z2 = x / n, Z * Z
    half = Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = (share + z2 / (2 * n) - half) / (1 + z2 / n)
    high = (share + z2 / (2 * n) + half) / (1 + z2 / n)
    return (0.0 if x == 0 else low), (1.0 if x == n else high)


def newcombe(x1: int, n1: int, x2: int, n2: int) -> tuple[float, float]:
    """Hybrid Wilson limits of x1/n1 - x2/n2."""
    (low1, high1), (low2, high2) = wilson(x1, n1), wilson(x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    down = sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    up = sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return p1 - p2 - down, p1 - p2 + up


def _likeliest(x1: int, n1: int, x2: int, n2: int, ratio: float) -> float:
    """The likeliest p2 where p1 = ratio * p2: the slope of the log likelihood falls through 0."""

    def slope(p: float) -> float:
        total = (x1 + x2) / p
        if n1 > x1:
            total -= (n1 - x1) * ratio / (1 - ratio * p) if ratio * p < 1 else inf
        if n2 > x2:
            total -= (n2 - x2) / (1 - p) if p < 1 else inf
        return total

    top = min(1.0, 1 / ratio)
    if slope(top) >= 0:
        return top
    low, high = top / 2, top
    while slope(low) < 0:
        low /= 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if slope(middle) >= 0 else (low, middle)
    return low


def _score(x1: int, n1: int, x2: int, n2: int, ratio: float) -> float:
    """Koopman's chi-squared of a supposed ratio."""
    p2 = _likeliest(x1, n1, x2, n2, ratio)
    p1 = min(1.0, ratio * p2)
    variance = p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2
    difference = x1 / n1 - ratio * x2 / n2
    return difference * difference / variance if variance > 0 else (0.0 if difference == 0 else inf)


@lru_cache(maxsize=100_000)
def koopman(x1: int, n1: int, x2: int, n2: int) -> tuple[float, float]:
    """Ratios at which the score is Z squared, either side of the ratio seen; x2 > 0."""
    ratio_seen = (x1 / n1) / (x2 / n2)

    def beyond(ratio: float) -> float:
        return _score(x1, n1, x2, n2, ratio) - Z * Z

    low = 0.0 if x1 == 0 else _root(beyond, ratio_seen, 0.5)
    return low, _root(beyond, ratio_seen or 1e-9, 2.0)


def _root(beyond: Callable[[float], float], start: float, step: float) -> float:
    near, far = start, start * step
    while beyond(far) < 0:
        near, far = far, far * step
    return float(optimize.brentq(beyond, near, far, xtol=1e-15, rtol=1e-14))


def _spread(values: Sequence[Fraction]) -> Fraction:
    """Sample variance, exact."""
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((v - mean) ** 2 for v in values), Fraction(0)) / (len(values) - 1)


def mean_and_variance(values: Sequence[Fraction]) -> tuple[Fraction, Fraction | None]:
    """A mean and the variance of that mean (None of one value)."""
    mean = sum(values, Fraction(0)) / len(values)
    return mean, (_spread(values) / len(values) if len(values) > 1 else None)


def rate_and_variance(pairs: Sequence[tuple[int, int]]) -> tuple[Fraction, Fraction | None]:
    """A ratio of sums and its linearised variance (None of one pair)."""
    count, whole = len(pairs), sum(m for _, m in pairs)
    rate = Fraction(sum(a for a, _ in pairs), whole)
    if count == 1:
        return rate, None
    residuals = sum(((a - rate * m) ** 2 for a, m in pairs), Fraction(0))
    return rate, residuals * count / ((count - 1) * whole * whole)


def _t(df: float) -> float:
    return float(stats.t.ppf(0.975, df))


def t_limits(value: Fraction, variance: Fraction | None, count: int) -> Limits:
    """Student's limits on count - 1 degrees of freedom."""
    if variance is None:
        return NONE
    if variance == 0:
        return float(value), float(value)
    half = _t(count - 1) * sqrt(variance)
    return float(value) - half, float(value) + half


def welch_limits(
    value: Fraction, one: tuple[Fraction | None, int], two: tuple[Fraction | None, int]
) -> Limits:
    """Limits of a difference from each side's (variance, pupils)."""
    (v1, n1), (v2, n2) = one, two
    if v1 is None or v2 is None:
        return NONE
    total = v1 + v2
    if total == 0:
        return float(value), float(value)
    freedom = total**2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    half = _t(float(freedom)) * sqrt(total)
    return float(value) - half, float(value) + half


def binomial_p(x: int, n: int, p0: Fraction) -> float:
    """Exact two-sided p: the chance of every count no likelier than the one seen."""
    top, bottom = p0.numerator, p0.denominator
    weights = [comb(n, k) * top**k * (bottom - top) ** (n - k) for k in range(n + 1)]
    return float(Fraction(sum(w for w in weights if w <= weights[x]), bottom**n))


def t_p(value: Fraction, variance: Fraction, count: int, p0: Fraction) -> float:
    """Two-sided p of Student's t against a fixed figure."""
    if variance == 0:
        return 1.0 if value == p0 else 0.0
    t = float(value - p0) / sqrt(variance)
    return float(2 * stats.t.sf(abs(t), count - 1))


def holm(ps: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values, in the order given."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    adjusted, largest = [0.0] * len(ps), 0.0
    for rank, index in enumerate(order):
        largest = max(largest, min(1.0, (len(ps) - rank) * ps[index]))
        adjusted[index] = largest
    return adjusted
