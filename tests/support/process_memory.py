"""What stands in the memory of another process, as Linux shows it to whoever started it."""

import re
import sys
import time
from collections.abc import Iterator
from mmap import PAGESIZE
from pathlib import Path

import numpy as np
import pytest

_PIECE = 16 * 2**20
_MAPPING = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r\S* \S+ \S+ \S+\s*(\S*)")
_NOT_MEMORY = {"[vvar]", "[vvar_vclock]", "[vsyscall]"}

only_on_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory of a process is read where Linux shows it"
)


def occurrences(pid: int, marker: bytes) -> int:
    """How often a marker stands anywhere in the memory of a process."""
    return sum(piece.count(marker) for piece in _pieces(pid, len(marker) - 1))


def gone_within(seconds: float, pid: int, marker: bytes) -> bool:
    """Whether a marker is nowhere in the memory of a process before so many seconds are over."""
    latest = time.monotonic() + seconds
    while occurrences(pid, marker):
        if time.monotonic() > latest:
            return False
        time.sleep(0.3)
    return True


def _pieces(pid: int, overlap: int) -> Iterator[bytes]:
    """The memory in pieces; what crosses from one piece to the next stands in the second."""
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for start, end in _runs(pid):
            before = b""
            for place in range(start, end, _PIECE):
                try:
                    memory.seek(place)
                    piece = memory.read(min(_PIECE, end - place))
                except OSError:  # unmapped in the meantime
                    break
                yield before + piece
                before = piece[-overlap:]


def _runs(pid: int) -> Iterator[tuple[int, int]]:
    """Addresses, from and to, of pages that are there or swapped out; most of a mapping is not."""
    with Path(f"/proc/{pid}/pagemap").open("rb", 0) as pages:
        for start, end in _mappings(pid):
            pages.seek(start // PAGESIZE * 8)
            entries = np.frombuffer(pages.read((end - start) // PAGESIZE * 8), np.uint64)
            is_present = np.concatenate(([0], (entries >> np.uint64(62)) > 0, [0]))
            (edges,) = np.diff(is_present.astype(np.int8)).nonzero()
            for first, last in edges.reshape(-1, 2):
                yield start + int(first) * PAGESIZE, start + int(last) * PAGESIZE


def _mappings(pid: int) -> list[tuple[int, int]]:
    lines = Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines()
    matches = filter(None, map(_MAPPING.match, lines))
    return [(int(m[1], 16), int(m[2], 16)) for m in matches if m[3] not in _NOT_MEMORY]
