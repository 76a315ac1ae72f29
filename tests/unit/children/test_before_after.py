"""Before and after, by weeks worked out by hand: equal lengths, the same children, whole weeks."""

from datetime import date, timedelta

import pytest

from cwsw.children.before_after import NotShownReason, SessionSums, before_after, yearly
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace
from tests.support.books import JOINED, workbook

MONDAY = date(2026, 3, 2)
START = date(2026, 3, 23)
AS_AT = date(2026, 4, 10)


def week(upn, monday, missed, days=5):
    """A school week of one pupil: so many sessions missed from its beginning."""
    marks = ["O"] * missed + ["/"] * (2 * days - missed)
    return [(upn, monday + timedelta(days=n), *marks[2 * n : 2 * n + 2]) for n in range(days)]


def weeks(upn, *missed, first=MONDAY):
    """A week for each count; None where nobody had school."""
    found = [
        week(upn, first + timedelta(weeks=n), count)
        for n, count in enumerate(missed)
        if count is not None
    ]
    return [row for rows in found for row in rows]


def school(register, as_at=AS_AT, more=None):
    upns = sorted({row[0] for row in register} | {"A", "B", "X", "Y"})
    sheets = {
        "School": [("Name", "Phase", "As at"), ("Hill", "secondary", as_at)],
        "Pupils": [
            ("UPN", "Surname", "Forename", "Year group", "Admission date"),
            *((upn, "Sur", "For", "8", JOINED) for upn in upns),
        ],
        "Plans": [
            ("UPN", "Plan", "Start date", "End date"),
            *((upn, "CIN", date(2025, 1, 8), None) for upn in ("A", "B")),
        ],
        "Register": [("UPN", "Date", "AM", "PM"), *register],
    } | (more or {})
    return Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(sheets))]))


def test_equal_numbers_of_whole_weeks_stand_on_both_sides():
    # Three weeks before the start; of those after it the third is over on the as-at date.
    register = (
        weeks("A", 6, 5, 4, 3, 2, 1) + weeks("X", 1, 1, 1, 0, 0, 0) + weeks("Y", 0, 0, 2, 0, 0, 0)
    )
    found = before_after(school(register), ["A"], START)
    assert found.weeks_each_side == 3
    assert [w.ours.missed for w in found.weeks] == [6, 5, 4, 3, 2, 1]
    assert [w.first for w in found.weeks][2:4] == [START - timedelta(weeks=1), START]
    assert found.ours == (SessionSums(15, 30, 3), SessionSums(6, 30, 3))
    assert [(s.missed, s.possible) for s in found.others] == [(5, 60), (0, 60)]
    assert (found.pupils, found.other_pupils, found.left_out) == (1, 2, 0)


def test_a_week_that_is_not_over_is_left_out_and_one_before_goes_with_it():
    register = weeks("A", 6, 5, 4, 3, 2, 1)
    found = before_after(school(register, as_at=date(2026, 4, 9)), ["A"], START)
    assert [w.ours.missed for w in found.weeks] == [5, 4, 3, 2]


def test_weeks_without_school_are_passed_over_on_both_sides():
    register = weeks("A", 6, None, 4, None, 2, 1)
    found = before_after(school(register), ["A"], START)
    assert [(w.number, w.ours.missed) for w in found.weeks] == [(-3, 6), (-1, 4), (1, 2), (2, 1)]


def test_a_week_of_other_pupils_counts_where_the_child_had_no_session():
    register = weeks("A", 6, None, 4, 3) + weeks("X", 1, 1, 1, 1)
    found = before_after(school(register), ["A"], START)
    assert [w.ours for w in found.weeks] == [SessionSums(4, 10, 1), SessionSums(3, 10, 1)]
    register = weeks("A", 6, None, 4, 3, 2) + weeks("X", 1, 1, 1, 1, 1)
    found = before_after(school(register), ["A"], START)
    assert [w.ours.possible for w in found.weeks] == [0, 10, 10, 10]


def test_weeks_run_from_the_day_of_the_start():
    # From a Wednesday: Wednesday to Tuesday, so the last full one before as-at ends on Tuesday 7.
    register = weeks("A", 0, 0, 10, 0, 0, 0)
    found = before_after(school(register), ["A"], date(2026, 3, 18))
    assert found.weeks_each_side == 3
    assert [w.ours.missed for w in found.weeks] == [0, 0, 4, 6, 0, 0]


def test_only_children_with_sessions_on_both_sides_are_compared():
    register = weeks("A", 6, 5, 4, 3, 2, 1) + weeks("B", None, None, None, 9, 9, 9)
    found = before_after(school(register), ["A", "B"], START)
    assert (found.pupils, found.left_out) == (1, 1)
    assert found.ours[1].missed == 6
    assert found.persistent == (1, 1)


def test_the_end_of_the_support_ends_what_is_looked_at():
    register = weeks("A", 6, 5, 4, 3, 2, 1)
    found = before_after(school(register), ["A"], START, end=date(2026, 3, 29))
    assert [w.ours.missed for w in found.weeks] == [4, 3]


def test_a_tenth_missed_is_persistent_exactly():
    assert SessionSums(1, 10, 1).is_persistent
    assert not SessionSums(1, 11, 1).is_persistent
    assert not SessionSums(0, 0, 1).is_persistent
    assert SessionSums(0, 0, 0).each is None
    assert SessionSums(3, 10, 2).each == 1.5


@pytest.mark.parametrize(
    ("register", "start", "missing"),
    [
        (weeks("X", 1, 1), START, NotShownReason.NO_REGISTER),
        (weeks("A", 1, 1), date(2026, 4, 9), NotShownReason.TOO_EARLY),
        (weeks("A", 1, 1), MONDAY, NotShownReason.NO_BEFORE),
        (weeks("A", 1) + weeks("X", 1, 1, 1, 1), START, NotShownReason.NOBODY),
        (weeks("A", 1) + weeks("X", 1, 1, 1, 1), date(2027, 1, 1), NotShownReason.NO_REGISTER),
    ],
)
def test_what_cannot_be_shown_is_said_with_its_reason(register, start, missing):
    found = before_after(school(register), ["A"], start)
    assert found.missing is missing
    assert found.weeks == ()


def test_without_registers_there_are_sums_of_years():
    attendance = [
        ("UPN", "Academic year", "Possible sessions", "Authorised absence", "Unauthorised absence"),
        ("A", "2025/26", 300, 20, 10),
        ("A", "2024/25", 380, 10, 0),
        ("X", "2025/26", 300, 5, 1),
    ]
    found = yearly(school([], more={"Attendance": attendance}), ["A"])
    assert [(y.year, y.ours.missed, y.others.missed, y.others.pupils) for y in found] == [
        (2025, 30, 6, 1),
        (2024, 10, 0, 0),
    ]
