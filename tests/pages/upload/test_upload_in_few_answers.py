"""From a pupil export and a list with human dates to the right cohort, in at most four answers."""

import pytest

from cwsw.cohort.counts import cohort_counts
from cwsw.intake.reading import read_in_process
from cwsw.tables.proposal import with_answer
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from cwsw.ui.upload import wording
from tests.support.app import press, words
from tests.support.autumn_list import export, safeguarding_list
from tests.support.foreign_pages import check

pytestmark = pytest.mark.usefixtures("empty_server")

COHORT = {
    "on_roll": 230, "cwsw": 19, "current_cp": 12, "current_cin": 4, "ended": 3,
    "while_on_roll": 18, "looked_after_now": 0, "looked_after": 0, "undated": 0, "earlier": 0,
    "other": 211,
}  # fmt: skip
"""By hand. Three plans have ended, all within six years; one of them before the child came."""

GONE = ["Zed Nobody", "Yan Else", "Xia Where"]


def files():
    return [(file.name, file.data) for file in (export(), safeguarding_list())]


def test_four_answers_at_the_most_and_the_cohort_is_right():
    at = check(*files())
    questions = at.session_state["upload_candidate"].questions
    assert len(questions) <= 3
    assert f"{len(questions)} questions before the figures" in [h.value for h in at.header]
    (together,) = [radio for radio in at.radio if "accept all" in radio.label]
    assert together.value == "accept all"
    assert together.label.startswith("18 children")
    (twin,) = [radio for radio in at.radio if radio.label.startswith("I. Marlow")]
    assert len(twin.options) == 3
    twin.set_value(next(a for a, o in _answers(questions) if "Isaac" in o))
    at = press(at, wording.ANSWER)
    assert at.session_state["upload_candidate"].questions == ()
    assert at.text_input[0].value == "Foxmoor Academy"
    at = press(at, "Use these answers")
    assert all(name in words(at) for name in GONE)
    assert "3 children of your lists are not on your roll" in [s.value for s in at.subheader]
    at = press(press(at, "Go on to confirm"), wording.SPOT_CONFIRM)
    workspace = session.workspaces().get(page_registry.ALONE_SCHOOL)
    assert cohort_counts(workspace).as_dict() == COHORT
    assert not any(name in words(at) for name in GONE)


def _answers(questions):
    return [(choice.answer, choice.label) for q in questions for choice in q.options]


def test_the_reader_asks_the_same_and_tells_the_three_by_row():
    sources = [export(), safeguarding_list()]
    upload = read_in_process(sources)
    asked = [problem for problem in upload.problems if problem.code == "needs_confirmation"]
    assert len(asked) == len(upload.proposal.questions) <= 3
    assert [p.row for p in upload.problems if p.code == "not_on_roll"] == [21, 22, 23]
    mapping = {"joins": {"by name and date of birth": "accept all"}}
    (twin,) = read_in_process(sources, mapping).proposal.questions
    isaac = next(choice.answer for choice in twin.options if "Isaac" in choice.label)
    upload = read_in_process(sources, with_answer(mapping, twin, isaac))
    assert not upload.refused
    assert upload.tables["plans"].num_rows == 19
