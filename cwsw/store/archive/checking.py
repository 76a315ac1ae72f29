"""Reads every file of an archive when it is opened, and finishes what a crash left half done."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from cwsw.store.archive import files, retention_day
from cwsw.store.archive.contents import UPLOAD, ArchiveEntry, Contents
from cwsw.store.archive.errors import ArchiveError
from cwsw.store.archive.last_seen import LastSeen, SeenState
from cwsw.store.archive.ledger import Ledger
from cwsw.store.archive.packing import unpack_upload
from cwsw.store.archive.sealed_files import Header
from cwsw.store.archive.strays import Stray, strays


@dataclass(frozen=True)
class Checked:
    """The files of an archive, and what was noticed about its folder.

    `older_than`: what this machine saw of it where the folder is an older copy.
    `adopted`: how many files another computer had added under the same numbers.
    """

    entries: Contents = field(default_factory=Contents)
    older_than: SeenState | None = None
    adopted: int = 0


def check(ledger: Ledger, last_seen: LastSeen | None) -> Checked:
    """Read every file that belongs to an archive; raises ArchiveError where one is not right."""
    entries = Contents()
    for number in (*ledger.about.numbers(), *ledger.left_over()):
        entries[number] = _read(ledger, number)
    older = last_seen.newer_than(ledger.about, ledger.content) if last_seen is not None else None
    # An older copy is not noted, so that it is noticed until somebody goes on with it.
    if older is None:
        ledger.last_seen = last_seen
        ledger.note_last_seen()
    # Files that the manifest has not listed yet, now that each of them could be read.
    ledger.take_in()
    adopted = sum(_adopted(ledger, entries))
    with suppress(ArchiveError):  # the manifest counts
        retention_day.put_right(ledger.folder, ledger.about.keep_until)
    return Checked(entries, older, adopted)


def _read(ledger: Ledger, number: int) -> ArchiveEntry:
    header, data = ledger.read(number)
    as_at = unpack_upload(data).as_at if header.kind == UPLOAD else None
    return ArchiveEntry(header, (ledger.folder / header.name).stat().st_size, as_at)


def _adopted(ledger: Ledger, entries: Contents) -> Iterator[bool]:
    """Keep under new numbers what another computer added under numbers that are taken here."""
    numbers: dict[int, int] = {}
    for stray in strays(ledger.folder, ledger.about.id, ledger.key):
        header = stray.header
        # The changes of an upload that was taken in follow it to its new number.
        of = numbers.get(header.of, header.of)
        is_new = not (
            stray.is_copy
            or {header.number, of} & ledger.about.erased_numbers()
            or _is_adopted_already(ledger, entries, stray, of)
        )
        if is_new:
            new_header, size = ledger.put(header.kind, stray.data, of, header.at)
            as_at = unpack_upload(stray.data).as_at if header.kind == UPLOAD else None
            entries[new_header.number] = ArchiveEntry(new_header, size, as_at)
            numbers[header.number] = new_header.number
        # Only now that its bytes are saved under a number of ours.
        files.remove(ledger.folder, stray.name)
        yield is_new


def _is_adopted_already(ledger: Ledger, entries: Contents, stray: Stray, of: int) -> bool:
    """Whether it was saved under another number before, and the program killed then."""
    identity = _identity(stray.header, of)
    same_headers = (
        e.header for e in entries.values() if _identity(e.header, e.header.of) == identity
    )
    return any(ledger.read(header.number)[1] == stray.data for header in same_headers)


def _identity(header: Header, of: int) -> tuple[str, str, int]:
    return header.kind, header.at, of
