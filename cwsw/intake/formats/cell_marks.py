"""What a workbook shows of its rows and columns, which calamine does not tell.

Whether there is anything to look for is told while a container is measured, so that a workbook
without such marks costs next to nothing.
"""

import struct
from collections.abc import Sequence
from dataclasses import replace

from cwsw.intake.containers import BROKEN
from cwsw.intake.formats.traces import Traces
from cwsw.intake.grids import Grid, Marks
from cwsw.intake.merged import fill_down, merges

_UNREADABLE: tuple[type[Exception], ...] = (*BROKEN, SyntaxError, LookupError, struct.error)
"""What zipfile and olefile raise on damaged parts, and lxml: its own error is a SyntaxError."""


def marked(grids: Sequence[Grid], data: bytes, traces: Traces) -> list[Grid]:
    """Add to the sheets of a workbook what is hidden, struck through, merged or not worked out.

    Args:
        grids: The sheets as calamine read them.
        data: The bytes of the workbook.
        traces: The signs that were met while its container was measured.

    Returns:
        The sheets; as they were where the marks cannot be read, as the cells can.
    """
    marks = _marks(data, traces)
    return [_with_marks(grid, marks[grid.sheet]) if grid.sheet in marks else grid for grid in grids]


def _with_marks(grid: Grid, marks: Marks) -> Grid:
    """A sheet with its marks, and the value of merged cells in each row that they cover."""
    if not marks.merged:
        return replace(grid, marks=marks)
    merged = merges(marks.merged, (grid.first_row - 1, grid.first_column), grid.rows)
    return replace(grid, marks=marks, rows=fill_down(grid.rows, merged), merged=merged)


def _marks(data: bytes, traces: Traces) -> dict[str, Marks]:
    """Sheet -> its marks; none where the parts that tell them cannot be read."""
    is_old = not data.startswith(b"PK")
    if not is_old and not any(traces.parts.values()):
        return {}
    try:
        if is_old:
            # Loaded only where they are needed: most uploads have no marks at all.
            from cwsw.intake.formats.xls_marks import xls_marks

            return xls_marks(data)
        if "content.xml" in traces.parts:
            from cwsw.intake.formats.ods_marks import ods_marks

            return ods_marks(data)
        from cwsw.intake.formats.xlsx_marks import xlsx_marks

        return xlsx_marks(data, traces)
    except _UNREADABLE:
        return {}
