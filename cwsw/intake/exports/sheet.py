"""One sheet that is not our own, while it is being understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.grids import Cell, Grid, Row
from cwsw.intake.problems import Place
from cwsw.tables.proposal import Certainty
from cwsw.tables.schema import PUPILS

DAY, CODE = "day", "code"
"""Fields of a column headed by a day, and by an attendance code."""


@dataclass(frozen=True)
class MatchedColumn:
    """A column and what it is taken for. `key` names it in a mapping.

    `unit` is the number of sessions that one of its numbers stands for: 2 in a column of days.
    `span` tells several plans of one row apart: '2' for "CP start 2".
    """

    index: int
    heading: str
    key: str
    field: str | None
    sure: Certainty
    why: str
    settled: bool = False
    unit: int = 1
    span: str = ""


@dataclass
class ExportSheet:
    """A table of a grid: `body` and `numbers` are its data rows and their spreadsheet rows.

    `labels` are the words above the headings; `label` those of the table itself where it is one of
    several blocks of columns;
    `lines` the lines of text between the rows, each with the index of the first row below it.
    `detail_columns` are columns that help a person to find a child who is nobody on the roll.
    `rest` is the index of the grid's row at which another table begins, None where none does.
    `source` are the numbers of all its data rows, whatever is left out of `body` later.
    """

    grid: Grid
    key: str
    header: int
    headings: Row
    body: list[Row]
    numbers: list[int]
    titles: tuple[str, ...] = ()
    columns: list[MatchedColumn] = field(default_factory=list)
    labels: tuple[str, ...] = ()
    label: str = ""
    is_block: bool = False
    lines: tuple[tuple[int, str], ...] = ()
    rest: int | None = None
    source: tuple[int, ...] = ()
    detail_columns: tuple[MatchedColumn, ...] = ()

    def place(self, heading: str | None = None, row: int | None = None) -> Place:
        """Where something was noticed."""
        return Place(self.grid.file, self.grid.sheet, row, heading)

    def cells(self, index: int) -> list[Cell]:
        """A column's cells, blank where a row is short."""
        # Systems leave trailing blank cells away.
        return [row[index] if index < len(row) else "" for row in self.body]

    def column(self, name: str) -> MatchedColumn | None:
        """The column read as a field, if there is one."""
        return next((c for c in self.columns if c.field == name), None)

    def has(self, *names: str) -> bool:
        """Whether there is a column for every one of these fields."""
        return {c.field for c in self.columns} >= set(names)

    def has_any(self, names: Sequence[str] | frozenset[str]) -> bool:
        """Whether there is a column for one of these fields."""
        return bool({c.field for c in self.columns} & set(names))

    def values(self, name: str) -> list[Cell] | None:
        """The raw cells of a field; None where it has no column."""
        column = self.column(name)
        return None if column is None else self.cells(column.index)

    @property
    def has_our_headings(self) -> bool:
        """Whether every heading that our own Pupils sheet needs is there to the letter."""
        needed = {fold(c.heading) for c in PUPILS.columns if c.heading_needed}
        return needed <= {fold(plain(heading)) for heading in self.headings}

    def rows_with(self, names: Iterable[str]) -> frozenset[int]:
        """The numbers of rows that hold something in a column of one of these fields."""
        columns = [c for name in names if (c := self.column(name))]
        cells = [self.cells(column.index) for column in columns]
        rows = zip(*cells, strict=True) if cells else iter(())
        # Without columns there are no rows to pair.
        numbered = zip(rows, self.numbers, strict=False)
        return frozenset(number for row, number in numbered if any(map(plain, row)))

    def keep(self, indices: Sequence[int]) -> None:
        """Leave only some of the rows."""
        self.body = [self.body[i] for i in indices]
        self.numbers = [self.numbers[i] for i in indices]


def filled(row: Row) -> list[str]:
    """The texts of a row's cells that are not blank."""
    return [text for text in map(plain, row) if text]
