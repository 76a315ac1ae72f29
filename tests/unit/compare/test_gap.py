"""The gap to the other pupils, here and beside the nation, at its boundaries."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cwsw.compare.gap import expected_gap, gap_of, national_gap
from cwsw.compare.model import Compared, Estimate, Figure, NationalGap, SchoolGap
from tests.support.figures import proportion


def like_for_like(figure: Figure) -> Compared:
    return next(c for c in figure.benchmarks if c.benchmark.set == "like_for_like")


def with_interval(figure: Figure, low: float | None, high: float | None) -> Figure:
    """The figure with another interval of the difference, and the gap made from it."""
    apart = Estimate(0.1, low, high)
    gap = gap_of(figure.measure, figure.groups, apart, figure.benchmarks, figure.so_far)
    return replace(figure, difference=apart, gap=gap)


def test_the_national_gap_is_the_cohort_minus_its_comparator():
    """Secondary 2024/25: 61.0% minus 23.37%."""
    assert national_gap(like_for_like(proportion()).benchmark) == Fraction(6100 - 2337, 10000)


def test_a_school_made_like_all_pupils_has_just_the_expected_gap():
    """One child in ten: the other nine lie a ninth further away than all pupils."""
    figure = proportion(cwsw=(6, 10), other=(18, 90))
    cohort, everybody = Fraction(61, 100), Fraction(2337, 10000)
    others = (everybody - cohort / 10) / Fraction(9, 10)
    pair = like_for_like(figure).benchmark
    assert expected_gap(pair, figure.cwsw, figure.other) == cohort - others


def test_a_comparator_without_the_cohort_is_taken_as_it_is():
    figure = proportion(cwsw=(61, 100), other=(180, 900))
    apart = replace(like_for_like(figure).benchmark, comparator="never had a social worker")
    assert expected_gap(apart, figure.cwsw, figure.other) == Fraction(6100 - 2337, 10000)


@pytest.mark.parametrize(
    ("low", "high", "here"),
    [
        (0.0, 0.4, SchoolGap.NOT_CLEAR),
        (1e-12, 0.4, SchoolGap.BEHIND),
        (-0.4, 0.0, SchoolGap.NOT_CLEAR),
        (-0.4, -1e-12, SchoolGap.AHEAD),
        (0.0, 0.0, SchoolGap.NOT_CLEAR),
        (None, None, SchoolGap.TOO_FEW),
    ],
)
def test_it_is_clear_where_the_whole_interval_lies_on_one_side_of_nought(low, high, here):
    assert with_interval(proportion(), low, high).gap.here is here


@pytest.mark.parametrize(
    ("key", "low", "high", "here"),
    [
        ("ks2_rwm", 0.1, 0.4, SchoolGap.AHEAD),
        ("ks2_rwm", -0.4, -0.1, SchoolGap.BEHIND),
        ("alternative_provision", 0.1, 0.4, SchoolGap.HIGHER),
        ("he_at_18", -0.4, -0.1, SchoolGap.LOWER),
    ],
)
def test_which_side_is_worse_is_the_measures(key, low, high, here):
    assert with_interval(proportion(key), low, high).gap.here is here


@pytest.mark.parametrize(
    ("cwsw", "other", "here"),
    [
        ((6, 6), (0, 6), SchoolGap.BEHIND),
        ((5, 5), (0, 60), SchoolGap.TOO_FEW),
        ((60, 60), (0, 5), SchoolGap.TOO_FEW),
        ((6, 6), (0, 0), SchoolGap.TOO_FEW),
    ],
)
def test_never_on_fewer_than_six_on_either_side(cwsw, other, here):
    assert proportion(cwsw=cwsw, other=other).gap.here is here


def test_beside_the_nation_the_whole_interval_lies_beyond():
    figure = proportion(cwsw=(61, 100), other=(180, 900))
    expected = float(Fraction(6100 - 2337, 10000) * Fraction(10, 9))
    step = 1e-9
    words = {
        (expected, 0.9): NationalGap.NOT_CLEAR,
        (expected + step, 0.9): NationalGap.WIDER,
        (0.1, expected): NationalGap.NOT_CLEAR,
        (0.1, expected - step): NationalGap.NARROWER,
    }
    found = {at: with_interval(figure, *at).gap.national_like_for_like for at in words}
    assert found == words


@pytest.mark.parametrize(("low", "word"), [(-0.9, "wider"), (-0.2, "narrower")])
def test_wider_is_further_below_where_more_is_better(low, word):
    """Key Stage 2, 2024/25: 30 - 63 = -33 points, times 1000 / 900 is -36.7."""
    figure = proportion("ks2_rwm", (30, 100), (600, 900), phase="primary")
    assert with_interval(figure, low, low + 0.1).gap.national_like_for_like == word


def test_what_is_not_comparable_goes_before_another_phase_and_that_before_nothing():
    """Of 2018: GLD has another definition; severe absence has no figure, and is of all schools."""
    few = (1, 3)
    assert proportion("gld", few, few, phase="primary").gap.national_2018 == "not_comparable"
    assert proportion("severe_absence", few, few).gap.national_2018 == "not_same_phase"
    all_through = proportion("severe_absence", few, few, phase="all-through")
    assert all_through.gap.national_2018 is None


def test_one_side_without_a_figure_is_no_pair():
    figure = proportion(cwsw=(61, 100), other=(0, 900))
    alone = tuple(
        replace(c, benchmark=replace(c.benchmark, comparator_value=None)) for c in figure.benchmarks
    )
    gap = gap_of(figure.measure, figure.groups, figure.difference, alone, so_far=False)
    assert gap.national_like_for_like is None


def test_a_year_under_way_is_so_far_before_it_is_too_few():
    figure = proportion("ks2_rwm", (1, 3), (2, 3), phase="primary")
    assert figure.gap.national_like_for_like == "too_few"
    gap = gap_of(figure.measure, figure.groups, figure.difference, figure.benchmarks, so_far=True)
    assert (gap.here, gap.national_like_for_like) == ("too_few", "so_far")
