"""What may be said of a count: rounding, hiding and the bands of the cohort's size."""

import pytest

from cwsw.disclosure.rules import Band, Tally, percent, release, rounded, size_band

SCHOOL = Tally(120, 400)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1198, 1200)]
)
def test_counts_go_to_the_nearest_five(count, shown):
    assert rounded(count) == shown


@pytest.mark.parametrize(("n", "of", "expected"), [(10, 20, 50), (10, 30, 33), (15, 40, 38)])
def test_percentages_come_from_the_published_counts(n, of, expected):
    assert percent(Tally(n, of)) == expected


@pytest.mark.parametrize(
    ("cohort", "shown"),
    [
        (Tally(9, 22), Tally(10, 20)),
        (Tally(8, 22), Tally(10, 20)),
        (Tally(7, 22), None),  # would round to 5, behind which only 6 and 7 could stand
        (Tally(3, 40), None),
        (Tally(0, 40), None),
        (Tally(37, 40), None),
        (Tally(40, 40), None),
        (Tally(12, 22), Tally(10, 20)),
        (Tally(13, 22), None),  # 15 of 20: the complement could be 5 or fewer
        (Tally(5, 9), None),
        (Tally(8, 16), None),
        (Tally(30, 60), Tally(30, 60)),
    ],
)
def test_a_cohort_beside_a_large_school(cohort, shown):
    assert release(cohort, SCHOOL) == shown


@pytest.mark.parametrize(
    ("cohort", "everyone"),
    [
        (Tally(20, 40), Tally(24, 400)),  # 4 others meet it
        (Tally(20, 40), Tally(376, 400)),  # 4 others do not
        (Tally(20, 40), Tally(20, 40)),  # nobody else
        (Tally(20, 40), Tally(27, 400)),  # 20 stands for up to 22, which leaves 5 others
    ],
)
def test_the_cohort_is_hidden_where_the_other_pupils_would_show(cohort, everyone):
    assert release(cohort, everyone) is None


def test_the_first_count_of_the_whole_school_that_shows_the_cohort():
    assert release(Tally(20, 40), Tally(28, 400)) == Tally(20, 40)


@pytest.mark.parametrize(
    ("cohort", "band"),
    [
        (0, Band(0, 17)),
        (17, Band(0, 17)),
        (18, Band(18, 37)),
        (38, Band(38, 77)),
        (150, Band(78, 157)),
    ],
)
def test_bands_begin_and_end_where_rounding_does(cohort, band):
    assert size_band(cohort, 1200) == band


@pytest.mark.parametrize(("on_roll", "said"), [(47, True), (46, False), (37, False)])
def test_a_band_is_hidden_where_few_pupils_would_stand_outside(on_roll, said):
    assert (size_band(30, on_roll) is not None) == said
