"""From a pupil list of SIMS and a safeguarding lead's list to the cohort, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cwsw.cohort.counts import cohort_counts
from cwsw.intake.as_read import TO_MEND
from cwsw.store import Workspace
from cwsw.ui.upload import wording
from tests.browser.support import axe, heading, shoot, wait_for_app
from tests.browser.test_shell import assert_fits
from tests.browser.test_upload import open_upload, press, tab_to
from tests.support import exports
from tests.support.foreign_pages import export, pasted

LOOKS = [
    pytest.param(("light", "desktop"), marks=pytest.mark.long),
    pytest.param(("dark", "desktop"), marks=pytest.mark.long),
    pytest.param(("light", "phone"), marks=pytest.mark.long),
    ("dark", "zoomed"),
]
ROLL = ("SIMS list.csv", exports.text(exports.sims_list(exports.source("secondary"))))


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    heading(page, "Choose your spreadsheets")
    wait_for_app(page)
    kind = "application/octet-stream"
    given = [{"name": name, "mimeType": kind, "buffer": data} for name, data in files]
    page.set_input_files("input[type=file] >> nth=0", given)
    press(page, "Check the files")


def say_yes(page: Page) -> None:
    """Every child on the list is the pupil it may be: the answer that is chosen already."""
    heading(page, wording.JOINS_TITLE)
    wait_for_app(page)
    together = page.get_by_role("radiogroup", name=re.compile("look, then accept all"))
    expect(together.get_by_role("radio", name=re.compile("Yes, all"))).to_be_checked()
    press(page, wording.ANSWER)


def tell_the_day(page: Page) -> None:
    """17 July 2026, typed."""
    heading(page, "For which day are the data true?")
    page.locator("[data-testid='stDateInput'] [role='spinbutton']").first.focus()
    type_the_day(page)
    press(page, "Use these answers")


def type_the_day(page: Page) -> None:
    page.keyboard.type("17072026")
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    wait_for_app(page)


def enter(page: Page) -> None:
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    wait_for_app(page)


def tab_until(page: Page, test: str) -> None:
    """Press Tab until the element with the focus passes a test in JavaScript."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const e = document.activeElement; return {test}; }}"):
            return
    raise AssertionError(f"nothing that is {test} can be reached by Tab")


@pytest.mark.long
def test_by_keyboard_alone_from_two_exports_to_the_cohort(fresh_server, visit):
    made = export("_dsl_names")
    page = open_upload(fresh_server, visit)
    with page.expect_file_chooser() as waiting:
        tab_until(page, "e.closest('[data-testid=stFileUploader]') && e.tagName === 'BUTTON'")
        page.keyboard.press("Enter")
    waiting.value.set_files(
        [{"name": n, "mimeType": "application/octet-stream", "buffer": d} for n, d in made.files]
    )
    expect(page.get_by_role("button", name="Check the files")).to_be_enabled(timeout=30_000)
    tab_to(page, "Check the files")
    enter(page)
    heading(page, wording.JOINS_TITLE)
    tab_until(page, "e.type === 'radio'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    tab_to(page, wording.ANSWER)
    enter(page)
    heading(page, "For which day are the data true?")
    tab_until(page, "e.getAttribute('role') === 'spinbutton'")
    type_the_day(page)
    tab_to(page, "Use these answers")
    enter(page)
    for label in ("Go on to confirm", wording.SPOT_CONFIRM):
        tab_to(page, label)
        enter(page)
    heading(page, "Overview")
    twin = cohort_counts(Workspace.load(made.twin, exports.AS_AT))
    told = f"{twin.cwsw} of {twin.on_roll} pupils"
    expect(page.get_by_text(re.compile(told)).first).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("look", LOOKS)
def test_every_screen_is_accessible_and_fits(fresh_server, visit, look):
    page = open_upload(fresh_server, visit, *look)
    choose(page, *export("_dsl_names").files)
    heading(page, wording.JOINS_TITLE)
    look_over(page, "1-questions", look)
    say_yes(page)
    heading(page, "For which day are the data true?")
    look_over(page, "2-about", look)
    tell_the_day(page)
    heading(page, "Check what was read")
    open_all(page)
    look_over(page, "3-check", look)
    press(page, "Go on to confirm")
    heading(page, wording.SPOT_TITLE)
    look_over(page, "4-confirm", look)


def open_all(page: Page) -> None:
    page.evaluate(
        "() => document.querySelectorAll(\"[data-testid='stMain'] details:not([open]) summary\")"
        ".forEach(s => s.click())"
    )
    page.wait_for_timeout(700)


def look_over(page: Page, step: str, look: tuple[str, str]) -> None:
    window = page.viewport_size
    shoot(page, f"mapping-{step}-{'-'.join(look)}")
    assert axe(page) == []
    if window is not None:
        page.set_viewport_size(window)
    assert_fits(page)


@pytest.mark.long
def test_a_list_is_pasted_beside_what_is_loaded(fresh_server, visit):
    page = open_upload(fresh_server, visit)
    choose(page, ROLL)
    tell_the_day(page)
    press(page, "Go on to confirm")
    press(page, wording.SPOT_CONFIRM)
    heading(page, "Overview")
    page = visit(f"{fresh_server.url}/upload")
    page.get_by_text(wording.PASTE_TITLE).click()
    page.get_by_label(wording.PASTE_LABEL).fill(pasted())
    page.get_by_text(wording.IN_ADDITION).click()
    wait_for_app(page)
    press(page, "Check the files")
    say_yes(page)
    expect(page.get_by_text(re.compile("4 of 90 pupils")).first).to_be_visible(timeout=30_000)


@pytest.mark.long
def test_the_answers_and_the_marked_sheets_can_be_taken_away(fresh_server, visit):
    rows = exports.sims_list(exports.source("secondary"))
    rows[5][9] = "soon"
    page = open_upload(fresh_server, visit)
    choose(page, ("SIMS list.csv", exports.text(rows)))
    tell_the_day(page)
    page.get_by_text(wording.SAVE_TITLE).click()
    page.wait_for_timeout(700)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=wording.SAVE_BUTTON).click()
    answers = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert answers["headings"]["SIMS list!Legal Surname"] == "Surname"
    page.get_by_text(wording.TAKE_AWAY).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=wording.MARKED_BUTTON).click()
    data = Path(waiting.value.path()).read_bytes()
    press(page, "Cancel")
    choose(page, ("marked.xlsx", data))
    tell_the_day(page)
    page.get_by_text(wording.COLUMNS).click()
    page.get_by_text(re.compile("columns? w[a-z]+ not read")).first.click()
    expect(page.get_by_text(re.compile(TO_MEND)).first).to_be_visible()
