"""Two answers side by side: every place in which they differ, by its path."""

from math import isclose
from typing import Any

from tests.oracle.case import Row

MARK_KEYS = ("set", "year", "phase", "cohort", "value", "position")


def tidy(answer: Row) -> Row:
    """An answer with its entries by measure and year, and its benchmarks in one order."""
    entries = {}
    for measure in answer["measures"]:
        name = f"{measure['key']} {measure['academic_year']}"
        assert name not in entries, f"{name} is given twice"
        entries[name] = measure | {"benchmarks": _marks(measure["benchmarks"])}
    return answer | {"measures": entries}


def _marks(benchmarks: list[Row]) -> list[Row]:
    marks = [{key: mark[key] for key in MARK_KEYS} for mark in benchmarks]
    return sorted(marks, key=lambda mark: [str(mark[key]) for key in MARK_KEYS])


def differences(ours: Any, theirs: Any, path: str = "") -> list[str]:
    """Lines 'path: expected x, got y'; whole numbers and words must be equal, floats nearly."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return [
            line
            for key in sorted({*ours, *theirs})
            for line in _at(ours, theirs, key, f"{path} > {key}" if path else key)
        ]
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        return [line for i, (a, b) in pairs for line in differences(a, b, f"{path}[{i}]")]
    if isinstance(ours, float) and isinstance(theirs, float):
        same = isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-11)
    else:
        same = type(ours) is type(theirs) and ours == theirs
    return [] if same else [f"{path}: expected {ours!r}, got {theirs!r}"]


def _at(ours: Row, theirs: Row, key: str, path: str) -> list[str]:
    if key not in theirs:
        return [f"{path}: missing"]
    if key not in ours:
        return [f"{path}: not expected"]
    return differences(ours[key], theirs[key], path)
