"""Merged cells: their value stands in each row that they cover, and on demand in each column."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from cwsw.intake.books import sheets
from cwsw.intake.grids import Merge
from cwsw.intake.merged import fill_down, merges
from cwsw.intake.problems import Findings


def grid(rows, *ranges):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for merged in ranges:
        book.active.merge_cells(merged)
    out = BytesIO()
    book.save(out)
    (made,) = sheets("list.xlsx", out.getvalue(), Findings())
    return made


def test_a_cell_merged_over_rows_stands_in_each_of_them():
    made = grid([["Name", "Plan"], ["Ava", "CIN"], [None, "CP"], ["Ben", "CP"]], "A2:A3")
    assert [row[0] for row in made.rows] == ["Name", "Ava", "Ava", "Ben"]


def test_a_cell_merged_over_columns_is_one_cell_unless_asked_for_across():
    rows = [["List of plans", None, None], ["Name", "CIN", None], ["Ava", "Start", "End"]]
    made = grid(rows, "A1:C1", "B2:C2")
    assert made.rows[:2] == [["List of plans", "", ""], ["Name", "CIN", ""]]
    assert made.across(0) == ["List of plans"] * 3
    assert made.across(1) == ["Name", "CIN", "CIN"]
    assert made.across(2) == ["Ava", "Start", "End"]


def test_a_sheet_that_begins_further_down_and_to_the_right():
    made = grid(
        [[], [None, None, "Ava"], [None, None, None, "x"], [None, None, "Ben", "y"]], "C2:C3"
    )
    assert made.first_row == 2
    assert made.rows == [["Ava", ""], ["Ava", "x"], ["Ben", "y"]]


@pytest.mark.parametrize(
    "ranges",
    [
        [((0, 0), (2**20, 2**14))] * 50_000,
        [((5, 5), (3, 3)), ((9, 9), (12, 12)), ((0, 0), (0, 10**9))],
        None,
    ],
)
def test_ranges_that_are_no_real_ones_cost_nothing(ranges):
    rows = [["a", ""], ["", ""]]
    merged = merges(ranges, (0, 0), rows)
    assert len(merged) <= 1
    assert len(fill_down(rows, merged)) == 2


def test_what_stands_below_a_merged_cell_all_the_same_is_not_lost():
    assert fill_down([["a"], ["b"]], [Merge(0, 1, 0, 0)]) == [["a"], ["b"]]
