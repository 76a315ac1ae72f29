"""The browser edition for its test: built, and hosted on this machine."""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from cwsw.access import Role
from cwsw.ui.auth import page_registry
from edition.build import build
from edition.parts import PartsError, cache_folder
from tests.browser.support import open_all, wait_for_app

START_LIMIT = 180_000.0
NEEDED = ("npm", "node")
BUILT_ALREADY = "CWSW_EDITION"
"""The variable that names a folder which `python -m edition.build` has made."""
ON_DISK = {entry.title for entry in page_registry.PAGES if entry.on_disk}
_STEADY = 3
"""Looks in a row that a page's words must stay the same."""


@contextmanager
def built() -> Iterator[Path]:
    """The folder of the edition; the test is skipped, with the reason, where it cannot be built."""
    if BUILT_ALREADY in os.environ:
        yield Path(os.environ[BUILT_ALREADY])
        return
    absent = [name for name in NEEDED if shutil.which(name) is None]
    if absent:
        pytest.skip(f"the browser edition is built with {' and '.join(absent)}, not found here")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "edition"
        try:
            build(out, cache_folder())
        except PartsError as error:
            if "could not be fetched" not in str(error):
                raise
            pytest.skip(f"a part of the browser edition cannot be fetched: {error}")
        yield out


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The folder on the plainest of web servers; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Wire:
    """What a visitor's browser asked for, and what it complained of."""

    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Note every request of every page and worker."""
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def outside(self, address: str) -> list[str]:
        """Requests that went to any other place than the edition's own host."""
        own = (f"{address}/", "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]


def start(page: Page, address: str) -> dict[str, int]:
    """Open the edition and wait until its first page stands; milliseconds until each stage."""
    page.goto(address)
    page.wait_for_function(
        "() => window.cwswTrouble || document.querySelector(\"[data-testid='stApp']\")",
        timeout=START_LIMIT,
    )
    assert page.evaluate("() => window.cwswTrouble") is None
    expect(page.get_by_role("button", name="Try the sample secondary school")).to_be_visible(
        timeout=START_LIMIT
    )
    wait_for_app(page)
    took: dict[str, int] = page.evaluate("() => window.cwswStarted")
    return took


def look_as(page: Page, role: Role) -> None:
    """See the dashboard as somebody else does."""
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="View as").click()
    page.keyboard.type(str(role))
    page.get_by_role("option").filter(has_text=str(role)).first.click()
    page.wait_for_timeout(500)
    wait_for_app(page)


def open_entry(page: Page, entry: page_registry.PageEntry, role: Role) -> None:
    """Open a page by its menu entry and, where the entry has several, its link among them."""
    sidebar, main = page.get_by_test_id("stSidebar"), page.get_by_test_id("stMain")
    sidebar.get_by_role("link", name=entry.section.title, exact=True).click()
    page.wait_for_timeout(300)
    wait_for_app(page)
    who = page_registry.whoever_is_alone(role)
    if len(page_registry.sections_for(who)[entry.section]) > 1:
        main.get_by_role("link", name=entry.title, exact=True).first.click()
        page.wait_for_timeout(300)
    wait_for_app(page)


def words(page: Page) -> list[str]:
    """Every line that the page shows once it has come to rest, all that folds being open.

    Without the link to the page that the browser edition does not have.
    """
    steady(page)
    open_all(page)
    lines = (line.strip() for line in steady(page).splitlines())
    return [line for line in lines if line and line not in ON_DISK]


def steady(page: Page) -> str:
    """The page's words as soon as they stay the same."""
    wait_for_app(page)
    before, same = "", 0
    for _ in range(150):
        shown = page.get_by_test_id("stMain").inner_text()
        same = same + 1 if shown == before else 0
        if same == _STEADY:
            return shown
        before = shown
        page.wait_for_timeout(200)
    raise AssertionError("the page does not come to rest")
