"""A web page as blocks: tables, and the lines of text around them. Read tag by tag, in one pass."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases
from cwsw.intake.exports.headers import is_day_heading
from cwsw.intake.exports.upns import is_upn
from cwsw.intake.formats.spans import SpannedRows
from cwsw.intake.grids import Row
from cwsw.intake.merged import Range

_CHUNK = 2**16
_UNREAD = frozenset(("script", "style", "template", "title", "xml", "svg", "noscript"))
_OF_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"))
_ON_LINES_OF_THEIR_OWN = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "br", "hr", "pre")
)
_STRUCK = frozenset(("s", "strike", "del"))
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_LINE_THROUGH = re.compile(r"text-decoration[^;]{0,60}line-through", re.I)
# '.struck { text-decoration: line-through }': Excel saves pages with such classes.
_RULE = re.compile(r"\.([\w-]{1,60})\s{0,9}\{([^{}]{0,2000})\}")
# Stands for a new line while text is gathered; spaces and line ends of the source are one space.
_BREAK = "\v"
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Pages part thousands by spaces that do not break: '1 234,5'.
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?%?")
_GROUP_MARKS = re.compile("[\u00a0\u2009\u202f]")
_MOST_DOWN, _MOST_ACROSS = 65_534, 1_000  # what browsers keep to
_HEADING_ROWS = 5
"""Rows from the top of a table among which its headings are looked for."""


@dataclass
class WebBlock:
    """Rows that stand together: a table, or lines of text (`is_table` is False)."""

    rows: Sequence[Row]
    is_table: bool = False
    has_headings: bool = False
    ranges: Sequence[Range] = ()
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max(map(len, self.rows), default=0)


def _styles(text: str) -> dict[str, str]:
    """Class -> what the page's own style sheet says of a line through it, or that it is hidden."""
    rules = _RULE.findall(text)
    return {
        name: rule for name, rule in rules if _NOT_SHOWN.search(rule) or _LINE_THROUGH.search(rule)
    }


def blocks_of(text: str) -> list[WebBlock]:
    """The blocks of a page in their order. Raises FileRefusedError beyond the limits."""
    page = _Page(_styles(text))
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=False)
    # lxml ends a text at the first zero byte.
    data = text.replace("\0", " ").encode("utf-8", "replace")
    for start in range(0, len(data), _CHUNK):
        parser.feed(data[start : start + _CHUNK])
    if data:
        parser.close()
    return page.blocks


@dataclass
class _Table:
    """A table whose end has not come; `within` counts open tables that stand in one cell of it."""

    within: int = 0
    spanned: SpannedRows = field(default_factory=SpannedRows)
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)
    has_head_cells: bool = False
    is_layout: bool = False
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)

    @property
    def has_headings(self) -> bool:
        """Whether one of its first rows looks like headings."""
        return self.has_head_cells or any(map(_is_headings, self.spanned.rows[:_HEADING_ROWS]))

    def take(self, *, as_lines: bool) -> WebBlock:
        """What was read so far; the table goes on without it."""
        rows, named = self.spanned.rows, self.has_headings
        filled = sum(any(cell != "" for cell in row) for row in rows)
        is_table = not as_lines and filled > 1 and self.spanned.width > 1
        block = WebBlock(
            rows,
            is_table,
            named,
            self.spanned.ranges,
            frozenset(self.hidden),
            frozenset(self.struck),
        )
        self.spanned, self.hidden, self.struck = SpannedRows(), set(), set()
        return block


def _is_headings(row: Row) -> bool:
    """Whether several cells of a row are words that stand above columns."""
    texts = [text for text in map(plain, row) if text]
    if any(map(is_upn, texts)):
        return False
    days = sum(map(is_day_heading, row)) if len(texts) > _HEADING_ROWS else 0
    return sum(fold(text) in aliases() for text in texts) > 1 or days >= _HEADING_ROWS


class _Page:
    """Target of the parser: gathers the blocks tag by tag."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles
        self.blocks: list[WebBlock] = []
        self._tables: list[_Table] = []
        self._tags: list[tuple[bool, bool]] = []  # of each open tag: is it unread, is it struck
        self._unread = 0
        self._struck = 0
        self._in_caption = False
        self._lines: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        named = (self._styles.get(name, "") for name in attributes.get("class", "").split()[:9])
        style = ";".join((attributes.get("style", ""), *named))
        is_hidden = "hidden" in attributes or bool(_NOT_SHOWN.search(style))
        unread = tag in _UNREAD or (is_hidden and tag not in _OF_TABLES)
        struck = tag in _STRUCK or bool(_LINE_THROUGH.search(style))
        self._tags.append((unread, struck))
        self._unread += unread
        self._struck += struck
        if self._unread:
            return
        if tag == "table":
            self._open_table()
        elif tag == "tr":
            self._open_row(is_hidden=is_hidden)
        elif tag in ("td", "th"):
            self._open_cell(tag, attributes)
        elif tag in _ON_LINES_OF_THEIR_OWN:
            self._in_caption |= tag == "caption"
            self.data(_BREAK)

    def end(self, tag: str) -> None:
        """A tag closes; the parser closes each, at the latest with the page."""
        if not self._unread:
            if tag == "table":
                self._close_table()
            elif tag in ("td", "th", "tr"):
                self._close_cell()
            elif tag == "caption":
                self._in_caption = False
                self._close_lines()
            elif tag in _ON_LINES_OF_THEIR_OWN:
                self.data(_BREAK)
        unread, struck = self._tags.pop()
        self._unread -= unread
        self._struck -= struck

    def data(self, text: str) -> None:
        """Text, in a cell or outside of all tables."""
        if self._unread:
            return
        table = self._tables[-1] if self._tables else None
        if table is None or (self._in_caption and table.cell is None):
            self._lines.append(text)
        elif table.cell is not None:
            table.cell.append(text)
            if self._struck and text.strip():
                table.struck.add(len(table.spanned.rows) - 1)

    def close(self) -> None:
        """The page ends."""
        self._close_lines()

    def _close_lines(self) -> None:
        rows = [[line] for line in _cell_text(self._lines).split("\n") if line]
        self._lines = []
        if rows:
            self.blocks.append(WebBlock(rows))

    def _open_table(self) -> None:
        outer = self._tables[-1] if self._tables else None
        if outer is None:
            self._close_lines()
        # A table inside a cell of a table with headings is the text of that cell.
        elif outer.within or outer.has_headings:
            outer.within += 1
            return
        else:
            self._set_down_layout(outer)
        self._tables.append(_Table())

    def _set_down_layout(self, outer: _Table) -> None:
        """A table within a table that has no headings: what stands before it are lines above it."""
        was_in_cell = outer.cell is not None
        self._close_cell()
        block = outer.take(as_lines=True)
        outer.is_layout = True
        if any(cell != "" for row in block.rows for cell in row):
            self.blocks.append(block)
        outer.spanned.start_row()
        if was_in_cell:
            outer.cell, outer.spans = [], (1, 1)

    def _open_row(self, *, is_hidden: bool) -> None:
        if self._tables and self._tables[-1].within:
            self.data(_BREAK)
        elif self._tables:
            table = self._tables[-1]
            self._close_cell()
            table.spanned.start_row()
            if is_hidden:
                table.hidden.add(len(table.spanned.rows) - 1)

    def _open_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._tables and self._tables[-1].within:
            self.data(" ")
        elif self._tables:
            table = self._tables[-1]
            self._close_cell()
            if not table.spanned.rows:
                table.spanned.start_row()
            row = table.spanned.rows[-1]
            table.has_head_cells |= tag == "th" and bool(row) and len(table.spanned.rows) == 1
            across = _number(attributes.get("colspan"), _MOST_ACROSS) or 1
            # rowspan="0" means to the end of the table.
            down = _number(attributes.get("rowspan"), _MOST_DOWN) or _MOST_DOWN
            table.cell, table.spans = [], (across, down)

    def _close_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None and not table.within:
            table.spanned.add(_cell_text(table.cell), *table.spans)
            table.cell = None

    def _close_table(self) -> None:
        if self._tables and self._tables[-1].within:
            self._tables[-1].within -= 1
        elif self._tables:
            self._close_cell()
            table = self._tables.pop()
            block = table.take(as_lines=table.is_layout and not table.has_headings)
            if any(cell != "" for row in block.rows for cell in row):
                self.blocks.append(block)


def _number(text: str | None, most: int) -> int:
    """A span as a page states it: 1 where it is none, at most `most`."""
    match = re.match(r"\s*(\d{1,6})", text or "1")
    return min(int(match[1]), most) if match else 1


def _cell_text(parts: Sequence[str]) -> str:
    """Text as a page shows it: white space is one space, and only breaks begin lines."""
    text_line = _SPACE.sub(" ", "".join(parts))
    lines = (line.strip(" \u00a0") for line in text_line.split(_BREAK))
    text = "\n".join(line for line in lines if line)
    return _GROUP_MARKS.sub("", text) if _GROUPED.fullmatch(text) else text
