"""Files that are there as a whole or not at all, readable by this user only."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cwsw.store.archive.errors import (
    CHANGED_ELSEWHERE,
    UNCERTAIN,
    NotAnArchiveError,
    OpenedElsewhereError,
    UncertainError,
    as_archive_errors,
)
from cwsw.store.archive.lock import LOCK

UNFINISHED = ".unfinished"
_ONLY_MINE = 0o600
_FOLDER_ONLY_MINE = 0o700
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}
_NO_FLUSHING_OF_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES}


def refuse_used_folder(folder: Path) -> None:
    """Raise NotAnArchiveError where a folder holds anything but leftovers of ours."""
    with as_archive_errors():
        entries = [*folder.iterdir()] if folder.exists() else []
    if any(path.name != LOCK and path.suffix != UNFINISHED for path in entries):
        raise NotAnArchiveError(
            "There are other files in this folder: choose a new or an empty one."
        )


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, and close it to other users."""
    with as_archive_errors():
        folder.mkdir(mode=_FOLDER_ONLY_MINE, parents=True, exist_ok=True)
        folder.chmod(_FOLDER_ONLY_MINE)


def write(folder: Path, name: str, data: bytes) -> None:
    """Write a file in place of the one before; it survives a crash or a power cut at any moment.

    DiskFullError or CannotWriteError where it cannot be written; the one before is there then.
    UncertainError where the folder stopped answering when the new one was in its place.
    """
    unfinished = _prepared(folder, name, data)
    try:
        _replace(unfinished, folder / name, data)
    finally:
        _drop(unfinished)
    _flush_and_verify(folder, name, data)


def create(folder: Path, name: str, data: bytes) -> None:
    """Write a file that is not there yet, as a whole; never in place of another.

    OpenedElsewhereError where somebody else made one of that name. DiskFullError or
    CannotWriteError where it cannot be written, and nothing is there then. UncertainError where
    the folder stopped answering when it may have been there.
    """
    unfinished = _prepared(folder, name, data)
    try:
        _name_once(unfinished, folder / name)
    finally:
        _drop(unfinished)
    _flush_and_verify(folder, name, data)


def remove(folder: Path, name: str) -> None:
    """Remove a file, if it exists; `settle` makes that survive a power cut."""
    with as_archive_errors():
        (folder / name).unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Flush a folder, so that files created and removed in it survive a power cut.

    Raises OSError where the folder does not answer.
    """
    # Windows opens no folder, and so there is nothing to flush.
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSHING_OF_FOLDERS:
            raise


def names(folder: Path, suffix: str) -> list[str]:
    """The names of files with a suffix; OSError where the folder cannot be read."""
    return [name for name in os.listdir(folder) if name.endswith(suffix)]


def clear_unfinished(folder: Path) -> None:
    """Remove what a crash left half-written: it was never acknowledged, and nobody reads it."""
    with as_archive_errors():
        for name in names(folder, UNFINISHED):
            (folder / name).unlink(missing_ok=True)


def _prepared(folder: Path, name: str, data: bytes) -> Path:
    """The data in a file of another name, flushed to the disk."""
    # A name of its own, so that two processes never write into one file.
    unfinished = folder / f"{name}.{token_hex(8)}{UNFINISHED}"
    with as_archive_errors():
        try:
            _write_through(unfinished, data)
        except BaseException:
            _drop(unfinished)
            raise
    return unfinished


def _replace(unfinished: Path, path: Path, data: bytes) -> None:
    try:
        os.replace(unfinished, path)
    except OSError:
        # A network drive may have done it and lost the answer.
        if not _has_content(path, data):
            with as_archive_errors():
                raise


def _has_content(path: Path, data: bytes) -> bool:
    """Whether these bytes are there; UncertainError where the folder does not answer."""
    try:
        return path.read_bytes() == data
    except OSError as error:
        raise UncertainError(UNCERTAIN) from error


def _name_once(unfinished: Path, path: Path) -> None:
    """Give a file its name unless the name is taken, which no two processes can both do."""
    try:
        _link(unfinished, path)
    except OSError as error:
        # A network drive may have done it and lost the answer.
        if _is_same_file(unfinished, path):
            return
        if isinstance(error, FileExistsError):
            raise OpenedElsewhereError(CHANGED_ELSEWHERE) from error
        with as_archive_errors():
            raise


def _is_same_file(path: Path, other: Path) -> bool:
    """Whether both are the same file; UncertainError where the folder does not answer."""
    try:
        return os.path.samefile(path, other)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise UncertainError(UNCERTAIN) from error


def _link(unfinished: Path, path: Path) -> None:
    """Give a file its name; FileExistsError where the name is taken, on every kind of drive."""
    # On Windows a rename fails where the name is taken; elsewhere it would replace the file.
    if os.name == "nt":
        os.rename(unfinished, path)
        return
    try:
        os.link(unfinished, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        _reserve_and_replace(unfinished, path)


def _reserve_and_replace(unfinished: Path, path: Path) -> None:
    """The same on FAT and some network drives, which have no hard links."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _ONLY_MINE))
    try:
        os.replace(unfinished, path)
    except OSError:
        try:
            path.unlink()
        except OSError as error:
            raise UncertainError(UNCERTAIN) from error
        raise


def _flush_and_verify(folder: Path, name: str, data: bytes) -> None:
    """Flush the folder and read the file back: only then does it count as written."""
    try:
        settle(folder)
    except OSError as error:
        raise UncertainError(UNCERTAIN) from error
    if not _has_content(folder / name, data):
        raise UncertainError(UNCERTAIN)


def _drop(unfinished: Path) -> None:
    with suppress(OSError):  # what stays is cleared at the next opening
        unfinished.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    # Binary: Windows would change the ends of lines.
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, _ONLY_MINE)
    try:
        remaining = memoryview(data)
        while remaining:
            # The system may take less than it was given.
            remaining = remaining[os.write(handle, remaining) :]
        os.fsync(handle)
    finally:
        os.close(handle)
