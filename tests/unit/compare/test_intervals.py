"""Intervals against statsmodels, and against the published Wilson values."""

from fractions import Fraction

import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from cwsw.compare.intervals import Z, koopman, newcombe, spread, t_interval, welch, wilson
from cwsw.measures.count import Counts
from cwsw.measures.registry import FigureKind

ALPHA = 2 * stats.norm.sf(Z)


def share(n: int, of: int) -> Counts:
    return Counts(n, of, of)


def scores(*values: int) -> Counts:
    pupils = len(values)
    squares = Fraction(sum(v * v for v in values))
    return Counts(pupils, pupils, pupils, total=Fraction(sum(values)), squares=squares)


def sessions(*pairs: tuple[int, int]) -> Counts:
    return Counts(
        sum(missed for missed, _ in pairs),
        sum(possible for _, possible in pairs),
        len(pairs),
        squares=Fraction(sum(m * m for m, _ in pairs)),
        products=Fraction(sum(m * p for m, p in pairs)),
        of_squares=Fraction(sum(p * p for _, p in pairs)),
    )


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [
        (0, 8, 0, 32.4),
        (3, 8, 13.7, 69.4),
        (9, 22, 23.3, 61.3),
        (14, 22, 43.0, 80.3),
        (8, 8, 67.6, 100),
    ],
)
def test_wilson_gives_the_published_values(n: int, of: int, low: float, high: float) -> None:
    found = wilson(n, of)
    assert found.low == pytest.approx(low / 100, abs=0.0005)
    assert found.high == pytest.approx(high / 100, abs=0.0005)


@pytest.mark.parametrize(
    ("n", "of"), [(n, of) for of in (1, 2, 7, 40, 230) for n in range(0, of + 1, 3)]
)
def test_wilson_equals_statsmodels(n: int, of: int) -> None:
    low, high = proportion_confint(n, of, alpha=ALPHA, method="wilson")
    assert (wilson(n, of).low, wilson(n, of).high) == pytest.approx((low, high), abs=1e-12)


def test_wilson_of_nobody_is_nothing() -> None:
    assert wilson(0, 0).value is None


@pytest.mark.parametrize(
    ("first", "second"),
    [((9, 22), (40, 200)), ((0, 5), (3, 9)), ((5, 5), (9, 9)), ((0, 7), (0, 30))],
)
def test_newcombe_equals_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    low, high = confint_proportions_2indep(
        *first, *second, method="newcomb", compare="diff", alpha=ALPHA
    )
    found = newcombe(share(*first), share(*second))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize(
    ("first", "second"), [((9, 22), (40, 200)), ((3, 9), (5, 8)), ((1, 30), (60, 900))]
)
def test_koopman_equals_statsmodels_away_from_the_edges(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    low, high = confint_proportions_2indep(
        *first, *second, method="score", compare="ratio", alpha=ALPHA, correction=False
    )
    found = koopman(share(*first), share(*second))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6)


def test_koopman_where_all_of_both_groups_meet_it() -> None:
    """Worked out by hand: the limits are n1/(n1 + z2) and 1 + z2/n2."""
    found = koopman(share(8, 8), share(20, 20))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx(
        (1, 8 / (8 + Z * Z), 1 + Z * Z / 20)
    )


def test_koopman_starts_at_nought_where_nobody_in_the_cohort_meets_it() -> None:
    found = koopman(share(0, 5), share(3, 9))
    assert found is not None
    assert (found.value, found.low) == (0, 0)
    assert found.high is not None
    assert found.high > 1


@pytest.mark.parametrize(
    ("first", "second"), [((1, 4), (0, 9)), ((0, 0), (3, 9)), ((1, 4), (0, 0))]
)
def test_there_is_no_ratio_without_both_groups(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    assert koopman(share(*first), share(*second)) is None


def test_mean_equals_scipy() -> None:
    values = [31, 44, 12, 60, 27, 39]
    low, high = stats.t.interval(0.95, 5, loc=sum(values) / 6, scale=stats.sem(values))
    found = t_interval(spread(FigureKind.MEAN, scores(*values)))
    assert (found.value, found.low, found.high) == pytest.approx((35.5, low, high))


def test_welch_equals_scipy() -> None:
    first, second = [31, 44, 12, 60, 27, 39], [50, 48, 61, 33]
    expected = stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95)
    found = welch(spread(FigureKind.MEAN, scores(*first)), spread(FigureKind.MEAN, scores(*second)))
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_ratio_of_sums_by_hand() -> None:
    """Two pupils miss 10 of 100 and 30 of 100: 20%; residuals -10 and 10, variance 0.01."""
    found = spread(FigureKind.RATIO_OF_SUMS, sessions((10, 100), (30, 100)))
    assert found is not None
    assert (found.value, found.variance, found.freedom) == (Fraction(1, 5), Fraction(1, 100), 1)


def test_ratio_of_sums_is_cut_to_nought_and_one() -> None:
    found = t_interval(spread(FigureKind.RATIO_OF_SUMS, sessions((10, 100), (30, 100))), (0.0, 1.0))
    assert (found.low, found.high) == (0.0, 1.0)


def test_one_pupil_has_a_value_and_no_limits() -> None:
    found = t_interval(spread(FigureKind.MEAN, scores(41)))
    assert (found.value, found.low, found.high) == (41, None, None)
    difference = welch(spread(FigureKind.MEAN, scores(41)), spread(FigureKind.MEAN, scores(30, 50)))
    assert difference is not None
    assert (difference.value, difference.low) == (1, None)


def test_limits_equal_the_value_where_nothing_varies() -> None:
    found = t_interval(spread(FigureKind.RATIO_OF_SUMS, sessions((10, 100), (20, 200), (30, 300))))
    assert found.low == found.high == found.value == 0.1
