import re
from pathlib import Path

import pytest

from cwsw.intake.problems import CODES, PER_KIND, Findings, Place, rows_named, shorten
from cwsw.tables.upload import Severity

ROOT = Path(__file__).parents[3]
LISTS = ("problems.py", "severity.py")
SOURCE = "\n".join(
    path.read_text() for path in (ROOT / "cwsw/intake").rglob("*.py") if path.name not in LISTS
)


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_used(code):
    assert f'"{code}"' in SOURCE


def test_each_code_that_is_used_is_listed():
    calls = r"\.(?:error|warning|note|refuse)\(\s*\"(\w+)\""
    raised = r"FileRefusedError\(\"(\w+)\"\)"
    used = set(re.findall(calls, SOURCE)) | set(re.findall(raised, SOURCE))
    assert len(used) > 25
    assert used <= CODES.keys()


def test_shorten():
    assert shorten("a\x00b\nc") == "a b c"
    assert shorten("x" * 60) == "x" * 60
    assert shorten("x" * 61) == "x" * 59 + "…"


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([3], "row 3"),
        ([3, 9], "rows 3 and 9"),
        ([3, 9, 12], "rows 3, 9 and 12"),
        (list(range(2, 10)), "rows 2, 3, 4, 5, 6 and 3 more"),
    ],
)
def test_rows_named(numbers, expected):
    assert rows_named(numbers) == expected


def test_beyond_a_number_problems_of_one_kind_are_counted():
    findings = Findings()
    for row in range(PER_KIND + 3):
        findings.warning("cell_missing", Place("a", "Plans", row, "Plan"), "Blank.", "Blank.", "v")
    findings.warning("cell_missing", Place("a", "Plans", 1, "UPN"), "Blank.", "Blank.")
    listed = findings.problems()
    assert len(listed) == PER_KIND + 2
    rest = listed[-1]
    assert (rest.code, rest.severity, rest.row) == ("cell_missing", Severity.WARNING, None)
    assert (rest.value, rest.column) == (None, "Plan")
    assert "3 more times" in rest.message
