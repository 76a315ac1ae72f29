"""Start and End of a plan on our own sheets, cell by cell (contract section 1)."""

from datetime import date

import pytest

from cwsw.intake.cells import Unreadable
from cwsw.intake.plan_dates import OPEN, read_end, read_start
from cwsw.tables.upload import RowCount, Severity
from tests.support.answers import PLAN_HEAD, cohort, measured, pupils
from tests.support.uploads import codes, column, problems_of, read

UNDATED = ("CIN", None, None)


def plan(cells: str) -> list[tuple[object, ...]]:
    upload = read(plans=f"UPN,Plan,Start date,End date\nA1,CIN,{cells}\n")
    names = ("plan", "start_date", "end_date")
    return [*zip(*(column(upload, "plans", name) for name in names), strict=True)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Nov 2025", date(2025, 11, 1), date(2025, 11, 30)),
        ("November 2025", date(2025, 11, 1), date(2025, 11, 30)),
        ("11/2025", date(2025, 11, 1), date(2025, 11, 30)),
        ("2025-11", date(2025, 11, 1), date(2025, 11, 30)),
        ("Sept 2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_month_alone_is_its_first_day_as_a_start_and_its_last_as_an_end(text, first, last):
    assert (read_start(text), read_end(text)) == (first, last)


@pytest.mark.parametrize("text", ["Ongoing", "on-going", "OPEN", "current", "Present", "to date"])
def test_a_word_for_still_open_is_an_open_end_and_no_start(text):
    assert read_end(text) == OPEN
    assert isinstance(read_start(text), Unreadable)


def test_the_last_day_that_systems_know_is_an_open_end():
    assert read_end("31/12/9999") == read_end(date(9999, 12, 31)) == OPEN


@pytest.mark.parametrize(
    "text",
    ["2025", 2025.0, "Autumn 2025", "13/2025", "2025-13", "Octopus 2025", "Nov 25", "soon", "0"],
)
def test_a_year_alone_and_anything_else_is_no_date(text):
    assert isinstance(read_start(text), Unreadable)
    assert isinstance(read_end(text), Unreadable)


@pytest.mark.parametrize(
    ("cells", "row", "problem"),
    [
        ("01/01/2024,ongoing", ("CIN", date(2024, 1, 1), None), None),
        ("Nov 2025,2025-12", ("CIN", date(2025, 11, 1), date(2025, 12, 31)), None),
        ("soon,", UNDATED, ("Start date", "soon")),
        ("2024,01/02/2025", UNDATED, ("Start date", "2024")),
        ("01/01/2024,31/02/2025", UNDATED, ("End date", "31/02/2025")),
        (",?", UNDATED, ("End date", "?")),
    ],
)
def test_a_plan_is_never_set_aside_for_its_dates(cells, row, problem):
    upload = read(plans=f"UPN,Plan,Start date,End date\nA1,CIN,{cells}\n")
    assert plan(cells) == [row]
    assert upload.counts["plans"] == RowCount(1, 1)
    errors = [p for p in upload.problems if p.severity is Severity.ERROR]
    assert [(p.column, p.value) for p in errors] == ([problem] if problem else [])
    assert all((p.row, p.code) == (2, "cell_not_readable") for p in errors)
    assert "plan_without_dates" not in codes(upload)  # once is enough


def test_an_open_end_without_a_start_is_a_plan_without_dates():
    assert plan(",ongoing") == [UNDATED]


def test_each_plan_counts_by_its_own_cells():
    plans = [
        PLAN_HEAD,
        ("A1", "CP", "Nov 2025", "ongoing"),
        ("A2", "CIN", date(2019, 1, 1), "06/2020"),
        ("A3", "CIN", "01/01/2024", "2025"),
        ("A4", "CP", "?", None),
        ("A5", "CIN", date(2012, 1, 1), "2013-01"),
    ]
    answer = measured({"Pupils": pupils(*[()] * 6), "Plans": plans})
    expected = {"cwsw": 1, "current_cp": 1, "earlier": 2, "undated": 2, "other": 1, "on_roll": 6}
    assert cohort(answer) == expected | {"while_on_roll": 1}


@pytest.mark.parametrize(
    ("cells", "row", "severity"),
    [
        ("Nov 2025,ongoing", ("CIN", date(2025, 11, 1), None), None),
        ("Nov 2025,12/2025", ("CIN", date(2025, 11, 1), date(2025, 12, 31)), None),
        (",ongoing", UNDATED, None),
        ("soon,", UNDATED, Severity.ERROR),
        ("soon,2025", UNDATED, Severity.ERROR),
        ("-,-", None, Severity.WARNING),
        ("n/a,", None, Severity.WARNING),
    ],
)
def test_dates_beside_a_pupil_lose_no_child_either(cells, row, severity):
    head = "UPN,Surname,Forename,Year group,Admission date,CIN start,CIN end\n"
    upload = read(pupils=f"{head}A1,Adams,Ava,7,,{cells}\n")
    names = ("plan", "start_date", "end_date")
    rows = [*zip(*(column(upload, "plans", name) for name in names), strict=True)]
    assert rows == ([row] if row else [])
    assert {p.severity for p in problems_of(upload, "cell_not_readable")} == (
        {severity} if severity else set()
    )


BORN = "UPN,Surname,Forename,Date of birth,Year group,Admission date\nA1,Adams,Ava,13/05/2014,7,\n"
BORN += "A2,Brown,Ben,,7,\n"


@pytest.mark.parametrize(
    ("row", "where", "words"),
    [
        ("A1,CP,13/03/2062,", "Start date", "more than a year after 17/07/2026"),
        ("A1,CP,13/03/2025,14/09/2062", "End date", "more than a year after"),
        ("A1,CP,16/03/1925,", "Start date", "before the child was born"),
        ("A2,CP,16/03/1925,", "Start date", "before any pupil of today was born"),
        ("A1,CP,17/03/2020,18/03/2010", "End date", "before the child was born"),
        ("A1,CP,17/01/2014,17/07/2027", None, ""),
        ("A1,CP,17/01/2020,31/12/2099", None, ""),
    ],
)
def test_a_year_that_was_mistyped_is_a_warning(row, where, words):
    upload = read(pupils=BORN, plans=f"UPN,Plan,Start date,End date\n{row}\n")
    problems = problems_of(upload, "plan_date_unlikely")
    assert [(p.row, p.column, p.severity) for p in problems] == (
        [(2, where, Severity.WARNING)] if where else []
    )
    assert all(words in p.message for p in problems)


def test_plans_that_begin_soon_are_counted_in_a_note():
    upload = read(plans="UPN,Plan,Start date\nA1,CP,18/07/2026\nA2,CP,17/07/2026\n")
    (problem,) = problems_of(upload, "after_as_at")
    assert problem.message.startswith("1 plan of plans begins after 17/07/2026")
