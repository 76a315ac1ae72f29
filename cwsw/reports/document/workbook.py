"""Documents as a spreadsheet, a sheet for each: its title, marks and text, its tables as tables.

No cells are merged, no colour means anything, and text is always written as text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cwsw.reports.document.model import (
    TO_COMPLETE,
    Block,
    Bullets,
    Callout,
    Cards,
    Cell,
    Chart,
    Columns,
    Document,
    Facts,
    Numbered,
    Paragraph,
    Section,
    Table,
    ToComplete,
    cell_words,
)

_A4 = 9
_TEXT_WIDTH, _CELL_WIDTH = 100, 24
"""How wide a column is, in letters: of running text, and of a table that does not say."""
_WRAPPED = {"text_wrap": True, "valign": "top"}
_NO_ROWS = "None"
_NO_LETTER = re.compile(r"\W")


@dataclass(frozen=True)
class _Line:
    """One row outside tables."""

    words: str
    is_bold: bool = False


def workbook(sheets: Mapping[str, Document], created: date, title: str = "") -> bytes:
    """Write documents as a spreadsheet (xlsx); the same documents and day give the same bytes.

    Args:
        sheets: Name of a sheet -> its document.
        created: The day that the file has as its date.
        title: The file's title in its properties.

    """
    buffer = BytesIO()
    # Else xlsxwriter writes temporary files: nothing of a school is written to disk.
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        # The day alone: with the time of day two files of the same figures would differ.
        made_at = datetime.combine(created, time(), UTC)
        book.set_properties({"title": title, "created": made_at})
        formats = _Formats(
            bold=book.add_format({"bold": True}),
            wrapped=book.add_format(_WRAPPED),
            whole=book.add_format(_WRAPPED | {"num_format": "#,##0"}),
            decimal=book.add_format(_WRAPPED | {"num_format": "#,##0.0"}),
        )
        for name, document in sheets.items():
            _write(book.add_worksheet(name), document, formats)
    return buffer.getvalue()


@dataclass(frozen=True)
class _Formats:
    """How cells look."""

    bold: Format
    wrapped: Format
    whole: Format
    decimal: Format


def _write(page: Worksheet, document: Document, formats: _Formats) -> None:
    parts = tuple(_parts(document))
    tables = [part for part in parts if isinstance(part, Table)]
    page.set_landscape()
    page.set_paper(_A4)
    # Printed as wide as one page, on as many as it takes.
    page.fit_to_pages(1, 0)
    _set_widths(page, tables, formats)
    row = 0
    for part in parts:
        if isinstance(part, _Line):
            if part.words:
                page.write_string(row, 0, part.words, formats.bold if part.is_bold else None)
            row += 1
            continue
        # A sheet can freeze one place: with two tables the rows of one would be read under the
        # heading of the other.
        if len(tables) == 1:
            page.freeze_panes(row + 1, 0)
        row = _write_table(page, row, part, formats)


def _set_widths(page: Worksheet, tables: Iterable[Table], formats: _Formats) -> None:
    """Each column as wide as the widest table wants it; text alone takes the first."""
    widths: dict[int, int] = {}
    for table in tables:
        in_table = table.widths or (_CELL_WIDTH,) * len(table.headings)
        widths |= {place: max(width, widths.get(place, 0)) for place, width in enumerate(in_table)}
    for place, width in (widths or {0: _TEXT_WIDTH}).items():
        page.set_column(place, place, width, formats.wrapped)


def _write_table(page: Worksheet, top: int, table: Table, formats: _Formats) -> int:
    """Write a table; the row after it."""
    blank = ("",) * (len(table.headings) - 1)
    # xlsxwriter adds no table without a row.
    rows = table.rows or ((_NO_ROWS, *blank),)
    options = {
        "name": _table_name(page, top),
        "columns": [{"header": words, "header_format": formats.bold} for words in table.headings],
        "style": None,
        "autofilter": False,
    }
    page.add_table(top, 0, top + len(rows), len(table.headings) - 1, options)
    for number, row in enumerate(rows, top + 1):
        for place, cell in enumerate(row):
            # By its own kind: xlsxwriter's `write` takes a text that begins with = for a formula.
            _write_cell(page, number, place, cell, formats)
    return top + len(rows) + 1


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, formats: _Formats) -> None:
    match cell:
        case float():
            page.write_number(row, place, cell, formats.decimal)
        case int():
            page.write_number(row, place, cell, formats.whole)
        case _:
            page.write_string(row, place, cell_words(cell), formats.wrapped)


def _table_name(page: Worksheet, top: int) -> str:
    """A name that no other table of the workbook has: of its sheet, and of its first row."""
    sheet = _NO_LETTER.sub("_", page.get_name())
    return f"{sheet}_{top + 1}"


def _parts(document: Document) -> Iterator[_Line | Table]:
    """What is written, from top to bottom."""
    if document.title or document.marks:
        yield _Line(document.title, is_bold=True)
        yield from (_Line(fact.line) for fact in document.facts)
        yield _Line(". ".join(document.marks))
        yield _Line("")
    yield from _all(document.blocks)
    if document.foot:
        yield _Line(document.foot)


def _all(blocks: Iterable[Block]) -> Iterator[_Line | Table]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[_Line | Table]:
    match block:
        case Section(title, blocks):
            yield _Line(title, is_bold=True)
            yield from _all(blocks)
        case Cards(sections):
            yield from _all(sections)
        case Columns(left, right):
            yield from _all((*left, *right))
        case Table():
            yield from (_Line(words, is_bold=True) for words in (block.caption,) if words)
            yield block
            yield from (_Line(cell_words(note)) for note in block.notes)
        case Paragraph(words) | Callout(words) | Chart(alt=words):
            yield _Line(words)
        case Bullets(items, lead):
            yield from (_Line(words) for words in (lead, *items) if words)
        case ToComplete(items):
            yield from map(_Line, (TO_COMPLETE, *items))
        case Numbered(items):
            yield from (_Line(f"{number}. {words}") for number, words in enumerate(items, 1))
        case Facts(items):
            yield from (_Line(fact.line) for fact in items)
