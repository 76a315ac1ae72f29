"""The pages of the cohort: clean for axe in both schemes and narrow, and names that stay hidden."""

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from cwsw.ui.widgets.name_visibility import HIDE_NAMES
from tests.browser.support import axe, go_to, heading, shoot, wait_for_app
from tests.browser.test_upload import choose, open_upload, press
from tests.support.lists import book, disagreeing

PAGES = (
    "Our list",
    "May be missing",
    "Compare lists",
    "Who has been told",
    "Checklist",
)
MADE = disagreeing(pupils=60, cohort=30, of_each=2)
SECRETS = re.compile(
    rb"Zurname\d|Vorname\d|Q000\d\d|OLD000\d\d|\d\d/\d\d/201[0-4]|201[0-4]-\d\d-\d\d"
    rb"|\d (January|February|March|April|May|June|July|August|September|October|November|December)"
    rb" 201[0-4]"
)
"""Surnames, forenames, UPNs, and any day of the years in which these pupils were born."""


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
    page = open_page("", scheme, "desktop")
    narrow = viewport == "zoomed"
    page.get_by_role("button", name="Try the sample primary school").click()
    heading(page, "Overview")
    page.set_viewport_size({"width": 1280, "height": 900})
    for name in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        go_to(page, name)
        if narrow:
            page.set_viewport_size({"width": 320, "height": 640})
            page.wait_for_timeout(300)
        shoot(page, f"cohort-{name.lower().replace(' ', '-')}-{scheme}-{viewport}")
        assert axe(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.long
def test_hidden_names_reach_neither_the_page_nor_the_browser(fresh_server, visit):
    page = open_upload(fresh_server, visit)
    choose(page, "lists.xlsx", book(MADE))
    press(page, "Go on to confirm")
    press(page, "Confirm")
    heading(page, "Overview")
    received = listen(page)
    page.goto(f"{fresh_server.url}/checklist")  # a page with the switch and without names
    wait_for_app(page)
    page.get_by_text(HIDE_NAMES).click()
    expect(page.get_by_label(HIDE_NAMES)).to_be_checked()
    wait_for_app(page)
    for name in PAGES:
        go_to(page, name)
        open_plain_tables(page)
        assert SECRETS.findall(page.content().encode()) == [], name
        assert "Pupil " in page.content() or name == "Checklist"
    assert len(received) > len(PAGES)
    assert [found for frame in received for found in SECRETS.findall(frame)] == []


@pytest.mark.long
def test_with_names_shown_the_look_for_them_finds_them(fresh_server, visit):
    page = open_upload(fresh_server, visit)
    choose(page, "lists.xlsx", book(MADE))
    press(page, "Go on to confirm")
    press(page, "Confirm")
    heading(page, "Overview")
    received = listen(page)
    page.goto(f"{fresh_server.url}/our-list")
    wait_for_app(page)
    open_plain_tables(page)
    assert SECRETS.findall(page.content().encode())
    assert any(SECRETS.search(frame) for frame in received)


def open_plain_tables(page: Page) -> None:
    """Open what shows the rows of a table as HTML: a data table itself is a drawing."""
    for button in page.get_by_role("button", name="Plain table").all():
        button.click()
        page.wait_for_timeout(300)
        wait_for_app(page)


def listen(page: Page) -> list[bytes]:
    """Everything a new visit to the page receives over its connections, in order."""
    received: list[bytes] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: received.append(_bytes(data)))

    page.on("websocket", opened)
    return received


def _bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode()
