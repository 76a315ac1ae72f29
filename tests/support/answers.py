"""The command line's answers, in process: the reading's child process is left out for speed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cwsw.cli.answers import measures_object
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace
from cwsw.summary import summarise
from tests.support.books import Rows, workbook

HEAD = ("UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date")
PLAN_HEAD = ("UPN", "Plan", "Start date", "End date")
SCHOOL = (("Name", "Phase", "As at", "SDQ permission"), ("Hill", "secondary", "17/07/2026", "Y"))


def pupils(*more: tuple[object, ...], headings: tuple[str, ...] = (), year: str = "8") -> Rows:
    """Pupils A1, A2, ... one for each tuple of further cells, on roll since 2022."""
    joined = date(2022, 9, 1)
    rows = ((f"A{i}", "Sur", "For", None, year, joined, *cells) for i, cells in enumerate(more, 1))
    return [(*HEAD, *headings), *rows]


def measured(sheets: Mapping[str, Rows], as_at: date | None = None) -> dict[str, Any]:
    """`measures --json` on a workbook of these sheets, with School as above unless given."""
    file = SourceFile("book.xlsx", workbook({"School": SCHOOL} | dict(sheets)))
    workspace = Workspace.load(read_in_process([file]), as_at)
    answer = measures_object(summarise(workspace))
    workspace.close()
    return answer


def cohort(answer: dict[str, Any]) -> dict[str, int]:
    """The groups and sub-cohorts with anybody in them."""
    return {name: count for name, count in answer["cohort"].items() if count}


def counts(answer: dict[str, Any], key: str) -> dict[str, tuple[int, int, int, int]]:
    """Academic year -> n and of in `cwsw`, n and of in `other`."""
    return {year: numbers for measure, year, numbers in _entries(answer) if measure == key}


def _entries(answer: dict[str, Any]) -> Iterator[tuple[str, str, tuple[int, int, int, int]]]:
    for entry in answer["measures"]:
        ours, other = entry["groups"]["cwsw"], entry["groups"]["other"]
        numbers = ours["n"], ours["of"], other["n"], other["of"]
        yield entry["key"], entry["academic_year"], numbers
