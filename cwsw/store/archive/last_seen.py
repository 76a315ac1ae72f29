"""What this machine remembers of each archive, outside its folder: how far it had come, and when.

An older copy put in the place of a folder is complete in itself, and a clock that was set back
leaves no trace: only a note kept elsewhere shows either.
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
class SeenState:
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

    def is_newer_than(self, about: Manifest, content: bytes) -> bool:
        """Whether the folder was further on before, or went on from an older copy."""
        if self.digest == _digest(content):
            return False
        # 0 in archives from before writings were counted: only their numbers show their age.
        is_older = about.next < self.next or 0 < about.generation <= self.generation
        return is_older or self.noticed


@dataclass(frozen=True)
class LastSeen:
    """The states that this machine has seen, stored outside every archive."""

    place: Path

    def newer_than(self, about: Manifest, content: bytes) -> SeenState | None:
        """The state seen before, where the manifest as written is an older one; else None."""
        state = self._read(about.id)
        if state is None or not state.is_newer_than(about, content):
            return None
        self._write(about.id, replace(state, noticed=True))
        return state

    def note(self, about: Manifest, content: bytes, today: date) -> None:
        """Remember the manifest of an archive, as written."""
        day = self.latest_day(about.id, today)
        state = SeenState(about.next, about.generation, _digest(content), day.isoformat())
        self._write(about.id, state)

    def latest_day(self, archive: str, today: date) -> date:
        """Today, or a later day before the clock was set back; today is remembered."""
        state = self._read(archive)
        if state is None or state.day >= today:
            return state.day if state else today
        self._write(archive, replace(state, on=today.isoformat()))
        return today

    def forget(self, archive: str) -> None:
        """Forget an archive that has been erased."""
        if _ID.fullmatch(archive):
            with suppress(ArchiveError):
                files.remove(self.place, archive)

    def _read(self, archive: str) -> SeenState | None:
        # It becomes a file's name, and comes from a manifest that nobody has unlocked yet.
        if not _ID.fullmatch(archive):
            return None
        with suppress(OSError, ValueError, TypeError):
            state = SeenState(**json.loads((self.place / archive).read_bytes()))
            return state if state.day and state.next + state.generation else None
        return None

    def _write(self, archive: str, state: SeenState) -> None:
        """Write a state without flushing it: it is written at every change, and may be lost."""
        if not _ID.fullmatch(archive):
            return
        unfinished = self.place / f"{archive}{files.UNFINISHED}"
        with suppress(ArchiveError, OSError):
            files.make_folder(self.place)
            unfinished.write_text(json.dumps(asdict(state)))
            unfinished.replace(self.place / archive)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
