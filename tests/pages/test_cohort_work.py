"""Missing children, lists, who has been told, the checklist: what is kept, and what is shown."""

import html
from datetime import date
from html import escape

import pytest

from cwsw.cohort.checklist import POINTS
from cwsw.cohort.history import RECHECK
from cwsw.records import Awareness, ChecklistLook, Decision, facts
from cwsw.ui.cohort import (
    checklist,
    joiners,
    list_comparison,
    list_decisions,
    list_owner,
    missing_children,
)
from cwsw.ui.widgets.name_visibility import HIDDEN_TEXT
from tests.support import schools
from tests.support.app import open_app, press, words
from tests.support.books import school_book
from tests.support.explore import ask
from tests.support.keep_list import fill, open_form, send_form
from tests.support.lists import book, disagreeing
from tests.support.schools import open_sample

MISSING = "pages/cohort/missing.py"
LISTS = "pages/cohort/lists.py"
AWARE = "pages/cohort/awareness.py"
CHECKLIST = "pages/cohort/checklist.py"
EVERY = (MISSING, LISTS, AWARE, CHECKLIST)
ON = date(2026, 7, 1)
DATES = "Rows without dates"
SHORT = disagreeing(pupils=60, cohort=30, of_each=2)


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture(autouse=True)
def of_the_datas_year(monkeypatch):
    """The list is as of the school year of the data."""
    monkeypatch.setattr("cwsw.cohort.today.today", lambda: ON)


def table(at, caption):
    bodies = [element.proto.body for element in at.get("html")]
    return next(body for body in bodies if f"<caption>{escape(caption)}" in body)


def sign(at, page, button):
    at.text_input(key=f"{page}_by").set_value("A. Lead")
    at.date_input(key=f"{page}_on").set_value(ON)
    return press(at, button)


@pytest.mark.parametrize("script", EVERY)
@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_every_page_stands_on_the_samples_and_names_no_problem_of_a_child(script, choice):
    at = open_sample(choice, script)
    assert not at.exception
    assert not at.error
    seen = words(at).casefold()
    assert not any(word in seen for word in ("at risk", "failing", "vulnerable", "problem"))


@pytest.mark.parametrize("script", EVERY)
def test_every_page_stands_where_nobody_has_a_plan(script):
    schools.load(schools.nobody())
    at = open_app(page=script)
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize("script", EVERY)
def test_nothing_is_kept_without_a_name(script):
    workspace = schools.load(book(SHORT))
    at = open_app(page=script)
    for button in ("Keep this", "Keep this decision", "Looked at it"):
        if button in [b.label for b in at.button]:
            at = press(at, button)
            assert at.error
    assert workspace.last_change is None


def test_the_size_is_a_range_and_a_question_and_never_a_chance():
    schools.load(school_book(pupils=100, cohort=5))
    at = open_app(page=MISSING)
    seen = words(at)
    assert "**5 of 100 pupils (5%) are on the list**" in seen
    assert "would be 10 to 17 pupils" in seen
    assert "might some children be missing?" in seen
    assert "not a pass mark" in seen
    assert "probab" not in seen.casefold()


def test_the_september_check_is_asked_for_until_somebody_says_so():
    workspace = schools.load(school_book())
    at = open_app(page=MISSING)
    assert "the school year began on 1 September 2025" in at.warning[0].value
    at = at.switch_page(CHECKLIST).run()
    assert [t.value for t in at.title] == ["0 of 11 points looked at this school year"]
    at.selectbox(key="look_point_0").set_value(RECHECK)
    at.text_input(key="look_owner").set_value("Head")
    at = sign(at, "look", "Looked at it")
    (fact,) = facts(workspace, ChecklistLook)
    assert (fact.point, fact.owner, fact.looked_at) == (RECHECK, "Head", ON)
    assert [t.value for t in at.title] == ["1 of 11 points looked at this school year"]
    at = at.switch_page(MISSING).run()
    assert not at.warning
    assert "last checked on 1 July 2026" in words(at)


def test_a_whole_year_group_is_asked_about_in_one_step():
    workspace = schools.load(school_book())
    at = open_app(page=MISSING)
    assert [t.value for t in at.title] == ["Nothing is waiting for an answer"]
    at = sign(at, "history", "Keep this")
    assert [e.value for e in at.error] == [joiners.ANSWER_MISSING]
    assert facts(workspace, Decision) == ()
    at.selectbox(key="history_answer").set_value("Asked, waiting for an answer")
    at.selectbox(key="history_whom").set_value("Both")
    at = press(at, "Keep this")
    assert "Kept for 38 pupils" in words(at)
    assert len(facts(workspace, Decision)) == 2 * 38
    shown = at.dataframe[0].value
    assert set(shown["Previous school"]) == {"asked 1 July 2026 (A. Lead)"}
    assert set(shown["Local authority"]) == {"asked 1 July 2026 (A. Lead)"}
    assert ">38</td>" in table(at, "Pupils who joined within six years")
    at.button(key="undo").click().run()
    assert facts(workspace, Decision) == ()


def test_a_joiner_is_asked_about_and_a_plan_that_is_named_takes_them_off_the_list():
    late = ("L0", "Late", "For", "8", date(2026, 1, 12))
    usual = [(f"U{i}", f"Sur{i}", "For", "8", date(2022, 9, 1)) for i in range(20)]
    headings = ("UPN", "Surname", "Forename", "Year group", "Admission date")
    workspace = schools.load(school_book(more={"Pupils": [headings, late, *usual]}, cohort=5))
    at = open_app(page=MISSING)
    assert [t.value for t in at.title] == ["1 joiner to ask about"]
    assert list(at.dataframe[0].value["Child"]) == ["Late, For"]
    at.selectbox(key="history_answer").set_value("Asked, waiting for an answer")
    at = sign(at, "history", "Keep this")
    assert [t.value for t in at.title] == ["1 answer awaited"]
    at = open_form(at, "add")
    first = date(2024, 3, 4)
    fill(at, "list_add_0", child="Late, For, Year 8", kind="CP", first=first)
    fill(at, "list_add_0", source="Previous school")
    at = send_form(at, "add", "Add a plan")
    assert [t.value for t in at.title] == ["Nothing is waiting for an answer"]
    (row,) = (row for row in workspace.rows("plans").to_pylist() if row["upn"] == "L0")
    said = (row["plan"], row["start_date"], row["source"])
    assert said == ("CP", date(2024, 3, 4), "Previous school")
    at.button(key="undo").click().run()
    assert [t.value for t in at.title] == ["1 answer awaited"]


def test_an_answer_gives_an_undated_plan_its_dates():
    workspace = schools.load(schools.tiny())
    at = ask(open_app(page=MISSING), waiting=DATES)
    assert list(at.dataframe[0].value["What is missing"]) == ["CIN: both dates"]
    at.date_input(key="answer_start").set_value(date(2025, 1, 8))
    at = sign(at, "answer", "Keep these dates")
    assert missing_children.NOTHING_UNCLEAR in words(at)
    rows = workspace.rows("plans").to_pylist()
    assert {r["start_date"] for r in rows if r["upn"] == "U2"} == {date(2025, 1, 8)}
    assert {f.decision for f in facts(workspace, Decision)} == {"accept", "refuse"}
    assert {f.by for f in facts(workspace, Decision)} == {"A. Lead"}


def test_dates_that_do_not_follow_each_other_are_not_kept():
    workspace = schools.load(schools.tiny())
    at = ask(open_app(page=MISSING), waiting=DATES)
    at.date_input(key="answer_start").set_value(date(2025, 1, 8))
    at.date_input(key="answer_end").set_value(date(2025, 1, 7))
    at = sign(at, "answer", "Keep these dates")
    assert at.error
    assert workspace.last_change is None


def test_one_list_is_said_to_be_nothing_to_compare():
    schools.load(school_book())
    assert list_comparison.ONE_LIST in words(open_app(page=LISTS))


def test_a_decision_on_a_disagreement_is_kept_and_listed():
    workspace = schools.load(book(SHORT))
    at = open_app(page=LISTS)
    assert "to decide" in at.title[0].value
    at.selectbox(key="lists_take").set_value("Ask the local authority")
    at = sign(at, "lists", "Keep this decision")
    said = facts(workspace, Decision)
    assert f"{len(said)} being asked about" in at.title[0].value
    assert {(f.by, f.on) for f in said} == {("A. Lead", ON)}
    at = ask(at, compare="Decisions")
    assert set(at.dataframe[0].value["By"]) == {"A. Lead"}
    at = at.button(key="undo").click().run()
    assert list_decisions.NOTHING_DECIDED in words(at)


def test_the_grid_has_three_states_and_one_gap():
    workspace = schools.load(school_book())
    at = open_app(page=AWARE)
    assert ">22</td>" in table(at, "Still to decide")
    at.selectbox(key="told_role").set_value("SENCO")
    at = sign(at, "told", "Keep this")
    assert len(facts(workspace, Awareness)) == 22
    at.selectbox(key="told_role").set_value("Pastoral")
    at.selectbox(key="told_state").set_value("not needed")
    at = sign(at, "told", "Keep this")
    shown = table(at, "Still to decide")
    assert shown.count('">0</td>') == 2
    assert set(at.dataframe[0].value["SENCO"]) == {"Told"}
    at = ask(at, told_False_plain=True)
    assert "Told (A. Lead 01/07/2026)" in table(at, "Who has been told")
    at = at.selectbox(key="note_role").set_value("SENCO").run()
    assert "Download the note (22 pupils)" in [b.proto.label for b in at.get("download_button")]


def test_the_checklist_shows_each_point_with_its_evidence():
    at = open_sample("sample secondary", CHECKLIST)
    shown = at.dataframe[0].value
    assert set(POINTS) <= set(shown["Point"])
    assert "150 of 1,200 pupils on roll are on the list" in shown["What the data show"][0]
    assert checklist.SOURCE in words(at)


def test_what_staff_wrote_goes_with_the_names():
    at = open_sample("sample secondary", CHECKLIST)
    at = at.toggle[0].set_value(True).run()
    assert HIDDEN_TEXT in set(at.dataframe[0].value["Evidence of our own"])
    at = at.switch_page(AWARE).run()
    assert at.toggle[0].value is True
    assert all(name.startswith("Pupil ") for name in at.dataframe[0].value["Child"])


def test_a_list_whose_name_says_nothing_is_asked_about_and_compared_from_then_on():
    headings = ("UPN", "Plan", "Start date", "End date", "Source")
    plans = [
        (f"U{n}", "CIN", date(2024, 1, 8), None, source)
        for n in range(3)
        for source in ("LA list", "cohort.xlsx, Sheet1")
    ]
    workspace = schools.load(school_book(more={"Plans": [headings, *plans[:-1]]}))
    at = open_app(page=LISTS)
    assert at.selectbox(key="whose_source").options == ["cohort.xlsx, Sheet1 (2 children)"]
    at = press(at, list_owner.BUTTON)
    assert [e.value for e in at.error] == [list_owner.CHOOSE]
    at.radio(key="whose_list_is").set_value("Our safeguarding lead's")
    at = press(at, list_owner.BUTTON)
    assert "Kept: it is our safeguarding lead's list" in html.unescape(words(at))
    assert [t.value for t in at.title] == ["1 disagreement to decide"]
    assert not [box for box in at.selectbox if box.key == "whose_source"]
    at.button(key="undo").click().run()
    assert {row["source"] for row in workspace.rows("plans").to_pylist()} == {
        "LA list",
        "cohort.xlsx, Sheet1",
    }
