from datetime import date
from decimal import Decimal

import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.tables.upload import Severity
from tests.support.foreign import AVA, BEN, CAI, ROLL, decided, keys, load, with_column
from tests.support.uploads import book, codes, column, problems_of


def cells(heading, name, *given, mapping=None, table="flat"):
    """The values of one more column beside the roll."""
    upload = load(mapping, roll=with_column(heading, *given))
    assert not upload.refused, [p for p in upload.problems if p.severity is Severity.ERROR]
    return column(upload, table, name), upload


@pytest.mark.parametrize(
    ("given", "expected", "rule"),
    [
        (("Y", "", "Y"), [True, False, True], "blank is read as No"),
        (("Y", "", "N"), [True, None, False], "blank is read as unknown"),
        (("T", "F", ""), [True, False, None], "blank is read as unknown"),
        (("1", "0", "1"), [True, False, True], ""),
        (("x", "", ""), [True, False, False], "blank is read as No"),
        (("✓", "", ""), [True, False, False], "blank is read as No"),
        (("Yes", "N/A", "No"), [True, None, False], "blank is read as unknown"),
    ],
)
def test_yes_and_no_with_the_rule_for_blanks(given, expected, rule):
    values, upload = cells("FSM eligible", "fsm", *given, table="pupils")
    assert values == expected
    assert rule in decided(upload)


def test_a_word_that_decides_a_figure_is_asked():
    roll = with_column("Looked After", "Y", "N", "Maybe")
    assert keys(load(roll=roll)) == {"values/roll!Looked After/Maybe"}
    said = {"values": {"roll!Looked After": {"maybe": "Y"}}}
    assert column(load(said, roll=roll), "pupils", "looked_after") == [True, False, True]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("93.4", "88", "100"), ["93.4", "88", "100"]),
        (("93.4 %", "88%", ""), ["93.4", "88", None]),
        (("0.934", "0.88", "1"), ["93.4", "88", "100"]),
    ],
)
def test_percentages_by_column(given, expected):
    values, upload = cells("% Attendance", "attendance_percent", *given)
    assert values == [None if e is None else Decimal(e) for e in expected]
    assert "read as" in decided(upload)


def test_a_fraction_among_percentages_is_not_guessed():
    values, upload = cells("% Attendance", "attendance_percent", "93.4", "0.9", "88")
    assert values == [Decimal("93.4"), None, Decimal(88)]
    assert [(p.row, p.value) for p in problems_of(upload, "cell_not_readable")] == [(3, "0.9")]


def test_sen_words():
    values, upload = cells("SEN Status", "sen", "SEN Support", "EHCP", "", table="pupils")
    assert values == ["K", "E", "N"]
    assert "blank is read as N" in decided(upload)


def test_a_year_group_that_is_not_certain_is_asked():
    roll = ROLL.replace("Year 7", "Nursery")
    upload = load(roll=roll)
    assert keys(upload) == {"values/roll!Year/Nursery"}
    assert upload.proposal.questions[0].suggested == "N2"
    said = {"values": {"roll!Year": {"Nursery": "N1"}}}
    assert column(load(said, roll=roll), "pupils", "year_group") == [-2, 8, 8]


def test_ks2_zeros_are_missing():
    values, upload = cells("READSCORE", "ks2_reading", "0.0", "104", "79")
    assert values == [None, "104", None]
    assert [p.row for p in problems_of(upload, "result_not_readable")] == [2, 4]


def test_other_grades_are_left_out_and_counted():
    values, upload = cells("Eng Lang", "english_language", "5", "D*", "55")
    assert values == ["5", None, None]
    assert [p.row for p in problems_of(upload, "result_not_readable")] == [3, 4]
    assert '"D*", "55"' in problems_of(upload, "result_not_readable")[0].message


def test_a_grade_that_became_a_date_is_recognised():
    roll = [["UPN", "Surname", "Forename", "Year", "DOA", "Mathematics"]]
    roll += [
        [u, "A", "B", 11, date(2021, 9, 13), g] for u, g in ((AVA, 5), (BEN, date(2026, 5, 5)))
    ]
    upload = read_in_process([SourceFile("a.xlsx", book({"Sheet1": roll}))])
    assert column(upload, "flat", "maths") == ["5", None]
    (problem,) = problems_of(upload, "cell_not_readable")
    assert "a spreadsheet changed a grade such as 5-5" in problem.message


def test_days_of_suspension_say_at_least_one():
    values, upload = cells("Suspension days", "suspensions", "2.5", "0", "")
    assert values == [1, 0, 0]
    assert "one suspension" in decided(upload)


def test_an_ambiguous_heading_of_exclusions_is_asked():
    upload = load(roll=with_column("Exclusions", "1", "0", "0"))
    assert keys(upload) == {"headings/roll!Exclusions"}


def test_dates_that_fit_both_ways_are_asked_once_for_a_sheet():
    plans = (
        f"UPN,Plan,Start date,Date ended\n{AVA},CIN,05/09/2023,\n{BEN},CP,01/02/2022,03/04/2022\n"
    )
    upload = load(plans=plans)
    assert upload.refused
    assert keys(upload) == {"dates/plans"}
    for answer, day in (("day first", date(2023, 9, 5)), ("month first", date(2023, 5, 9))):
        settled = load({"dates": {"plans": answer}}, plans=plans)
        assert column(settled, "plans", "start_date")[0] == day


def test_other_dates_of_the_sheet_settle_what_fits_both_ways():
    plans = f"UPN,Plan,Start date,Date ended\n{AVA},CIN,05/09/2023,20/10/2023\n"
    upload = load(plans=plans)
    assert column(upload, "plans", "start_date") == [date(2023, 9, 5)]
    assert "as other dates of the sheet are" in decided(upload)


def test_a_date_that_cannot_be_read_leaves_its_plan_without_dates_aloud():
    plans = f"UPN,Plan,Start date\n{AVA},CIN,13/09/2023\n{BEN},CP,soon\n"
    upload = load(plans=plans)
    assert column(upload, "plans", "upn") == [AVA, BEN]
    assert column(upload, "plans", "start_date") == [date(2023, 9, 13), None]
    (problem,) = problems_of(upload, "cell_not_readable")
    assert (problem.row, problem.column, problem.value) == (3, "Start date", "soon")
    assert problem.severity is Severity.ERROR
    assert not problems_of(upload, "plan_without_dates")


def test_upns_that_a_spreadsheet_destroyed():
    upload = load(roll=ROLL.replace(BEN, "8.01E+11"))
    assert [p.row for p in problems_of(upload, "upn_destroyed")] == [3]
    assert column(upload, "pupils", "upn") == [AVA, CAI]
    upload = load(roll=ROLL.replace(AVA, AVA[1:]))
    assert "upn_without_letter" in codes(upload)
    assert upload.counts["pupils"].kept == 3


def test_check_letters_warn_and_never_reject():
    upload = load(roll=ROLL.replace(AVA, "B801200005001"))
    (problem,) = problems_of(upload, "upn_check_letter")
    assert problem.severity is Severity.NOTE
    assert upload.counts["pupils"].kept == 3


def test_any_language_but_english_is_eal():
    values, _ = cells("Language", "eal", "ENG", "POL", "", table="pupils")
    assert values == [False, True, None]


def test_several_rows_of_one_pupil_are_folded_and_counted():
    sen = f"UPN,Name,SEN status,Sen Need\n{AVA},x,K,MLD\n{AVA},x,K,SLCN\n{BEN},y,E,ASD\n"
    upload = load(sen=sen)
    assert column(upload, "pupils", "sen") == ["K", "E", None]
    assert "1 further row" in decided(upload)
    differ = sen.replace("K,SLCN", "E,SLCN")
    (problem,) = problems_of(load(sen=differ), "pupil_rows_differ")
    assert (problem.sheet, problem.column) == ("sen", "SEN status")


def test_sums_beat_a_percentage_and_disagreement_is_told():
    roll = with_column("Possible,Authorised,Unauthorised,Attendance %", "", "", "")
    lines = roll.splitlines()
    more = ["100,5,5,90", "100,5,5,70", "0,0,0,"]
    upload = load(
        roll="\n".join([lines[0], *(f"{r[:-3]},{m}" for r, m in zip(lines[1:], more, strict=True))])
    )
    assert column(upload, "flat", "possible_sessions") == [100, 100, 0]
    assert [p.row for p in problems_of(upload, "attendance_differs")] == [3]


def test_codes_that_do_not_add_up_are_told_by_row():
    att = "UPN,/,\\,B,L,I,O,Possible,Authorised,Unauthorised\n"
    att += f"{AVA},40,40,5,5,5,5,100,5,5\n{BEN},40,40,5,5,5,5,120,5,5\n"
    upload = load(att=att)
    assert [p.row for p in problems_of(upload, "marks_do_not_add_up")] == [3]
    assert column(upload, "flat", "possible_sessions") == [100, 120, None]
