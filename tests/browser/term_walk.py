"""Somebody who walks through a term: pages opened, forms filled in, files taken, pictures kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, ViewportSize, expect

from cwsw.ui.forms.edit_forms import DOWNLOAD, KEEP_HEADING
from tests.browser.support import PICTURES, go_to, heading, wait_for_app
from tests.browser.term_school import Terms
from tests.browser.test_upload import press

SIZE: ViewportSize = {"width": 1280, "height": 900}
SIDEBAR = 302
TALLEST = 780
_DRAWN = 400
"""Milliseconds in which charts are drawn after the script has ended."""


@dataclass(frozen=True)
class Picture:
    """A step's picture, from a heading on ('': from the top), and what a picture of it says."""

    name: str
    alt: str
    since: str
    tallest: int = TALLEST


@dataclass
class Walk:
    """The browser, the two uploads, a folder to keep in, and what one step tells another."""

    page: Page
    terms: Terms
    folder: Path
    told: dict[str, str] = field(default_factory=dict)
    book: bytes = b""

    def go_to(self, name: str, title: str = "") -> None:
        """Open a page from the menu."""
        go_to(self.page, name, title)
        self.settle()

    def follow(self, link: Locator, title: str) -> None:
        """Follow a link of a page."""
        link.first.click()
        heading(self.page, title)
        self.settle()

    def press(self, label: str) -> None:
        """Press a button and wait for the answer."""
        press(self.page, label)
        self.settle()

    def fill(self, label: str, words: str) -> None:
        """Fill in a box."""
        box = self.page.get_by_label(label, exact=True).first
        box.fill(words)
        box.press("Tab")

    def fill_day(self, label: str, digits: str) -> None:
        """Type a date as day, month and year, without strokes between them."""
        day = self.page.get_by_role("spinbutton", name=f"day, {label}", exact=True)
        day.locator("visible=true").last.click()
        self.page.keyboard.type(digits)

    def pick(self, label: str, words: str) -> None:
        """Choose in a select box by typing."""
        self.page.get_by_role("combobox", name=label).first.click()
        self.page.keyboard.type(words)
        self.page.get_by_role("option").filter(has_text=words).first.click()
        self.settle()

    def open(self, title: str) -> None:
        """Open something folded."""
        self.main.locator("summary", has_text=title).first.click()
        self.settle()

    def take(self, label: str | re.Pattern[str]) -> bytes:
        """Press a download button; the bytes of the file."""
        with self.page.expect_download(timeout=60_000) as waiting:
            self.main.get_by_role("button", name=label).first.click()
        return waiting.value.path().read_bytes()

    def take_workbook(self) -> bytes:
        """The workbook with everything in it, from the foot of the page."""
        self.pop(KEEP_HEADING)
        with self.page.expect_download(timeout=60_000) as waiting:
            self.page.get_by_role("button", name=DOWNLOAD).first.click()
        self.page.keyboard.press("Escape")
        return waiting.value.path().read_bytes()

    def see(self, words: str | re.Pattern[str]) -> None:
        """These words stand on the page."""
        expect(self.main.get_by_text(words).first).to_be_visible()

    def rows(self, table: str) -> list[list[str]]:
        """The cells of a table, row by row."""
        return _cells(self.main.get_by_role("table", name=table, exact=True).first)

    def unfold(self, title: str) -> None:
        """Open a part of the page that folds."""
        self.main.locator("summary").filter(has_text=title).first.click()
        self.settle()

    def choose(self, name: str) -> None:
        """Choose a view, or a part of a page, by its name in the row of names."""
        self.main.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()
        self.settle()

    def children(self) -> list[str]:
        """Who is in the table of children, from its plain view."""
        self.press("Plain table")
        view = self.page.get_by_test_id("stPopoverBody")
        names = view.get_by_role("rowheader").all_inner_texts()
        self.press("Plain table")
        return [name.strip() for name in names]

    def pop(self, title: str) -> None:
        """Open a popover."""
        self.main.get_by_role("button", name=title).first.click()
        self.settle()

    def tab(self, title: str) -> None:
        """Open a tab."""
        self.main.get_by_role("tab", name=title).first.click()
        self.settle()

    def plain_rows(self, number: int = 0) -> list[list[str]]:
        """The cells of a data table, row by row, as its plain table has them."""
        self.main.get_by_role("button", name="Plain table").nth(number).click()
        self.settle()
        return self.popped_rows()

    def popped_rows(self) -> list[list[str]]:
        """The cells of the table in the open popover, which is closed then."""
        cells = _cells(self.page.get_by_test_id("stPopoverBody").locator("table").first)
        self.page.keyboard.press("Escape")
        self.settle()
        return cells

    def settle(self) -> None:
        """Wait until what was asked for has been worked out."""
        self.page.wait_for_timeout(150)
        wait_for_app(self.page)

    def _top_of(self, since: str) -> float:
        """Where a heading stands; the top of the page for none."""
        if not since:
            return 0.0
        box = self.main.get_by_role("heading", name=since, exact=True).first.bounding_box()
        return box["y"] if box else 0.0

    @property
    def main(self) -> Locator:
        """The page without its menu."""
        return self.page.get_by_test_id("stMain")

    def look_as(self, role: str) -> None:
        """See the dashboard as somebody else does."""
        self.page.get_by_test_id("stSidebar").get_by_role("combobox", name="View as").click()
        self.page.keyboard.type(role)
        self.page.get_by_role("option").filter(has_text=role).first.click()
        self.settle()

    def shoot(self, picture: Picture) -> Path:
        """Keep a picture from a heading on, without the menu."""
        width = SIZE["width"]
        self.page.set_viewport_size({"width": width, "height": 5000})
        self.page.wait_for_timeout(_DRAWN)
        top = max(0.0, self._top_of(picture.since) - 12)
        end = self.main.evaluate("e => e.scrollHeight")
        height = min(picture.tallest, end - top - 8)
        clip = {"x": SIDEBAR, "y": top, "width": width - SIDEBAR, "height": height}
        PICTURES.mkdir(exist_ok=True)
        path = PICTURES / f"term-{picture.name}.png"
        self.page.screenshot(path=path, clip=clip)  # type: ignore[arg-type]
        self.page.set_viewport_size(SIZE)
        return path


def _cells(table: Locator) -> list[list[str]]:
    rows = table.locator("tbody tr").all()
    return [[*map(str.strip, row.locator("th, td").all_inner_texts())] for row in rows]


Step = Callable[[Walk], None]


@dataclass(frozen=True)
class Part:
    """Some steps that belong together, under one heading of the tutorial."""

    title: str
    steps: tuple[Step, ...]


def pictured(name: str, alt: str, since: str, tallest: int = TALLEST) -> Callable[[Step], Step]:
    """Keep a picture when the step is done, and show it under the step's words."""

    def with_picture(step: Step) -> Step:
        step.picture = Picture(name, alt, since, tallest)  # type: ignore[attr-defined]
        return step

    return with_picture


def picture_of(step: Step) -> Picture | None:
    """The picture of a step, if it has one."""
    found: Picture | None = getattr(step, "picture", None)
    return found


def own_folders(folder: Path) -> dict[str, str]:
    """Variables that give a server a home of its own, so that it finds and leaves nothing here."""
    homes = {name: folder / name.lower() for name in ("HOME", "TMPDIR", "XDG_DATA_HOME")}
    for home in homes.values():
        home.mkdir()
    return {name: str(home) for name, home in homes.items()}


def rows_of(book: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Every sheet of a workbook with its rows, in an order of their own."""
    sheets = load_workbook(BytesIO(book), read_only=True).worksheets
    return {s.title: sorted(s.iter_rows(values_only=True), key=repr) for s in sheets}
