"""Who did what: the head's page, latest first, by person, event and child."""

import pytest
import streamlit as st

from cwsw.access import AuditEvent, Role, User
from cwsw.charts.squares import squares
from cwsw.children.address import address
from cwsw.intake import SourceFile, read_files
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from cwsw.ui.children import choice
from cwsw.ui.data import audit_page
from cwsw.ui.state import audit_store, session
from cwsw.ui.wording import text
from tests.support.app import open_app, open_page_alone, press, words
from tests.support.books import school_book
from tests.support.child_page import CHILD, open_child

PAGE = "pages/data/trail.py"
UPN = "U1"


@pytest.fixture(autouse=True)
def server():
    """A server that runs alone, with a school loaded and no line in the trail."""
    st.cache_resource.clear()
    audit_store.forget()
    upload = read_files([SourceFile("hill.xlsx", school_book())])
    session.workspaces().replace(page_registry.ALONE_SCHOOL, Workspace.load(upload))
    yield
    st.cache_resource.clear()
    audit_store.forget()


def rows(at):
    """The table's rows, each as its words."""
    return [" · ".join(map(str, row)) for row in at.dataframe[0].value.itertuples(index=False)]


def opened(child=UPN, who="dsl@hill.example"):
    person = User(who, Role.DSL, page_registry.ALONE_SCHOOL)
    return audit_store.trail().note(person, AuditEvent.CHILD_OPENED, child)


def test_before_anything_is_done_it_says_so():
    assert audit_page.NO_LINES in words(open_app(page=PAGE))


def test_lines_stand_latest_first_without_a_name():
    opened()
    audit_store.add(User("head", Role.HEADTEACHER, page_registry.ALONE_SCHOOL), AuditEvent.EXPORTED)
    at = open_app(page=PAGE)
    assert not at.error
    first, second = rows(at)
    assert "Downloaded a file" in first
    assert "Opened a child" in second
    assert opened().about in second
    assert UPN not in second
    assert "pseudonym" in words(at)


def test_the_same_lines_stand_in_plain_html_when_asked_for():
    opened()
    at = open_app(page=PAGE)
    assert not any("Who did what</caption>" in h.proto.body for h in at.get("html"))
    at.session_state["trail_plain"] = True
    (plain,) = [h.proto.body for h in at.run().get("html") if "<caption>" in h.proto.body]
    assert "Who did what</caption>" in plain
    assert opened().about in plain


def test_a_person_and_a_deed_can_be_chosen():
    opened()
    opened(who="senco@hill.example")
    at = open_app(page=PAGE)
    at.selectbox(key="trail_person").set_value("senco@hill.example").run()
    assert len(rows(at)) == 1
    assert "senco@hill.example" in rows(at)[0]


def test_a_child_is_found_by_choosing_them_and_that_is_noted_once():
    opened()
    opened("U2")
    at = open_app(page=PAGE)
    choice = next(o for o in at.selectbox(key="trail_child_False").options if o.startswith("Sur1,"))
    at.selectbox(key="trail_child_False").set_value(choice).run()
    at.run()
    events = [line.event for line in audit_store.trail().lines(page_registry.ALONE_SCHOOL)]
    assert events.count(AuditEvent.TRAIL_READ) == 1
    assert all(opened().about in row for row in rows(at))
    assert audit_store.trail().pseudonym(page_registry.ALONE_SCHOOL, "U2") not in "".join(rows(at))


def test_a_broken_trail_is_said_first(monkeypatch):
    line = opened()
    broken = type("Broken", (), {"lines": (line,), "intact": False})
    monkeypatch.setattr(audit_store.trail(), "read", lambda _: broken)
    assert [w.value for w in open_app(page=PAGE).warning] == [audit_page.BROKEN]


def test_removing_the_data_is_noted_and_forgets_what_was_drawn():
    drawn = squares(())
    press(open_app(page="pages/data/welcome.py"), "Yes, remove the data")
    (line,) = audit_store.trail().lines(page_registry.ALONE_SCHOOL)
    assert (line.event, line.user) == (AuditEvent.REMOVED, "You")
    assert squares(()) is not drawn


def test_a_refused_page_is_noted():
    open_page_alone("pages/cohort/our_list.py", Role.GOVERNOR)
    (line,) = audit_store.trail().lines(page_registry.ALONE_SCHOOL)
    assert (line.event, line.role) == (AuditEvent.REFUSED, "governor")


def test_a_child_shown_again_and_again_is_noted_once_for_each_visit():
    at = open_child(session.own_workspace())
    at.run()
    at.run()
    events = [line.event for line in audit_store.trail().lines(page_registry.ALONE_SCHOOL)]
    assert events == [AuditEvent.CHILD_OPENED]


@pytest.mark.parametrize(
    ("page", "event"),
    [("meeting", AuditEvent.PACK_OPENED), ("inspection", AuditEvent.SHEET_OPENED)],
)
def test_a_paper_about_single_children_is_noted_once_for_each_visit(page, event):
    at = open_app(page=f"pages/support/{page}.py")
    at.run()
    at.query_params[choice.CHILD_PARAMETER] = address(session.own_workspace(), 1)
    at.switch_page(CHILD).run()
    at.switch_page(f"pages/support/{page}.py").run()
    assert not at.error
    events = [line.event for line in audit_store.trail().lines(page_registry.ALONE_SCHOOL)]
    assert events == [event, AuditEvent.CHILD_OPENED, event]


def test_a_child_whose_opening_cannot_be_noted_is_not_shown_at_the_second_try_either(monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(audit_store, "add", full)
    at = open_app(page=CHILD)
    at.query_params[choice.CHILD_PARAMETER] = address(session.own_workspace(), 1)
    for _ in range(2):
        at.run()
        assert [e.value for e in at.error] == [text.SORRY]
        assert "Sur" not in "".join(h.value for h in at.header)
