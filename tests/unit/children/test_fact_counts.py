"""Dated facts of single children that suggestions hang on, each at its boundary."""

from datetime import date, timedelta

import pytest

from cwsw.children.fact_counts import fact_counts
from tests.support.registers import AS_AT, load, plan, pupil, weeks

PRESENT = "/\\" * 5
THIS_YEAR, LAST_YEAR = date(2025, 9, 1), date(2025, 8, 31)
LAST_WEEK = date(2026, 3, 16)


def missed(number, code="I"):
    """A week with the first so many sessions missed."""
    return code * number + PRESENT[number:]


def sums(possible, absent, late=0):
    return {
        "upn": "U1",
        "academic_year": 2025,
        "possible_sessions": possible,
        "authorised_absence": absent,
        "unauthorised_absence": 0,
        "late": late,
    }


def suspension(day, sessions=2):
    return {"upn": "U1", "type": "SUSP", "start_date": day, "sessions": sessions}


def placement(kind, start, review=None, end=None):
    return {"upn": "U1", "kind": kind, "start_date": start, "review_date": review, "end_date": end}


def facts(plans=True, of=None, **tables):
    """The facts that hold for the one child of the list, beside a pupil who is no part of it."""
    rows = {"pupils": [pupil(1, **(of or {})), pupil(2)], "plans": [plan(1)] if plans else []}
    return {name: found.number for name, found in fact_counts(load(rows | tables)).items()}


def ago(**span):
    return AS_AT - timedelta(**span)


ABSENCE = [
    ("absence_20_to_50", [sums(100, 20)], True),
    ("absence_20_to_50", [sums(100, 19)], False),
    ("absence_20_to_50", [sums(100, 49)], True),
    ("absence_20_to_50", [sums(100, 50)], False),
    ("late_often", [sums(100, 0, late=10)], True),
    ("late_often", [sums(100, 0, late=9)], False),
]
SUSPENDED = [
    ("repeat_suspension", [suspension(THIS_YEAR), suspension(AS_AT)], True),
    ("repeat_suspension", [suspension(LAST_YEAR), suspension(AS_AT)], False),
    ("suspended_10_days", [suspension(AS_AT, 20)], True),
    ("suspended_10_days", [suspension(AS_AT, 19)], False),
]
PLACED = [
    ("placement_needs_review", [placement("AP", ago(weeks=12))], True),
    ("placement_needs_review", [placement("AP", ago(days=83))], False),
    ("placement_needs_review", [placement("AP", ago(days=9), ago(days=1))], True),
    ("placement_needs_review", [placement("AP", ago(days=9), AS_AT)], False),
    ("placement_needs_review", [placement("AP", ago(weeks=20), end=ago(days=1))], False),
    ("part_time_over_6_weeks", [placement("Part-time timetable", ago(days=43))], True),
    ("part_time_over_6_weeks", [placement("Part-time timetable", ago(weeks=6))], False),
]
MARKED = [
    ("absence_rising", weeks(1, [*[missed(0)] * 4, missed(4), *[missed(0)] * 3]), True),
    ("absence_rising", weeks(1, [*[missed(0)] * 4, missed(2), *[missed(0)] * 3]), False),
    ("unexplained_absence", weeks(1, [missed(1, "N")], LAST_WEEK), True),
    ("unexplained_absence", weeks(1, [missed(1, "I")], LAST_WEEK), False),
    ("unexplained_absence", weeks(1, [missed(1, "N")], date(2025, 11, 3)), False),
]


@pytest.mark.parametrize(
    ("table", "name", "rows", "holds"),
    [
        (table, *case)
        for table, cases in {
            "attendance": ABSENCE,
            "exclusions": SUSPENDED,
            "placements": PLACED,
            "register": MARKED,
        }.items()
        for case in cases
    ],
)
def test_a_fact_is_exact(table, name, rows, holds):
    assert facts(**{table: rows}).get(name, 0) == int(holds)


@pytest.mark.parametrize(
    ("year_group", "names"),
    [
        (6, {"moving_school"}),
        (8, set()),
        (10, {"ks4_absence"}),
        (11, {"ks4_absence", "year_11_from_january"}),
    ],
)
def test_some_facts_are_of_a_year_group(year_group, names):
    found = facts(of={"year_group": year_group}, attendance=[sums(100, 16)])
    assert set(found) == names
    assert "ks4_absence" not in facts(of={"year_group": year_group}, attendance=[sums(100, 15)])


def test_in_autumn_year_11_is_not_yet_in_its_last_months():
    rows = {"pupils": [pupil(1, year_group=11)], "plans": [plan(1)]}
    assert fact_counts(load(rows, date(2025, 12, 31))) == {}
    assert [*fact_counts(load(rows, date(2026, 1, 1)))] == ["year_11_from_january"]


def test_only_children_on_the_list_and_on_roll_are_counted_and_how_many_they_are():
    many = {"exclusions": [suspension(AS_AT), suspension(ago(days=7))]}
    assert facts(plans=False, **many) == {}
    assert facts(of={"leaving_date": ago(days=1)}, **many) == {}
    rows = {"pupils": [pupil(n) for n in (1, 2, 3)], "plans": [plan(1), plan(2)]} | many
    found = fact_counts(load(rows))["repeat_suspension"]
    assert (found.number, found.of) == (1, 2)


@pytest.mark.parametrize("kind", ["CIN", "CP"])
def test_no_fact_depends_on_the_kind_of_plan(kind):
    rows = {
        "pupils": [pupil(1)],
        "plans": [plan(1, plan=kind)],
        "attendance": [sums(100, 30, late=20)],
        "exclusions": [suspension(AS_AT, 20), suspension(ago(days=7))],
    }
    names = {"absence_20_to_50", "late_often", "suspended_10_days", "repeat_suspension"}
    assert set(fact_counts(load(rows))) == names
