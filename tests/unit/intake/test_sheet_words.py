"""Words around a table: academic years, plans, closed and left, year groups, parts of a year."""

import time

import pytest

from cwsw.intake.exports.labelled import same_label, split_heading
from cwsw.intake.exports.sheet_words import (
    AttendancePeriod,
    ended_in,
    group_in,
    left_in,
    part_in,
    plans_in,
)
from cwsw.intake.exports.year_words import YearWord, read_year_word, year_in

SPELLINGS = (
    "2024/25", "2024-25", "24/25", "2024/2025", "2024-2025", "AY2024/25", "2024 - 25", "AY 24-25",
    "2024–25", "202425", "2024 to 2025", "Academic year 2024/25", "Autumn 2024", "Spring 2025",
    "Summer term 2025", "Summer '25", "2024 Autumn", "Spring 2024/25", "Sept 2024", "July 2025",
)  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_an_academic_year_in_many_spellings(text):
    assert read_year_word(text) == YearWord(2024)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last year", YearWord(back=1)),
        ("Previous academic year", YearWord(back=1)),
        ("This year", YearWord(back=0)),
        ("2025", YearWord(options=(2024, 2025))),
        ("2024/26", None),
        ("10/11", None),
        ("17/07/2026", None),
        ("Year 7", None),
        ("", None),
    ],
)
def test_what_is_no_sure_academic_year(text, expected):
    assert read_year_word(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leavers 2024-25", YearWord(2024)),
        ("Attendance_2024_25", YearWord(2024)),
        ("Attendance 2025", YearWord(options=(2024, 2025))),
        ("As at 17/07/2026", None),
        ("Children on a plan - July 2026", None),
        ("2023/24 and 2024/25", None),
        ("Years 10/11", None),
    ],
)
def test_an_academic_year_in_a_name(text, expected):
    assert year_in(text) == expected


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("CP", ("CP",)),
        ("CPOMS list", ()),
        ("CPList2025", ("CP",)),
        ("Children subject to Child Protection Plans", ("CP",)),
        ("CiN plans", ("CIN",)),
        ("CIN & CP", ("CIN", "CP")),
        ("LAC", ("CLA",)),
        ("Looked-after children", ("CLA",)),
        ("EARLY HELP / TAF", ("",)),
        ("EHCP", ()),
        ("Black Country", ()),
    ],
)
def test_plans_in_a_name(text, plans):
    assert plans_in(text) == plans


@pytest.mark.parametrize(
    ("text", "ended", "left"),
    [
        ("Closed cases", True, None),
        ("Historic", True, None),
        ("Stepped down", True, None),
        ("Current", False, None),
        ("Open and closed", None, None),
        ("Previous year", None, None),
        ("Old Trafford Academy", None, None),
        ("Leavers 2024-25", None, True),
        ("Left", None, True),
        ("On roll", None, False),
        ("Care leavers", None, None),
    ],
)
def test_closed_and_left(text, ended, left):
    assert (ended_in(text), left_in(text)) == (ended, left)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Year 7", (7, True)),
        ("Y10 attendance", (10, True)),
        ("7B", (7, True)),
        ("Class 7B", (7, True)),
        ("Reception", (0, True)),
        ("N2", (-1, True)),
        ("7", (7, False)),
        ("Years 7-11", (None, False)),
        ("Year 5/6", (None, False)),
        ("Oak", (None, False)),
        ("2024-25", (None, False)),
    ],
)
def test_a_year_group_in_a_name(text, expected):
    assert group_in(text) == expected


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Last week", AttendancePeriod.WEEK),
        ("w/c", AttendancePeriod.WEEK),
        ("September", AttendancePeriod.WEEK),
        ("Spring term", AttendancePeriod.TERM),
        ("HT3", AttendancePeriod.TERM),
        ("Year to date", AttendancePeriod.YEAR),
        ("YTD", AttendancePeriod.YEAR),
        ("Autumn and spring", None),
        ("Attendance", None),
    ],
)
def test_a_part_of_a_year(text, span):
    found = part_in(text)
    assert (found.span if found else None) == span


def test_terms_and_half_terms_have_one_order():
    texts = ("Autumn 1", "Autumn", "Autumn 2", "Spring", "Summer 1", "Summer 2")
    orders = [part_in(text).order for text in texts]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize(
    ("heading", "bare", "label"),
    [
        ("Possible 2024/25", "Possible", "2024/25"),
        ("2024-25 Att %", "Att %", "2024/25"),
        ("Attendance last year", "Attendance", "last year"),
        ("Autumn term possible sessions", "possible sessions", "Autumn term"),
        ("Suspensions this year", "Suspensions this year", ""),
        ("Year group", "Year group", ""),
        ("Home address 2024/25", "Home address 2024/25", ""),
    ],
)
def test_a_label_inside_a_heading(heading, bare, label):
    found = split_heading(heading)
    assert (found[0], same_label(found[1])) == (bare, label)


@pytest.mark.parametrize(
    "piece", ["20", "24/25 ", "Autumn ", "child in ", "last ", "year ", "CP>", " "]
)
def test_long_hostile_texts_take_no_time(piece):
    text = piece * 100_000
    begun = time.process_time()
    for read in (read_year_word, year_in, plans_in, ended_in, group_in, part_in, split_heading):
        read(text)
    assert time.process_time() - begun < 2
