"""The files of an archive: each written once, sealed together with its place and what it is."""

import json
import struct
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cwsw.store.archive import files
from cwsw.store.archive.errors import NewerVersionError, told_plainly
from cwsw.store.archive.keys import Key, seal, unseal
from cwsw.store.archive.manifest import VERSION, damaged, missing

SUFFIX = ".kept"
_MAGIC = b"CWSWKEPT"
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class Header:
    """What stands before the sealed bytes, in plain words: nothing of a pupil.

    `of` is the number of the upload that a change belongs to, 0 for what belongs to none.
    """

    archive: str
    number: int
    kind: str
    of: int
    at: str
    version: int = VERSION

    @property
    def moment(self) -> datetime:
        """When it was kept."""
        return datetime.fromisoformat(self.at)

    @property
    def name(self) -> str:
        """Its file."""
        return file_name(self.number)


def file_name(number: int) -> str:
    """The file of a number: '000012.kept'."""
    return f"{number:06}{SUFFIX}"


def write(folder: Path, header: Header, key: Key, data: bytes) -> int:
    """Write one file and say how large it is."""
    said = json.dumps(asdict(header)).encode()
    before = _MAGIC + _LENGTH.pack(len(said)) + said
    whole = before + seal(key, data, before)
    files.write(folder, header.name, whole)
    return len(whole)


def read(folder: Path, number: int, archive: str, key: Key) -> tuple[Header, bytes]:
    """One file's header and data. Raises MissingError, NewerVersionError or DamagedError."""
    name = file_name(number)
    with told_plainly():
        try:
            whole = (folder / name).read_bytes()
        except FileNotFoundError as error:
            raise missing(name) from error
    header, start = _header(name, whole)
    data = unseal(key, whole[start:], whole[:start])
    if data is None or (header.archive, header.number) != (archive, number):
        raise damaged(name)
    return header, data


def _header(name: str, whole: bytes) -> tuple[Header, int]:
    first = len(_MAGIC) + _LENGTH.size
    if whole[: len(_MAGIC)] != _MAGIC or len(whole) < first:
        raise damaged(name)
    (length,) = _LENGTH.unpack(whole[len(_MAGIC) : first])
    try:
        said = json.loads(whole[first : first + length])
        newer = said["version"] > VERSION
        header = None if newer else Header(**said)
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(name) from error
    if header is None:
        raise NewerVersionError(
            f"The file {name} was written by a newer version of the dashboard: open it with that "
            "version. Nothing was changed."
        )
    return header, first + length
