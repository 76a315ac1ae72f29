"""Our list: one table with its states, as much as a person may see, and a way to each child."""

from datetime import date

import pytest

from cwsw import cohort
from cwsw.access import Role
from cwsw.cohort.aware import ROLES, ChildAwareness
from cwsw.cohort.list_rows import ListRow, list_rows
from cwsw.cohort.members import Member, PlanSpan
from cwsw.cohort.today import ListDifference
from cwsw.records import Awareness, Override, facts, record, take_back
from cwsw.tables.english import brief_day
from cwsw.ui.auth.page_registry import whoever_is_alone
from cwsw.ui.cohort import cohort_list, list_columns, list_difference, list_states, overrides
from cwsw.ui.forms import edit_conflict
from cwsw.ui.state import session
from cwsw.ui.widgets.export import csv_bytes
from cwsw.ui.widgets.name_visibility import Names, by_place, full_name
from tests.pages.test_children_pages import made, payload
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.books import school_book
from tests.support.explore import ask
from tests.support.keep_list import open_dialog, send_dialog
from tests.support.schools import open_sample

PAGE = "pages/cohort/our_list.py"
AS_AT = date(2026, 7, 17)


pytestmark = pytest.mark.usefixtures("empty_server")


def listed(at):
    """The rows of the list, by name of child."""
    (table,) = at.dataframe
    return {row["Child"]: row for row in table.value.to_dict("records")}


def everybody(choice):
    return cohort.members(session.sample_workspace(choice))


def child(*plans, **more):
    known = {"group": "cwsw", "current": "current_cin", "while_on_roll": True} | more
    return Member(
        upn="U1",
        surname=known.pop("surname", "Sur"),
        forename=None,
        year_group=3,
        form=known.pop("form", "3A"),
        looked_after_now=False,
        why="why",
        plans=plans,
        **known,
    )


def row_of(member, told=0):
    said = tuple(Awareness(upn="U1", role=role, state="told") for role in ROLES[:told])
    line = ChildAwareness(member, said + (None,) * (len(ROLES) - told))
    return list_rows([line], AS_AT)[0]


def test_since_is_the_first_day_of_the_plan_that_runs_and_the_others_came_before():
    former = PlanSpan("CP", date(2023, 1, 9), date(2024, 1, 9))
    later = PlanSpan("CIN", date(2026, 9, 1), None)
    now = PlanSpan("CIN", date(2025, 2, 3), None), PlanSpan("CIN", date(2025, 1, 8), AS_AT)
    found = row_of(child(former, *now, later), told=2)
    assert found == ListRow(child(former, *now, later), date(2025, 1, 8), (former, later), 2)
    assert list_columns.before_words(found) == "CP 9 Jan 2023 to 9 Jan 2024; CIN 1 Sep 2026 to now"


@pytest.mark.parametrize(
    ("member", "since"),
    [
        (child(counted_by_flag=True), "not known"),
        (child(PlanSpan("CIN", None, AS_AT)), "not known"),
        (child(PlanSpan("CIN", date(2024, 1, 8), date(2025, 1, 8)), current="ended"), ""),
    ],
)
def test_a_plan_whose_start_nobody_knows_has_no_day(member, since):
    found = row_of(member)
    assert found.since is None
    assert list_columns.since_words(found) == since


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_every_child_on_the_list_is_in_the_table_with_plan_day_and_roles(choice):
    at = open_sample(choice, PAGE)
    assert not at.exception
    ours = [m for m in everybody(choice) if m.in_cohort]
    (table,) = at.dataframe
    assert list(table.value["Child"]) == [full_name(m) for m in sorted(ours, key=by_place)]
    on_plan = sum(m.current in ("current_cp", "current_cin") for m in ours)
    assert [t.value for t in at.title] == [
        f"{on_plan} of the {len(ours)} children on our list have a plan now"
    ]
    begun = next(m for m in ours if m.current == "current_cp" and m.plans[-1].start)
    row = listed(at)[full_name(begun)]
    assert row["Plan now"] == "Child protection"
    assert brief_day(row["Since"]) in {brief_day(p.start) for p in begun.plans if p.start}
    assert row["Staff told"].endswith(f" of {len(ROLES)}")


@pytest.mark.parametrize("name", list_states.STATES)
def test_a_state_shows_those_who_are_in_it_and_their_number(name):
    at = ask(open_sample("sample secondary", PAGE), state=name)
    state = list_states.STATES[name]
    theirs = [m for m in everybody("sample secondary") if state.has(m)]
    assert len(at.dataframe[0].value) == len(theirs) > 0
    assert set(listed(at)) == {full_name(m) for m in theirs}
    assert list_states.state_words(state, len(theirs)) in words(at)


def test_the_list_is_searched_and_narrowed_and_an_empty_search_says_what_to_do():
    at = open_sample("sample secondary", PAGE)
    at = at.text_input(key="our_list_find").set_value("coop").run()
    assert set(listed(at)) == {n for n in listed(at) if "coop" in n.casefold()}
    assert f"{len(listed(at))} of 150 children with a social worker" in words(at)
    at.multiselect(key="our_list_years").set_value([11])
    at = at.text_input(key="our_list_find").set_value("").run()
    assert {row["Year"] for row in listed(at).values()} == {"Year 11"}
    at = at.text_input(key="our_list_find").set_value("nobody of this name").run()
    assert cohort_list.NOBODY_HERE in words(at)


def test_the_plain_table_has_the_same_rows_and_a_way_to_each_child():
    at = ask(open_sample("sample primary", PAGE), our_list_False_plain=True)
    ours = [m for m in everybody("sample primary") if m.in_cohort]
    links = [link.proto.label for link in at.main.get("page_link")]
    for member in ours:
        assert full_name(member) in links
    bodies = [element.proto.body for element in at.get("html")]
    plain = next(body for body in bodies if "<caption>58 children with a social worker" in body)
    assert plain.count('<tr role="row">') == len(ours) + 1


def test_hidden_names_leave_the_page_altogether():
    at = open_sample("sample secondary", PAGE)
    at = at.toggle[0].set_value(True).run()
    seen = words(at) + at.dataframe[0].value.to_string()
    on_page = [m for m in everybody("sample secondary") if m.in_cohort]
    assert f"Pupil {on_page[0].number}" in seen
    assert not any(full_name(m) in seen or m.upn in seen for m in on_page)


def test_the_pastoral_team_sees_the_list_and_no_plan_state_or_date():
    at = open_sample("sample secondary", PAGE, Role.PASTORAL)
    assert list(at.dataframe[0].value.columns) == ["Child", "Year", "Form", "Key adult"]
    assert not at.get("button_group")
    at = ask(at, part="In numbers", state="cp")
    seen = words(at).split("Who is on it?")[-1]
    assert "Children with a social worker by year group" in seen
    for secret in ("Without those", "Plan on that day", "While on our roll", "decision of staff"):
        assert secret not in seen


def test_the_numbers_stay_a_click_away():
    at = ask(open_sample("sample secondary", PAGE), part="In numbers")
    at = at.selectbox(key="list_overlap").set_value("Special educational needs").run()
    seen = words(at)
    assert "Pupils on roll by group" in seen
    assert "Children with a social worker by special educational needs" in seen
    assert "2020/21" in seen


@pytest.fixture
def decided():
    """A school of which staff decided on two pupils, with the dialog of that open."""
    workspace = schools.load(school_book())
    two = tuple(
        Override(upn=upn, group="other", reason=upn, by="DSL", on=AS_AT) for upn in ("U1", "U2")
    )
    record(workspace, "two decisions", two)
    return workspace, two, open_dialog(open_app(page=PAGE), overrides.DIALOG)


def test_a_decision_of_staff_is_one_click_away_and_taken_back_there(decided):
    workspace, (_, two), at = decided
    assert overrides.TITLE in words(at)
    at = send_dialog(at, overrides.DIALOG, overrides.TAKE_BACK)
    assert facts(workspace, Override) == (two,)
    assert "Taken back: the plans decide again" in words(at)
    assert "U2" in words(open_dialog(at, overrides.DIALOG))


def test_who_takes_a_decision_back_is_told_of_what_somebody_else_did_meanwhile(decided):
    workspace, (one, two), at = decided
    take_back(workspace, "take back a decision", one)
    at = send_dialog(at, overrides.DIALOG, overrides.TAKE_BACK)
    assert at.error[0].value == edit_conflict.CHANGED
    assert facts(workspace, Override) == (two,)


def test_one_line_says_of_which_day_list_and_figures_are_and_what_changed():
    same = ListDifference(AS_AT, AS_AT, *(0,) * 6)
    assert list_difference.difference_words(same, has_detail=True) == (
        "The list and the figures are as at 17 July 2026."
    )
    quiet = ListDifference(AS_AT, date(2026, 9, 7), *(0,) * 6)
    days = "The list is as of 7 September 2026, the figures as at 17 July 2026. Since then: "
    assert list_difference.difference_words(quiet, True) == f"{days}no change is known."
    busy = ListDifference(AS_AT, date(2026, 9, 7), 3, 1, 2, 1, 4, 1)
    assert list_difference.difference_words(busy, True) == (
        f"{days}3 joined the list, 1 left it, 2 plans began, 1 plan ended, 4 pupils joined the "
        "school and 1 pupil left the school."
    )
    assert "plan" not in list_difference.difference_words(busy, has_detail=False)


def test_nobody_on_the_list_is_no_clean_bill():
    schools.load(schools.nobody())
    at = open_app(page=PAGE)
    assert not at.exception
    assert cohort_list.NOBODY in words(at)
    assert [t.value for t in at.title] == ["Nobody is on our list yet"]


def test_the_file_says_why_and_cannot_be_run_as_a_formula():
    row = row_of(child(PlanSpan("CP", None, None), surname="=1+1", form="@A1"))
    head, pastoral = whoever_is_alone(), whoever_is_alone(Role.PASTORAL)
    text = csv_bytes(*list_columns.file_of([row], head, Names(hidden=False))).decode("utf-8-sig")
    assert "'=1+1" in text
    assert "'@A1" in text
    assert "CP, no dates" in text
    headings, lines = list_columns.file_of([row], pastoral, Names(hidden=True))
    assert headings == ("Child", "Year group", "Form", "Why")
    assert lines == (("Pupil 0", "Year 3", "@A1", list_columns.ON_THE_LIST),)


def test_the_file_holds_what_the_list_shows_and_is_made_on_request():
    at = open_sample("sample secondary", PAGE, Role.PASTORAL)
    (button,) = at.get("download_button")
    assert button.proto.label == "Download (150 children, CSV)"
    assert not button.proto.url


SHARED = (
    PAGE,
    "pages/support/what_to_do.py",
    "pages/support/interventions.py",
    "pages/support/plan.py",
    "pages/support/meeting.py",
)
"""The pages of Our list and Support that are open to the pastoral team."""


def shared_pages_as_seen(role):
    """Everything these pages send somebody, each part of the meeting and the list in numbers."""
    sent = []
    for page in SHARED:
        at = open_app(role, page)
        assert not at.exception
        sent.append(payload(at))
    for agenda in ("Figures", "Each child", "Write down"):
        at = ask(at, agenda=agenda)
        assert not at.exception
        sent.append(payload(at))
    sent.append(payload(ask(open_app(role, PAGE), part="In numbers")))
    return "\n".join(sent)


def test_the_pastoral_team_is_sent_the_same_whatever_the_plans_are():
    made("CP", date(2024, 1, 8))
    first, head = shared_pages_as_seen(Role.PASTORAL), shared_pages_as_seen(Role.HEADTEACHER)
    made("CIN", date(2024, 2, 29))
    assert first == shared_pages_as_seen(Role.PASTORAL)
    assert head != shared_pages_as_seen(Role.HEADTEACHER)
