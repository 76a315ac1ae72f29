"""Numbers with a comma before the decimals, decided for a column as a whole."""

from decimal import Decimal

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.decimal_commas import has_decimal_commas, with_points
from tests.support.cases import Case
from tests.support.uploads import PUPILS, column, problems_of, read

OURS = PUPILS.replace(",", ";")


@pytest.mark.parametrize(
    ("cells", "points"),
    [
        (["92,1", "90", ""], ["92.1", "90", ""]),
        (["1,234", "2,5"], ["1.234", "2.5"]),
        (["0,934", "0,125"], ["0.934", "0.125"]),
        (["1.234,5", "-0,3", "12,5 %"], ["1234.5", "-0.3", "12.5 %"]),
        (["92,1", 88.5, "n/a"], ["92.1", 88.5, "n/a"]),
    ],
)
def test_commas_that_cannot_stand_between_thousands_are_decimal(cells, points):
    assert has_decimal_commas(cells)
    assert with_points(cells) == points


@pytest.mark.parametrize(
    "cells",
    [
        ["1,234", "2,000"],
        ["92,1", "92.5"],
        ["1.234", "5,5"],
        ["1,234.5", "92,1"],
        ["Smith, J", "Brown, B"],
        ["1,2,3"],
        [92.1, ""],
    ],
)
def test_other_commas_stay_what_they_are(cells):
    assert not has_decimal_commas(cells)


def test_the_case_gives_the_figures_of_its_percentages():
    case = Case("19_semicolon_sep_line.csv", roll=None)
    assert not case.asked
    assert case.counts("persistent_absence") == {"2025/26": (22, 30)}


def test_our_own_sheet_is_read_with_decimal_commas_and_says_so():
    lines = OURS.splitlines()
    pupils = "\n".join(
        [f"{lines[0]};Attendance %", *(f"{line};9{n},5" for n, line in enumerate(lines[1:]))]
    )
    upload = read(pupils=pupils)
    values = [Decimal(text) for text in ("90.5", "91.5", "92.5")]
    assert column(upload, "flat", "attendance_percent") == values
    assert [p.column for p in problems_of(upload, "read_as_decimals")] == ["Attendance %"]


def test_a_list_of_another_system_is_read_with_decimal_commas():
    rows = "W873402119001;Ashdown;Ada;14,5\nZ873402118002;Birkett;Hana;55,25\n"
    text = f"UPN;Legal Surname;Legal Forename;Attainment 8\n{rows}"
    upload = Case(SourceFile("results.csv", text.encode())).upload
    assert not upload.refused
    assert set(column(upload, "flat", "attainment_8")) - {None} == {
        Decimal("14.5"), Decimal("55.25"),
    }  # fmt: skip
