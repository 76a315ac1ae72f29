"""Where a file goes that was uploaded: the memory of the server's process is searched for it."""

import secrets
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from cwsw.ui.state import housekeeping
from perf.visitor import Visitor
from tests.browser.support import ROOT
from tests.server.conftest import SOON
from tests.support.books import school_book
from tests.support.process_memory import gone_within, occurrences, only_on_linux

UPLOADER = "One file, or several about the same pupils"
SETTLED = 8.0
"""Seconds in which a busy machine gets round to what happens at once."""

pytestmark = only_on_linux


def marked_book(marker, kilobytes, pupils=60):
    """A school's workbook with a part that no reader looks at, and a marker in each of its KB."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(school_book(pupils=pupils))) as book,
        zipfile.ZipFile(out, "w") as marked,
    ):
        for part in book.infolist():
            marked.writestr(part.filename, book.read(part))
        pieces = (marker + secrets.token_bytes(1024 - len(marker)) for _ in range(kilobytes))
        marked.writestr("more/of-it.bin", b"".join(pieces))
    return out.getvalue()


def checked(server, *files):
    """A visitor who has uploaded files and had them checked."""
    visitor = Visitor(server.url)
    visitor.go_to("upload")
    visitor.upload(UPLOADER, files)
    visitor.press("Check the files")
    return visitor


@pytest.fixture
def marker():
    return b"marker" + secrets.token_hex(8).encode()


@pytest.mark.parametrize("kilobytes", [20, 5_000])
def test_a_cancelled_file_is_gone_at_once(alone, marker, kilobytes):
    with checked(alone, ("hill.xlsx", marked_book(marker, kilobytes))) as visitor:
        assert occurrences(alone.process.pid, marker) >= kilobytes
        visitor.press("Cancel")
        assert gone_within(SETTLED, alone.process.pid, marker)


def test_a_confirmed_file_is_gone_at_once_though_its_data_stay(alone, marker):
    with checked(alone, ("hill.xlsx", marked_book(marker, 5_000))) as visitor:
        visitor.press("Go on to confirm")
        visitor.press("Confirm")
        assert gone_within(SETTLED, alone.process.pid, marker)
        visitor.go_to("data")
        assert "Look at your school" in visitor.elements("button")
        visitor.press("Yes, remove the data")
        assert "Look at your school" not in visitor.elements("button")


def test_a_file_that_cannot_be_used_is_gone_with_its_page(alone, marker):
    letter = marker + secrets.token_bytes(100_000)
    with checked(alone, ("letter.xlsx", letter), ("more.xlsx", letter)) as visitor:
        assert occurrences(alone.process.pid, marker) >= 1
        visitor.press("Choose other files")
        assert gone_within(SETTLED, alone.process.pid, marker)


def test_a_file_is_gone_with_its_tab(alone, marker):
    files = [("hill.xlsx", marked_book(marker, 5_000))]
    with checked(alone, *files), Visitor(alone.url) as never_checked:
        never_checked.go_to("upload")
        never_checked.upload(UPLOADER, files)
        assert occurrences(alone.process.pid, marker) >= 10_000
    assert gone_within(SOON + housekeeping.EVERY + SETTLED, alone.process.pid, marker)


def test_many_uploads_at_once_are_each_read_and_each_forgotten(alone, marker, long_run):
    def upload(pupils):
        with checked(alone, ("hill.xlsx", marked_book(marker, 100, pupils))) as visitor:
            seen = [shown.body for shown in visitor.all_elements("markdown")]
            visitor.press("Cancel")
        return any(words.startswith(f"**{pupils} pupils recognised.**") for words in seen)

    visits = 50 if long_run else 8
    with ThreadPoolExecutor(visits) as pool:
        assert list(pool.map(upload, range(60, 60 + visits))) == [True] * visits
    assert gone_within(SETTLED, alone.process.pid, marker)


def test_a_closed_tab_is_gone_within_a_minute():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    longest = settings["server"]["disconnectedSessionTTL"] + housekeeping.EVERY + SETTLED
    assert longest < 60
