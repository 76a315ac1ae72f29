"""Three years together where one is too few; a change is told from chance; no arrows."""

import pytest

from cwsw.compare.intervals import wilson
from cwsw.compare.years_together import (
    change_sentence,
    definition_changed,
    is_too_few,
    pooled,
    pooled_sentence,
    years_sentence,
)
from cwsw.measures.registry import BY_KEY
from tests.support import figures

KEY = "alternative_provision"


def three(key=KEY, counts=((1, 7), (0, 6), (2, 8)), first=2025):
    return [figures.proportion(key, c, year=first - n) for n, c in enumerate(counts)]


def test_counts_add_up_and_the_interval_is_wilsons() -> None:
    found = pooled(three(), "cwsw")
    assert found is not None
    assert (found.group_figure.n, found.group_figure.of) == (3, 21)
    assert found.group_figure.estimate == wilson(3, 21)
    said = pooled_sentence(found, "cwsw")
    assert said.startswith(
        "2023/24 to 2025/26 together: 3 of 21 children with a social worker (14%)"
    )
    assert "Allowing for chance: 5% to 35%." in said
    assert "counted once for each year" in said
    assert "no verdict" in said


def test_few_children_even_together_are_counts_only() -> None:
    found = pooled(three(counts=((1, 2), (0, 1), (0, 2))), "cwsw")
    assert found is not None
    assert "%" not in pooled_sentence(found, "cwsw")


@pytest.mark.parametrize(
    "years",
    [
        three()[:2],
        [*three()[:2], figures.proportion(KEY, (1, 7), year=2022)],
        three("persistent_absence"),
        [figures.mean([20.0] * 5, [40.0] * 5, year=y) for y in (2025, 2024, 2023)],
    ],
    ids=["two years", "a gap", "a new definition", "a mean"],
)
def test_years_that_cannot_be_put_together(years) -> None:
    assert pooled(years, "cwsw") is None


def test_a_group_that_is_missing_in_a_year_is_not_put_together() -> None:
    assert pooled(three(), "current_cp") is None


@pytest.mark.parametrize(("of", "few"), [(0, False), (3, True), (9, True), (10, False)])
def test_one_year_is_too_few_below_ten(of: int, few: bool) -> None:
    assert is_too_few(figures.proportion(KEY, (0, of)), "cwsw") is few


def test_a_verdict_of_too_few_counts_too() -> None:
    assert is_too_few(
        figures.proportion("permanently_excluded", (0, 40), phase="all-through"), "cwsw"
    )


def test_changes_of_definition_are_found_between_years() -> None:
    absence = BY_KEY["persistent_absence"]
    assert "J1" in definition_changed(absence, 2023, 2025)
    assert definition_changed(absence, 2024, 2025) == ""
    assert definition_changed(BY_KEY["gld"], 2020, 2021)
    assert definition_changed(BY_KEY["part_time_timetable"], 2019, 2025) == ""


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (((5, 20), (6, 20)), "could easily be chance"),
        (((2, 100), (40, 100)), "larger change than chance"),
    ],
)
def test_a_change_is_told_from_chance(counts, said: str) -> None:
    assert said in change_sentence(three(counts=counts), "cwsw")


def test_across_a_new_definition_there_is_no_plain_comparison() -> None:
    years = three("persistent_absence", ((2, 100), (40, 100)), first=2024)
    assert change_sentence(years, "cwsw").startswith(
        "From 2023/24 to 2024/25 is no plain comparison. From August 2024"
    )


def test_one_year_has_no_change() -> None:
    assert change_sentence(three()[:1], "cwsw") == ""


def test_where_lines_break_is_said_with_each_reason_once() -> None:
    said = years_sentence(three("persistent_absence", ((5, 20), (6, 20), (6, 20))), "cwsw")
    assert said.startswith("From 2024/25 to 2025/26: a change this size could easily be chance. ")
    assert "The lines break before 2024/25. From August 2024" in said
    across = years_sentence(three("persistent_absence", first=2024), "cwsw")
    assert across.count("From August 2024") == 1
    assert across.endswith("The lines break before 2024/25.")


def test_where_no_line_breaks_nothing_is_said_of_it() -> None:
    assert years_sentence(three(), "cwsw") == change_sentence(three(), "cwsw")


def test_a_missing_progress_8_is_no_new_definition_of_attainment_8() -> None:
    assert definition_changed(BY_KEY["attainment8"], 2022, 2025) == ""


def test_each_reason_between_years_is_given_once() -> None:
    said = definition_changed(BY_KEY["em_strong"], 2018, 2023)
    assert said.count("set by teachers") == 1
    assert said.count("mid-point") == 1


def test_a_group_nobody_counts_is_not_too_few() -> None:
    assert not is_too_few(figures.proportion(KEY, (0, 12)), "current_cp")
    assert is_too_few(figures.proportion(KEY, (0, 1)), "cwsw")


def test_one_child_together_is_said_in_the_singular() -> None:
    key = "severe_absence"
    years = [figures.proportion(key, c, year=y) for y, c in ((2023, (1, 1)), (2022, (0, 0)))]
    years.append(figures.proportion(key, (0, 0), year=2021))
    found = pooled(years, "cwsw")
    assert found is not None
    assert pooled_sentence(found, "cwsw").startswith(
        "2021/22 to 2023/24 together: 1 of 1 child with a social worker was severely absent. A"
    )
    none = pooled([figures.proportion(key, (0, n), year=y) for y, n in CHILD_OF_2022], "cwsw")
    assert none is not None
    assert "0 of 1 child with a social worker was" in pooled_sentence(none, "cwsw")
    one = pooled([figures.proportion(key, (n == 2, n), year=y) for y, n in TWO_OF_2023], "cwsw")
    assert one is not None
    assert "1 of 2 children with a social worker was" in pooled_sentence(one, "cwsw")


CHILD_OF_2022 = ((2023, 0), (2022, 1), (2021, 0))
TWO_OF_2023 = ((2023, 2), (2022, 0), (2021, 0))


def test_nobody_of_twelve_is_nought_per_cent() -> None:
    found = pooled(three(counts=((0, 4), (0, 4), (0, 4))), "cwsw")
    assert found is not None
    assert "0 of 12 children with a social worker (0%)" in pooled_sentence(found, "cwsw")


def test_several_breaks_are_told_in_one_sentence() -> None:
    years = [figures.proportion("em_strong", year=year) for year in (2021, 2020, 2019)]
    said = years_sentence(years, "cwsw")
    assert "The lines break before 2020/21, 2021/22." in said
    assert years_sentence(years[:1], "cwsw") == ""
    reasons = definition_changed(BY_KEY["em_strong"], 2019, 2021)
    assert "is compared. 2021/22 was graded" in reasons


def test_only_years_that_hold_the_group_are_set_beside_each_other() -> None:
    years = three(KEY)
    assert change_sentence(years, "current_cp") == ""
    assert change_sentence(three(counts=((0, 0), (3, 20), (4, 20))), "cwsw").startswith(
        "From 2024/25 to 2025/26: a change this size could easily be chance."
    )
