"""Files of ours under other names: what synchronising programs make of two with the same number.

Two computers that each had a copy of the folder open have added under the same numbers. One of the
two files then has the computer's name in its own. It was accepted there, and is kept here too.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cwsw.store.archive import sealed_files
from cwsw.store.archive.errors import ArchiveError, as_archive_errors
from cwsw.store.archive.keys import Key
from cwsw.store.archive.sealed_files import Header


@dataclass(frozen=True)
class Stray:
    """A file under another name: what it is, and what is in it."""

    name: str
    header: Header
    data: bytes
    is_copy: bool
    """Whether the file with its number holds the same bytes."""


def strays(folder: Path, archive: str, key: Key) -> list[Stray]:
    """The stray files of this archive, by number; files of others are left alone."""
    return sorted(_strays(folder, archive, key), key=lambda stray: stray.header.number)


def _strays(folder: Path, archive: str, key: Key) -> Iterator[Stray]:
    for name in sealed_files.other_names(folder):
        with as_archive_errors():
            whole = (folder / name).read_bytes()
        with suppress(ArchiveError):
            header, data = sealed_files.decode(name, whole, archive, key)
            yield Stray(name, header, data, _is_there(folder / header.name, whole))


def _is_there(path: Path, whole: bytes) -> bool:
    with as_archive_errors():
        return path.exists() and path.read_bytes() == whole
