"""Student's t and the binomial, the two distributions behind p values and intervals.

Exact to about twelve digits, which tests hold against scipy. The normal quantile is the standard
library's (`statistics.NormalDist`).
"""

from functools import lru_cache
from math import exp, gamma, log1p, pi, sqrt
from statistics import NormalDist

_MOST_STEPS = 1000
"""Far more than any of the loops below needs; each ends where another step changes nothing."""
_PRECISION = 4e-16
_GAMMA_UP_TO = 100
"""Below it the gamma function itself is exact and far from too large for a float."""


def binomial_probabilities(of: int, p: float) -> list[float]:
    """The probability of each count from 0 to `of`, where each of `of` has the chance `p`.

    Walks both ways from the likeliest count by the ratio of neighbours, and divides by the sum.
    """
    # From the likeliest count outwards nothing can overflow, and only what is negligible
    # underflows.
    likeliest = min(of, int((of + 1) * p))
    weights = [0.0] * (of + 1)
    weights[likeliest] = 1.0
    for k in range(likeliest, of):
        weights[k + 1] = weights[k] * ((of - k) * p) / ((k + 1) * (1 - p))
    for k in range(likeliest, 0, -1):
        weights[k - 1] = weights[k] * (k * (1 - p)) / ((of - k + 1) * p)
    total = sum(weights)
    return [weight / total for weight in weights]


def t_two_sided(t: float, freedom: float) -> float:
    """The probability that Student's t lies further from 0 than `t`, on either side.

    The incomplete beta function I_x(freedom / 2, 1 / 2) at x = freedom / (freedom + t²), by the
    fraction of x or of 1 - x, whichever converges fast (Abramowitz and Stegun 26.5.27, 26.5.2).
    """
    if t == 0:
        return 1.0
    half, square = freedom / 2, t * t / freedom
    x, y = 1 / (1 + square), square / (1 + square)
    front = exp(-half * log1p(square)) * sqrt(y / pi) * _gamma_ratio(half)
    # The continued fraction converges fast only below the mean of the distribution; beyond it the
    # other tail does.
    if x < (half + 1) / (half + 2.5):
        return front * _beta_fraction(half, 0.5, x, y)
    return 1 - front * _beta_fraction(0.5, half, y, x)


@lru_cache(maxsize=4096)
def t_limit(freedom: float, outside: float) -> float:
    """The t beyond which, on either side, Student's t lies with the probability `outside`.

    Newton's method from the normal limit, which is too small: the probability falls ever more
    slowly as t grows, so every step is too short and none goes too far.
    """
    t = NormalDist().inv_cdf(1 - outside / 2)
    for _ in range(_MOST_STEPS):
        step = (t_two_sided(t, freedom) - outside) / (2 * _t_density(t, freedom))
        t += step
        # Newton approaches from below, so a step that changes nothing is the end.
        if step <= _PRECISION * t:
            break
    return t


def _t_density(t: float, freedom: float) -> float:
    scale = _gamma_ratio(freedom / 2) / sqrt(freedom * pi)
    return scale * exp(-(freedom + 1) / 2 * log1p(t * t / freedom))


def _gamma_ratio(a: float) -> float:
    """gamma(a + 1/2) / gamma(a), for large `a` by Stirling's series."""
    if a <= _GAMMA_UP_TO:
        return gamma(a + 0.5) / gamma(a)
    return sqrt(a) * exp(-1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5))


def _beta_fraction(a: float, b: float, x: float, y: float) -> float:
    """I_x(a, b) divided by x^a y^b / B(a, b), where y = 1 - x: a continued fraction.

    Didonato and Morris (ACM TOMS 708, 1992), equation 9, by Lentz's method. It converges fast for x
    below a / (a + b), and loses no digits where x is nearly 1.
    """
    value = above = _denominator(0, a, b, x, y)
    below = 0.0
    for m in range(1, _MOST_STEPS):
        term = (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x / (a + 2 * m - 1) ** 2
        plain = _denominator(m, a, b, x, y)
        above, below = plain + term / above, 1 / (plain + term * below)
        value *= above * below
        if abs(above * below - 1) <= _PRECISION:
            break
    return 1 / value


def _denominator(m: int, a: float, b: float, x: float, y: float) -> float:
    first = m * (b - m) * x / (a + 2 * m - 1) if m else 0.0
    return m + first + (a + m) * (a * y - b * x + 1 + m * (1 + y)) / (a + 2 * m + 1)
