"""The files of an archive: each written once, sealed together with its place and what it is."""

import json
import re
import struct
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cwsw.store.archive import files
from cwsw.store.archive.errors import NewerVersionError, as_archive_errors
from cwsw.store.archive.keys import Key, seal, unseal
from cwsw.store.archive.manifest import VERSION, damaged, missing

SUFFIX = ".kept"
_NAME = re.compile(rf"[0-9]{{6,9}}{re.escape(SUFFIX)}")
_MAGIC = b"CWSWKEPT"
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class Header:
    """The unencrypted head of a file: nothing about a pupil.

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
        """When it was saved."""
        return datetime.fromisoformat(self.at)

    @property
    def name(self) -> str:
        """Its file."""
        return file_name(self.number)


def file_name(number: int) -> str:
    """The file of a number: '000012.kept'."""
    return f"{number:06}{SUFFIX}"


def last_number(folder: Path) -> int:
    """The highest number of a file in a folder; 0 where there is none."""
    with as_archive_errors():
        numbered = [n for n in files.names(folder, SUFFIX) if _NAME.fullmatch(n)]
    return max((int(name.removesuffix(SUFFIX)) for name in numbered), default=0)


def other_names(folder: Path) -> list[str]:
    """Names that end as ours do and are none of ours."""
    with as_archive_errors():
        return sorted(n for n in files.names(folder, SUFFIX) if not _NAME.fullmatch(n))


def encode(header: Header, key: Key, data: bytes) -> bytes:
    """The bytes of one file."""
    about = json.dumps(asdict(header)).encode()
    before = _MAGIC + _LENGTH.pack(len(about)) + about
    return before + seal(key, data, before)


def read(folder: Path, number: int, archive: str, key: Key) -> tuple[Header, bytes]:
    """One file's header and data. Raises MissingError, NewerVersionError or DamagedError."""
    name = file_name(number)
    with as_archive_errors():
        try:
            whole = (folder / name).read_bytes()
        except FileNotFoundError as error:
            raise missing(name) from error
    header, data = decode(name, whole, archive, key)
    # The number is sealed too, so that no file can be put in another's place.
    if header.number != number:
        raise damaged(name)
    return header, data


def decode(name: str, whole: bytes, archive: str, key: Key) -> tuple[Header, bytes]:
    """Header and data in the bytes of a file. Raises NewerVersionError or DamagedError."""
    header, start = _header(name, whole)
    data = unseal(key, whole[start:], whole[:start])
    if data is None or header.archive != archive:
        raise damaged(name)
    return header, data


def _header(name: str, whole: bytes) -> tuple[Header, int]:
    first = len(_MAGIC) + _LENGTH.size
    if whole[: len(_MAGIC)] != _MAGIC or len(whole) < first:
        raise damaged(name)
    (length,) = _LENGTH.unpack(whole[len(_MAGIC) : first])
    try:
        fields = json.loads(whole[first : first + length])
        newer = fields["version"] > VERSION
        header = None if newer else Header(**fields)
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(name) from error
    if header is None:
        raise NewerVersionError(
            f"The file {name} was written by a newer version of the dashboard: open it with that "
            "version. Nothing was changed."
        )
    return header, first + length
