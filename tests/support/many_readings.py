"""A process that reads one file after another, for tests that read thousands.

Starting a process takes far longer than reading a small file. Each file is held to the memory and
the time that the product allows; where one ends the process, the product's own reader is asked.
"""

import atexit
import math
import pickle
import subprocess
import sys
from threading import Timer, local
from typing import Any

from cwsw.intake import limits, readers
from cwsw.intake.readers import Ended
from cwsw.intake.worker import load_words
from cwsw.paths import IMPORTED_FROM

MOST_FILES = 250
"""Files after which a new process begins: memory that is left over would count against the next."""
_PROGRAM = (
    "import sys; sys.modules['numpy'] = None; "  # as in the product's own
    "from tests.support.many_readings import main; main()"
)
_own = local()


def many_readings(block: bytes, seconds: float) -> Ended:
    """A reader (`cwsw.intake.readers`) with a process that stays, one for each thread."""
    process = _process()
    watch = Timer(seconds, process.kill)
    watch.start()
    try:
        pickle.dump(block, process.stdin)
        process.stdin.flush()
        return Ended(*pickle.load(process.stdout))  # noqa: S301 - from our own process
    except (EOFError, OSError, pickle.UnpicklingError):
        end()
        return readers.child_process(block, seconds)
    finally:
        watch.cancel()


def end() -> None:
    """End this thread's process."""
    process: Any = _own.__dict__.pop("process", None)
    if process is not None:
        with process:
            process.kill()


def _process() -> Any:
    _own.files = getattr(_own, "files", 0) + 1
    if _own.files > MOST_FILES:
        end()
    if "process" not in _own.__dict__:
        _own.files = 1
        _own.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=IMPORTED_FROM,
        )
        atexit.register(_own.process.kill)
    return _own.process


def main() -> None:
    """Read what is asked until nobody asks any more."""
    import logging

    logging.disable()
    load_words()
    while True:
        try:
            block = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
        except EOFError:
            return
        _limit(limits.seconds_for(len(block)))
        ended = readers.same_process(block, 0)
        pickle.dump((ended.answer, ended.code, ended.at), sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _limit(seconds: float) -> None:
    """The product's limits from here on; the time of the files before is not counted."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime + seconds)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
