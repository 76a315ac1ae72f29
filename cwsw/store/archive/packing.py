"""Uploads and changes as bytes: JSON for what describes them, Arrow for rows.

Never pickle, which runs whatever code the bytes name.
"""

import io
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from cwsw.intake.wire import arrow_bytes, arrow_table, pack, pack_answer, unpack, unpack_answer
from cwsw.store.changes import Change, JournalEntry, TableChange
from cwsw.tables.upload import SCHEMAS, Upload


@dataclass(frozen=True)
class Dated:
    """An upload with the date its questions are answered for."""

    upload: Upload
    as_at: date


def pack_upload(dated: Dated) -> bytes:
    """An upload as one block of bytes."""
    return pack({"as_at": dated.as_at.isoformat()}, [pack_answer(dated.upload)])


def unpack_upload(data: bytes) -> Dated:
    """The reverse of `pack_upload`."""
    about, (packed,) = unpack(io.BytesIO(data))
    upload = unpack_answer(packed)
    tables = {name: _with_later_columns(name, rows) for name, rows in upload.tables.items()}
    return Dated(replace(upload, tables=tables), date.fromisoformat(about["as_at"]))


def _with_later_columns(name: str, rows: pa.Table) -> pa.Table:
    """A table with the columns blank that there were not when it was packed."""
    for field in SCHEMAS[name]:
        if field.name not in rows.column_names:
            rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
    return rows.select(SCHEMAS[name].names)


def pack_change(step: JournalEntry) -> bytes:
    """A change as one block of bytes."""
    parts = step.change.parts
    about = {"what": step.change.what, "undone": step.undone, "tables": [p.table for p in parts]}
    return pack(about, [_rows(part, rows) for part in parts for rows in (part.out, part.into)])


def unpack_change(data: bytes) -> JournalEntry:
    """The reverse of `pack_change`."""
    about, blocks = unpack(io.BytesIO(data))
    rows = [tuple(arrow_table(block).to_pylist()) for block in blocks]
    pairs = zip(about["tables"], rows[::2], rows[1::2], strict=True)
    return JournalEntry(
        Change(about["what"], tuple(TableChange(*pair) for pair in pairs)), about["undone"]
    )


def _rows(part: TableChange, rows: tuple[object, ...]) -> bytes:
    return arrow_bytes(pa.Table.from_pylist([*rows], schema=SCHEMAS[part.table]))
