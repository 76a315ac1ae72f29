"""An upload and its files as bytes, for the way into the reading process and back."""

import io
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa

from cwsw.intake.grids import SourceFile
from cwsw.intake.unlocking import Unlocked
from cwsw.tables.typed_data import plain, typed
from cwsw.tables.upload import Problem, Upload

_LENGTH = struct.Struct(">Q")
_SECONDS = struct.Struct(">d")


@dataclass(frozen=True)
class Task:
    """What the reading process is asked to do.

    `mapping` settles what is not certain; `stopped` are files that are not opened again, with the
    code of the problem (`open_files`). Where there are `passwords`, by file, it opens the files
    that they protect and reads nothing. `as_at` is a date given beside the files, for those that
    state none.
    """

    files: Sequence[SourceFile]
    mapping: Mapping[str, Any] = field(default_factory=dict)
    stopped: Mapping[str, str] = field(default_factory=dict)
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    as_at: date | None = None


def pack_task(task: Task) -> bytes:
    """A task as one block of bytes."""
    about = vars(task) | {"files": [file.name for file in task.files]}
    return pack(about, [file.data for file in task.files])


def unpack_task(stream: BinaryIO) -> Task:
    """The reverse of `pack_task`."""
    about, blocks = unpack(stream)
    names = about.pop("files")
    files = [SourceFile(*pair) for pair in zip(names, blocks, strict=True)]
    return replace(typed(Task, about | {"files": []}), files=files)


def packed_seconds(seconds: float) -> bytes:
    """The seconds of work that a task may take, for the front of it."""
    return _SECONDS.pack(seconds)


def unpack_seconds(stream: BinaryIO) -> float:
    """The reverse of `packed_seconds`. Raises EOFError where nothing is there."""
    (seconds,) = _SECONDS.unpack(_exactly(stream, _SECONDS.size))
    return float(seconds)


def pack_answer(upload: Upload) -> bytes:
    """An upload as one block of bytes: JSON for what was noticed, Arrow for the tables."""
    about = vars(upload) | {"tables": [*upload.tables], "held": [*upload.former_records]}
    # Archives hold this form: the name in it stays "held", whatever the field is called here.
    del about["former_records"]
    tables = (*upload.tables.values(), *upload.former_records.values())
    return pack(about, [about.pop("as_read"), *map(arrow_bytes, tables)])


def unpack_answer(data: bytes) -> Upload:
    """The reverse of `pack_answer`. Raises where the bytes are no whole answer."""
    about, (as_read, *blocks) = unpack(io.BytesIO(data))
    names, former_records = about.pop("tables"), about.pop("held")
    tables = [arrow_table(block) for block in blocks]
    return replace(
        typed(Upload, about),
        tables=dict(zip(names, tables[: len(names)], strict=True)),
        former_records=dict(zip(former_records, tables[len(names) :], strict=True)),
        as_read=as_read,
    )


def pack_unlocked(unlocked: Unlocked) -> bytes:
    """Opened files as one block of bytes."""
    about = {
        "names": [file.name for file in unlocked.files],
        "problems": unlocked.problems,
    }
    return pack(about, [file.data for file in unlocked.files])


def unpack_unlocked(data: bytes) -> Unlocked:
    """The reverse of `pack_unlocked`. Raises where the bytes are no whole answer."""
    about, blocks = unpack(io.BytesIO(data))
    files = tuple(SourceFile(*pair) for pair in zip(about["names"], blocks, strict=True))
    return Unlocked(files, typed(tuple[Problem, ...], about["problems"]))


def pack(about: Mapping[str, Any], blocks: Sequence[bytes]) -> bytes:
    """What `plain` makes fit for JSON and blocks of bytes, as one block."""
    head = {"about": about, "sizes": [len(block) for block in blocks]}
    packed = json.dumps(head, default=plain).encode()
    return b"".join((_LENGTH.pack(len(packed)), packed, *blocks))


def unpack(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """The reverse of `pack`. Raises where the bytes are no whole block."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    head = json.loads(_exactly(stream, length))
    return head["about"], [_exactly(stream, size) for size in head["sizes"]]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    # A process that was ended in the middle of its answer must not be taken for one that said less.
    if len(data) != size:
        raise EOFError("the message is cut short")
    return data


def arrow_bytes(table: pa.Table) -> bytes:
    """A table as an Arrow IPC stream."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def arrow_table(block: bytes) -> pa.Table:
    """The reverse of `arrow_bytes`."""
    with pa.ipc.open_stream(block) as reader:
        return reader.read_all()
