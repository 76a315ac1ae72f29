"""The children's pages: axe in both schemes and narrow; from a figure to a child by keyboard."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import axe, shoot, wait_for_app
from tests.browser.test_dashboard import go_to, look_at, open_all
from tests.browser.test_shell import assert_fits
from tests.browser.test_upload import tab_to

ALL = ("Work lists", "A child", "Pupils behind a figure", "When a plan ends")


def choose_child(page: Page) -> None:
    """The first child of the list, by typing into the select box as a keyboard user would."""
    box = page.get_by_role("combobox", name="Child")
    box.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Key adult")).to_be_visible()
    wait_for_app(page)


@pytest.mark.parametrize(
    ("scheme", "size", "titles"),
    [
        pytest.param("light", "wide", ALL, marks=pytest.mark.long),
        pytest.param("dark", "wide", ALL[:2], marks=pytest.mark.long),
        ("light", "narrow", ALL),
    ],
)
def test_every_page_is_accessible(open_page, scheme, size, titles):
    page = open_page("", scheme, "desktop")
    look_at(page, "secondary")
    for title in titles:
        go_to(page, title)
        if title == "A child":
            choose_child(page)
        go_to_size(page, size)
        open_all(page)
        shoot(page, f"children-{title.lower().replace(' ', '-')}-{scheme}-{size}")
        assert axe(page) == []
        assert_fits(page)


def go_to_size(page: Page, size: str) -> None:
    if size == "narrow":
        page.set_viewport_size({"width": 320, "height": 800})
        page.wait_for_timeout(300)


def test_from_a_figure_to_a_child_by_keyboard(open_page):
    page = open_page("")
    look_at(page, "secondary")
    go_to(page, "Explore")
    page.get_by_role("tab", name="How it is counted").click()
    link = page.get_by_role("link", name="Show these pupils: Persistent absence, 2025/26")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pupils behind a figure", level=1)).to_be_visible()
    wait_for_app(page)
    expect(page.get_by_text("were persistently absent in 2025/26")).to_be_visible()
    first = page.get_by_role("table").first.get_by_role("rowheader").first.inner_text()
    tab_to(page, "Open this child's page")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=first, level=2)).to_be_visible()
    wait_for_app(page)
    (address,) = parse_qs(urlsplit(page.url).query)["child"]
    assert address.isdecimal()
    assert first.split(",")[0] not in page.url
    link = page.get_by_role("link", name="One child's why: each plan and what it counts for")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="One child's why", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name=first, level=2)).to_be_visible()
