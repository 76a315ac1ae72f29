"""As many questions are shown as answers are needed: none settles another, none is asked twice."""

import pytest

from cwsw.tables.proposal import with_answer
from tests.support.cases import ROLL, ROLL_WITHOUT_ATTENDANCE, Case

ASKED = {
    "03c_upn_typo_name_and_dob_fit.csv": ROLL,
    "08c_list_upn_not_known.csv": ROLL,
    "26_present_is_percent.csv": ROLL_WITHOUT_ATTENDANCE,
    "28_internal_and_lunchtime.csv": ROLL,
    "31_range_in_one_cell.csv": ROLL,
    "33g_register_one_mark_a_day.csv": ROLL_WITHOUT_ATTENDANCE,
    "40_year_group_words.csv": None,
    "50_flags_with_dates.csv": ROLL,
    "88_titled_blocks.xlsx": ROLL,
    "92_two_schools_in_one_export.csv": None,
    "94a_headings.csv": ROLL,
}


def questions(name, mapping=None):
    upload = Case(name, roll=ASKED[name], mapping=mapping).upload
    asked = upload.proposal.questions
    told = [p for p in upload.problems if p.code == "needs_confirmation"]
    assert len(told) == len(asked)
    assert upload.refused is bool(asked)
    return {question.key: question for question in asked}


@pytest.mark.parametrize("name", ASKED)
def test_each_question_needs_an_answer_of_its_own(name):
    asked = questions(name)
    for key, question in asked.items():
        answer = question.suggested or question.options[0].answer
        left = questions(name, with_answer(None, question, answer))
        assert asked.keys() - {key} <= left.keys()
        assert key not in left


@pytest.mark.parametrize("name", ASKED)
def test_answers_in_one_go_settle_everything_that_was_asked(name):
    mapping = None
    for _ in range(2):  # an answer to a heading may bring its words
        for question in questions(name, mapping).values():
            answer = question.suggested or question.options[0].answer
            mapping = with_answer(mapping, question, answer)
    assert not questions(name, mapping)
