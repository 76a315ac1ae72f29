"""Everything `python3 run.py test` runs: style, types, import rules, and last the tests."""

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cwsw.paths import APP as ROOT
from cwsw.start.console import echo
from launcher.browser import VARIABLE, get_browser
from launcher.environment import child_environment

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"
MOST_WORKERS = 4
"""One more than there are cores, up to so many: tests in a browser wait a good deal."""
BY_FILE = ("--dist=loadfile", "--no-loadscope-reorder")
"""A worker takes whole files: what their tests share is made once. `tests/support/order.py`."""
BROWSER_TESTS = "tests/browser"
NO_BROWSER = (
    f"No browser was found, so the tests in {BROWSER_TESTS} did not run: install Chrome, Edge or "
    f"Chromium, or name its program in the variable {VARIABLE}."
)


@dataclass(frozen=True)
class Check:
    """One program of the checks: its name for the reader and the arguments for Python."""

    name: str
    arguments: tuple[str, ...]


QUICK_CHECKS = (
    Check("ruff check", ("-m", "ruff", "check", "--quiet", ".")),
    Check("ruff format", ("-m", "ruff", "format", "--check", "--quiet", "--diff", ".")),
    Check("import rules", ("-c", LINT_IMPORTS, "--no-logo")),
)
TYPES = Check("mypy", ("-m", "mypy"))


def run_all(python: Path, pytest_arguments: Sequence[str]) -> int:
    """Run every check and the tests; return 0 only if all ran and all passed."""
    browser = get_browser()
    failed = [check.name for check in QUICK_CHECKS if not _passes(python, check)]
    with ThreadPoolExecutor() as executor:
        # It needs one core for as long as the workers need to collect the tests.
        types = executor.submit(_passes, python, TYPES)
        if _run_tests(python, pytest_arguments, browser) != 0:
            failed.append("pytest")
    if not types.result():
        failed.append(TYPES.name)
    if browser is None:
        failed.append("browser tests")
        echo(NO_BROWSER)
    if failed:
        echo(f"Not passed: {', '.join(failed)}.")
    return 1 if failed else 0


def pytest_command(python: Path, arguments: Sequence[str], browser: Path | None) -> list[str]:
    """The command that runs the tests, a worker more than cores, without browser tests if none."""
    workers = min(MOST_WORKERS, (os.cpu_count() or 1) + 1)
    command = [str(python), "-m", "pytest", "-n", str(workers), *BY_FILE]
    if browser is None:
        command.append(f"--ignore={BROWSER_TESTS}")
    return [*command, *arguments]


def _passes(python: Path, check: Check) -> bool:
    began = time.monotonic()
    completed = subprocess.run(
        [python, *check.arguments],
        cwd=ROOT, env=child_environment(), check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        errors="replace",
    )  # fmt: skip
    passed = completed.returncode == 0
    if not passed:
        echo(completed.stdout.rstrip())
    took = f"{time.monotonic() - began:.1f} s"
    echo(f"{check.name}: {'passed' if passed else 'NOT PASSED'} ({took})")
    return passed


def _run_tests(python: Path, arguments: Sequence[str], browser: Path | None) -> int:
    variables = child_environment()
    # Else every worker, and every server that a test starts, compiles the project anew.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    if browser is not None:
        variables[VARIABLE] = str(browser)
    command = pytest_command(python, arguments, browser)
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
