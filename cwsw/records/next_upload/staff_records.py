"""What staff wrote, carried into the next upload, or held apart where the pupil is gone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from cwsw.records.list_changes import ListChange
from cwsw.records.next_upload.loaded import (
    RECORDS,
    Loaded,
    NewData,
    Row,
    change_row,
    changes_of,
    identity,
    renamed_table,
    upn_of,
)
from cwsw.tables.schema import LIST_CHANGES, PUPILS
from cwsw.tables.upload import SCHEMAS, Upload, rows_of, table_of


@dataclass(frozen=True)
class LaidRecords:
    """The record tables of the new data, those held apart, and how many rows were carried."""

    tables: Mapping[str, pa.Table]
    former_records: Mapping[str, pa.Table]
    carried: Mapping[str, int]


@dataclass(frozen=True)
class Placed:
    """The UPNs in the new Pupils, the keys that changed, and how changes are marked."""

    upns: Collection[str]
    keys: Mapping[str, str]
    marks: Mapping[ListChange, ListChange]


def lay_records(loaded: Loaded, new: NewData, placed: Placed) -> LaidRecords:
    """Each row of either side once: in a table where its pupil is on the roll, else held apart."""
    tables, held_apart, carried = {}, {}, {}
    # None is the whole school, whose records stay whoever is on the roll.
    present = {*placed.upns, None}
    for name in RECORDS:
        brought = _with_marks(name, _brought(new.upload, name, placed.keys), placed.marks)
        rows = _joined(name, brought, _with_marks(name, loaded.rows[name], placed.marks))
        of_present = [row for row in rows if upn_of(name, row) in present]
        absent = [row for row in rows if upn_of(name, row) not in present]
        if of_present or name in new.upload.tables:
            tables[name] = table_of(name, of_present)
        if absent:
            held_apart[name] = table_of(name, absent)
        carried[name] = len(set(of_present) - _brought_rows(name, brought, rows))
    if held_apart:
        held_apart[PUPILS.name] = _pupil_rows(loaded, new.upload, held_apart)
    return LaidRecords(tables, held_apart, {name: n for name, n in carried.items() if n})


def former_pupils(former_records: Mapping[str, pa.Table]) -> tuple[dict[str, Any], ...]:
    """The Pupils rows of the children that `former_records` are about, in the order of names."""
    rows = former_records[PUPILS.name].to_pylist() if PUPILS.name in former_records else []
    return tuple(sorted(rows, key=lambda row: (row["surname"] or "", row["forename"] or "")))


def _brought(upload: Upload, name: str, keys: Mapping[str, str]) -> list[Row]:
    tables = (upload.tables.get(name), upload.former_records.get(name))
    present = (renamed_table(name, table, keys) for table in tables if table is not None)
    return [row for table in present for row in rows_of(table)]


def _with_marks(
    name: str, rows: Sequence[Row], marks: Mapping[ListChange, ListChange]
) -> Sequence[Row]:
    """Rows of List changes as this upload answers them; rows of another table as they are."""
    if name != LIST_CHANGES.name or not marks:
        return rows
    answered = {identity(change): mark for change, mark in marks.items()}
    return [change_row(answered.get(identity(c), c)) for c in changes_of(rows)]


def _joined(name: str, brought: Sequence[Row], before: Sequence[Row]) -> list[Row]:
    """Rows of both sides; of a change of the list that both have, the settled one."""
    rows = list(dict.fromkeys((*brought, *before)))
    if name != LIST_CHANGES.name:
        return rows
    changes: dict[object, ListChange] = {}
    for change in changes_of(rows):
        other = changes.get(identity(change))
        changes[identity(change)] = change if other is None else _settled(other, change)
    return [change_row(change) for change in changes.values()]


def _settled(change: ListChange, other: ListChange) -> ListChange:
    """The change that is settled; the later answer where both are, or neither."""
    answers = [(bool(c.settled), c.settled_on or date.min) for c in (change, other)]
    return other if answers[1] > answers[0] else change


def _brought_rows(name: str, brought: Sequence[Row], rows: Sequence[Row]) -> set[Row]:
    """The rows that the upload brought itself."""
    if name != LIST_CHANGES.name:
        return set(brought)
    own = {identity(change) for change in changes_of(brought)}
    return {
        row for row, change in zip(rows, changes_of(rows), strict=True) if identity(change) in own
    }


def _pupil_rows(loaded: Loaded, upload: Upload, held_apart: Mapping[str, pa.Table]) -> pa.Table:
    """The latest Pupils row of each pupil held apart; their UPN alone where there is none."""
    upns = {upn for rows in held_apart.values() for upn in rows.column("upn").to_pylist()}
    former_pupil_rows = upload.former_records.get(PUPILS.name)
    row_by_upn = {**loaded.former, **loaded.pupils}
    # The upload's row last: it is the newest.
    row_by_upn |= {
        row["upn"]: row
        for row in (former_pupil_rows.to_pylist() if former_pupil_rows is not None else ())
    }
    blank = dict.fromkeys(SCHEMAS[PUPILS.name].names)
    rows = [row_by_upn.get(upn, blank | {"upn": upn}) for upn in sorted(upns)]
    return pa.Table.from_pylist(rows, schema=SCHEMAS[PUPILS.name])
