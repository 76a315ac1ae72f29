"""Every interval and every p of the product against statsmodels, scipy or by inversion."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import WLS
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from cwsw.compare.alarms import binomial, holm, p_value
from cwsw.compare.figures import difference, group_figure
from cwsw.compare.intervals import Z, koopman, newcombe, wilson
from cwsw.measures.count import Counts
from cwsw.measures.registry import FigureKind

ALPHA = 2 * stats.norm.sf(Z)
CLOSE = {"rel": 1e-7, "abs": 1e-9}


@st.composite
def shares(draw):
    of = draw(st.integers(1, 250))
    return Counts(draw(st.integers(0, of)), of, of)


PAIRS = st.lists(
    st.integers(1, 400).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m))), min_size=2
)
SCORES = st.lists(st.integers(0, 360).map(lambda quarters: Fraction(quarters, 4)), min_size=2)


def sums(pairs) -> Counts:
    return Counts(
        sum(a for a, _ in pairs),
        sum(m for _, m in pairs),
        len(pairs),
        squares=Fraction(sum(a * a for a, _ in pairs)),
        products=Fraction(sum(a * m for a, m in pairs)),
        of_squares=Fraction(sum(m * m for _, m in pairs)),
    )


def total(scores) -> Counts:
    of = len(scores)
    return Counts(of, of, of, total=sum(scores, Fraction(0)), squares=sum(s * s for s in scores))


@given(shares())
def test_wilson(share):
    low, high = proportion_confint(share.n, share.of, alpha=ALPHA, method="wilson")
    found = wilson(share.n, share.of)
    assert (found.low, found.high) == pytest.approx((low, high), **CLOSE)


@given(shares(), shares())
def test_newcombe(one, two):
    low, high = confint_proportions_2indep(
        one.n, one.of, two.n, two.of, compare="diff", method="newcomb", alpha=ALPHA
    )
    found = newcombe(one, two)
    assert (found.low, found.high) == pytest.approx((low, high), **CLOSE)


@given(shares(), shares())
def test_koopman_by_inversion(one, two):
    """At both limits the score is Z squared, at the edges too, where statsmodels errs."""
    assume(two.n > 0)
    found = koopman(one, two)
    assert found.low <= found.value <= found.high
    assert (found.low == 0) == (one.n == 0)
    for limit in (found.low, found.high):
        if limit > 0:
            assert _score(one, two, limit) == pytest.approx(Z * Z, rel=1e-6)


def _score(one: Counts, two: Counts, ratio: float) -> float:
    """Koopman's chi-squared, at the likeliest second share found by trying (no closed form)."""
    low, high = 0.0, min(1.0, 1 / ratio)
    for _ in range(4):
        tried = np.linspace(low, high, 10_001)
        chances = stats.binom.logpmf(two.n, two.of, tried)
        chances = chances + stats.binom.logpmf(one.n, one.of, np.minimum(1, ratio * tried))
        best = int(np.nanargmax(chances))
        low, high = tried[max(0, best - 1)], tried[min(10_000, best + 1)]
    q, p = tried[best], min(1.0, ratio * tried[best])
    gap = one.n / one.of - ratio * two.n / two.of
    variance = p * (1 - p) / one.of + ratio**2 * q * (1 - q) / two.of
    return gap * gap / variance


@given(SCORES)
def test_mean(scores):
    assume(len({*scores}) > 1)
    found = group_figure(FigureKind.MEAN, total(scores)).estimate
    expected = DescrStatsW([*map(float, scores)]).tconfint_mean()
    assert (found.low, found.high) == pytest.approx(expected, **CLOSE)


@given(SCORES, SCORES)
def test_difference_of_means(one, two):
    assume(len({*one}) > 1 or len({*two}) > 1)
    found = difference(FigureKind.MEAN, total(one), total(two))
    first, second = (DescrStatsW([*map(float, scores)]) for scores in (one, two))
    expected = CompareMeans(first, second).tconfint_diff(usevar="unequal")
    assert (found.low, found.high) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def _through_the_origin(pairs):
    """A ratio of sums is the slope through the origin weighted by 1 / possible; its linearised
    variance on pupils - 1 is the sandwich called HC1."""
    absent, possible = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    return WLS(absent, possible, weights=1 / possible).fit(cov_type="HC1", use_t=True)


def _varies(pairs) -> bool:
    return len({Fraction(a, m) for a, m in pairs}) > 1


@given(PAIRS)
def test_ratio_of_sums(pairs):
    assume(_varies(pairs))
    found = group_figure(FigureKind.RATIO_OF_SUMS, sums(pairs)).estimate
    ((low, high),) = _through_the_origin(pairs).conf_int()
    assert (found.low, found.high) == pytest.approx((max(0, low), min(1, high)), **CLOSE)


@given(PAIRS, PAIRS)
def test_difference_of_ratios_of_sums(one, two):
    """Welch's freedom by hand from the two fits."""
    assume(_varies(one) and _varies(two))
    found = difference(FigureKind.RATIO_OF_SUMS, sums(one), sums(two))
    fits = [_through_the_origin(pairs) for pairs in (one, two)]
    variances = [float(fit.bse[0]) ** 2 for fit in fits]
    parts = [v**2 / (len(p) - 1) for v, p in zip(variances, (one, two), strict=True)]
    half = stats.t.ppf(0.975, sum(variances) ** 2 / sum(parts)) * sqrt(sum(variances))
    gap = float(fits[0].params[0] - fits[1].params[0])
    assert (found.low, found.high) == pytest.approx((gap - half, gap + half), **CLOSE)


@given(shares(), st.integers(1, 9_999))
def test_p_of_a_proportion(share, parts):
    p0 = Fraction(parts, 10_000)
    expected = stats.binomtest(share.n, share.of, float(p0)).pvalue
    assert binomial(share.n, share.of, float(p0)) == pytest.approx(expected, rel=1e-8)
    assert p_value(FigureKind.PROPORTION, share, p0) == pytest.approx(expected, rel=1e-8)


@given(SCORES, st.integers(1, 900))
def test_p_of_a_mean(scores, tenths):
    assume(len({*scores}) > 1)
    expected = stats.ttest_1samp([*map(float, scores)], tenths / 10).pvalue
    assert p_value(FigureKind.MEAN, total(scores), Fraction(tenths, 10)) == pytest.approx(
        expected, rel=1e-6, abs=1e-12
    )


@given(PAIRS, st.integers(1, 999))
def test_p_of_a_ratio_of_sums(pairs, thousandths):
    assume(_varies(pairs))
    expected = float(_through_the_origin(pairs).t_test(([[1.0]], [thousandths / 1000])).pvalue)
    found = p_value(FigureKind.RATIO_OF_SUMS, sums(pairs), Fraction(thousandths, 1000))
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_holm(ps):
    assert holm(ps) == pytest.approx([*multipletests(ps, method="holm")[1]])
