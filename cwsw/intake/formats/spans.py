"""Builds rows cell by cell where a cell may span several rows and columns (HTML, XML)."""

from collections.abc import Iterable, Sequence

from cwsw.intake import limits
from cwsw.intake.grids import Cell, Grid
from cwsw.intake.merged import Range, fill_down, merges
from cwsw.intake.problems import FileRefusedError


class SpannedRows:
    """Rows of a table in the making. Raises FileRefusedError beyond the limits."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.ranges: list[Range] = []
        self._covered: dict[int, int] = {}  # column -> last row that a cell above it covers
        self._cells = 0
        self._filled = 0

    @property
    def width(self) -> int:
        """Cells of the longest row."""
        return max(map(len, self.rows), default=0)

    def start_row(self) -> None:
        """Begin the next row."""
        self._end_row()
        self.rows.append([])
        # Cells that a span covers need memory as well: rowspan=65534 in each of a thousand columns
        # would fill it.
        self._cells += len(self._covered)
        if self._cells > limits.MAX_CELLS:
            raise FileRefusedError("read_too_much")

    def blank_rows(self, count: int) -> None:
        """Leave rows blank, as far as a spreadsheet goes."""
        if len(self.rows) + count > limits.MAX_SHEET_ROWS:
            raise FileRefusedError("file_damaged")
        self._end_row()
        self.rows += [[] for _ in range(count)]

    def add(self, value: Cell, across: int = 1, down: int = 1) -> None:
        """Put a cell into the next column that no cell of a row above covers."""
        row, top = self.rows[-1], len(self.rows) - 1
        while self._covered.get(len(row), -1) >= top:
            row.append("")
        if len(row) + across > limits.MAX_COLUMNS:
            raise FileRefusedError("too_many_columns")
        if across > 1 or down > 1:
            last = (top + down - 1, len(row) + across - 1)
            self.ranges.append(((top, len(row)), last))
        if down > 1:
            self._covered |= dict.fromkeys(range(len(row), len(row) + across), top + down - 1)
        row += [value, *[""] * (across - 1)]

    def skip_to(self, column: int) -> None:
        """Leave the cells before a column (counted from 0) blank."""
        row = self.rows[-1]
        if not len(row) <= column < limits.MAX_COLUMNS:
            raise FileRefusedError("file_damaged" if column < len(row) else "too_many_columns")
        row += [""] * (column - len(row))

    def _end_row(self) -> None:
        """Count the row that ends, and forget the columns that nothing covers any longer."""
        if not self.rows:
            return
        top = len(self.rows)
        self._cells += len(self.rows[-1])
        self._filled += any(cell != "" for cell in self.rows[-1])
        self._covered = {c: last for c, last in self._covered.items() if last >= top}
        if self._filled > limits.MAX_ROWS + 1:
            raise FileRefusedError("too_many_rows")


def spanned_grid(empty: Grid, rows: Sequence[Sequence[Cell]], ranges: Iterable[Range]) -> Grid:
    """A grid of rows made equally long, with the values of spans in each row they cover."""
    width = max(map(len, rows), default=0)
    if width * len(rows) > limits.MAX_CELLS:
        raise FileRefusedError("read_too_much")
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    merged = merges(ranges, (0, 0), padded)
    return Grid(
        empty.file,
        empty.sheet,
        fill_down(padded, merged),
        empty.first_row,
        hidden=empty.hidden,
        merged=merged,
    )
