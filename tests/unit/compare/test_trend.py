"""How the gap moved: said only where it is more than chance."""

from dataclasses import replace

import pytest

from cwsw.compare.intervals import newcombe, square_and_add
from cwsw.compare.model import Estimate
from cwsw.compare.trend import change, cohort_change
from cwsw.measures.count import Counts
from tests.support.figures import mean, proportion

KEY = "em_standard"
UNMOVED = "It has not changed by more than chance can explain."


def gap(cwsw, other, year):
    return proportion(KEY, cwsw, other, year)


def test_of_a_gap_that_moved_by_chance_that_is_said():
    found = change([gap((30, 100), (740, 1000), 2023), gap((28, 100), (740, 1000), 2025)])
    assert (found.clear, found.note) == (False, "")
    assert found.text == f"Gap 44 points in 2023/24, 46 in 2025/26. {UNMOVED}"


@pytest.mark.parametrize(("now", "word"), [((5, 100), "grown"), ((70, 100), "narrowed")])
def test_a_change_beyond_chance_is_said(now, word):
    found = change([gap(now, (740, 1000), 2025), gap((30, 100), (740, 1000), 2023)])
    assert found.clear
    assert found.text.endswith(f"It has {word} by more than chance can explain.")


def test_the_interval_is_of_the_difference_of_differences():
    """By hand: 0.2 (0.1 to 0.4) minus 0.5 (0.4 to 0.7) is -0.3, and sqrt(.01 + .04) either side."""
    found = square_and_add(Estimate(0.2, 0.1, 0.4), Estimate(0.5, 0.4, 0.7))
    assert found.value == pytest.approx(-0.3)
    assert found.low == pytest.approx(-0.3 - 0.05**0.5)
    assert found.high == pytest.approx(-0.3 + 0.05**0.5)
    assert square_and_add(Estimate(0.2), Estimate(0.5, 0.4, 0.7)) is None
    assert newcombe(Counts(1, 2, 2), Counts(0, 0, 0)) is None


def test_it_turns_where_the_interval_leaves_nought():
    """The same gaps change clearly or not by the size of the groups alone."""
    small = change([gap((20, 40), (60, 80), 2024), gap((10, 40), (60, 80), 2025)])
    large = change([gap((500, 1000), (1500, 2000), 2024), gap((250, 1000), (1500, 2000), 2025)])
    assert (small.clear, large.clear) == (False, True)
    assert small.text == f"Gap 25 points in 2024/25, 50 in 2025/26. {UNMOVED}"


def test_ahead_is_said():
    found = change([gap((30, 100), (500, 1000), 2024), gap((51, 100), (500, 1000), 2025)])
    assert found.text.startswith("Gap 20 points in 2024/25, 1 point ahead in 2025/26.")


def absent(n, year):
    return proportion(cwsw=(n, 100), other=(200, 1000), year=year)


def test_across_another_definition_both_gaps_are_given_and_no_change():
    """From August 2024 absence counts two codes otherwise."""
    found = change([absent(40, 2023), absent(80, 2025)])
    assert (found.first.year, found.clear) == (2023, False)
    assert found.text.startswith("Gap 20 points in 2023/24, 60 in 2025/26. The two are not counted")
    assert "J1" in found.note
    found = change([absent(40, 2023), absent(42, 2024), absent(44, 2025)])
    assert (found.first.year, found.clear) == (2023, False)
    assert found.text.endswith(UNMOVED)


def test_a_change_since_the_definition_is_told_from_there():
    found = change([absent(40, 2023), absent(42, 2024), absent(80, 2025)])
    assert (found.first.year, found.clear, found.note) == (2024, True, "")


def test_too_small_or_young_years_have_no_place():
    small, large = gap((3, 9), (740, 1000), 2024), gap((30, 100), (740, 1000), 2025)
    assert change([small, large]) is None
    assert change([replace(large, year=2024, complete=False), large]) is None
    assert change([]) is None


def test_scores_have_their_decimal():
    low, high = [10.0, 20.0, 30.0] * 6, [40.0, 50.0] * 20
    found = change([mean(low, high, 2022), mean([s + 10 for s in low], high, 2024)])
    assert found.text.startswith("Gap 25.0 points in 2022/23, 15.0 in 2024/25.")


@pytest.mark.parametrize(
    ("key", "before", "now", "worse"),
    [
        ("suspended", (20, 156), (40, 156), True),
        ("suspended", (40, 156), (20, 156), False),
        ("suspended", (20, 156), (24, 156), None),
        (KEY, (40, 156), (20, 156), True),
        ("alternative_provision", (10, 156), (60, 156), None),
        ("suspended", (0, 9), (9, 9), None),
    ],
)
def test_the_cohorts_own_change(key, before, now, worse):
    earlier, later = (proportion(key, n, year=y) for n, y in ((before, 2024), (now, 2025)))
    assert cohort_change(earlier, later) is worse


def test_the_cohorts_own_change_stops_at_another_definition():
    earlier, later = (proportion(cwsw=n, year=y) for n, y in (((20, 156), 2023), ((80, 156), 2025)))
    assert cohort_change(earlier, later) is None
