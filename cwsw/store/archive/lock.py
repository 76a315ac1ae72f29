"""One process at a time: a lock of the system, let go with the process whatever ends it."""

import os
import sys
from pathlib import Path

from cwsw.store.archive.errors import InUseError, told_plainly

LOCK = "lock"
IN_USE = (
    "What is kept in this folder is open already, in another window or on another computer: "
    "close it there first."
)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds a folder for this process until `release`."""

    def __init__(self, folder: Path) -> None:
        """Raises InUseError where another process, or another part of this one, has it."""
        with told_plainly():
            self._handle = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        self._held = True
        try:
            _take(self._handle)
        except OSError as error:
            self.release()
            raise InUseError(IN_USE) from error

    def release(self) -> None:
        """Let the folder go."""
        if self._held:
            self._held = False
            os.close(self._handle)

    def __del__(self) -> None:
        """Let the folder go with the last who held it."""
        if hasattr(self, "_held"):
            self.release()
