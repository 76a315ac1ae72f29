"""Where a sheet's headings stand."""

from collections.abc import Sequence

from cwsw.intake.cells import plain
from cwsw.intake.grids import Row


def header_index(rows: Sequence[Row]) -> int | None:
    """The index of the header row: the first that is not blank; None where all are."""
    return next((i for i, row in enumerate(rows) if not is_blank(row)), None)


def is_blank(row: Row) -> bool:
    """Whether no cell of a row shows anything."""
    return all(cell == "" or (isinstance(cell, str) and not plain(cell)) for cell in row)
