"""What a visitor sees: how soon Overview is drawn, and how soon a selection shows its children."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from launcher.browser import find_browser
from perf.printing import seconds, table, verdict
from perf.visitors import running_server

TIMES_EMPTY = 1.5
SELECTION_LIMIT = 0.5
ROUNDS = 7
_PATIENCE = 60_000
_SCHOOL = "school=sample-secondary"
_OVERVIEW = f"overview?{_SCHOOL}"
_EXPLORE = f"explore?{_SCHOOL}"
_PARTS = ("Year 9", "Year 10")
_CHART = "[data-testid='stVegaLiteChart'] svg"
_ROWS = "[data-testid='stDataFrame'] [aria-rowcount]"
_NOT_RUNNING = "[data-testid='stApp'][data-test-script-state='notRunning']"
_LOADING = "() => !document.querySelector(\"[data-testid='stSkeleton']\")"
_EMPTY_PAGE = """
import streamlit as st

for number in range({charts}):
    bars = {{"values": [{{"of": str(n), "is": n}} for n in range(10)]}}
    encoding = {{"x": {{"field": "is", "type": "quantitative"}}, "y": {{"field": "of"}}}}
    spec = {{"data": bars, "mark": "bar", "encoding": encoding, "usermeta": {{"n": number}}}}
    st.vega_lite_chart(spec=spec, key=f"chart {{number}}")
for number, rows in enumerate({rows}):
    columns = {{c: [f"{{c}} {{n}}" for n in range(rows)] for c in "ABCDEF"}}
    st.dataframe(columns, key=f"rows {{number}}")
"""
"""Nothing but as many charts, and tables of as many rows."""


def on_screen() -> bool:
    """Print both beside their limits; whether they are kept. True where there is no browser."""
    program = find_browser()
    if program is None:
        print("On the screen: no browser was found, so nothing was measured.\n")
        return True
    with sync_playwright() as playwright, running_server() as (url, _):
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        charts, rows = _parts_of(browser, f"{url}/{_OVERVIEW}")
        ours = _seconds_until_drawn(browser, f"{url}/{_OVERVIEW}", charts, len(rows))
        with _empty_page(charts, rows) as other:
            empty = _seconds_until_drawn(browser, other, charts, len(rows))
        selected = _selected(browser, f"{url}/{_EXPLORE}")
        browser.close()
    return _print(ours, empty, selected, f"{charts} chart and {sum(rows)} rows")


def _print(ours: float, empty: float, selected: float, parts: str) -> bool:
    limits = (ours <= TIMES_EMPTY * empty, selected <= SELECTION_LIMIT)
    print("On the screen, in a browser on the same machine")
    table(
        ("what", "measured", "limit", ""),
        [
            (f"an empty Streamlit page with {parts}, drawn", f"{empty:.2f} s", "", ""),
            (
                "Overview, drawn",
                f"{ours:.2f} s",
                f"{TIMES_EMPTY * empty:.2f} s",
                verdict(limits[0]),
            ),
            (
                "a bar of Explore selected, its children shown",
                f"{selected:.2f} s",
                f"{SELECTION_LIMIT:g} s",
                verdict(limits[1]),
            ),
        ],
    )
    return all(limits)


def _parts_of(browser: Browser, address: str) -> tuple[int, list[int]]:
    """How many charts a page has, and how many rows each of its tables."""
    with _opened(browser, address) as page:
        page.locator(_CHART).first.wait_for(timeout=_PATIENCE)
        # Attached, never visible: a table is drawn on a canvas, and its rows for screen readers
        # are hidden.
        page.locator(_ROWS).first.wait_for(state="attached", timeout=_PATIENCE)
        _wait(page)
        tables = page.locator(_ROWS).all()
        rows = [int(one.get_attribute("aria-rowcount") or 1) - 1 for one in tables]
        return page.locator(_CHART).count(), rows


def _seconds_until_drawn(browser: Browser, address: str, charts: int, tables: int) -> float:
    """Seconds from asking for an address until all of it is there."""

    def look() -> None:
        with _opened(browser, address) as page:
            page.locator(_CHART).nth(charts - 1).wait_for(timeout=_PATIENCE)
            page.locator(_ROWS).nth(tables - 1).wait_for(state="attached", timeout=_PATIENCE)
            _wait(page)

    return seconds(look, rounds=ROUNDS)


def _selected(browser: Browser, address: str) -> float:
    """Seconds from a click on a bar until the children behind it are named as such."""
    with _opened(browser, address) as page:
        page.locator(_CHART).first.wait_for(timeout=_PATIENCE)
        _wait(page)
        parts = iter(_PARTS * ROUNDS)
        return seconds(lambda: _select(page, next(parts)), rounds=ROUNDS)


def _select(page: Page, part: str) -> None:
    chart = page.get_by_test_id("stVegaLiteChart").first
    # Forced: the area that takes the chart's clicks lies over its words.
    chart.get_by_text(part, exact=True).click(force=True)
    page.get_by_text(f"{part}: ").first.wait_for(timeout=_PATIENCE)


def _wait(page: Page) -> None:
    page.wait_for_selector(_NOT_RUNNING, timeout=_PATIENCE)
    page.wait_for_function(_LOADING, timeout=_PATIENCE)


@contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    """An address as a new visitor sees it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.goto(address)
    try:
        yield page
    finally:
        context.close()


@contextmanager
def _empty_page(charts: int, rows: list[int]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        app = Path(folder) / "app.py"
        app.write_text(_EMPTY_PAGE.format(charts=charts, rows=rows), encoding="utf-8")
        with running_server(app, "streamlit") as (url, _):
            yield url
