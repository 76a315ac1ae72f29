"""axe is clean on every page, folded parts opened, in light and dark and at four widths."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from cwsw.ui.auth import page_registry
from tests.browser.screens import HEAD, SETTLE, Visited, open_a_child, visit_school
from tests.browser.support import axe, open_all

WIDTHS = (1440, 768, 390, 320)
HEIGHT = 900
EVERY = tuple(entry.url for entry in page_registry.entries_for(HEAD))
A_CHILD = "a child, chosen"
SOME = ("overview", "children", "our-list", "what-to-do", "help")
"""The pages of the default run: those of other entries are looked at where their tests are."""


@pytest.fixture
def visit_as_head(browser, server):
    """A headteacher who looks at a sample school in a colour scheme."""
    visited = []

    def visit(name, scheme):
        visited.append(visit_school(browser, server, name, scheme))
        return visited[-1]

    yield visit
    for school in visited:
        school.page.close()


def test_some_pages_are_accessible_where_it_is_hardest(visit_as_head):
    assert list(faults(visit_as_head("secondary", "dark"), SOME, (320,))) == []


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["secondary", "primary"])
def test_every_page_is_accessible(visit_as_head, name, scheme):
    widths = WIDTHS if name == "secondary" else WIDTHS[-1:]
    assert list(faults(visit_as_head(name, scheme), (*EVERY, A_CHILD), widths)) == []


def faults(school: Visited, urls: Iterable[str], widths: Iterable[int]) -> Iterator[str]:
    """What is wrong with each page at each width, a line for each place."""
    for url in urls:
        page = open_a_child(school) if url == A_CHILD else school.open(url)
        open_all(page)
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.wait_for_timeout(SETTLE)
            found = [*_sideways(page), *_headings(page), *axe(page)]
            yield from (f"{url} at {width}: {line}" for line in found)


def _sideways(page: Page) -> Iterator[str]:
    """What has to be scrolled sideways."""
    main = page.get_by_test_id("stMain")
    wide, room = main.evaluate("m => [m.scrollWidth, m.clientWidth]")
    if wide > room:
        yield f"{wide} pixels in {room}"


def _headings(page: Page) -> Iterator[str]:
    """Headings that do not begin with one of the first level, or leave a level out."""
    levels = page.evaluate(
        "() => [...document.querySelectorAll(\"[data-testid='stMain'] :is(h1,h2,h3,h4)\")]"
        ".filter(h => h.offsetParent).map(h => Number(h.tagName[1]))"
    )
    if levels[:1] != [1] or any(after - before > 1 for before, after in pairwise(levels)):
        yield f"headings {levels}"
