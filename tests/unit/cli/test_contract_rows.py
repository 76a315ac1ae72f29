"""What rows count for, in the numbers of `measures --json` (contract sections 1, 2, 3 and 6)."""

from datetime import date

import pytest

from tests.support.answers import PLAN_HEAD, cohort, counts, measured, pupils
from tests.support.uploads import column, problems_of, read

CIN = [PLAN_HEAD, ("A1", "CIN", date(2024, 1, 1), None)]
FLAT = ("CIN now", "CIN start", "CIN end")
SESSIONS = ("UPN", "Academic year", "Possible sessions", "Authorised absence")
ATTENDANCE = (*SESSIONS, "Unauthorised absence")


@pytest.mark.parametrize(
    ("cells", "group"),
    [
        (("Y", None, None), "current_cin"),
        (("N", None, None), "other"),
        (("Historic", None, None), "undated"),
        (("N", "01/01/2024", None), "current_cin"),
        (("Historic", date(2024, 1, 1), None), "current_cin"),
        (("Closed", None, "2024-03-01"), "ended"),
        ((None, date(2024, 1, 1), date(2023, 1, 1)), "undated"),
        ((None, "not known", "01/03/2024"), "ended"),
        ((None, "01/01/2024", "to be confirmed"), "current_cin"),
    ],
)
def test_plan_cells_beside_a_pupil(cells, group):
    answer = measured({"Class list": pupils(cells, headings=FLAT)})
    assert cohort(answer)[group] == 1


@pytest.mark.parametrize(
    ("cell", "group"),
    [("Y", "looked_after"), ("N", "other"), ("Previously", "undated"), (None, "other")],
)
def test_looked_after_says_now_or_is_a_plan_without_dates(cell, group):
    answer = measured({"Pupils": pupils((cell,), headings=("Looked after",))})
    assert cohort(answer) == {"on_roll": 1, group: 1}


def test_looked_after_before_is_dated_by_the_plans_sheet():
    plans = [PLAN_HEAD, ("A1", "CLA", date(2012, 1, 1), date(2013, 1, 1))]
    sheets = {"Pupils": pupils(("Historic",), headings=("Looked after",)), "Plans": plans}
    assert cohort(measured(sheets)) == {"on_roll": 1, "earlier": 1}


def test_looked_after_alone_supplies_no_plans():
    head = "UPN,Surname,Forename,Year group,Admission date,Looked after\n"
    upload = read(pupils=head + "A1,Adams,Ava,7,,Y\n")
    assert "plans" not in upload.tables
    assert column(upload, "pupils", "looked_after") == [True]


@pytest.mark.parametrize(
    ("as_at", "expected", "now"),
    [
        (None, {"2025/26": (1, 1, 0, 2)}, {"on_roll": 3, "cwsw": 1}),
        (date(2026, 1, 9), {"2025/26": (1, 1, 0, 2)}, {"on_roll": 3, "cwsw": 1}),
        (date(2026, 10, 1), {"2025/26": (1, 1, 0, 2)}, {"on_roll": 3, "other": 3}),
        (date(2025, 7, 1), {}, {"on_roll": 3, "other": 3}),
    ],
)
def test_flat_figures_and_flags_belong_to_the_school_sheets_year(as_at, expected, now):
    rows = pupils(("Y", 1), (None, 0), (None, None), headings=("CIN now", "Suspensions"))
    answer = measured({"Pupils": rows}, as_at)
    assert counts(answer, "suspended") == expected
    assert now.items() <= cohort(answer).items()


def test_attendance_rows_add_up_and_the_same_row_counts_once():
    rows = [
        ATTENDANCE,
        ("A1", "2025/26", 100, 5, 5),
        ("A1", "2025/26", 100.0, "5", "5"),
        ("A1", "2025-26", 100, 5, 25),
        ("A2", "2025/26", 100, 51, 0),
        ("A2", "2025/26", 10, 11, 0),
        ("A2", "2026/27", 10, 5, 0),
    ]
    answer = measured({"Pupils": pupils((), ()), "Plans": CIN, "Attendance": rows})
    assert counts(answer, "overall_absence") == {"2025/26": (40, 200, 51, 100)}
    assert counts(answer, "severe_absence") == {"2025/26": (0, 1, 1, 1)}


def test_register_oddities():
    rows = [
        ("UPN", "Date", "AM", "PM"),
        ("A1", date(2025, 9, 1), "/", "\\"),
        ("A1", date(2025, 9, 2), "H", "f"),
        ("A1", "03/09/2025", "J", "Y"),
        ("A1", "2025-09-04", "-", None),
        ("A1", date(2025, 9, 5), "??", "/"),
        ("A2", date(2025, 9, 1), "/", "/"),
        ("A2", date(2025, 9, 1), "O", "/"),
        ("A2", date(2025, 9, 1), "O", "/"),
        ("A2", date(2025, 9, 2), "o", "#"),
        ("A2", date(2026, 7, 18), "/", "/"),
    ]
    answer = measured({"Pupils": pupils((), ()), "Plans": CIN, "Register": rows})
    assert counts(answer, "overall_absence") == {"2025/26": (2, 6, 1, 1)}


def test_attendance_beats_the_register_of_the_same_pupil_and_year():
    marks = [("UPN", "Date", "AM", "PM"), ("A1", date(2025, 9, 1), "O", "O")]
    marks += [("A2", date(2025, 9, 1), "O", "/")]
    sheets = {"Pupils": pupils((), ()), "Plans": CIN, "Register": marks}
    sheets["Attendance"] = [ATTENDANCE, ("A1", "2025/26", 40, 1, 0)]
    assert counts(measured(sheets), "overall_absence") == {"2025/26": (1, 40, 1, 2)}


def test_results_of_all_stages_in_many_spellings():
    rows = [
        ("UPN", "Academic year", "Stage", "Subject", "Result"),
        ("A1", "2025/26", "KS4", "English Language", "7.0"),
        ("A1", "2024/25", "ks4", "Maths", 5),
        ("A2", "2025/26", "KS4", "english literature", "u"),
        ("A2", "2025/26", "KS4", "Maths", 9),
        ("A3", "2025/26", "KS4", "Maths", "9-1"),
        ("A3", "2025/26", "KS4", "Maths", "4"),
        ("A4", "2026/27", "KS4", "Maths", 9),
        ("A5", "2025/26", "KS4", "Attainment 8", 45.3),
        ("A5", "2025/26", "KS4", "Attainment 8", "44"),
    ]
    people = pupils((), (), (), (), (), year="11")
    answer = measured({"Pupils": people, "Plans": CIN, "Results": rows})
    assert counts(answer, "em_strong") == {"2025/26": (1, 1, 0, 2)}
    (entry,) = (m for m in answer["measures"] if m["key"] == "attainment8")
    assert entry["groups"]["other"]["value"] == 45.3


def test_key_stage_2_codes_are_rows_and_not_met():
    rows = [("UPN", "Academic year", "Stage", "Subject", "Result")]
    given = {"A1": (100, "exs", "GDS"), "A2": ("HNM", "B", "99"), "A3": (110, 110, 110)}
    for upn, results in given.items():
        for subject, result in zip(("Reading", "Writing", "Maths"), results, strict=True):
            rows.append((upn, "2025/26", "KS2", subject, result))
    people = pupils((), (), (), year="6")
    answer = measured({"Pupils": people, "Plans": CIN, "Results": rows})
    assert counts(answer, "ks2_rwm") == {"2025/26": (1, 1, 0, 2)}


def test_destinations_that_repeat_and_that_differ():
    rows = [
        ("UPN", "Academic year", "Age", "Destination"),
        ("A1", "2024/25", 16, "a levels"),
        ("A1", "2023/24", "16", "A levels"),
        ("A2", "2024/25", 16.0, "NEET"),
        ("A2", "2025/26", 16, "Unknown"),
        ("A3", "2024/25", 16, "NEET"),
        ("A3", "2023/24", 16, "Employment"),
    ]
    answer = measured({"Pupils": pupils((), (), ()), "Plans": CIN, "Destinations": rows})
    assert counts(answer, "neet_at_16") == {"2024/25": (0, 0, 1, 1), "2023/24": (0, 1, 0, 0)}


def test_the_latest_known_informant_and_the_year_of_wellbeing():
    rows = [
        ("UPN", "Date", "Instrument", "Informant", "Score"),
        ("A1", date(2025, 10, 1), "sdq", "teacher", 3),
        ("A1", date(2026, 1, 1), "SDQ", "Parent", 17),
        ("A1", date(2026, 1, 1), "SDQ", "Self", "10"),
        ("A2", date(2026, 5, 1), "SDQ", "Nurse", 30),
        ("A3", date(2025, 7, 17), "Boxall", None, 1.5),
    ]
    answer = measured({"Pupils": pupils((), (), ()), "Plans": CIN, "Wellbeing": rows})
    assert counts(answer, "sdq_raised") == {"2025/26": (1, 1, 0, 0)}
    assert counts(answer, "wellbeing_known") == {"2025/26": (1, 1, 1, 2)}


def test_numbers_and_texts_are_the_same_key():
    people = [pupils()[0]]
    people += [(upn, "S", "F", None, "8", None) for upn in (12345, "00123", " B 1 ", "c1", 123.0)]
    plans = [PLAN_HEAD]
    plans += [(upn, "CIN", None, "01/01/2024") for upn in ("12345", "00123 ", "B 1", "C1", "123")]
    assert cohort(measured({"Pupils": people, "Plans": plans}))["cwsw"] == 5


def test_two_school_rows_alike_are_one():
    twice = "Name,Phase,As at\nHill,primary,17/07/2026\nHill,primary,2026-07-17\n"
    upload = read(school=twice)
    assert len(problems_of(upload, "same_row")) == 1
    assert not problems_of(upload, "school_rows")
    assert (upload.counts["school"].read, upload.counts["school"].kept) == (2, 1)


def test_a_pupil_twice_takes_the_rows_of_other_sheets_along():
    rows = [*pupils((), ()), ("A1", "Sur", "For", None, "9", None)]
    marks = [("UPN", "Type", "Start date"), ("A1", "SUSP", date(2026, 1, 5))]
    answer = measured({"Pupils": rows, "Plans": CIN, "Exclusions": marks})
    assert cohort(answer) == {"on_roll": 1, "other": 1}
    assert counts(answer, "suspended") == {"2025/26": (0, 0, 0, 1)}


def test_scores_are_exact_to_nine_places_and_an_odd_one_stops_nothing():
    scores = (999_999, 45.23847561234567, 33.333333333333336, "12.1", 1_000_000)
    rows = [("UPN", "Academic year", "Stage", "Subject", "Result")]
    rows += [(f"A{i}", "2025/26", "KS4", "Attainment 8", s) for i, s in enumerate(scores, 1)]
    (entry,) = measured({"Pupils": pupils(*[()] * 5), "Plans": CIN, "Results": rows})["measures"]
    assert entry["groups"]["cwsw"]["value"] == 999_999
    assert entry["groups"]["other"]["of"] == 3
    mean = (45.23847561234567 + 33.333333333333336 + 12.1) / 3
    assert entry["groups"]["other"]["value"] == pytest.approx(mean, rel=1e-10)
