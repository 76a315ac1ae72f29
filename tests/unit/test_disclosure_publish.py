"""The draft for governors: six answers, sentences only, nothing that could name a child."""

import pytest

from cwsw.disclosure import publish
from cwsw.disclosure.model import HIDDEN
from tests.support.figures import proportion
from tests.support.made_up_summary import summary


def figure(key, cwsw, other=(60, 340), year=2025, **more):
    return proportion(key, cwsw, other, year, **more)


ABSENT = figure("persistent_absence", (19, 41))


def sentences_of(question, *figures, **sizes):
    answers = publish(summary(*figures, **sizes)).answers
    return next(a for a in answers if a.question == question).sentences


def test_there_are_six_questions_each_with_something_to_ask():
    answers = publish(summary()).answers
    assert [a.question for a in answers] == [
        "Who are they?",
        "Are they attending?",
        "Are they suspended or excluded more?",
        "Are they achieving?",
        "What are we doing, and is it working?",
        "What should I ask?",
    ]
    assert all(a.ask for a in answers)
    assert all(a.sentences for a in answers)


def test_a_draft_says_that_nobody_has_published_it():
    assert publish(summary()).published is None


def test_a_figure_is_said_in_rounded_counts():
    assert sentences_of("Are they attending?", ABSENT)[0] == (
        "About 20 of about 40 children with a social worker (50%) were persistently absent in "
        "2025/26."
    )


def test_the_same_figure_stands_in_the_list_of_figures():
    (shown,) = publish(summary(ABSENT)).figures
    assert (shown.key, shown.academic_year, shown.group) == (
        "persistent_absence",
        "2025/26",
        "cwsw",
    )
    assert (shown.count, shown.of, shown.percent, shown.hidden) == (20, 40, 50, False)


@pytest.mark.parametrize("tally", [(0, 41), (3, 41), (38, 41), (41, 41), (2, 5)])
def test_every_hidden_figure_reads_the_same(tally):
    hidden = figure("suspended", tally)
    (shown,) = publish(summary(hidden)).figures
    assert (shown.count, shown.of, shown.percent, shown.hidden) == (None, None, None, True)
    assert shown.why == HIDDEN
    assert sentences_of("Are they suspended or excluded more?", hidden)[0] == (
        "How many children with a social worker were suspended at least once in 2025/26: too few "
        "to say safely."
    )


def test_pupils_between_the_groups_count_as_other_pupils_of_the_school():
    alone = figure("suspended", (20, 41), (0, 340))
    beside = figure("suspended", (20, 41), (0, 340), looked_after=(9, 20))
    assert publish(summary(alone)).figures[0].hidden
    assert not publish(summary(beside)).figures[0].hidden


def test_sub_cohorts_are_not_counted_twice():
    alone = figure("suspended", (20, 41), (0, 340), current_cp=(9, 20), ended=(11, 21))
    assert publish(summary(alone)).figures[0].hidden


def test_a_closed_year_is_said_before_the_year_so_far():
    young = figure("suspended", (19, 41), year=2026)
    closed = figure("suspended", (19, 41), year=2025)
    assert publish(summary(young, closed)).figures[0].academic_year == "2025/26"
    assert "so far in 2026/27" in sentences_of("Are they suspended or excluded more?", young)[0]


def test_the_size_of_the_cohort_is_a_range():
    assert sentences_of("Who are they?", cwsw=22)[0] == (
        "Between 18 and 37 of our pupils are children with a social worker."
    )
    assert sentences_of("Who are they?", cwsw=3)[0] == (
        "At most 17 of our pupils are children with a social worker."
    )
    assert HIDDEN in sentences_of("Who are they?", cwsw=20, on_roll=25)[0]


def test_what_the_school_has_not_supplied_is_said():
    assert sentences_of("Are they attending?") == (
        "The school's data hold no figure for this question.",
    )


def test_severe_absence_and_strong_passes_stay_inside_the_school():
    inside = [figure(key, (20, 41)) for key in ("severe_absence", "em_strong", "sdq_raised")]
    assert publish(summary(*inside)).figures == ()


def test_national_figures_stand_beside_without_a_verdict():
    said = sentences_of("Are they attending?", ABSENT)
    assert any(s.startswith("Nationally: In 2018, all schools: ") and "32.7%" in s for s in said)
    assert any("like for like" in s for s in said)
    assert said[-1] == (
        "Chance alone could make a group of this size differ this much from the 61.0% of children "
        "in need nationally in 2024/25 (all pupils: 23.4%)."
    )
