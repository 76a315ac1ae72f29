"""What can go wrong with an archive, each with one sentence to show that names no pupil."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class ArchiveError(Exception):
    """Something an archive cannot do; its text is the sentence to show."""


class WrongPassphraseError(ArchiveError):
    """The passphrase is not the one it was made with."""


class DamagedError(ArchiveError):
    """Bytes differ from those that were written."""


class MissingError(ArchiveError):
    """A file that belongs to it is not there."""


class NewerVersionError(ArchiveError):
    """It was written by a later version of this program."""


class NotAnArchiveError(ArchiveError):
    """The folder holds none."""


class InUseError(ArchiveError):
    """Another process has it open."""


class OpenedElsewhereError(InUseError):
    """Another process has opened or changed it since this one did."""


class DiskFullError(ArchiveError):
    """There is no room for another file."""


class CannotWriteError(ArchiveError):
    """The folder cannot be reached or written to."""


class UncertainError(ArchiveError):
    """The folder stopped answering when a file may have been complete already."""


class UnfinishedErasureError(ArchiveError):
    """Something is erased for good, but files of it are still there; they go at the next chance."""


class PastDateError(ArchiveError):
    """The day until which it was to be kept has passed."""


NOTHING_CHANGED = "Nothing was kept or changed."
FULL = f"The disk is full: make room on it and try again. {NOTHING_CHANGED}"
CANNOT_BE_USED = f"The folder cannot be used: check that it may be written to. {NOTHING_CHANGED}"
CANNOT_BE_REACHED = (
    "The folder cannot be reached: its drive or network may be disconnected. Connect it again. "
    f"{NOTHING_CHANGED}"
)
OPENED_ELSEWHERE = (
    "What is kept in this folder has been opened in another window or on another computer since. "
    "Nothing was kept or changed here. Open it again here to go on: you then see what was added in "
    "both places."
)
CHANGED_ELSEWHERE = (
    "Something was added to this folder in another window or on another computer. Nothing was kept "
    "or changed here. Open it again here to see what was added in both places, and add yours then."
)
UNCERTAIN = (
    "The folder stopped answering, so it is not certain whether this was kept. It does not count "
    "here, and is taken out of the folder as soon as the folder answers. If the program is closed "
    "before that, open what is kept again and look whether it is there before you add it again."
)
NOT_ALL_REMOVED = (
    "It is erased and cannot be opened here any more, but some of its encrypted files could not be "
    "removed from the folder. They are removed as soon as the folder can be used again."
)
ERASING_BEGUN = (
    "Erasing could not be finished, because the folder cannot be used. Nothing of it is shown any "
    "more. As soon as the folder can be used again, what is left is removed; if it can still be "
    "opened then, erase it again."
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def as_archive_errors() -> Iterator[None]:
    """Raise the system's errors of a disk or folder as ArchiveErrors with sentences of ours.

    For steps before anything counts as kept or erased: each sentence says that nothing was.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(FULL) from error
        raise CannotWriteError(CANNOT_BE_USED) from error
