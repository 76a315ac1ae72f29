"""What the sentences say at each size and verdict."""

import pytest

from cwsw.cohort.counts import CohortCounts
from cwsw.compare.nationals import nationals
from cwsw.compare.sentences import (
    cohort_sentence,
    ours,
    verdict_words,
)
from tests.support.figures import mean, proportion, sessions


def counts(cwsw: int, cp: int = 0, cin: int = 0) -> CohortCounts:
    return CohortCounts(1200, cwsw, cp, cin, cwsw - cp - cin, 0, 0, 0, 0, 0, 1200 - cwsw)


def test_the_cohort_in_one_sentence() -> None:
    assert cohort_sentence(counts(150, 22, 41)) == (
        "150 of 1,200 pupils are children with a social worker: 22 on a child protection (CP) "
        "plan, 41 on a child in need (CIN) plan, 87 with no plan now."
    )
    assert cohort_sentence(counts(0)).startswith("None of the 1,200 pupils")


def test_ten_and_more_have_a_percentage_and_a_range() -> None:
    assert ours(proportion(cwsw=(9, 22))) == (
        "9 of 22 children with a social worker (41%) were persistently absent in 2025/26. "
        "Allowing for chance: 23% to 61%."
    )


def test_six_to_nine_have_counts_and_the_range_in_words() -> None:
    said = ours(proportion(cwsw=(3, 8)))
    assert said.startswith("3 of 8 children with a social worker were persistently absent")
    assert said.endswith("Allowing for chance: about 1 to 6 of 8.")
    assert "%" not in said


def test_fewer_than_six_have_counts_only() -> None:
    assert ours(proportion(cwsw=(2, 5))) == (
        "2 of 5 children with a social worker were persistently absent in 2025/26."
    )


def test_nobody_is_said() -> None:
    assert ours(proportion(cwsw=(0, 0))) == (
        "No children with a social worker are counted here in 2025/26."
    )


def test_a_small_group_has_no_average() -> None:
    assert ours(mean([30.0] * 4 + [40.0], [50.0] * 20)) == (
        "5 children with a social worker have a score in Attainment 8 in 2025/26."
    )


def test_sessions_are_added_up() -> None:
    said = ours(sessions([(10, 100), (30, 100)] * 6, [(5, 100)] * 30))
    assert said.startswith("12 children with a social worker missed 240 of 1,200 sessions (20%)")


@pytest.mark.parametrize(
    ("cwsw", "said"),
    [
        ((22, 22), "Higher than children in need nationally (61.0% in 2024/25), by more than"),
        ((0, 22), "That is better than children in need today, as a six-year group usually is."),
        (
            (13, 22),
            "Like children in need nationally (61.0% in 2024/25): the difference could easily be",
        ),
        ((2, 4), "Too few children to judge"),
    ],
)
def test_verdicts_in_words(cwsw: tuple[int, int], said: str) -> None:
    assert said in verdict_words(proportion(cwsw=cwsw))


def test_a_measure_without_national_figure_is_context() -> None:
    assert "no national figure" in verdict_words(proportion("phonics", phase="primary"))
    assert "neither more nor less" in verdict_words(proportion("alternative_provision"))


def test_national_rows_name_their_comparator_and_year() -> None:
    rows = nationals(proportion())
    assert rows[0].words == "In 2018, all schools: Children in need: 32.7%; all pupils: 11.2%."
    assert any(row.value_text == "around 3 times more likely" for row in rows)
    assert all(row.source and row.comparator and row.year for row in rows)
