"""Everything that Streamlit would send to a governor's browser, page by page, read as it is sent.

tests/browser/test_governor_browser.py reads the same on the wire; this is the quick one.
"""

import pytest
import streamlit as st
from google.protobuf.json_format import MessageToJson

from cwsw.access import Role
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from cwsw.ui.wording import text
from tests.support import telling
from tests.support.app import open_app, open_page_alone, press, words

PAGES = [entry.path for entry in page_registry.PAGES]


@pytest.fixture(scope="module", autouse=True)
def published():
    """The telling school, loaded and published."""
    st.cache_resource.clear()
    upload = read_in_process([SourceFile("school.xlsx", telling.book())])
    session.workspaces().replace(page_registry.ALONE_SCHOOL, Workspace.load(upload))
    at = press(open_app(page="pages/governors/publish.py"), "Publish to governors")
    assert not at.error
    yield
    st.cache_resource.clear()


def sent(at):
    """Every element of a run, sidebar included, as text, and every file offered."""
    return "\n".join(_texts(at._tree))


def _texts(block):
    for node in block.children.values():
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield MessageToJson(proto)
            for field, value in proto.ListFields():
                if field.name in ("data", "datasets", "arrow_data"):
                    yield str(value)
        if hasattr(node, "children"):
            yield from _texts(node)


def test_the_reading_finds_a_child_where_there_is_one():
    at = open_app(Role.HEADTEACHER, "pages/cohort/our_list.py")
    assert telling.leaks(sent(at)) >= {"Wexq0", "Zorv1", str(telling.COHORT)}
    assert telling.leaks(f"{telling.UPNS[3]} {telling.BORN[4]}") == {
        telling.UPNS[3],
        telling.BORN[4].isoformat(),
    }
    assert str(telling.COHORT) in telling.leaks(sent(open_app(page="pages/overview/overview.py")))


@pytest.mark.parametrize("script", ["pages/governors/summary.py", "pages/data/help.py"])
def test_nothing_of_a_child_and_no_exact_count_is_sent_to_a_governor(script):
    at = open_app(Role.GOVERNOR, script)
    assert not at.error
    assert not at.get("download_button") or script.startswith("pages/governors")
    assert telling.leaks(sent(at)) == set()


def test_the_publication_is_there():
    assert "In one minute" in words(open_app(Role.GOVERNOR, "pages/governors/summary.py"))


CLOSED_TO_GOVERNORS = [
    entry.path
    for entry in page_registry.PAGES
    if not entry.is_open_to(page_registry.whoever_is_alone(Role.GOVERNOR))
]


@pytest.mark.parametrize("script", CLOSED_TO_GOVERNORS)
def test_a_page_opened_by_its_file_sends_a_governor_one_sentence(script):
    at = open_page_alone(script, Role.GOVERNOR)
    assert words(at) == f"{text.NOT_ALLOWED_TITLE}\n{text.NOT_ALLOWED}"
    assert telling.leaks(sent(at)) == set()


def test_what_the_session_kept_as_head_is_not_sent_to_a_governor():
    at = open_app(Role.HEADTEACHER, "pages/cohort/our_list.py")
    at.sidebar.selectbox(key=page_registry.VIEW_AS).set_value(Role.GOVERNOR).run()
    assert telling.leaks(sent(at)) == set()
