"""Measure every page as its reader first sees it: `python -m tests.browser.screens`.

Writes docs/screens.md: words, charts, tables, screens of height and things to click, for both
sample schools, a small primary that is uploaded, and each step of an upload of other systems'
lists. The long tests hold the limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from cwsw.access import Role, User
from cwsw.ui.auth import page_registry
from cwsw.ui.upload import wording
from launcher.browser import find_browser
from tests.browser.support import (
    BROWSER_ARGUMENTS,
    ROOT,
    Scheme,
    Server,
    heading,
    running_server,
    wait_for_app,
)
from tests.browser.test_mapping import choose, say_yes, tell_the_day
from tests.browser.test_upload import press
from tests.support.foreign_pages import export
from tests.support.small_school import small_primary

DOCUMENT = ROOT / "docs" / "screens.md"
WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

MOST_WORDS = 250
MOST_SCREENS = 2.0
OVERVIEW_SCREENS = 1.0
"""The limits of docs/screens.md: the overview has one screen, its list of children included."""

HEAD = User("Head", Role.HEADTEACHER, page_registry.ALONE_SCHOOL)
SAMPLES = ("secondary", "primary")
SMALL = "small primary"
EXPORT = "_dsl_names"
"""Lists of other systems, with children to recognise, one who is not on the roll and a bad date."""

START_LIMIT = 120_000
"""Milliseconds for which a page may keep us waiting: the machine may have other work."""
SETTLE = 900
"""Milliseconds in which charts and tables are drawn after the script has ended."""

_COUNT = r"""
() => {
  const main = document.querySelector("[data-testid='stMain']");
  const aside = "[data-testid='stDataFrame'], .cwsw-children, style, script, "
    + "[data-testid='stIconMaterial'], [class*='st-key-paper_preview']";
  const isSeen = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) {
    const owner = walker.currentNode.parentElement;
    if (owner.closest(aside) || !isSeen(owner)) continue;
    const parts = walker.currentNode.textContent.split(/\s+/);
    words += parts.filter(part => /[\p{L}\p{N}]/u.test(part)).length;
  }
  const seen = selector => [...main.querySelectorAll(selector)].filter(isSeen);
  const clickable = "a[href], button, input, textarea, summary, [role='combobox']";
  const lists = seen("[data-testid='stDataFrame'], .cwsw-children");
  return {
    words,
    charts: seen("[data-testid='stVegaLiteChart']").length,
    tables: lists.length + seen("table").filter(t => !t.closest(aside)).length,
    height: main.scrollHeight,
    listed: lists.reduce((sum, list) => sum + list.getBoundingClientRect().height, 0),
    clickable: new Set(seen(clickable).map(e => e.closest("label, a, button") ?? e)).size,
  };
}
"""


@dataclass(frozen=True)
class Screen:
    """What one page shows before anything is opened; heights are in screens of their window.

    `below_lists` is the height at 1440 pixels less that of the lists of children.
    """

    title: str
    words: int
    charts: int
    tables: int
    wide: float
    below_lists: float
    phone: float
    clickable: int


@dataclass(frozen=True)
class Visited:
    """A school in a browser: a page of the visitor, and what its addresses end with."""

    page: Page
    server: Server
    query: str = ""

    def open(self, url: str) -> Page:
        """Open an address and wait until it is drawn."""
        self.page.set_viewport_size(WIDE)
        self.page.goto(f"{self.server.url}/{url}{self.query}")
        wait_for_app(self.page)
        self.page.wait_for_timeout(SETTLE)
        return self.page


def main() -> None:
    """Measure all pages of the three schools and write the document."""
    with running_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_ARGUMENTS)
        measured = {name: measure(visit_school(browser, server, name)) for name in SAMPLES}
        # Before anything is loaded, which a new upload would be compared with.
        measured[EXPORT] = measure_upload(browser, server)
        measured[SMALL] = measure(visit_school(browser, server, SMALL))
        browser.close()
    DOCUMENT.write_text(document(measured), encoding="utf-8")


def visit_school(browser: Browser, server: Server, name: str, scheme: Scheme = "light") -> Visited:
    """A new visitor of a sample school, or of the small primary, which is uploaded first."""
    page = browser.new_page(viewport=WIDE, color_scheme=scheme, locale="en-GB")
    page.set_default_timeout(START_LIMIT)
    page.goto(server.url)
    wait_for_app(page)
    if name in SAMPLES:
        return Visited(page, server, f"?school=sample-{name}")
    _upload(page, server)
    return Visited(page, server)


def _upload(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/upload")
    wait_for_app(page)
    kind = "application/octet-stream"
    book = small_primary()
    page.set_input_files(
        "input[type=file]", {"name": "small.xlsx", "mimeType": kind, "buffer": book}
    )
    for label in ("Check the files", "Go on to confirm", "Confirm"):
        button = page.get_by_role("button", name=label, exact=True).first
        button.click(timeout=30_000)
        page.wait_for_timeout(300)
        wait_for_app(page)


def measure(school: Visited) -> tuple[Screen, ...]:
    """Every page that a headteacher may open, in the order of the menu, and the page of a child."""
    return tuple(_screens(school))


def measure_upload(browser: Browser, server: Server) -> tuple[Screen, ...]:
    """The steps by which lists of other systems are checked and confirmed."""
    page = browser.new_page(viewport=WIDE, locale="en-GB")
    page.goto(server.url)
    wait_for_app(page)
    page.goto(f"{server.url}/upload")
    return tuple(_upload_steps(page))


def _upload_steps(page: Page) -> Iterator[Screen]:
    choose(page, *export(EXPORT).files)
    heading(page, wording.JOINS_TITLE)
    yield _step(page, "Upload: a question")
    say_yes(page)
    heading(page, "About your school")
    yield _step(page, "Upload: the day and the phase")
    tell_the_day(page)
    heading(page, "Check what was read")
    yield _step(page, "Upload: the check")
    press(page, "Go on to confirm")
    heading(page, wording.SPOT_TITLE)
    yield _step(page, "Upload: confirm")


def _step(page: Page, title: str) -> Screen:
    page.wait_for_timeout(SETTLE)
    screen = screen_of(page, title)
    page.set_viewport_size(WIDE)
    return screen


def is_overview_right(screen: Screen) -> bool:
    """Whether the overview holds its own limits: one screen with a chart and a table."""
    fits = screen.words <= MOST_WORDS and round(screen.wide, 1) <= OVERVIEW_SCREENS
    return fits and screen.charts > 0 and screen.tables > 0


def _screens(school: Visited) -> Iterator[Screen]:
    for entry in page_registry.entries_for(HEAD):
        yield screen_of(school.open(entry.url), entry.title)
    yield screen_of(open_a_child(school), "A child, chosen")


def open_a_child(school: Visited) -> Page:
    """The first of the children to talk about first, by the plain table."""
    page = school.open("overview")
    page.get_by_role("button", name="Plain table").click()
    page.get_by_test_id("stPopoverBody").get_by_role("link").first.click()
    page.get_by_role("heading", name="Children to talk about first").wait_for(state="detached")
    page.wait_for_timeout(SETTLE)
    wait_for_app(page)
    return page


def screen_of(page: Page, title: str) -> Screen:
    """Measure the page that is shown."""
    wide = page.evaluate(_COUNT)
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(SETTLE)
    phone = page.evaluate(_COUNT)
    return Screen(
        title=title,
        words=wide["words"],
        charts=wide["charts"],
        tables=wide["tables"],
        wide=wide["height"] / WIDE["height"],
        below_lists=max(1.0, (wide["height"] - wide["listed"]) / WIDE["height"]),
        phone=phone["height"] / PHONE["height"],
        clickable=wide["clickable"],
    )


def too_long(screen: Screen) -> bool:
    """Whether a page asks for more than its limits: words, or screens less lists of children."""
    return screen.words > MOST_WORDS or round(screen.below_lists, 1) > MOST_SCREENS


_HEAD = """# What each page asks of its reader

Made by `python -m tests.browser.screens`; the long browser tests hold the limits.

Each page as a headteacher first sees it, before anything is opened. *Words* are those in view in
the page itself: text, charts and buttons; not the menu, not what stands in lists of children, nor
on the sheet for governors that Publish shows in a frame before it goes out.
*Screens* are the page's height in windows of 1440 × 900 and 390 × 844; *less lists* is the first of
them without the lists of children. *To click* counts links, buttons, tabs and fields.

The limits: the overview has at most 250 words, one screen, and at least one chart and one table;
every page at most 250 words and two screens, lists of children aside.
"""
_COLUMNS = (
    "page", "words", "charts", "tables", "screens, 1440 × 900", "less lists",
    "screens, 390 × 844", "to click",
)  # fmt: skip
_TITLES = {
    "secondary": "Sample secondary school: 1,200 pupils, 150 with a social worker",
    "primary": "Sample primary school: 420 pupils",
    SMALL: "A made-up primary: 200 pupils, 14 with a social worker, uploaded as a workbook",
    EXPORT: "The steps of an upload: a SIMS list and a safeguarding lead's list",
}


def document(measured: dict[str, tuple[Screen, ...]]) -> str:
    """The text of docs/screens.md."""
    parts = [_HEAD, *(_section(_TITLES[name], rows) for name, rows in measured.items())]
    return "\n".join(parts)


def _section(title: str, rows: tuple[Screen, ...]) -> str:
    rule = ["---", *["---:"] * (len(_COLUMNS) - 1)]
    lines = [_COLUMNS, rule, *map(_cells, rows)]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cells(screen: Screen) -> tuple[str, ...]:
    counts = (screen.words, screen.charts, screen.tables)
    heights = (screen.wide, screen.below_lists, screen.phone)
    return (
        screen.title,
        *map(str, counts),
        *(f"{height:.1f}" for height in heights),
        str(screen.clickable),
    )


if __name__ == "__main__":
    main()
