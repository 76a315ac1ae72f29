"""A program that keeps change after change and says which it acknowledged: to be killed.

`python -m tests.support.saver FOLDER`: for each number FIRST on standard input a process of its own
opens the archive, or begins it with a small school in it, and keeps the pupils from FIRST on as
told, one number a line on standard output. It says `ready` and its process number before, and this
program says `dead` when it is gone. Only what is imported is shared: each process opens all anew.
"""

import os
import sys
from itertools import count
from pathlib import Path

import pandas  # noqa: F401 - DuckDB and Arrow would import it anew in each process

from cwsw.store.archive import Archive
from tests.support.archives import PASSPHRASE, begun, record_awareness, school

PUPILS = 12


def save(folder: Path, first: int) -> None:
    """Save until killed."""
    if (folder / "archive.cwsw").exists():
        archive = Archive.open(folder, PASSPHRASE)
    else:
        archive = begun(folder)
    if archive.uploads():
        workspace = archive.load()
    else:
        workspace = school(pupils=PUPILS, cohort=3)
        archive.save(workspace)
    report(f"ready {os.getpid()}")
    for number in count(first):
        record_awareness(workspace, number % PUPILS, role=f"Role {number // PUPILS}")
        report(str(number))


def report(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    """One process after another, each until it is killed."""
    for first in sys.stdin:
        process = os.fork()
        if process == 0:
            save(folder, int(first))
        os.waitpid(process, 0)
        report("dead")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
