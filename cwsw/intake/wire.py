"""An upload and its files as bytes, for the way into the reading process and back."""

import io
import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa

from cwsw.intake.grids import SourceFile
from cwsw.intake.unlocking import Unlocked
from cwsw.tables.proposal import (
    Choice,
    ColumnProposal,
    Decision,
    Difference,
    JoinSuggestion,
    NotOnRoll,
    Proposal,
    Question,
    SheetProposal,
    Skipped,
    Sure,
)
from cwsw.tables.upload import (
    ColumnRead,
    Problem,
    RowCount,
    School,
    Severity,
    SourceCount,
    Upload,
)

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
    about = {
        "names": [file.name for file in task.files],
        "mapping": dict(task.mapping),
        "stopped": dict(task.stopped),
        "passwords": dict(task.passwords),
        "as_at": _iso(task.as_at),
    }
    return pack(about, [file.data for file in task.files])


def unpack_task(stream: BinaryIO) -> Task:
    """The reverse of `pack_task`."""
    about, blocks = unpack(stream)
    files = [SourceFile(*pair) for pair in zip(about["names"], blocks, strict=True)]
    as_at = _day(about["as_at"])
    return Task(files, about["mapping"], about["stopped"], about["passwords"], as_at)


def packed_seconds(seconds: float) -> bytes:
    """The seconds of work that a task may take, for the front of it."""
    return _SECONDS.pack(seconds)


def unpack_seconds(stream: BinaryIO) -> float:
    """The reverse of `packed_seconds`. Raises EOFError where nothing is there."""
    (seconds,) = _SECONDS.unpack(_exactly(stream, _SECONDS.size))
    return float(seconds)


def pack_answer(upload: Upload) -> bytes:
    """An upload as one block of bytes: JSON for what was noticed, Arrow for the tables."""
    about = {
        "school": _about_school(upload.school),
        "titled": _about_school(upload.titled),
        "tables": list(upload.tables),
        "held": list(upload.held),
        "problems": [vars(problem) for problem in upload.problems],
        "columns": [vars(column) for column in upload.columns],
        "counts": {name: vars(count) for name, count in upload.counts.items()},
        "sources": [vars(source) for source in upload.sources],
        "refused": upload.refused,
        "latest_date": _iso(upload.latest_date),
        "proposal": asdict(upload.proposal) if upload.proposal else None,
        "joins": [vars(join) for join in upload.joins],
        "differences": [vars(difference) for difference in upload.differences],
        "skipped": [vars(skipped) for skipped in upload.skipped],
        "not_on_roll": [vars(child) for child in upload.not_on_roll],
    }
    tables = (*upload.tables.values(), *upload.held.values())
    return pack(about, [upload.as_read, *map(arrow_bytes, tables)])


def unpack_answer(data: bytes) -> Upload:
    """The reverse of `pack_answer`. Raises where the bytes are no whole answer."""
    about, (as_read, *blocks) = unpack(io.BytesIO(data))
    names = about["tables"]
    tables = [arrow_table(block) for block in blocks]
    return Upload(
        school=_school(about["school"]),
        titled=_school(about["titled"]),
        tables=dict(zip(names, tables[: len(names)], strict=True)),
        held=dict(zip(about["held"], tables[len(names) :], strict=True)),
        problems=tuple(map(_problem, about["problems"])),
        columns=tuple(ColumnRead(**column) for column in about["columns"]),
        counts={name: RowCount(**count) for name, count in about["counts"].items()},
        sources=tuple(SourceCount(**source) for source in about["sources"]),
        refused=about["refused"],
        latest_date=_day(about["latest_date"]),
        proposal=_proposal(about["proposal"]) if about["proposal"] else None,
        joins=tuple(JoinSuggestion(**join) for join in about["joins"]),
        differences=tuple(Difference(**difference) for difference in about["differences"]),
        skipped=tuple(Skipped(**skipped) for skipped in about["skipped"]),
        not_on_roll=tuple(map(_not_on_roll, about["not_on_roll"])),
        as_read=as_read,
    )


def pack_unlocked(unlocked: Unlocked) -> bytes:
    """Opened files as one block of bytes."""
    about = {
        "names": [file.name for file in unlocked.files],
        "problems": [vars(problem) for problem in unlocked.problems],
    }
    return pack(about, [file.data for file in unlocked.files])


def unpack_unlocked(data: bytes) -> Unlocked:
    """The reverse of `pack_unlocked`. Raises where the bytes are no whole answer."""
    about, blocks = unpack(io.BytesIO(data))
    files = tuple(SourceFile(*pair) for pair in zip(about["names"], blocks, strict=True))
    return Unlocked(files, tuple(map(_problem, about["problems"])))


def _problem(about: Mapping[str, Any]) -> Problem:
    return Problem(**{**about, "severity": Severity(about["severity"])})


def _proposal(about: Mapping[str, Any]) -> Proposal:
    return Proposal(
        sheets=tuple(SheetProposal(**sheet) for sheet in about["sheets"]),
        columns=tuple(map(_column, about["columns"])),
        questions=tuple(map(_question, about["questions"])),
        decisions=tuple(Decision(**decision) for decision in about["decisions"]),
        answers=about["answers"],
    )


def _about_school(school: School) -> dict[str, Any]:
    return vars(school) | {"as_at": _iso(school.as_at)}


def _school(about: Mapping[str, Any]) -> School:
    return School(**{**about, "as_at": _day(about["as_at"])})


def _not_on_roll(about: Mapping[str, Any]) -> NotOnRoll:
    return NotOnRoll(**{**about, "rows": tuple(about["rows"])})


def _column(about: Mapping[str, Any]) -> ColumnProposal:
    own = {"samples": tuple(about["samples"]), "sure": Sure(about["sure"])}
    return ColumnProposal(**{**about, **own})


def _question(about: Mapping[str, Any]) -> Question:
    options = tuple(Choice(**option) for option in about["options"])
    return Question(**{**about, "path": tuple(about["path"]), "options": options})


def pack(about: Mapping[str, Any], blocks: Sequence[bytes]) -> bytes:
    """What JSON can hold and blocks of bytes, as one block."""
    head = json.dumps({"about": about, "sizes": [len(block) for block in blocks]}).encode()
    return b"".join((_LENGTH.pack(len(head)), head, *blocks))


def unpack(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """The reverse of `pack`. Raises where the bytes are no whole block."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    head = json.loads(_exactly(stream, length))
    return head["about"], [_exactly(stream, size) for size in head["sizes"]]


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
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


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
