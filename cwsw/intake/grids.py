"""What a spreadsheet is once open: grids of raw cells, and tables of read values."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from cwsw.intake.problems import Findings, Place
from cwsw.tables.schema import TableSchema
from cwsw.tables.upload import RowCount

Cell = str | float | int | bool | date | time | timedelta
"""A raw cell; a blank one is ''. Date cells come as date or datetime."""

Row = Sequence[Cell]


@dataclass(frozen=True)
class SourceFile:
    """One file as it was chosen: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Merge:
    """A range of merged cells by its indices in the rows of a grid; both ends belong to it."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class Marks:
    """What a sheet shows of its rows and columns beside their cells.

    Rows are the spreadsheet's own numbers, columns are counted from 0 over the sheet. `unsaved`
    are the formulas of which the file does not hold the result: column -> rows. `merged` are the
    merged ranges that only the marks tell of, each by its first and last (row, column) from 0.
    """

    hidden_rows: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    unsaved: Mapping[int, Sequence[int]] = field(default_factory=dict)
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@dataclass(frozen=True)
class Grid:
    """One sheet or CSV file: its cells as found.

    `first_row` is the spreadsheet's number of `rows[0]`, `first_column` (from 0) that of its cells.

    The value of merged cells stands in each row that they cover, and in the first column only:
    `across` gives a row with it in every column, as a heading over several columns needs it.
    """

    file: str
    sheet: str
    rows: Sequence[Row]
    first_row: int = 1
    hidden: bool = False
    merged: Sequence[Merge] = ()
    marks: Marks = Marks()
    first_column: int = 0

    @property
    def place(self) -> Place:
        """The sheet, for a problem."""
        return Place(self.file, self.sheet)

    def across(self, index: int) -> Row:
        """The row at an index of `rows`, a merged cell's value in each column it covers."""
        row = list(self.rows[index])
        for merge in self.merged:
            if merge.top <= index <= merge.bottom:
                for column in range(merge.left + 1, merge.right + 1):
                    row[column] = row[merge.left] if row[column] == "" else row[column]
        return row


@dataclass(frozen=True)
class Origin:
    """From which index on a table's rows come from this sheet."""

    start: int
    file: str
    sheet: str


@dataclass
class Rows:
    """The rows of one table, column by column, from one or several sheets.

    `fields` holds a list of values per field, `numbers` the spreadsheet row of each row,
    `aside` the indices of rows that count for nothing, `undated` those of plans with a date that
    could not be read and was reported. `lost` counts rows of the sheets that were set aside before
    they came here, `beside` those that are used in another table. `unread` are, by field, the
    indices of cells that said something which could not be read, or of which nothing is known.
    """

    table: TableSchema
    fields: dict[str, list[Any]]
    numbers: list[int]
    origins: list[Origin]
    aside: set[int] = field(default_factory=set)
    undated: set[int] = field(default_factory=set)
    lost: int = 0
    beside: int = 0
    unread: dict[str, set[int]] = field(default_factory=dict)

    def live(self) -> Iterable[int]:
        """Indices of the rows not set aside, in order."""
        # Nearly always: a year of registers need not be copied.
        if not self.aside:
            return range(len(self.numbers))
        return [i for i in range(len(self.numbers)) if i not in self.aside]

    def set_aside(self, indices: Iterable[int]) -> None:
        """Let rows count for nothing from here on; they keep their index and their values."""
        self.aside.update(indices)

    def reject(
        self,
        index: int,
        findings: Findings,
        code: str,
        place: Place,
        message: str,
        value: str | None = None,
    ) -> None:
        """Set a row aside together with the error that says so: neither goes without the other."""
        findings.row_aside(code, place, message, value)
        self.set_aside([index])

    @property
    def live_count(self) -> int:
        """How many rows are not set aside."""
        return len(self.numbers) - len(self.aside)

    @property
    def count(self) -> RowCount:
        """Rows read for this table, and those used."""
        read = len(self.numbers) + self.lost + self.beside
        return RowCount(read, self.live_count + self.beside)

    def place(self, index: int, column: str | None = None) -> Place:
        """Where a row stands in the upload."""
        at = bisect_right(self.origins, index, key=lambda origin: origin.start) - 1
        origin = self.origins[at]
        return Place(origin.file, origin.sheet, self.numbers[index], column)

    def values(self, name: str) -> list[Any]:
        """A field's values, kept or not; all None where no sheet has the column."""
        return self.fields.get(name) or [None] * len(self.numbers)

    def live_values(self, name: str) -> list[Any]:
        """A field's values of the rows not set aside."""
        values = self.values(name)
        return values if not self.aside else [values[i] for i in self.live()]


def joined(parts: Sequence[Rows]) -> Rows:
    """The rows of one table from several sheets, one below the other."""
    if len(parts) == 1:
        return parts[0]
    names = dict.fromkeys(name for part in parts for name in part.fields)
    whole = Rows(parts[0].table, {name: [] for name in names}, [], [])
    whole.lost, whole.beside = sum(p.lost for p in parts), sum(p.beside for p in parts)
    for part in parts:
        start = len(whole.numbers)
        whole.origins += [Origin(start + o.start, o.file, o.sheet) for o in part.origins]
        whole.aside |= {start + i for i in part.aside}
        whole.undated |= {start + i for i in part.undated}
        whole.numbers += part.numbers
        for name in names:
            whole.fields[name] += part.values(name)
            # On a sheet without the column nothing is known of its pupils: no blank cell was left
            # there that could mean none.
            unread = part.unread.get(name, ()) if name in part.fields else range(len(part.numbers))
            whole.unread.setdefault(name, set()).update(start + i for i in unread)
    return whole
