"""A file is written whole or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place first, then put it there. OSError, naming `path`, if it fails.

    Nothing is left behind, and a file that was there before stays as it was. What is there and is
    no file (a pipe, /dev/null) is written to as it is.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            # Resolved: a link stays, and the file that it points to is replaced.
            _replace(path.resolve(), content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, content: bytes) -> None:
    # In the same folder: only within one drive can a file be moved in one step.
    part = path.with_name(f".cwsw-{os.getpid()}.part")
    try:
        part.write_bytes(content)
        # In one step of the system: who reads meanwhile gets the old file or the new one, whole.
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
