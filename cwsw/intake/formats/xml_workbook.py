"""Workbooks in the XML of Excel 2003, which some systems write under the name of an .xls file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

from lxml import etree

from cwsw.intake import limits
from cwsw.intake.books import report_gap
from cwsw.intake.formats.spans import SpannedRows, spanned_grid
from cwsw.intake.grids import Cell, Grid, Marks
from cwsw.intake.problems import FileRefusedError, Findings

_CHUNK = 2**16
_ENDLESS_STYLES = 20
"""Styles that may be made from one another before the search for a line through ends."""


def xml_workbook_grids(name: str, data: bytes, findings: Findings) -> list[Grid]:
    """Read the worksheets of a workbook in XML, hidden ones too.

    Args:
        name: The file.
        data: Its bytes.
        findings: Gets a warning for each long gap.

    Raises:
        FileRefusedError: For a damaged file, one that declares entities, or beyond the limits.
    """
    book = _XmlBook(name)
    parser = etree.XMLParser(
        target=book, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except etree.XMLSyntaxError as error:
        raise FileRefusedError("file_damaged") from error
    for sheet in book.sheets:
        if sheet.gap is not None:
            report_gap(sheet.empty, sheet.gap + 1, findings)
    return [sheet.grid() for sheet in book.sheets]


def _own(name: str) -> str:
    """A name of the XML without its namespace."""
    return name.rpartition("}")[2]


class _XmlBook:
    """Target of the parser: gathers the sheets element by element."""

    def __init__(self, name: str) -> None:
        self.sheets: list[_XmlSheet] = []
        self._name = name
        self._strikes: dict[str, bool | None] = {}  # style -> struck through; None: as its parent
        self._parents: dict[str, str] = {}
        self._style = ""
        self._sheet: _XmlSheet | None = None
        self._in_comment = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        kind, about = _own(tag), {_own(name): value for name, value in attributes.items()}
        if kind == "Style":
            self._style = about.get("ID", "")
            self._strikes[self._style] = None
            self._parents[self._style] = about.get("Parent", "")
        elif kind == "Font" and self._sheet is None and "StrikeThrough" in about:
            self._strikes[self._style] = about["StrikeThrough"] == "1"
        elif kind == "Worksheet":
            if len(self.sheets) >= limits.MAX_SHEETS:
                raise FileRefusedError("too_many_sheets")
            sheet = about.get("Name", f"Sheet{len(self.sheets) + 1}")
            self._sheet = _XmlSheet(Grid(self._name, sheet, ()))
        elif kind == "Comment":
            self._in_comment = True
        elif self._sheet is not None and not self._in_comment:
            self._sheet.start(kind, about, is_struck=self._is_struck(about.get("StyleID", "")))

    def end(self, tag: str) -> None:
        """An element ends."""
        kind = _own(tag)
        if kind == "Comment":
            self._in_comment = False
        elif kind == "Worksheet" and self._sheet is not None:
            self.sheets.append(self._sheet)
            self._sheet = None
        elif self._sheet is not None and not self._in_comment:
            self._sheet.end(kind)

    def data(self, text: str) -> None:
        """Text within an element."""
        if self._sheet is not None and not self._in_comment:
            self._sheet.data(text)

    def doctype(self, *_: str | None) -> None:
        """A declaration of entities: no such workbook has one."""
        raise FileRefusedError("archive_unsafe")

    def close(self) -> None:
        """The file ends."""

    def _is_struck(self, style: str) -> bool:
        for _ in range(_ENDLESS_STYLES):
            struck = self._strikes.get(style)
            if struck is not None:
                return struck
            style = self._parents.get(style, "")
        return False


class _XmlSheet:
    """A worksheet in the making."""

    def __init__(self, empty: Grid) -> None:
        self.empty = empty
        self.gap: int | None = None  # the row after which a long gap begins
        self._spanned = SpannedRows()
        self._hidden_rows: set[int] = set()
        self._struck_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._unsaved: dict[int, list[int]] = {}
        self._next_column = 0
        self._cell: Mapping[str, str] = {}
        self._type = ""
        self._value: Cell | None = None
        self._text: list[str] = []

    def start(self, kind: str, about: Mapping[str, str], *, is_struck: bool) -> None:
        """An element begins within the sheet."""
        self._text = [] if kind in ("Data", "Visible") else self._text
        if kind == "Column":
            self._column(about)
        elif self.gap is not None:
            return
        elif kind == "Row":
            self._row(about)
        elif kind == "Cell" and self._spanned.rows:
            self._cell, self._value = about, None
            if is_struck:
                self._struck_rows.add(len(self._spanned.rows))
        elif kind == "Data":
            self._type = about.get("Type", "String")
        elif kind == "S" and self._spanned.rows:  # a part of a cell's text with a line through it
            self._struck_rows.add(len(self._spanned.rows))

    def end(self, kind: str) -> None:
        """An element ends within the sheet."""
        if kind == "Visible":
            self.empty = replace(self.empty, hidden="Hidden" in "".join(self._text))
        elif self.gap is not None:
            return
        elif kind == "Data":
            self._value = _typed(self._type, "".join(self._text))
        elif kind == "Cell" and self._spanned.rows:
            self._end_cell()

    def data(self, text: str) -> None:
        """Text within an element; only that of cells and of one setting is asked for."""
        self._text.append(text)

    def grid(self) -> Grid:
        """The sheet as read."""
        marks = Marks(
            frozenset(self._hidden_rows),
            frozenset(self._struck_rows),
            frozenset(self._hidden_columns),
            self._unsaved,
        )
        return replace(
            spanned_grid(self.empty, self._spanned.rows, self._spanned.ranges), marks=marks
        )

    def _column(self, about: Mapping[str, str]) -> None:
        first = _index(about, self._next_column)
        last = min(first + _number(about.get("Span")), limits.MAX_COLUMNS)
        self._next_column = last + 1
        if about.get("Hidden") == "1":
            self._hidden_columns |= set(range(first, last + 1))

    def _row(self, about: Mapping[str, str]) -> None:
        blank = _index(about, len(self._spanned.rows)) - len(self._spanned.rows)
        # ss:Index may skip a million rows by one number.
        if blank > limits.BLANK_ROWS_END:
            self.gap = len(self._spanned.rows)
            return
        self._spanned.blank_rows(max(blank, 0))
        self._spanned.start_row()
        if about.get("Hidden") == "1":
            self._hidden_rows.add(len(self._spanned.rows))

    def _end_cell(self) -> None:
        about, row = self._cell, self._spanned.rows[-1]
        column = _index(about, len(row))
        if column > len(row):
            self._spanned.skip_to(column)
        if self._value is None and "Formula" in about:
            self._unsaved.setdefault(len(row), []).append(len(self._spanned.rows))
        across, down = _number(about.get("MergeAcross")), _number(about.get("MergeDown"))
        value = "" if self._value is None else self._value
        self._spanned.add(value, across + 1, min(down, limits.MAX_SHEET_ROWS) + 1)
        self._cell, self._value = {}, None


def _index(about: Mapping[str, str], usual: int) -> int:
    """The place that an element states, counted from 0; the next one where it states none."""
    stated = _number(about.get("Index"))
    return stated - 1 if stated else usual


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _typed(kind: str, text: str) -> Cell:
    """A cell's text as the kind it is stated to be; as text where it is none of these."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            day = datetime.fromisoformat(text.strip())
            return day if day.time() != time() else day.date()
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text
