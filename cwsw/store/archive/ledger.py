"""The numbered files of an archive that this process holds, and the manifest that lists them.

A file gets its number first, and no two processes can get the same; the manifest follows. What is
reported is what the next opening finds, whatever fails in between: where the manifest cannot
follow, the file is taken out again, and where that fails too, it is kept. Where neither is certain,
UncertainError says so, and it is put right at the next chance.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cwsw.store.archive import files, manifest, sealed_files
from cwsw.store.archive.errors import (
    CANNOT_BE_REACHED,
    CHANGED_ELSEWHERE,
    NOT_ALL_REMOVED,
    UNCERTAIN,
    ArchiveError,
    CannotWriteError,
    OpenedElsewhereError,
    UncertainError,
    UnfinishedErasureError,
    as_archive_errors,
)
from cwsw.store.archive.keys import Key
from cwsw.store.archive.last_seen import LastSeen
from cwsw.store.archive.lock import Lock
from cwsw.store.archive.manifest import Manifest
from cwsw.store.archive.sealed_files import Header

CLOSED = "What was kept here has been closed or erased."


@dataclass(frozen=True)
class _Doubt:
    """A file that may or may not be there, and the bytes it would have."""

    name: str
    data: bytes


class Ledger:
    """Adds files to a folder and takes them out. Not safe for threads: its user holds a lock."""

    def __init__(self, folder: Path, lock: Lock, about: Manifest, key: Key) -> None:
        self.folder = folder
        self.about = about
        self.last_seen: LastSeen | None = None
        self._lock = lock
        self._key = key
        self.content = b""
        self._ours: set[bytes] = set()
        self._is_behind = False
        self._doubt: _Doubt | None = None
        self._to_take_back: set[int] = set()
        self._to_remove: set[int] = set()

    @property
    def key(self) -> Key:
        """The key; raises ArchiveError once it has been forgotten."""
        if not self._key.secret:
            raise ArchiveError(CLOSED)
        return self._key

    def begin(self) -> None:
        """Write the first manifest."""
        self._write(self.about)

    def adopt(self, content: bytes) -> None:
        """Continue from the manifest as it was read."""
        self.content, self._ours = content, {content}

    def release(self) -> None:
        """Release the folder; it is locked again before the next file, where it can be."""
        self._lock.release()

    def close(self) -> None:
        """Release the folder and forget the key."""
        self.release()
        self._key = Key(b"", b"")

    def make_ready(self) -> None:
        """Check that the folder is ours and as we left it, and finish what failed before.

        Raises ArchiveError, with nothing kept or changed, where that cannot be done.
        """
        # Ours first: nothing is removed from a folder that somebody else has gone on with.
        self._make_sure_it_is_ours()
        self._end_doubt()
        self._refuse_what_others_added()
        if self._is_behind or self._to_take_back:
            self._write(self._without(self._to_take_back))
            self._to_remove |= self._to_take_back
            self._to_take_back.clear()
        with suppress(ArchiveError):  # they are erased already, and nothing waits for it
            self._remove_what_is_erased()

    def put(self, kind: str, data: bytes, of: int = 0, at: str = "") -> tuple[Header, int]:
        """Keep bytes under the next number; return their header and the size of their file.

        `at`: when they were first kept, where that is not now.
        """
        self.make_ready()
        at = at or datetime.now(UTC).isoformat(timespec="seconds")
        header = Header(self.about.id, self.about.next, kind, of, at)
        whole = sealed_files.encode(header, self.key, data)
        self._doubt = _Doubt(header.name, whole)
        try:
            files.create(self.folder, header.name, whole)
        # The doubt stays: the file is looked for, and removed, before the next one.
        except UncertainError:
            raise
        except ArchiveError:
            self._doubt = None
            raise
        self._list(header)
        self._doubt = None
        return header, len(whole)

    def write_manifest(self, about: Manifest) -> None:
        """Write another manifest; where that fails nothing has changed."""
        self.make_ready()
        self._write(about)

    def erase(self, numbers: set[int]) -> None:
        """Take files out for good: from the manifest at first, and then from the folder."""
        # Where the files cannot be removed now, the manifest says what to remove at the next
        # chance.
        self.write_manifest(self._without(numbers))
        self._to_remove |= numbers
        try:
            self._remove_what_is_erased()
        except ArchiveError as error:
            raise UnfinishedErasureError(NOT_ALL_REMOVED) from error

    def take_back(self, number: int) -> None:
        """Take out a file that was never reported as saved; UncertainError where that must wait."""
        self._to_take_back.add(number)
        try:
            self.make_ready()
        except ArchiveError as error:
            raise UncertainError(UNCERTAIN) from error

    def read(self, number: int) -> tuple[Header, bytes]:
        """One file's header and data."""
        return sealed_files.read(self.folder, number, self.about.id, self.key)

    def left_over(self) -> tuple[int, ...]:
        """The numbers that files got when the manifest could not follow any more.

        An empty file reserved its number, and whoever did so got no further.
        """
        last = sealed_files.last_number(self.folder)
        path = self.folder / sealed_files.file_name(last)
        with as_archive_errors():
            if last >= self.about.next and path.stat().st_size == 0:
                path.unlink()
                last -= 1
        return tuple(range(self.about.next, last + 1))

    def take_in(self) -> None:
        """Add left-over files to the manifest, and remove files that it lists as erased."""
        left_over = self.left_over()
        self._to_remove = set(self.about.erased_numbers())
        if left_over:
            self.about, self._is_behind = replace(self.about, next=left_over[-1] + 1), True
            with suppress(ArchiveError):  # written before the next file
                self._write(self.about)
        with suppress(ArchiveError):  # tried again before the next file
            self._remove_what_is_erased()

    def note_last_seen(self) -> None:
        """Remember on this machine how far it has come."""
        if self.last_seen is not None:
            self.last_seen.note(self.about, self.content, datetime.now().astimezone().date())

    def _without(self, numbers: set[int]) -> Manifest:
        return replace(self.about, erased=manifest.ranges({*self.about.erased_numbers(), *numbers}))

    def _make_sure_it_is_ours(self) -> None:
        _ = self.key
        # Looked at before the lock is taken, so that a folder of others gets no token of ours, and
        # after it, since others may have written in between.
        if not self._lock.is_held():
            self._refuse_another_manifest()
            self._lock.take_again()
        self._refuse_another_manifest()

    def _refuse_another_manifest(self) -> None:
        try:
            content = (self.folder / manifest.NAME).read_bytes()
        except OSError as error:
            raise CannotWriteError(CANNOT_BE_REACHED) from error
        if content not in self._ours:
            raise OpenedElsewhereError(CHANGED_ELSEWHERE)

    def _refuse_what_others_added(self) -> None:
        path = self.folder / sealed_files.file_name(self.about.next)
        with as_archive_errors():
            if path.exists():
                raise OpenedElsewhereError(CHANGED_ELSEWHERE)

    def _end_doubt(self) -> None:
        """Remove a file that was never reported as saved, as the screen has it."""
        doubt = self._doubt
        if doubt is None:
            return
        path = self.folder / doubt.name
        with as_archive_errors():
            with suppress(FileNotFoundError):
                if path.read_bytes() in (doubt.data, b""):
                    path.unlink()
            files.settle(self.folder)
        self._doubt = None

    def _remove_what_is_erased(self) -> None:
        if not self._to_remove:
            return
        for number in self._to_remove:
            files.remove(self.folder, sealed_files.file_name(number))
        files.clear_unfinished(self.folder)
        with as_archive_errors():
            files.settle(self.folder)
        self._to_remove.clear()

    def _list(self, header: Header) -> None:
        """Have the manifest list a file that is there; else take the file out again and raise."""
        about = replace(self.about, next=header.number + 1)
        try:
            self._write(about)
        except ArchiveError as error:
            # A manifest that may list it must find it: then the file stays, and counts as saved.
            if isinstance(error, UncertainError) or not self._is_taken_out(header):
                self.about, self._is_behind = about, True
                return
            self._doubt = None
            raise

    def _is_taken_out(self, header: Header) -> bool:
        """Remove a file that is there; UncertainError where it may come back after a power cut."""
        try:
            (self.folder / header.name).unlink()
        except OSError:
            return False
        try:
            files.settle(self.folder)
        except OSError as error:
            raise UncertainError(UNCERTAIN) from error
        return True

    def _write(self, about: Manifest) -> None:
        about = replace(about, generation=self.about.generation + 1)
        data = manifest.encode(about, self.key)
        try:
            manifest.write(self.folder, data)
        except UncertainError:
            # Either may be there. What is in memory counts: it is written again.
            self._ours.add(data)
            self._is_behind = True
            raise
        self.about, self._is_behind = about, False
        self.adopt(data)
        self.note_last_seen()
