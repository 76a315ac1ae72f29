"""Measures the browser edition: `python -m perf.browser_edition FOLDER`, in a few minutes.

FOLDER is what `python -m edition.build` made. What is found becomes the last section of
docs/performance.md, with its day; `perf.docs` leaves that section alone.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import cpu_count, getloadavg, sysconf
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from launcher.browser import find_browser

PLACE = Path(__file__).parents[1] / "docs" / "performance.md"
HEADING = "## The browser edition"
MB = 2**20
_LIMIT = 300_000.0
_ROWS = (
    ("first visit: the first page stands", "{first_page:.1f} s", ""),
    ("first visit: the sample secondary's overview", "{first_figures:.1f} s", "20 s"),
    ("second visit: the first page stands", "{second_page:.1f} s", ""),
    ("second visit: the sample secondary's overview", "{second_figures:.1f} s", "5 s"),
    ("fetched until the overview, first visit", "{first_mb:.1f} MB", ""),
    ("fetched until the overview, second visit", "{second_mb:.2f} MB", ""),
    ("the folder, all parts", "{folder_mb:.1f} MB", ""),
    ("memory of the tab, all of the browser's process", "{memory_mb:.0f} MB", "900 MB"),
)


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
        def __init__(self, *given: Any) -> None:  # noqa: ANN401
            super().__init__(*given, directory=str(folder))

        def log_message(self, *_: object) -> None:
            """Print nothing."""

        def send_header(self, keyword: str, value: str) -> None:
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
    """Two visits of one browser that has never been there."""
    with hosted(folder) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context()
        page, first_page, first_figures = _visit(context, host.url)
        first_mb, memory_mb = host.megabytes(), _memory(browser)
        page.close()
        page, second_page, second_figures = _visit(context, host.url)
        second_mb = host.megabytes()
        browser.close()
    folder_mb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MB
    return {
        "first_page": first_page,
        "first_figures": first_figures,
        "second_page": second_page,
        "second_figures": second_figures,
        "first_mb": first_mb,
        "second_mb": second_mb,
        "folder_mb": folder_mb,
        "memory_mb": memory_mb,
    }


def _visit(context: BrowserContext, url: str) -> tuple[Page, float, float]:
    """A new tab, and the seconds until its first page and until figures stand."""
    since = time.monotonic()
    page = context.new_page()
    page.goto(url)
    button = page.get_by_role("button", name="Try the sample secondary school")
    button.wait_for(timeout=_LIMIT)
    stands = time.monotonic() - since
    button.click()
    page.get_by_text("Is our list complete?").first.wait_for(timeout=_LIMIT)
    return page, stands, time.monotonic() - since


def _memory(browser: Browser) -> float:
    """The resident memory of the largest process of the browser that shows a page."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [entry["id"] for entry in processes if entry["type"] == "renderer"]
    session.detach()
    return max(map(_resident, pages)) / MB


def _resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * sysconf("SC_PAGE_SIZE")


def section(found: dict[str, float]) -> str:
    """What is said of it in docs/performance.md."""
    now = datetime.now().astimezone()
    rows = [(what, shape.format(**found), limit) for what, shape, limit in _ROWS]
    wide = max(len(what) for what, *_ in rows)
    lines = [f"{what:<{wide}}  {value:>9}  {limit}".rstrip() for what, value, limit in rows]
    return "\n".join(
        (
            HEADING,
            "",
            f"Written by `python -m perf.browser_edition` on {now.day} {now:%B %Y}, in Chromium on",
            f"{cpu_count()} cores that others use too (load {getloadavg()[0]:.0f}). The last",
            "column is what was aimed at.",
            "",
            "```",
            *lines,
            "```",
            "",
            "Starting Python, Streamlit and their packages is most of the wait at each visit; the",
            "network is the first one's only. Memory is mostly compiled code of Python, Arrow and",
            "DuckDB.",
            "",
        )
    )


def kept(text: str) -> str:
    """The section as it stands in a text of the page; "" where there is none."""
    start = text.find(HEADING)
    return text[start:] if start >= 0 else ""


def main() -> None:
    """The command line."""
    text = PLACE.read_text(encoding="utf-8")
    made = section(measure(Path(sys.argv[1])))
    before = text.removesuffix(kept(text)).rstrip()
    PLACE.write_text(f"{before}\n\n{made}", encoding="utf-8")
    print(made)


if __name__ == "__main__":
    main()
