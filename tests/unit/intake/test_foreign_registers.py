from datetime import date

import pytest

from tests.support.foreign import AVA, BEN, keys, load
from tests.support.uploads import codes, column, problems_of

DAY = date(2026, 6, 15)


def marks(upload):
    names = ("upn", "date", "am", "pm")
    return sorted(zip(*(column(upload, "register", n) for n in names), strict=True), key=str)


def wide(head: str, *rows: str) -> str:
    return "\n".join((f"UPN,{head}", *rows)) + "\n"


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("15/06/2026 AM,15/06/2026 PM,16/06/2026 AM,16/06/2026 PM", "/,\\,N,Y1"),
        (
            "Mon 15 Jun 2026 AM,Mon 15 Jun 2026 PM,Tue 16 Jun 2026 AM,Tue 16 Jun 2026 PM",
            "/,\\,N,Y1",
        ),
        ("15/06/2026,15/06/2026,16/06/2026,16/06/2026", "/,\\,N,Y1"),
        ("2026-06-15,2026-06-16,2026-06-17", "/\\,N Y1,"),
    ],
)
def test_a_column_for_each_day_or_session(head, cells):
    upload = load(register=wide(head, f"{AVA},{cells}"))
    assert marks(upload) == [
        (AVA, DAY, "/", "\\"),
        (AVA, date(2026, 6, 16), "N", "Y1"),
    ]


def test_two_heading_rows():
    text = (
        f",,15/06/2026,,16/06/2026,,17/06/2026,\nUPN,Name,AM,PM,AM,PM,AM,PM\n{AVA},x,/,\\,N,-,,\n"
    )
    upload = load(register=text)
    assert marks(upload) == [(AVA, DAY, "/", "\\"), (AVA, date(2026, 6, 16), "N", None)]


def test_one_mark_for_each_day_is_asked():
    text = wide("15/06/2026,16/06/2026,17/06/2026", f"{AVA},/,N,")
    assert keys(load(register=text)) == {"missing/register!Session"}
    both = load({"missing": {"register!Session": "both"}}, register=text)
    assert marks(both)[0] == (AVA, DAY, "/", "/")
    am = load({"missing": {"register!Session": "AM"}}, register=text)
    assert marks(am)[0] == (AVA, DAY, "/", None)


def test_half_a_day_in_one_cell_stays_half():
    upload = load(register=wide("15/06/2026,16/06/2026,17/06/2026", f"{AVA},/-,//,-N"))
    assert marks(upload) == [
        (AVA, DAY, "/", None),
        (AVA, date(2026, 6, 16), "/", "/"),
        (AVA, date(2026, 6, 17), None, "N"),
    ]


def test_unknown_marks_are_told_by_cell_and_count_for_nothing():
    upload = load(register=wide("15/06/2026 AM,15/06/2026 PM,16/06/2026 AM", f"{AVA},/,?,N"))
    (problem,) = problems_of(upload, "unknown_mark")
    assert (problem.row, problem.column, problem.value) == (2, "15/06/2026 PM", "?")
    assert marks(upload)[0] == (AVA, DAY, "/", None)


def test_days_that_fit_both_ways_are_asked():
    text = wide("01/06/2026 AM,02/06/2026 AM,03/06/2026 AM", f"{AVA},/,N,/")
    assert keys(load(register=text)) == {"dates/register"}
    settled = load({"dates": {"register": "day first"}}, register=text)
    assert column(settled, "register", "date")[0] == date(2026, 6, 1)


def test_a_row_for_each_mark():
    text = "UPN,DATE,PERIOD,RAW_MARK\n"
    text += f"{AVA},2026-06-15,AM,/\n{AVA},2026-06-15,PM,\\\n{BEN},2026-06-15,PM,O\n"
    assert marks(load(register=text)) == [(AVA, DAY, "/", "\\"), (BEN, DAY, None, "O")]


def test_a_row_for_each_day():
    text = f"UPN,Name,Session date,AM,PM\n{AVA},x,15/06/2026,/,N\n"
    assert marks(load(register=text)) == [(AVA, DAY, "/", "N")]


def test_strings_of_marks_step_over_the_weekend():
    text = f"UPN,Week beginning,Marks\n{AVA},18/06/2026,/\\/\\NN\n"
    assert marks(load(register=text)) == [
        (AVA, date(2026, 6, 18), "/", "\\"),
        (AVA, date(2026, 6, 19), "/", "\\"),
        (AVA, date(2026, 6, 22), "N", "N"),
    ]


def test_older_and_newer_codes():
    head = ",".join(f"{n}/06/2026 {s}" for n in range(15, 18) for s in ("AM", "PM"))
    upload = load(register=wide(head, f"{AVA},D,K,J1,Y7,H,#"))
    assert codes(upload) == {"read_as", "as_at_missing", "upn_check_letter"}
    assert len(marks(upload)) == 3
