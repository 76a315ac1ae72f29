"""The governors' chart: the published ranges, the nation's numbers, and no other number."""

import pytest

from cwsw.charts.published import (
    national_words,
    percentages,
    ranges_alt_text,
    ranges_chart,
)
from cwsw.charts.theme import Mode
from cwsw.disclosure import publish
from tests.support.figures import proportion
from tests.support.made_up_summary import summary


def shown(cwsw, others=(25, 289), key="persistent_absence"):
    return publish(summary(proportion(key, cwsw, others, phase="primary"))).latest


def rows(figures):
    (data,) = ranges_chart(figures)["datasets"].values()
    return data


def test_where_nothing_is_said_there_is_no_chart():
    assert ranges_chart(shown((1, 41), (2, 340), "suspended")) is None


def test_a_bar_goes_from_the_least_to_the_most_it_can_be():
    (row,) = rows(shown((13, 43)))
    assert (row["low"], row["high"]) == (24.4, 36.6)  # 11 of 45, 15 of 41
    assert row["school"] == 11.4  # 38 of 332
    assert (row["national"], row["past"], row["past_all"]) == (34.3, None, 32.7)


def test_national_figures_of_all_schools_are_told_apart():
    """Hollow in the chart (columns of their own), and in words."""
    (figure,) = shown((13, 43))
    assert national_words(figure) == (
        "England: 34.3% (primary schools, 2024/25), 32.7% (all schools, 2018)"
    )
    (row,) = rows(shown((13, 43), (130, 289), "suspended"))
    assert (row["national"], row["national_all"], row["past_all"]) == (None, 14.2, 9.5)


@pytest.mark.parametrize("mode", list(Mode))
def test_two_schools_of_one_publication_have_one_chart(mode):
    assert ranges_chart(shown((11, 41), (27, 291)), mode) == ranges_chart(
        shown((15, 45), (23, 287)), mode
    )


def test_a_figure_of_an_earlier_year_says_its_year():
    figures = [
        proportion(key, (13, 43), (25, 289), year, phase="primary")
        for key, year in (("persistent_absence", 2025), ("suspended", 2024))
    ]
    drawn = rows(publish(summary(*figures)).latest)
    assert [row["title"] for row in drawn] == [
        "Persistent absence",
        "Suspended at least once (2024/25)",
    ]


def test_no_bar_leaves_the_axis():
    (figure,) = shown((21, 21), (60, 200))
    assert percentages(figure)[1] <= 100


def test_the_alternative_says_what_is_drawn():
    said = ranges_alt_text(shown((13, 43)))
    held = ("11 to 15 of 41 to 45, from 24% to 37%", "38 of 332", "34.3%", "all schools, 2018")
    assert [words for words in held if words not in said] == []
