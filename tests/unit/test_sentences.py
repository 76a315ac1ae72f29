"""What the sentences say at each size and verdict."""

import pytest

from cwsw.cohort.counts import CohortCounts
from cwsw.compare.nationals import nationals
from cwsw.compare.sentences import (
    alarm_differs,
    card_verdict,
    cohort_sentence,
    could_show,
    finding,
    gap_sentence,
    so_far_note,
    verdict_words,
)
from tests.support.figures import mean, proportion, sessions


def counts(cwsw: int, cp: int = 0, cin: int = 0) -> CohortCounts:
    return CohortCounts(1200, cwsw, cp, cin, cwsw - cp - cin, 0, 0, 0, 0, 0, 1200 - cwsw)


def test_the_cohort_in_one_sentence() -> None:
    assert cohort_sentence(counts(150, 22, 41)) == (
        "150 of 1,200 pupils are children with a social worker: 22 on a child protection (CP) "
        "plan, 41 on a child in need (CIN) plan, 87 whose plan ended within six years."
    )
    assert cohort_sentence(counts(0)).startswith("None of the 1,200 pupils")


def test_ten_and_more_have_a_percentage_and_a_range() -> None:
    assert finding(proportion(cwsw=(9, 22))) == (
        "9 of 22 children with a social worker (41%) were persistently absent in 2025/26. "
        "Allowing for chance: 23% to 61%."
    )


def test_six_to_nine_have_counts_and_the_range_in_words() -> None:
    said = finding(proportion(cwsw=(3, 8)))
    assert said.startswith("3 of 8 children with a social worker were persistently absent")
    assert "(38%)" not in said
    assert "14% to 69%" in said


def test_fewer_than_six_have_counts_only() -> None:
    assert finding(proportion(cwsw=(2, 5))) == (
        "2 of 5 children with a social worker were persistently absent in 2025/26."
    )


def test_nobody_is_said() -> None:
    assert finding(proportion(cwsw=(0, 0))) == (
        "No children with a social worker are counted here in 2025/26."
    )


def test_a_small_group_has_no_average() -> None:
    assert finding(mean([30.0] * 4 + [40.0], [50.0] * 20)) == (
        "5 children with a social worker have a score in Attainment 8 in 2025/26."
    )


def test_sessions_are_added_up() -> None:
    said = finding(sessions([(10, 100), (30, 100)] * 6, [(5, 100)] * 30))
    assert said.startswith("12 children with a social worker missed 240 of 1,200 sessions (20%)")


@pytest.mark.parametrize(
    ("cwsw", "said"),
    [
        ((22, 22), "Higher than children in need nationally (61.0% in 2024/25), by more than"),
        ((0, 22), "That is better than children in need today, as a six-year group usually is."),
        ((13, 22), "Cannot tell it apart from children in need nationally (61.0% in 2024/25)"),
        ((2, 4), "Too few children to judge"),
    ],
)
def test_verdicts_in_words(cwsw: tuple[int, int], said: str) -> None:
    assert said in verdict_words(proportion(cwsw=cwsw))


def test_a_measure_without_national_figure_is_context() -> None:
    assert "no national figure" in verdict_words(proportion("phonics", phase="primary"))
    assert "neither more nor less" in verdict_words(proportion("alternative_provision"))


def test_the_card_claims_less_where_there_is_no_alarm_and_the_page_says_so() -> None:
    quiet = proportion(cwsw=(13, 15))
    loud = proportion(cwsw=(22, 22))
    assert (quiet.verdict, quiet.alarm) == ("worse", False)
    assert card_verdict(quiet) == "Not clear enough to act on alone"
    assert alarm_differs(quiet)
    assert card_verdict(loud) == "Look closer: higher than children in need"
    assert alarm_differs(loud) is None
    best = proportion(cwsw=(0, 22))
    assert (best.verdict, best.alarm) == ("better", True)
    assert card_verdict(best) == (
        "Better than children in need today, as a six-year group usually is"
    )


def test_the_gap_in_children() -> None:
    assert gap_sentence(proportion(cwsw=(22, 22))) == (
        "9 children's outcomes would have to change for the cohort to do no worse than children "
        "in need nationally (61.0% in 2024/25)."
    )
    assert "already does no worse" in (gap_sentence(proportion(cwsw=(5, 22))) or "")
    assert gap_sentence(proportion(cwsw=(2, 4))) is None


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (4, "With fewer than 6 children no result is told apart"),
        (8, "it would take 2 or fewer, or all of the 8"),
        (22, "it would take 8 or fewer, or 18 or more of the 22"),
    ],
)
def test_what_a_group_of_this_size_could_show(of: int, said: str) -> None:
    assert said in could_show(proportion(cwsw=(1, of)))


def test_a_complete_year_has_no_note() -> None:
    assert so_far_note(proportion()) is None


def test_national_rows_name_their_comparator_and_year() -> None:
    rows = nationals(proportion())
    assert rows[0].words == "In 2018, all schools: Children in need: 32.7%; all pupils: 11.2%."
    assert any(row.value_text == "around 3 times more likely" for row in rows)
    assert all(row.source and row.comparator and row.year for row in rows)
