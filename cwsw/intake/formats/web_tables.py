"""Tables of a web page as sheets: many school systems save one under the name of an .xls file.

A spreadsheet program shows such a page on one sheet, lines of text and tables one below the other.
Row numbers are counted so here too. Each table with headings of its own becomes a sheet, and the
lines above it become its first rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cwsw.intake.formats.spans import spanned_grid
from cwsw.intake.formats.web_page import WebBlock, blocks_of
from cwsw.intake.grids import Cell, Grid, Marks, Row
from cwsw.intake.merged import Range


def web_grids(name: str, sheet: str, text: str) -> list[Grid]:
    """The tables of a page as sheets; none where no table has several rows and columns."""
    parts: list[_Part] = []
    lines: list[Row] = []
    first_row = 1
    for block in blocks_of(text):
        if not block.is_table:
            lines += block.rows
            continue
        if not (parts and _goes_on(parts[-1], block, lines)):
            parts.append(_Part(first_row, block.width, block.rows[0]))
        parts[-1].add(WebBlock(lines), block)
        first_row, lines = parts[-1].first_row + len(parts[-1].rows), []
    if parts:
        parts[-1].add(WebBlock(lines))
    names = (sheet, *(f"{sheet} table {number}" for number in range(2, len(parts) + 1)))
    return [part.grid(Grid(name, own, ())) for own, part in zip(names, parts, strict=False)]


def is_cut_short(text: str) -> bool:
    """Whether a page ends before its last table does."""
    lower = text.lower()
    return lower.rfind("<table") > lower.rfind("</table")


@dataclass
class _Part:
    """A sheet in the making; `top` is the first row of its first table."""

    first_row: int
    width: int
    top: Row
    rows: list[Row] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)

    def add(self, *blocks: WebBlock) -> None:
        """Put blocks below what is there."""
        for block in blocks:
            at = len(self.rows)
            self.rows += block.rows
            self.ranges += [((t + at, a), (b + at, z)) for (t, a), (b, z) in block.ranges]
            self.hidden |= {self.first_row + at + index for index in block.hidden}
            self.struck |= {self.first_row + at + index for index in block.struck}

    def grid(self, empty: Grid) -> Grid:
        """The sheet."""
        marks = Marks(frozenset(self.hidden), frozenset(self.struck))
        rows: Sequence[Sequence[Cell]] = self.rows
        empty = replace(empty, first_row=self.first_row)
        return replace(spanned_grid(empty, rows, self.ranges), marks=marks)


def _goes_on(part: _Part, block: WebBlock, lines: Sequence[Row]) -> bool:
    """Whether a table is more of the one before: a page break lies between, or a line of text."""
    if block.width != part.width:
        return False
    # The headings again at the top of a printed page, or rows that go on without any.
    return not block.has_headings or (not lines and block.rows[0] == part.top)
