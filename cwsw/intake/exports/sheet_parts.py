"""Rows of one of our tables as they come from a foreign sheet, before it is known who is who."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.grids import Origin, Rows
from cwsw.tables.schema import TableSchema


@dataclass
class SheetPart:
    """Columns of values, and for each row the sheet's row number and the child it is about.

    `expected` are the rows of the sheet that should give a row here, `beside` those of them that
    are used in another table instead.
    """

    sheet: ExportSheet
    table: TableSchema
    fields: dict[str, list[Any]]
    identities: list[Identity] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    expected: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    undated: set[int] = field(default_factory=set)

    def add(
        self, identity: Identity, number: int, row: Sequence[Any], *, undated: bool = False
    ) -> None:
        """One row, its values in the order of `fields`; `undated`: its bad dates were reported."""
        if undated:
            self.undated.add(len(self.identities))
        self.identities.append(identity)
        self.numbers.append(number)
        for values, value in zip(self.fields.values(), row, strict=True):
            values.append(value)

    def to_rows(self, upns: Sequence[tuple[str, ...]]) -> Rows:
        """The rows whose pupil is known, one for each pupil that a row is about."""
        grid = self.sheet.grid
        rows = Rows(self.table, {}, [], [Origin(0, grid.file, grid.sheet)])
        at = [index for index, pupils in enumerate(upns) for _ in pupils]
        rows.beside = len(self.beside)
        rows.lost = len(self.numbers) - len({*at})
        rows.lost += len(self.expected - self.beside - {*self.numbers})
        whole = {*map(len, upns)} == {1}  # nearly always: nothing to pick
        rows.numbers = self.numbers if whole else [self.numbers[index] for index in at]
        rows.fields["upn"] = [upn for pupils in upns for upn in pupils]
        rows.undated = {place for place, index in enumerate(at) if index in self.undated}
        for name, values in self.fields.items():
            rows.fields[name] = values if whole else [values[index] for index in at]
        return rows


def empty(sheet: ExportSheet, table: TableSchema, *names: str) -> SheetPart:
    """A part without rows."""
    return SheetPart(sheet, table, {name: [] for name in names})
