"""The nearest published group is named for the cohort and each part; the mix follows the rules."""

from fractions import Fraction

import pytest

from cwsw.cohort import members
from cwsw.compare.mix import CohortShare, mix
from cwsw.compare.nearest import NEAREST
from cwsw.compare.words import COHORTS
from cwsw.ui.explore.cohort_profile import mix_table
from cwsw.ui.widgets.filters import SUB_COHORTS, WHOLE
from tests.support import schools


@pytest.mark.parametrize("group", [WHOLE, *SUB_COHORTS])
def test_every_group_that_can_be_chosen_has_a_nearest_one(group: str) -> None:
    assert NEAREST[group].cohort in COHORTS
    assert NEAREST[group].words


def test_six_years_have_no_exact_match_and_that_is_said() -> None:
    assert "Ever6" in NEAREST["cwsw"].words
    assert NEAREST["cwsw"].words.startswith("No group published nationally matches")


@pytest.mark.parametrize(
    ("n", "of", "text"),
    [
        (0, 0, "not in the pupil list"),
        (2, 5, "2 of 5"),
        (3, 9, "3 of 9"),
        (3, 10, "3 of 10 (30%)"),
        (238, 1014, "238 of 1,014 (23%)"),
    ],
)
def test_shares_follow_the_rules_for_small_groups(n: int, of: int, text: str) -> None:
    assert CohortShare(n, of).text == text


def test_the_mix_counts_those_of_whom_it_is_known() -> None:
    everybody = members(schools.load(schools.all_through()))
    assert {line.cohort.text for line in mix(everybody, "all-through")} == {"not in the pupil list"}


@pytest.mark.parametrize(
    ("phase", "all_pupils"), [("secondary", "25.8"), ("primary", "24.7"), ("special", None)]
)
def test_free_meals_of_all_pupils_are_of_the_schools_phase(phase, all_pupils) -> None:
    found = {line.key: line for line in mix((), phase)}
    meals = found["free_school_meals"]
    assert meals.children_in_need.value == Fraction("0.617")
    assert (meals.all_pupils.text if meals.all_pupils else None) == all_pupils
    assert found["sen_support"].all_pupils is not None


def test_the_table_says_year_phase_and_source_of_every_national_figure() -> None:
    table = mix_table(mix((), "special"))
    assert table.rows[0][3] == "21.9% in 2024/25, all schools"
    assert table.rows[2][4] == "not published for this phase"
    assert any("Department for Education" in str(note) for note in table.notes)
