"""The audit trail: who did what and when. Lines are only added; a child is a pseudonym."""

import hmac
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock
from typing import Protocol

from cwsw.access.users import User

_LETTERS = 12
"""So many hexadecimal digits of a pseudonym are kept: 48 bits, enough to tell children apart."""


class AuditEvent(StrEnum):
    """What somebody did, in the words of "A. Head ...". The names are kept in files: add only."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    IDLE = "was signed out after a time without use"
    REFUSED = "was refused a page"
    UPLOADED = "uploaded the school's data"
    REMOVED = "removed the school's data"
    CHILD_OPENED = "opened a child's page"
    EXPORTED = "downloaded a file"
    PUBLISHED = "published to governors"
    WITHDREW = "withdrew a publication"
    KEPT = "kept the data on this machine"
    OPENED_KEPT = "opened the data kept on this machine"
    ERASED = "erased what was kept"
    OLDER_COPY = "went on with an older copy of what was kept"
    PACK_OPENED = "opened the meeting pack"
    SHEET_OPENED = "opened the inspection sheet"
    TRAIL_READ = "looked one child up in this trail"
    LIST_CHANGED = "recorded a change of the list"
    LIST_TAKEN_BACK = "took back a change of the list"


@dataclass(frozen=True)
class AuditLine:
    """One event. `when` is in UTC; `about` a child's pseudonym, or '' where no child is meant."""

    when: datetime
    user: str
    role: str
    school: str
    event: AuditEvent
    about: str = ""


@dataclass(frozen=True)
class AuditReading:
    """A school's lines, oldest first, and whether all are as they were written."""

    lines: tuple[AuditLine, ...]
    intact: bool = True


class AuditStore(Protocol):
    """Where lines live. There is no way to change or drop one."""

    def append(self, line: AuditLine) -> None:
        """Store one more line; raises OSError where that cannot be done."""

    def read(self, school: str) -> AuditReading:
        """The lines of one school."""


class InMemory:
    """Lines that live as long as the program."""

    def __init__(self) -> None:
        self._lines: dict[str, list[AuditLine]] = defaultdict(list)

    def append(self, line: AuditLine) -> None:
        """Store one more line."""
        self._lines[line.school].append(line)

    def read(self, school: str) -> AuditReading:
        """The lines of one school."""
        return AuditReading(tuple(self._lines.get(school, ())))


class Trail:
    """Takes lines for every school of a server. Safe to use from many threads."""

    def __init__(self, key: bytes, store: AuditStore | None = None) -> None:
        """`key` makes the pseudonyms: who has not got it cannot try UPNs out."""
        self._key = key
        self._store = store if store is not None else InMemory()
        self._lock = Lock()

    def note(self, user: User, event: AuditEvent, child: str | None = None) -> AuditLine:
        """Add a line; `child` is a UPN, of which only the pseudonym is kept.

        Raises OSError where the line cannot be kept: what cannot be noted should not be done.
        """
        with self._lock:
            # The UPN itself never reaches a line: trails outlive the data they speak of.
            about = self.pseudonym(user.school, child) if child else ""
            line = AuditLine(_now(), user.name, user.role.value, user.school, event, about)
            self._store.append(line)
        return line

    def lines(self, school: str) -> tuple[AuditLine, ...]:
        """The lines of one school, oldest first."""
        return self.read(school).lines

    def read(self, school: str) -> AuditReading:
        """The lines of one school, and whether any was cut out or changed."""
        with self._lock:
            return self._store.read(school)

    def pseudonym(self, school: str, upn: str) -> str:
        """What stands for a child in this school's lines: HMAC-SHA256 of the UPN, shortened."""
        # With the school in it, so that nobody can match a child at two schools; no key holds a
        # zero.
        named = f"{school}\0{upn.strip().upper()}".encode()
        return hmac.digest(self._key, named, "sha256").hex()[:_LETTERS]


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
