"""What is loaded and what is new, as far as is needed to lay one over the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from cwsw.records.list_changes import ListChange
from cwsw.records.next_upload.plan_rows import Place, PlanRow, plan_rows, pupil_name
from cwsw.records.next_upload.questions import UploadAnswers
from cwsw.store import Workspace
from cwsw.tables.schema import LIST_CHANGES, PLANS, PUPILS, TABLES
from cwsw.tables.upload import FLAT, SCHEMAS, Upload, rows_of, table_of
from cwsw.tables.years import academic_year

RECORDS = tuple(table.name for table in TABLES if table.record)
_FLAGS = ((FLAT, "cin_now", "CIN"), (FLAT, "cp_now", "CP"), (PUPILS.name, "looked_after", "CLA"))
Row = tuple[Any, ...]
Pupils = Mapping[str, dict[str, Any]]
"""Rows of Pupils by UPN."""


@dataclass(frozen=True)
class Loaded:
    """What is loaded: the children, their plans, and the rows of every record table.

    `former` are children no longer in Pupils whose records are held apart. `rows` holds the
    records of both.
    """

    as_at: date
    year: int
    pupils: Pupils
    former: Pupils
    plans: tuple[PlanRow, ...]
    rows: Mapping[str, tuple[Row, ...]]

    @classmethod
    def of(cls, workspace: Workspace) -> "Loaded":
        """What a workspace holds."""
        former_records = workspace.former_records
        rows = {
            name: (*rows_of(workspace.rows(name)), *_rows(former_records.get(name)))
            for name in RECORDS
        }
        return cls(
            workspace.as_at,
            academic_year(workspace.school_as_at),
            _by_upn(workspace.rows(PUPILS.name)),
            _by_upn(former_records.get(PUPILS.name)),
            plan_rows(workspace.rows(PLANS.name)),
            rows,
        )

    @property
    def changes(self) -> tuple[ListChange, ...]:
        """Every recorded change of the list."""
        return changes_of(self.rows[LIST_CHANGES.name])

    def pupil(self, upn: str) -> dict[str, Any] | None:
        """The row of a child, former pupils included."""
        return self.pupils.get(upn) or self.former.get(upn)

    def with_keys(self, keys: Mapping[str, str]) -> "Loaded":
        """The same with children under other keys."""
        return replace(
            self,
            pupils=_renamed(self.pupils, keys),
            former=_renamed(self.former, keys),
            plans=tuple(replace(row, upn=keys.get(row.upn, row.upn)) for row in self.plans),
            rows={name: renamed_rows(name, rows, keys) for name, rows in self.rows.items()},
        )


@dataclass(frozen=True)
class NewData:
    """The next upload: the children, their plans, and what it brings of recorded changes itself.

    `as_at` is the day of its data. `brought` are the changes of the list that it contains,
    `settled` those of them that are settled there. `flags` are plans that only a word such as
    `CIN now` gives.
    """

    upload: Upload
    as_at: date
    pupils: Pupils
    plans: tuple[PlanRow, ...]
    brought: frozenset[tuple[object, ...]]
    settled: frozenset[tuple[object, ...]]
    flags: frozenset[Place]

    @classmethod
    def of(cls, upload: Upload, as_at: date) -> "NewData":
        """What an accepted upload holds."""
        # Our own workbook holds changes of former pupils apart.
        tables = (upload.tables, upload.former_records)
        rows = [row for part in tables for row in _rows(part.get(LIST_CHANGES.name))]
        changes = changes_of(rows)
        return cls(
            upload,
            as_at,
            _by_upn(upload.tables[PUPILS.name]),
            plan_rows(upload.tables.get(PLANS.name)),
            frozenset(map(identity, changes)),
            frozenset(identity(change) for change in changes if change.settled),
            flags(upload.tables),
        )

    @property
    def year(self) -> int:
        """The academic year of its year groups."""
        return academic_year(self.upload.school.as_at or self.as_at)


@dataclass(frozen=True)
class Overlay:
    """What is loaded, what is new, and what was answered: all that laying over depends on."""

    loaded: Loaded
    new: NewData
    answers: UploadAnswers

    @property
    def open_changes(self) -> tuple[ListChange, ...]:
        """The recorded changes that no upload has settled yet."""
        return tuple(
            change
            for change in self.loaded.changes
            if not change.settled and identity(change) not in self.new.settled
        )

    def name(self, upn: str) -> str:
        """The name of a child, as the new data have it if they do."""
        row = self.new.pupils.get(upn) or self.loaded.pupil(upn)
        return pupil_name(row) if row else upn


def identity(change: ListChange) -> tuple[object, ...]:
    """The fields that identify a change, whether it is settled or not."""
    return (*change.about, change.said_by, change.by, change.on)


def changes_of(rows: Sequence[Row]) -> tuple[ListChange, ...]:
    """Rows of List changes as facts."""
    names = SCHEMAS[LIST_CHANGES.name].names
    return tuple(ListChange(**dict(zip(names, row, strict=True))) for row in rows)


def change_row(change: ListChange) -> Row:
    """The reverse of `changes_of`, for one change."""
    return tuple(getattr(change, name) for name in SCHEMAS[LIST_CHANGES.name].names)


def flags(tables: Mapping[str, pa.Table]) -> frozenset[Place]:
    """The plans given by the flags `CIN now`, `CP now` and Looked after, by child and kind."""
    places: set[Place] = set()
    for name, field, plan in _FLAGS:
        if name in tables:
            cells = (tables[name].column(column).to_pylist() for column in ("upn", field))
            places |= {(upn, plan) for upn, is_now in zip(*cells, strict=True) if is_now}
    return frozenset(places)


def upn_of(name: str, row: Row) -> str | None:
    """The UPN of the pupil that a row is about; None for the whole school."""
    names = SCHEMAS[name].names
    upn: str | None = row[names.index("upn")] if "upn" in names else None
    return upn


def renamed_rows(name: str, rows: tuple[Row, ...], keys: Mapping[str, str]) -> tuple[Row, ...]:
    """Rows of a table with children under other keys."""
    names = SCHEMAS[name].names
    if "upn" not in names or not keys:
        return rows
    place = names.index("upn")
    return tuple(
        (*row[:place], keys.get(row[place], row[place]), *row[place + 1 :]) for row in rows
    )


def renamed_table(name: str, table: pa.Table, keys: Mapping[str, str]) -> pa.Table:
    """A table with children under other keys."""
    return table_of(name, renamed_rows(name, tuple(rows_of(table)), keys))


def _renamed(pupils: Pupils, keys: Mapping[str, str]) -> Pupils:
    return {keys.get(upn, upn): row | {"upn": keys.get(upn, upn)} for upn, row in pupils.items()}


def _by_upn(table: pa.Table | None) -> Pupils:
    return {} if table is None else {row["upn"]: row for row in table.to_pylist()}


def _rows(table: pa.Table | None) -> list[Row]:
    return [] if table is None else rows_of(table)
