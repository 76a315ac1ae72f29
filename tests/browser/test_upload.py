"""A headteacher's workbook in, the right figures on the screen, in a real browser."""

import os
import re
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cwsw.ui.upload import wording
from tests.browser.conftest import Visit
from tests.browser.support import Server, axe, heading, shoot, wait_for_app
from tests.support.books import school_book

MEGABYTE = 2**20
PROJECT = Path(__file__).parents[2]
ATTENDANCE = [
    ("UPN", "Academic year", "Possible sessions", "Authorised absence", "Unauthorised absence"),
    # 9 of the 22 in the cohort miss a tenth or more, 3 of the other 38.
    *((f"U{i}", "2025/26", 300, 20, 10 if i < 9 else 0) for i in range(22)),
    *((f"U{i}", "2025/26", 300, 30 if i < 25 else 5, 0) for i in range(22, 60)),
]
SUSPENDED = [("UPN", "Type", "Start date"), ("U1", "SUSP", "03/07/2026"), ("ZZ", "SUSP", "bad")]
BOOK = school_book(more={"Attendance": ATTENDANCE, "Exclusions": SUSPENDED})


def open_upload(server: Server, visit: Visit, *look: str) -> Page:
    """The upload page of a server that has shown its first page before, as run.py makes it do.

    Streamlit says "page not found" beside the right page where the first visit to a server with a
    `pages` folder is to a page's own address.
    """
    visit(server.url)
    return visit(f"{server.url}/upload", *look)


def choose(page: Page, name: str, data: bytes) -> None:
    kind = "application/octet-stream"
    page.set_input_files("input[type=file]", {"name": name, "mimeType": kind, "buffer": data})
    press(page, "Check the files")


def press(page: Page, label: str) -> None:
    button = page.get_by_role("button", name=label, exact=True).first
    expect(button).to_be_enabled(timeout=30_000)
    button.click()
    wait_for_app(page)


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(("light", "desktop"), marks=pytest.mark.long),
        pytest.param(("dark", "desktop"), marks=pytest.mark.long),
        ("light", "zoomed"),
    ],
)
def test_every_step_is_accessible_and_leads_to_the_figures(fresh_server, visit, look):
    page = open_upload(fresh_server, visit, *look)
    look_over(page, "1-choose", look)
    choose(page, "hill.xlsx", BOOK)
    heading(page, "Check what was read")
    expect(page.get_by_text("60 pupils recognised.")).to_be_visible()
    look_over(page, "2-check", look)
    press(page, "Go on to confirm")
    heading(page, "Confirm")
    look_over(page, "3-confirm", look)
    press(page, "Confirm")
    heading(page, "Overview")
    expect(page.get_by_text(re.compile("22 of 60 pupils")).first).to_be_visible()


def look_over(page: Page, step: str, look: tuple[str, str]) -> None:
    window = page.viewport_size
    shoot(page, f"upload-{step}-{'-'.join(look)}")
    assert axe(page) == []
    if window is not None:
        page.set_viewport_size(window)


@pytest.mark.long
def test_the_figures_on_the_screen_are_those_of_the_workbook(fresh_server, visit):
    page = open_upload(fresh_server, visit)
    choose(page, "hill.xlsx", BOOK)
    press(page, "Go on to confirm")
    press(page, "Confirm")
    heading(page, "Overview")
    second_tab = visit(f"{fresh_server.url}/explore")
    expect(second_tab.get_by_text("41% of our children").first).to_be_visible()
    expect(second_tab.get_by_text("Hill School").first).to_be_visible()
    second_tab.reload()
    wait_for_app(second_tab)
    expect(second_tab.get_by_text("41% of our children").first).to_be_visible()


@pytest.mark.long
def test_problems_can_be_taken_away(fresh_server, visit):
    page = open_upload(fresh_server, visit)
    choose(page, "hill.xlsx", BOOK)
    heading(page, "Check what was read")
    page.get_by_text(wording.TAKE_AWAY).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("^Download the whole list")).click()
    rows = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert '"Exclusions","3"' in rows


def test_the_steps_can_be_gone_through_by_keyboard(fresh_server, visit):
    page = open_upload(fresh_server, visit)
    kind = "application/octet-stream"
    page.set_input_files("input[type=file]", {"name": "h.xlsx", "mimeType": kind, "buffer": BOOK})
    expect(page.get_by_role("button", name="Check the files")).to_be_enabled(timeout=30_000)
    for label in ("Check the files", "Go on to confirm", "Confirm"):
        tab_to(page, label)
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        wait_for_app(page)
    heading(page, "Overview")


FOCUSED = """() => {
  const here = document.activeElement;
  return here.matches("a, button") ? here.innerText : "";
}"""


def tab_to(page: Page, label: str) -> None:
    """Press Tab until the button or link has the focus; fails where it is never reached."""
    button, link = (page.get_by_role(role, name=label, exact=True) for role in ("button", "link"))
    button.or_(link).first.wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        # The words of an icon stand on a line of their own.
        if label in page.evaluate(FOCUSED).splitlines():
            return
    raise AssertionError(f"{label} cannot be reached by Tab")


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="needs Linux's /proc")
def test_a_five_megabyte_upload_leaves_nothing_on_disk(fresh_server, visit):
    page = open_upload(fresh_server, visit)
    written = written_by(fresh_server.process.pid)
    with watching(fresh_server.process.pid) as seen:
        choose(page, "large.csv", os.urandom(5 * MEGABYTE))
        heading(page, "This upload cannot be used")
    assert seen == set()
    assert temporary_files(fresh_server.process.pid) == set()
    assert written_by(fresh_server.process.pid) - written < MEGABYTE


def written_by(process: int) -> int:
    """Bytes a process has handed to files so far."""
    lines = Path(f"/proc/{process}/io").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("write_bytes:")))


def temporary_files(process: int) -> set[str]:
    """Open files of a process that are deleted or stand in a temporary folder.

    Its log apart, and the project's own files, which may stand in a temporary folder themselves.
    """
    found = set()
    for entry in Path(f"/proc/{process}/fd").iterdir():
        try:
            target = os.readlink(entry)
        except OSError:
            continue
        is_ours = target.endswith("server.log") or Path(target).is_relative_to(PROJECT)
        if not is_ours and ("(deleted)" in target or target.startswith(tempfile.gettempdir())):
            found.add(target)
    return found


@contextmanager
def watching(process: int):
    """Gather the temporary files a process has open, again and again, until the block ends."""
    seen: set[str] = set()
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.001):
            seen.update(temporary_files(process))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()
