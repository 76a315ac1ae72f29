"""Who counts and one child's why: parts of the list, decisions, undo, names hidden."""

from datetime import date
from html import escape

import pytest

from cwsw import cohort
from cwsw.access import Role
from cwsw.children.address import address
from cwsw.cohort.why import stories
from cwsw.records import Override, facts, keep
from cwsw.ui import child_choice, keeping, overrides, session
from cwsw.ui.names import full_name
from tests.support import schools
from tests.support.app import open_app, press, words
from tests.support.books import school_book
from tests.support.schools import open_sample

WHO = "pages/cohort/our_list.py"
CHILD = "pages/cohort/child.py"
ON = date(2026, 7, 1)


pytestmark = pytest.mark.usefixtures("empty_server")


def choose(at, key, value):
    return at.selectbox(key=key).set_value(value).run()


def table(at, caption):
    """The HTML of the table with this caption."""
    bodies = [element.proto.body for element in at.get("html")]
    return next(body for body in bodies if f"<caption>{escape(caption)}" in body)


def test_while_on_our_roll_is_a_list_of_its_own():
    at = choose(open_sample("sample secondary", WHO), "who_view", "while_on_roll")
    everybody = cohort.members(session.sample_workspace("sample secondary"))
    ours = [m for m in everybody if m.in_cohort]
    shown = table(at, "Children with a plan while on our roll")
    assert "Showing 106 of 150 children with a social worker." in words(at)
    for member in ours:
        assert (f">{escape(full_name(member))}<" in shown) is (
            member.while_on_roll
            or any(full_name(o) == full_name(member) and o.while_on_roll for o in ours)
        )


def test_the_cohort_is_crossed_and_followed_over_six_years():
    at = open_sample("sample secondary", WHO)
    at = choose(at, "who_crossing", "Special educational needs")
    crossed = table(at, "Children with a social worker by special educational needs")
    assert "SEN support" in crossed
    assert "Without those looked after now" in crossed
    grown = table(at, "The cohort in each of six years")
    assert grown.count('<tr role="row">') == 7
    assert "2020/21" in grown


def test_the_pastoral_team_is_told_no_kind_of_plan_by_numbers_either():
    seen = words(open_sample("sample secondary", WHO, Role.PASTORAL))
    for told in ("Without those looked after", "Plan on that day", "While on our roll", "Decided"):
        assert told not in seen
    assert "Children with a social worker by year group" in seen


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_one_childs_plans_are_drawn_and_said(choice):
    at = open_sample(choice, CHILD)
    everybody = cohort.members(session.sample_workspace(choice))
    first = next(m for m in everybody if m.plans)
    seen = words(at)
    assert escape(full_name(first)) in seen
    for story in stories(first, session.sample_workspace(choice).as_at):
        assert escape(story.words) in seen
    (chart,) = at.get("vega_lite_chart")
    assert first.upn not in chart.proto.spec
    assert str(first.surname) not in chart.proto.spec


def fill_override(at, reason="Told by the social worker", by="A. Lead"):
    at.selectbox(key="override_group").set_value("other")
    at.text_input(key="override_reason").set_value(reason)
    at.text_input(key="override_by").set_value(by)
    at.date_input(key="override_on").set_value(ON)
    return press(at, "Keep this decision")


def test_a_decision_is_kept_shown_where_it_counts_and_undone_in_one_step():
    workspace = schools.load(school_book())
    at = fill_override(open_app(page=CHILD))
    assert not at.exception
    assert facts(workspace, Override) == (
        Override(upn="U0", group="other", reason="Told by the social worker", by="A. Lead", on=ON),
    )
    seen = words(at)
    assert "Kept: a decision on who counts" in seen
    assert "Counted among the other pupils (decided by staff)" in seen
    listed = at.switch_page(WHO).run()
    assert "Told by the social worker" in table(listed, overrides.TITLE)
    assert "21</td>" in table(listed, "Pupils on roll by group")
    undone = listed.button(key="undo").click().run()
    assert facts(workspace, Override) == ()
    assert "22</td>" in table(undone, "Pupils on roll by group")
    assert overrides.NONE in words(undone)
    assert undone.button(key="undo").disabled


def test_the_figures_follow_a_decision_and_its_undoing():
    schools.load(school_book(more={"Attendance": schools.attendance(60, lambda _: (380, 9, 0), 0)}))
    at = open_app(page="pages/overview/overview.py")
    assert "22 of 60" in words(at)
    at = fill_override(at.switch_page(CHILD).run())
    at = at.switch_page("pages/overview/overview.py").run()
    assert "21 of 60" in words(at)
    at = at.switch_page(WHO).run().button(key="undo").click().run()
    at = at.switch_page("pages/overview/overview.py").run()
    assert "22 of 60" in words(at)


@pytest.mark.parametrize(
    ("reason", "by", "said"),
    [("", "A. Lead", overrides.REASON_MISSING), ("Told", " ", keeping.NAME_MISSING)],
)
def test_a_decision_needs_a_reason_and_a_name(reason, by, said):
    workspace = schools.load(school_book())
    at = fill_override(open_app(page=CHILD), reason, by)
    assert said in at.error[0].value
    assert facts(workspace, Override) == ()


def test_a_single_decision_can_be_taken_back():
    workspace = schools.load(school_book())
    one = Override(upn="U1", group="other", reason="One", by="DSL", on=ON)
    two = Override(upn="U2", group="other", reason="Two", by="DSL", on=ON)
    keep(workspace, "two decisions", [one, two])
    at = press(open_app(page=WHO), "Take this decision back")
    assert facts(workspace, Override) == (two,)
    assert "Taken back: the plans decide again" in words(at)


def test_the_first_change_of_a_sample_makes_a_copy_that_only_this_visitor_sees():
    shared = session.sample_workspace("sample secondary")
    member = cohort.members(shared)[6]
    before = facts(shared, Override)
    at = open_sample("sample secondary", WHO)
    at.query_params[child_choice.ASKED] = address(shared, member.number)
    at = fill_override(at.switch_page(CHILD).run())
    assert "Kept: a decision" in words(at)
    assert keeping.PRIVATE_COPY in words(at)
    assert at.header[0].value == full_name(member)
    copy = at.session_state[session._COPY]
    (new,) = set(facts(copy, Override)) - set(before)
    assert new.upn == member.upn
    assert facts(shared, Override) == before
    assert session.workspaces().get("this machine") is None
    at = at.button(key="undo").click().run()
    assert facts(copy, Override) == before
    assert at.session_state[session._COPY] is copy


def test_the_workbook_is_made_on_request():
    schools.load(school_book())
    at = open_app(page=WHO)
    (button,) = [b for b in at.get("download_button") if b.proto.label == keeping.DOWNLOAD]
    assert not button.proto.url


def test_the_pastoral_team_takes_nothing_away():
    at = open_sample("sample secondary", WHO, Role.PASTORAL)
    assert keeping.DOWNLOAD not in [b.proto.label for b in at.get("download_button")]
    assert at.button(key="undo").disabled
