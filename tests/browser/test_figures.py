"""The figure pages in a real browser: axe, small windows, both schemes, paper."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser import support
from tests.browser.support import axe, heading, shoot, wait_for_app
from tests.browser.test_shell import assert_fits

SAMPLES = {
    "secondary": "Try the sample secondary school",
    "primary": "Try the sample primary school",
}
PAGES = (
    "Overview",
    "Who counts",
    "Early years",
    "Primary results",
    "Attendance",
    "Suspensions and exclusions",
    "GCSE and after",
    "Wellbeing",
    "National picture",
    "What to do",
    "Help and guidance",
)
LEFT_OUT = {"secondary": {"Early years", "Primary results"}, "primary": {"GCSE and after"}}
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


def open_all(page: Page) -> None:
    page.evaluate(
        "() => document.querySelectorAll(\"[data-testid='stMain'] details:not([open]) summary\")"
        ".forEach(s => s.click())"
    )
    page.wait_for_timeout(700)


def headings(page: Page) -> list[int]:
    """The levels of the visible headings of the page's own part, in order."""
    return page.evaluate(
        "() => [...document.querySelectorAll(\"[data-testid='stMain'] :is(h1,h2,h3,h4)\")]"
        ".filter(h => h.offsetParent).map(h => Number(h.tagName[1]))"
    )


# Each pair of school, scheme and size once: all eight would look at the same things twice.
@pytest.mark.parametrize(
    ("school", "scheme", "size"),
    [
        pytest.param("secondary", "light", "wide", marks=pytest.mark.long),
        ("secondary", "dark", "narrow"),
        pytest.param("primary", "light", "narrow", marks=pytest.mark.long),
        pytest.param("primary", "dark", "wide", marks=pytest.mark.long),
    ],
)
def test_every_page_is_accessible_and_fits(open_page, school, scheme, size):
    page = open_page("", scheme)
    look_at(page, school)
    for title in (title for title in PAGES if title not in LEFT_OUT[school]):
        go_to(page, title, size)
        shoot(page, f"{title.lower().replace(' ', '-')}-{school}-{scheme}-{size}")
        open_all(page)
        assert_fits(page)
        levels = headings(page)
        assert levels[0] == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), (title, levels)
        assert axe(page) == [], title
        expect(page.get_by_text(re.compile("Sample data")).first).to_be_attached()


def test_a_number_can_be_followed_to_its_definition_and_source(page):
    look_at(page, "secondary")
    card = page.get_by_text(re.compile(r"\d+ of \d+ children .* were persistently absent")).first
    number = re.search(r"\d+ of \d+", card.inner_text())
    page.get_by_role("link", name="Attendance in detail").first.click()
    expect(page.get_by_role("heading", name="Attendance", level=1)).to_be_visible(timeout=30_000)
    expect(page.get_by_text(number.group()).first).to_be_visible()
    page.get_by_text("Persistent absence: where this number comes from").click()
    definition = "Missed 10% or more of their own possible sessions."
    expect(page.get_by_text(definition, exact=True)).to_be_visible()
    expect(
        page.get_by_role("link", name=re.compile("Outcomes for children in need")).first
    ).to_be_visible()


def test_charts_have_names_and_draw_their_marks(page):
    look_at(page, "secondary")
    go_to(page, "Attendance")
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart.get_by_text(re.compile("Children with a social worker: ")).first).to_be_visible()
    expect(chart).to_have_attribute("aria-label", re.compile("were persistently absent in 2025"))


def test_filters_say_what_they_leave_to_a_screen_reader_too(page):
    look_at(page, "secondary")
    go_to(page, "Attendance")
    page.get_by_role("combobox", name="Which children").click()
    page.get_by_role("option", name=re.compile("child in need plan now")).click()
    expect(page.get_by_role("status").filter(has_text="Showing 41 of 150")).to_be_visible()


def test_what_was_chosen_from_several_can_be_read_in_both_schemes(open_page, scheme):
    page = open_page("?school=sample-secondary", scheme)
    go_to(page, "Attendance")
    page.get_by_role("combobox", name="Year groups").click()
    page.get_by_role("option", name="Year 7", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("status").filter(has_text="Showing 33 of 150")).to_be_visible()
    wait_for_app(page)
    assert axe(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_small_multiples_fit_and_are_accessible(open_page, size):
    page = open_page("", "dark" if size == "narrow" else "light")
    look_at(page, "secondary")
    go_to(page, "Suspensions and exclusions", size)
    page.get_by_text("Suspended at least once: year by year").click()
    # By key: charts that are being drawn above it move it away from under the mouse.
    page.get_by_role("switch", name="Show each part of the cohort by itself").first.press("Space")
    table = page.get_by_role("table", name=re.compile("each part of the cohort over the years"))
    expect(table).to_be_visible()
    wait_for_app(page)
    charts = page.locator("[data-testid='stVegaLiteChart'][aria-label*='protection plan now']")
    expect(charts.first).to_be_visible()
    shoot(page, f"parts-over-the-years-{size}")
    assert_fits(page)
    assert axe(page) == []


def test_marks_are_told_apart_without_colour(page):
    """In grey, and with the other national figures in front, the words still name every mark."""
    look_at(page, "secondary")
    go_to(page, "Attendance")
    page.add_style_tag(content="html { filter: grayscale(1); }")
    page.get_by_text("Latest", exact=True).click()
    expect(page.get_by_text(re.compile("The latest national figures stand first"))).to_be_visible()
    wait_for_app(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    for name in (
        "Children with a social worker: ",
        "Other pupils: ",
        "Children in need, 2024/25: ",
    ):
        expect(chart.get_by_text(re.compile(name)).first).to_be_visible()
    shoot(page, "attendance-grey")


def test_a_sentence_and_a_table_can_be_taken_away(page):
    look_at(page, "secondary")
    go_to(page, "Suspensions and exclusions")
    page.get_by_text("Suspended at least once: can I say this?").click()
    expect(page.get_by_text(re.compile("As at 17 July 2026: 37 of 156")).first).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("Download the table of Suspended")).click()
    rows = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert rows[0].startswith('"Measure","Academic year"')
    assert all("Sample data" in row and "17 July 2026" in row for row in rows[1:])


def test_names_can_be_hidden(page):
    look_at(page, "primary")
    go_to(page, "Who counts")
    row = page.get_by_role("table", name="Children with a social worker", exact=True).get_by_role(
        "rowheader"
    )
    name = row.first.inner_text()
    page.get_by_text("Hide names").click()
    expect(row.first).to_have_text(re.compile(r"^Pupil \d+$"))
    wait_for_app(page)
    assert name not in page.content()


def test_the_list_can_be_downloaded(page):
    look_at(page, "primary")
    go_to(page, "Who counts")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("Download this list")).click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert text.splitlines()[0].startswith('"Child"')


def test_paper_gets_the_whole_page(page):
    look_at(page, "secondary")
    go_to(page, "Attendance")
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    tall = page.evaluate("() => document.documentElement.scrollHeight")
    assert tall > 3000


def test_paper_gets_the_folded_parts_too(page):
    look_at(page, "secondary")
    go_to(page, "What to do")
    leads = page.get_by_text("Who leads.").first
    expect(leads).to_be_hidden()
    page.emulate_media(media="print")
    expect(leads).to_be_visible()
