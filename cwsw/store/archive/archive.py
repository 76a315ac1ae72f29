"""An archive: one folder of encrypted files, opened by one process with a passphrase."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import RLock

from cwsw.store.archive import files, manifest, retention_day
from cwsw.store.archive.checking import Checked, check
from cwsw.store.archive.contents import CHANGE, UPLOAD, ArchiveEntry, SavedUpload
from cwsw.store.archive.creation import begin
from cwsw.store.archive.erasing import (
    erase_where_due,
    is_erasing,
    remove_everything,
    start_erasing,
)
from cwsw.store.archive.errors import ArchiveError, UnfinishedErasureError
from cwsw.store.archive.keys import Cost, Key
from cwsw.store.archive.last_seen import LastSeen, SeenState
from cwsw.store.archive.ledger import Ledger
from cwsw.store.archive.lock import Lock
from cwsw.store.archive.packing import (
    Dated,
    pack_change,
    pack_upload,
    unpack_change,
    unpack_upload,
)
from cwsw.store.archive.sealed_files import Header
from cwsw.store.changes import JournalEntry
from cwsw.store.workspace import Workspace


class Archive:
    """One school's archive. Safe to use from many threads; every failure is an ArchiveError.

    `create` or `open` it, `save` a workspace in it, and `close` it.
    """

    def __init__(self, ledger: Ledger, last_seen: LastSeen | None, checked: Checked | None) -> None:
        """`checked`: the outcome of its opening; None for a new archive."""
        self.folder = ledger.folder
        self.is_proven = checked is not None
        self._ledger = ledger
        self._last_seen = last_seen
        self._checked = checked or Checked()
        self._entries = self._checked.entries
        self._lock = RLock()

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        keep_until: date,
        cost: Cost | None = None,
        last_seen: LastSeen | None = None,
    ) -> "Archive":
        """Begin an archive in a new or empty folder, which then is this user's alone.

        Nothing may be promised of it before `prove`.

        Args:
            folder: Where it is to be.
            passphrase: What opens it.
            keep_until: The day until which it is retained.
            cost: How hard each guess of the passphrase is; only tests give another one.
            last_seen: What this machine remembers of archives; None: nothing.

        Raises:
            ArchiveError: The folder holds anything, or cannot be written to.

        """
        ledger = begin(folder, passphrase, keep_until, cost or Cost())
        ledger.last_seen = last_seen
        ledger.note_last_seen()
        return cls(ledger, last_seen, None)

    @classmethod
    def open(
        cls,
        folder: Path,
        secret: str | Key,
        today: date | None = None,
        last_seen: LastSeen | None = None,
    ) -> "Archive":
        """Open what is kept in a folder with its passphrase or key; every byte of it is checked.

        What a crash left unfinished is cleared away. Where the day until which it was to be kept
        has passed, everything is erased and PastDateError raised.
        """
        # Before the lock, so that none is written into a folder that is no archive.
        if not is_erasing(folder):
            manifest.read(folder)
        lock = Lock(folder)
        try:
            # Before the passphrase: what is past its day goes, whether or not somebody still knows
            # it.
            erase_where_due(folder, today, last_seen)
            manifest_bytes = manifest.content(folder)
            about, key = manifest.unlock(manifest.parse(manifest_bytes), secret)
            files.clear_unfinished(folder)
            ledger = Ledger(folder, lock, about, key)
            ledger.adopt(manifest_bytes)
            return cls(ledger, last_seen, check(ledger, last_seen))
        # An interruption too: a lock left behind would shut its own owner out.
        except BaseException:
            lock.release()
            raise

    def open_again(self) -> "Archive":
        """Open the folder anew, to see what was added elsewhere, and close this one.

        Where that fails, this one stays as it was.
        """
        with self._lock:
            key = self._ledger.key
            # Opening takes the lock, from this very process too.
            self._ledger.release()
            opened = Archive.open(self.folder, key, last_seen=self._last_seen)
            self.close()
            return opened

    @property
    def id(self) -> str:
        """The archive's identity, which no other archive has."""
        return self._ledger.about.id

    @property
    def keep_until(self) -> date:
        """The day until which it is retained."""
        return self._ledger.about.keep_until

    @property
    def older_than(self) -> SeenState | None:
        """The newer state that this machine has seen, where this is an older copy; else None."""
        return self._checked.older_than

    @property
    def adopted(self) -> int:
        """How many files that another computer had added were taken in at the opening."""
        return self._checked.adopted

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        with self._lock:
            return self._entries.size

    def latest_day(self, today: date) -> date:
        """Today, or a later day on which this machine had it before the clock was set back."""
        return self._last_seen.latest_day(self.id, today) if self._last_seen else today

    def is_past(self, today: date) -> bool:
        """Whether the day until which it is retained has passed, however the clock was set."""
        return self.keep_until < self.latest_day(today)

    def trouble(self) -> str | None:
        """Why nothing more can be saved at this moment, in one sentence; None where it can be."""
        with self._lock:
            try:
                self._ledger.make_ready()
            except ArchiveError as error:
                return str(error)
            return None

    def close(self) -> None:
        """Release the folder; nothing can be saved in it any more."""
        with self._lock:
            self._ledger.close()

    def prove(self) -> None:
        """Read every file back from the folder; only then may it be shown as saved."""
        with self._lock:
            self._ledger.make_ready()
            for number in self._entries:
                self._ledger.read(number)
            self.is_proven = True

    def accept_as_it_is(self) -> None:
        """Continue with an older copy: from now on it counts as the latest state."""
        with self._lock:
            self._checked = replace(self._checked, older_than=None)
            self._ledger.last_seen = self._last_seen
            self._ledger.note_last_seen()

    def save(self, workspace: Workspace) -> None:
        """Save a workspace as it is now, and from now on each change before it counts as made."""
        # No change may fall between the upload as written and the journal of what follows it.
        with workspace.exclusive():
            dated = Dated(workspace.as_upload(), workspace.as_at)
            number = self._put(UPLOAD, pack_upload(dated), as_at=workspace.as_at)
            workspace.set_journal(_Chain(self, number))

    def put(self, kind: str, data: bytes) -> int:
        """Save bytes of another kind, such as a publication, and return their number."""
        if kind in (UPLOAD, CHANGE):
            # A change belongs to an upload and a journal: by itself it could not be made again.
            raise ValueError("uploads and changes are saved by `save`")
        return self._put(kind, data)

    def stored(self, kind: str) -> tuple[tuple[Header, bytes], ...]:
        """Everything saved of a kind, in the order in which it was saved."""
        with self._lock:
            return tuple(self._ledger.read(number) for number in self._entries.of_kind(kind))

    def count(self, kind: str) -> int:
        """How many files of a kind there are."""
        with self._lock:
            return len(self._entries.of_kind(kind))

    def uploads(self) -> tuple[SavedUpload, ...]:
        """The saved uploads, in the order in which they were saved."""
        with self._lock:
            return self._entries.uploads()

    def load(self, number: int | None = None) -> Workspace:
        """Load a saved upload with every change made after it (None: the latest upload).

        Changes to the latest are saved in turn; an earlier one is read-only. KeyError where there
        is no such upload.
        """
        with self._lock:
            numbers = [upload.number for upload in self.uploads()]
            if not numbers or number not in (None, *numbers):
                raise KeyError(number)
            of = numbers[-1] if number is None else number
            dated = unpack_upload(self._ledger.read(of)[1])
            changes = [unpack_change(self._ledger.read(n)[1]) for n in self._entries.changes(of)]
            is_latest = of == numbers[-1]
            loaded = Workspace.load(
                dated.upload, dated.as_at, read_only=not is_latest, after=changes
            )
            if is_latest:
                loaded.set_journal(_Chain(self, of))
            return loaded

    def retain_until(self, until: date) -> None:
        """Set another day until which it is retained."""
        with self._lock:
            # The manifest first: where both can be read it is the one that counts (decision 12).
            self._ledger.write_manifest(replace(self._ledger.about, keep_until=until))
            with suppress(ArchiveError):  # put right at the next opening; the manifest counts
                retention_day.write(self.folder, until)

    def erase_upload(self, number: int) -> None:
        """Remove the files of one upload and of its changes; KeyError where there is none.

        UnfinishedErasureError where they are erased but some are still in the folder.
        """
        with self._lock:
            if self._entries[number].as_at is None:
                raise KeyError(number)
            erased = {number, *self._entries.changes(number)}
            try:
                self._ledger.erase(erased)
            finally:
                # What the manifest names as gone is gone, whether or not its file could be
                # removed yet.
                for erased_number in erased & self._ledger.about.erased_numbers():
                    del self._entries[erased_number]

    def erase(self) -> None:
        """Remove every file, and the folder where nothing else is in it; the archive is closed.

        UnfinishedErasureError where that has begun: it is closed, and the rest goes at the next
        chance. Any other ArchiveError: nothing was erased, and it is open still.
        """
        with self._lock:
            self._ledger.make_ready()
            try:
                start_erasing(self.folder)
            except UnfinishedErasureError:
                self.close()
                raise
            if self._last_seen is not None:
                self._last_seen.forget(self.id)
            # Closed first: Windows removes no file that is still open, and the lock is one.
            self.close()
            remove_everything(self.folder)

    def _put(self, kind: str, data: bytes, of: int = 0, as_at: date | None = None) -> int:
        with self._lock:
            header, size = self._ledger.put(kind, data, of)
            self._entries[header.number] = ArchiveEntry(header, size, as_at)
            return header.number

    def _take_back(self, number: int) -> None:
        with self._lock:
            # It counts no more from here, even where its file can be taken out only later.
            del self._entries[number]
            self._ledger.take_back(number)


@dataclass(frozen=True)
class _Chain:
    """The journal of a workspace: saves each change as a file of its upload."""

    archive: Archive
    upload: int

    def write(self, step: JournalEntry) -> int:
        """Save a change and return its number. Raises ArchiveError where that fails."""
        if self.upload not in self.archive._entries:
            raise ArchiveError("The upload that this belongs to has been erased.")
        return self.archive._put(CHANGE, pack_change(step), of=self.upload)

    def take_back(self, number: int) -> None:
        """Remove a change; UncertainError where it may be there still."""
        self.archive._take_back(number)
