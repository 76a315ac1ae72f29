"""A small drive of its own for a test: a real file system that can fill up, fail and be pulled."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

MEGABYTES = 4


@dataclass
class Drive:
    """An ext4 file system in a file, mounted at `place`."""

    image: Path
    place: Path

    @property
    def folder(self) -> Path:
        """A folder for an archive on it."""
        return self.place / "kept"

    def mount(self) -> str:
        """Connect the drive; what the system says where it cannot."""
        options = ("-o", "loop,errors=remount-ro")
        return _run("mount", "-t", "ext4", *options, str(self.image), str(self.place))

    def pull(self) -> None:
        """Take the drive away, whoever has files open on it."""
        _run("umount", "-l", str(self.place))

    def break_down(self) -> None:
        """Have the system meet an error on the drive: it makes it read-only there and then."""
        device = _output("findmnt", "-n", "-o", "SOURCE", str(self.place))
        trigger = Path("/sys/fs/ext4", Path(device).name, "trigger_fs_error")
        trigger.write_text("made by a test")

    def fill(self, leaving: int) -> Path:
        """Fill it up with one file, but for so many kilobytes; remove the file to make room."""
        ballast = self.place / "ballast"
        with ballast.open("wb") as out:
            free = os.statvfs(self.place)
            size = free.f_bavail * free.f_frsize - leaving * 1024
            os.posix_fallocate(out.fileno(), 0, max(1, size))
        return ballast


@contextmanager
def small_drive(folder: Path) -> Iterator[Drive]:
    """A drive of a few megabytes. Skips the test where this machine does not allow one."""
    drive = Drive(folder / "drive.img", folder / "drive")
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    if not all(map(shutil.which, ("mkfs.ext4", "mount", "umount", "findmnt"))):
        pytest.skip("this machine has no mkfs.ext4, mount, umount or findmnt")
    drive.image.write_bytes(bytes(MEGABYTES * 2**20))
    drive.place.mkdir()
    _run("mkfs.ext4", "-q", "-F", "-m", "0", str(drive.image))
    if refused := drive.mount():
        pytest.skip(f"this machine mounts no file system in a file: {refused}")
    try:
        yield drive
    finally:
        drive.pull()


def _run(*command: str) -> str:
    completed = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if completed.returncode == 0 else completed.stderr.strip() or "refused"


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
