"""Take the pictures of docs/export-from-your-system.md: `python -m tests.browser.export_pictures`.

Every pupil on them is made up. Not a test: run it when a screen has changed.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from cwsw.ui.upload import wording
from launcher.browser import find_browser
from tests.browser.support import (
    BROWSER_ARGUMENTS,
    ROOT,
    Server,
    heading,
    running_server,
    wait_for_app,
)
from tests.browser.test_mapping import choose, say_yes, tell_the_day
from tests.browser.test_upload import press
from tests.support.foreign_pages import export

FOLDER = ROOT / "docs" / "screens"
SIZE = {"width": 1180, "height": 760}
SIDEBAR = 300
TALLEST = 760
COLOURS = 32

SYSTEMS = {
    "sims": "_sims_percent",
    "arbor": "_arbor_wide",
    "bromcom": "_bromcom",
    "scholarpack": "_scholarpack_early",
    "go4schools": "_go4",
    "cpoms": "_cpoms",
    "la": "_la_columns",
    "giap": "_giap",
}
"""Picture -> the made-up export it shows being checked."""


def main() -> None:
    """All pictures, each system on a server of its own."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        for name, make in SYSTEMS.items():
            with running_server() as server:
                _check_of(browser, server, name, make)
        with running_server() as server:
            _whole_way(browser, server)
        browser.close()


def _open(browser: Browser, server: Server) -> Page:
    page = browser.new_context(viewport=SIZE, locale="en-GB").new_page()  # type: ignore[arg-type]
    page.goto(server.url)
    wait_for_app(page)
    page.goto(f"{server.url}/upload")
    wait_for_app(page)
    heading(page, "Choose your spreadsheets")
    return page


def _check_of(browser: Browser, server: Server, name: str, make: str) -> None:
    """How the export of one system is understood."""
    page = _open(browser, server)
    choose(page, *export(make).files)
    joins = page.get_by_role("heading", name=wording.JOINS_TITLE)
    joins.or_(page.get_by_role("heading", name="For which day are the data true?")).wait_for()
    if joins.count():
        say_yes(page)
    tell_the_day(page)
    page.get_by_text(wording.COLUMNS).click()
    page.get_by_text(wording.PARSED_TITLE).click()
    _shoot(page, name, wording.PARSED_TITLE)


def _whole_way(browser: Browser, server: Server) -> None:
    """Every step with a SIMS list and the list of a safeguarding lead, and the overview."""
    page = _open(browser, server)
    page.get_by_text(wording.PASTE_TITLE).click()
    page.wait_for_timeout(700)
    _shoot(page, "choose", "Upload your spreadsheet")
    page.get_by_text(wording.PASTE_TITLE).click()
    choose(page, *export("_dsl_names").files)
    heading(page, wording.JOINS_TITLE)
    _shoot(page, "questions", "1 question before the figures")
    say_yes(page)
    heading(page, "For which day are the data true?")
    _shoot(page, "about", "For which day are the data true?")
    tell_the_day(page)
    _shoot(page, "check", "Check what was read")
    press(page, "Go on to confirm")
    _shoot(page, "confirm", "Confirm")
    press(page, wording.SPOT_CONFIRM)
    heading(page, "Overview")
    page.wait_for_timeout(1500)
    _shoot(page, "overview", "Overview")


def _shoot(page: Page, name: str, title: str) -> None:
    """The page's own part from a heading down, in few colours."""
    page.set_viewport_size({"width": SIZE["width"], "height": 4000})
    page.wait_for_timeout(600)
    named = page.get_by_role("heading", name=title, exact=True)
    box = named.or_(page.get_by_text(title, exact=True)).first.bounding_box()
    top = max(0.0, (box["y"] if box else 0) - 12)
    end = page.get_by_test_id("stMainBlockContainer").bounding_box()
    height = min(TALLEST, (end["y"] + end["height"] if end else TALLEST) - top - 24)
    clip = {"x": SIDEBAR, "y": top, "width": SIZE["width"] - SIDEBAR, "height": height}
    data = page.screenshot(clip=clip)  # type: ignore[arg-type]
    page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    _save(data, FOLDER / f"{name}.png")


def _save(data: bytes, path: Path) -> None:
    picture = Image.open(BytesIO(data)).convert("RGB").quantize(COLOURS)
    picture.save(path, optimize=True)


if __name__ == "__main__":
    main()
