"""Fills merged cells: a spreadsheet keeps their value in the first cell and blanks the others."""

from collections.abc import Iterable, Sequence

from cwsw.intake.grids import Cell, Merge, Row

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged range, counted from 0 over the whole sheet."""


def merges(
    ranges: Iterable[Range] | None, start: tuple[int, int], rows: Sequence[Row]
) -> tuple[Merge, ...]:
    """Ranges as a workbook names them, moved to the rows as read and cut to their size.

    `start` is the sheet's first cell with a value. Ranges that overlap are no real ones: what
    goes beyond the number of cells is left out, so that a made-up file costs no time.
    """
    height, width = len(rows), max(map(len, rows), default=0)
    left_over = height * width
    moved = []
    for (top, left), (bottom, right) in ranges or ():
        merge = Merge(
            max(top - start[0], 0),
            min(bottom - start[0], height - 1),
            max(left - start[1], 0),
            min(right - start[1], width - 1),
        )
        size = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
        # A range may lie outside of the rows that were read, below a long gap.
        if merge.bottom < merge.top or merge.right < merge.left or size > left_over:
            continue
        left_over -= size
        moved.append(merge)
    return tuple(moved)


def fill_down(rows: Sequence[Row], merged: Iterable[Merge]) -> Sequence[Row]:
    """The rows with the value of each merged range in every row that it covers.

    Its other columns stay blank: a title across a table is still one cell of its row.
    """
    filled: dict[int, list[Cell]] = {}
    for merge in merged:
        value = rows[merge.top][merge.left]
        if value == "":
            continue
        for index in range(merge.top + 1, merge.bottom + 1):
            row = filled.setdefault(index, list(rows[index]))
            if row[merge.left] == "":
                row[merge.left] = value
    return [filled.get(i, row) for i, row in enumerate(rows)] if filled else rows
