"""Removing everything that is kept: once begun, finished at the next opening at the latest."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from cwsw.store.archive import day, files, manifest
from cwsw.store.archive.entries import SUFFIX
from cwsw.store.archive.errors import NotAnArchiveError, PastDateError, told_plainly
from cwsw.store.archive.lock import LOCK, Lock

_ERASING = "erasing"


def past_date(folder: Path, today: date | None = None) -> date | None:
    """The day until which a folder's data were to be kept, where it has passed; else None."""
    until = day.kept_until(folder)
    is_past = until is not None and until < (today or datetime.now().astimezone().date())
    return until if is_past else None


def erase_where_due(folder: Path, today: date | None = None) -> None:
    """Erase what is past its day, finish an erasure that was begun, and say so by raising."""
    until = past_date(folder, today)
    if until is not None:
        start_erasing(folder)
        finish_erasing(folder)
        raise PastDateError(
            f"The data were to be kept until {until:%d/%m/%Y} and have been erased."
        )
    if finish_erasing(folder):
        raise NotAnArchiveError("What was kept in this folder has been erased.")


def erase_unopened(folder: Path) -> None:
    """Erase a folder that nobody has open, damaged or not; raises ArchiveError."""
    lock = Lock(folder)
    try:
        start_erasing(folder)
        finish_erasing(folder)
    finally:
        lock.release()


def is_erasing(folder: Path) -> bool:
    """Whether an erasure was begun and not finished."""
    return (folder / _ERASING).exists()


def start_erasing(folder: Path) -> None:
    """From here there is no way back: the salt goes first, and without it nothing can be opened."""
    files.write(folder, _ERASING, b"")
    files.remove(folder, manifest.NAME)
    files.settle(folder)


def finish_erasing(folder: Path) -> bool:
    """Remove what is left where erasing has begun; whether it had."""
    if not is_erasing(folder):
        return False
    with told_plainly():
        for path in folder.glob(f"*{SUFFIX}"):
            path.unlink()
        files.clear_unfinished(folder)
        for name in (manifest.NAME, day.NAME, _ERASING):
            (folder / name).unlink(missing_ok=True)
        files.settle(folder)
    with suppress(OSError):  # a lock still held on Windows, or files that are not ours
        (folder / LOCK).unlink(missing_ok=True)
        folder.rmdir()
    return True
