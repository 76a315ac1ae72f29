"""The page for the virtual school: the head's alone, made from what is published."""

import pytest

from cwsw.access import Role
from cwsw.disclosure import to_json
from cwsw.reports.contact_request import NO_CHILD
from cwsw.tables.half_terms import block_of
from cwsw.ui.auth import page_registry
from cwsw.ui.governors import publishing, virtual_school
from cwsw.ui.state import session
from cwsw.ui.wording import text
from tests.support.app import open_app, open_page_alone, words
from tests.support.books import school_book
from tests.support.published import DAY, draft, rounded
from tests.support.schools import load

PAGE = "pages/governors/virtual_school.py"


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture
def published(empty_server):  # noqa: ARG001 - it must come first
    load(school_book())
    register = publishing.own_publications()
    register.publish(page_registry.ALONE_SCHOOL, draft(), block_of(DAY, ()), DAY, "the headteacher")


def test_nothing_is_made_before_anything_is_published():
    load(school_book())
    at = open_app(Role.HEADTEACHER, PAGE)
    assert [i.value for i in at.info] == [virtual_school.PUBLISH_FIRST]
    assert not at.get("download_button")


@pytest.mark.usefixtures("published")
def test_the_head_gets_the_return_and_a_draft_without_a_place_to_type():
    at = open_app(Role.HEADTEACHER, PAGE)
    assert not at.error
    assert [b.label for b in at.get("download_button")] == [
        "Download the return (JSON)",
        "Download the draft (text)",
    ]
    assert NO_CHILD.rstrip(".") in words(at).replace("\\", "")
    assert not len(at.text_input) + len(at.text_area)
    assert "Sur1" not in words(at)
    assert "published on 21 September 2026, with data as at 17 July 2026" in words(at)


@pytest.mark.usefixtures("published")
def test_what_is_ticked_stands_in_the_draft():
    at = open_app(Role.HEADTEACHER, PAGE)
    at.checkbox(key="request_What you have tried_tutoring").check().run()
    at.selectbox(key="request_area").select_index(0).run()
    seen = words(at).replace("\\", "")
    assert "We have tried: tutoring." in seen
    assert "To: Virtual School Kent, VSKAT" in seen


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("role", [Role.DSL, Role.PASTORAL, Role.GOVERNOR])
def test_nobody_else_may_open_it(role):
    at = open_page_alone(PAGE, role)
    assert text.NOT_ALLOWED in words(at)
    assert not at.get("download_button")


def test_it_needs_no_data_loaded():
    at = open_app(Role.HEADTEACHER, PAGE)
    assert session.workspace() is None
    assert not at.error


def test_a_publication_of_the_first_rules_sends_nothing():
    load(school_book())
    publishing.own_publications().fill(page_registry.ALONE_SCHOOL, [to_json(rounded())])
    at = open_app(Role.HEADTEACHER, PAGE)
    assert [i.value for i in at.info] == [virtual_school.PUBLISH_AGAIN]
    assert not at.get("download_button")
