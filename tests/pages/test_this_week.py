"""This week: what a safeguarding lead looks at on Monday, counted by hand on a small school."""

from datetime import date

import pytest

from cwsw.access import Role
from cwsw.children.school_weeks import LastWeek, last_week
from cwsw.cohort import members
from cwsw.cohort.aware import ROLES, set_awareness
from cwsw.cohort.history import Answer, record_enquiry
from cwsw.cohort.upkeep import RecordedBy, add_plan, end_plan
from cwsw.ui.auth import page_registry
from cwsw.ui.children import this_week
from cwsw.ui.state import session
from cwsw.ui.widgets.name_visibility import HIDE_NAMES
from tests.support import schools
from tests.support.child_page import open_view, payload
from tests.support.registers import load, plan, pupil, week, weeks

TODAY = date(2026, 3, 23)
MONDAY, FORMER = date(2026, 3, 16), date(2026, 3, 9)
TERM, LATE = date(2025, 9, 2), date(2026, 1, 12)
PRESENT = "/\\" * 5
PARTS = ("**Child protection", "**Changes recorded", "**Questions")

pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture(autouse=True)
def the_monday_after(monkeypatch):
    monkeypatch.setattr("cwsw.cohort.today.today", lambda: TODAY)


def made(kinds="CP", missed=("O" * 4 + "/\\" * 3, PRESENT, "O" * 9 + "\\")):
    """Nine pupils: four on a plan, three with marks last week; U9 joined in January."""
    register = [row for n, codes in enumerate(missed, 1) for row in week(n, MONDAY, codes)]
    register += weeks(1, ["O" * 10], FORMER)
    pupils = [pupil(n, admission_date=LATE if n == 9 else TERM) for n in range(1, 10)]
    plans = [plan(n, plan=kinds, start_date=date(2024, 1, 8)) for n in range(1, 5)]
    workspace = load({"pupils": pupils, "plans": plans, "register": register})
    session.workspaces().replace(page_registry.ALONE_SCHOOL, workspace)
    return workspace


def lines(at):
    """The links of the view: their words, and the page that each leads to."""
    found = [element.proto for element in at.get("page_link")]
    return [(link.label, link.page) for link in found if link.page not in ("", "upload")]


def labels(at):
    return [label for label, _ in lines(at)]


def test_the_last_school_week_is_the_last_with_anything_possible():
    workspace = made(missed=("O" * 4 + "/\\" * 3, PRESENT, "#" * 10))
    assert last_week(workspace) == LastWeek(MONDAY, {1: (4, 10), 2: (0, 10)})
    assert last_week(load({"pupils": [pupil(1)]})) is None


def test_children_on_child_protection_stand_by_sessions_missed_last_week():
    made()
    at = open_view("week")
    shown = labels(at)
    assert "**Child protection: missed in the week of 16 March 2026**" in [
        m.value for m in at.markdown
    ]
    start = shown.index("Sur3, For3: 9 of 10 sessions")
    assert shown[start + 1 : start + 3] == [
        "Sur1, For1: 4 of 10 sessions",
        "1 missed none and 1 with no marks that week",
    ]


@pytest.mark.parametrize(
    ("kinds", "missed", "said"),
    [
        ("CIN", (PRESENT,), this_week.NOBODY_ON_CP),
        ("CP", (), this_week.NO_REGISTER),
    ],
)
def test_an_empty_part_says_what_comes_next(kinds, missed, said):
    workspace = made(kinds, missed)
    if not missed:
        workspace = load(
            {
                "pupils": workspace.rows("pupils").to_pylist(),
                "plans": workspace.rows("plans").to_pylist(),
            }
        )
        session.workspaces().replace(page_registry.ALONE_SCHOOL, workspace)
    at = open_view("week")
    assert said in [element.proto.label for element in at.get("page_link")]
    assert this_week.NOTHING_CHANGED in labels(at)


def test_what_was_recorded_in_the_last_seven_days_leads_to_the_child():
    workspace = made()
    add_plan(
        workspace, "U7", "CIN", date(2026, 3, 2), None, None, RecordedBy("DSL", date(2026, 3, 17))
    )
    end_plan(workspace, "U1", "CP", date(2026, 3, 20), RecordedBy("DSL", date(2026, 3, 23)))
    add_plan(
        workspace, "U8", "CIN", date(2026, 3, 2), None, None, RecordedBy("DSL", date(2026, 3, 16))
    )
    at = open_view("week")
    changed = [label for label in labels(at) if "plan began" in label or "plan ended" in label]
    assert changed == [
        "Sur1, For1: child protection plan ended 20 March 2026",
        "Sur7, For7: child in need plan began 2 March 2026",
    ]
    assert "Sur1, For1: 4 of 10 sessions" not in labels(at)  # the plan has ended


def test_questions_and_staff_to_tell_lead_to_where_they_are_answered():
    workspace = made()
    at = open_view("week")
    assert ("1 joiner: nobody has asked yet", "missing") in lines(at)
    assert ("Decide which staff know of 4 children", "told") in lines(at)
    everybody = {m.upn: m for m in members(workspace)}
    record_enquiry(workspace, [everybody["U9"]], Answer.WAITING, "DSL", date(2026, 3, 18))
    for number in range(1, 5):
        set_awareness(
            workspace, [(everybody[f"U{number}"], r) for r in ROLES], "told", "DSL", TODAY
        )
    at = open_view("week")
    assert "1 joiner: asked, no answer yet" in labels(at)
    assert this_week.ALL_DECIDED in labels(at)
    record_enquiry(workspace, [everybody["U9"]], Answer.NO_PLAN, "DSL", date(2026, 3, 19))
    assert this_week.NO_QUESTION in labels(open_view("week"))


def test_more_than_a_few_children_are_a_click_away():
    pupils = [pupil(n, admission_date=TERM) for n in range(1, 9)]
    plans = [plan(n, plan="CP", start_date=date(2024, 1, 8)) for n in range(1, 9)]
    register = [r for n in range(1, 9) for r in week(n, MONDAY, "O" * n + "/" * (10 - n))]
    workspace = load({"pupils": pupils, "plans": plans, "register": register})
    session.workspaces().replace(page_registry.ALONE_SCHOOL, workspace)
    at = open_view("week")
    missed = [label for label in labels(at) if "sessions" in label]
    assert missed == [f"Sur{n}, For{n}: {n} of 10 sessions" for n in (8, 7, 6, 5, 4)]
    (more,) = [f"week_more_{m.value.strip('*')}" for m in at.markdown if "missed in" in m.value]
    at.session_state[more] = True
    assert len([label for label in labels(at.run()) if "sessions" in label]) == len(pupils)


def test_the_pastoral_team_is_sent_none_of_it_whatever_the_plans_are():
    made("CP")
    first = payload(open_view("week", Role.PASTORAL))
    made("CIN")
    assert payload(open_view("week", Role.PASTORAL)) == first
    assert "protection" not in first
    assert this_week.NOTHING_CHANGED not in first


def test_hidden_names_are_in_no_line():
    workspace = made()
    add_plan(workspace, "U7", "CIN", date(2026, 3, 2), None, None, RecordedBy("DSL", TODAY))
    at = open_view("week")
    at = next(t for t in at.toggle if t.label == HIDE_NAMES).set_value(True).run()
    assert "Pupil 3: 9 of 10 sessions" in labels(at)
    assert "Sur" not in payload(at)


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_the_view_is_short(choice):
    at = schools.open_sample(choice, "pages/children/children.py")
    at.session_state["view"] = "week"
    at = at.run()
    headings = [m.value for m in at.markdown if m.value.startswith(PARTS)]
    assert len(headings) == len(PARTS)
    assert len(" ".join([*headings, *labels(at)]).split()) < 120
