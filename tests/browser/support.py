"""What the browser tests share: starting the real server, waiting, axe, pictures."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from cwsw.ui.auth import page_registry

ROOT = Path(__file__).resolve().parents[2]
SECONDARY = ROOT / "data" / "sample" / "secondary.xlsx"
SAVE_PICTURES = "CWSW_SAVE_PICTURES"
"""The variable that asks the tests for pictures of what they see."""
PICTURES = Path(__file__).resolve().parent / "screenshots"

Scheme = Literal["light", "dark"]
VIEWPORTS: dict[str, ViewportSize] = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 360, "height": 740},
    # 1280 px wide at 400% zoom.
    "zoomed": {"width": 320, "height": 256},
}

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

STREAMLITS_OWN = {"presentation-role-conflict": "stFileUploader"}
"""axe rule -> the part of Streamlit itself that breaks it (platform notes, section H)."""

BY_FINDING = {
    "Overview": "Is our list complete?",
    "Explore": "Compare by",
    "Our list": "Who is on it?",
    "May be missing": "What does that say?",
    "Compare lists": "Ask the local authority",
    "Who has been told": "What do the states mean?",
    "Checklist": "It is a list to talk about, not a score",
    "What to do": "How sure can we be?",
    "Running support": "What is due for review comes first.",
    "Meeting": "Questions to ask",
    "Inspection sheet": "Read it before anybody else does.",
}
"""Pages whose heading is what was found -> other words on them."""
START_LIMIT = 60.0
RUN_LIMIT = 60_000.0


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, its process and the file with what it prints."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def said(self) -> str:
        """Everything the server has printed so far."""
        if not self.log.exists():  # of a server of the whole module, it is gone with the server
            return ""
        return self.log.read_text(encoding="utf-8", errors="replace")


@contextmanager
def running_server(
    app: Path = ROOT / "app.py", module: str = "streamlit", **variables: str
) -> Iterator[Server]:
    """Run `streamlit run app.py` on a free port until the block ends."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", module, "run", str(app), f"--server.port={port}"],
                cwd=app.parent,
                env=os.environ | variables,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        server = Server(f"http://127.0.0.1:{port}", process, log)
        try:
            _wait_until_healthy(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for_app(page: Page) -> None:
    """Wait until the script has run to its end and nothing is loading any more."""
    page.wait_for_selector(
        "[data-testid='stApp'][data-test-script-state='notRunning']", timeout=RUN_LIMIT
    )
    page.wait_for_function(
        "() => !document.querySelector(\"[data-testid='stSkeleton'], [data-testid='stSpinner']\")"
        # In the browser edition the script tells nothing of itself until it ends.
        " && document.documentElement.dataset.working !== 'true'",
        timeout=RUN_LIMIT,
    )


def heading(page: Page, name: str) -> None:
    """Wait for the page with this heading; those of `BY_FINDING` have a finding for theirs."""
    if name in BY_FINDING:
        expect(page.get_by_text(BY_FINDING[name]).first).to_be_visible(timeout=30_000)
    else:
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=30_000)


def menu_way(title: str) -> tuple[str, ...]:
    """The links that lead to a page: its menu entry, and its own among several views."""
    entry = next(entry for entry in page_registry.PAGES if entry.title == title)
    views = [e for e in page_registry.PAGES if e.section == entry.section]
    return (entry.section.title, title) if len(views) > 1 else (entry.section.title,)


def go_to(page: Page, title: str, heading_: str = "") -> None:
    """Open a page as a visitor does: its menu entry, then its link among the entry's views."""
    section, *view = menu_way(title)
    page.get_by_test_id("stSidebar").get_by_role("link", name=section, exact=True).click()
    page.wait_for_timeout(300)
    wait_for_app(page)
    for name in view:
        link = page.get_by_test_id("stMain").get_by_role("link", name=name, exact=True).first
        if link.count():  # nobody who may open one view of several sees links to them
            link.click()
    heading(page, heading_ or title)
    page.wait_for_timeout(300)
    wait_for_app(page)


def open_all(page: Page) -> None:
    """Open everything that folds."""
    page.evaluate(
        "() => document.querySelectorAll(\"[data-testid='stMain'] details:not([open]) summary\")"
        ".forEach(s => s.click())"
    )
    page.wait_for_timeout(700)


def axe(page: Page) -> list[str]:
    """What axe finds on the page, one line for each place, less Streamlit's own uploader note."""
    _unroll(page)
    response = Axe().run(page).response
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html'][:200]}"
        for violation in response["violations"]
        for node in violation["nodes"]
        if not _is_streamlits_own(page, violation["id"], node)
    ]


def shoot(page: Page, name: str) -> None:
    """Save a picture of the whole page under tests/browser/screenshots/, where that is wanted."""
    if SAVE_PICTURES not in os.environ:
        return
    _unroll(page)
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True)


def _unroll(page: Page) -> None:
    """Make the window as tall as the page, which Streamlit scrolls inside: axe skips the unseen."""
    height = page.evaluate("() => document.querySelector(\"[data-testid='stMain']\").scrollHeight")
    width = page.evaluate("() => window.innerWidth")
    page.set_viewport_size({"width": width, "height": max(height, 256)})
    # Charts are drawn, and redrawn to size, shortly after the script has ended.
    page.wait_for_timeout(300)


def _is_streamlits_own(page: Page, rule: str, node: dict[str, Any]) -> bool:
    part = STREAMLITS_OWN.get(rule)
    if part is None:
        return False
    place = page.locator(node["target"][0]).first
    return bool(place.evaluate(f"e => e.closest(\"[data-testid='{part}']\") !== null"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(server: Server) -> None:
    latest = time.monotonic() + START_LIMIT
    while time.monotonic() < latest and server.process.poll() is None:
        try:
            if httpx.get(f"{server.url}/_stcore/health", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{server.said()}")
