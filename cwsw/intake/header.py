"""Finds the row of headings of a sheet, for what looks at sheets before their kind is known."""

from collections.abc import Sequence

from cwsw.intake.cells import plain
from cwsw.intake.exports.headers import find_header
from cwsw.intake.grids import Row


def header_index(rows: Sequence[Row]) -> int | None:
    """The index of the header row: the first that is not blank; None where all are."""
    return next((i for i, row in enumerate(rows) if not is_blank(row)), None)


def likely_header(rows: Sequence[Row]) -> int | None:
    """The index of the row that looks most like headings, else of the first that is not blank."""
    index = find_header(rows, lambda _: False)
    return header_index(rows) if index is None else index


def is_blank(row: Row) -> bool:
    """Whether no cell of a row shows anything."""
    return all(cell == "" or (isinstance(cell, str) and not plain(cell)) for cell in row)
