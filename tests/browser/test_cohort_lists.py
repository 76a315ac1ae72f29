"""Three lists of a 1,200-pupil school worked through by keyboard alone, to the right cohort."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cwsw.cohort import members
from cwsw.cohort.list_matching import Reason
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace
from tests.browser.support import heading, menu_way, wait_for_app
from tests.browser.test_upload import choose, open_upload, press
from tests.support.lists import book, disagreeing

MADE = disagreeing(pupils=1200, cohort=120, of_each=12)
BOOK = book(MADE)
DECISIONS = {
    Reason.TYPED: "Accept the local authority",
    Reason.FORMER_UPN: "Accept: the same child",
    Reason.ENDED: "Accept the local authority",
    Reason.UNDATED: "Ask the local",
    Reason.LEFT: "Accept the local authority",
}
REGIONS = {
    "Local authority, safeguarding lead and school system: agree": 48,
    "Safeguarding lead and school system: disagree": 12,
    "Local authority and safeguarding lead: disagree": 24,
    "Local authority only: disagree": 24,
    "Safeguarding lead only: disagree": 12,
}
"""The 120 on the lists, of whom a tenth disagree in each of six ways: see `disagreeing`."""


@pytest.fixture
def loaded(fresh_server, visit) -> Page:
    """The page of a school whose three lists disagree, uploaded and confirmed."""
    page = open_upload(fresh_server, visit)
    choose(page, "lists.xlsx", BOOK)
    press(page, "Go on to confirm")
    press(page, "Confirm")
    heading(page, "Overview")
    return page


def tab_to(page: Page, name: str, kind: str = "") -> None:
    """Press Tab until what has the focus is called so; fails where it is never reached.

    `kind`: the element it must be, such as INPUT; a table's own region has a name too.
    """
    said = (
        "kind => { const e = document.activeElement; if (kind && e.tagName !== kind) return ''; "
        "return (e.getAttribute('aria-label') || e.innerText || '').trim(); }"
    )
    for _ in range(150):
        page.keyboard.press("Tab")
        lines = page.evaluate(said, kind).split("\n")
        words = [line for line in lines if line and not re.fullmatch("[a-z]+(_[a-z]+)+", line)]
        if "".join(words[-1:]).startswith(name):
            return
    raise AssertionError(f"{name} cannot be reached by Tab")


def pick(page: Page, box: str, words: str) -> None:
    """Choose in a select box by typing."""
    tab_to(page, box, "INPUT")
    page.keyboard.type(words)
    page.get_by_role("option", name=re.compile(re.escape(words), re.IGNORECASE)).first.wait_for()
    page.keyboard.press("Enter")
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_timeout(250)
    wait_for_app(page)


def go_to(page: Page, name: str) -> None:
    for link in menu_way(name):
        tab_to(page, link)
        page.keyboard.press("Enter")
        settle(page)
    heading(page, name)
    settle(page)


def decide(page: Page, decision: str) -> None:
    pick(page, "Decision", decision)
    tab_to(page, "Your name", "INPUT")
    page.keyboard.press("Control+A")
    page.keyboard.type("A. Lead")
    tab_to(page, "Keep this decision")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^Kept: "))).to_be_visible(timeout=30_000)
    settle(page)


def open_tab(page: Page, name: str) -> None:
    """Open a tab by keyboard: the arrows move between tabs."""
    tabs = page.get_by_role("tab")
    names = [tab.inner_text().strip() for tab in tabs.all()]
    now = next(
        n for n, tab in enumerate(tabs.all()) if tab.get_attribute("aria-selected") == "true"
    )
    tabs.nth(now).focus()
    way = names.index(name) - now
    for _ in range(abs(way)):
        page.keyboard.press("ArrowRight" if way > 0 else "ArrowLeft")
    page.keyboard.press("Enter")
    settle(page)


def region_counts(page: Page) -> dict[str, int]:
    rows = page.get_by_role("table", name="Where the lists agree").locator("tbody tr")
    cells = [row.locator("th, td").all_inner_texts() for row in rows.all()]
    return {" ".join(name.split()): int(count) for name, count in cells}


@pytest.mark.long
def test_the_lists_are_worked_through_by_keyboard_to_exactly_the_right_cohort(loaded):
    page = loaded
    go_to(page, "Compare lists")
    open_tab(page, "Where they agree")
    assert region_counts(page) == REGIONS
    open_tab(page, "To decide")
    for reason, decision in DECISIONS.items():
        pick(page, "Reason to go through", reason.value[:25])
        decide(page, decision)
    one, two, *_ = MADE.wrong["early_help"]
    for about in (f"Zurname{int(one[1:])}, ", f"Zurname{int(two[1:])}, ", "All of this reason"):
        pick(page, "Reason to go through", Reason.EARLY_HELP.value[:25])
        pick(page, "Disagreement", about)
        decide(page, "Refuse")
    expect(page.get_by_text("Every disagreement is decided or being asked about.")).to_be_visible()
    tab_to(page, "Keep what you added")
    page.keyboard.press("Enter")
    with page.expect_download() as waiting:
        tab_to(page, "Download the workbook")
        page.keyboard.press("Enter")
    data = Path(waiting.value.path()).read_bytes()
    again = Workspace.load(read_in_process([SourceFile("again.xlsx", data)]))
    assert {m.upn: m.group for m in members(again)} == MADE.truth
    go_to(page, "Our list")
    ours = sum(group == "cwsw" for group in MADE.truth.values())
    open_tab(page, "In numbers")
    row = page.get_by_role("table", name="Pupils on roll by group").locator("tbody tr").first
    assert row.locator("td").first.inner_text() == str(ours)


@pytest.mark.long
def test_the_letter_and_the_sheet_come_out_of_it(loaded):
    page = loaded
    go_to(page, "Compare lists")
    open_tab(page, "Ask the local authority")
    files = {}
    for label in ("Download the letter (to print)", "Download the sheet (Excel)"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        files[label] = Path(waiting.value.path()).read_bytes()
    letter, sheet = files.values()
    assert b"Which dates are right?" in letter
    assert b"Zurname" not in letter
    assert sheet.startswith(b"PK")
