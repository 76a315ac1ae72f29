"""Reads from an .ods file which rows and columns are hidden, struck, merged or not worked out."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from cwsw.intake import limits
from cwsw.intake.containers import opened
from cwsw.intake.grids import Marks
from cwsw.intake.merged import Range

_CHUNK = 2**16
_NOT_SHOWN = ("collapse", "filter")
_MOST_PARENTS = 20
"""Styles that may be made from one another before the search for a line through ends."""


def ods_marks(data: bytes) -> dict[str, Marks]:
    """Sheet -> its marks. Raises what zipfile and lxml raise on damaged parts."""
    styles = _OdsStyles()
    book = _OdsBook(styles)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "styles.xml" in archive.namelist():
            _feed(archive, "styles.xml", styles)
        _feed(archive, "content.xml", book)
    return {name: sheet.marks() for name, sheet in book.sheets.items()}


def _feed(archive: zipfile.ZipFile, part: str, target: object) -> None:
    # No entities and no network: the file comes from a stranger. As a target it builds no tree.
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    with opened(archive, archive.getinfo(part)) as stream:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
    parser.close()


def _own(name: str) -> str:
    """A name of the XML without its namespace."""
    return name.rpartition("}")[2]


@dataclass
class _OdsStyles:
    """Takes the styles of a part; knows which of them have a line through the text."""

    struck: dict[str, bool] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    _style: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        kind = _own(tag)
        if kind in ("style", "default-style"):
            about = {_own(name): value for name, value in attributes.items()}
            self._style = about.get("name", "")
            self.parents[self._style] = about.get("parent-style-name", "")
        elif kind == "text-properties":
            for name, value in attributes.items():
                if _own(name) in ("text-line-through-style", "text-line-through-type"):
                    self.struck[self._style] = value != "none"

    def end(self, _: str) -> None:
        """An element ends."""

    def close(self) -> None:
        """The part ends."""

    def is_struck(self, style: str) -> bool:
        """Whether a style has a line through the text, of itself or of one it is made from."""
        for _ in range(_MOST_PARENTS):
            if style in self.struck:
                return self.struck[style]
            style = self.parents.get(style, "")
        return False


@dataclass
class _OdsSheet:
    """A sheet's marks in the making; `row` and `column` are the last ones begun, from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: dict[int, list[int]] = field(default_factory=dict)
    column_styles: list[str] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    row: int = 0
    row_style: str = ""
    column: int = 0

    def marks(self) -> Marks:
        """The marks."""
        return Marks(
            frozenset(self.hidden_rows),
            frozenset(self.struck_rows),
            frozenset(self.hidden_columns),
            self.unsaved,
            tuple(self.merged),
        )


class _OdsBook:
    """Takes the content of a workbook, element by element."""

    def __init__(self, styles: _OdsStyles) -> None:
        self.sheets: dict[str, _OdsSheet] = {}
        self._styles = styles
        self._sheet: _OdsSheet | None = None
        self._is_struck = False
        self._repeated = 1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        kind = _own(tag)
        about = {_own(name): value for name, value in attributes.items()}
        if kind == "table":
            self._sheet = self.sheets.setdefault(about.get("name", ""), _OdsSheet())
        elif self._sheet is None:
            self._styles.start(tag, attributes)
        elif kind == "table-column":
            self._column(self._sheet, about)
        elif kind == "table-row":
            self._row(self._sheet, about)
        elif kind in ("table-cell", "covered-table-cell"):
            self._cell(self._sheet, about)
        elif kind == "span":
            self._is_struck |= self._styles.is_struck(about.get("style-name", ""))

    def end(self, tag: str) -> None:
        """An element ends."""
        if _own(tag) == "table":
            self._sheet = None

    def data(self, text: str) -> None:
        """Text of a cell."""
        if self._sheet is not None and self._is_struck and text.strip():
            self._sheet.struck_rows |= self._rows(self._sheet)

    def close(self) -> None:
        """The part ends."""

    def _rows(self, sheet: _OdsSheet) -> set[int]:
        count = min(self._repeated, limits.BLANK_ROWS_END)  # so often only where it is blank
        return set(range(sheet.row, sheet.row + count))

    def _column(self, sheet: _OdsSheet, about: Mapping[str, str]) -> None:
        first = len(sheet.column_styles)
        count = min(_number(about, "number-columns-repeated"), limits.MAX_COLUMNS - first)
        sheet.column_styles += [about.get("default-cell-style-name", "")] * count
        if about.get("visibility") in _NOT_SHOWN:
            sheet.hidden_columns |= set(range(first, first + count))

    def _row(self, sheet: _OdsSheet, about: Mapping[str, str]) -> None:
        sheet.row += self._repeated if sheet.row else 1
        sheet.column, sheet.row_style = 0, about.get("default-cell-style-name", "")
        self._repeated = _number(about, "number-rows-repeated")
        if about.get("visibility") in _NOT_SHOWN:
            sheet.hidden_rows |= self._rows(sheet)

    def _cell(self, sheet: _OdsSheet, about: Mapping[str, str]) -> None:
        column = sheet.column
        sheet.column += _number(about, "number-columns-repeated")
        usual = sheet.column_styles[column] if column < len(sheet.column_styles) else ""
        # A cell's own style comes before that of its row, and that before its column's.
        style = about.get("style-name") or sheet.row_style or usual
        self._is_struck = self._styles.is_struck(style)
        height, width = (_number(about, f"number-{kind}-spanned") for kind in ("rows", "columns"))
        if height > 1 or width > 1:
            last = (sheet.row + height - 2, column + width - 1)
            sheet.merged.append(((sheet.row - 1, column), last))
        if "formula" in about and "value-type" not in about:
            sheet.unsaved.setdefault(column, []).append(sheet.row)


def _number(about: Mapping[str, str], name: str) -> int:
    """How often a row or cell is repeated: once where nothing is stated."""
    text = about.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 8 else 1
