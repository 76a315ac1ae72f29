"""The gap to the other pupils beside the national gap: only what chance does not explain."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cwsw.compare.gaps import expected_gap, national_gap, wider_gaps
from cwsw.compare.intervals import newcombe
from cwsw.compare.model import Position, Verdict
from cwsw.measures.count import Counts
from tests.support.figures import mean, proportion, sessions

KS2 = "ks2_rwm"


def keys(*found):
    return [figure.measure.key for figure in wider_gaps(found)]


def test_the_national_gap_is_the_cohort_minus_its_comparator():
    """Secondary 2024/25: 61.0% minus 23.37%."""
    assert national_gap(proportion()) == Fraction(6100 - 2337, 10000)


def test_others_lie_further_away_than_all_pupils_who_hold_the_cohort():
    """One child in ten: the gap to the other nine is a ninth wider."""
    figure = proportion(cwsw=(61, 100), other=(180, 900))
    assert expected_gap(figure) == Fraction(6100 - 2337, 10000) * Fraction(10, 9)


def test_a_school_made_like_all_pupils_has_just_the_expected_gap():
    cohort, everybody = Fraction(61, 100), Fraction(2337, 10000)
    others = (everybody - cohort / 10) / Fraction(9, 10)
    assert expected_gap(proportion(cwsw=(6, 10), other=(18, 90))) == cohort - others


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (proportion(cwsw=(5, 5), other=(0, 1000)), "too few"),
        (proportion(cwsw=(20, 20), other=(0, 0)), "no other pupils"),
        (proportion("phonics", (0, 40), (90, 90), phase="primary"), "no figure of the cohort"),
        (mean([1.0, 2.0] * 10, [80.0, 81.0] * 30), "no proportion"),
        (sessions([(300, 380)] * 20, [(0, 380)] * 60), "no proportion"),
    ],
)
def test_no_gap_is_looked_at(figure, why):
    assert expected_gap(figure) is None, why
    assert keys(figure) == []


def test_the_bad_side_is_below_where_more_is_better():
    wide, narrow = (
        proportion(KS2, (n, 100), (m, 900), phase="primary") for n, m in ((5, 800), (60, 450))
    )
    assert keys(wide) == [KS2]
    assert keys(narrow) == []
    good = proportion(cwsw=(10, 100), other=(800, 900))
    assert good.verdict is Verdict.BETTER
    assert keys(good) == []


def _suspended(n):
    return proportion("suspended", (n, 60), (20, 540), phase="all-through")


def test_the_more_gaps_are_looked_at_the_wider_one_must_be():
    """The interval of 30 of 60 minus 45 of 540 (suspended) clears the gap alone, not among 8."""
    figure = next(f for n in range(10, 60) if wider_gaps([f := _suspended(n)]))
    others = [
        proportion(key, (30, 60), (130, 540))
        for key in ("persistent_absence", "em_strong", "em_standard", "severe_absence")
    ]
    assert keys(figure) == ["suspended"]
    assert "suspended" not in keys(figure, *others)


def test_at_one_look_it_is_newcombes_95_percent():
    found = [_suspended(n) for n in range(8, 60)]
    first = next(f for f in found if wider_gaps([f]))
    gap = float(expected_gap(first) or 0)
    low = [newcombe(Counts(n, 60, 60), Counts(20, 540, 540)).low for n in range(8, 60)]
    assert first.cwsw.n == 8 + next(i for i, limit in enumerate(low) if limit > gap)


@pytest.mark.parametrize(("z", "wider"), [(2.8, True), (1.0, False)])
def test_newcombe_takes_another_level(z, wider):
    usual = newcombe(Counts(9, 22, 22), Counts(187, 1012, 1012))
    other = newcombe(Counts(9, 22, 22), Counts(187, 1012, 1012), z)
    assert (other.low < usual.low) is wider
    assert (other.high > usual.high) is wider
    assert other.value == usual.value


def test_a_comparator_without_the_cohort_is_taken_as_it_is():
    figure = proportion(cwsw=(61, 100), other=(180, 900))
    apart = tuple(
        replace(c, benchmark=replace(c.benchmark, comparator="never had a social worker"))
        for c in figure.benchmarks
    )
    assert expected_gap(replace(figure, benchmarks=apart)) == Fraction(6100 - 2337, 10000)


def test_without_a_comparators_figure_there_is_no_gap():
    figure = proportion(cwsw=(61, 100), other=(0, 900))
    alone = tuple(
        replace(c, benchmark=replace(c.benchmark, comparator_value=None)) for c in figure.benchmarks
    )
    assert national_gap(replace(figure, benchmarks=alone)) is None
    assert keys(replace(figure, benchmarks=alone)) == []


def test_a_position_too_needs_one_child_expected():
    figure = proportion("permanently_excluded", (0, 40), (3, 900))
    raw = [c.position for c in figure.benchmarks if c.benchmark.set == "like_for_like"]
    assert raw
    assert set(raw) == {Position.TOO_FEW}
