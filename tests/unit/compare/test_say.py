"""Sentences to say aloud: number, date, comparator, caveat; strengths beside gaps; own totals."""

from datetime import date

import pytest

from cwsw.compare.inspector_wording import CAVEAT, CONFIDENTIAL, for_inspector
from cwsw.compare.sentences import ours, verdict_words
from cwsw.measures.registry import BY_KEY
from cwsw.ui.explore.own_system_totals import SAME, difference_words, whole_school
from tests.support import figures

AS_AT = date(2026, 7, 17)


def test_an_inspector_hears_number_date_comparators_verdict_and_caveat() -> None:
    figure = figures.proportion("suspended", (37, 156), (58, 1032))
    said = for_inspector(figure, "cwsw", AS_AT, is_whole=True)
    assert said.startswith(f"As at 17 July 2026: {ours(figure)}")
    for part in (
        "In 2018, all schools: Children in need: 9.5%",
        "like for like, all schools: Children in need: 14.2%",
    ):
        assert part in said
    assert verdict_words(figure) in said
    assert CAVEAT in said
    assert CONFIDENTIAL not in said


def test_a_part_of_the_cohort_is_set_beside_its_own_group_without_a_verdict() -> None:
    figure = figures.proportion(current_cp=(7, 11))
    said = for_inspector(figure, "current_cp", AS_AT, is_whole=False)
    assert "In 2018, all schools: Children on a child protection plan: 39.6%" in said
    assert verdict_words(figure) not in said


@pytest.mark.parametrize(("of", "few"), [(9, True), (10, False)])
def test_few_children_are_spoken_of_in_confidence(of: int, few: bool) -> None:
    said = for_inspector(figures.proportion(cwsw=(2, of)), "cwsw", AS_AT, is_whole=True)
    assert (CONFIDENTIAL in said) is few


def test_without_a_national_figure_that_is_said() -> None:
    figure = figures.proportion("part_time_timetable")
    said = for_inspector(figure, "cwsw", AS_AT, is_whole=True)
    assert "Nationally: no figure is published for these children." in said
    assert CAVEAT not in said


def test_a_school_is_the_sum_of_its_groups_and_not_of_their_parts() -> None:
    figure = figures.proportion(cwsw=(9, 22), other=(187, 1012), undated=(2, 3), current_cp=(4, 9))
    assert whole_school(figure) == 198


@pytest.mark.parametrize(
    ("theirs", "said"), [(198, SAME), (201, "3 more than here"), (190, "8 fewer than here")]
)
def test_a_systems_own_total_is_set_beside_ours(theirs: int, said: str) -> None:
    found = difference_words(theirs, 198, BY_KEY["persistent_absence"], "17 July 2026")
    assert said in found
    assert ("aged 5 to 15" in found) is (theirs != 198)
    assert ("17 July 2026" in found) is (theirs != 198)


@pytest.mark.parametrize(("cwsw", "is_whole"), [((9, 22), True), ((9, 22), False), ((3, 8), True)])
def test_the_parts_are_joined_by_one_space_and_none_is_empty(cwsw, is_whole):
    figure = figures.proportion(cwsw=cwsw)
    said = for_inspector(figure, "cwsw", AS_AT, is_whole)
    assert "  " not in said
    assert said.endswith(f" {CAVEAT}" if cwsw[1] > 9 else f" {CAVEAT} {CONFIDENTIAL}")
    first, second = said.split("Nationally: ")[1].split(" In 2024/25, like for like: ")
    assert first == "In 2018, all schools: Children in need: 32.7%; all pupils: 11.2%."
    rest = f"{verdict_words(figure)} {CAVEAT}" if is_whole else CAVEAT
    assert second.startswith(f"Children in need: 61.0%; all pupils: 23.4%. {rest}")
