"""Erasing an archive: once begun, it is finished at the next opening at the latest."""

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from cwsw.store.archive import files, manifest, retention_day
from cwsw.store.archive.errors import (
    CANNOT_BE_REACHED,
    ERASING_BEGUN,
    ArchiveError,
    CannotWriteError,
    NotAnArchiveError,
    PastDateError,
    UnfinishedErasureError,
    as_archive_errors,
)
from cwsw.store.archive.last_seen import LastSeen
from cwsw.store.archive.lock import LOCK, Lock
from cwsw.store.archive.sealed_files import SUFFIX
from cwsw.tables.english import short_day

_ERASING = "erasing"


def past_date(
    folder: Path, today: date | None = None, last_seen: LastSeen | None = None
) -> date | None:
    """The day until which a folder's data were retained, where it has passed; else None.

    `last_seen`: a clock that was set back since changes nothing.
    """
    until = retention_day.retained_until(folder)
    current_day = today or datetime.now().astimezone().date()
    if last_seen is not None:
        current_day = last_seen.latest_day(id_of(folder), current_day)
    return until if until is not None and until < current_day else None


def erase_where_due(
    folder: Path, today: date | None = None, last_seen: LastSeen | None = None
) -> None:
    """Erase a folder past its day, or finish an erasure that was begun; raises where it did."""
    until = past_date(folder, today, last_seen)
    if until is not None:
        archive = id_of(folder)
        start_erasing(folder)
        remove_everything(folder)
        if last_seen is not None:
            last_seen.forget(archive)
        raise PastDateError(
            f"The data were to be kept until {short_day(until)} and have been erased."
        )
    if finish_erasing(folder):
        raise NotAnArchiveError("What was kept in this folder has been erased.")


def erase_unopened(folder: Path) -> None:
    """Erase a folder that nobody has open, damaged or not; raises ArchiveError."""
    lock = Lock(folder)
    try:
        start_erasing(folder)
        remove_everything(folder)
    finally:
        lock.release()


def erase_the_rest(folder: Path, archive: str) -> bool:
    """Finish erasing an archive; return whether anything of it was left.

    A new archive in the same folder is left alone.
    """
    if not is_erasing(folder) and (not archive or id_of(folder) != archive):
        return False
    erase_unopened(folder)
    return True


def is_erasing(folder: Path) -> bool:
    """Whether an erasure was begun and not finished."""
    return os.path.exists(folder / _ERASING)


def start_erasing(folder: Path) -> None:
    """Begin to erase, which cannot be undone: without the salt, which goes first, nothing opens.

    The manifest itself becomes the mark, in one step that needs no room on a full disk. Raises
    ArchiveError where nothing was erased, UnfinishedErasureError where erasing has begun.
    """
    try:
        os.replace(folder / manifest.NAME, folder / _ERASING)
    except FileNotFoundError as error:
        _mark_what_is_damaged(folder, error)
    except OSError as error:
        # A network drive may have done it and lost the answer.
        if not _is_untouched(folder):
            raise UnfinishedErasureError(ERASING_BEGUN) from error
        with as_archive_errors():
            raise
    try:
        # The mark was the manifest and still holds the salt: emptied, no passphrase opens the
        # rest.
        os.truncate(folder / _ERASING, 0)
        files.settle(folder)
    except OSError as error:
        raise UnfinishedErasureError(ERASING_BEGUN) from error


def _mark_what_is_damaged(folder: Path, no_manifest: OSError) -> None:
    """Mark a folder whose manifest is gone, where anything is left in it to be erased."""
    with as_archive_errors():
        remaining = files.names(folder, SUFFIX) or files.names(folder, retention_day.NAME)
    if not remaining:
        raise CannotWriteError(CANNOT_BE_REACHED) from no_manifest
    files.write(folder, _ERASING, b"")


def _is_untouched(folder: Path) -> bool:
    """Whether the manifest is still there; False where the folder does not answer."""
    try:
        (folder / manifest.NAME).stat()
    except OSError:
        return False
    return True


def finish_erasing(folder: Path) -> bool:
    """Remove what is left where erasing has begun; whether it had."""
    if not is_erasing(folder):
        return False
    remove_everything(folder)
    return True


def remove_everything(folder: Path) -> None:
    """Remove every file where erasing has begun; UnfinishedErasureError where some stay."""
    try:
        for name in (*files.names(folder, SUFFIX), *files.names(folder, manifest.SUFFIX)):
            (folder / name).unlink(missing_ok=True)
        files.clear_unfinished(folder)
        (folder / retention_day.NAME).unlink(missing_ok=True)
        # The mark last, and only once the rest has gone for good.
        files.settle(folder)
        (folder / _ERASING).unlink(missing_ok=True)
        files.settle(folder)
    except (ArchiveError, OSError) as error:
        raise UnfinishedErasureError(ERASING_BEGUN) from error
    with suppress(OSError):  # a lock still held on Windows, or files that are not ours
        (folder / LOCK).unlink(missing_ok=True)
        folder.rmdir()


def id_of(folder: Path) -> str:
    """The identity of the archive in a folder; '' where its manifest cannot be read."""
    with suppress(ArchiveError):
        return str(manifest.read(folder).about.get("id"))
    return ""
