"""The oracle's own intervals, checked against statsmodels, scipy and by inversion."""

from fractions import Fraction
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from tests.oracle import intervals

NEAR = {"rel": 1e-6, "abs": 1e-8}  # statsmodels takes z to more digits than the contract


@st.composite
def shares(draw):
    of = draw(st.integers(1, 200))
    return draw(st.integers(0, of)), of


@pytest.mark.parametrize(
    ("events", "of", "low", "high"),
    [
        (0, 8, 0, 32.4),
        (3, 8, 13.7, 69.4),
        (9, 22, 23.3, 61.3),
        (14, 22, 43.0, 80.3),
        (8, 8, 67.6, 100),
    ],
)
def test_wilson_of_the_reference(events, of, low, high):
    found = [round(100 * limit, 1) for limit in intervals.wilson(events, of)]
    assert found == [low, high]


@given(shares())
def test_wilson_is_that_of_statsmodels(share):
    expected = proportion_confint(*share, method="wilson")
    assert intervals.wilson(*share) == pytest.approx(expected, **NEAR)


@given(shares(), shares())
def test_newcombe_is_that_of_statsmodels(one, two):
    expected = confint_proportions_2indep(*one, *two, compare="diff", method="newcomb")
    assert intervals.newcombe(*one, *two) == pytest.approx(expected, **NEAR)


@given(shares(), shares())
def test_koopman_is_the_score_of_pearson_at_both_limits(one, two):
    (x1, n1), (x2, n2) = one, two
    if x2 == 0:
        return
    low, high = intervals.koopman(x1, n1, x2, n2)
    assert low <= (x1 / n1) / (x2 / n2) <= high
    for limit in (low, high):
        if limit > 0:
            score = _quadratic_score(x1, n1, x2, n2, limit)
            assert isclose(score, intervals.Z**2, rel_tol=1e-6)


def _quadratic_score(x1: int, n1: int, x2: int, n2: int, ratio: float) -> float:
    """The score by the closed form of the restricted estimate (Miettinen and Nurminen 1985)."""
    a = (n1 + n2) * ratio
    b = -(n1 * ratio + x1 + n2 + x2 * ratio)
    p2 = (-b - sqrt(max(0.0, b * b - 4 * a * (x1 + x2)))) / (2 * a)
    p1 = p2 * ratio
    variance = p1 * (1 - p1) / n1 + ratio**2 * p2 * (1 - p2) / n2
    return (x1 / n1 - ratio * x2 / n2) ** 2 / variance


@given(shares(), shares())
def test_koopman_is_that_of_statsmodels_where_not_all_meet_it(one, two):
    (x1, n1), (x2, n2) = one, two
    if x2 == 0 or x1 in (0, n1) or x2 == n2:
        return
    expected = confint_proportions_2indep(
        x1, n1, x2, n2, compare="ratio", method="score", correction=False
    )
    assert intervals.koopman(x1, n1, x2, n2) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize(("n1", "n2"), [(8, 8), (5, 40), (60, 7)])
def test_koopman_where_all_meet_it(n1, n2):
    z2 = intervals.Z**2
    expected = (n1 / (n1 + z2), (n2 + z2) / n2)
    assert intervals.koopman(n1, n1, n2, n2) == pytest.approx(expected, rel=1e-9)


@given(shares(), st.integers(1, 9999))
def test_binomial_is_that_of_scipy(share, parts):
    p0 = Fraction(parts, 10000)
    expected = stats.binomtest(*share, p=float(p0)).pvalue
    assert intervals.binomial_p(*share, p0) == pytest.approx(expected, rel=1e-6, abs=1e-12)


@pytest.mark.long
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_is_that_of_statsmodels(ps):
    expected = multipletests(ps, method="holm")[1]
    assert intervals.holm(ps) == pytest.approx(list(expected))


VALUES = st.lists(st.integers(0, 900).map(lambda tenths: Fraction(tenths, 10)), min_size=2)


@given(VALUES, VALUES)
def test_t_and_welch_are_those_of_statsmodels(one, two):
    first, second = DescrStatsW([*map(float, one)]), DescrStatsW([*map(float, two)])
    mean, variance = intervals.mean_and_variance(one)
    other, its_variance = intervals.mean_and_variance(two)
    if variance and its_variance:
        expected = first.tconfint_mean()
        assert intervals.t_limits(mean, variance, len(one)) == pytest.approx(expected, **NEAR)
        expected = CompareMeans(first, second).tconfint_diff(usevar="unequal")
        sides = (variance, len(one)), (its_variance, len(two))
        assert intervals.welch_limits(mean - other, *sides) == pytest.approx(expected, **NEAR)


@given(st.lists(st.integers(0, 90), min_size=2), st.integers(90, 400))
def test_a_rate_over_equal_possible_sessions_is_a_mean(absent, possible):
    rate, variance = intervals.rate_and_variance([(a, possible) for a in absent])
    mean, of_the_mean = intervals.mean_and_variance([Fraction(a, possible) for a in absent])
    assert (rate, variance) == (mean, of_the_mean)
