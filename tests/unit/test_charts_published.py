"""Charts for governors: the published numbers and the nation's, and no other of the school."""

import json

import pytest

from cwsw.charts.published import (
    published_alt_text,
    published_chart,
    published_marks,
    size_chart,
    size_words,
)
from cwsw.charts.theme import Mode
from cwsw.disclosure import publish
from tests.support.figures import proportion
from tests.support.made_up_summary import summary


def shown(cwsw, key="suspended"):
    return publish(summary(proportion(key, cwsw, (60, 340)))).figures[0]


def test_a_hidden_figure_has_no_chart():
    assert published_chart(shown((7, 41))) is None
    assert published_marks(shown((7, 41))) == ()
    assert size_chart(None) is None


def test_the_chart_holds_published_numbers_only():
    figure = shown((19, 41))
    assert [(mark.label, mark.value) for mark in published_marks(figure)] == [
        ("Our children: about 20 of about 40 (50%)", 50),
        ("Children in need, all schools, in 2023/24: 14.2%", 14.2),
        ("All pupils, all schools, in 2023/24: 4.0%", 4.0),
        ("Children in need, all schools, in 2018: 9.5%", 9.5),
        ("All pupils, all schools, in 2018: 2.3%", 2.3),
    ]
    (rows,) = published_chart(figure)["datasets"].values()
    drawn = [(row["words"], row["value"], row["low"], row["high"]) for row in rows]
    assert drawn == [(m.label, m.value, None, None) for m in published_marks(figure)]


@pytest.mark.parametrize("mode", list(Mode))
def test_two_schools_of_one_publication_have_one_chart(mode):
    assert published_chart(shown((19, 41)), mode) == published_chart(shown((21, 39)), mode)


@pytest.mark.parametrize(
    ("size", "words"), [((0, 17), "at most 17"), ((18, 37), "between 18 and 37")]
)
def test_the_range_is_said_and_drawn(size, words):
    assert size_words(size) == words
    assert words in json.dumps(size_chart(size))


def test_the_alternative_says_what_is_drawn():
    figure = shown((19, 41))
    said = published_alt_text(figure)
    assert said.startswith(figure.finding)
    assert all(national.words in said for national in figure.nationals)
