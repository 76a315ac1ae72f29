"""A real server and a real browser for the tests of this folder."""

from collections.abc import Callable, Generator, Iterator
from functools import cache
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from launcher.browser import find_browser
from launcher.checks import NO_BROWSER
from tests.browser.support import (
    BROWSER_ARGUMENTS,
    VIEWPORTS,
    Scheme,
    Server,
    running_server,
    wait_for_app,
)

# A busy machine may take longer than Playwright's five seconds to show what it will show.
expect.set_options(timeout=30_000)


class Visit(Protocol):
    def __call__(self, place: str, scheme: Scheme = "light", viewport: str = "desktop") -> Page:
        """Open a page as a new visitor and wait until it stands."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own browser, driven by Playwright without a download of its own."""
    program = find_browser()
    if program is None:
        pytest.fail(NO_BROWSER)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=BROWSER_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One dashboard for all tests of a worker: for tests that load nothing of their own."""
    with running_server() as running:
        yield running


@pytest.fixture
def fresh_server() -> Iterator[Server]:
    """A dashboard of its own for a test that uploads, since all its visitors share a workspace."""
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
def context_of(browser: Browser) -> Iterator[Callable[[Scheme, str], BrowserContext]]:
    """A browser for each colour scheme and window size: Streamlit's own files are loaded once."""

    @cache
    def context_of(scheme: Scheme, viewport: str) -> BrowserContext:
        return browser.new_context(
            color_scheme=scheme, viewport=VIEWPORTS[viewport], locale="en-GB"
        )

    yield context_of
    for context in browser.contexts:
        context.close()


@pytest.fixture
def visit(context_of: Callable[[Scheme, str], BrowserContext]) -> Iterator[Visit]:
    """Open an address as a new visitor, in a colour scheme and a window size."""
    pages: list[Page] = []

    def _visit(place: str, scheme: Scheme = "light", viewport: str = "desktop") -> Page:
        page = context_of(scheme, viewport).new_page()
        pages.append(page)
        page.goto(place)
        wait_for_app(page)
        return page

    yield _visit
    for page in pages:
        page.close()
        page.context.clear_cookies()


@pytest.fixture
def page(open_page: Visit) -> Page:
    """The first page of the shared dashboard, as a new visitor sees it."""
    return open_page("")


@pytest.fixture
def open_page(server: Server, visit: Visit) -> Visit:
    """Open a path of the shared dashboard as a new visitor."""

    def _open(place: str, scheme: Scheme = "light", viewport: str = "desktop") -> Page:
        return visit(f"{server.url}/{place}", scheme, viewport)

    return _open


@pytest.fixture(params=["dark", pytest.param("light", marks=pytest.mark.long)])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    """Each colour scheme in turn."""
    chosen: Scheme = request.param
    return chosen


@pytest.fixture(
    params=[
        pytest.param("desktop", marks=pytest.mark.long),
        pytest.param("phone", marks=pytest.mark.long),
        "zoomed",
    ]
)
def viewport(request: pytest.FixtureRequest) -> str:
    """Each window size in turn."""
    return str(request.param)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, pytest.TestReport]:
    """Add what the server printed to the report of a failed test."""
    report: pytest.TestReport = yield
    if report.failed:
        for name, value in getattr(item, "funcargs", {}).items():
            if isinstance(value, Server):
                report.sections.append((f"what {name} printed", value.said()))
    return report
