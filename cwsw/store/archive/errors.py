"""What can go wrong with an archive, each said in one sentence that names no pupil."""

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


class DiskFullError(ArchiveError):
    """There is no room for another file."""


class CannotWriteError(ArchiveError):
    """The folder cannot be written to."""


class PastDateError(ArchiveError):
    """The day until which it was to be kept has passed."""


NOTHING_CHANGED = "Nothing was kept or changed."
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the system says of a disk or folder into one of our sentences."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            text = f"The disk is full: make room on it and try again. {NOTHING_CHANGED}"
            raise DiskFullError(text) from error
        text = f"The folder cannot be used: check that it may be written to. {NOTHING_CHANGED}"
        raise CannotWriteError(text) from error
