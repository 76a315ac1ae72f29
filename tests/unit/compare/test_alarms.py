"""Exact tests against scipy, and Holm by hand."""

from fractions import Fraction

import pytest
from scipy import stats

from cwsw.compare.alarms import binomial, holm, p_value
from cwsw.measures.count import Counts
from cwsw.measures.registry import FigureKind


@pytest.mark.parametrize("of", [6, 13, 40, 151])
@pytest.mark.parametrize("p0", [0.0103, 0.11, 0.343, 0.46, 0.5, 0.72, 0.98])
def test_binomial_equals_scipy(of: int, p0: float) -> None:
    for n in range(0, of + 1, max(1, of // 7)):
        assert binomial(n, of, p0) == pytest.approx(stats.binomtest(n, of, p0).pvalue, rel=1e-9)


def test_mean_equals_a_one_sample_t_test() -> None:
    values = [31, 44, 12, 60, 27, 39]
    counts = Counts(6, 6, 6, Fraction(sum(values)), Fraction(sum(v * v for v in values)))
    expected = stats.ttest_1samp(values, 17.3).pvalue
    assert p_value(FigureKind.MEAN, counts, Fraction("17.3")) == pytest.approx(expected)


def test_a_mean_that_does_not_vary_is_certain() -> None:
    counts = Counts(6, 6, 6, Fraction(180), Fraction(5400))
    assert p_value(FigureKind.MEAN, counts, Fraction(30)) == 1
    assert p_value(FigureKind.MEAN, counts, Fraction(31)) == 0


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.6]) == pytest.approx([0.04, 0.09, 0.09, 0.6])
    assert holm([]) == []
