"""Papers in a real browser: taken from the governors' page, and what goes to the virtual school."""

import json

import pytest
from playwright.sync_api import Page, expect

from cwsw.reports.contact_request import NO_CHILD
from cwsw.reports.published import TITLE
from cwsw.ui.governors import papers
from tests.browser.support import axe, go_to, heading, shoot, wait_for_app
from tests.browser.test_upload import press
from tests.support import pdfs
from tests.support.downloads import words_of


def open_published(open_page, scheme: str = "light") -> Page:
    """The head of the sample secondary school, just after publishing."""
    page = open_page("", scheme, "desktop")
    page.get_by_role("button", name="Try the sample secondary school").click()
    heading(page, "Overview")
    go_to(page, "Publish", "Publish to governors")
    publish = page.get_by_role("button", name="Publish to governors", exact=True)
    published = page.get_by_role("link", name="Read it as governors do").first
    expect(publish.or_(published).first).to_be_visible()
    if not published.count():
        press(page, "Publish to governors")
    expect(published).to_be_visible()  # leaving before would lose the click
    wait_for_app(page)
    return page


def taken(page: Page, label: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=label).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


@pytest.mark.parametrize(
    ("scheme", "width"), [pytest.param("light", 1280, marks=pytest.mark.long), ("dark", 320)]
)
def test_papers_are_taken_and_their_pages_are_accessible(open_page, scheme, width):
    page = open_published(open_page, scheme)
    go_to(page, "Governors", "Governors")
    name, content = taken(page, papers.PDF)
    assert name.startswith("governors-2")
    assert pdfs.words(pdfs.opened(content))[0] == TITLE
    name, content = taken(page, papers.SPREADSHEET)
    assert name.endswith(".xlsx")
    assert "Persistent absence" in words_of(content)
    go_to(page, "Virtual school", "For the virtual school")
    name, content = taken(page, "Download the return (JSON)")
    assert json.loads(content)["sample"] is True
    name, content = taken(page, "Download the draft (text)")
    assert NO_CHILD in content.decode()
    for expander in page.get_by_test_id("stMain").locator("summary").all():
        expander.click()
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(300)
    shoot(page, f"virtual-school-{scheme}-{width}")
    assert axe(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_text(NO_CHILD).last).to_be_visible()
