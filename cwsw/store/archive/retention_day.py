"""The day until which a folder is retained, written a second time: the manifest may be damaged.

Plain, with a sum over itself. It is never believed against a manifest that can be read.
"""

from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from cwsw.store.archive import files, manifest
from cwsw.store.archive.errors import ArchiveError

NAME = "keep-until.txt"


def write(folder: Path, until: date) -> None:
    """Write the day in place of the one before; raises ArchiveError."""
    files.write(folder, NAME, _text(until))


def put_right(folder: Path, until: date) -> None:
    """Write the day again where it is missing, damaged or another one."""
    if _second(folder) != until:
        write(folder, until)


def retained_until(folder: Path) -> date | None:
    """The day until which a folder is retained; None where neither place can be read."""
    with suppress(ArchiveError):
        return manifest.read(folder).keep_until
    return _second(folder)


def _second(folder: Path) -> date | None:
    with suppress(OSError, ValueError):
        content = (folder / NAME).read_bytes()
        until = date.fromisoformat(content[:10].decode())
        return until if content == _text(until) else None
    return None


def _text(until: date) -> bytes:
    day = until.isoformat()
    return f"{day}\n{sha256(day.encode()).hexdigest()}\n".encode()
