import pytest

from cwsw.intake.problems import PER_KIND
from cwsw.intake.workbook_examples import EXAMPLE
from cwsw.tables.upload import RowCount, Severity
from tests.support.uploads import PUPILS, codes, column, problems_of, read

NEEDED = "Academic year,Possible sessions,Authorised absence,Unauthorised absence"


@pytest.mark.parametrize(
    ("sheet", "text", "code", "bad_column"),
    [
        ("plans", "UPN,Plan,Start date\n,CIN,01/01/2026", "cell_missing", "UPN"),
        ("plans", "UPN,Plan,Start date\nA1,,01/01/2026", "cell_missing", "Plan"),
        ("plans", "UPN,Plan,Start date\nA1,EHA,01/01/2026", "value_not_known", "Plan"),
        (
            "placements",
            "UPN,Kind,Start date,End date\nA1,AP,01/01/2026,?",
            "cell_not_readable",
            "End date",
        ),
        (
            "attendance",
            f"UPN,{NEEDED}\nA1,2025/26,100,-1,0",
            "cell_not_readable",
            "Authorised absence",
        ),
        ("attendance", f"UPN,{NEEDED}\nA1,2025,100,1,0", "cell_not_readable", "Academic year"),
        ("register", "UPN,Date\nA1,yesterday", "cell_not_readable", "Date"),
        ("exclusions", "UPN,Type,Start date\nA1,FIXD,01/01/2026", "value_not_known", "Type"),
        (
            "wellbeing",
            "UPN,Date,Instrument,Score\nA1,01/01/2026,SDQ,high",
            "cell_not_readable",
            "Score",
        ),
        (
            "destinations",
            "UPN,Academic year,Age,Destination\nA1,2024/25,17,NEET",
            "value_not_known",
            "Age",
        ),
    ],
)
def test_a_bad_cell_that_is_needed_sets_its_row_aside(sheet, text, code, bad_column):
    upload = read(**{sheet: text})
    (problem,) = upload.problems
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert (problem.sheet, problem.row, problem.column) == (sheet, 2, bad_column)
    assert problem.effect == "This row is set aside: it counts for nothing."
    assert upload.counts[sheet] == RowCount(1, 0)
    assert upload.tables[sheet].num_rows == 0
    assert not upload.refused


@pytest.mark.parametrize(
    ("sheet", "text", "field", "code"),
    [
        (
            "placements",
            "UPN,Kind,Start date,Review date\nA1,AP,01/01/2026,?",
            "review_date",
            "cell_not_readable",
        ),
        (
            "exclusions",
            "UPN,Type,Start date,Sessions\nA1,SUSP,01/01/2026,two",
            "sessions",
            "cell_not_readable",
        ),
        (
            "wellbeing",
            "UPN,Date,Instrument,Score,Informant\nA1,01/01/2026,SDQ,12,Gran",
            "informant",
            "value_not_known",
        ),
        ("register", "UPN,Date,AM,PM\nA1,01/01/2026,@,/", "am", "unknown_mark"),
    ],
)
def test_a_bad_cell_that_is_not_needed_is_blank(sheet, text, field, code):
    upload = read(**{sheet: text})
    (problem,) = upload.problems
    assert (problem.code, problem.severity) == (code, Severity.WARNING)
    assert column(upload, sheet, field) == [None]
    assert upload.counts[sheet] == RowCount(1, 1)


def test_a_child_is_never_hidden_by_a_bad_cell():
    text = "UPN,Surname,Forename,Year group,Admission date,SEN,FSM,Date of birth\n"
    text += "A1,,,Big,?,S,x,?\nA2,,,,,,,\n"
    upload = read(pupils=text)
    assert upload.counts["pupils"] == RowCount(2, 2)
    assert column(upload, "pupils", "year_group") == [None, None]
    errors = [(p.code, p.row, p.column) for p in upload.problems if p.severity is Severity.ERROR]
    assert errors == [
        ("cell_not_readable", 2, "Year group"),
        ("cell_missing", 3, "Year group"),
    ]


def test_a_pupil_without_a_upn_is_set_aside():
    upload = read(pupils=PUPILS.replace("A2", "  "))
    assert column(upload, "pupils", "upn") == ["A1", "A3"]
    (problem,) = upload.problems
    assert (problem.code, problem.row, problem.severity) == ("cell_missing", 3, Severity.ERROR)


def test_blank_rows_are_no_rows():
    upload = read(pupils=PUPILS.replace("A2,", "\n ,,,\n,,\nA2,"))
    assert upload.counts["pupils"] == RowCount(3, 3)
    assert not upload.problems


def test_a_csv_row_with_a_stray_comma_is_set_aside():
    upload = read(pupils=PUPILS.replace("Cai", "Cai, C"))
    assert {p.row for p in problems_of(upload, "row_misshapen")} == {4}
    assert column(upload, "pupils", "upn") == ["A1", "A2"]


def test_short_csv_rows_are_filled_up():
    upload = read(pupils=PUPILS.replace("A2,Brown,Ben,8,", "A2,Brown,Ben,8"))
    assert not upload.problems
    assert column(upload, "pupils", "admission_date")[1] is None


def test_example_rows_are_never_counted_and_alone_mean_not_supplied():
    plans = f"UPN,Plan,Start date\n{EXAMPLE}1,CIN,01/01/2026\n"
    upload = read(plans=plans)
    assert "plans" not in upload.tables
    assert codes(upload) == {"example_row"}
    beside = read(plans=plans + "A1,CP,01/02/2026\n")
    assert column(beside, "plans", "upn") == ["A1"]
    assert beside.counts["plans"] == RowCount(1, 1)


def test_a_sheet_with_headings_alone_is_supplied_and_empty():
    upload = read(exclusions="UPN,Type,Start date\n")
    assert upload.tables["exclusions"].num_rows == 0
    assert "plans" not in upload.tables


def test_names_never_stand_in_a_problem():
    upload = read(pupils=PUPILS + "A1,Secretname,Quietname,7,\n")
    assert codes(upload) == {"pupil_twice"}
    assert "Secretname" not in str(upload.problems)
    assert "Quietname" not in str(upload.problems)


def test_a_long_value_is_cut_in_a_problem():
    upload = read(plans=f"UPN,Plan,Start date\nA1,{'x' * 10_000},\n")
    (problem,) = upload.problems
    assert len(problem.value) == 60
    assert len(problem.message) < 200


def test_odd_characters_and_formulas_survive():
    upload = read(
        pupils=PUPILS.replace("Adams", "=cmd|' /C calc'!A0").replace("Brown", "Br\x00ow\x01n")
    )
    assert column(upload, "pupils", "surname")[:2] == ["=cmd|' /C calc'!A0", "Br ow n"]


def test_many_problems_of_one_kind_are_counted_not_listed():
    rows = "".join(f"Z{n},CIN,01/01/2026\n" for n in range(PER_KIND + 70))
    upload = read(plans="UPN,Plan,Start date\n" + rows)
    listed = problems_of(upload, "upn_not_in_pupils")
    assert len(listed) == PER_KIND + 1
    assert listed[-1].row is None
    assert "70 more times" in listed[-1].message
    assert upload.counts["plans"] == RowCount(PER_KIND + 70, 0)
