"""Registers as schools have them: days without a year, words and ticks, lessons, months first."""

from datetime import date, timedelta

import pytest

from tests.support.cases import ROLL_WITHOUT_ATTENDANCE, Case, case_file, csv_file
from tests.support.made import children

MONDAY = date(2025, 9, 1)
DAYS = [d for n in range(26) if (d := MONDAY + timedelta(n)).weekday() < 5]
"""Twenty school days."""

ALL = {"2025/26": (30 * 4, 30 * 40)}
"""Each child missed two whole days of the twenty."""


def read(file, mapping=None):
    return Case(file, roll=ROLL_WITHOUT_ATTENDANCE, mapping=mapping)


def wide(form, here="/\\", gone="II", days=DAYS):
    """A column for each day; two whole days missed."""
    heads = [form(day) if callable(form) else day.strftime(form) for day in days]
    marks = [gone, gone, *[here] * (len(days) - 2)]
    return csv_file("register.csv", ["UPN", "Name", *heads], *[
        [c.upn, c.name, *marks] for c in children()
    ])  # fmt: skip


def answered(file, **others):
    """The case with the suggestion taken for each question, and the questions."""
    mapping: dict = {}
    for _ in range(4):
        case = read(file, mapping)
        questions = case.upload.proposal.questions
        if not questions:
            return case
        for question in questions:
            assert question.suggested is not None, question.text
            chosen = others.get(question.path[0].rpartition("!")[2], question.suggested)
            mapping.setdefault(question.section, {})[question.path[0]] = chosen
    raise AssertionError([q.text for q in questions])


@pytest.mark.parametrize(
    "form",
    [
        "%d-%b",
        "%d %b",
        "%a %d %B",
        "%d/%m",
        lambda d: f"{d.month}/{d.day}",
        lambda d: f"{d.day} Sept",
    ],
)
def test_days_without_a_year_are_asked_with_the_year_that_fits_the_weekdays(form):
    file = wide(form)
    (question,) = read(file).upload.proposal.questions
    assert question.suggested == "2025/26"
    assert answered(file).counts("overall_absence") == ALL


def test_the_case_of_days_without_a_year():
    case = answered(case_file("33_register_day_and_month_only.csv"))
    assert case.counts("overall_absence") == {"2025/26": (240, 2400)}


def test_a_year_that_the_weekdays_speak_against_is_not_suggested():
    days = [d - timedelta(364) for d in DAYS]  # a year later their Fridays are Saturdays
    (question,) = read(wide("%d-%b", days=days)).upload.proposal.questions
    assert question.suggested == "2024/25"


@pytest.mark.parametrize(
    ("name", "absence"),
    [
        ("33b_register_us_dates.csv", {"2025/26": (240, 2400)}),
        ("33c_register_lowercase_and_covid.csv", {"2025/26": (240, 2384)}),
    ],
)
def test_registers_that_are_read_as_they_are(name, absence):
    case = read(case_file(name))
    assert case.counts("overall_absence") == absence
    assert {p.code for p in case.told()} <= {"unknown_mark"}


@pytest.mark.parametrize(
    ("here", "gone"),
    [
        ("P", "A"),
        ("1", "0"),
        ("Present", "Absent"),
        ("✓", "✗"),
        ("Y", "N"),
        ("PP", "AA"),
        ("P P", "A A"),
    ],
)
def test_words_and_ticks_are_one_question_and_read_as_present_and_absent(here, gone):
    file = wide("%d/%m/%Y", here, gone)
    case = read(file)
    marks = [q for q in case.upload.proposal.questions if q.path[0].endswith("!Marks")]
    assert [q.suggested for q in marks] == ["present and absent"]
    assert not case.told("unknown_mark")
    assert answered(file).counts("overall_absence") == ALL


@pytest.mark.parametrize(
    "name", ["33d_register_words.csv", "33e_register_ticks.csv", "33f_register_P_A.csv"]
)
def test_the_cases_of_words_ticks_and_letters(name):
    assert 1 <= len(read(case_file(name)).asked) <= 2
    assert answered(case_file(name)).counts("overall_absence") == {"2025/26": (240, 2400)}


def test_p_may_still_be_sport():
    case = answered(wide("%d/%m/%Y", "P", "A"), Marks="attendance codes")
    assert case.counts("overall_absence") == {"2025/26": (0, 30 * 36)}


def test_a_long_register_of_words():
    rows = [[c.upn, f"{d:%d/%m/%Y}", s, "A" if d in DAYS[:2] else "P"]
            for c in children() for d in DAYS for s in ("AM", "PM")]  # fmt: skip
    file = csv_file("register.csv", ["UPN", "Date", "Session", "Mark"], *rows)
    assert answered(file).counts("overall_absence") == ALL


def test_marks_that_mean_nothing_are_one_refusal_of_the_sheet():
    case = read(wide("%d/%m/%Y", "Blue", "Red"))
    (question,) = case.upload.proposal.questions
    assert (question.section, question.suggested) == ("sheets", "not read")
    assert "BLUE (540)" in question.text
    assert not case.told("unknown_mark")
    left = read(wide("%d/%m/%Y", "Blue", "Red"), {"sheets": {"register": "not read"}})
    assert left.counts("overall_absence") == {}


def test_one_mark_a_day_is_asked():
    name = "33g_register_one_mark_a_day.csv"
    (question,) = read(case_file(name)).upload.proposal.questions
    assert question.suggested == "both"
    assert answered(case_file(name)).counts("overall_absence") == {"2025/26": (240, 2400)}


@pytest.mark.parametrize(
    "periods", [[f"P{n}" for n in range(1, 6)], [f"Period {n}" for n in range(1, 4)], list("12345")]
)
def test_marks_of_lessons_are_one_refusal(periods):
    rows = [[c.upn, f"{d:%d/%m/%Y}", p, "/"] for c in children() for d in DAYS for p in periods]
    case = read(csv_file("lessons.csv", ["UPN", "Date", "Period", "Mark"], *rows))
    (question,) = case.upload.proposal.questions
    assert "lessons" in question.text
    assert not case.told("cell_not_readable")


def test_the_case_of_lessons():
    (question,) = read(case_file("34b_lesson_marks.csv")).upload.proposal.questions
    assert "lessons" in question.text


def test_the_month_is_first_where_the_day_first_would_be_weekends():
    case = read(case_file("34_long_register_us_ambiguous.csv"))
    days = case.upload.tables["register"].column("date").to_pylist()
    assert (min(days), max(days)) == (date(2025, 9, 1), date(2025, 9, 11))


def test_days_that_fit_both_ways_without_weekends_are_still_asked():
    rows = [[c.upn, "01/09/2025", "AM", "/"] for c in children()]
    file = csv_file("register.csv", ["UPN", "Date", "Session", "Mark"], *rows)
    (question,) = read(file).upload.proposal.questions
    assert question.section == "dates"


def test_letters_with_an_a_and_no_slash_are_asked_however_rare_the_p_is():
    days = ["01/09/2025", "02/09/2025", "03/09/2025", "04/09/2025"]
    rows = [[c.upn, *("PLAE"[(n + d) % 4] for d in range(4))] for n, c in enumerate(children())]
    asked = read(csv_file("register.csv", ["UPN", *days], *rows)).upload.proposal.questions
    assert "Present and absent; an absence without a reason counts as N" in {
        option.label for question in asked for option in question.options
    }
