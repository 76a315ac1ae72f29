"""Interventions, meeting, inspection: clean for axe, narrow, and walked from a suggestion on."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support import axe, go_to, heading, shoot, wait_for_app

PAGES = ("Running support", "Plan support", "Meeting", "Inspection sheet")


def open_sample(open_page, scheme="light") -> Page:
    page = open_page("", scheme, "desktop")
    page.get_by_role("button", name="Try the sample primary school").click()
    heading(page, "Overview")
    go_to(page, "Running support")
    return page


@pytest.mark.long
@pytest.mark.parametrize(
    "look",
    [
        pytest.param(("light", "desktop"), marks=pytest.mark.long),
        pytest.param(("dark", "desktop"), marks=pytest.mark.long),
        ("light", "zoomed"),
    ],
)
def test_every_page_is_accessible(open_page, look):
    scheme, viewport = look
    page = open_sample(open_page, scheme)
    for name in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        go_to(page, name)
        for tab in page.get_by_role("tab").all():
            tab.click()
        if viewport == "zoomed":
            page.set_viewport_size({"width": 320, "height": 640})
            page.wait_for_timeout(300)
        shoot(page, f"work-{name.lower().replace(' ', '-')}-{scheme}-{viewport}")
        assert axe(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_suggestion_becomes_support_and_the_pack_a_file(open_page):
    page = open_sample(open_page)
    go_to(page, "What to do")
    page.get_by_role("link", name="Plan this: ").first.click()
    heading(page, "Plan support")
    wait_for_app(page)
    answers = page.locator("[class*='st-key-plan_why'] input")
    for place in range(3):
        answers.nth(place).fill("Not known yet")
        answers.nth(place).press("Enter")
        wait_for_app(page)
    page.get_by_label("Lead", exact=True).fill("SENCO")
    page.get_by_role("button", name="Start this support").click()
    expect(page.get_by_text("Kept: support for the whole cohort")).to_be_visible()
    go_to(page, "Meeting")
    with page.expect_download() as got:
        page.get_by_role("button", name="The pack as PDF").click()
    assert got.value.path().read_bytes().startswith(b"%PDF-")
