"""In place of calamine, which the papers' worker holds: the sheets of a workbook it opened."""

from enum import Enum
from typing import Any, BinaryIO

from browser_engine import PapersError, ask


class CalamineError(Exception):
    """The workbook cannot be opened."""


class PasswordError(CalamineError):
    """The workbook has a password."""


class SheetTypeEnum(Enum):
    """What a sheet holds."""

    WorkSheet = 1
    Other = 2


class SheetVisibleEnum(Enum):
    """Whether a sheet is shown."""

    Visible = 1
    Hidden = 2


class SheetMetadata:
    """What a workbook says of a sheet."""

    def __init__(self, name: str, is_sheet: bool, is_hidden: bool) -> None:
        self.name = name
        self.typ = SheetTypeEnum.WorkSheet if is_sheet else SheetTypeEnum.Other
        self.visible = SheetVisibleEnum.Hidden if is_hidden else SheetVisibleEnum.Visible


class CalamineSheet:
    """A sheet's cells."""

    def __init__(self, cells: tuple[Any, ...]) -> None:
        self.start, self.width, self.height, self.merged_cell_ranges, self._rows = cells

    def to_python(self) -> list[list[Any]]:
        """All rows."""
        return list(self._rows)

    def iter_rows(self) -> Any:
        """The rows, one after another."""
        return iter(self._rows)


class CalamineWorkbook:
    """A workbook that the papers' worker has opened."""

    def __init__(self, sheets: list[tuple[Any, ...]]) -> None:
        self.sheets_metadata = [SheetMetadata(*about) for *about, _ in sheets]
        self.sheet_names = [name for name, *_ in sheets]
        self._cells = {name: cells for name, *_, cells in sheets}

    @classmethod
    def from_filelike(cls, file: BinaryIO) -> "CalamineWorkbook":
        """Open a workbook. Raises CalamineError."""
        try:
            error, sheets = ask("open", file.read())
        except PapersError as stopped:
            # No CalamineError, which would mean that the file itself is at fault.
            raise RuntimeError("the worker that opens workbooks stopped") from stopped
        if error:
            raise (PasswordError if error == "PasswordError" else CalamineError)(error)
        return cls(sheets)

    def get_sheet_by_name(self, name: str) -> CalamineSheet:
        """A sheet that has cells."""
        return CalamineSheet(self._cells[name])
