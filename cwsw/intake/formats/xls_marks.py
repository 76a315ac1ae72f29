"""Hidden rows and columns and struck-through cells of an .xls file (Excel 97 to 2003).

Its workbook is a stream of records: number, length, content. A line through part of a cell's text
is not told, only one through the whole cell.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from cwsw.intake.grids import Marks

_STREAM = "Workbook"
_HEAD = struct.Struct("<HH")
_SHORT = struct.Struct("<H")
_CELL = struct.Struct("<HHH")  # row, column, format
# Numbers of records ([MS-XLS] 2.3): BOF, BoundSheet8, Font, XF, Row, ColInfo, MulRk.
_BEGIN, _SHEET, _FONT, _FORMAT, _ROW, _COLUMNS, _NUMBERS = (
    0x0809, 0x0085, 0x0031, 0x00E0, 0x0208, 0x007D, 0x00BD,
)  # fmt: skip
# Records of one cell each: Formula, RString, LabelSst, Number, Label, BoolErr, RK.
_CELLS = frozenset((0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E))
_STRUCK, _ROW_HIDDEN, _COLUMN_HIDDEN = 0x0008, 0x0020, 0x0001
_NO_FONT = 4  # a number that no font has, by the format's own rule
_LAST_COLUMN = 255


def xls_marks(data: bytes) -> dict[str, Marks]:
    """Sheet -> its marks. Raises what olefile raises on damaged files, and struct.error."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        if not container.exists(_STREAM):
            return {}
        book = _XlsBook(container.openstream(_STREAM).read())
    return {name: sheet.marks() for name, sheet in book.read().items()}


@dataclass
class _XlsSheet:
    hidden_rows: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def marks(self) -> Marks:
        """The marks of the sheet."""
        return Marks(
            frozenset(self.hidden_rows),
            frozenset(self.struck_rows),
            frozenset(self.hidden_columns),
        )


class _XlsBook:
    """Reads the records of a workbook in their order."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._names: dict[int, str] = {}  # where a sheet begins -> its name
        self._fonts: list[bool] = []  # whether struck through
        self._formats: list[int] = []  # the font of each
        self._struck: frozenset[int] = frozenset()

    def read(self) -> dict[str, _XlsSheet]:
        """Read all records; sheet -> its marks."""
        sheets: dict[str, _XlsSheet] = {}
        sheet: _XlsSheet | None = None
        for at, number, body in self._records():
            if number == _BEGIN:
                name = self._names.get(at)
                sheet = None if name is None else sheets.setdefault(name, _XlsSheet())
                self._struck = self._struck_formats()
            elif sheet is None:
                self._take_global(number, body)
            else:
                self._take(sheet, number, body)
        return sheets

    def _records(self) -> Iterator[tuple[int, int, bytes]]:
        stream, at = self._stream, 0
        numbers = _CELLS | {_BEGIN, _SHEET, _FONT, _FORMAT, _ROW, _COLUMNS, _NUMBERS}
        while at + _HEAD.size <= len(stream):
            number, size = _HEAD.unpack_from(stream, at)
            if number in numbers:
                yield at, number, stream[at + _HEAD.size : at + _HEAD.size + size]
            at += _HEAD.size + size

    def _take_global(self, number: int, body: bytes) -> None:
        if number == _SHEET:
            count, is_wide = body[6], body[7] & 1
            text = body[8 : 8 + count * (1 + is_wide)]
            (begin,) = struct.unpack_from("<I", body)
            self._names[begin] = text.decode("utf-16-le" if is_wide else "latin-1")
        elif number == _FONT:
            self._fonts.append(bool(_SHORT.unpack_from(body, 2)[0] & _STRUCK))
        elif number == _FORMAT:
            self._formats.append(_SHORT.unpack_from(body)[0])

    def _struck_formats(self) -> frozenset[int]:
        struck = {
            n if n < _NO_FONT else n + 1 for n, is_struck in enumerate(self._fonts) if is_struck
        }
        return frozenset(n for n, font in enumerate(self._formats) if font in struck)

    def _take(self, sheet: _XlsSheet, number: int, body: bytes) -> None:
        if number == _ROW:
            if _SHORT.unpack_from(body, 12)[0] & _ROW_HIDDEN:
                sheet.hidden_rows.add(_SHORT.unpack_from(body)[0] + 1)
        elif number == _COLUMNS:
            first, last = struct.unpack_from("<HH", body)
            if _SHORT.unpack_from(body, 8)[0] & _COLUMN_HIDDEN:
                sheet.hidden_columns |= set(range(first, min(last, _LAST_COLUMN) + 1))
        elif self._struck and number in _CELLS:
            row, _, style = _CELL.unpack_from(body)
            if style in self._struck:
                sheet.struck_rows.add(row + 1)
        elif self._struck and number == _NUMBERS:
            styles = {_SHORT.unpack_from(body, at)[0] for at in range(4, len(body) - 6, 6)}
            if styles & self._struck:
                sheet.struck_rows.add(_SHORT.unpack_from(body)[0] + 1)
