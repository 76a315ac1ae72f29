"""Files that are there as a whole or not at all, readable by this user only."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from cwsw.store.archive.errors import NotAnArchiveError, told_plainly
from cwsw.store.archive.lock import LOCK

UNFINISHED = ".unfinished"
_ONLY_MINE = 0o600
_FOLDER_ONLY_MINE = 0o700


def refuse_a_full(folder: Path) -> None:
    """Raise NotAnArchiveError where a folder holds anything but leftovers of ours."""
    with told_plainly():
        there = [*folder.iterdir()] if folder.exists() else []
    if any(path.name != LOCK and path.suffix != UNFINISHED for path in there):
        raise NotAnArchiveError(
            "There are other files in this folder: choose a new or an empty one."
        )


def make_folder(folder: Path) -> None:
    """Make a folder, with those above it, and close it to other users."""
    with told_plainly():
        folder.mkdir(mode=_FOLDER_ONLY_MINE, parents=True, exist_ok=True)
        folder.chmod(_FOLDER_ONLY_MINE)


def write(folder: Path, name: str, data: bytes) -> None:
    """Write a file that survives a crash or a power cut at any moment, whole or not at all.

    DiskFullError or CannotWriteError where it cannot be written; nothing is left behind then.
    """
    unfinished = folder / f"{name}.{token_hex(8)}{UNFINISHED}"
    with told_plainly():
        try:
            _write_through(unfinished, data)
            os.replace(unfinished, folder / name)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        settle(folder)


def remove(folder: Path, name: str) -> None:
    """Remove a file where it is there; `settle` makes it last."""
    with told_plainly():
        (folder / name).unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Make what was renamed and removed in a folder survive a power cut, where systems can."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some file systems cannot; the file is in its place in any case
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def clear_unfinished(folder: Path) -> None:
    """Remove what a crash left half-written: it was never acknowledged, and nobody reads it."""
    with told_plainly():
        for path in folder.glob(f"*{UNFINISHED}"):
            path.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, _ONLY_MINE)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)
