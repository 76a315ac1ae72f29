from datetime import date

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.intake.workbook import empty_workbook
from cwsw.tables.upload import RowCount, School, Severity
from tests.support.uploads import PUPILS, SCHOOL, book, codes, column, problems_of, read, rows_of

ATTENDANCE = "UPN,Academic year,Possible sessions,Authorised absence,Unauthorised absence\n{}\n"


def test_a_upn_that_is_not_in_pupils_is_set_aside_and_counted():
    upload = read(plans="UPN,Plan,Start date\nZ9,CIN,01/01/2026\nA1,CIN,01/01/2026\n")
    (problem,) = upload.problems
    assert (problem.code, problem.severity) == ("upn_not_in_pupils", Severity.ERROR)
    assert (problem.row, problem.value) == (2, "Z9")
    assert upload.counts["plans"] == RowCount(2, 1)


def test_a_upn_as_a_number_and_as_text_is_the_same_key():
    pupils = "UPN,Surname,Forename,Year group,Admission date\n123,A,B,7,\n"
    plans = [["UPN", "Plan", "Start date"], [123, "CIN", date(2026, 1, 1)]]
    files = [
        SourceFile("a.xlsx", book({"Plans": plans})),
        SourceFile("pupils.csv", pupils.encode()),
    ]
    upload = read_in_process(files)
    assert column(upload, "plans", "upn") == ["123"]


def test_an_intervention_without_a_upn_is_for_the_whole_cohort():
    text = (
        "UPN,Intervention,Lead,Start date\n,Nurture,Ms K,01/01/2026\nZ9,Nurture,Ms K,01/01/2026\n"
    )
    assert column(read(interventions=text), "interventions", "upn") == [None]


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("A1,2025/26,100,60,40", 1),
        ("A1,2025/26,100,61,40", 0),
        ("A1,2025/26,0,0,0", 1),
        ("A1,2025/26,0,1,0", 0),
    ],
)
def test_absence_above_possible(row, kept):
    upload = read(attendance=ATTENDANCE.format(row))
    assert upload.counts["attendance"] == RowCount(1, kept)
    assert codes(upload) == (set() if kept else {"absence_above_possible"})


def test_a_placement_that_ends_before_it_starts():
    text = (
        "UPN,Kind,Start date,End date\nA1,AP,02/01/2026,01/01/2026\nA1,AP,02/01/2026,02/01/2026\n"
    )
    upload = read(placements=text)
    assert [p.row for p in problems_of(upload, "placement_ends_before_start")] == [2]
    assert upload.counts["placements"] == RowCount(2, 1)


def test_plans_without_usable_dates_are_kept_and_told():
    text = (
        "UPN,Plan,Start date,End date\nA1,CIN,,\nA2,CP,02/01/2026,01/01/2026\nA3,CLA,01/01/2027,\n"
    )
    upload = read(plans=text)
    assert upload.counts["plans"] == RowCount(3, 3)
    assert {(p.code, p.row) for p in upload.problems} == {
        ("plan_without_dates", 2),
        ("plan_ends_before_start", 3),
        ("after_as_at", None),
    }
    assert {p.severity for p in upload.problems} == {Severity.WARNING}


def test_rows_after_the_as_at_date_stay_and_are_counted():
    upload = read(
        attendance=ATTENDANCE.format("A1,2026/27,10,0,0\nA1,2025/26,10,0,0"),
        exclusions="UPN,Type,Start date\nA1,SUSP,18/07/2026\nA1,SUSP,17/07/2026\n",
    )
    assert {p.sheet for p in problems_of(upload, "after_as_at")} == {"attendance", "exclusions"}
    assert upload.counts["attendance"].kept == 2
    assert upload.counts["exclusions"].kept == 2
    assert upload.latest_date == date(2026, 7, 18)


def register(days: int, mark: str) -> str:
    rows = "".join(f"A1,{day:02d}/06/2026,{mark},{mark}\n" for day in range(1, days + 1))
    return "UPN,Date,AM,PM\n" + rows


@pytest.mark.parametrize(
    ("row", "differs"),
    [
        ("A1,2025/26,20,20,0", False),
        ("A1,2025/26,22,18,0", False),
        ("A1,2025/26,23,20,0", True),
        ("A1,2025/26,20,17,3", True),
        ("A1,2024/25,90,1,0", False),
        ("A1,2025/26,10,10,0\nA1,2025/26,10,9,1", False),
        ("A2,2025/26,90,1,0", False),
    ],
)
def test_attendance_against_register(row, differs):
    upload = read(attendance=ATTENDANCE.format(row), register=register(10, "M"))
    assert codes(upload) == ({"register_differs"} if differs else set())


def test_days_without_a_possible_session_do_not_count():
    upload = read(attendance=ATTENDANCE.format("A1,2025/26,0,0,0"), register=register(10, "#"))
    assert not upload.problems


def test_register_days_after_the_as_at_date_are_not_compared():
    early = SCHOOL.replace("17/07/2026", "05/06/2026")
    given = ATTENDANCE.format("A1,2025/26,10,10,0")
    upload = read(school=early, attendance=given, register=register(10, "M"))
    assert codes(upload) == {"after_as_at"}


def test_the_school():
    text = "Name,Phase,As at,URN,SDQ permission\nFoxglove,PRIMARY,2026-07-17,123456,Y\n"
    assert read(school=text).school == School(
        "Foxglove", "primary", None, "123456", date(2026, 7, 17), True, False
    )
    assert read().school.sample


def test_a_bad_phase_is_blank_with_a_warning():
    upload = read(school="Name,Phase,As at\nFoxglove,junior,17/07/2026\n")
    assert upload.school.phase is None
    assert [p.severity for p in problems_of(upload, "value_not_known")] == [Severity.WARNING]
    assert not upload.refused


@pytest.mark.parametrize("school", ["", "Name,Phase,As at\n", "Name,Phase,As at\nA,primary,\n"])
def test_a_missing_as_at_date_is_an_error_for_others_to_settle(school):
    upload = read(school=school)
    assert [p.severity for p in problems_of(upload, "as_at_missing")] == [Severity.ERROR]
    assert not upload.refused
    assert upload.school.as_at is None
    assert upload.tables["pupils"].num_rows == 3


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_school_rows_the_latest_is_used(order):
    rows = ["A,primary,01/01/2026", "B,primary,01/02/2026"][::order]
    upload = read(school="Name,Phase,As at\n" + "\n".join(rows))
    assert upload.school.name == "B"
    assert [p.severity for p in problems_of(upload, "school_rows")] == [Severity.WARNING]


def test_no_pupil_table():
    upload = read(pupils="", plans="UPN,Plan,Start date\nA1,CIN,\n")
    assert (upload.refused, codes(upload)) == (True, {"no_pupil_table"})


def test_a_sheet_that_was_surely_meant_as_pupils_is_named():
    upload = read(pupils="", export="UPN,Surname,Forename,Tutor\nA1,Adams,Ava,7A\n")
    assert {(p.code, p.column) for p in problems_of(upload, "heading_missing")} == {
        ("heading_missing", "Year group"),
        ("heading_missing", "Admission date"),
    }


@pytest.mark.parametrize("rows", ["", ",Adams,Ava,7,\n", "A1,A,B,7,\nA1,A,B,8,\n"])
def test_no_pupil_left(rows):
    upload = read(pupils="UPN,Surname,Forename,Year group,Admission date\n" + rows)
    assert upload.refused
    assert "no_pupils" in codes(upload)
    assert not upload.tables


def test_sheets_that_are_not_ours_are_noted():
    plans = "UPN,Plan,Start date\nA99,CIN,01/01/2026\n"
    upload = read(**{"Plans of 2026": plans, "Shopping": "Milk,Eggs\n1,2\n"})
    assert {p.sheet: (p.code, p.severity) for p in upload.problems} == {
        "Plans of 2026": ("sheet_not_read", Severity.WARNING),
        "Shopping": ("sheet_not_read", Severity.NOTE),
    }


def test_a_sheet_without_cells_is_not_supplied():
    sheets = {"School": rows_of(SCHOOL), "Pupils": rows_of(PUPILS), "Plans": []}
    upload = read_in_process([SourceFile("a.xlsx", book(sheets))])
    assert codes(upload) == {"sheet_empty"}
    assert "plans" not in upload.tables


def test_the_empty_workbook_has_no_pupils_and_nothing_else_to_complain_of():
    upload = read_in_process([SourceFile("empty.xlsx", empty_workbook())])
    assert codes(upload) == {"example_row", "as_at_missing", "no_pupils"}
