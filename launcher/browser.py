"""A Chromium-like browser for the browser tests: found, or fetched by apt-get where that works."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from cwsw.start.console import echo

VARIABLE = "CWSW_BROWSER"
"""The variable that names the browser's program and beats every search."""

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
MAC_PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
PACKAGES = ("chromium", "fonts-liberation", "poppler-utils")
"""poppler-utils: its pdftotext reads our papers as another program would."""


def find_browser(
    variables: Mapping[str, str] = os.environ,
    which: Callable[[str], str | None] = shutil.which,
    exists: Callable[[Path], bool] = Path.is_file,
) -> Path | None:
    """The program of an installed Chromium, Chrome or Edge, or None."""
    for path in _candidates(variables, which):
        if exists(path):
            return path
    return None


def get_browser() -> Path | None:
    """An installed browser, else Debian's chromium fetched through apt-get, else None."""
    browser = find_browser()
    if browser is None and _fetch_with_apt():
        browser = find_browser()
    return browser


def _candidates(variables: Mapping[str, str], which: Callable[[str], str | None]) -> Iterable[Path]:
    # Somebody chose this one: where it is missing, no other is run in its place.
    if variables.get(VARIABLE):
        yield Path(variables[VARIABLE])
        return
    yield from (Path(path) for name in COMMANDS if (path := which(name)))
    yield from map(Path, MAC_PROGRAMS)
    folders = [Path(variables[name]) for name in WINDOWS_FOLDERS if variables.get(name)]
    yield from (folder / program for program in WINDOWS_PROGRAMS for folder in folders)


def _fetch_with_apt() -> bool:
    """Whether chromium could be installed; without apt-get or the right to use it, False."""
    prefix = _root_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    echo("Fetching chromium for the browser tests (apt-get)")
    return all(
        _run_quietly([*prefix, "apt-get", *arguments])
        for arguments in (
            ("update",),
            ("install", "--yes", "--no-install-recommends", *PACKAGES),
        )
    )


def _root_prefix() -> list[str] | None:
    """The words before a command that run it as root without a password, or None."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive"]
    # -n: rather fail than ask for a password, since nobody may be there to type one.
    sudo = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    if shutil.which("sudo") and _run_quietly(["sudo", "-n", "true"]):
        return sudo
    return None


def _run_quietly(command: list[str]) -> bool:
    completed = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return completed.returncode == 0
