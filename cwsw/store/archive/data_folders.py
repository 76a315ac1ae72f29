"""Where this user's data belong on this machine, and which folder was chosen instead."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from cwsw.store.archive import files, manifest, retention_day
from cwsw.store.archive.erasing import is_erasing
from cwsw.store.archive.last_seen import LastSeen

_PROGRAM = "cwsw-dashboard"
_FOLDER_NAME = "kept"
_CHOSEN_FOLDER = "chosen-folder.txt"
_LAST_SEEN = "last-seen"


def default_folder() -> Path:
    """The folder of an archive under this user's own data: never one of the program's."""
    return _own_data() / _FOLDER_NAME


def last_seen() -> LastSeen:
    """What this user's computer remembers of the archives it had open."""
    return LastSeen(_own_data() / _LAST_SEEN)


def remembered() -> Path | None:
    """The folder that was last used, where an archive is still in it."""
    for folder in (_chosen_folder(), default_folder()):
        if folder is not None and has_archive(folder):
            return folder
    return None


def has_archive(folder: Path) -> bool:
    """Whether a folder holds an archive, readable or not, or a half-erased one."""
    with suppress(OSError):
        named = any((folder / name).exists() for name in (manifest.NAME, retention_day.NAME))
        return named or is_erasing(folder)
    return False


def remember(folder: Path) -> None:
    """Find this folder again after a restart; only its place is written down."""
    if folder == default_folder():
        forget()
    else:
        files.make_folder(_own_data())
        files.write(_own_data(), _CHOSEN_FOLDER, str(folder).encode())


def forget() -> None:
    """Forget the chosen folder, so that the usual one is used."""
    if (_own_data() / _CHOSEN_FOLDER).exists():
        files.remove(_own_data(), _CHOSEN_FOLDER)


def _chosen_folder() -> Path | None:
    try:
        return Path((_own_data() / _CHOSEN_FOLDER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _own_data() -> Path:
    # By hand: on macOS platformdirs follows XDG_DATA_HOME, and an archive from before would be lost
    # from sight (decision 1).
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / _PROGRAM
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / _PROGRAM
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / _PROGRAM
