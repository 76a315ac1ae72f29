"""Made-up neighbours of the case files: lists of the children of the base roll, as files."""

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from openpyxl import Workbook

from cwsw.intake import SourceFile
from tests.support.cases import FILES, ROLL_WITHOUT_ATTENDANCE

Line = Sequence[Any]
"""Cells of a row; None stays blank."""


class Child(NamedTuple):
    """A pupil of the base roll."""

    upn: str
    surname: str
    forename: str
    born: str
    year: str

    @property
    def name(self) -> str:
        """'Ashdown, Ada'."""
        return f"{self.surname}, {self.forename}"


@cache
def children() -> tuple[Child, ...]:
    """The 30 pupils of the base roll, in its order."""
    with (FILES / ROLL_WITHOUT_ATTENDANCE).open(encoding="utf-8") as file:
        rows = [*csv.reader(file)]
    return tuple(Child(*row[:5]) for row in rows[1:])


def book_file(
    name: str, sheets: Mapping[str, Sequence[Line]], merged: Sequence[str] = ()
) -> SourceFile:
    """A workbook; `merged` are ranges such as C1:E1, merged on each of its sheets."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        page = book.create_sheet(title)
        for line in lines:
            page.append([None if cell == "" else cell for cell in line])
        for cells in merged:
            page.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return SourceFile(name, out.getvalue())
