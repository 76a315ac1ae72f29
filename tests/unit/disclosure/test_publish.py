"""The draft for governors: ranges and sentences only, nothing that could name a child."""

import pytest

from cwsw.disclosure import hidden_figures, publish
from cwsw.disclosure.model import HIDDEN, NOBODY
from cwsw.disclosure.rules import HiddenReason, Range
from tests.support.figures import proportion
from tests.support.made_up_summary import summary
from tests.support.published import PHASES, draft, too_small


def figure(key, cwsw, other=(60, 340), year=2025, **more):
    return proportion(key, cwsw, other, year, **more)


ABSENT = figure("persistent_absence", (13, 43), (25, 289))


def shown(*figures, **sizes):
    return publish(summary(*figures, **sizes)).figures


def test_a_draft_says_that_nobody_has_published_it():
    assert publish(summary()).published is None


def test_a_figure_is_said_in_ranges_with_the_whole_school_beside_it():
    (found,) = shown(ABSENT)
    assert (found.key, found.academic_year) == ("persistent_absence", "2025/26")
    assert (found.count, found.of) == (Range(11, 15), Range(41, 45))
    assert (found.school.n, found.school.of) == (Range(38, 38), 332)
    assert (found.beside_others, found.hidden, found.why) == ("more", False, "")


@pytest.mark.parametrize("tally", [(0, 41), (3, 41), (38, 41), (41, 41)])
def test_whether_it_is_said_never_turns_on_the_count(tally):
    n, of = tally
    (found,) = shown(figure("suspended", tally, (60 - n, 400 - of)))
    assert not found.hidden


def test_what_is_hidden_reads_the_same_whatever_the_count():
    few = [shown(figure("suspended", (n, 41), (7 - n, 359)))[0] for n in range(8)]
    assert len(set(few)) == 1
    assert (few[0].count, few[0].of, few[0].beside_others, few[0].why) == (None, None, None, HIDDEN)
    (none,) = shown(figure("suspended", (0, 41), (0, 359)))
    assert (none.hidden, none.why) == (True, NOBODY)


def test_pupils_between_the_groups_count_as_pupils_of_the_school():
    (found,) = shown(figure("suspended", (20, 41), (0, 340), looked_after=(9, 20)))
    assert (found.school.n.low, found.school.of) == (29, 401)


def test_sub_cohorts_are_not_counted_twice():
    (found,) = shown(figure("suspended", (20, 41), (5, 340), current_cp=(9, 20), ended=(11, 21)))
    assert (found.school.n.low, found.school.of) == (25, 381)


def test_three_closed_years_and_no_other():
    years = [figure("suspended", (19, 41), year=year) for year in (2026, 2025, 2024, 2023, 2022)]
    assert [f.academic_year for f in shown(*years)] == ["2025/26", "2024/25", "2023/24"]


def test_results_of_three_year_groups_are_one_number():
    results = [figure(key, (6, 9), (34, 46)) for key in ("gld", "phonics", "ks2_rwm")]
    (found,) = shown(*results)
    assert (found.key, found.count, found.of) == ("primary_standard", Range(16, 20), Range(26, 30))
    assert (found.school.n.low, found.school.of) == (120, 165)
    assert found.nationals == ()


def test_severe_absence_and_strong_passes_stay_inside_the_school():
    inside = [figure(key, (20, 41)) for key in ("severe_absence", "em_strong", "sdq_raised")]
    assert shown(*inside) == ()


@pytest.mark.parametrize(
    ("size", "on_roll", "words"),
    [
        (58, 420, "56 to 60 of our 420 pupils (about 1 in 7): with"),
        (3, 420, "10 or fewer of our 420 pupils: with"),
        (85, 90, "76 to 90 of our 90 pupils: with"),
        (
            3,
            15,
            "How many of our 15 pupils have a social worker or had one in the past six years:",
        ),
    ],
)
def test_the_size_is_a_range(size, on_roll, words):
    assert publish(summary(cwsw=size, on_roll=on_roll)).minute[0].startswith(words)


def test_one_minute_says_what_is_clear_and_how_many_it_would_be():
    said = publish(summary(ABSENT, figure("suspended", (3, 41), (40, 340)))).minute
    assert said[1] == (
        "Persistent absence: clearly more than others. 11–15 of 41–45; about 4 if like others."
    )
    assert said[2].startswith("Suspended at least once: it could be chance. 5 or fewer of")


@pytest.mark.parametrize("phase", PHASES)
def test_there_are_always_three_questions_and_something_is_said(phase):
    for made in (draft(phase), too_small()):
        assert len(set(made.questions)) == 3
        assert made.minute
        assert made.practice
        assert made.method


def test_questions_follow_the_findings():
    worse, few = ABSENT, figure("suspended", (1, 43), (3, 289))
    asked = publish(summary(worse, few)).questions
    assert "miss school" in asked[0]
    assert "“Suspended at least once” cannot be shown" in asked[1]
    grown = figure("persistent_absence", (8, 28), (27, 289), 2023)
    assert "growing" in publish(summary(worse, grown)).questions[1]


def test_no_verdict_and_no_claim_beside_the_nation():
    said = " ".join(publish(summary(ABSENT)).sentences)
    assert "32.7%" in said
    assert "all schools" in said
    for claim in ("higher than", "lower than", "better", "worse", "even allowing"):
        assert claim not in said.lower()


def test_the_head_reads_why_nothing_is_said():
    found = hidden_figures(summary(figure("suspended", (1, 43), (3, 289)), ABSENT))
    assert [(one.key, one.reason) for one in found] == [("suspended", HiddenReason.FEW_MEET_IT)]
