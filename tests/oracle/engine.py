"""The whole answer: what `python -m cwsw measures --json` must print."""

from datetime import date
from typing import Any

from tests.oracle.case import Case, Row, Rows
from tests.oracle.entries import entry
from tests.oracle.groups import cohort
from tests.oracle.intervals import holm
from tests.oracle.outcomes import MEASURES


def answer(school: Row, rows: Rows, as_at: date | None = None) -> dict[str, Any]:
    """The contract's `measures` object of clean typed rows; `as_at` beats the School sheet."""
    case = Case(school, rows, as_at)
    pairs = [entry(case, key, year) for key in MEASURES for year in case.years()]
    entries = [pair for pair in pairs if pair is not None]
    _alarms(entries)
    return {
        "as_at": case.as_at.isoformat(),
        "cohort": cohort(case),
        "measures": [measure for measure, _ in entries],
    }


def _alarms(entries: list[tuple[dict[str, Any], float | None]]) -> None:
    judged = [(measure, p) for measure, p in entries if p is not None]
    for (measure, _), adjusted in zip(judged, holm([p for _, p in judged]), strict=True):
        measure["alarm"] = adjusted <= 0.05
