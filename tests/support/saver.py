"""A program that keeps change after change and says which it acknowledged: to be killed.

`python -m tests.support.saver FOLDER FIRST`: opens the archive, or begins it with a small school
in it, and keeps the pupils from number FIRST on as told, one number a line on standard output.
"""

import sys
from itertools import count
from pathlib import Path

from cwsw.store.archive import Archive
from tests.support.archives import PASSPHRASE, begun, school, tell


def main(folder: Path, first: int) -> None:
    """Save until killed."""
    if (folder / "archive.cwsw").exists():
        archive = Archive.open(folder, PASSPHRASE)
    else:
        archive = begun(folder)
    if archive.uploads():
        workspace = archive.load()
    else:
        workspace = school()
        archive.keep(workspace)
    say("ready")
    for number in count(first):
        tell(workspace, number % 60, role=f"Role {number // 60}")
        say(str(number))


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
