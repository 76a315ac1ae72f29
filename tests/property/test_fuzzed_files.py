"""Spoilt files end in the child process: an answer in words or good tables, never a traceback.

Thirty in the suite, ten thousand with --long. Some go the product's own way, a process for each
file; the others are read by a process that stays, where starting one would take most of the time.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import local
from time import monotonic

import pytest

from cwsw.intake import SourceFile, read_files, readers, unlock_files
from cwsw.intake.readers import Ended
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.upload import SCHEMAS, Upload
from tests.support import many_readings
from tests.support.books import school_book
from tests.support.cases import case_file
from tests.support.exports import AS_AT, EXPORTS
from tests.support.protected import FILES, PASSWORD, agile, standard

SECONDS = 80
"""The child's own limit is 60 s on the clock for files of this size; the rest is a busy machine."""


OWN_PROCESS_EVERY = {False: 3, True: 20}
"""One file in so many has a process of its own: in the suite, and with --long."""
_current = local()


@pytest.fixture
def read_by_two_ways(long_run):
    """Read a file by a process of its own where its seed says so, else by the one that stays."""

    def reader(block: bytes, seconds: float) -> Ended:
        own = _current.seed % OWN_PROCESS_EVERY[long_run] == 0
        return (readers.child_process if own else many_readings.many_readings)(block, seconds)

    readers.choose(reader)
    yield
    readers.choose(readers.child_process)


def originals() -> list[tuple[str, bytes]]:
    """Our own workbook, the first file of every made-up export, and one of each other format."""
    own = school_book()
    return [("own.xlsx", own), *(make().files[0] for make in EXPORTS), *_other_formats(own)]


def _other_formats(own: bytes) -> list[tuple[str, bytes]]:
    cases = [case_file(n) for n in ("18_html_table.xls", "18b_spreadsheetml_2003.xls")]
    kept = [(name, (FILES / name).read_bytes()) for name in ("marks.xls", "locked.ods")]
    locked = [("locked-1.xlsx", agile(own)), ("locked-2.xlsx", standard(own))]
    return [*((f.name, f.data) for f in cases), *kept, *locked]


def spoil(data: bytes, rnd: random.Random) -> bytes:
    """One of the ways in which files come to harm."""
    at, to = sorted(rnd.randrange(len(data) + 1) for _ in range(2))
    ways = (
        lambda: data[:at],
        lambda: data[at:],
        lambda: data[:at] + data[to:],
        lambda: data[:to] + data[at:],
        lambda: data[:at] + rnd.randbytes(rnd.randrange(1, 64)) + data[at:],
        lambda: flipped(data, rnd),
        lambda: data.replace(bytes([rnd.randrange(256)]), bytes([rnd.randrange(256)])),
        lambda: data[:at] + bytes(to - at) + data[to:],
    )
    return rnd.choice(ways)()


def flipped(data: bytes, rnd: random.Random) -> bytes:
    """A few bytes changed, anywhere."""
    spoilt = bytearray(data)
    for _ in range(rnd.randrange(1, 20)):
        spoilt[rnd.randrange(len(spoilt))] = rnd.randrange(256)
    return bytes(spoilt)


def faults(upload: Upload, seconds: float) -> list[str]:
    """What a spoilt file must never lead to."""
    said = [problem.message for problem in upload.problems]
    found = ["hung"] if seconds > SECONDS else []
    found += [text for text in said if "Traceback" in text or not text.strip()]
    if upload.refused:
        return found + (
            [] if said and not upload.tables else ["refused without a word, or by half"]
        )
    wrong = [n for n, table in upload.tables.items() if table.schema != SCHEMAS[n]]
    workspace = Workspace.load(upload, AS_AT)
    summarise(workspace)
    workspace.close()
    return found + wrong


@pytest.mark.usefixtures("read_by_two_ways")
def test_spoilt_files_are_read_or_refused_in_words(long_run):
    files = originals()

    def attempt(seed: int) -> list[str]:
        _current.seed = seed
        rnd = random.Random(seed)
        name, data = rnd.choice(files)
        spoilt = spoil(data, rnd)
        began = monotonic()
        done = unlock_files(
            [SourceFile(name, spoilt)], {name: PASSWORD} if "locked" in name else {}
        )
        upload = read_files(done.files)
        return [f"seed {seed}, {name}: {fault}" for fault in faults(upload, monotonic() - began)]

    with ThreadPoolExecutor(2) as pool:
        found = pool.map(attempt, range(10_000 if long_run else 30))
        assert [fault for faults_of_one in found for fault in faults_of_one] == []
