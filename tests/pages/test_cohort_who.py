"""One child's why and decisions of staff: drawn, said, kept, shown on our list, undone."""

from datetime import date
from html import escape

import pytest

from cwsw import cohort
from cwsw.access import Role
from cwsw.cohort.explanation import stories
from cwsw.records import Override, facts
from cwsw.ui.children import why_counted
from cwsw.ui.children.child_parts import WHY_COUNTED
from cwsw.ui.cohort import overrides
from cwsw.ui.forms import edit_forms
from cwsw.ui.state import session
from cwsw.ui.widgets.name_visibility import full_name
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.books import school_book
from tests.support.child_page import open_child
from tests.support.explore import ask
from tests.support.keep_list import open_dialog, send_dialog
from tests.support.schools import open_sample

LIST = "pages/cohort/our_list.py"
ON = date(2026, 7, 1)


pytestmark = pytest.mark.usefixtures("empty_server")


def table(at, caption):
    """The HTML of the table with this caption."""
    bodies = [element.proto.body for element in at.get("html")]
    return next(body for body in bodies if f"<caption>{escape(caption)}" in body)


def open_why(workspace, number=1, **more):
    return open_child(workspace, number, part=WHY_COUNTED, **more)


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_one_childs_plans_are_drawn_and_said(choice):
    workspace = session.sample_workspace(choice)
    first = next(m for m in cohort.members(workspace) if m.plans)
    at = open_why(workspace, first.number, sample=choice)
    assert at.title[0].value == full_name(first)
    seen = words(at)
    for story in stories(first, workspace.as_at):
        assert escape(story.words) in seen
    for chart in at.get("vega_lite_chart"):
        assert first.upn not in chart.proto.spec
        assert str(first.surname) not in chart.proto.spec


def fill_override(at, reason="Told by the social worker", by="A. Lead"):
    at = open_dialog(at, why_counted.OVERRIDE)
    at.selectbox(key="override_group").set_value("other")
    at.text_input(key="override_reason").set_value(reason)
    at.text_input(key="override_by").set_value(by)
    at.date_input(key="override_on").set_value(ON)
    return send_dialog(at, why_counted.OVERRIDE, "Keep this decision")


def test_a_decision_is_kept_shown_where_it_counts_and_undone_in_one_step():
    workspace = schools.load(school_book())
    at = fill_override(open_why(workspace))
    assert not at.exception
    assert facts(workspace, Override) == (
        Override(upn="U0", group="other", reason="Told by the social worker", by="A. Lead", on=ON),
    )
    seen = words(at)
    assert "Kept: a decision on who counts" in seen
    assert "Counted among the other pupils (decided by staff)" in seen
    listed = open_dialog(at.switch_page(LIST).run(), overrides.DIALOG)
    assert "Told by the social worker" in table(listed, overrides.TITLE)
    listed = ask(listed, part="In numbers")
    assert "21</td>" in table(listed, "Pupils on roll by group")
    undone = listed.button(key="undo").click().run()
    assert facts(workspace, Override) == ()
    assert "22</td>" in table(undone, "Pupils on roll by group")
    assert not any(button.key == f"{overrides.DIALOG}_open" for button in undone.button)
    assert undone.button(key="undo").disabled


def test_the_figures_follow_a_decision_and_its_undoing():
    workspace = schools.load(
        school_book(more={"Attendance": schools.attendance(60, lambda _: (380, 9, 0), 0)})
    )
    at = open_app(page="pages/overview/overview.py")
    assert "22 of 60" in words(at)
    at = fill_override(open_why(workspace))
    at = at.switch_page("pages/overview/overview.py").run()
    assert "21 of 60" in words(at)
    at = at.switch_page(LIST).run().button(key="undo").click().run()
    at = at.switch_page("pages/overview/overview.py").run()
    assert "22 of 60" in words(at)


@pytest.mark.parametrize(
    ("reason", "by", "said"),
    [("", "A. Lead", overrides.REASON_MISSING), ("Told", " ", edit_forms.NAME_MISSING)],
)
def test_a_decision_needs_a_reason_and_a_name(reason, by, said):
    workspace = schools.load(school_book())
    at = fill_override(open_why(workspace), reason, by)
    assert said in at.error[0].value
    assert facts(workspace, Override) == ()


def test_the_first_change_of_a_sample_makes_a_copy_that_only_this_visitor_sees():
    shared = session.sample_workspace("sample secondary")
    member = cohort.members(shared)[6]
    before = facts(shared, Override)
    at = fill_override(open_why(shared, member.number, sample="sample secondary"))
    assert "Kept: a decision" in words(at)
    assert edit_forms.PRIVATE_COPY in words(at)
    assert at.title[0].value == full_name(member)
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
    at = open_app(page=LIST)
    (button,) = [b for b in at.get("download_button") if b.proto.label == edit_forms.DOWNLOAD]
    assert not button.proto.url


def test_the_pastoral_team_takes_nothing_away():
    at = open_sample("sample secondary", LIST, Role.PASTORAL)
    assert edit_forms.DOWNLOAD not in [b.proto.label for b in at.get("download_button")]
    assert at.button(key="undo").disabled
