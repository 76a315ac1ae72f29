"""When a count may be said, and in which range: each rule by itself."""

import pytest

from cwsw.disclosure.rules import (
    GroupRange,
    HiddenReason,
    Range,
    SchoolCount,
    beside_others,
    count_range,
    count_starts,
    reason,
    school_range,
    size_range,
)


@pytest.mark.parametrize(
    ("size", "everyone", "found"),
    [
        (0, 400, (0, 10)),
        (10, 400, (0, 10)),
        (11, 400, (11, 15)),
        (58, 420, (56, 60)),
        (15, 30, (11, 15)),
        (16, 30, (16, 30)),
        (30, 30, (16, 30)),
        (11, 21, (11, 21)),
        (5, 20, None),
        (0, 0, None),
    ],
)
def test_sizes(size, everyone, found):
    """10 or fewer, 11-15, 16-20, ...; the top range begins at least 10 below everybody."""
    assert size_range(size, everyone) == (Range(*found) if found else None)


@pytest.mark.parametrize(
    ("size", "school", "starts"),
    [
        ((41, 45), (38, 332), (6, 11, 16, 21, 26, 31)),
        ((11, 15), (38, 332), (6,)),
        ((11, 15), (9, 332), ()),  # at most 9 of them: two ranges would leave one of 4
        ((11, 15), (10, 332), (6,)),
        ((41, 45), (322, 332), ()),  # 35 of 45 at the least: no room
        ((0, 10), (100, 332), ()),
        ((21, 25), (140, 160), (11, 16)),  # at least 5 of 25 meet it, since 20 do not
        ((16, 30), (15, 30), ()),  # the top range: nearly everybody
    ],
)
def test_where_ranges_of_counts_begin(size, school, starts):
    assert tuple(count_starts(Range(*size), SchoolCount(*school))) == starts


@pytest.mark.parametrize(
    ("count", "found"), [(0, (0, 5)), (5, (0, 5)), (6, (6, 10)), (15, (11, 15)), (38, (31, 38))]
)
def test_counts_are_said_in_ranges_whose_ends_are_possible(count, found):
    assert count_range(count, (43,), (SchoolCount(38, 332),)) == Range(*found)


def test_results_of_year_groups_are_said_only_where_each_part_leaves_five():
    schools = (SchoolCount(40, 55), SchoolCount(40, 55), SchoolCount(42, 54))
    assert count_range(18, (9, 9, 9), schools) == Range(16, 20)
    nearly_all = (SchoolCount(40, 55), SchoolCount(2, 55), SchoolCount(3, 54))
    assert count_range(8, (1, 13, 13), nearly_all) is None
    assert reason((1, 13, 13), nearly_all) is HiddenReason.YEAR_GROUPS


@pytest.mark.parametrize("n", range(7))
def test_the_whole_school_s_count_is_none_a_few_or_exact(n):
    assert school_range(n) == (Range(1, 5) if 1 <= n <= 5 else Range(n, n))


@pytest.mark.parametrize(
    ("size", "school", "found"),
    [
        (43, (0, 332), HiddenReason.NOBODY),
        (10, (100, 332), HiddenReason.SMALL_GROUP),
        (300, (100, 305), HiddenReason.NEARLY_ALL),
        (3, (2, 15), HiddenReason.NEARLY_ALL),
        (43, (7, 332), HiddenReason.FEW_MEET_IT),
        (43, (330, 332), HiddenReason.FEW_DO_NOT),
        (43, (38, 332), None),
    ],
)
def test_the_reason_is_public(size, school, found):
    assert reason((size,), (SchoolCount(*school),)) is found


def test_more_or_less_only_where_every_count_and_size_says_so():
    school = SchoolCount(38, 332)
    assert beside_others(Range(11, 15), Range(41, 45), school) is GroupRange.MORE
    assert beside_others(Range(6, 10), Range(41, 45), school) is GroupRange.CANNOT_TELL
    many = SchoolCount(240, 332)
    assert beside_others(Range(11, 15), Range(41, 45), many) is GroupRange.LESS
