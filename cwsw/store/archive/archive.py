"""An archive: one folder of encrypted files, opened by one process with a passphrase."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_bytes, token_hex
from threading import RLock

from cwsw.store.archive import day, entries, files, manifest
from cwsw.store.archive.contents import CHANGE, UPLOAD, Contents, Entry, KeptUpload
from cwsw.store.archive.entries import Header
from cwsw.store.archive.erasing import (
    erase_where_due,
    finish_erasing,
    is_erasing,
    start_erasing,
)
from cwsw.store.archive.errors import ArchiveError
from cwsw.store.archive.keys import SALT, Cost, Key, key_of
from cwsw.store.archive.lock import Lock
from cwsw.store.archive.manifest import Manifest
from cwsw.store.archive.packing import (
    Dated,
    pack_change,
    pack_upload,
    unpack_change,
    unpack_upload,
)
from cwsw.store.changes import Made
from cwsw.store.workspace import Workspace


class Archive:
    """What is kept of one school. Safe to use from many threads; every failure an ArchiveError.

    `create` or `open` it, `keep` a workspace in it, and `close` it.
    """

    def __init__(self, folder: Path, lock: Lock, about: Manifest, key: Key) -> None:
        self.folder = folder
        self._folder_lock = lock
        self._about = about
        self._key = key
        self._entries = Contents()
        self._lock = RLock()

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, keep_until: date, cost: Cost | None = None
    ) -> "Archive":
        """Begin an archive in a new or empty folder, which then is this user's alone.

        `cost` is only ever given by tests. Raises ArchiveError where the folder holds anything.
        """
        files.refuse_a_full(folder)
        files.make_folder(folder)
        lock = Lock(folder)
        try:
            files.clear_unfinished(folder)
            salt, hard = token_bytes(SALT), cost or Cost()
            key = key_of(passphrase, salt, hard)
            about = Manifest(token_hex(16), salt, hard, key.proof, keep_until)
            manifest.write(folder, about, key)
            day.write(folder, keep_until)
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock, about, key)

    @classmethod
    def open(cls, folder: Path, passphrase: str, today: date | None = None) -> "Archive":
        """Open what is kept in a folder; every byte of it is checked.

        What a crash left unfinished is cleared away. Where the day until which it was to be kept
        has passed, everything is erased and PastDateError raised.
        """
        if not is_erasing(folder):
            manifest.read(folder)
        lock = Lock(folder)
        try:
            erase_where_due(folder, today)
            about, key = manifest.unlock(manifest.read(folder), passphrase)
            files.clear_unfinished(folder)
            found = cls(folder, lock, about, key)
            found._check()
        except BaseException:
            lock.release()
            raise
        return found

    @property
    def id(self) -> str:
        """What no other archive is called."""
        return self._about.id

    @property
    def keep_until(self) -> date:
        """The day until which it is to be kept."""
        return self._about.keep_until

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        with self._lock:
            return self._entries.size

    def close(self) -> None:
        """Let the folder go; nothing can be kept in it any more."""
        with self._lock:
            self._folder_lock.release()
            self._key = Key(b"", b"")

    def keep(self, workspace: Workspace) -> None:
        """Keep a workspace as it is now, and from now on each change before it counts as made."""
        with workspace.alone():
            dated = Dated(workspace.as_upload(), workspace.as_at)
            number = self._put(UPLOAD, pack_upload(dated), as_at=workspace.as_at)
            workspace.set_journal(_Chain(self, number))

    def put(self, kind: str, data: bytes) -> int:
        """Keep bytes of another kind, such as a publication; the number they are kept under."""
        if kind in (UPLOAD, CHANGE):
            raise ValueError("uploads and changes are kept through `keep`")
        return self._put(kind, data)

    def stored(self, kind: str) -> tuple[tuple[Header, bytes], ...]:
        """Everything kept of a kind, in the order it was kept."""
        with self._lock:
            return tuple(self._read(number) for number in self._entries.of_kind(kind))

    def uploads(self) -> tuple[KeptUpload, ...]:
        """The uploads that are kept, in the order they were kept."""
        with self._lock:
            return self._entries.uploads()

    def load(self, number: int | None = None) -> Workspace:
        """A kept upload with every change made after it (None: the latest upload).

        Changes to the latest are kept in turn; an earlier one is read-only. KeyError where there
        is no such upload.
        """
        with self._lock:
            numbers = [kept.number for kept in self.uploads()]
            if not numbers or number not in (None, *numbers):
                raise KeyError(number)
            of = numbers[-1] if number is None else number
            dated = unpack_upload(self._read(of)[1])
            made = [unpack_change(self._read(n)[1]) for n in self._entries.changes(of)]
            is_latest = of == numbers[-1]
            found = Workspace.load(dated.upload, dated.as_at, read_only=not is_latest, after=made)
            if is_latest:
                found.set_journal(_Chain(self, of))
            return found

    def keep_for(self, until: date) -> None:
        """Set another day until which it is kept."""
        with self._lock:
            day.write(self.folder, until)
            self._say(replace(self._about, keep_until=until))

    def erase_upload(self, number: int) -> None:
        """Remove the files of one upload and of its changes; KeyError where there is none."""
        with self._lock:
            if self._entries[number].as_at is None:
                raise KeyError(number)
            gone = (number, *self._entries.changes(number))
            erased = {*self._about.gone(), *gone}
            self._say(replace(self._about, erased=manifest.ranges(erased)))
            for one in gone:
                files.remove(self.folder, entries.file_name(one))
                del self._entries[one]
            files.settle(self.folder)

    def erase(self) -> None:
        """Remove every file, and the folder where nothing else is in it; the archive is closed."""
        with self._lock:
            start_erasing(self.folder)
            self.close()
            finish_erasing(self.folder)

    def _put(self, kind: str, data: bytes, of: int = 0, as_at: date | None = None) -> int:
        """Write a file, then say that it belongs here; where that fails it is taken back."""
        with self._lock:
            number = self._about.next
            at = datetime.now(UTC).isoformat(timespec="seconds")
            header = Header(self._about.id, number, kind, of, at)
            size = entries.write(self.folder, header, self._open_key(), data)
            try:
                self._say(replace(self._about, next=number + 1))
            except ArchiveError:
                with suppress(ArchiveError):
                    files.remove(self.folder, header.name)
                    files.settle(self.folder)
                raise
            self._entries[number] = Entry(header, size, as_at)
            return number

    def _say(self, about: Manifest) -> None:
        manifest.write(self.folder, about, self._key)
        self._about = about

    def _check(self) -> None:
        """Read every file that belongs here, and put right what a crash left between two steps."""
        for number in self._about.numbers():
            self._remember(number)
        number = self._about.next
        while (self.folder / entries.file_name(number)).exists():
            self._remember(number)
            number += 1
        if number != self._about.next:
            self._say(replace(self._about, next=number))
        for number in self._about.gone():
            files.remove(self.folder, entries.file_name(number))
        day.put_right(self.folder, self.keep_until)

    def _remember(self, number: int) -> None:
        header, data = self._read(number)
        as_at = unpack_upload(data).as_at if header.kind == UPLOAD else None
        size = (self.folder / header.name).stat().st_size
        self._entries[number] = Entry(header, size, as_at)

    def _read(self, number: int) -> tuple[Header, bytes]:
        return entries.read(self.folder, number, self._about.id, self._open_key())

    def _open_key(self) -> Key:
        if not self._key.secret:
            raise ArchiveError("What was kept here has been closed or erased.")
        return self._key


@dataclass(frozen=True)
class _Chain:
    """The journal of a workspace: each change is kept as one of its upload's."""

    archive: Archive
    upload: int

    def write(self, made: Made) -> None:
        """Keep a change; raises ArchiveError where that fails."""
        if self.upload not in self.archive._entries:
            raise ArchiveError("The upload that this belongs to has been erased.")
        self.archive._put(CHANGE, pack_change(made), of=self.upload)
