"""The next upload laid over the one before: nothing that staff wrote is lost.

Records go into the new upload unless it brings the same rows itself. Those of pupils who are no
longer in Pupils are held apart: in no figure, listed, and in every workbook taken away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from cwsw.store import Workspace
from cwsw.tables.schema import PUPILS, TABLES
from cwsw.tables.upload import SCHEMAS, Upload, rows_of, table_of

_Row = tuple[Any, ...]
RECORDS = tuple(table.name for table in TABLES if table.record)


@dataclass(frozen=True)
class LaidOver:
    """The new upload with what staff wrote, and how many rows of each table that is.

    `carried`: rows that the upload did not bring and now has; `held`: rows of former pupils.
    """

    upload: Upload
    carried: Mapping[str, int]
    held: Mapping[str, int]


def lay_over(former: Workspace, upload: Upload) -> LaidOver:
    """Lay an accepted upload over what was loaded before."""
    upns = {*upload.tables[PUPILS.name].column("upn").to_pylist(), None}
    tables, apart, carried = dict(upload.tables), {}, {}
    for name in RECORDS:
        brought = (*_rows(upload.tables.get(name)), *_rows(upload.held.get(name)))
        before = (*_rows(former.rows(name)), *_rows(former.held.get(name)))
        missing = tuple(row for row in dict.fromkeys(before) if row not in {*brought})
        here = [row for row in (*brought, *missing) if _upn(name, row) in upns]
        gone = [row for row in (*brought, *missing) if _upn(name, row) not in upns]
        if here or name in tables:
            tables[name] = table_of(name, here)
        if gone:
            apart[name] = table_of(name, gone)
        carried[name] = sum(_upn(name, row) in upns for row in missing)
    held = {name: rows.num_rows for name, rows in apart.items()}
    if apart:
        apart[PUPILS.name] = _who_they_are(former, upload, apart)
    made = replace(upload, tables=tables, held=apart)
    return LaidOver(made, {name: n for name, n in carried.items() if n}, held)


def former_pupils(held: Mapping[str, pa.Table]) -> tuple[dict[str, Any], ...]:
    """The Pupils rows of those whose records are `held` apart, in the order of their names."""
    rows = held[PUPILS.name].to_pylist() if PUPILS.name in held else []
    return tuple(sorted(rows, key=lambda row: (row["surname"] or "", row["forename"] or "")))


def _who_they_are(former: Workspace, upload: Upload, apart: Mapping[str, pa.Table]) -> pa.Table:
    """The latest Pupils row there is of each; their key alone where there is none."""
    upns = {upn for rows in apart.values() for upn in rows.column("upn").to_pylist()}
    known = (former.held.get(PUPILS.name), former.rows(PUPILS.name), upload.held.get(PUPILS.name))
    found = {_upn(PUPILS.name, row): row for rows in known for row in _rows(rows)}
    blank = dict.fromkeys(SCHEMAS[PUPILS.name].names)
    alone = {upn: tuple((blank | {"upn": upn}).values()) for upn in upns}
    return table_of(PUPILS.name, [found.get(upn, alone[upn]) for upn in sorted(upns)])


def _rows(table: pa.Table | None) -> list[_Row]:
    return [] if table is None else rows_of(table)


def _upn(name: str, row: _Row) -> str | None:
    """Whom a row is about; None for the whole school."""
    names = SCHEMAS[name].names
    upn: str | None = row[names.index("upn")] if "upn" in names else None
    return upn
