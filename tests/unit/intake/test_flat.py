from datetime import date
from decimal import Decimal

import pytest

from cwsw.tables.upload import FLAT, SCHEMAS, RowCount, Severity
from tests.support.uploads import PUPILS, column, problems_of, read

HEAD = "UPN,Surname,Forename,Year group,Admission date,"


def flat(headings: str, cells: str, **more: str):
    return read(pupils="", everything=f"{HEAD}{headings}\nA1,Adams,Ava,7,,{cells}\n", **more)


def plans(upload):
    names = ("upn", "plan", "start_date", "end_date", "source")
    return list(zip(*(column(upload, "plans", name) for name in names), strict=True))


def cell(upload, name):
    (value,) = column(upload, FLAT, name)
    return value


def test_a_sheet_of_any_name_with_the_pupils_headings_is_the_flat_sheet():
    upload = flat("GLD,Phonics mark,Attainment 8,Permanently excluded", "Y,33,45.5,N")
    assert not upload.problems
    assert upload.counts["pupils"] == RowCount(1, 1)
    assert upload.tables[FLAT].schema == SCHEMAS[FLAT]
    assert cell(upload, "gld") is True
    assert cell(upload, "phonics_mark") == 33
    assert cell(upload, "attainment_8") == Decimal("45.5")
    assert cell(upload, "permanently_excluded") is False
    assert cell(upload, "suspensions") is None
    assert "plans" not in upload.tables


def test_a_pupils_sheet_without_flat_headings_has_no_flat_table():
    assert FLAT not in read().tables


def test_a_sheet_named_attendance_with_pupils_headings_is_the_flat_sheet():
    text = f"{HEAD}Attendance %\nA1,Adams,Ava,7,,93.5\n"
    upload = read(pupils="", attendance=text)
    assert cell(upload, "attendance_percent") == Decimal("93.5")


def test_dates_beside_the_pupil_become_plans():
    upload = flat("CIN start,CIN end,CP start,CP end", "01/01/2024,,,2023-05-05")
    assert plans(upload) == [
        ("A1", "CIN", date(2024, 1, 1), None, "flat sheet"),
        ("A1", "CP", None, date(2023, 5, 5), "flat sheet"),
    ]
    assert cell(upload, "cin_start") == date(2024, 1, 1)
    assert upload.counts["plans"] == RowCount(2, 2)


def test_blank_plan_cells_say_that_plans_are_supplied():
    upload = flat("CIN start,CIN end", ",")
    assert plans(upload) == []


def test_an_unreadable_date_counts_as_blank_and_keeps_what_else_is_known_of_the_plan():
    upload = flat("CIN start,CIN end,CP start,CP end", "?,01/01/2026,01/02/2026,tbc")
    assert [(p.severity, p.column, p.row) for p in upload.problems] == [
        (Severity.WARNING, "CIN start", 2),
        (Severity.WARNING, "CP end", 2),
    ]
    assert [plan[1:4] for plan in plans(upload)] == [
        ("CIN", None, date(2026, 1, 1)),
        ("CP", date(2026, 2, 1), None),
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("Historic,", [("CIN", None)]),
        ("closed,", [("CIN", None)]),
        ("Previous,?", [("CIN", None)]),
        ("Historic,01/01/2016", [("CIN", date(2016, 1, 1))]),
        ("Y,", []),
        ("N,", []),
        ("N,01/01/2016", [("CIN", date(2016, 1, 1))]),
        (",", []),
        ("perhaps,", []),
    ],
)
def test_a_word_without_a_date_is_an_undated_plan(cells, expected):
    upload = flat("CIN now,CIN start", cells)
    assert [plan[1:3] for plan in plans(upload)] == expected
    warned = [p.severity for p in problems_of(upload, "value_not_known")]
    assert warned == ([Severity.WARNING] if "perhaps" in cells else [])


def test_a_dated_plan_on_the_plans_sheet_beats_a_word_of_the_same_plan():
    given = "UPN,Plan,Start date,End date\nA1,CIN,01/01/2010,01/01/2011\n"
    assert len(plans(flat("CIN now", "Historic", plans=given))) == 1
    assert len(plans(flat("CP now", "Historic", plans=given))) == 2
    assert len(plans(flat("CIN now", "Historic", plans=given.replace("2010", "2012")))) == 2


def test_flags_that_say_now_stay_in_the_flat_table():
    upload = flat("CIN now,CP now", "Y,Historic")
    assert (cell(upload, "cin_now"), cell(upload, "cp_now")) == (True, None)


@pytest.mark.parametrize(
    ("cells", "expected", "code"),
    [
        ("100,5,3", (100, 5, 3), None),
        ("0,0,0", (0, 0, 0), None),
        (",,", (None, None, None), None),
        ("100,5,", (None, None, None), "flat_absence_in_part"),
        ("100,90,11", (None, None, None), "absence_above_possible"),
        ("0,1,0", (None, None, None), "absence_above_possible"),
        ("100,5,x", (None, None, None), "flat_absence_in_part"),
    ],
)
def test_the_three_absence_cells_stand_together(cells, expected, code):
    upload = flat("Possible sessions,Authorised absence,Unauthorised absence", cells)
    names = ("possible_sessions", "authorised_absence", "unauthorised_absence")
    assert tuple(cell(upload, name) for name in names) == expected
    if code:
        assert [p.severity for p in problems_of(upload, code)] == [Severity.WARNING]
    assert upload.counts["pupils"] == RowCount(1, 1)


@pytest.mark.parametrize(
    ("heading", "name", "given", "expected"),
    [
        ("KS2 Reading", "ks2_reading", "101.0", "101"),
        ("KS2 Writing", "ks2_writing", "gds", "GDS"),
        ("English Language", "english_language", "9.0", "9"),
        ("Maths", "maths", "u", "U"),
        ("Maths", "maths", "Merit", None),
        ("Phonics mark", "phonics_mark", "40", 40),
        ("Phonics mark", "phonics_mark", "41", None),
        ("GLD", "gld", "2", None),
        ("Suspensions", "suspensions", "0", 0),
        ("Attendance %", "attendance_percent", "93.4 %", Decimal("93.4")),
    ],
)
def test_flat_results(heading, name, given, expected):
    upload = flat(heading, given)
    assert cell(upload, name) == expected
    assert len(upload.problems) == (expected is None)


def test_fractions_are_told():
    upload = flat("Attendance %", "0.934")
    assert cell(upload, "attendance_percent") == Decimal("93.4")
    assert [p.severity for p in upload.problems] == [Severity.NOTE]


def test_the_flat_table_has_the_pupils_that_are_kept():
    rows = "A1,Adams,Ava,7,,2\nA1,Adams,Ava,7,,3\nA2,Brown,Ben,8,,1\n"
    upload = read(pupils=f"{HEAD}Suspensions\n{rows}")
    assert column(upload, FLAT, "upn") == ["A2"]
    assert problems_of(upload, "pupil_twice")


def test_a_second_sheet_without_flat_headings_leaves_its_pupils_blank():
    more = f"{HEAD}Suspensions\nB1,Else,Ed,7,,1\n"
    upload = read(more=more)
    assert column(upload, FLAT, "suspensions") == [None, None, None, 1]
    assert PUPILS.count("A") > 0
