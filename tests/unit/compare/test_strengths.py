"""What is going well: only what is real."""

import pytest

from cwsw.compare.strengths import StrengthReason, strengths
from cwsw.measures.registry import MEASURES, Better, FigureKind
from tests.support.figures import mean, proportion


def test_clearly_ahead_of_the_other_pupils():
    (found,) = strengths([proportion("suspended", (2, 156), (80, 1032))])
    assert found.why is StrengthReason.AHEAD
    assert found.text == (
        "99% of our children with a social worker were not suspended in 2025/26, more than our "
        "other pupils (92%)."
    )


def test_where_more_is_better_it_says_what_they_did():
    (found,) = strengths([proportion("gld", (19, 20), (30, 60), phase="primary")])
    assert found.text == (
        "95% of our children with a social worker reached a good level of development in 2025/26, "
        "more than our other pupils (50%)."
    )


def test_as_well_as_the_others_only_where_a_difference_that_matters_is_ruled_out():
    (found,) = strengths([proportion("permanently_excluded", (0, 156), (9, 1032))])
    assert found.why is StrengthReason.AS_WELL
    assert found.text.endswith("in 2025/26, as many as our other pupils (99%).")
    overlapping = proportion(cwsw=(4, 22), other=(187, 1012))
    assert overlapping.difference.value < 0
    assert strengths([overlapping]) == ()


def test_a_little_worse_is_not_as_well():
    assert strengths([proportion("permanently_excluded", (2, 156), (0, 1032))]) == ()


def test_better_than_before_by_more_than_chance():
    years = [
        proportion("suspended", (20, 156), (60, 1032), year=2025),
        proportion("suspended", (45, 156), (60, 1032), year=2024),
    ]
    (found,) = strengths(years)
    assert found.why is StrengthReason.BETTER_THAN_BEFORE
    assert found.text == (
        "87% of our children with a social worker were not suspended in 2025/26, 71% in 2024/25."
    )
    years[1] = proportion("suspended", (22, 156), (60, 1032), year=2024)
    assert strengths(years) == ()


def test_better_than_children_in_need_is_no_strength():
    figure = proportion(cwsw=(60, 156), other=(200, 1012))
    assert figure.verdict == "better"
    assert strengths([figure]) == ()


@pytest.mark.parametrize("cwsw", [(0, 9), (0, 0)])
def test_of_fewer_than_ten_nothing_is_claimed(cwsw):
    assert strengths([proportion("suspended", cwsw, (400, 1032))]) == ()


def test_nobody_who_did_well_is_no_strength():
    assert strengths([proportion("ks2_rwm", (0, 400), (0, 400), phase="primary")]) == ()


def test_the_plainest_first():
    figures = [
        proportion("permanently_excluded", (0, 156), (9, 1032)),
        proportion("wellbeing_known", (120, 156), (200, 1032)),
    ]
    assert [s.figure.measure.key for s in strengths(figures)] == [
        "wellbeing_known",
        "permanently_excluded",
    ]


def test_a_mean_that_is_ahead_is_told_as_its_finding():
    (found,) = strengths([mean([60.0, 62.0] * 6, [40.0, 44.0] * 20)])
    assert found.text == (
        "Our children with a social worker scored 61.0 in Attainment 8. Our other pupils: 42.0."
    )


def test_every_measure_of_which_less_is_better_has_words_for_those_who_do_well():
    lower = [m for m in MEASURES if m.kind is FigureKind.PROPORTION and m.better is Better.LOWER]
    assert lower
    assert all(measure.otherwise for measure in lower)
