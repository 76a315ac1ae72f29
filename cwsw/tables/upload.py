"""What intake hands to the store: a school's tables and everything noticed on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import pyarrow as pa

from cwsw.tables.proposal import Difference, JoinSuggestion, NotOnRoll, Proposal, Skipped
from cwsw.tables.schema import BY_NAME, FLAT_COLUMNS, PUPILS, CellKind, Column

ARROW_TYPES: Mapping[CellKind, pa.DataType] = {
    CellKind.TEXT: pa.string(),
    CellKind.KEY: pa.string(),
    CellKind.DATE: pa.date32(),
    CellKind.FLAG: pa.bool_(),
    CellKind.WHOLE: pa.int32(),
    CellKind.NUMBER: pa.decimal128(18, 9),
    CellKind.PERCENT: pa.decimal128(18, 9),
    CellKind.CHOICE: pa.string(),
    CellKind.ACADEMIC_YEAR: pa.int32(),
    CellKind.YEAR_GROUP: pa.int32(),
    CellKind.MARK: pa.string(),
}
"""Cell kind -> type in the store. Numbers are exact decimals: sums never depend on order."""

FLAT = "flat"
"""The extra table of the flat sheet's own columns, one row per pupil (contract section 1)."""


def _arrow(columns: tuple[Column, ...]) -> pa.Schema:
    return pa.schema([pa.field(c.field, ARROW_TYPES[c.kind]) for c in columns])


SCHEMAS: Mapping[str, pa.Schema] = {
    name: _arrow(table.columns) for name, table in BY_NAME.items()
} | {FLAT: _arrow((PUPILS.column("upn"), *FLAT_COLUMNS))}
"""Table name -> its Arrow schema."""


class Severity(StrEnum):
    """error: row or file set aside; warning: kept, a cell is blank; note: for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Problem:
    """One thing noticed in an upload. `row` is the spreadsheet's own row number."""

    code: str
    severity: Severity
    message: str
    effect: str = ""
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class ColumnRead:
    """A heading of the user's sheet and the field it was read as (None: not read)."""

    sheet: str
    heading: str
    field: str | None


@dataclass(frozen=True)
class RowCount:
    """Rows that were read for a table, and those that are used; the others are set aside."""

    read: int
    kept: int


@dataclass(frozen=True)
class SourceCount:
    """Data rows of one sheet as it was given, and those that any figure can use."""

    file: str
    sheet: str
    read: int
    used: int

    @property
    def aside(self) -> int:
        """Rows set aside, which count for nothing."""
        return self.read - self.used


@dataclass(frozen=True)
class School:
    """The school of an upload. Phase and as-at date are None where it does not give them."""

    name: str | None = None
    phase: str | None = None
    local_authority: str | None = None
    urn: str | None = None
    as_at: date | None = None
    sdq_permission: bool = False
    sample: bool = False


@dataclass(frozen=True)
class Upload:
    """The outcome of reading one or several files.

    `tables` holds only supplied tables, each of its `SCHEMAS` type, bad rows already set aside:
    a missing table means "not supplied", an empty one "supplied, with no rows".
    `refused` is true where nothing may be loaded; `problems` then says why, and `counts`, `columns`
    and `sources` say what was understood so far. `sources` counts by the sheets as they were given.
    `former_records` are about pupils no longer in Pupils and enter no figure: under `pupils` the
    rows of the pupils, under each record table what staff wrote of them.
    `latest_date` is the latest register or exclusion date, offered where there is no as-at date.
    `proposal` is there where a sheet is not our own: how it was read, and what must be asked.
    `not_on_roll` names the children of lists who are nobody in Pupils; no table holds them.
    `titled` is what title rows of foreign sheets say of the school: a suggestion and no more.
    `as_read` holds the cells of all sheets, packed, where some are to be mended: `intake.as_read`.
    """

    school: School = School()
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    columns: tuple[ColumnRead, ...] = ()
    counts: Mapping[str, RowCount] = field(default_factory=dict)
    sources: tuple[SourceCount, ...] = ()
    refused: bool = False
    latest_date: date | None = None
    proposal: Proposal | None = None
    joins: tuple[JoinSuggestion, ...] = ()
    differences: tuple[Difference, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    not_on_roll: tuple[NotOnRoll, ...] = ()
    titled: School = School()
    as_read: bytes = b""
    former_records: Mapping[str, pa.Table] = field(default_factory=dict)


def rows_of(table: pa.Table) -> list[tuple[Any, ...]]:
    """The rows of a table, each with its values in the order of the columns."""
    # By column: `to_pylist` of the table would make a dictionary of every row.
    return [*zip(*(column.to_pylist() for column in table.columns), strict=True)]


def table_of(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """The reverse of `rows_of`: a table of its `SCHEMAS` type."""
    schema = SCHEMAS[name]
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pa.array(values, f.type) for values, f in zip(columns, schema, strict=True)]
    return pa.table(arrays, schema=schema)
