import random

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.tables.upload import RowCount, Severity
from tests.support.uploads import PUPILS, SCHOOL, codes, column, problems_of, read

PLANS = "UPN,Plan,Start date\nA1,CIN,01/01/2026\na1,cin,2026-01-01\nA1,CIN,02/01/2026\n"


def test_the_same_row_twice_counts_once():
    upload = read(plans=PLANS)
    (problem,) = upload.problems
    assert (problem.code, problem.severity, problem.row) == ("same_row", Severity.NOTE, 3)
    assert upload.counts["plans"] == RowCount(3, 2)


def test_a_column_that_is_not_read_makes_no_difference():
    plans = "UPN,Plan,Start date,House\nA1,CIN,01/01/2026,red\nA1,CIN,01/01/2026,blue\n"
    assert read(plans=plans).counts["plans"] == RowCount(2, 1)


def test_a_row_set_aside_is_nobodys_double():
    plans = "UPN,Plan,Start date\nA1,,\nA1,,\nA1,CIN,\n"
    upload = read(plans=plans)
    assert codes(upload) == {"cell_missing", "plan_without_dates"}
    assert upload.counts["plans"] == RowCount(3, 1)


def test_the_same_pupil_row_twice_counts_once():
    upload = read(pupils=PUPILS + "A1,Adams,Ava,7,01/09/2024\n")
    assert codes(upload) == {"same_row"}
    assert upload.counts["pupils"] == RowCount(4, 3)


def test_a_upn_twice_with_different_values_is_not_used_at_all():
    upload = read(
        pupils=PUPILS + "a1,Adams,Ava,8,01/09/2024\n",
        plans="UPN,Plan,Start date\nA1,CIN,\nA2,CP,\n",
    )
    (problem,) = problems_of(upload, "pupil_twice")
    assert (problem.severity, problem.value) == (Severity.ERROR, "A1")
    assert "rows 2 and 5" in problem.message
    assert column(upload, "pupils", "upn") == ["A2", "A3"]
    assert [p.row for p in problems_of(upload, "upn_not_in_pupils")] == [2]
    assert column(upload, "plans", "upn") == ["A2"]


def test_two_different_register_rows_of_one_day_both_fall():
    register = "UPN,Date,AM,PM\nA1,01/06/2026,/,\\\nA1,2026-06-01,M,\\\n"
    register += "A1,02/06/2026,/,/\nA1,02/06/2026,/,/\n"
    upload = read(register=register)
    (problem,) = problems_of(upload, "register_twice")
    assert problem.severity is Severity.WARNING
    assert codes(upload) == {"register_twice", "same_row"}
    assert column(upload, "register", "am") == ["/"]


@pytest.mark.parametrize("seed", range(4))
def test_order_of_rows_and_files_never_matters(seed):
    shuffle = random.Random(seed).shuffle
    head, *rows = (PUPILS + "A1,Adams,Ava,8,\n" + "A2,Brown,Ben,8,\n").splitlines()
    plans = PLANS.splitlines()[1:]
    shuffle(rows)
    shuffle(plans)
    sheets = [
        ("school", SCHOOL),
        ("pupils", "\n".join([head, *rows])),
        ("plans", "\n".join(["UPN,Plan,Start date", *plans, "A2,CP,", "A3,CLA,"])),
    ]
    shuffle(sheets)
    upload = read(**dict(sheets))
    assert sorted(column(upload, "pupils", "upn")) == ["A2", "A3"]
    assert sorted(column(upload, "plans", "upn")) == ["A2", "A3"]
    assert upload.counts == {
        "school": RowCount(1, 1),
        "pupils": RowCount(5, 2),
        "plans": RowCount(5, 2),
    }


def test_rows_of_one_table_in_several_files_are_one_table():
    files = [
        SourceFile("school.csv", SCHOOL.encode()),
        SourceFile("a/pupils.csv", PUPILS.encode()),
        SourceFile("b/pupils.csv", PUPILS.replace("A3", "A4").encode()),
    ]
    upload = read_in_process(files)
    assert column(upload, "pupils", "upn") == ["A1", "A2", "A3", "A4"]
    assert [(p.file, p.row) for p in problems_of(upload, "same_row")] == [
        ("b/pupils.csv", 2),
        ("b/pupils.csv", 3),
    ]
