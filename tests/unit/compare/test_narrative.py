"""What a figure says first: the gap to the school's own other pupils, here and nationally."""

from dataclasses import replace

import pytest

from cwsw.compare.model import NationalGap, SchoolGap
from cwsw.compare.narrative import (
    NO_FIGURES,
    NOTHING_CLEAR,
    counted_note,
    counts_words,
    finding,
    gap_words,
    headline,
    widest,
)
from cwsw.measures.registry import MEASURES, FigureKind
from tests.support.figures import mean, proportion, sessions


@pytest.mark.parametrize(
    ("figure", "here"),
    [
        (proportion(cwsw=(12, 20), other=(200, 1000)), "3.0 times as likely"),
        (proportion(cwsw=(4, 20), other=(200, 1000)), "no clear gap"),
        (proportion(cwsw=(4, 5), other=(200, 1000)), "too few to compare"),
        (proportion("em_standard", (4, 20), (150, 200)), "55 points behind"),
        (proportion("wellbeing_known", (19, 20), (100, 1000)), "85 points ahead"),
        (proportion("suspended", (0, 300), (200, 1000)), "20 points ahead"),
        (proportion("permanently_excluded", (9, 300), (0, 1000)), "3 points behind"),
        (proportion("alternative_provision", (10, 40), (10, 1000)), "24 points more"),
        (mean([20, 21, 22, 20, 21, 22] * 2, [40, 41, 42, 43, 44, 45] * 2), "21.5 points behind"),
        (mean([20, 21, 22, 20, 21, 22], [40, 41, 42, 43, 44, 45]), "clearly behind"),
        (proportion(cwsw=(8, 8), other=(187, 1012)), "clearly behind"),
        (proportion("alternative_provision", (8, 8), (187, 1012)), "clearly more"),
        (sessions([(90, 380)] * 9 + [(80, 380)], [(20, 380)] * 30), "18 points more"),
    ],
)
def test_the_gap_here(figure, here):
    assert gap_words(figure).here == here


def test_the_nation_stands_beside_it_only_where_it_may():
    grades = gap_words(proportion("em_standard", (4, 20), (150, 200)))
    assert grades.nation_2018 == "England 2018: 45.4 points"
    of_all_schools = gap_words(proportion("suspended", (12, 20), (50, 1000)))
    assert (of_all_schools.nation_2018, of_all_schools.nation_latest) == ("", "")
    all_through = proportion("suspended", (12, 20), (50, 1000), phase="all-through")
    assert gap_words(all_through).nation_2018 == "England 2018: 4.1 times"


def test_the_headline_is_the_surest_gap_with_both_values():
    figures = (
        proportion("suspended", (12, 50), (60, 1000)),
        proportion("persistent_absence", (25, 50), (220, 1000)),
        proportion("em_standard", (4, 9), (150, 200)),
    )
    assert widest(figures) is figures[1]
    said = "50% of our children with a social worker were persistently absent"
    assert headline(figures) == f"{said}. Our other pupils: 22%."


def test_the_year_before_is_said_where_it_differs_by_more_than_chance():
    now = proportion("suspended", (60, 150), (60, 1000))
    rose, same = (proportion("suspended", (n, 150), (60, 1000), year=2024) for n in (15, 55))
    said = "40% of our children with a social worker were suspended at least once"
    assert headline([now], [now, rose]) == f"{said}, 10% the year before. Our other pupils: 6%."
    assert headline([now], [now, same]) == f"{said}. Our other pupils: 6%."


def test_small_groups_have_counts_and_no_percentage():
    figure = proportion("suspended", (5, 8), (60, 1000))
    assert finding(figure).startswith("5 of our 8 children")
    assert counts_words(figure.cwsw, figure.measure) == "5 of 8"


def test_without_a_clear_gap_nothing_is_excused_or_claimed():
    assert headline([proportion(cwsw=(4, 20), other=(200, 1000))]) == NOTHING_CLEAR
    assert headline([]) == NO_FIGURES


def test_a_figure_that_has_grown_worse_comes_before_a_surer_gap():
    surer = proportion("em_standard", (4, 60), (150, 200))
    now, rose = (
        proportion("suspended", (n, 150), (60, 1000), year=y) for n, y in ((60, 2025), (15, 2024))
    )
    assert headline([surer, now], [surer, now]).startswith("7% of our children")
    assert headline([surer, now], [surer, now, rose]).startswith("40% of our children")


def test_an_unusual_gap_comes_before_a_surer_ordinary_one():
    ordinary = proportion("suspended", (3000, 15000), (400, 10000))
    unusual = proportion("em_standard", (0, 20), (190, 200))
    assert widest([ordinary, unusual]) is ordinary
    assert headline([ordinary, unusual]).startswith("0% of our children with a social worker g")


def test_a_small_group_has_no_mean_and_no_rate():
    few = mean([10.0] * 7, [50.0, 40.0] * 40)
    assert few.gap.here is SchoolGap.BEHIND
    assert finding(few) == "Attainment 8: too few children for a figure"
    assert counts_words(few.cwsw, few.measure) == "7 pupils"
    assert "%" not in finding(sessions([(90, 380)] * 7, [(20, 380)] * 7))
    assert finding(sessions([(90, 380)] * 12, [(20, 380)] * 7)).endswith("of their sessions.")


@pytest.mark.parametrize(
    ("cwsw", "other", "note"),
    [
        ((95, 100), (100, 900), "Wider than nationally in points."),
        ((61, 100), (170, 900), "As wide as nationally in points."),
        (
            (30, 100),
            (100, 900),
            "Narrower than nationally in points, as a six-year group usually is.",
        ),
        ((20, 100), (170, 900), ""),
        ((5, 100), (500, 900), ""),
    ],
)
def test_how_wide_beside_the_nation_is_said_of_a_gap_behind_only(cwsw, other, note):
    assert gap_words(proportion(cwsw=cwsw, other=other)).note == note


def test_why_the_nation_cannot_be_set_beside_a_gap_is_said():
    suspended = proportion("suspended", (37, 156), (58, 1032))
    assert gap_words(suspended).note == "England: all schools, so it does not judge ours."
    figure = proportion(cwsw=(61, 100), other=(170, 900))
    young = replace(figure.gap, national_like_for_like=NationalGap.SO_FAR)
    said = gap_words(replace(figure, gap=young)).note
    assert said == "The year is under way, England's figure is of a whole one."


def test_a_clear_gap_is_never_called_unclear():
    """Whatever the measure and whatever the nation: the words follow `gap.here` alone."""
    for measure in (m for m in MEASURES if m.kind is FigureKind.PROPORTION):
        for cwsw in ((1, 40), (20, 40), (39, 40)):
            figure = proportion(measure.key, cwsw=cwsw, other=(400, 1000))
            is_unclear = gap_words(figure).here == "no clear gap"
            assert is_unclear is (figure.gap.here is SchoolGap.NOT_CLEAR)


def test_another_number_than_the_list_has_its_reason():
    figure = proportion("suspended", (37, 156), (58, 1032))
    assert counted_note(figure, 156) == ""
    assert counted_note(figure, 150) == (
        "156 counted, 150 on the list now: pupils on roll on any day of the year. Who has left "
        "since is among them."
    )
    assert counted_note(proportion(cwsw=(9, 42)), 58) == (
        "42 counted, 58 on the list now: pupils with at least one possible session in the year who "
        "were 5 to 15 years old on the 31 August before it."
    )
