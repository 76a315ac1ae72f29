"""Overview, Explore and the pages about figures in a real browser: axe, sizes, selection, paper."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import support
from tests.browser.screens import SETTLE
from tests.browser.support import heading, wait_for_app
from tests.browser.support import open_all as open_all
from tests.browser.test_upload import tab_to

SAMPLES = {
    "secondary": "Try the sample secondary school",
    "primary": "Try the sample primary school",
}
SIZES = {
    "wide": {"width": 1440, "height": 900},
    "middle": {"width": 768, "height": 1024},
    "narrow": {"width": 320, "height": 800},
}


def look_at(page: Page, school: str) -> None:
    page.get_by_role("button", name=SAMPLES[school]).click()
    heading(page, "Overview")
    wait_for_app(page)


def go_to(page: Page, title: str, size: str = "wide") -> None:
    """Open a page by the menu, then take the window's size and open everything that folds."""
    page.set_viewport_size(SIZES["wide"])
    support.go_to(page, title)
    page.set_viewport_size(SIZES[size])


def click_mark(page: Page, label: str) -> None:
    """Select a row of a chart by the words beside it."""
    page.get_by_test_id("stVegaLiteChart").first.get_by_text(label, exact=True).click(force=True)
    page.wait_for_timeout(300)
    wait_for_app(page)


def test_a_row_of_the_chart_opens_explore_and_a_bar_its_children(page):
    page.set_viewport_size(SIZES["wide"])
    look_at(page, "secondary")
    click_mark(page, "Suspended at least once")
    expect(page.get_by_text(re.compile("37 children who were suspended"))).to_be_visible()
    assert "measure=Suspended" in page.url
    click_mark(page, "Year 9")
    expect(page.get_by_text(re.compile(r"Year 9: \d+ children who were suspended"))).to_be_visible()


def test_the_selected_group_and_year_survive_a_reload_and_the_back_button(open_page):
    page = open_page("?school=sample-secondary")
    go_to(page, "Explore")
    absent = "children who were persistently absent"
    page.wait_for_timeout(SETTLE)  # the chart is drawn to its width
    click_mark(page, "Year 9")
    expect(page.get_by_text(f"Year 9: 17 {absent}")).to_be_visible()
    click_mark(page, "Year 7")
    expect(page.get_by_text(f"Year 7: 17 {absent}")).to_be_visible()
    page.go_back()
    expect(page.get_by_text(f"Year 9: 17 {absent}")).to_be_visible()
    page.reload()
    wait_for_app(page)
    expect(page.get_by_text(f"Year 9: 17 {absent}")).to_be_visible()
    click_mark(page, "Year 8")  # a chart that began with a selection still takes a click
    expect(page.get_by_text(re.compile(f"Year 8: 13 {absent}"))).to_be_visible()
    page.get_by_test_id("stVegaLiteChart").nth(1).click(position={"x": 90, "y": 200})
    expect(page.get_by_text(re.compile(f"Year 8: 8 {absent} in 2023/24"))).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["group"] == ["Year 8"]
    # Without a mouse: the box beside the children.
    page.get_by_role("combobox", name=re.compile("Children of")).focus()
    page.keyboard.type("Year 10")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(f"^Year 10: 9 {absent} in 2023/24"))).to_be_visible()
    assert support.axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_step_on_the_overview_opens_that_suggestion_by_keyboard_too(open_page, scheme):
    page = open_page("?school=sample-secondary", scheme)
    expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible()
    page.get_by_role("link", name="→ Fewer suspensions").press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Fewer suspensions: "))).to_be_visible()
    assert "suggestion=" in page.url
    wait_for_app(page)
    assert support.axe(page) == []


def test_what_was_chosen_stays_while_pages_change(page):
    look_at(page, "secondary")
    support.go_to(page, "Explore")
    page.get_by_text("SEN", exact=True).click()
    expect(page.get_by_text(re.compile("EHC plan: highest"))).to_be_visible()
    wait_for_app(page)
    support.go_to(page, "Children")
    support.go_to(page, "Explore")
    expect(page.get_by_text(re.compile("EHC plan: highest"))).to_be_visible()
    assert "by=SEN" in page.url


def test_the_chart_has_a_name_and_a_table_with_the_same_numbers(page):
    look_at(page, "secondary")
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_have_attribute("aria-label", re.compile("Behind our other pupils in 6 of 6"))
    page.get_by_role("button", name="Table", exact=True).click()
    table = page.get_by_role("table", name="The gap to our other pupils")
    expect(table.get_by_role("cell", name="4.2 times as likely")).to_be_visible()
    page.get_by_role("link", name="Explore: Suspended at least once").click()
    expect(page.get_by_text(re.compile("37 children who were suspended"))).to_be_visible()


def test_a_number_can_be_followed_to_its_definition_and_source(page):
    look_at(page, "secondary")
    support.go_to(page, "Explore")
    page.get_by_role("tab", name="How it is counted").click()
    page.get_by_text("Persistent absence: where this number comes from").click()
    definition = "Missed 10% or more of their own possible sessions."
    expect(page.get_by_text(definition, exact=True)).to_be_visible()
    source = page.get_by_role("link", name=re.compile("Outcomes for children in need"))
    expect(source.first).to_be_visible()


def test_a_sentence_and_a_table_can_be_taken_away(page):
    look_at(page, "secondary")
    click_mark(page, "Suspended at least once")
    page.get_by_role("tab", name="Say this").click()
    expect(page.get_by_text(re.compile("As at 17 July 2026: 37 of 156")).first).to_be_visible()
    page.get_by_role("tab", name="Take away").click()
    button = page.get_by_role("button", name=re.compile("Download the table of Suspended"))
    expect(button).to_be_visible()
    wait_for_app(page)
    with page.expect_download() as waiting:
        button.click()
    rows = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert rows[0].startswith('"Measure","Academic year"')
    assert all("Sample data" in row and "17 July 2026" in row for row in rows[1:])


def test_names_can_be_hidden(page):
    look_at(page, "primary")
    children = page.get_by_test_id("stPopoverBody").get_by_role("link")
    page.get_by_role("button", name="Plain table").click()
    name = children.first.inner_text()
    page.keyboard.press("Escape")
    page.get_by_text("Hide names").click()
    page.wait_for_timeout(300)
    wait_for_app(page)
    assert name not in page.content()
    page.get_by_role("button", name="Plain table").click()
    expect(children.first).to_have_text(re.compile(r"^Pupil \d+$"))


def test_the_list_can_be_downloaded(page):
    look_at(page, "primary")
    go_to(page, "Our list")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile(r"Download \(\d+ children, CSV\)")).click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert text.splitlines()[0].startswith('"Child"')


def test_paper_gets_the_whole_page_and_what_is_folded(page):
    look_at(page, "secondary")
    go_to(page, "Data protection")
    folded = page.get_by_text("Why less data would not do")
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(folded).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollHeight") > 2000


def test_by_keyboard_alone_from_the_overview_to_a_child_and_back(open_page):
    page = open_page("?school=sample-secondary")
    heading(page, "Overview")
    tab_to(page, "Plain table")
    page.keyboard.press("Enter")
    links = page.get_by_test_id("stPopoverBody").get_by_role("link")
    expect(links.first).to_be_visible()
    wait_for_app(page)
    name = links.first.inner_text()
    tab_to(page, name)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain").get_by_role("heading").get_by_text(name)).to_be_visible()
    wait_for_app(page)
    assert parse_qs(urlsplit(page.url).query)["child"][0].isdecimal()
    tab_to(page, "Overview")
    page.keyboard.press("Enter")
    heading(page, "Overview")
