"""No page asks for more than one look: words and screens before something is opened."""

import pytest

from tests.browser.screens import (
    SAMPLES,
    SMALL,
    is_overview_right,
    measure,
    measure_upload,
    screen_of,
    too_long,
    visit_school,
)


@pytest.fixture
def visit_as_head(browser, server):
    """A headteacher who looks at a school of a server."""
    visited = []

    def visit(name, of=server):
        visited.append(visit_school(browser, of, name))
        return visited[-1]

    yield visit
    for school in visited:
        school.page.close()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_overview_is_one_screen_read_in_a_minute(visit_as_head, name):
    screen = screen_of(visit_as_head(name).open("overview"), "Overview")
    assert is_overview_right(screen), screen


@pytest.mark.long
def test_some_pages_are_short(visit_as_head):
    school = visit_as_head("secondary")
    screens = [screen_of(school.open(url), url) for url in ("explore", "national", "upload")]
    assert all(screen.words for screen in screens)
    assert [screen for screen in screens if too_long(screen)] == []


@pytest.mark.long
@pytest.mark.parametrize("name", [*SAMPLES, SMALL])
def test_no_page_asks_for_more_than_its_limits(visit_as_head, fresh_server, name):
    overview, *others = measure(visit_as_head(name, fresh_server))
    assert is_overview_right(overview), overview
    assert [screen for screen in others if too_long(screen)] == []


@pytest.mark.long
def test_no_step_of_an_upload_asks_for_more_than_its_limits(browser, fresh_server):
    steps = measure_upload(browser, fresh_server)
    assert [step for step in steps if too_long(step)] == []
