"""The trail on a server's disk: a file for each school that is only ever added to.

Each line carries its number and a keyed digest of itself and the line before, so that a line cut
out, changed, added or moved by somebody without the key is seen. Lines cut off the end while the
program is stopped are not: only what is kept elsewhere shows those.
"""

import hmac
import json
import os
import re
from datetime import datetime
from pathlib import Path

from cwsw.access.audit import AuditEvent, AuditLine, AuditReading

_FIRST = "0" * 64
_SCHOOL_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class TrailFile:
    """Keeps lines under a folder, readable by the program's own account alone."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key
        self._ends: dict[str, tuple[int, str]] = {}

    def append(self, line: AuditLine) -> None:
        """Add a line and have it on the disk before returning; raises OSError where that fails."""
        # Only before the first line of this process: afterwards we wrote the end ourselves.
        torn = line.school not in self._ends and self._is_torn(line.school)
        number, before = self._end(line.school)
        cells = [number + 1, *_cells(line)]
        seal = self._seal(before, cells)
        written = json.dumps([*cells, seal], ensure_ascii=False)
        # After a torn line a new one begins, or both would be unreadable.
        self._write(line.school, "\n" * torn + written + "\n")
        self._ends[line.school] = (number + 1, seal)

    def read(self, school: str) -> AuditReading:
        """The lines of one school, and whether all are as they were written."""
        lines, intact, last = self._read(school)
        # Also against what this process wrote last: lines cut off the end would else go unseen.
        return AuditReading(lines, intact and self._ends.get(school, last) == last)

    def _end(self, school: str) -> tuple[int, str]:
        """Number and seal of the last line: remembered, or read from the file at the first."""
        if school not in self._ends:
            self._ends[school] = self._read(school)[2]
        return self._ends[school]

    def _read(self, school: str) -> tuple[tuple[AuditLine, ...], bool, tuple[int, str]]:
        lines, intact, last = [], True, (0, _FIRST)
        for written in self._written(school):
            try:
                *cells, seal = json.loads(written)
                line = _line(cells)
            # A damaged line is passed over and told of: the lines after it are still evidence.
            except (ValueError, TypeError, KeyError):
                intact = False
                continue
            if line.school != school:  # another school's file in this one's place
                intact = False
                continue
            lines.append(line)
            expected = self._seal(last[1], cells)
            intact = intact and cells[0] == last[0] + 1 and hmac.compare_digest(str(seal), expected)
            last = (cells[0], str(seal))
        return tuple(lines), intact, last

    def _is_torn(self, school: str) -> bool:
        """Whether the last line was not written to its end, as after a power cut."""
        path = self._path(school)
        return path.exists() and path.read_bytes()[-1:] not in (b"", b"\n")

    def _written(self, school: str) -> list[str]:
        try:
            return self._path(school).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _write(self, school: str, written: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Append only and for this account alone: two processes cannot write over each other's
        # lines.
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        place = os.open(self._path(school), flags, 0o600)
        with os.fdopen(place, "a", encoding="utf-8") as out:
            out.write(written)
            out.flush()
            # Only what is on the disk outlives a power cut, and the deed follows the line.
            os.fsync(out.fileno())

    def _path(self, school: str) -> Path:
        if not _SCHOOL_KEY.fullmatch(school):
            raise ValueError("not the key of a school")
        return self._folder / f"{school}.jsonl"

    def _seal(self, before: str, cells: list[object]) -> str:
        message = json.dumps([before, *cells], ensure_ascii=False).encode()
        return hmac.digest(self._key, message, "sha256").hex()


def _cells(line: AuditLine) -> list[object]:
    return [line.when.isoformat(), line.user, line.role, line.school, line.event.name, line.about]


def _line(cells: list[str]) -> AuditLine:
    _, when, user, role, school, event, about = cells
    return AuditLine(datetime.fromisoformat(when), user, role, school, AuditEvent[event], about)
