"""CSV to take away: every cell as text, nothing that a spreadsheet would run."""

import csv
from io import StringIO

import pytest

from cwsw.tables.upload import Problem, Severity
from cwsw.ui.upload.problem_list import problems_csv
from cwsw.ui.widgets.export import csv_bytes


def rows_of(data):
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-1", "'-1"),
        ("@sum(a1)", "'@sum(a1)"),
        (" =1+1", "' =1+1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("|cmd", "'|cmd"),
        ("＝1+1", "'＝1+1"),  # noqa: RUF001
        ("＠SUM(1)", "'＠SUM(1)"),  # noqa: RUF001
        ("＋1", "'＋1"),  # noqa: RUF001
        ("－1", "'－1"),  # noqa: RUF001
        ("\u200b\xa0=1", "'\u200b\xa0=1"),
        ("\ufeff\t＝1", "'\ufeff\t＝1"),  # noqa: RUF001
        ("\tAva", "'\tAva"),
        ("O'Brien, Ann", "O'Brien, Ann"),
        ("", ""),
    ],
)
def test_a_cell_cannot_be_run(cell, shown):
    assert rows_of(csv_bytes([cell], [[cell]])) == [[shown], [shown]]


def test_excel_sees_that_it_is_utf8():
    assert csv_bytes(["Zoë"], []).startswith(b"\xef\xbb\xbf")


def test_a_problem_keeps_its_place_and_value():
    problem = Problem(
        "value_not_known", Severity.ERROR, "Not a plan.", "Set aside.", "a.xlsx", "Plans", 7,
        "Plan", "=HYPERLINK(1)",
    )  # fmt: skip
    assert rows_of(problems_csv((problem,))) == [
        ["Severity", "Code", "File", "Sheet", "Row", "Column", "Value", "Message", "Effect"],
        ["error", "value_not_known", "a.xlsx", "Plans", "7", "Plan", "'=HYPERLINK(1)",
         "Not a plan.", "Set aside."],
    ]  # fmt: skip
