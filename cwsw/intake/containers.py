"""Zip containers (workbooks too): how much is really in them, before anything is parsed."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
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
# What is searched for may be cut in two by the end of a chunk; nothing searched for is longer.
_OVERLAP = 64
_NO_END = 2**62
_LEFT_BY_SYSTEMS = ("__macosx/", ".")


Look = Callable[[str, bytes], None]
"""Is shown a member's name and each chunk of its content, a little of the chunk before with it."""


def check_container(data: bytes, look: Look = lambda _name, _chunk: None) -> None:
    """Unpack a zip container in chunks to measure it; nothing unpacked is kept.

    Args:
        data: The bytes of the container.
        look: Is shown each chunk on the way, so that no second pass is needed.

    Raises:
        FileRefusedError: `file_damaged`, or `archive_unsafe` beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _count(archive, len(data), look)
    except BROKEN as error:
        raise FileRefusedError("file_damaged") from error


def _count(archive: zipfile.ZipFile, packed: int, look: Look) -> None:
    members = archive.infolist()
    if len(members) > limits.MAX_MEMBERS:
        raise FileRefusedError("archive_unsafe")
    unpacked = 0
    for member in members:
        if is_locked(member):
            continue
        before = b""
        with opened(archive, member) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                _judge(unpacked, packed)
                look(member.filename, before + chunk)
                before = chunk[-_OVERLAP:]


def _judge(unpacked: int, packed: int) -> None:
    if unpacked > limits.MAX_UNPACKED_BYTES:
        raise FileRefusedError("archive_unsafe")
    if unpacked > limits.RATIO_FROM_BYTES and unpacked > limits.MAX_RATIO * packed:
        raise FileRefusedError("archive_unsafe")


def is_locked(member: zipfile.ZipInfo) -> bool:
    """Whether a member is protected by a password of the archive's own."""
    return bool(member.flag_bits & 1)


def members(data: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Name and bytes of each file in a checked archive; folders and system files are left out.

    Of a file that a password of the archive protects there are no bytes: None.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            name = member.filename.replace("\\", "/")
            own = name.rsplit("/", 1)[-1]
            if own and not own.startswith(".") and not name.lower().startswith(_LEFT_BY_SYSTEMS):
                if is_locked(member):
                    yield name, None
                    continue
                with opened(archive, member) as stream:
                    yield name, stream.read()


def opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    """A member to its real end: its stated size may lie, and zipfile would stop there."""
    member.file_size = _NO_END
    return archive.open(member)
