"""The reading process: files in on standard input, one answer out on standard output.

It has its own memory limit and writes nothing to disk. `cwsw.intake.waiting` starts it, and
`cwsw.intake.readers` watches it.
"""

import gc
import logging
import math
import os
import sys
from collections.abc import Callable

from cwsw.intake import limits
from cwsw.intake.exports.aliases import aliases, by_label, why_never
from cwsw.intake.problems import NOTHING_READ, Place
from cwsw.intake.reading import read_in_process
from cwsw.intake.unlocking import unlock
from cwsw.intake.wire import Task, pack_answer, pack_unlocked, unpack_seconds, unpack_task
from cwsw.tables.upload import Problem, Severity, Upload


def main() -> None:
    """Wait for one question, answer it and end; end at once where none comes."""
    load_words()
    try:
        seconds = unpack_seconds(sys.stdin.buffer)
    except EOFError:  # the program that started this one has ended
        return
    limit_resources(seconds)
    logging.disable()  # what libraries note on the way may show what is in a file
    gc.disable()  # short-lived, and hundreds of thousands of small lists
    sys.stdout.buffer.write(answer(unpack_task(sys.stdin.buffer), progress))
    sys.stdout.buffer.flush()
    os._exit(0)  # without taking down, one by one, the objects just read


def load_words() -> None:
    """Load the words that every file is held against while there is time: none is there yet."""
    aliases()
    by_label()
    why_never("")


def answer(task: Task, progress: Callable[[int | None], None]) -> bytes:
    """Read the files, or open those that passwords protect; `progress` hears of each file."""
    if task.passwords:
        return pack_unlocked(unlock(task.files, task.passwords))
    try:
        upload = read_in_process(task.files, task.mapping, progress, task.stopped, task.as_at)
        return pack_answer(upload)
    except MemoryError:
        return pack_answer(out_of_memory())


def limit_resources(seconds: float) -> None:
    """Bound the address space and the processor time, where the platform can (Windows cannot)."""
    try:
        import resource

        whole = math.ceil(seconds)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # running out of time would write memory
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    except (ImportError, AttributeError, ValueError, OSError):
        return


def progress(index: int | None) -> None:
    """Tell the parent which file is being opened, should this process not live to say more."""
    sys.stderr.write(f"opening {'done' if index is None else index}\n")
    sys.stderr.flush()


def out_of_memory() -> Upload:
    """The answer where memory ran out."""
    place = Place()
    text = "Reading needed too much memory: remove sheets, rows and columns not needed."
    problem = Problem("read_too_much", Severity.ERROR, text, NOTHING_READ, place.file)
    return Upload(problems=(problem,), refused=True)
