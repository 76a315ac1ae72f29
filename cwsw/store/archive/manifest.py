"""The file that says which files belong to an archive, and how a passphrase becomes its key.

Plain: version, identity, scrypt's parameters and salt, and the day until which it is kept, so that
the day can be kept to without the passphrase. Sealed together with all that: the next number, and
the numbers erased.
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
    told_plainly,
)
from cwsw.store.archive.keys import Cost, Key, key_of, seal, unseal

NAME = "archive.cwsw"
VERSION = 1
_FORMAT = "cwsw archive"
_HELP = "Put it back from a copy of the folder."

Erased = tuple[tuple[int, int], ...]
"""Numbers erased, as ranges with both ends."""


@dataclass(frozen=True)
class Manifest:
    """What an archive's own file says. Every number from 1 below `next` not erased is there."""

    id: str
    salt: bytes
    cost: Cost
    proof: bytes
    keep_until: date
    next: int = 1
    erased: Erased = ()

    def numbers(self) -> tuple[int, ...]:
        """The numbers of the files that must be there."""
        gone = self.gone()
        return tuple(n for n in range(1, self.next) if n not in gone)

    def gone(self) -> frozenset[int]:
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


def write(folder: Path, manifest: Manifest, key: Key) -> None:
    """Write the manifest in place of the one before."""
    about = {
        "format": _FORMAT,
        "version": VERSION,
        "id": manifest.id,
        "salt": b64encode(manifest.salt).decode(),
        "scrypt": vars(manifest.cost),
        "proof": b64encode(manifest.proof).decode(),
        "keep_until": manifest.keep_until.isoformat(),
    }
    inside = json.dumps({"next": manifest.next, "erased": manifest.erased}).encode()
    sealed = seal(key, inside, _canonical(about))
    text = {**about, "sealed": b64encode(sealed).decode()}
    whole = {**text, "sum": sha256(_canonical(text)).hexdigest()}
    files.write(folder, NAME, _text(whole))


def read(folder: Path) -> Closed:
    """The manifest as far as it can be read without a passphrase.

    Raises NotAnArchiveError, MissingError, NewerVersionError or DamagedError.
    """
    data = _bytes(folder)
    about = _parsed(data)
    if isinstance(about.get("version"), int) and about["version"] > VERSION:
        raise NewerVersionError(
            "What is kept here was written by a newer version of the dashboard: open it with that "
            "version. Nothing was changed."
        )
    is_whole = data == _text(about)
    said = about.pop("sum", None)
    if not is_whole or said != sha256(_canonical(about)).hexdigest():
        raise damaged(NAME)
    return Closed(about, b64decode(about.pop("sealed")))


def unlock(closed: Closed, passphrase: str) -> tuple[Manifest, Key]:
    """The manifest and the key. Raises WrongPassphraseError or DamagedError."""
    about = closed.about
    salt, cost = b64decode(about["salt"]), Cost(**about["scrypt"])
    if not cost.is_sane:
        raise damaged(NAME)
    key = key_of(passphrase, salt, cost)
    if key.proof != b64decode(about["proof"]):
        raise WrongPassphraseError("This passphrase does not open it. Nothing was changed.")
    inside = unseal(key, closed.sealed, _canonical(about))
    if inside is None:
        raise damaged(NAME)
    found = json.loads(inside)
    erased = tuple((first, last) for first, last in found["erased"])
    until = closed.keep_until
    return Manifest(about["id"], salt, cost, key.proof, until, found["next"], erased), key


def ranges(numbers: set[int]) -> Erased:
    """Numbers as ranges with both ends."""
    found: list[tuple[int, int]] = []
    for n in sorted(numbers):
        if found and found[-1][1] == n - 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return tuple(found)


def damaged(name: str) -> DamagedError:
    """The sentence for a file whose bytes are not those that were written."""
    return DamagedError(
        f"The file {name} has been changed or damaged. {_HELP} Nothing was changed."
    )


def missing(name: str) -> MissingError:
    """The sentence for a file that is not there."""
    return MissingError(f"The file {name} is missing. {_HELP} Nothing was changed.")


def _bytes(folder: Path) -> bytes:
    with told_plainly():
        try:
            return (folder / NAME).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            pass
        if any(folder.glob("*.kept")):
            raise missing(NAME)
    raise NotAnArchiveError(
        "Nothing is kept in this folder. Choose the folder that holds archive.cwsw."
    )


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
