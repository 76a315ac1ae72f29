"""The parts that the edition is built from: pinned, fetched by pip and npm, and checked.

`parts.json` names each package with its version and the sha256 that its registry publishes. Which
mirror pip and npm ask is their own setting; a file that differs by a bit ends the build.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOCK = Path(__file__).with_name("parts.json")
TARGET = ("--python-version", "3.12", "--implementation", "cp", "--abi", "cp312", "--abi", "none")
"""What pip is told to fetch for: the Python of the main worker."""


class PartsError(Exception):
    """A part cannot be had, or is not the one that was pinned; the message says which."""


@dataclass(frozen=True)
class Part:
    """One package file. `kind` is "npm" or "wheel"; `pip` finds a wheel for another machine."""

    kind: str
    name: str
    version: str
    sha256: str
    pip: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name of its file in the cache."""
        return f"{self.sha256[:16]}-{self.name.replace('/', '-').lstrip('@')}-{self.version}"


def locked() -> Mapping[str, Part]:
    """Every part of the lock file by "name@version"."""
    entries: list[dict[str, Any]] = json.loads(LOCK.read_text(encoding="utf-8"))
    parts = [Part(**{**entry, "pip": tuple(entry.get("pip", ()))}) for entry in entries]
    return {f"{part.name}@{part.version}": part for part in parts}


def cache_folder() -> Path:
    """Where fetched parts stay for the next build: outside the project."""
    usual = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(usual) if usual else Path.home() / ".cache") / "cwsw-edition"


def fetched(part: Part, cache: Path) -> Path:
    """The file of a part, from the cache or its registry. Raises PartsError unless it is right."""
    path = cache / part.key
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        # Into a folder of its own: pip and npm choose the name of the file themselves.
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            _fetch(part, Path(folder))
            files = list(Path(folder).iterdir())
            if len(files) != 1:
                raise PartsError(f"{part.name} {part.version}: one file expected")
            check(files[0], part)
            shutil.move(files[0], path)
    # Each time, and not after fetching alone: what lies in the cache may have been changed there.
    check(path, part)
    return path


def check(path: Path, part: Part) -> None:
    """Raise PartsError where a file is not, bit by bit, the one that was pinned."""
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if actual != part.sha256:
        raise PartsError(f"{part.name} {part.version}: sha256 {actual}, not {part.sha256}")


def _fetch(part: Part, folder: Path) -> None:
    program = npm_command(part) if part.kind == "npm" else pip_command(part, folder)
    try:
        done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise PartsError(f"{program[0]} cannot be started, and is needed for the parts") from error
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise PartsError(f"{part.name} {part.version} could not be fetched: {last}")


def npm_command(part: Part) -> list[str]:
    """npm's own way to fetch a package without installing it or running anything of it."""
    npm = shutil.which("npm") or "npm"
    return [npm, "pack", "--silent", "--ignore-scripts", f"{part.name}@{part.version}"]


def pip_command(part: Part, folder: Path) -> list[str]:
    """pip's own way to fetch one file without installing it."""
    return [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        # No sources: pip would build them here, and run what is in them.
        *("--no-deps", "--only-binary", ":all:", *(part.pip or TARGET)),
        *("--dest", str(folder), f"{part.name}=={part.version}"),
    ]
