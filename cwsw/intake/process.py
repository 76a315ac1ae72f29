"""Reading files in a process of their own, so that no file can harm the server."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Generic, TypeVar

from cwsw.intake import limits
from cwsw.intake.file_texts import sentence
from cwsw.intake.grids import SourceFile
from cwsw.intake.opening import check_sizes
from cwsw.intake.problems import Findings, Place
from cwsw.intake.unlocking import Unlocked, belongs_to
from cwsw.intake.wire import Task, pack_task, unpack_answer, unpack_unlocked
from cwsw.tables.upload import Upload

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import sys; sys.modules['numpy'] = None; "  # pyarrow starts five times as fast without
    "from cwsw.intake.child import main; main()"
)
_PLACES = BoundedSemaphore(limits.PROCESSES)
"""Whoever comes when all are taken waits, and no time of theirs runs before they begin."""
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
"""What a process comes back with that the system ends after its processor time."""
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"bad_alloc")
_PROGRESS = re.compile(rb"^opening (\d+|done)\r?$", re.MULTILINE)


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
    deadline = monotonic() + 2 * limits.WALL_CLOCK * limits.seconds_for(size)
    while True:
        done = _run(task, deadline - monotonic(), unpack_answer)
        if done.answer is not None:
            return done.answer
        if done.at is None or len(task.files) == 1 or monotonic() > deadline:
            return _refused(done, task.files)
        task = _without(task, done)


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
        done = _run(task, limits.WALL_CLOCK * limits.MOST_SECONDS, unpack_unlocked)
    if done.answer is None:
        return Unlocked(tuple(files), _refused(done, task.files).problems)
    opened = dict(zip(places, done.answer.files, strict=True))
    return Unlocked(tuple(opened.get(i, f) for i, f in enumerate(files)), done.answer.problems)


T = TypeVar("T")


@dataclass(frozen=True)
class _Done(Generic[T]):
    """How a reading process ended: with an answer, or with `code` while it opened file `at`."""

    answer: T | None = None
    code: str = ""
    at: int | None = None


def _run(task: Task, seconds: float, unpack: Callable[[bytes], T]) -> _Done[T]:
    """One reading process, and at most so many seconds of it."""
    block = pack_task(task)
    work = limits.seconds_for(len(block))
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [sys.executable, "-c", _PROGRAM, str(work)],
            input=block,
            capture_output=True,
            timeout=min(max(seconds, 1.0), limits.WALL_CLOCK * work),
            cwd=_ROOT,
            env=_environment(),
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as late:
        return _Done(code="read_too_long", at=_last_opened(late.stderr or b""))
    except OSError:  # no process can be started
        return _Done(code="read_stopped")
    try:
        return _Done(unpack(done.stdout))
    except (EOFError, ValueError, KeyError, TypeError):
        return _Done(code=_why(done), at=_last_opened(done.stderr))


def _last_opened(errors: bytes) -> int | None:
    """The index of the file that was being opened; None where all of them were."""
    steps = _PROGRESS.findall(errors)
    return int(steps[-1]) if steps and steps[-1].isdigit() else None


def _without(task: Task, done: _Done[Upload]) -> Task:
    """The task without the file at which the reading process ended, which is told instead."""
    at = done.at or 0
    stopped = {**task.stopped, task.files[at].name: done.code}
    return replace(task, files=[*task.files[:at], *task.files[at + 1 :]], stopped=stopped)


def _refused(done: _Done[Any], files: Sequence[SourceFile]) -> Upload:
    """The answer where no reading process gave one."""
    name = files[done.at or 0].name
    findings = Findings()
    findings.refuse(done.code, Place(name), sentence(name, done.code))
    return Upload(problems=findings.problems(), refused=True)


def _environment() -> dict[str, str]:
    """This program's environment, with our package found first and no secrets handed on."""
    names = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    handed_on = {name: os.environ[name] for name in names if name in os.environ}
    return handed_on | {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode == _OUT_OF_TIME:
        return "read_too_long"
    memory = any(word in done.stderr for word in _OUT_OF_MEMORY)
    return "read_too_much" if memory else "read_stopped"
