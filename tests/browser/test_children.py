"""The children's table and a child's page in a browser: axe, the views, the keyboard."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from cwsw.ui.children.views import VIEWS
from tests.browser.support import axe, go_to, shoot, wait_for_app
from tests.browser.test_dashboard import look_at
from tests.browser.test_shell import assert_fits
from tests.browser.test_upload import tab_to

PARTS = ("Why this child counts", "Attendance", "Support")


def choose(page: Page, name: str) -> None:
    """Choose a view, or a part of a child's page."""
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
    page.wait_for_timeout(300)
    wait_for_app(page)


def open_first(page: Page) -> None:
    """Open the first child of the table, from its plain view."""
    page.get_by_role("button", name="Plain table").click()
    wait_for_app(page)
    page.get_by_test_id("stPopoverBody").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="Another child")).to_be_visible()
    wait_for_app(page)


@pytest.mark.long
@pytest.mark.parametrize(
    ("scheme", "width", "views"),
    [
        pytest.param("light", 1440, tuple(VIEWS)[:-1], marks=pytest.mark.long),
        ("dark", 320, ("week", "suspended", "after")),
    ],
)
def test_the_views_and_a_child_are_accessible(open_page, scheme, width, views):
    page = open_page("", scheme)
    look_at(page, "secondary")
    go_to(page, "Children")
    page.set_viewport_size({"width": width, "height": 900})
    for view in views:
        choose(page, VIEWS[view].name)
        shoot(page, f"children-{view}-{scheme}-{width}")
        assert axe(page) == []
        assert_fits(page)
    open_first(page)
    for part in PARTS:
        choose(page, part)
        shoot(page, f"child-{part.lower().replace(' ', '-')}-{scheme}-{width}")
        assert axe(page) == []
        assert_fits(page)


def test_from_a_figure_to_a_child_by_keyboard(open_page):
    page = open_page("")
    look_at(page, "secondary")
    go_to(page, "Explore")
    page.get_by_role("tab", name="How it is counted").click()
    page.get_by_role("link", name="Show these pupils: Persistent absence, 2025/26").focus()
    page.keyboard.press("Enter")
    counted = page.get_by_role("heading", name=re.compile("were persistently absent in 2025"))
    expect(counted).to_be_visible()
    wait_for_app(page)
    tab_to(page, "Plain table")
    page.keyboard.press("Enter")
    plain = page.get_by_test_id("stPopoverBody")
    first = plain.get_by_role("rowheader").first.inner_text()
    plain.get_by_role("link", name=first).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=first, level=1)).to_be_visible()
    wait_for_app(page)
    (address,) = parse_qs(urlsplit(page.url).query)["child"]
    assert address.isdecimal()
    assert first.split(",")[0] not in page.url


def test_the_first_change_in_a_sample_stays_with_the_child(open_page):
    page = open_page("")
    look_at(page, "primary")
    go_to(page, "Children")
    open_first(page)
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Record a follow-up").click()
    page.get_by_label("Your name or initials").fill("A. Lead")
    page.get_by_role("button", name="Keep this follow-up").click()
    expect(page.get_by_text("your own copy of the sample school")).to_be_visible()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(page.get_by_text("Check-in (A. Lead)")).to_be_visible()


@pytest.mark.parametrize("old", ["work-lists", "pupils?figure=persistent_absence&year=2025"])
def test_an_old_address_leads_to_its_view(open_page, server, old):
    page = open_page("")
    page.goto(f"{server.url}/{old}{'&' if '?' in old else '?'}school=sample-secondary")
    view = "This week" if old == "work-lists" else "Of a figure"
    expect(page.get_by_role("radio", name=view)).to_be_checked()
    expect(page.get_by_role("heading", level=2)).not_to_have_text("No figure is chosen")
