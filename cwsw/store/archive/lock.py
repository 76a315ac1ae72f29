"""One process at a time: a lock of the system, let go with the process whatever ends it.

The lock file also holds a token of the process that took it last. It shows that the folder was
opened on another computer, where the system's lock may not reach, or that the file was replaced.
"""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cwsw.store.archive.errors import (
    OPENED_ELSEWHERE,
    ArchiveError,
    InUseError,
    OpenedElsewhereError,
    as_archive_errors,
)

LOCK = "lock"
IN_USE = (
    "What is kept in this folder is open already, in another window or on another computer: "
    "close it there first."
)
_TOKEN = 32
_NOBODY = b"0" * _TOKEN
"""As long as a token, so that letting go needs no room on a full disk."""
_TRIES = 5
_IN_USE = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        # Past the token: what is locked on Windows nobody else can read.
        os.lseek(handle, 2 * _TOKEN, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
elif sys.platform == "emscripten":

    def _take(_: int) -> None:
        # A browser's own files are its page's alone, and it has no lock: the token must do.
        raise OSError(errno.ENOLCK, "no lock")
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds a folder for this process until `release`."""

    def __init__(self, folder: Path) -> None:
        """Lock a folder. Raises InUseError where another process, or part of this one, has it."""
        self._path = folder / LOCK
        self._token = token_hex(_TOKEN // 2).encode()
        self._handle: int | None = None
        self._obtain()
        try:
            self._sign()
        # Left behind, a lock that could not be signed would shut its own owner out.
        except BaseException:
            self.release()
            raise

    def is_held(self) -> bool:
        """Whether the folder's lock file is still the one that this process took last."""
        if self._handle is None or not self._is_named(self._handle):
            return False
        try:
            return self._signed_by() == self._token
        except ArchiveError:
            return False

    def take_again(self) -> None:
        """Take the folder again after its lock file was removed; InUseError where others have it.

        Whoever signed the file after us may have it open where the system's lock does not reach.
        """
        self.release()
        try:
            self._obtain()
        except InUseError as error:
            raise OpenedElsewhereError(OPENED_ELSEWHERE) from error
        if self._signed_by() not in (b"", _NOBODY, self._token):
            self.release()
            raise OpenedElsewhereError(OPENED_ELSEWHERE)
        self._sign()

    def release(self) -> None:
        """Release the folder."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        try:
            with suppress(OSError, ArchiveError):
                if self._signed_by() == self._token:
                    _write(handle, _NOBODY)
        finally:
            with suppress(OSError):  # on some network drives closing reports what failed before
                os.close(handle)

    def _obtain(self) -> None:
        """Lock the file that has the name now: it may be replaced between opening and locking."""
        for _ in range(_TRIES):
            with as_archive_errors():
                handle = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                if not _is_free(handle):
                    raise InUseError(IN_USE)
                if self._is_named(handle):
                    self._handle = handle
                    return
            finally:
                if self._handle is None:
                    os.close(handle)
        raise InUseError(IN_USE)

    def _is_named(self, handle: int) -> bool:
        """Whether an open file is still the folder's lock file."""
        try:
            return os.path.samestat(os.stat(self._path), os.fstat(handle))
        except OSError:
            return False

    def _sign(self) -> None:
        """Put our token in the file; on a full disk the file alone must do."""
        try:
            _write(self._handle, self._token)
        except OSError:
            self._token = self._signed_by()

    def _signed_by(self) -> bytes:
        with as_archive_errors():
            return self._path.read_bytes()[:_TOKEN]

    def __del__(self) -> None:
        """Release the folder with the last reference to the lock."""
        if hasattr(self, "_handle"):
            self.release()


def _is_free(handle: int) -> bool:
    """Take the system's lock if it is free; on a drive that has none, the token must do."""
    try:
        _take(handle)
    except OSError as error:
        return error.errno not in _IN_USE
    return True


def _write(handle: int | None, token: bytes) -> None:
    if handle is not None:
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, token)
