"""The forms that keep the list: what they record counts at once, and what is wrong is said."""

from datetime import date

import pytest

from cwsw.access import AuditEvent, Role, User
from cwsw.cohort import members, today
from cwsw.cohort.upkeep import RecordedBy
from cwsw.cohort.upkeep import add_plan as add_plan_
from cwsw.records import Action, Decision, ListChange, facts
from cwsw.ui.auth import page_registry
from cwsw.ui.children.child_parts import WHY_COUNTED
from cwsw.ui.cohort import list_difference, plan_forms, recorded_changes, roll_forms
from cwsw.ui.forms import edit_conflict, edit_forms
from cwsw.ui.state import audit_store, session
from tests.pages.test_children_pages import made
from tests.pages.test_our_list import listed, shared_pages_as_seen
from tests.support import schools
from tests.support.app import open_app, press, words
from tests.support.books import AS_AT, school_book
from tests.support.child_page import open_child, payload
from tests.support.explore import ask
from tests.support.keep_list import (
    OUR_LIST,
    RECORDED,
    add_plan,
    fill,
    open_dialog,
    open_form,
    send_dialog,
    send_form,
)
from tests.support.schools import open_sample

TODAY = date(2026, 10, 1)
"""In the school year after the data's: who was in Year 8 is in Year 9."""
OFF, ON = "Sur40, For, Year 9", "Sur1, For, Year 9"
OVERVIEW = "pages/overview/overview.py"
TOLD = "pages/cohort/awareness.py"

BY_TODAY = (
    OUR_LIST,
    TOLD,
    "pages/children/children.py",
    "pages/support/meeting.py",
)
BY_FIGURES = (
    "pages/explore/explore.py",
    "pages/national/national.py",
    "pages/governors/publish.py",
)
"""See `cwsw.ui.widgets.filters`: which pages go by today's list, and which by the figures' day."""

pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(today, "today", lambda: TODAY)


@pytest.fixture
def workspace(empty_server):  # noqa: ARG001 - nothing is to be loaded before it
    """60 pupils, the first 22 on a child in need plan since 8 January 2024."""
    return schools.load(school_book())


def record_begun(workspace):
    """A plan of a child who was on no list began after the figures' day."""
    signed = RecordedBy("A. Lead", TODAY)
    add_plan_(workspace, "U40", "CP", date(2026, 9, 14), None, None, signed)


def sent(at):
    """What a page sends, the cells of its tables readable."""
    assert not at.exception
    return payload(at) + "".join(table.value.to_string() for table in at.dataframe)


def titles(at):
    return at.title[0].value


def changes(workspace):
    return facts(workspace, ListChange)


def number_of(workspace, upn):
    return next(m.number for m in members(workspace, TODAY) if m.upn == upn)


def test_a_plan_that_is_added_counts_at_once_and_the_figures_keep_their_day(workspace):
    at = add_plan(OFF, "CP", date(2026, 9, 14))
    assert not at.exception
    (new,) = changes(workspace)
    assert (new.upn, new.plan, new.start_date, new.end_date) == (
        "U40",
        "CP",
        date(2026, 9, 14),
        None,
    )
    assert (new.by, new.on, new.source) == ("Headteacher", TODAY, plan_forms.SOURCES[0])
    assert titles(at) == "23 of the 23 children on our list have a plan now"
    assert listed(at)["Sur40, For"]["Plan now"] == "Child protection"
    seen = words(at)
    assert "Recorded: child protection plan began 14 September 2026; it counts on the list" in seen
    assert "figures stay as at 17 July 2026" in seen
    assert "Since then: 1 joined the list and 1 plan began." in seen
    at = ask(at, state=list_difference.JOINED)
    assert set(listed(at)) == {"Sur40, For"}
    numbers = ask(at, part="In numbers")
    assert "As at 17 July 2026, as all figures are, and not as of today." in words(numbers)
    assert "For 23 of 23 children" in titles(at.switch_page(TOLD).run())
    at = at.switch_page(OVERVIEW).run()
    assert "22 of 60" in words(at)
    (link,) = [one.proto for one in at.main.get("page_link") if "The list" in one.proto.label]
    assert link.label == "→ The list: 1 joined since 17 July 2026"
    assert "state=Joined+the+list" in link.query_string


@pytest.mark.parametrize("page", BY_TODAY)
def test_what_is_done_for_the_children_goes_by_todays_list(page, workspace):
    record_begun(workspace)
    assert "Sur40" in sent(open_app(page=page))


@pytest.mark.parametrize("page", BY_FIGURES)
def test_what_is_counted_goes_by_the_figures_day(page, workspace):
    before = sent(open_app(page=page))
    record_begun(workspace)
    assert sent(open_app(page=page)) == before


@pytest.mark.usefixtures("workspace")
def test_a_plan_of_the_past_moves_the_figures_and_that_is_said():
    at = add_plan(OFF, "CIN", date(2026, 7, 1))
    assert "figures follow: it reaches the time before 17 July 2026" in words(at)
    assert "23 of 60" in words(at.switch_page(OVERVIEW).run())


@pytest.mark.usefixtures("workspace")
def test_a_plan_that_begins_later_counts_from_that_day():
    at = add_plan(OFF, "CIN", date(2026, 10, 5))
    assert "it counts on the list from 5 October 2026" in words(at)
    assert titles(at).startswith("22 of the 22")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "CP", "first": AS_AT}, plan_forms.CHILD_MISSING),
        ({"child": OFF, "first": AS_AT}, plan_forms.KIND_MISSING),
        ({"child": OFF, "kind": "CP"}, plan_forms.FIRST_MISSING),
        (
            {"child": OFF, "kind": "CP", "first": AS_AT, "second": date(2026, 7, 16)},
            plan_forms.WRONG_ORDER,
        ),
        ({"child": ON, "kind": "CIN", "first": AS_AT}, "is on the list for that time already"),
        ({"child": OFF, "kind": "CP", "first": AS_AT, "by": " "}, edit_forms.NAME_MISSING),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_lost(workspace, fields, said):
    at = open_form(open_app(page=OUR_LIST), "add")
    fill(at, "list_add_0", **fields)
    at = send_form(at, "add", "Add a plan")
    (error,) = at.error
    assert said in error.value
    assert changes(workspace) == ()
    assert at.selectbox(key="list_add_0_child").value == fields.get("child")
    assert at.radio(key="list_add_0_kind").value == fields.get("kind")
    assert at.date_input(key="list_add_0_first").value == fields.get("first")


def test_a_plan_is_ended_with_check_ins_by_the_key_adult_or_whoever_is_named(workspace):
    at = open_form(open_app(page=OUR_LIST), "end")
    fill(at, "list_end_0", plan=f"{ON}: Child in need", check_ins=True)
    at = send_form(at, "end", "End a plan")
    assert at.error[0].value.split("  \n") == [plan_forms.LAST_MISSING, plan_forms.ADULT_MISSING]
    fill(at, "list_end_0", end=date(2026, 9, 21), adult="Ms Lee")
    at = send_form(at, "end", "End a plan")
    assert [c.change for c in changes(workspace)] == ["plan ended"]
    due = [(a.who, a.by_when) for a in facts(workspace, Action)]
    assert due[0] == ("Ms Lee", date(2026, 11, 2))
    assert len(due) == 4
    assert titles(at) == "21 of the 22 children on our list have a plan now"
    assert listed(at)["Sur1, For"]["Next review"] == date(2026, 11, 2)
    assert "CIN 8 Jan 2024 to 21 Sep 2026" in listed(at)["Sur1, For"]["Plans before"]
    at.button(key="undo").click().run()
    assert changes(workspace) == ()
    assert facts(workspace, Action) == ()


@pytest.mark.usefixtures("workspace")
def test_dates_are_corrected_from_those_that_stand():
    at = open_form(open_app(page=OUR_LIST), "correct")
    fill(at, "list_correct_0", plan=f"{ON}: CIN 8 Jan 2024 to now")
    at = open_form(at, "correct")
    first, last, _ = (d for d in at.date_input if d.key.startswith("list_correct_0_"))
    assert (first.value, last.value) == (date(2024, 1, 8), None)
    first.set_value(date(2024, 2, 8))
    at = send_form(at, "correct", "Correct dates")
    assert "(was 8 January 2024 to now)" in words(open_dialog(at, RECORDED))
    assert listed(at)["Sur1, For"]["Since"] == date(2024, 2, 8)


def test_several_children_leave_in_one_step(workspace):
    at = open_form(open_app(page=OUR_LIST), "left")
    at = send_form(at, "left", "Record who left")
    assert at.error[0].value.split("  \n") == [
        roll_forms.CHILDREN_MISSING,
        roll_forms.LEAVING_MISSING,
    ]
    fill(at, "list_left_0", who=[ON, OFF], day=date(2026, 9, 11))
    at = send_form(at, "left", "Record who left")
    assert titles(at).startswith("21 of the 21")
    seen = words(at)
    assert "Recorded: 2 children left 11 September 2026" in seen
    assert "1 left the list, 2 pupils left the school" not in seen
    assert "1 left the list and 2 pupils left the school" in seen
    at = ask(at, state=list_difference.LEFT)
    assert listed(at)["Sur1, For"]["Why not on the list"] == "Left the school"
    at.button(key="undo").click().run()
    assert changes(workspace) == ()


def test_a_child_who_joined_can_be_given_a_plan_and_the_question_is_noted(workspace):
    at = open_form(open_app(page=OUR_LIST), "joined")
    at = send_form(at, "joined", "Record who joined")
    assert at.error[0].value.split("  \n") == [
        roll_forms.NAMES_MISSING,
        roll_forms.ADMISSION_MISSING,
    ]
    fill(
        at,
        "list_joined_0",
        surname="New",
        forename="Nell",
        first=date(2026, 9, 28),
        year=9,
        history="Asked, waiting for an answer",
    )
    at = send_form(at, "joined", "Record who joined")
    assert [d.decision for d in facts(workspace, Decision)] == ["ask"]
    assert "1 pupil joined the school" in words(at)
    at = add_plan("New, Nell, Year 9", "CIN", date(2026, 9, 28), at)
    assert titles(at).startswith("23 of the 23")


def test_a_child_who_joined_with_plans_is_led_on_to_adding_them(workspace):
    at = open_form(open_app(page=OUR_LIST), "joined")
    name = {"surname": "New", "forename": "Nell", "first": date(2026, 9, 28)}
    fill(at, "list_joined_0", **name, history=roll_forms.ARE_PLANS)
    at = send_form(at, "joined", "Record who joined")
    assert at.selectbox(key="list_add_0_child").value == "New, Nell"
    fill(at, "list_add_0", kind="CP", first=date(2025, 1, 8), second=date(2025, 6, 8))
    at = send_form(at, "add", "Add a plan")
    assert facts(workspace, Decision) == ()
    assert titles(at) == "22 of the 23 children on our list have a plan now"


def test_on_a_childs_page_two_fields_are_enough_and_each_change_is_taken_back_there(workspace):
    number = number_of(workspace, "U40")
    form = f"child{number}_add_0"
    page = f"child{number}"
    at = open_form(open_child(workspace, number, part=WHY_COUNTED), "add", page)
    fill(at, form, kind="CIN", first=date(2026, 9, 14), said="The social worker")
    at = send_form(at, "add", "Add a plan", page)
    assert not at.exception
    seen = words(at)
    assert "On a child in need plan now" in seen
    assert (
        "Child in need plan began 14 September 2026 (Headteacher, 1 October 2026; said by The "
        "social worker)"
    ) in seen
    at = press(at, recorded_changes.TAKE_BACK)
    assert "Taken back: child in need plan began 14 September 2026" in words(at)
    assert changes(workspace) == ()
    assert "No plan known to this school" in words(at)


def test_a_change_is_taken_back_on_our_list_too(workspace):
    at = open_dialog(add_plan(OFF, "CIN", date(2026, 9, 14)), RECORDED)
    at = send_dialog(at, RECORDED, recorded_changes.TAKE_BACK)
    assert changes(workspace) == ()
    assert titles(at).startswith("22 of the 22")


def test_who_was_slower_is_told_and_what_they_typed_stays(workspace):
    first, second = (open_form(open_app(page=OUR_LIST), "end") for _ in range(2))
    for at in (first, second):
        fill(at, "list_end_0", plan=f"{ON}: Child in need")
    fill(first, "list_end_0", end=date(2026, 9, 21), by="A. Lead")
    assert not send_form(first, "end", "End a plan").error
    fill(second, "list_end_0", end=date(2026, 9, 22))
    second = send_form(second, "end", "End a plan")
    assert second.error[0].value == edit_conflict.CHANGED
    assert "A. Lead" in words(second)
    assert "End date: 22 September 2026" in words(second)
    assert second.date_input(key="list_end_0_end").value == date(2026, 9, 22)
    assert [c.end_date for c in changes(workspace)] == [date(2026, 9, 21)]


def test_what_was_recorded_and_taken_back_is_noted_without_a_name(workspace):
    audit_store.forget()
    at = open_dialog(add_plan(OFF, "CIN", date(2026, 9, 14)), RECORDED)
    send_dialog(at, RECORDED, recorded_changes.TAKE_BACK)
    lines = audit_store.trail().lines(page_registry.ALONE_SCHOOL)
    events = [line.event for line in lines]
    assert events == [AuditEvent.LIST_CHANGED, AuditEvent.LIST_TAKEN_BACK]
    assert len({line.about for line in lines}) == 1
    assert "U40" not in str(lines)
    assert changes(workspace) == ()


def test_what_cannot_be_noted_is_not_recorded(workspace, monkeypatch):
    def fails(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(audit_store, "add", fails)
    at = add_plan(OFF, "CIN", date(2026, 9, 14))
    assert at.exception or at.error
    assert changes(workspace) == ()
    assert workspace.last_change is None


def test_the_name_on_a_form_is_the_role_at_one_computer_and_whoever_signed_in(monkeypatch):
    person = User("A. Lead", Role.DSL, page_registry.ALONE_SCHOOL)
    assert edit_forms.usual_name(person) == "Designated safeguarding lead"
    monkeypatch.setattr(page_registry, "runs_alone", lambda: False)
    assert edit_forms.usual_name(person) == "A. Lead"


def test_the_sample_school_is_changed_in_a_copy_of_ones_own():
    shared = session.sample_workspace("sample secondary")
    at = open_form(open_sample("sample secondary", OUR_LIST), "add")
    off = next(m for m in members(shared) if m.group == "other")
    option = next(o for o in at.selectbox(key="list_add_0_child").options if off.surname in o)
    fill(at, "list_add_0", child=option, kind="CIN", first=date(2026, 9, 7))
    at = send_form(at, "add", "Add a plan")
    assert edit_forms.PRIVATE_COPY in words(at)
    assert "The list is as of 7 September 2026, the figures as at 17 July 2026." in words(at)
    assert changes(shared) == ()


def test_the_pastoral_team_is_offered_none_of_it_and_sent_the_same_whatever_was_recorded():
    workspace = made("CP", date(2024, 1, 8))
    record(workspace, "CP")
    first = shared_pages_as_seen(Role.PASTORAL)
    record(made("CIN", date(2024, 1, 8)), "CIN")
    assert first == shared_pages_as_seen(Role.PASTORAL)
    for role, is_offered in ((Role.PASTORAL, False), (Role.DSL, True)):
        at = open_app(role, OUR_LIST)
        buttons = {button.label for button in at.button}
        offered = {plan_forms.ADD, roll_forms.JOINED, "1 change recorded here"}
        assert buttons & offered == (offered if is_offered else set())


def record(workspace, kind):
    """One plan of that kind has ended, as a safeguarding lead records it."""
    at = open_form(open_app(Role.DSL, OUR_LIST), "end")
    box = at.selectbox(key="list_end_0_plan")
    fill(at, "list_end_0", plan=box.options[0], end=date(2026, 9, 21))
    assert not send_form(at, "end", "End a plan").error
    assert [c.plan for c in changes(workspace)] == [kind]
