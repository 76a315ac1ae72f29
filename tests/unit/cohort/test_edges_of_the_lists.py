"""Which plans of two lists stand beside each other, and what an answer keeps."""

from datetime import date

import pytest

from cwsw.cohort.all_pupils import Pupil
from cwsw.cohort.compared_lists import List
from cwsw.cohort.list_matching import Reason, cases
from cwsw.cohort.members import PlanSpan, members
from cwsw.cohort.plan_entries import PlanEntry
from cwsw.cohort.reconcile import (
    compare_lists,
    possible_resolutions,
    put_back,
    record_plan_dates,
    refused,
    resolve,
)
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import Decision, facts
from cwsw.store import Workspace
from tests.support.books import workbook

AS_AT = date(2026, 7, 20)
ON = date(2026, 7, 21)
START, END = date(2023, 3, 2), date(2023, 9, 30)
PEOPLE = {"U1": Pupil(1, "U1", "Ash", "Al", None, 8, "8A", None, None)}


def entry(kind, plan="CIN", start=START, end=END, source=None, is_flag=False):
    return PlanEntry("U1", kind, source or str(kind), plan, start, end, is_flag)


def flag(plan="CIN"):
    return entry(List.MIS, plan, None, None, is_flag=True)


def found(*given):
    return cases(given, PEOPLE, AS_AT, AS_AT)


@pytest.mark.parametrize(
    ("plan", "start", "end", "reason"),
    [
        ("CIN", START, END, Reason.NO_DIFFERENCE),
        ("CIN", date(2023, 2, 3), date(2023, 9, 20), Reason.TYPED),
        ("CIN", START, date(2024, 1, 31), Reason.OTHER_DATES),
        ("CIN", date(2022, 1, 10), END, Reason.OTHER_DATES),
        ("CIN", END, date(2024, 12, 1), Reason.OTHER_DATES),
        ("CIN", date(2022, 1, 1), START, Reason.OTHER_DATES),
        ("CIN", None, date(2023, 5, 5), Reason.OTHER_DATES),
        ("CIN", date(2023, 5, 5), None, Reason.ENDED),
        ("CIN", None, None, Reason.UNDATED),
        ("CIN", END, START, Reason.UNDATED),
        ("CIN", date(2024, 5, 1), date(2024, 1, 1), Reason.UNDATED),
        ("CP", START, END, Reason.OTHER_KIND),
        ("CP", END, date(2024, 12, 1), Reason.OTHER_KIND),
    ],
)
def test_two_lists_speak_of_one_plan(plan, start, end, reason):
    other = entry(List.DSL, plan, start, end)
    for given in ((entry(List.LA), other), (other, entry(List.LA))):
        (case,) = found(*given)
        assert case.reason is reason
        assert case.lists == (List.LA, List.DSL)


@pytest.mark.parametrize(
    ("plan", "start", "end"),
    [
        ("CIN", date(2023, 10, 1), date(2024, 12, 1)),
        ("CIN", date(2022, 1, 1), date(2023, 3, 1)),
        ("CIN", None, date(2023, 3, 1)),
        ("CIN", None, date(2024, 5, 5)),
        ("CP", date(2023, 10, 1), None),
    ],
)
def test_plans_without_a_day_in_common_stand_apart(plan, start, end):
    assert len(found(entry(List.LA), entry(List.DSL, plan, start, end))) == 2


@pytest.mark.parametrize(
    ("near", "far"),
    [
        (("CIN", START, END), ("CIN", START, date(2023, 8, 31))),
        (("CIN", START, date(2024, 1, 31)), ("CIN", date(2023, 1, 10), END)),
        (("CIN", date(2023, 5, 1), END), ("CIN", date(2023, 2, 1), date(2023, 6, 30))),
        (("CIN", date(2023, 5, 1), date(2023, 6, 30)), ("CP", START, END)),
        (("CP", START, END), ("CP", START, date(2023, 8, 31))),
        (("CIN", date(2023, 5, 1), date(2023, 9, 30)), ("CIN", None, None)),
        (("CIN", date(2023, 2, 3), date(2023, 8, 31)), ("CIN", date(2023, 1, 10), END)),
    ],
)
def test_the_nearest_stand_beside_each_other(near, far):
    given = (entry(List.LA), entry(List.DSL, *far), entry(List.DSL, *near))
    case = next(c for c in found(*given) if List.LA in c.lists)
    assert [(e.plan, e.start, e.end) for e in case.entries if e.list is List.DSL] == [near]


def test_an_end_with_day_and_month_exchanged_is_near():
    turned, earlier = (
        entry(List.DSL, start=date(2023, month, 1), end=end)
        for month, end in ((5, date(2023, 8, 9)), (4, date(2023, 7, 1)))
    )
    case = next(c for c in found(entry(List.LA, end=date(2023, 9, 8)), earlier, turned))
    assert case.entries[1] == turned


def test_a_flag_stands_beside_the_plan_that_is_open():
    ended, still = (entry(List.LA, start=s, end=e) for s, e in ((START, END), (END, None)))
    case = next(c for c in found(ended, still, flag()) if List.MIS in c.lists)
    assert case.entries[0] == still


@pytest.mark.parametrize(
    ("plans", "row"),
    [
        ([entry(List.LA, end=None), entry(List.DSL)], entry(List.MIS, start=date(2022, 1, 10))),
        ([entry(List.LA)], entry(List.MIS, "CP")),
    ],
)
def test_a_flag_of_the_kind_is_nearer_than_a_row_that_shares_little(plans, row):
    case = next(c for c in found(*plans, row, flag()) if List.LA in c.lists)
    assert case.entries == (*plans, flag())


def test_an_end_still_to_come_is_no_slip_of_the_fingers():
    (case,) = found(entry(List.LA, end=None), entry(List.DSL, end=date(2026, 12, 31)))
    assert case.reason is Reason.OTHER_DATES


@pytest.mark.parametrize(
    ("second", "number"),
    [
        (entry(List.LA, source="LA list, June"), 1),
        (entry(List.LA, end=date(2023, 8, 1)), 2),
        (entry(List.LA, plan="CP"), 2),
        (entry(List.LA, end=None), 2),
    ],
)
def test_what_one_list_says_twice_is_one(second, number):
    far = entry(List.DSL, start=date(2020, 1, 1), end=date(2020, 2, 1))
    of_la = [c for c in found(entry(List.LA), second, far) if List.LA in c.lists]
    assert len(of_la) == number


@pytest.mark.parametrize(("end", "number"), [(None, 1), (END, 2)])
def test_a_flag_says_an_open_plan_of_its_own_list_again(end, number):
    given = (entry(List.MIS, end=end), flag(), entry(List.LA, "CP", date(2015, 1, 1), END))
    of_mis = [c for c in found(*given) if List.MIS in c.lists]
    assert len(of_mis) == number


def test_one_list_alone_is_not_compared():
    assert found(entry(List.LA), entry(List.OTHER)) == ()


# what an answer keeps


@pytest.fixture
def school():
    sheets = {
        "School": [("Name", "Phase", "As at"), ("Wood", "secondary", AS_AT)],
        "Pupils": [
            ("UPN", "Surname", "Forename", "Year group", "Admission date"),
            ("U1", "Ash", "Al", "8", START),
            ("U2", "Beech", "Bo", "8", START),
        ],
        "Plans": [
            ("UPN", "Plan", "Start date", "End date", "Source"),
            ("U1", "CIN", None, None, "Council list"),
            ("U2", "CIN", START, None, "Council list"),
            ("U2", "CIN", date(2023, 3, 1), None, "DSL list"),
        ],
    }
    loaded = Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(sheets))]))
    yield loaded
    loaded.close()


def kept(school):
    return {(f.upn, f.source, f.field, f.decision) for f in facts(school, Decision)}


def test_an_answer_stands_in_place_of_the_row_and_both_are_kept(school):
    plan = PlanSpan("CIN", None, None, ("Council list",))
    record_plan_dates(school, "U1", plan, (START, END), "Sam", ON)
    assert kept(school) == {
        ("U1", "Council list", "CIN no dates", "refuse"),
        ("U1", "Council list", "CIN 2023-03-02 to 2023-09-30", "accept"),
    }
    assert {(f.by, f.on) for f in facts(school, Decision)} == {("Sam", ON)}
    (one,) = (m for m in members(school) if m.upn == "U1")
    assert one.plans == (PlanSpan("CIN", START, END, ("Council list",)),)


def test_a_refused_plan_is_put_back_with_who_and_when(school):
    comparison = compare_lists(school)
    (case,) = (c for c in comparison.cases if c.upn == "U2")
    (take,) = (t for t in possible_resolutions(case) if t.list is List.LA)
    resolve(school, [case], take, "Sam", ON)
    (fact,) = refused(school, compare_lists(school))
    assert (fact.source, fact.field) == ("DSL list", "CIN 2023-03-01 to open")
    put_back(school, fact, "Pat", date(2026, 7, 22))
    assert refused(school, compare_lists(school)) == ()
    said = [f for f in facts(school, Decision) if f.source == "DSL list"]
    assert [(f.decision, f.by, f.on) for f in said if f.by == "Pat"] == [
        ("accept", "Pat", date(2026, 7, 22))
    ]
    (two,) = (m for m in members(school) if m.upn == "U2")
    assert len(two.plans) == 2
