"""Who carries out a reading task: a child process; where none can be started, this process.

`cwsw.intake.process` asks the reader that was chosen, and makes sense of how it ended.
"""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from cwsw.intake import limits
from cwsw.paths import IMPORTED_FROM

_PROGRAM = (
    "import sys; sys.modules['numpy'] = None; "  # pyarrow starts five times as fast without
    "from cwsw.intake.child import main; main()"
)
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
"""What a process comes back with that the system ends after its processor time."""
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"bad_alloc")
_PROGRESS = re.compile(rb"^opening (\d+|done)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Ended:
    """How a reader ended: its answer, and should that be none, with `code` while at file `at`."""

    answer: bytes = b""
    code: str = "read_stopped"
    at: int | None = None


Reader = Callable[[bytes, float], Ended]
"""Carries out a packed task (`cwsw.intake.wire`) in at most so many seconds; never raises."""


def child_process(block: bytes, seconds: float) -> Ended:
    """Read in a process of its own, with limits, so that no file can harm the server."""
    work = limits.seconds_for(len(block))
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [sys.executable, "-c", _PROGRAM, str(work)],
            input=block,
            capture_output=True,
            timeout=min(seconds, limits.WALL_CLOCK * work),
            cwd=IMPORTED_FROM,
            env=_environment(),
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as late:
        return Ended(code="read_too_long", at=_last_opened(late.stderr or b""))
    except OSError:  # no process can be started
        return Ended()
    return Ended(done.stdout, _why(done), _last_opened(done.stderr))


def same_process(block: bytes, _: float) -> Ended:
    """Read here: for the browser, where the tab itself is the process that no file gets out of."""
    from cwsw.intake.child import answer
    from cwsw.intake.wire import unpack_task

    opened: list[int | None] = [None]
    try:
        return Ended(answer(unpack_task(io.BytesIO(block)), opened.append))
    except MemoryError:
        return Ended(code="read_too_much", at=opened[-1])
    except Exception:  # whatever a library makes of a damaged file
        return Ended(at=opened[-1])


_chosen: Reader = child_process


def choose(reader: Reader) -> None:
    """From now on have this reader carry out every task."""
    global _chosen
    _chosen = reader


def chosen() -> Reader:
    """The reader that carries out tasks."""
    return _chosen


def _last_opened(errors: bytes) -> int | None:
    """The index of the file that was being opened; None where all of them were."""
    steps = _PROGRESS.findall(errors)
    return int(steps[-1]) if steps and steps[-1].isdigit() else None


def _environment() -> dict[str, str]:
    """This program's environment, with our package found first and no secrets handed on."""
    names = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    handed_on = {name: os.environ[name] for name in names if name in os.environ}
    return handed_on | {"PYTHONPATH": str(IMPORTED_FROM), "PYTHONUTF8": "1"}


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode == _OUT_OF_TIME:
        return "read_too_long"
    memory = any(word in done.stderr for word in _OUT_OF_MEMORY)
    return "read_too_much" if memory else "read_stopped"
