"""Changes made again on the tables they were made on, all in one go."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from cwsw.store.changes import Change, JournalEntry, Row, TableChange
from cwsw.tables.schema import PUPILS
from cwsw.tables.upload import SCHEMAS, rows_of, table_of

_Values = tuple[Any, ...]


def replayed(tables: Mapping[str, pa.Table], after: Sequence[JournalEntry]) -> dict[str, pa.Table]:
    """The tables after these changes, in order: what the workspace held when the last was made."""
    touched = {part.table for step in after for part in step.change.parts}
    counters = {
        name: Counter(rows_of(tables.get(name, SCHEMAS[name].empty_table()))) for name in touched
    }
    for part in (part for step in after for part in step.change.parts):
        rows = counters[part.table]
        for values in _without_rows(part, rows):
            # All rows that are alike, as the database's own delete takes them out.
            rows.pop(values, None)
        rows.update(_values(part.table, row) for row in part.into)
    return {
        **tables,
        **{name: table_of(name, [*rows.elements()]) for name, rows in counters.items()},
    }


def remaining_changes(after: Sequence[JournalEntry]) -> list[Change]:
    """The changes that can still be undone, the last one last."""
    changes: list[Change] = []
    for step in after:
        if not step.undone:
            changes.append(step.change)
        elif changes:
            changes.pop()
    return changes


def _without_rows(part: TableChange, rows: Iterable[_Values]) -> list[_Values]:
    """The rows a part takes out: of pupils also those whose place is taken."""
    removed = [_values(part.table, row) for row in part.out]
    if part.table == PUPILS.name:
        upn = SCHEMAS[PUPILS.name].names.index("upn")
        put_in = {row["upn"] for row in part.into}
        removed += [values for values in rows if values[upn] in put_in]
    return removed


def _values(name: str, row: Row) -> _Values:
    return tuple(row.get(field) for field in SCHEMAS[name].names)
