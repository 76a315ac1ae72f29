"""Rows of one of our tables as they come from a foreign sheet, before it is known who is who."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cwsw.intake.foreign.sheet import Sheet
from cwsw.intake.foreign.who import Who
from cwsw.intake.grids import Origin, Rows
from cwsw.tables.schema import Table


@dataclass
class Part:
    """Columns of values, and for each row the sheet's row number and whom it is about.

    `expected` are the rows of the sheet that should give a row here, `beside` those of them that
    are used in another table instead.
    """

    sheet: Sheet
    table: Table
    fields: dict[str, list[Any]]
    who: list[Who] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    expected: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()

    def add(self, who: Who, number: int, row: Sequence[Any]) -> None:
        """One row, its values in the order of `fields`."""
        self.who.append(who)
        self.numbers.append(number)
        for values, value in zip(self.fields.values(), row, strict=True):
            values.append(value)

    def to_rows(self, upns: Sequence[str | None]) -> Rows:
        """The rows whose pupil is known, as the rest of the reader takes them."""
        kept = [i for i, upn in enumerate(upns) if upn is not None]
        grid = self.sheet.grid
        rows = Rows(self.table, {}, [], [Origin(0, grid.file, grid.sheet)])
        rows.beside = len(self.beside)
        rows.lost = len(self.numbers) - len(kept)
        rows.lost += len(self.expected - self.beside - {*self.numbers})
        whole = len(kept) == len(upns)
        rows.numbers = self.numbers if whole else [self.numbers[i] for i in kept]
        rows.fields["upn"] = [upns[i] for i in kept]
        for name, values in self.fields.items():
            rows.fields[name] = values if whole else [values[i] for i in kept]
        return rows


def empty(sheet: Sheet, table: Table, *names: str) -> Part:
    """A part without rows."""
    return Part(sheet, table, {name: [] for name in names})
