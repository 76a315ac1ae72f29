"""The Python environment in `.venv`, made from a lock and stamped with what it was made from."""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from cwsw.paths import APP as ROOT
from cwsw.start.console import StopError, echo
from launcher.progress import Progress

VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "requirements.txt"
TEST_LOCK = ROOT / "requirements-dev.txt"

OTHERS_TESTS = r"[/\\]tests?[/\\]"
"""Folders of packages that are not compiled: a third of all their files."""

NO_VENV = (
    "This Python comes without the modules venv and ensurepip (pip): on Debian or Ubuntu run "
    "`sudo apt install python3-venv`, elsewhere install Python from python.org, then start again."
)


def prepare(lock: Path = RUN_LOCK, venv: Path = VENV) -> Path:
    """Make the environment hold what `lock` lists; return its Python.

    Costs a few milliseconds when that was done before. Raises StopError with the reason.
    """
    if not is_ready(lock, venv):
        _require_writable(venv)
        if not _usable(venv):
            _create(venv)
        _install(lock, venv)
        _compile(venv)
        # Last: an environment that was left half made has no stamp, and is made again.
        for lock_file in {RUN_LOCK, lock}:
            _stamp_file(lock_file, venv).write_text(stamp(lock_file), encoding="utf-8")
        echo("  done")
    return python_in(venv)


def python_in(venv: Path) -> Path:
    """Path of an environment's Python on this system."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp(lock: Path, version: tuple[int, int] = sys.version_info[:2]) -> str:
    """What an environment made from this lock by this Python carries."""
    return (
        f"Python {version[0]}.{version[1]} sha256 {hashlib.sha256(lock.read_bytes()).hexdigest()}"
    )


def is_ready(lock: Path, venv: Path) -> bool:
    """Whether the environment was made from exactly this lock by a Python like this one."""
    try:
        made_from = _stamp_file(lock, venv).read_text(encoding="utf-8")
    except OSError:
        return False
    return made_from == stamp(lock) and python_in(venv).exists()


def packages_in(lock_text: str) -> int:
    """How many packages a lock lists for every system together."""
    return len(re.findall(r"^[A-Za-z0-9][^ \n]*==", lock_text, re.MULTILINE))


def child_environment() -> dict[str, str]:
    """This process's variables, less those that would mix another Python's packages in."""
    return {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH"}}


def why_pip_failed(errors: Sequence[str]) -> str:
    """One sentence on what pip's error lines mean."""
    text = " ".join(errors)
    if "HASHES" in text:
        return (
            "A downloaded package is not the one this version was tested with (its checksum "
            "differs), so nothing was installed: get a fresh copy of the dashboard or ask for help."
        )
    if "No space left" in text:
        return "The disk is full: free about 1 GB and start again."
    if "Permission denied" in text or "Access is denied" in text:
        return _cannot_write(ROOT, "permission denied")
    reason = f" (pip: {errors[-1].removeprefix('ERROR: ')})" if errors else ""
    return (
        "The packages could not be downloaded: check the internet connection, or the proxy with "
        f"your technician, and start again{reason}."
    )


def _stamp_file(lock: Path, venv: Path) -> Path:
    return venv / f"{lock.stem}.stamp"


def _cannot_write(folder: Path, reason: str) -> str:
    return (
        f"The folder {folder} cannot be written ({reason}): move the dashboard to a folder of "
        "your own and start it there."
    )


def _require_writable(venv: Path) -> None:
    try:
        venv.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=venv):
            pass
    except OSError as error:
        raise StopError(_cannot_write(venv.parent, error.strerror or str(error))) from error


def _usable(venv: Path) -> bool:
    """Whether the environment is of this Python's version and has pip."""
    version = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [python_in(venv), "-c", version],
            capture_output=True,
            text=True,
            check=False,
            env=child_environment(),
        )
    except OSError:
        return False
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _create(venv: Path) -> None:
    # The folder is emptied below, which it must not be where somebody keeps other files there.
    if any(venv.iterdir()) and not (venv / "pyvenv.cfg").exists():
        raise StopError(f"{venv} is no Python environment: rename or remove it, then start again.")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise StopError(NO_VENV)
    echo("Making a Python environment in .venv")
    completed = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(venv)],
        capture_output=True,
        text=True,
        check=False,
        env=child_environment(),
    )
    if completed.returncode != 0:
        raise StopError(_why_venv_failed(completed.stdout + completed.stderr))


def _why_venv_failed(output: str) -> str:
    if "ensurepip" in output:
        return NO_VENV
    last = (output.strip().splitlines() or ["no reason given"])[-1]
    return f"Python could not make the environment .venv: {last}"


def _install(lock: Path, venv: Path) -> None:
    total = packages_in(lock.read_text(encoding="utf-8"))
    echo(f"Fetching {total} packages, once (about a minute)")
    progress = Progress(total)
    command = [
        str(python_in(venv)), "-m", "pip", "install", "--require-hashes", "--no-input",
        "--no-compile", "--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock),
    ]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", errors="replace", env=child_environment(),
    ) as pip:  # fmt: skip
        for line in pip.stdout or ():
            progress.read_line(line)
    if pip.returncode != 0:
        raise StopError(why_pip_failed(progress.lines))


def _compile(venv: Path) -> None:
    """Compile the packages on all cores, where pip takes one; the tests of packages never run.

    What could not be compiled is compiled when it is first imported.
    """
    command = [
        str(python_in(venv)), "-m", "compileall", "-q", "-j", "0", "-x", OTHERS_TESTS, str(venv),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=False, env=child_environment())
