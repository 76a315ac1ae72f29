"""Dates of lists that are no plan's: birth, admission and leaving, and the hour beside them."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from cwsw.intake import SourceFile
from cwsw.intake.clock import Evening, evenings
from cwsw.intake.exports.date_orders import clock_of
from cwsw.intake.reading import read_in_process
from tests.support.foreign import AVA, BEN, CAI, keys, load, with_column
from tests.support.uploads import book, column, problems_of

SUMMER, WINTER = date(2014, 8, 31), date(2014, 1, 15)
LATE, MIDNIGHT = (23, 0), (0, 0)


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([(SUMMER, LATE), (WINTER, MIDNIGHT)], Evening.NEXT_DAY),
        ([(SUMMER, LATE), (WINTER, LATE)], Evening.NEXT_DAY),
        ([(SUMMER, LATE), (WINTER, None)], Evening.NEXT_DAY),
        ([(SUMMER, LATE), (WINTER, LATE), (WINTER, MIDNIGHT)], Evening.DOUBTFUL),
        ([(SUMMER, LATE), (SUMMER, MIDNIGHT)], Evening.DOUBTFUL),
        ([(SUMMER, LATE), (SUMMER, (8, 45)), (SUMMER, (9, 10))], Evening.AS_WRITTEN),
        ([(SUMMER, MIDNIGHT), (WINTER, None)], Evening.AS_WRITTEN),
        # the nights in which the clocks change
        ([(date(2014, 3, 30), LATE), (date(2014, 3, 30), MIDNIGHT)], Evening.NEXT_DAY),
        ([(date(2014, 10, 25), LATE), (date(2014, 10, 27), MIDNIGHT)], Evening.NEXT_DAY),
        ([(date(2014, 10, 26), LATE), (date(2014, 10, 27), MIDNIGHT)], Evening.DOUBTFUL),
    ],
)
def test_23_00_is_the_next_day_where_the_season_says_so(moments, expected):
    assert evenings(moments) is expected


HEAD = ("UPN", "Surname", "Forename", "DOB", "Year", "DOA")
JOINED = date(2024, 9, 13)


def births(*cells: object, mapping: object = None):
    """A list of pupils with these dates of birth."""
    rows = [(u, "S", "F", cell, 7, JOINED) for u, cell in zip((AVA, BEN, CAI), cells, strict=False)]
    return read_in_process([SourceFile("roll.xlsx", book({"Export": [HEAD, *rows]}))], mapping)


@pytest.mark.parametrize(
    "cells",
    [
        ("2014-08-31T23:00:00Z", "2014-01-15T00:00:00Z"),
        ("31/08/2014 23:00", "15/01/2014 00:00"),
        ("31/08/2014 23:00:00", "15/01/2014"),
    ],
)
def test_texts_with_a_time_are_rounded_and_that_is_told(cells):
    upload = births(*cells)
    assert column(upload, "pupils", "date_of_birth") == [date(2014, 9, 1), date(2014, 1, 15)]
    (problem,) = [p for p in problems_of(upload, "assumed") if "23:00" in p.message]
    assert "1 date at 23:00" in problem.message


def test_a_time_that_does_not_fit_its_season_is_asked():
    cells = ("31/08/2014 23:00", "14/07/2014 00:00")
    assert "dates/Export!DOB time of day" in keys(births(*cells))
    for answer, day in (("next day", date(2014, 9, 1)), ("as given", date(2014, 8, 31))):
        settled = births(*cells, mapping={"dates": {"Export!DOB time of day": answer}})
        assert column(settled, "pupils", "date_of_birth")[0] == day


def test_other_times_of_the_day_change_nothing():
    upload = births("31/08/2014 08:45", "15/01/2014 23:00", "13/02/2014 12:10")
    assert column(upload, "pupils", "date_of_birth")[:2] == [date(2014, 8, 31), date(2014, 1, 15)]


def test_birth_in_three_columns_and_one_name():
    roll = "UPN,Name,Day,Month,Year of birth,Year,DOA\n"
    roll += f'{AVA},"Adams, Ava",13,5,2014,7,13/09/2024\n'
    upload = load(roll=roll)
    assert column(upload, "pupils", "date_of_birth") == [date(2014, 5, 13)]
    assert column(upload, "pupils", "surname") == ["Adams"]
    assert column(upload, "pupils", "forename") == ["Ava"]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("Sept 2025", date(2025, 9, 30)),
        ("31/12/9999", None),
        ("01/01/1900", None),
        ("ongoing", None),
        ("13/06/2025", date(2025, 6, 13)),
    ],
)
def test_leaving_dates_are_read_like_ends(cell, day):
    upload = load(roll=with_column("Leaving date", "14/07/2025", cell, ""))
    assert column(upload, "pupils", "leaving_date") == [date(2025, 7, 14), day, None]
    told = [p for p in problems_of(upload, "assumed") if p.column == "Leaving date"]
    assert ["row 3" in p.message for p in told] == ([True] if cell.startswith("Sept") else [])


@pytest.mark.parametrize("cell", ["May 2014", "01/01/1900", "2014", "about 13/05/2014"])
def test_a_birthday_is_a_day_or_it_is_told(cell):
    upload = births("13/05/2014", cell)
    assert column(upload, "pupils", "date_of_birth") == [date(2014, 5, 13), None]
    (problem,) = problems_of(upload, "cell_not_readable")
    assert (problem.row, problem.column) == (3, "DOB")


def test_real_cells_with_a_time_are_rounded_too():
    moment = datetime(2014, 8, 31, 22, 59, 59)  # noqa: DTZ001 - a cell has no zone
    assert clock_of(moment) == LATE


def test_real_dates_at_night_on_our_own_sheets_are_told():
    head = ("UPN", "Surname", "Forename", "Year group", "Admission date", "Date of birth")
    rows = [(u, "S", "F", 7, None, None) for u in ("A1", "A2")]
    workbook = openpyxl.Workbook()
    workbook.active.title = "Pupils"
    for row in (head, *rows):
        workbook.active.append(row)
    workbook.active["F2"] = datetime(2014, 8, 31, 23)  # noqa: DTZ001 - a cell has no zone
    buffer = io.BytesIO()
    workbook.save(buffer)
    upload = read_in_process([SourceFile("book.xlsx", buffer.getvalue())])
    (problem,) = problems_of(upload, "date_at_night")
    assert (problem.row, problem.column) == (2, "Date of birth")
    assert column(upload, "pupils", "date_of_birth") == [date(2014, 8, 31), None]
