"""The first page and the governors' page in a real browser: reach, schemes, small windows."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.support import axe, heading, running_server, shoot, wait_for_app

SAMPLE = "Try the sample secondary school"


def test_the_start_page_is_accessible(open_page, scheme, viewport):
    page = open_page("", scheme, viewport)
    expect(page.get_by_role("button", name=SAMPLE)).to_be_visible()
    assert_fits(page)
    shoot(page, f"start-{scheme}-{viewport}")
    assert axe(page) == []


def test_an_address_opened_first_after_a_start_shows_its_page_and_no_dialog(visit):
    with running_server(module="cwsw.ui.server") as server:
        page = visit(f"{server.url}/children")
        expect(page.get_by_role("heading", name="Children", level=1)).to_be_visible()
        assert page.get_by_role("dialog").count() == 0


def test_the_governors_page_is_accessible(open_page, scheme, viewport):
    page = open_page("", scheme, viewport)
    page.get_by_role("button", name=SAMPLE).click()
    heading(page, "Overview")
    if viewport != "desktop":
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Governors", exact=True).click()
    page.get_by_role("link", name="Publish", exact=True).press("Enter")
    # By key: on a small screen the open menu lies over the page.
    page.get_by_role("button", name="Publish to governors").press("Enter")
    page.get_by_role("link", name="Read it as governors do").first.press("Enter")
    expect(page.get_by_role("heading", name="Governors", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="In one minute")).to_be_visible()
    wait_for_app(page)
    assert_fits(page)
    expect(page.get_by_text(re.compile("made-up pupils")).first).to_be_attached()
    shoot(page, f"governors-{scheme}-{viewport}")
    assert axe(page) == []


def assert_fits(page):
    """Nothing has to be scrolled sideways."""
    wide, room = page.evaluate(
        "() => { const m = document.querySelector(\"[data-testid='stMain']\");"
        " return [m.scrollWidth, m.clientWidth]; }"
    )
    assert wide <= room


def test_the_sample_is_one_click_away_and_shows_the_cohort(page):
    page.get_by_role("button", name=SAMPLE).click()
    heading(page, "Overview")
    expect(page.get_by_text(re.compile(r"\d+ of 1,\d+ pupils")).first).to_be_visible()


def test_the_sample_can_be_reached_by_keyboard(page):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.innerText.trim()") == SAMPLE:
            break
    page.keyboard.press("Enter")
    heading(page, "Overview")


def test_viewing_as_a_governor_leaves_two_entries(page):
    switch = page.get_by_role("combobox", name=re.compile("View as"))
    # A list that opens while the menu still scrolls to it closes again.
    switch.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    switch.click()
    page.get_by_role("option", name="Governor", exact=True).click()
    expect(page.get_by_role("heading", name="Governors", exact=True)).to_be_visible(timeout=30_000)
    links = page.get_by_test_id("stSidebar").get_by_role("link")
    expect(links).to_contain_text(["Governors", "Data and help"])


def test_each_page_has_a_title_of_its_own(open_page):
    page = open_page("help")
    expect(page).to_have_title("Help and guidance - Children with a social worker")


def test_the_empty_workbook_can_be_downloaded(page):
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the empty workbook").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")


def test_the_browser_asks_nobody_else_for_anything(visit, server):
    asked = []
    page = visit(server.url)
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    wait_for_app(page)
    page.wait_for_timeout(500)
    elsewhere = [u for u in asked if "127.0.0.1" not in u and not u.startswith(("data:", "blob:"))]
    assert asked
    assert elsewhere == []


@pytest.mark.parametrize("place", ["upload", "overview", "our-list", "explore"])
def test_a_page_opened_by_its_address_goes_through_the_guard(open_page, place):
    page = open_page(place)
    expect(page.get_by_role("combobox", name=re.compile("View as"))).to_be_attached()
