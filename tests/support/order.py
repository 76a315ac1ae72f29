"""The order of the test files, and how long each took."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LONGEST_FIRST = ("property", "server", "pages", "calibration", "mutation")
"""Folders whose files take long, before those whose files are over in a moment."""
BESIDE_A_BROWSER = 2
"""Files of other folders between two of the browser: browsers that run at once only wait."""
WORTH_A_LINE = 5.0
"""Seconds from which a file is named after a long run."""


def in_order(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Long files first, so that no worker is left with one when the others have done."""
    by_file: dict[Path, list[pytest.Item]] = {}
    for item in items:
        by_file.setdefault(item.path, []).append(item)
    return list(chain.from_iterable(by_file[path] for path in _mixed(by_file)))


def durations(reports: Iterable[pytest.TestReport]) -> Iterator[str]:
    """A line for each file that took long, the longest first, and one for all together."""
    by_file: dict[str, float] = defaultdict(float)
    for report in reports:
        by_file[report.nodeid.split("::")[0]] += report.duration
    for file, seconds in sorted(by_file.items(), key=lambda one: -one[1]):
        if seconds >= WORTH_A_LINE:
            yield f"{seconds:8.0f} s  {file}"
    yield f"{sum(by_file.values()):8.0f} s  all files, of all workers together"


def _mixed(files: Iterable[Path]) -> Iterator[Path]:
    ranked = sorted(files, key=_rank)
    in_browser = [path for path in ranked if _folder(path) == "browser"]
    other_paths = iter([path for path in ranked if _folder(path) != "browser"])
    for path in in_browser:
        yield path
        for _, other in zip(range(BESIDE_A_BROWSER), other_paths, strict=False):
            yield other
    yield from other_paths


def _rank(path: Path) -> int:
    folder = _folder(path)
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)


def _folder(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]
