"""Changes made again on the tables they were made on, all in one go."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from cwsw.store.changes import Change, Made, Part, Row
from cwsw.tables.schema import PUPILS
from cwsw.tables.upload import SCHEMAS, rows_of, table_of

_Values = tuple[Any, ...]


def replayed(tables: Mapping[str, pa.Table], after: Sequence[Made]) -> dict[str, pa.Table]:
    """The tables after these changes, in order: what the workspace held when the last was made."""
    touched = {part.table for made in after for part in made.change.parts}
    found = {
        name: Counter(rows_of(tables.get(name, SCHEMAS[name].empty_table()))) for name in touched
    }
    for part in (part for made in after for part in made.change.parts):
        rows = found[part.table]
        for values in _gone(part, rows):
            rows.pop(values, None)
        rows.update(_values(part.table, row) for row in part.into)
    return {**tables, **{name: table_of(name, [*rows.elements()]) for name, rows in found.items()}}


def standing(after: Sequence[Made]) -> list[Change]:
    """The changes that can still be undone, the last one last."""
    done: list[Change] = []
    for made in after:
        if not made.undone:
            done.append(made.change)
        elif done:
            done.pop()
    return done


def _gone(part: Part, rows: Iterable[_Values]) -> list[_Values]:
    """The rows a part takes out: of pupils also those whose place is taken."""
    gone = [_values(part.table, row) for row in part.out]
    if part.table == PUPILS.name:
        upn = SCHEMAS[PUPILS.name].names.index("upn")
        put_in = {row["upn"] for row in part.into}
        gone += [values for values in rows if values[upn] in put_in]
    return gone


def _values(name: str, row: Row) -> _Values:
    return tuple(row.get(field) for field in SCHEMAS[name].names)
