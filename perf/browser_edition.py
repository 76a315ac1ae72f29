"""Measures the browser edition: `python -m perf.browser_edition FOLDER`, in a few minutes.

FOLDER is what `python -m edition.build` made. Two visits are measured, then the web server is ended
and a third visitor walks from a dropped file to the governors' PDF without any network. The figures
become the last section of docs/performance.md, with their day; `perf.docs` leaves it alone.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from os import cpu_count, getloadavg, sysconf
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from cwsw.ui.auth import page_registry
from cwsw.ui.governors import papers
from launcher.browser import find_browser

PLACE = Path(__file__).parents[1] / "docs" / "performance.md"
HEADING = "## The browser edition"
MB = 2**20
BUTTON = "Try the sample secondary school"
SAMPLE = PLACE.parents[1] / "data" / "sample" / "secondary.xlsx"
_LIMIT = 300_000.0
_AT_REST = """() => document.documentElement.dataset.working !== 'true'
  && document.querySelector("[data-testid='stApp'][data-test-script-state='notRunning']")"""
_ROWS = (
    ("first visit: the first page stands", "{first_page:.1f} s", ""),
    ("first visit: the sample secondary's overview", "{first_figures:.1f} s", "20 s"),
    ("second visit: the first page stands", "{second_page:.1f} s", ""),
    ("second visit: the sample secondary's overview", "{second_figures:.1f} s", "5 s"),
    ("first visit: computing time, all threads", "{first_cpu:.1f} s", ""),
    ("second visit: computing time, all threads", "{second_cpu:.1f} s", ""),
    ("fetched until the overview, first visit", "{first_mb:.1f} MB", ""),
    ("fetched until the overview, second visit", "{second_mb:.2f} MB", ""),
    ("fetched in the background: all other parts", "{rest_mb:.1f} MB", ""),
    ("the folder, all parts", "{folder_mb:.1f} MB", ""),
    ("memory of the tab's process at the sample's overview", "{memory_mb:.0f} MB", "900 MB"),
    ("the same without the browser's own program", "{private_mb:.0f} MB", ""),
    ("the web server is ended: the first page stands", "{closed_page:.1f} s", ""),
    ("a file of 5 MB is dropped: what was read stands", "{read:.1f} s", ""),
    ("confirmed: its overview", "{confirmed:.1f} s", ""),
    ("published: the governors' PDF is there", "{pdf:.1f} s", ""),
    ("memory of the tab's process after the governors' PDF", "{walk_mb:.0f} MB", ""),
    ("the same when the worker of papers has ended", "{rested_mb:.0f} MB", ""),
)
_LIMITS = """From "the web server is ended" on there is no network: what is not stored in the
browser by then is not to be had. A visitor may cut the network when the background has fetched all.

What limits it: one thread starts Python, imports Streamlit, pandas and Arrow and works out the
page, in WebAssembly. That is the same at each visit, since a browser keeps no running program:
it is why 5 seconds are not reached. The network is the first visit's only; later ones have what
was compiled of the largest libraries too. Where others use the cores, the clock says more than
the program takes: compare the computing time. Memory is Python's and DuckDB's own, their compiled
code, and the files of the program; some 100 MB are the browser's own program, which all tabs
share. The worker that reads workbooks and typesets takes its memory with the first file, and ends
half a minute after it was last used.
"""
_PAPERS_END = 40_000.0
"""Milliseconds after which the worker of papers has ended (`edition/site/program_link.js`)."""


@dataclass
class Host:
    """A plain web server that counts what it sends."""

    url: str = ""
    sent: list[int] = field(default_factory=list)

    def megabytes(self) -> float:
        """What was sent since the last time this was asked."""
        total = sum(self.sent)
        self.sent.clear()
        return total / MB


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """The folder on a port of this machine."""
    host = Host()

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:  # noqa: ANN401
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_: object) -> None:
            """Print nothing."""

        def send_header(self, keyword: str, value: str) -> None:
            # Sizes as announced: what the browser reads of an answer is not seen from here.
            if keyword.lower() == "content-length":
                host.sent.append(int(value))
            super().send_header(keyword, value)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


def measure(folder: Path) -> dict[str, float]:
    """Two visits of one browser that has never been there, and a walk without the network."""
    files = (path for path in folder.rglob("*") if path.is_file())
    measurements = {"folder_mb": sum(path.stat().st_size for path in files) / MB}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(locale="en-GB")
        with hosted(folder) as host:
            measurements |= _visits(browser, context, host)
        measurements |= _walk(browser, context, host.url)
        browser.close()
    return measurements


def _visits(browser: Browser, context: BrowserContext, host: Host) -> dict[str, float]:
    """A first and a second visit; the second stays until every part is stored."""
    measurements: dict[str, float] = {}
    for visit in ("first", "second"):
        before = _computing(browser)
        page, measurements[f"{visit}_page"], measurements[f"{visit}_figures"] = _visit(
            context, host.url
        )
        measurements[f"{visit}_cpu"] = _computing(browser) - before
        measurements[f"{visit}_mb"] = host.megabytes()
        for name, memory in (("memory_mb", _resident), ("private_mb", _private)):
            measurements[name] = max(measurements.get(name, 0.0), _memory(browser, memory))
        if visit == "second":
            page.wait_for_function("() => window.cwswStored", timeout=_LIMIT)
            measurements["rest_mb"] = host.megabytes()
        page.close()
    return measurements


def _walk(browser: Browser, context: BrowserContext, url: str) -> dict[str, float]:
    """A file is dropped, checked, confirmed and published, and the governors' PDF taken."""
    times = [time.monotonic()]
    page = context.new_page()
    page.goto(url)
    page.get_by_role("button", name=BUTTON).wait_for(timeout=_LIMIT)
    opened = time.monotonic() - times.pop()
    _link(page, "Upload", "Choose your spreadsheets")
    times.append(time.monotonic())
    page.set_input_files("input[type=file] >> nth=0", SAMPLE)
    _press(page, "Check the files", "Check what was read")
    times.append(time.monotonic())
    _press(page, "Go on to confirm", "Confirm")
    _press(page, "Confirm", "Is our list complete?")
    times.append(time.monotonic())
    _link(page, "Publish", "Publish to governors")
    _press(page, "Publish to governors", "Read it as governors do")
    _link(page, "Governors", "Governors")
    with page.expect_download(timeout=_LIMIT) as waiting:
        page.get_by_role("button", name=papers.PDF).click(timeout=_LIMIT)
    # Its path is known once the whole file is there.
    waiting.value.path()
    times.append(time.monotonic())
    took = (later - since for since, later in pairwise(times))
    measurements = dict(zip(("read", "confirmed", "pdf"), took, strict=True)) | {
        "closed_page": opened
    }
    measurements["walk_mb"] = _memory(browser, _resident)
    page.wait_for_timeout(_PAPERS_END)
    return measurements | {"rested_mb": _memory(browser, _resident)}


def _link(page: Page, title: str, words: str) -> None:
    """Open a page by its menu entry, then by its link among the entry's views."""
    entry = next(entry for entry in page_registry.PAGES if entry.title == title)
    views = [other for other in page_registry.PAGES if other.section == entry.section]
    places = [(page.get_by_test_id("stSidebar"), entry.section.title)]
    places += [(page.get_by_test_id("stMain"), title)] if len(views) > 1 else []
    for place, name in places:
        place.get_by_role("link", name=name, exact=True).first.click(timeout=_LIMIT)
        # Until the click has reached the script, the page looks as if it were at rest.
        page.wait_for_timeout(300)
        _wait_until_idle(page)
    page.get_by_text(words).first.wait_for(timeout=_LIMIT)


def _press(page: Page, name: str, words: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click(timeout=_LIMIT)
    page.get_by_text(words).first.wait_for(timeout=_LIMIT)
    _wait_until_idle(page)


def _wait_until_idle(page: Page) -> None:
    page.wait_for_function(_AT_REST, timeout=_LIMIT)


def _visit(context: BrowserContext, url: str) -> tuple[Page, float, float]:
    """A new tab, and the seconds until its first page and until figures are shown."""
    since = time.monotonic()
    page = context.new_page()
    page.goto(url)
    button = page.get_by_role("button", name=BUTTON)
    button.wait_for(timeout=_LIMIT)
    shown_after = time.monotonic() - since
    button.click()
    page.get_by_text("Is our list complete?").first.wait_for(timeout=_LIMIT)
    return page, shown_after, time.monotonic() - since


def _processes(browser: Browser) -> list[dict[str, Any]]:
    session = browser.new_browser_cdp_session()
    processes: list[dict[str, Any]] = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return processes


def _computing(browser: Browser) -> float:
    """The seconds that the browser's processes have computed so far."""
    return float(sum(entry["cpuTime"] for entry in _processes(browser)))


def _memory(browser: Browser, of: Callable[[int], int]) -> float:
    """The memory of the largest process of the browser that shows a page."""
    pages = [entry["id"] for entry in _processes(browser) if entry["type"] == "renderer"]
    return max(map(of, pages)) / MB


def _resident(process: int) -> int:
    return _pages_of(process)[1] * sysconf("SC_PAGE_SIZE")


def _private(process: int) -> int:
    """Without what it shares with other processes, as the browser's own task manager counts."""
    _, resident, shared, *_ = _pages_of(process)
    return (resident - shared) * sysconf("SC_PAGE_SIZE")


def _pages_of(process: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()]


def section(measurements: dict[str, float]) -> str:
    """The section of docs/performance.md on the browser edition."""
    today = datetime.now().astimezone()
    rows = [(label, shape.format(**measurements), limit) for label, shape, limit in _ROWS]
    wide = max(len(label) for label, *_ in rows)
    lines = [f"{label:<{wide}}  {value:>9}  {limit}".rstrip() for label, value, limit in rows]
    return "\n".join(
        (
            HEADING,
            "",
            f"Written by `python -m perf.browser_edition` on {today.day} {today:%B %Y}, in "
            "Chromium on",
            f"{cpu_count()} cores that others use too (load {getloadavg()[0]:.0f}). The last",
            "column is what was aimed at.",
            "",
            "```",
            *lines,
            "```",
            "",
            _LIMITS,
        )
    )


def kept_part(text: str) -> str:
    """The section as it stands in a text of the page; "" where there is none."""
    start = text.find(HEADING)
    return text[start:] if start >= 0 else ""


def main() -> None:
    """The command line."""
    text = PLACE.read_text(encoding="utf-8")
    new_section = section(measure(Path(sys.argv[1])))
    before = text.removesuffix(kept_part(text)).rstrip()
    PLACE.write_text(f"{before}\n\n{new_section}", encoding="utf-8")
    print(new_section)


if __name__ == "__main__":
    main()
