"""A term kept on this machine: killed, opened again, and nothing of a pupil on the disk."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from cwsw.records import today
from cwsw.ui.data import terms
from cwsw.ui.upload import lay_over
from cwsw.ui.widgets.row_table import PLAIN_VIEW
from cwsw.ui.wording import archive_wording
from tests.browser.support import axe, go_to, heading, running_server, shoot, wait_for_app
from tests.browser.test_upload import choose, open_upload, press
from tests.support.archives import PASSPHRASE
from tests.support.books import JOINED, workbook

BORN = date(2013, 3, 4)
SECRETS = re.compile(
    rb"Quillfeather|Zebediah|Q8202001|2013-03-04|04/03/2013|4 March 2013|a long enough", re.I
)
NOTE = "Zebediah Quillfeather1 came to every lesson"


def book(as_at: date, pupils: int) -> bytes:
    """A school whose pupils' names, UPNs and day of birth are found anywhere they are written."""
    upns = [f"Q8202001{n:05}" for n in range(pupils)]
    year_group = "8" if as_at < date(2026, 9, 1) else "9"
    return workbook(
        {
            "School": [("Name", "Phase", "As at"), ("Hill", "secondary", as_at)],
            "Pupils": [
                ("UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date"),
                *(
                    (u, f"Quillfeather{n}", "Zebediah", BORN, year_group, JOINED)
                    for n, u in enumerate(upns)
                ),
            ],
            "Plans": [
                ("UPN", "Plan", "Start date", "End date"),
                *((u, "CIN", date(2024, 1, 8), None) for u in upns[:12]),
            ],
            "Follow-ups": [("UPN", "Date", "Kind", "By"), (upns[-1], as_at, "Call home", "Ms Day")]
            if pupils == 30
            else [("UPN", "Date", "Kind", "By")],
        }
    )


@pytest.mark.long
def test_a_term_survives_a_kill_and_leaves_nothing_of_a_pupil_on_the_disk(tmp_path, visit):
    home = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "XDG_DATA_HOME")}
    for folder in home.values():
        folder.mkdir()
    own = {name: str(folder) for name, folder in home.items()}
    with running_server(**own) as server:
        page = open_upload(server, visit)
        choose(page, "summer.xlsx", book(date(2026, 7, 17), 30))
        press(page, "Go on to confirm")
        press(page, "Confirm")
        heading(page, "Overview")
        assert found(tmp_path) == ([], 0)
        begin(page)
        look_at_the_checklist(page)
        next_term(page)
        assert_clean(page, "keep-terms")
        server.process.kill()
        said = server.said()
    assert SECRETS.search(said.encode()) is None
    with running_server(**own) as server:
        page = visit(server.url, "dark")
        page.get_by_label(archive_wording.PASSPHRASE, exact=True).fill(PASSPHRASE)
        press(page, archive_wording.OPEN_BUTTON)
        heading(page, "Overview")
        go_to(page, "Checklist")
        see_the_note(page)
        go_to(page, archive_wording.TITLE)
        assert_clean(page, "keep-dark")
        page.set_viewport_size({"width": 320, "height": 640})
        page.wait_for_timeout(300)
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
        said = server.said()
    assert SECRETS.search(said.encode()) is None
    leaks, kept = found(tmp_path)
    assert leaks == []
    assert kept == 3
    # Nothing but what is sealed: a workbook left behind would be packed, and no name found in it.
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files if path.parent.name != "last-seen"} == {
        "archive.cwsw",
        "keep-until.txt",
        "lock",
        *(f"{number:06}.kept" for number in range(1, 4)),
    }


def begin(page: Page) -> None:
    """Switch keeping on, as the page asks for it."""
    go_to(page, archive_wording.TITLE)
    for label in (archive_wording.NEW_PASSPHRASE, archive_wording.REPEAT):
        page.get_by_label(label, exact=True).fill(PASSPHRASE)
        page.get_by_label(label, exact=True).press("Tab")
    expect(page.get_by_text(re.compile("Strong"))).to_be_visible()
    page.wait_for_timeout(1000)
    wait_for_app(page)
    page.get_by_text(archive_wording.WRITTEN_DOWN).click()
    wait_for_app(page)
    assert_clean(page, "keep-begin")
    page.get_by_role("spinbutton", name=re.compile("^day")).focus()
    page.keyboard.type(f"{today() + timedelta(days=365):%d%m%Y}")
    page.keyboard.press("Escape")
    wait_for_app(page)
    press(page, archive_wording.BEGIN_BUTTON)
    heading(page, archive_wording.KEPT_TITLE)


def look_at_the_checklist(page: Page) -> None:
    """Add something with a pupil's name in it."""
    go_to(page, "Checklist")
    page.get_by_label("Owner", exact=True).fill("Ms Day")
    page.get_by_label("Evidence of our own (may be empty)").fill(NOTE)
    page.get_by_label("Your name or initials").fill("Ms Day")
    press(page, "Looked at it")
    see_the_note(page)


def see_the_note(page: Page) -> None:
    """In the table as plain HTML: the other is drawn."""
    page.get_by_role("button", name=PLAIN_VIEW).first.click()
    expect(page.get_by_role("cell", name=NOTE)).to_be_visible()
    page.keyboard.press("Escape")


def next_term(page: Page) -> None:
    """The next upload, of which one pupil with a follow-up is gone."""
    go_to(page, "Upload", "Upload your spreadsheet")
    choose(page, "autumn.xlsx", book(date(2026, 12, 18), 29))
    press(page, "Go on to confirm")
    heading(page, lay_over.TITLE)
    assert_clean(page, "keep-lay-over")
    press(page, "Confirm")
    heading(page, "Overview")
    go_to(page, archive_wording.TITLE)
    page.locator("summary").filter(has_text=terms.TITLE).click()
    expect(page.get_by_role("table", name=terms.TITLE)).to_be_visible()
    expect(page.get_by_text("Quillfeather29, Zebediah")).to_be_visible()


def assert_clean(page: Page, name: str) -> None:
    window = page.viewport_size
    shoot(page, name)
    assert axe(page) == []
    if window is not None:
        page.set_viewport_size(window)


def found(folder) -> tuple[list[str], int]:
    """Files that hold anything of a pupil or the passphrase, and how many files are kept."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    leaks = [str(path) for path in files if SECRETS.search(path.read_bytes())]
    return leaks, sum(path.suffix == ".kept" for path in files)
