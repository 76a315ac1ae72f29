"""The first files of an archive: in a new or empty folder, all of them or none."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from secrets import token_bytes, token_hex

from cwsw.store.archive import files, manifest, retention_day
from cwsw.store.archive.errors import ArchiveError
from cwsw.store.archive.keys import SALT, Cost, key_of
from cwsw.store.archive.ledger import Ledger
from cwsw.store.archive.lock import Lock
from cwsw.store.archive.manifest import Manifest


def begin(folder: Path, passphrase: str, keep_until: date, cost: Cost) -> Ledger:
    """Make an empty archive, held by this process.

    Raises:
        ArchiveError: It cannot be made; nothing of it is left, and the folder is released.

    """
    files.refuse_used_folder(folder)
    files.make_folder(folder)
    lock = Lock(folder)
    try:
        files.clear_unfinished(folder)
        salt = token_bytes(SALT)
        key = key_of(passphrase, salt, cost)
        about = Manifest(token_hex(16), salt, cost, key.proof, keep_until)
        ledger = Ledger(folder, lock, about, key)
        ledger.begin()
        retention_day.write(folder, keep_until)
    # An interruption too: half of an archive would be taken for a damaged one.
    except BaseException:
        _clear(folder)
        lock.release()
        raise
    return ledger


def _clear(folder: Path) -> None:
    """Remove what was begun; what cannot be removed holds nothing of a school."""
    with suppress(ArchiveError, OSError):
        files.clear_unfinished(folder)
        for name in (manifest.NAME, retention_day.NAME):
            files.remove(folder, name)
        files.settle(folder)
