"""Stated facts of single children and the list to talk about first, by hand."""

from datetime import date

import pytest

from cwsw.children.child_rows import child_rows, talk_first
from cwsw.children.school_weeks import weekly_absence
from cwsw.children.stated_facts import (
    ABSENCE_UP,
    ON_PLAN_AND_ABSENT,
    SEVERELY_ABSENT,
    brief,
    rule,
)
from cwsw.children.suspended import suspension_days
from cwsw.cohort import members
from cwsw.records import FollowUp, record
from tests.support.registers import load, plan, pupil, weeks

PRESENT = "/\\" * 5


def missed(number):
    """A week with the first so many sessions missed."""
    return "I" * number + PRESENT[number:]


def suspended(number, *days):
    return [{"upn": f"U{number}", "type": "SUSP", "start_date": day, "sessions": 2} for day in days]


def school(codes, plans=("CP",), exclusions=()):
    """Children with these weeks, each on the plan in its place, beside a pupil who is there."""
    numbers = range(1, len(codes) + 1)
    rows = {
        "pupils": [pupil(n) for n in (*numbers, 99)],
        "plans": [plan(n, plan=kind) for n, kind in zip(numbers, plans, strict=True)],
        "register": [row for n in numbers for row in weeks(n, codes[n - 1])]
        + weeks(99, [PRESENT] * 8),
        "exclusions": list(exclusions),
    }
    return load(rows)


def rows_of(workspace, with_plans=True):
    cohort = tuple(m for m in members(workspace) if m.in_cohort)
    return child_rows(workspace, cohort, with_plans)


@pytest.mark.parametrize(
    ("codes", "facts"),
    [
        ([missed(0)] * 8, ()),
        ([missed(1)] * 8, (ON_PLAN_AND_ABSENT,)),  # 8 of 80: exactly a tenth
        ([*[missed(1)] * 7, missed(0)], ()),
        ([missed(5)] * 8, (ON_PLAN_AND_ABSENT, SEVERELY_ABSENT)),
        ([*[missed(0)] * 4, *[missed(1)] * 4], (ABSENCE_UP,)),  # 0 to exactly 10 points
        ([*[missed(0)] * 4, *[missed(1)] * 3, missed(0)], ()),
        ([*[missed(0)] * 4, missed(2), *[missed(0)] * 3], ()),  # two sessions in forty
    ],
)
def test_a_fact_is_exact(codes, facts):
    (row,) = rows_of(school([codes]))
    assert row.facts == facts


def test_two_suspensions_of_this_year_are_a_fact_and_those_of_last_year_none():
    days = suspended(1, date(2025, 10, 1), date(2026, 3, 2)), suspended(2, date(2025, 6, 1))
    workspace = school([[missed(0)] * 8] * 2, ("CIN", "CIN"), [*days[0], *days[1]])
    first, second = rows_of(workspace)
    assert (first.facts, first.suspensions) == (("suspended 2 times",), 2)
    assert (second.facts, second.suspensions) == ((), 0)
    dots = suspension_days(workspace, frozenset({first.member.number}))
    assert [dot.day for dot in dots] == [date(2025, 10, 1), date(2026, 3, 2)]


def test_a_narrow_table_says_two_facts_in_few_words_and_how_many_more():
    facts = (ON_PLAN_AND_ABSENT, SEVERELY_ABSENT, ABSENCE_UP, "suspended 12 times")
    short = ["CP and absent", "missed half", "absence up", "12 suspensions"]
    assert [brief([fact]) for fact in facts] == short
    assert brief(facts[:2]) == "CP and absent, missed half"
    assert brief(facts) == "CP and absent, missed half +2"
    assert brief(()) == ""


def test_without_the_right_no_fact_depends_on_a_plan():
    codes = [[missed(5)] * 8, [missed(1)] * 8]
    on_cp, on_cin = (
        rows_of(school(codes, plans), with_plans=False) for plans in (("CP", "CP"), ("CIN", "CIN"))
    )
    assert [row.facts for row in on_cp] == [row.facts for row in on_cin] == [(SEVERELY_ABSENT,), ()]
    assert ON_PLAN_AND_ABSENT not in rule(with_plans=False)


def test_the_list_holds_two_facts_or_one_where_nobody_has_two_by_what_was_missed():
    codes = [[missed(1)] * 8, [missed(5)] * 8, [missed(6)] * 8]
    rows = rows_of(school(codes, ("CP", "CP", "CP")))
    found = talk_first(rows)
    assert [row.recent_missed for row in found.rows] == [24, 20]
    assert found.together == 2
    alone = talk_first(rows[:1])
    assert (len(alone.rows), alone.together) == (1, 1)
    assert talk_first(()).rows == ()


def test_who_has_support_or_a_follow_up_is_known():
    workspace = school([[missed(5)] * 8, [missed(5)] * 8], ("CP", "CP"))
    record(workspace, "talk", [FollowUp(upn="U1", date=date(2026, 3, 1), kind="Talk", by="Ms Lee")])
    assert talk_first(rows_of(workspace)).without_support == 1


def test_the_weekly_line_is_the_share_missed_of_what_was_possible():
    workspace = school([[missed(5), "#" * 10, missed(0), *[missed(1)] * 5]])
    assert weekly_absence(workspace)[1] == (50, None, 0, 10, 10, 10, 10, 10)
