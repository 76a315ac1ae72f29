"""Rounding half up, and how much a group of a given size may say."""

from fractions import Fraction

import pytest

from cwsw.compare.model import Estimate, GroupFigure
from cwsw.compare.showing import Show, half_up, how, national, percent, span
from cwsw.measures.registry import BY_KEY

PA, A8 = BY_KEY["persistent_absence"], BY_KEY["attainment8"]


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("1/2", 0, "1"),
        ("5/2", 0, "3"),
        ("249/100", 0, "2"),
        ("1117/100", 1, "11.2"),
        ("-5/2", 0, "-3"),
    ],
)
def test_half_up(value: str, places: int, shown: str) -> None:
    assert str(half_up(Fraction(value), places)) == shown


def test_school_percentages_are_whole_and_exact_at_the_half() -> None:
    assert percent(Fraction(1, 200)) == "1%"
    assert percent(Fraction(9, 22)) == "41%"
    assert percent(0.0) == "0%"


def test_national_figures_have_one_decimal() -> None:
    assert national(Fraction("0.1117"), PA) == "11.2%"
    assert national(Fraction("46.0"), A8) == "46.0"


@pytest.mark.parametrize(
    ("pupils", "expected"),
    [(0, Show.COUNTS), (5, Show.COUNTS), (6, Show.SQUARES), (9, Show.SQUARES), (10, Show.PERCENT)],
)
def test_how_by_size(pupils: int, expected: Show) -> None:
    assert how(GroupFigure(0, pupils, pupils, Estimate(None))) is expected


def test_span_in_words() -> None:
    assert span(Estimate(0.4, 0.233, 0.613), PA) == "23% to 61%"
    assert span(Estimate(31.2, 25.04, 37.36), A8) == "25.0 to 37.4"
    assert span(Estimate(31.2), A8) is None
