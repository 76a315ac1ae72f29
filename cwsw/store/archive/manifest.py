"""The file that says which files belong to an archive, and how a passphrase becomes its key.

Plain: version, identity, scrypt's parameters and salt, and the day until which it is kept, so that
the day can be kept to without the passphrase. Sealed together with all that: the next number, the
numbers erased, and how often it has been written, which shows an older copy.
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from cwsw.store.archive import files
from cwsw.store.archive.errors import (
    DamagedError,
    MissingError,
    NewerVersionError,
    NotAnArchiveError,
    WrongPassphraseError,
    as_archive_errors,
)
from cwsw.store.archive.keys import Cost, Key, key_of, seal, unseal

SUFFIX = ".cwsw"
NAME = f"archive{SUFFIX}"
VERSION = 1
_FORMAT = "cwsw archive"
_HELP = "Put it back from a copy of the folder."

Erased = tuple[tuple[int, int], ...]
"""Numbers erased, as ranges with both ends."""


@dataclass(frozen=True)
class Manifest:
    """The contents of an archive's own file. Every number from 1 below `next` not erased exists."""

    id: str
    salt: bytes
    cost: Cost
    proof: bytes
    keep_until: date
    next: int = 1
    erased: Erased = ()
    generation: int = 0

    def numbers(self) -> tuple[int, ...]:
        """The numbers of the files that must be there."""
        erased_numbers = self.erased_numbers()
        return tuple(n for n in range(1, self.next) if n not in erased_numbers)

    def erased_numbers(self) -> frozenset[int]:
        """The numbers that were erased, never to be used again."""
        return frozenset(n for first, last in self.erased for n in range(first, last + 1))


@dataclass(frozen=True)
class Closed:
    """A manifest before the passphrase is known."""

    about: dict[str, Any]
    sealed: bytes

    @property
    def keep_until(self) -> date:
        """The day until which the archive is to be kept."""
        return date.fromisoformat(self.about["keep_until"])


def encode(manifest: Manifest, key: Key) -> bytes:
    """The bytes of an archive's own file."""
    about = {
        "format": _FORMAT,
        "version": VERSION,
        "id": manifest.id,
        "salt": b64encode(manifest.salt).decode(),
        "scrypt": vars(manifest.cost),
        "proof": b64encode(manifest.proof).decode(),
        "keep_until": manifest.keep_until.isoformat(),
    }
    inside = {
        "next": manifest.next,
        "erased": manifest.erased,
        "generation": manifest.generation,
    }
    sealed = seal(key, json.dumps(inside).encode(), _canonical(about))
    text = {**about, "sealed": b64encode(sealed).decode()}
    return _text({**text, "sum": sha256(_canonical(text)).hexdigest()})


def write(folder: Path, encoded: bytes) -> None:
    """Write an archive's own file in place of the one before; raises as `files.write` does."""
    files.write(folder, NAME, encoded)


def content(folder: Path) -> bytes:
    """The bytes in the folder. Raises NotAnArchiveError, MissingError or CannotWriteError."""
    with as_archive_errors():
        try:
            return (folder / NAME).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            pass
        if folder.is_dir() and files.names(folder, ".kept"):
            raise missing(NAME)
    raise NotAnArchiveError(
        "Nothing is kept in this folder. Choose the folder that holds archive.cwsw."
    )


def read(folder: Path) -> Closed:
    """The manifest as far as it can be read without a passphrase.

    Raises NotAnArchiveError, MissingError, NewerVersionError or DamagedError.
    """
    return parse(content(folder))


def parse(data: bytes) -> Closed:
    """The manifest in bytes that were read before; raises as `read` does."""
    about = _parsed(data)
    if isinstance(about.get("version"), int) and about["version"] > VERSION:
        raise NewerVersionError(
            "What is kept here was written by a newer version of the dashboard: open it with that "
            "version. Nothing was changed."
        )
    # Byte for byte: what a program has only laid out anew was changed as well.
    is_whole = data == _text(about)
    checksum = about.pop("sum", None)
    if not is_whole or checksum != sha256(_canonical(about)).hexdigest():
        raise damaged(NAME)
    return Closed(about, b64decode(about.pop("sealed")))


def unlock(closed: Closed, secret: str | Key) -> tuple[Manifest, Key]:
    """The manifest and the key, from the passphrase or the key that was made from it before.

    Raises WrongPassphraseError or DamagedError.
    """
    about = closed.about
    try:
        # Not sealed, so anybody may have written here that a guess takes all the memory there is.
        salt, cost = b64decode(about["salt"]), Cost(**about["scrypt"])
        proof, is_sane = b64decode(about["proof"]), cost.is_sane
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(NAME) from error
    if not is_sane:
        raise damaged(NAME)
    key = key_of(secret, salt, cost) if isinstance(secret, str) else secret
    if key.proof != proof:
        raise WrongPassphraseError("This passphrase does not open it. Nothing was changed.")
    inside = unseal(key, closed.sealed, _canonical(about))
    if inside is None:
        raise damaged(NAME)
    contents = json.loads(inside)
    erased = tuple((first, last) for first, last in contents["erased"])
    manifest = Manifest(
        about["id"],
        salt,
        cost,
        key.proof,
        closed.keep_until,
        contents["next"],
        erased,
        contents.get("generation", 0),  # archives begun before it was counted have none
    )
    return manifest, key


def ranges(numbers: set[int]) -> Erased:
    """Numbers as ranges with both ends."""
    spans: list[tuple[int, int]] = []
    for n in sorted(numbers):
        if spans and spans[-1][1] == n - 1:
            spans[-1] = (spans[-1][0], n)
        else:
            spans.append((n, n))
    return tuple(spans)


def damaged(name: str) -> DamagedError:
    """The sentence for a file whose bytes are not those that were written."""
    return DamagedError(
        f"The file {name} has been changed or damaged. {_HELP} Nothing was changed."
    )


def missing(name: str) -> MissingError:
    """The sentence for a file that is not there."""
    return MissingError(f"The file {name} is missing. {_HELP} Nothing was changed.")


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        about = json.loads(data)
    except ValueError:
        about = None
    if isinstance(about, dict) and about.get("format") == _FORMAT:
        return about
    if _FORMAT.encode() in data[:100]:
        raise damaged(NAME)
    raise NotAnArchiveError("The file archive.cwsw in this folder is not one of this dashboard's.")


def _text(about: dict[str, Any]) -> bytes:
    return json.dumps(about, indent=1).encode()


def _canonical(about: dict[str, Any]) -> bytes:
    return json.dumps(about, sort_keys=True).encode()
