"""Carries out a reading task in a child process, or in this one where none can be started.

`cwsw.intake.process` asks the reader that was chosen, and makes sense of how it ended.
"""

import io
import re
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from cwsw.intake import limits, waiting
from cwsw.intake.wire import packed_seconds

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
        return _worked(waiting.next_process(), packed_seconds(work) + block, seconds, work)
    except OSError:  # no process can be started
        return Ended()


def _worked(process: subprocess.Popen[bytes], request: bytes, seconds: float, work: float) -> Ended:
    """What a process answers to what it is given; it is over in any case."""
    with process:
        try:
            answer, errors = process.communicate(request, min(seconds, limits.WALL_CLOCK * work))
        except subprocess.TimeoutExpired:
            process.kill()
            errors = process.communicate()[1]
            return Ended(code="read_too_long", at=_last_opened(errors))
        # Also where the server is being stopped: no reader may outlive it.
        except BaseException:
            process.kill()
            raise
    return Ended(answer, _why(process.returncode, errors), _last_opened(errors))


def same_process(block: bytes, _: float) -> Ended:
    """Read here: for the browser, where the tab itself is the process that no file gets out of."""
    from cwsw.intake.wire import unpack_task
    from cwsw.intake.worker import answer

    opened: list[int | None] = [None]
    try:
        return Ended(answer(unpack_task(io.BytesIO(block)), opened.append))
    except MemoryError:
        return Ended(code="read_too_much", at=opened[-1])
    except Exception:  # whatever a library makes of a damaged file
        return Ended(at=opened[-1])


_chosen: Reader = child_process


def make_ready() -> None:
    """Prepare for a file that somebody is about to choose."""
    if _chosen is child_process:
        waiting.start_ahead()


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


def _why(code: int, errors: bytes) -> str:
    if code == _OUT_OF_TIME:
        return "read_too_long"
    memory = any(word in errors for word in _OUT_OF_MEMORY)
    return "read_too_much" if memory else "read_stopped"
