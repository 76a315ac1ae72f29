"""What stands around every page: who may open it, how it runs, what happens when it breaks."""

import logging

import pytest
import streamlit as st

from cwsw import charts
from cwsw.access import Role, User
from cwsw.charts import theme
from cwsw.intake import SourceFile, read_files
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from cwsw.ui.wording import text
from tests.support.app import new_session, open_app, open_page_alone, press, words
from tests.support.books import school_book
from tests.support.documents import roles_by_page
from tests.support.schools import open_sample

PAGES = [entry.path for entry in page_registry.PAGES]
OPEN_TO_GOVERNORS = {
    "pages/governors/summary.py",
    "pages/data/what_leaves.py",
    "pages/data/help.py",
}
ALLOWED = {
    role: {e.path for e in page_registry.PAGES if role in roles_by_page().get(e.title, ())}
    for role in Role
}
"""What docs/headteacher.md says, which somebody wrote by hand."""
CLOSED = [(role, page) for role in Role for page in PAGES if page not in ALLOWED[role]]


pytestmark = pytest.mark.usefixtures("empty_server")


def loaded(name="Hill School", cohort=22):
    book = SourceFile("hill.xlsx", school_book(name, cohort=cohort))
    return Workspace.load(read_files([book]))


def test_a_governor_may_open_three_pages():
    assert ALLOWED[Role.GOVERNOR] == OPEN_TO_GOVERNORS


@pytest.mark.parametrize(("role", "script"), CLOSED)
def test_a_page_refuses_a_role_even_without_the_menu(role, script):
    at = open_page_alone(script, role)
    assert [t.value for t in at.title] == [text.NOT_ALLOWED_TITLE]
    assert not at.exception
    assert words(at) == f"{text.NOT_ALLOWED_TITLE}\n{text.NOT_ALLOWED}"


@pytest.mark.parametrize("role", Role)
def test_before_anything_is_loaded_the_menu_leads_to_the_open_pages_only(role):
    at = open_app(role)
    for script in PAGES:
        if script not in ALLOWED[role]:
            with pytest.raises(ValueError, match="navigation page"):
                at.switch_page(script)
            continue
        at.switch_page(script).run()
        assert text.NOT_ALLOWED_TITLE not in words(at), script
        assert not at.error, script
        assert not at.exception, script


@pytest.mark.parametrize("script", [*sorted(OPEN_TO_GOVERNORS), *PAGES[:2], "pages/data/keep.py"])
def test_a_deep_link_before_the_first_run_goes_through_app(script):
    at = new_session()
    at.session_state[page_registry.VIEW_AS] = Role.GOVERNOR
    at.switch_page(script).run()
    assert at.sidebar.selectbox(key=page_registry.VIEW_AS).value == Role.GOVERNOR
    assert not at.exception
    titles = {t.value for t in at.title}
    assert titles <= {"Governors", "Help and guidance", text.NOT_ALLOWED_TITLE}


def test_alone_a_page_that_the_switch_has_closed_leads_on():
    at = open_app(page="pages/governors/publish.py")
    at.sidebar.selectbox(key=page_registry.VIEW_AS).set_value(Role.GOVERNOR).run()
    assert [t.value for t in at.title] == [text.NOT_ALLOWED_TITLE]
    assert [link.proto.label for link in at.main.get("page_link")] == ["Go to Governors"]


def test_the_switch_changes_what_the_menu_holds():
    at = open_app()
    at.sidebar.selectbox(key=page_registry.VIEW_AS).set_value(Role.GOVERNOR).run()
    assert [t.value for t in at.title] == ["Governors"]
    links = [link.proto.label for link in at.sidebar.get("page_link")]
    assert links == ["Governors", "Data and help"]


def links_in(place):
    return [link.proto.label for link in place.get("page_link")]


def test_a_head_has_eight_menu_entries_and_the_views_of_the_open_one():
    at = open_sample("sample secondary", "pages/cohort/our_list.py")
    assert links_in(at.sidebar) == [
        "Overview",
        "Explore",
        "Children",
        "Our list",
        "Support",
        "Governors",
        "National picture",
        "Data and help",
    ]
    assert links_in(at.main)[:2] == ["Our list", "May be missing"]


def test_a_reload_finds_the_sample_school_again_by_the_address():
    at = open_sample("sample primary", "pages/overview/overview.py")
    assert {link.proto.query_string for link in at.sidebar.get("page_link")} == {
        "school=sample-primary"
    }
    reloaded = new_session()
    reloaded.query_params["school"] = "sample-primary"
    assert "Foxglove Primary School" in words(reloaded.run())


@pytest.mark.parametrize("asked", ["", "own", "nonsense"])
def test_the_address_chooses_no_other_school(asked):
    at = new_session()
    at.query_params["school"] = asked
    at.run()
    assert not at.error
    assert {link.proto.query_string for link in at.sidebar.get("page_link")} == {""}


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        ("all-through", "an all-through school"),
        ("AP", "a school for alternative provision"),
        ("special", "a special school"),
    ],
)
def test_a_phase_in_words(phase, said):
    assert text.phase_school(phase) == said


@pytest.mark.parametrize(
    ("address", "alone"),
    [
        ("127.0.0.1", True),
        ("127.5.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - the address that must be refused
        ("::", False),
        ("192.168.1.7", False),
        ("school.example", False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_loopback_address_counts_as_alone(monkeypatch, address, alone):
    monkeypatch.setattr(st, "get_option", lambda _: address)
    assert page_registry.runs_alone() is alone


@pytest.mark.parametrize("script", [None, "pages/overview/overview.py"])
def test_hosted_shows_one_notice_and_nothing_else(monkeypatch, script):
    session.workspaces().replace(page_registry.ALONE_SCHOOL, loaded())
    monkeypatch.setattr(page_registry, "runs_alone", lambda: False)
    at = open_page_alone(script, Role.HEADTEACHER) if script else open_app()
    assert words(at).splitlines()[-1] == text.HOSTED
    assert "Hill" not in words(at)
    assert not at.sidebar.children
    assert not at.button


def test_the_statement_on_data_is_true_for_the_way_it_runs():
    assert "nothing is sent anywhere" in text.where_data_go(alone=True, usage_statistics=False)
    assert "usage statistics are switched on" in text.where_data_go(True, usage_statistics=True)
    assert "on this computer" not in text.where_data_go(alone=False, usage_statistics=False)


def test_an_error_is_said_calmly_and_keeps_its_values_to_itself(monkeypatch, caplog):
    def breaks(_summary):
        raise ValueError("Child Name")

    session.workspaces().replace(page_registry.ALONE_SCHOOL, loaded())
    monkeypatch.setattr(session, "publish", breaks)
    with caplog.at_level(logging.ERROR):
        at = open_app(page="pages/governors/publish.py")
    assert [e.value for e in at.error] == [text.SORRY]
    assert not at.exception
    assert "Child Name" not in words(at) + caplog.text
    assert "ValueError at " in caplog.text


def test_a_reload_and_a_second_tab_find_the_school_again():
    session.workspaces().replace(page_registry.ALONE_SCHOOL, loaded())
    for _ in range(2):
        assert "Hill School" in words(open_app(page="pages/overview/overview.py"))


def test_removing_the_data_closes_them_for_every_tab():
    own = loaded()
    session.workspaces().replace(page_registry.ALONE_SCHOOL, own)
    other_tab = open_app(page="pages/overview/overview.py")
    at = press(open_app(page="pages/data/welcome.py"), text.REMOVE_YES)
    assert "Hill School" not in words(at) + words(other_tab.run())
    assert text.NO_DATA in words(other_tab)
    with pytest.raises(Exception, match=r"[Cc]losed"), own.cursor():
        pass


def test_a_sample_school_says_so_on_every_page_and_its_charts_are_valid(monkeypatch):
    charts.forget()
    monkeypatch.setattr(theme, "IS_CHECKED", True)
    at = press(open_app(), "Try the sample primary school")
    for page in PAGES:
        assert text.SAMPLE_MARK in words(at.switch_page(page).run())
        assert not at.error


def test_a_sample_school_leaves_the_own_school_alone():
    own = loaded()
    session.workspaces().replace(page_registry.ALONE_SCHOOL, own)
    at = press(open_app(page="pages/data/welcome.py"), "Try the sample secondary school")
    assert "Hill School" not in words(at)
    assert session.workspaces().get(page_registry.ALONE_SCHOOL) is own
    at = press(at.switch_page("pages/data/welcome.py").run(), text.LOOK_AT_OWN)
    assert "Hill School" in words(at)


def test_both_sample_schools_are_shared_by_all_visitors():
    first = press(open_app(), "Try the sample primary school")
    second = press(open_app(), "Try the sample primary school")
    assert words(first) == words(second)
    assert session.sample_workspace("sample primary") is session.sample_workspace("sample primary")


def test_five_visitors_on_five_schools_each_see_only_their_own(monkeypatch):
    schools = [f"School {letter}" for letter in "ABCDE"]
    for place, name in enumerate(schools):
        session.workspaces().replace(name, loaded(name, cohort=20 + place))
    monkeypatch.setattr(
        page_registry,
        "current_user",
        lambda: User("x", Role.HEADTEACHER, st.session_state["school"]),
    )

    visitors = []
    for name in schools:
        at = new_session()
        at.session_state["school"] = name
        visitors.append(at.run())
    for script in PAGES[2:5]:
        for place, at in enumerate(visitors):
            seen = words(at.switch_page(script).run())
            assert schools[place] in seen
            assert not any(other in seen for other in schools if other != schools[place])
            if script == "pages/overview/overview.py":
                assert f"{20 + place} of 60" in seen
