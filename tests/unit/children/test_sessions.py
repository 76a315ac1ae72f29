"""Sessions left before 10% and 50%: the closed forms against counting session by session."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwsw.children.thresholds import LINES, ThresholdDistance, lines

SESSIONS = st.integers(1, 400).flatmap(
    lambda possible: st.tuples(st.just(possible), st.integers(0, possible), st.integers(0, 200))
)


def is_reached(possible, missed, percent):
    return missed * 100 >= possible * percent


def counted(possible, missed, percent, to_come):
    """The same numbers by trying one session after another."""
    reached = is_reached(possible, missed, percent)
    at = next(n for n in count() if is_reached(possible, n, percent))
    row = next(n for n in count() if is_reached(possible + n, missed + n, percent))
    back = next(n for n in count() if not is_reached(possible + n, missed, percent))
    year = (n for n in range(to_come + 1) if is_reached(possible + to_come, missed + n, percent))
    return ThresholdDistance(
        percent, at, max(0, at - missed), row, back if reached else 0, next(year, None)
    )


@given(SESSIONS)
def test_every_number_is_what_counting_gives(sessions):
    possible, missed, to_come = sessions
    assert lines(possible, missed, to_come) == tuple(
        counted(possible, missed, percent, to_come) for percent in LINES
    )


@pytest.mark.parametrize(
    ("possible", "missed", "at", "left", "in_a_row", "back"),
    [
        (100, 9, 10, 1, 2, 0),  # 10 of 101 is not yet a tenth, 11 of 102 is
        (100, 10, 10, 0, 0, 1),  # exactly a tenth is reached; 10 of 101 no longer
        (99, 9, 10, 1, 1, 0),
        (100, 0, 10, 10, 12, 0),
        (1, 0, 1, 1, 1, 0),
        (1, 1, 1, 0, 0, 10),  # 1 of 11 is the first below a tenth
    ],
)
def test_ten_percent_by_hand(possible, missed, at, left, in_a_row, back):
    line = lines(possible, missed)[0]
    assert (line.at, line.left, line.in_a_row, line.back) == (at, left, in_a_row, back)
    assert line.by_year_end is None


def test_the_rest_of_the_year_by_hand():
    """300 so far, 80 to come: the line is 38 of 380; 190 cannot be reached from 20 in 80 more."""
    ten, fifty = lines(300, 20, 80)
    assert ten.by_year_end == 18
    assert fifty.by_year_end is None
