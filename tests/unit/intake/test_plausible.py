"""What cannot be right of pupils and sessions is named by its row, or once for the whole list."""

from datetime import date

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.plausible import years_off
from tests.support.cases import Case
from tests.support.uploads import problems_of, read

HEAD = "UPN,Surname,Forename,Date of birth,Year group,Admission date"
AS_AT = date(2026, 7, 17)

# In 2025/26 those born from September 2013 to August 2014 are in Year 7.
GROUPS = (7, 8, 9, 10, 11, 7, 8, 9, 10, 11)
ROWS = [[f"A{n}", f"S{n}", f"F{n}", f"{10 + n}/02/{2021 - g}", str(g), "01/09/2024"]
        for n, g in enumerate(GROUPS)]  # fmt: skip
BIRTH, GROUP, ADMISSION = 3, 4, 5


def pupils(*changes, head=HEAD, more=(), **texts):
    """Ten pupils, row 2 the first, with some cells changed: (row, column, text)."""
    rows = [list(row) for row in ROWS]
    for number, column, text in changes:
        rows[number - 2][column] = text
    lines = [head, *(",".join([*row, *more]) for row in rows)]
    return read(pupils="\n".join(lines), **texts)


def told(upload):
    return {(p.code, p.row) for p in upload.problems}


def test_a_list_that_fits_is_said_nothing_of():
    assert not pupils().problems


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([(2, BIRTH, "10/02/1914")], {("age_unlikely", 2)}),
        ([(3, BIRTH, "11/02/2031")], {("admission_before_birth", 3)}),
        ([(4, GROUP, "8")], {("age_unlikely", 4)}),
        ([(4, GROUP, "10")], {("age_unlikely", 4)}),
        ([(4, BIRTH, "12/07/2012"), (4, GROUP, "8")], set()),  # a summer birth, a year back
        ([(4, BIRTH, "12/07/2012"), (4, GROUP, "7")], {("age_unlikely", 4)}),
        ([(5, BIRTH, "01/09/2010"), (5, GROUP, "10")], set()),  # the eldest of Year 10
        ([(5, BIRTH, "31/08/2010"), (5, GROUP, "10")], set()),  # a year back, born in summer
        ([(5, BIRTH, "31/03/2010"), (5, GROUP, "10")], {("age_unlikely", 5)}),
        ([(6, GROUP, "13"), (6, BIRTH, "14/02/2007")], set()),  # a third year of sixth form
        ([(6, GROUP, "N2"), (6, BIRTH, "14/02/2021")], set()),
        ([(6, GROUP, "N2"), (6, BIRTH, "14/02/2011")], {("age_unlikely", 6)}),
        ([(7, ADMISSION, "01/09/1924")], {("admission_before_birth", 7)}),
        ([(7, ADMISSION, "01/09/2026")], {("after_as_at", 7)}),
        ([(7, BIRTH, "")], set()),
    ],
)  # fmt: skip
def test_slips_of_one_pupil_name_the_row(changes, expected):
    assert told(pupils(*changes)) == expected


def test_nothing_is_changed_by_a_slip():
    upload = pupils((2, BIRTH, "10/02/1914"))
    assert upload.tables["pupils"]["date_of_birth"].to_pylist()[0] == date(1914, 2, 10)


@pytest.mark.parametrize(
    ("shift", "text"),
    [(-1, "this looks like last year's list"), (1, "look at the as-at date"),
     (-100, "look at the as-at date")],
)  # fmt: skip
def test_a_list_that_is_off_as_a_whole_is_one_line(shift, text):
    born = [(n, BIRTH, f"{8 + n}/02/{2021 + shift - g}") for n, g in enumerate(GROUPS, start=2)]
    upload = pupils(*born, *[(n, ADMISSION, "") for n in range(2, 12)])
    (problem,) = upload.problems
    assert (problem.code, problem.row) == ("year_groups_off", None)
    assert "10 of 10 pupils" in problem.message
    assert text in problem.message


def test_beside_last_years_list_only_other_slips_are_named():
    changes = [(n, GROUP, str(g - 1)) for n, g in enumerate(GROUPS, start=2)]
    upload = pupils(*changes, (11, BIRTH, "19/02/1910"))
    assert told(upload) == {("year_groups_off", None), ("age_unlikely", 11)}


def test_without_an_as_at_date_pupils_are_held_against_each_other():
    off = [(n, GROUP, str(g - 1)) for n, g in enumerate(GROUPS, start=2)]
    upload = pupils(*off, (3, GROUP, "11"), school="")
    assert told(upload) == {("age_unlikely", 3), ("as_at_missing", None)}


def test_a_leavers_year_group_is_that_of_the_year_of_leaving():
    rows = [[*row, ""] for row in ROWS]
    rows[0][GROUP], rows[0][-1] = "6", "20/07/2025"
    rows[1][GROUP], rows[1][-1] = "8", "20/07/2025"
    text = "\n".join([f"{HEAD},Leaving date", *map(",".join, rows)])
    assert told(read(pupils=text)) == {("age_unlikely", 3)}


def test_leaving_before_admission_is_named():
    left = [[*row[:GROUP], group, *row[ADMISSION:], "02/09/2023"] for row, group in
            zip(ROWS, "56", strict=False)]  # fmt: skip
    text = "\n".join([f"{HEAD},Leaving date", *map(",".join, left)])
    assert told(read(pupils=text)) == {
        ("leaving_before_admission", 2), ("leaving_before_admission", 3),
    }  # fmt: skip


def test_exchanged_columns_are_one_line():
    changes = [(n, BIRTH, "01/09/2022") for n in range(2, 12)]
    changes += [(n, ADMISSION, ROWS[n - 2][BIRTH]) for n in range(2, 12)]
    (problem,) = pupils(*changes).problems
    assert problem.code == "dates_exchanged"
    assert "10 of 10 rows" in problem.message


ATTENDANCE = "UPN,Academic year,Possible sessions,Authorised absence,Unauthorised absence\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("A1,2025/26,400,5,0\n", set()),
        ("A1,2025/26,401,5,0\n", {("sessions_unlikely", 2)}),
        ("A1,2025/26,300,5,0\nA1,2025/26,300,6,0\nA2,2025/26,9,6,0\n", {("sessions_unlikely", 2)}),
        ("A1,2025/26,300,5,0\nA1,2024/25,300,6,0\n", set()),
        ("A1,2025/26,22800,5,0\n", {("sessions_unlikely", 2)}),
    ],
)  # fmt: skip
def test_more_sessions_than_a_year_has_are_named(rows, expected):
    assert told(pupils(attendance=ATTENDANCE + rows)) == expected


def test_sessions_beside_the_pupils_are_looked_at_too_and_many_are_one_line():
    head = f"{HEAD},Possible sessions,Authorised absence,Unauthorised absence"
    upload = pupils(head=head, more=("760", "4", "0"))
    assert told(upload) == {("sessions_unlikely", n) for n in range(2, 12)}
    doubled = [f"B{row[0]},{','.join(row[1:])},760,4,0" for row in ROWS]
    text = "\n".join([head, *(",".join([*row, "760,4,0"]) for row in ROWS), *doubled])
    (problem,) = problems_of(read(pupils=text), "sessions_unlikely")
    assert problem.row is None
    assert problem.message.startswith("The possible sessions of 20 pupils")


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("41_dob_century", {3, 4, 7, 8, 11, 12}),
        ("41b_dob_1914", {2, 3, 4, 5, 6, 7}),
    ],
)
def test_the_cases_of_mistyped_births_name_each_row(name, rows):
    assert Case(f"{name}.csv", roll=None).told_rows() == rows


def test_the_case_of_exchanged_dates_is_told_once():
    (problem,) = Case("41c_dob_and_admission_exchanged.csv", roll=None).told()
    assert problem.code == "dates_exchanged"


def test_the_case_of_every_pupil_twice_is_told():
    case = Case("104_two_years_of_enrolment.csv", roll=None)
    (problem,) = case.told("pupil_rows_differ")
    assert "20 times" in problem.message
    assert "rows 22, 23, 24, 25, 26 and 15 more" in problem.message
    assert case.cohort["on_roll"] == 20


def test_a_few_pupils_twice_are_named_row_by_row():
    text = "\n".join([HEAD.replace("Date of birth", "DOB"), *map(",".join, ROWS)])
    again = ",".join([*ROWS[0][:GROUP], "8", ROWS[0][ADMISSION]])
    case = Case(SourceFile("list.csv", f"{text}\n{again}\n".encode()), roll=None)
    assert case.told_rows("pupil_rows_differ") == {12}


def test_the_case_of_a_blank_upn_names_each_row():
    case = Case("08b_blank_upn.csv", roll=None)
    assert {14, 15, 16, 17} <= {p.row for p in case.told("cell_missing")}


@pytest.mark.parametrize(
    ("pupils_", "expected"),
    [
        ([(6, date(2014, 2, 1), None)] * 8, (-1, 8, 8)),
        ([(6, date(2014, 2, 1), None)] * 7, None),
        ([(6, date(2014, 2, 1), None)] * 5 + [(7, date(2014, 2, 1), None)] * 5, None),
        ([(6, date(2014, 2, 1), None)] * 6 + [(7, date(2014, 2, 1), None)] * 4, (-1, 6, 10)),
        ([(6, date(2014, 2, 1), date(2025, 7, 1))] * 9, None),
        ([(None, date(2014, 2, 1), None), (6, None, None)] * 9, None),
    ],
)
def test_how_far_most_of_a_list_is_off(pupils_, expected):
    assert years_off(pupils_, AS_AT) == expected


@pytest.mark.parametrize(
    ("day", "rows"), [("12/03/1925", {2}), ("09/02/2014", {2}), ("11/02/2014", set())]
)
def test_days_before_birth_are_named(day, rows):
    exclusions = f"UPN,Type,Start date\nA0,SUSP,{day}\nA1,SUSP,01/03/2026\n"
    upload = pupils(exclusions=exclusions)  # A0 was born on 10 February 2014
    assert {p.row for p in problems_of(upload, "date_unlikely")} == rows


def test_the_reason_of_an_exclusion_that_was_taken_back_is_named():
    text = (
        "UPN,Type,Start date,Reason\nA0,PERM,01/03/2026,Rescinded by governors\n"
        "A1,SUSP,01/03/2026,Walked out of isolation\n"
    )
    upload = pupils(exclusions=text)
    assert told(upload) == {("exclusion_may_not_count", 2)}
    assert upload.tables["exclusions"].num_rows == 2
