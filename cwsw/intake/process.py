"""Reading files by a reader of their own (`readers`), so that no file can harm the server."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Generic, TypeVar

from cwsw.intake import limits, readers
from cwsw.intake.file_texts import sentence
from cwsw.intake.grids import SourceFile
from cwsw.intake.opening import check_sizes
from cwsw.intake.problems import Findings, Place
from cwsw.intake.unlocking import Unlocked, belongs_to
from cwsw.intake.wire import Task, pack_task, unpack_answer, unpack_unlocked
from cwsw.tables.upload import Upload

_PLACES = BoundedSemaphore(limits.PROCESSES)
"""Limits the reading processes at one time; an upload's own time begins when it has a place."""


def read_files(
    files: Sequence[SourceFile],
    mapping: Mapping[str, Any] | None = None,
    without: Collection[str] = (),
    as_at: date | None = None,
) -> Upload:
    """Read one or several files in a child process; nothing is written to disk.

    `mapping` settles what is not certain. Headings alone may stand flat ('Heading' or
    'Sheet!Heading' as written -> our heading, '' for none); docs/reading.md lists its sections.
    `without` names protected files that somebody goes on without: they are left out and told.
    `as_at` is a date that somebody gives beside the files: where they state none, ages and years
    are held against it.
    Never raises for what is in a file: an upload that cannot be read comes back `refused`, and its
    problems say why.
    """
    findings = Findings()
    # Looking at sizes needs no process, and an oversized file should not reach one.
    check_sizes(files, findings)
    if findings.refused:
        return Upload(problems=findings.problems(), refused=True)
    task = Task(files, mapping or {}, dict.fromkeys(without, "file_locked"), as_at=as_at)
    with _PLACES:
        return _read(task)


def _read(task: Task) -> Upload:
    """Reading processes, one after another: the next goes without the file that ended one."""
    files = task.files
    size = sum(len(file.data) for file in files)
    # Time for one file that never ends, and for all the others again without it.
    deadline = monotonic() + 2 * limits.WALL_CLOCK * limits.seconds_for(size)
    while True:
        outcome = _run(task, deadline - monotonic(), unpack_answer)
        if outcome.answer is not None:
            return outcome.answer
        if outcome.at is None or len(task.files) == 1 or monotonic() > deadline:
            return _refused(outcome, task.files)
        task = _without(task, outcome)


def unlock_files(files: Sequence[SourceFile], passwords: Mapping[str, str]) -> Unlocked:
    """Open the files that passwords protect, in a child process and in its memory alone.

    `passwords` are given by the name of the file, 'all.zip/list.xlsx' for one in a zip file.
    Nothing keeps them: what comes back is read like any other file. A problem says which did not
    open.
    """
    places = [i for i, f in enumerate(files) if any(map(partial(belongs_to, f), passwords))]
    if not places:
        return Unlocked(tuple(files), ())
    task = Task([files[i] for i in places], passwords=passwords)
    with _PLACES:
        outcome = _run(task, limits.WALL_CLOCK * limits.MOST_SECONDS, unpack_unlocked)
    if outcome.answer is None:
        return Unlocked(tuple(files), _refused(outcome, task.files).problems)
    opened = dict(zip(places, outcome.answer.files, strict=True))
    return Unlocked(tuple(opened.get(i, f) for i, f in enumerate(files)), outcome.answer.problems)


T = TypeVar("T")


@dataclass(frozen=True)
class _Outcome(Generic[T]):
    """How a reading process ended: with an answer, or with `code` while it opened file `at`."""

    answer: T | None = None
    code: str = ""
    at: int | None = None


def _run(task: Task, seconds: float, unpack: Callable[[bytes], T]) -> _Outcome[T]:
    """One reading process, and at most so many seconds of it."""
    ended = readers.chosen()(pack_task(task), max(seconds, 1.0))
    try:
        return _Outcome(unpack(ended.answer))
    # Whatever a process wrote that was ended in the middle is no answer.
    except (EOFError, ValueError, KeyError, TypeError):
        return _Outcome(code=ended.code, at=ended.at)


def _without(task: Task, outcome: _Outcome[Upload]) -> Task:
    """The task without the file at which the reading process ended; it is reported as stopped."""
    at = outcome.at or 0
    stopped = {**task.stopped, task.files[at].name: outcome.code}
    return replace(task, files=[*task.files[:at], *task.files[at + 1 :]], stopped=stopped)


def _refused(outcome: _Outcome[Any], files: Sequence[SourceFile]) -> Upload:
    """The answer where no reading process gave one."""
    name = files[outcome.at or 0].name
    findings = Findings()
    findings.refuse(outcome.code, Place(name), sentence(name, outcome.code))
    return Upload(problems=findings.problems(), refused=True)
