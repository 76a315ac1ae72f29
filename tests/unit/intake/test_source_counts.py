"""Rows read, used and set aside are true of each sheet as it was given."""

import pytest

from cwsw.cli.answers import check_object
from cwsw.cli.terminal import check_text
from cwsw.intake import SourceFile
from cwsw.intake.grids import Origin, Rows
from cwsw.intake.reading import read_in_process
from cwsw.intake.source_rows import SourceRows
from cwsw.tables.schema import PLANS
from cwsw.tables.upload import RowCount, SourceCount
from tests.support.uploads import SCHOOL, read

ROLL = """UPN,Legal Surname,Legal Forename,DOB,Year,Date of Admission
A1,Adams,Ava,13/01/2014,7,01/09/2024
A2,Brown,Ben,14/01/2013,8,01/09/2023
A3,Clark,Cai,15/01/2012,9,01/09/2022
"""


def counts(**texts):
    files = [SourceFile(f"{name}.csv", text.encode()) for name, text in texts.items()]
    upload = read_in_process([*files, SourceFile("School.csv", SCHOOL.encode())])
    return upload, {s.sheet: (s.read, s.used, s.aside) for s in upload.sources}


@pytest.mark.parametrize(
    ("rows", "used", "table"),
    [
        ("A1,CIN,14/02/2025\nA2,CP,15/02/2025\nA3,CP,16/02/2025\n", 3, RowCount(3, 3)),
        ("A1,CIN,14/02/2025\nA2,Early Help,15/02/2025\nA3,TAF,\n", 1, RowCount(3, 1)),
        ("A1,CIN,14/02/2025\nZ9,CP,15/02/2025\nA3,CP,16/02/2025\n", 2, RowCount(3, 2)),
        ("A1,CIN,14/02/2025\nA1,CIN,14/02/2025\nA3,CP,16/02/2025\n", 2, RowCount(3, 2)),
    ],
    ids=["all are used", "no plans", "a stranger", "the same row twice"],
)
def test_a_list_of_plans_is_counted_by_its_own_rows(rows, used, table):
    upload, found = counts(roll=ROLL, list="UPN,Plan type,Plan start\n" + rows)
    assert found["list"] == (3, used, 3 - used)
    assert found["roll"] == (3, 3, 0)
    assert upload.counts["plans"] == table


def test_plans_that_speak_of_now_are_used_without_a_row_of_their_own():
    text = "UPN,Plan type\nA1,CIN\nA2,CP\nA3,Early Help\n"
    upload, found = counts(roll=ROLL, list=text)
    assert found["list"] == (3, 2, 1)
    assert upload.counts["plans"] == RowCount(3, 2)


def test_rows_of_one_pupil_are_used_where_the_first_is():
    twice = ROLL + "A1,Adams,Ava,13/01/2014,7,01/09/2024\n"
    upload, found = counts(roll=twice, sen="UPN,SEN status\nA1,K\nA1,E\nZ9,K\n")
    assert found["roll"] == (4, 4, 0)
    assert found["sen"] == (3, 2, 1)
    assert upload.counts["pupils"] == RowCount(4, 3)


def test_the_marks_of_one_day_are_both_used():
    text = "UPN,Date,Session,Mark\nA1,03/06/2026,AM,/\nA1,03/06/2026,PM,\\\nA2,13/06/2026,AM,?\n"
    upload, found = counts(roll=ROLL, marks=text)
    assert found["marks"] == (3, 3, 0)
    assert upload.counts["register"] == RowCount(2, 2)


def test_our_own_sheets_are_counted_too():
    upload = read(plans="UPN,Plan,Start date\nA1,CIN,01/02/2025\nA1,Chat,01/02/2025\n")
    assert SourceCount("plans.csv", "plans", 2, 1) in upload.sources
    assert "plans.csv, plans: 2 rows read, 1 used, 1 set aside" in check_text(upload, False)
    assert "kept" not in check_text(upload, False)


def test_a_refused_upload_still_says_what_was_understood():
    text = "UPN,Plan type,Plan start\nA1,CIN,14/02/2025\nA2,Historic plan,\nA3,CP,soon\n"
    upload, found = counts(roll=ROLL, list=text)
    answer = check_object(upload, accepted=False)
    assert upload.refused
    assert not upload.tables
    assert answer["tables"]["pupils"] == {"read": 3, "kept": 3}
    assert answer["tables"]["plans"]["read"] == 3
    assert {c["field"] for c in answer["columns"]} >= {"upn", "plan", "plan_start", "year_group"}
    codes = [p["code"] for p in answer["problems"]]
    assert codes.count("needs_confirmation") == len(upload.proposal.questions) == 1
    assert ("list", 4) in {(p["sheet"], p["row"]) for p in answer["problems"]}
    assert found["roll"] == (3, 3, 0)


def test_a_missing_heading_leaves_the_other_sheets_counted():
    plans = "UPN,Plan,Start date\nA1,CIN,01/02/2025\nA1,Chat,01/02/2025\n"
    upload = read(plans=plans, attendance="UPN,Academic year\nA1,2025/26\nA2,2025/26\n")
    assert upload.refused
    assert upload.counts["plans"] == RowCount(2, 1)
    assert upload.counts["attendance"] == RowCount(2, 0)
    assert upload.counts["pupils"] == RowCount(3, 3)


def test_a_row_folded_into_one_that_is_not_used_is_set_aside():
    rows = Rows(PLANS, {}, [2, 3], [Origin(0, "a.csv", "a")], {1})
    source = SourceRows()
    source.fold("a.csv", "a", 4, 2)
    source.fold("a.csv", "a", 5, 3)
    source.read("a.csv", "a", [2, 3, 4, 5, 6])
    source.use("a.csv", "a", [6])
    assert source.counts([rows]) == (SourceCount("a.csv", "a", 5, 3),)
