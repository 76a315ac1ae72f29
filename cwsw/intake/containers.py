"""Zip containers (workbooks too): how much is really in them, before anything is parsed."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from cwsw.intake import limits
from cwsw.intake.problems import FileRefusedError

BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What zipfile raises on damaged containers."""

_CHUNK = 2**20
_NO_END = 2**62
_LEFT_BY_SYSTEMS = ("__macosx/", ".")


def check_container(data: bytes) -> None:
    """Unpack everything in chunks, counting, and keep nothing. Raises FileRefusedError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _count(archive, len(data))
    except BROKEN as error:
        raise FileRefusedError("file_damaged") from error


def _count(archive: zipfile.ZipFile, packed: int) -> None:
    members = archive.infolist()
    if len(members) > limits.MAX_MEMBERS:
        raise FileRefusedError("archive_unsafe")
    unpacked = 0
    for member in members:
        with _opened(archive, member) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                _judge(unpacked, packed)


def _judge(unpacked: int, packed: int) -> None:
    if unpacked > limits.MAX_UNPACKED_BYTES:
        raise FileRefusedError("archive_unsafe")
    if unpacked > limits.RATIO_FROM_BYTES and unpacked > limits.MAX_RATIO * packed:
        raise FileRefusedError("archive_unsafe")


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file in a checked archive; folders and system files are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            name = member.filename.replace("\\", "/")
            own = name.rsplit("/", 1)[-1]
            if own and not own.startswith(".") and not name.lower().startswith(_LEFT_BY_SYSTEMS):
                with _opened(archive, member) as stream:
                    yield name, stream.read()


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """A member to its real end: its stated size may lie, and zipfile would stop there."""
    member.file_size = _NO_END
    return archive.open(member)
