"""Files that pages offer: given whenever they are pressed, and to nobody else."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cwsw.ui.wording import text
from perf.visitor import DownloadError, Visitor
from tests.server.test_uploads_are_forgotten import checked
from tests.support.books import school_book

EMPTY = "Download the empty workbook"
LIST = "Download (22 children, CSV)"
VISITS = 40


def loaded(server):
    """A visitor who has loaded a school, on the list of its children."""
    visitor = checked(server, ("hill.xlsx", school_book()))
    visitor.press("Go on to confirm")
    visitor.press("Confirm")
    visitor.go_to("our-list")
    return visitor


def test_every_download_of_forty_visits_at_once_is_given(alone):
    def visit(place):
        with Visitor(alone.url) as visitor:
            visitor.go_to("data")
            button = visitor.elements("download_button")[EMPTY]
            visitor.go_to("data")  # the same page again, while others' runs end
            first = visitor.fetch(visitor.ask_for_file(button))
            again = visitor.download(EMPTY) if place % 4 == 0 else first
            return first.status_code, again.status_code, "Pupils" in sheets(first.content)

    with ThreadPoolExecutor(VISITS) as pool:
        assert list(pool.map(visit, range(VISITS))) == [(200, 200, True)] * VISITS


def sheets(content):
    return load_workbook(BytesIO(content), read_only=True).sheetnames


def test_a_button_pressed_while_its_page_is_run_again_by_its_side_gives_its_file(alone):
    with loaded(alone) as visitor, Visitor(alone.url) as other:
        button = visitor.elements("download_button")[LIST]
        for _ in range(3):
            other.go_to("data")
            visitor.go_to("our-list")
        answer = visitor.fetch(visitor.ask_for_file(button))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        assert answer.text.count("Sur") == 22


def test_another_tab_downloads_no_names_once_the_data_are_removed(alone):
    with loaded(alone) as visitor, Visitor(alone.url) as other:
        other.go_to("our-list")
        button = other.elements("download_button")[LIST]
        address = other.ask_for_file(button)
        assert other.fetch(address).text.count("Sur") == 22
        visitor.go_to("data")
        visitor.press(text.REMOVE_YES)
        with pytest.raises(DownloadError, match="no longer be given"):
            other.ask_for_file(button)
        assert other.fetch(address).status_code == 404
        # The other page is made again by itself, without a child on it.
        assert other.wait_for(lambda: LIST not in other.elements("download_button"))
        assert other.wait_for(lambda: "Try the sample primary school" in other.elements("button"))


def test_a_download_asked_for_in_another_session_is_not_given(alone):
    with loaded(alone) as visitor, Visitor(alone.url) as other:
        other.go_to("data")
        with pytest.raises(DownloadError):
            other.ask_for_file(visitor.elements("download_button")[LIST])
