"""Shows what pip does, in plain words."""

import sys
from pathlib import PurePath
from typing import TextIO


class Progress:
    """Shows pip's output line by line in plain words, and keeps its error lines in `lines`."""

    def __init__(self, total: int, out: TextIO = sys.stdout) -> None:
        self.total = total
        self.out = out
        self.count = 0
        self.lines: list[str] = []

    def read_line(self, line: str) -> None:
        """Take one line of pip's output."""
        words = line.split()
        if line.startswith(("ERROR", "error", "OSError")) or "HASHES" in line:
            self.lines.append(line.strip())
        elif words[:1] == ["Collecting"]:
            self._count(words[1].split("==")[0])
        elif words[:1] == ["Processing"]:
            self._count(PurePath(words[1]).name.split("-")[0])
        elif words[:2] == ["Requirement", "already"]:
            self._count(words[3].split("==")[0])
        elif words[:2] == ["Installing", "collected"]:
            self._show("  unpacking them", end="\n")

    def _count(self, name: str) -> None:
        self.count = min(self.count + 1, self.total)
        if self.out.isatty():
            self._show(f"  fetching {self.count} of {self.total}: {name}", end="")
        elif self.count % 10 == 0:
            self._show(f"  fetched {self.count} of {self.total}", end="\n")

    def _show(self, text: str, end: str) -> None:
        start, width = ("\r", 60) if self.out.isatty() else ("", 0)
        self.out.write(start + text.ljust(width) + end)
        self.out.flush()
