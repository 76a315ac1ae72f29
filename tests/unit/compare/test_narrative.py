"""What a figure says first: the gap to the school's own other pupils, here and nationally."""

import pytest

from cwsw.compare.narrative import (
    NO_FIGURES,
    NOTHING_CLEAR,
    counts_words,
    finding,
    gap_words,
    headline,
    widest,
)
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
        (mean([20, 21, 22, 20, 21, 22], [40, 41, 42, 43, 44, 45]), "21.5 points behind"),
        (sessions([(90, 380)] * 9 + [(80, 380)], [(20, 380)] * 30), "18 points more"),
    ],
)
def test_the_gap_here(figure, here):
    assert gap_words(figure).here == here


def test_the_nation_stands_beside_it_only_where_it_may():
    grades = gap_words(proportion("em_standard", (4, 20), (150, 200)))
    assert grades.nation_2018.startswith("England 2018: 4")
    assert grades.nation_2018.endswith(" points")
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
    assert finding(figure).startswith("5 of 8 of our children")
    assert counts_words(figure.cwsw, figure.measure) == "5 of 8"


def test_without_a_clear_gap_nothing_is_excused_or_claimed():
    assert headline([proportion(cwsw=(4, 20), other=(200, 1000))]) == NOTHING_CLEAR
    assert headline([]) == NO_FIGURES
