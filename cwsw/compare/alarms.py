"""Alarms: exact tests against the national figure, corrected for the number of measures."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from cwsw.compare.distributions import binomial_probabilities, t_two_sided
from cwsw.compare.intervals import spread
from cwsw.measures.count import Counts
from cwsw.measures.registry import FigureKind

LEVEL = 0.05
_TIE = 1 + 1e-7
"""Point probabilities this close count as equal, as in R's binom.test and scipy's binomtest."""


def p_value(kind: FigureKind, counts: Counts, p0: Fraction) -> float:
    """Two-sided: exact binomial by point probability, or t for a mean or ratio of sums."""
    if kind is FigureKind.PROPORTION:
        return binomial(counts.n, counts.of, float(p0))
    # The t tests take values to be symmetric; docs/decisions/0006-alarms.md says where they are not
    # and why they stay.
    group = spread(kind, counts)
    # One pupil cannot vary, and so is never an alarm.
    if group is None or group.variance is None:
        return 1.0
    gap = group.value - p0
    # Nothing varies: the value is exactly the nation's or surely is not; t would be 0 / 0.
    if group.variance == 0:
        return 1.0 if gap == 0 else 0.0
    return t_two_sided(abs(float(gap)) / sqrt(group.variance), group.freedom)


def binomial(n: int, of: int, p0: float) -> float:
    """Probability of a count no likelier than `n`, where each of `of` pupils has chance p0."""
    # Two-sided by point probability, as contract section 4 names it: doubling one tail would give
    # other p values.
    probabilities = binomial_probabilities(of, p0)
    # Equally likely counts on the other side must not be lost to a last digit.
    limit = probabilities[n] * _TIE
    return min(1.0, sum(p for p in probabilities if p <= limit))


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's adjusted p values, in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted = [0.0] * len(p_values)
    so_far = 0.0
    for rank, i in enumerate(order):
        # Holm's steps never go down: a larger p value is never adjusted below a smaller one.
        so_far = max(so_far, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = so_far
    return adjusted
