"""A disk that fails at one of the program's file operations, in each way a disk can fail."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

_WATCHED = (
    (os, "open"),
    (os, "write"),
    (os, "fsync"),
    (os, "link"),
    (os, "replace"),
    (os, "unlink"),
    (os, "truncate"),
    (os, "stat"),
    (os, "listdir"),
    (Path, "read_bytes"),
)
"""Whatever reaches a disk in the archive goes through one of these."""


class Killed(BaseException):
    """The program is killed: nothing that it would still do is done."""


class How(Enum):
    """What happens at the operation, and to those after it."""

    FULL = "no room for once"
    REFUSED = "refused for once"
    PULLED = "the drive is gone from here on"
    UNANSWERED = "done, and said to have failed"
    PULLED_AFTER = "done, and the drive is gone before it says so"
    KILLED = "the program ends before it"
    KILLED_AFTER = "the program ends after it"


_OPEN = os.open
_IS_DONE = {How.UNANSWERED, How.PULLED_AFTER, How.KILLED_AFTER}
_FOR_GOOD = {How.PULLED, How.PULLED_AFTER, How.KILLED, How.KILLED_AFTER}
_ERRORS = {
    How.FULL: OSError(errno.ENOSPC, "no space left"),
    How.REFUSED: PermissionError(errno.EACCES, "refused"),
}


@dataclass
class Disk:
    """Counts operations; `is_reached` once the one that fails has come."""

    how: How
    remaining: int
    is_reached: bool = False

    def _failure(self) -> BaseException:
        if self.how in (How.KILLED, How.KILLED_AFTER):
            return Killed()
        return _ERRORS.get(self.how, OSError(errno.EIO, "input/output error"))

    def run(self, operation: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Do an operation, or fail."""
        if self.is_reached and self.how in _FOR_GOOD:
            raise self._failure()
        if self.remaining > 0 or self.is_reached:
            self.remaining -= 1
            return operation(*arguments, **named)
        self.is_reached = True
        if self.how in _IS_DONE:
            result = operation(*arguments, **named)
            if operation is _OPEN:
                os.close(result)
            elif hasattr(result, "close"):
                result.close()
        raise self._failure()


@contextmanager
def failing_disk(how: How, after: int) -> Iterator[Disk]:
    """Inside the block the operation after `after` others fails."""
    disk = Disk(how, after)
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in _WATCHED:
            real = getattr(owner, name)
            patch.setattr(owner, name, lambda *a, _real=real, **n: disk.run(_real, *a, **n))
        yield disk
