"""What this machine remembers of each archive, outside its folder: how far it had come, and when.

An older copy put in the place of a folder is whole in itself, and a clock that was set back tells
no one: only what stands elsewhere shows either.
"""

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from cwsw.store.archive import files
from cwsw.store.archive.errors import ArchiveError
from cwsw.store.archive.manifest import Manifest

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Seen:
    """The manifest that this machine saw last, and the latest day on which it did (ISO).

    `noticed`: an older one was found since, and nobody has gone on with it yet.
    """

    next: int
    generation: int
    digest: str
    on: str
    noticed: bool = False

    @property
    def day(self) -> date:
        """The latest day on which this machine had it."""
        return date.fromisoformat(self.on)

    def is_newer_than(self, about: Manifest, written: bytes) -> bool:
        """Whether the folder was further on before, or went on from an older copy."""
        if self.digest == _digest(written):
            return False
        is_older = about.next < self.next or 0 < about.generation <= self.generation
        return is_older or self.noticed


@dataclass(frozen=True)
class LastSeen:
    """What is remembered, in a folder that is no archive's."""

    place: Path

    def newer_than(self, about: Manifest, written: bytes) -> Seen | None:
        """What was seen of an archive whose manifest, as written, is an older one; else None."""
        seen = self._read(about.id)
        if seen is None or not seen.is_newer_than(about, written):
            return None
        self._write(about.id, replace(seen, noticed=True))
        return seen

    def note(self, about: Manifest, written: bytes, today: date) -> None:
        """Remember the manifest of an archive, as written."""
        day = self.latest_day(about.id, today)
        seen = Seen(about.next, about.generation, _digest(written), day.isoformat())
        self._write(about.id, seen)

    def latest_day(self, archive: str, today: date) -> date:
        """Today, or a later day before the clock was set back; today is remembered."""
        seen = self._read(archive)
        if seen is None or seen.day >= today:
            return seen.day if seen else today
        self._write(archive, replace(seen, on=today.isoformat()))
        return today

    def forget(self, archive: str) -> None:
        """Forget an archive that has been erased."""
        if _ID.fullmatch(archive):
            with suppress(ArchiveError):
                files.remove(self.place, archive)

    def _read(self, archive: str) -> Seen | None:
        if not _ID.fullmatch(archive):
            return None
        with suppress(OSError, ValueError, TypeError):
            seen = Seen(**json.loads((self.place / archive).read_bytes()))
            return seen if seen.day and seen.next + seen.generation else None
        return None

    def _write(self, archive: str, seen: Seen) -> None:
        """Not flushed: it is written at every change, and what is lost of it only says less."""
        if not _ID.fullmatch(archive):
            return
        unfinished = self.place / f"{archive}{files.UNFINISHED}"
        with suppress(ArchiveError, OSError):
            files.make_folder(self.place)
            unfinished.write_text(json.dumps(asdict(seen)))
            unfinished.replace(self.place / archive)


def _digest(written: bytes) -> str:
    return sha256(written).hexdigest()
