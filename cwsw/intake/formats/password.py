"""Opens workbooks that a password protects, in memory: what Excel wrote by msoffcrypto."""

import io
import logging
from types import SimpleNamespace
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from msoffcrypto import OfficeFile, exceptions
from msoffcrypto.format import xls97

from cwsw.intake import limits
from cwsw.intake.formats.ods_password import decrypted_ods
from cwsw.intake.problems import FileRefusedError
from cwsw.intake.sniff import Format, sniff

NO_REAL_PASSWORD = "VelvetSweatshop"  # noqa: S105 - Excel's own, for a workbook it opens unasked
"""The password by which Excel protects a workbook that is to be opened but not changed."""

# The longest password that Excel takes.
_MOST_LETTERS = 255
_NOT_OPENED = (exceptions.FileFormatError, exceptions.DecryptionError)
_ASKED = {"password_wrong": "file_locked"}

# Its debug lines show the password and the key.
logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL)

# It writes an opened .xls to a temporary file; in this process that is a piece of memory.
xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)


def opened_unasked(data: bytes) -> bytes:
    """The bytes of a workbook that Excel opens without asking for a password.

    Raises FileRefusedError: `file_locked` where it asks, and what `decrypted` raises.
    """
    try:
        return decrypted(data, NO_REAL_PASSWORD)
    except FileRefusedError as error:
        raise FileRefusedError(_ASKED.get(error.code, error.code)) from error


def is_locked(data: bytes) -> bool:
    """Whether a file is protected by a password of its own."""
    if data.startswith(b"PK") or sniff(data) is Format.LOCKED:
        return sniff(data) is Format.LOCKED
    try:
        return bool(OfficeFile(io.BytesIO(data)).is_encrypted())
    except Exception:  # of a damaged container anything may be raised
        return False


def decrypted(data: bytes, password: str) -> bytes:
    """The bytes of a protected workbook without its protection.

    Raises FileRefusedError: `password_wrong`, `lock_not_known` for a protection that cannot be
    opened here, or whose key would take too long to work out, `file_damaged`.
    """
    if not 0 < len(password) <= _MOST_LETTERS:
        raise FileRefusedError("password_wrong")
    if data.startswith(b"PK"):
        return decrypted_ods(data, password)
    try:
        return _decrypted(data, password)
    except exceptions.InvalidKeyError as error:
        raise FileRefusedError("password_wrong") from error
    except (*_NOT_OPENED, UnsupportedAlgorithm) as error:
        raise FileRefusedError("lock_not_known") from error
    except (FileRefusedError, MemoryError):
        raise
    except Exception as error:  # of a damaged container anything may be raised
        raise FileRefusedError("file_damaged") from error


def _decrypted(data: bytes, password: str) -> bytes:
    office: Any = OfficeFile(io.BytesIO(data))
    if office.format == "ooxml":
        # The file states how often its key is worked out.
        if office.type == "agile" and office.info["spinValue"] > limits.MAX_KEY_ROUNDS:
            raise FileRefusedError("lock_not_known")
        office.load_key(password=password, verify_password=True)
    else:
        office.load_key(password=password)
    buffer = io.BytesIO()
    office.decrypt(buffer)
    return buffer.getvalue()
