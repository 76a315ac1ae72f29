"""What is remembered of the files of an open archive: uploads, their changes, and the rest."""

from dataclasses import dataclass
from datetime import date, datetime

from cwsw.store.archive.sealed_files import Header

UPLOAD, CHANGE = "upload", "change"


@dataclass(frozen=True)
class SavedUpload:
    """A saved upload: its number, when it was saved, its as-at date, the changes after it.

    `size`: bytes of its file and of those of its changes.
    """

    number: int
    moment: datetime
    as_at: date
    changes: int
    size: int


@dataclass(frozen=True)
class ArchiveEntry:
    """One file; `as_at` of an upload alone."""

    header: Header
    size: int
    as_at: date | None = None


class Contents(dict[int, ArchiveEntry]):
    """The files by their numbers, in the order in which they were saved."""

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(entry.size for entry in self.values())

    def of_kind(self, kind: str) -> list[int]:
        """The numbers of a kind."""
        return [number for number, entry in self.items() if entry.header.kind == kind]

    def changes(self, upload: int) -> list[int]:
        """The numbers of the changes made to an upload."""
        return [number for number in self.of_kind(CHANGE) if self[number].header.of == upload]

    def uploads(self) -> tuple[SavedUpload, ...]:
        """The uploads."""
        return tuple(self._upload(n, entry.as_at) for n, entry in self.items() if entry.as_at)

    def _upload(self, number: int, as_at: date) -> SavedUpload:
        changes = self.changes(number)
        size = sum(self[n].size for n in (number, *changes))
        return SavedUpload(number, self[number].header.moment, as_at, len(changes), size)
