"""Three lists set beside each other: regions, reasons, decisions, and the cohort that comes out."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.cohort import members
from cwsw.cohort.all_pupils import Pupil
from cwsw.cohort.compared_lists import FLAG_SOURCE, List, list_of
from cwsw.cohort.list_matching import Reason, cases
from cwsw.cohort.plan_entries import PlanEntry, from_words, in_words
from cwsw.cohort.reconcile import (
    ACCEPT,
    ASK,
    REFUSE,
    Resolution,
    Standing,
    compare_lists,
    possible_resolutions,
    put_back,
    reasons,
    refused,
    regions,
    resolve,
)
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import Decision, facts
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from cwsw.ui.cohort.list_comparison import next_reason
from tests.support.lists import book, disagreeing

AS_AT = date(2026, 7, 17)
ON = date(2026, 7, 20)
A, B, C = date(2023, 2, 3), date(2025, 11, 9), date(2024, 5, 6)


def uploaded(data):
    return Workspace.load(read_in_process([SourceFile("school.xlsx", data)]))


def entry(kind=List.LA, start=A, end=B, plan="CIN", upn="U1"):
    return PlanEntry(upn, kind, str(kind), plan, start, end)


def flag(plan="CIN", upn="U1"):
    return PlanEntry(upn, List.MIS, FLAG_SOURCE, plan, is_flag=True)


def only(*found, left=None, twin=None, joined=None):
    """The one case of U1 among these entries; U9 makes every list a supplied one."""
    everywhere = [entry(k, C, None, upn="U9") for k in (List.LA, List.DSL)] + [flag(upn="U9")]
    person = Pupil(1, "U1", "Ay", "Bee", date(2012, 1, 1), 7, "7A", joined, left, twin)
    people = {"U1": person, "U9": replace(person, upn="U9", left_on=None, twin=None)}
    (case,) = (c for c in cases([*found, *everywhere], people, AS_AT, AS_AT) if c.upn == "U1")
    return case


@pytest.mark.parametrize(("left", "follows"), [((0, 1, 2), 1), ((0, 2), 2), ((0,), 0), ((), None)])
def test_after_a_decision_the_next_reason_that_is_left_comes(left, follows):
    order = list(Reason)
    found = next_reason(order[1], [order[place] for place in left])
    assert found is (None if follows is None else order[follows])


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Local authority list", List.LA),
        ("LA list.xlsx, Sheet1", List.LA),
        ("Kent County Council, July", List.LA),
        ("Safeguarding file", List.DSL),
        ("dsl_list.csv, dsl_list", List.DSL),
        ("CPOMS export.xlsx, Sheet1", List.DSL),
        ("flat sheet", List.MIS),
        ("SIMS marksheet", List.MIS),
        ("MIS", List.MIS),
        ("Previous school", List.OTHER),
        ("a mistake, perhaps", List.OTHER),
        ("", List.OTHER),
        (None, List.OTHER),
    ],
)
def test_a_source_is_told_by_its_words(source, kind):
    assert list_of(source) is kind


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([entry(), entry(List.DSL)], Reason.NO_DIFFERENCE),
        ([entry(end=None), entry(List.DSL, end=None), flag()], Reason.NO_DIFFERENCE),
        ([entry(), entry(List.DSL, start=date(2023, 3, 2))], Reason.TYPED),
        ([entry(), entry(List.DSL, end=date(2024, 11, 9))], Reason.TYPED),
        ([entry(), entry(List.DSL, end=date(2024, 3, 1))], Reason.OTHER_DATES),
        ([entry(), entry(List.DSL, end=None)], Reason.ENDED),
        ([entry(), entry(List.DSL), flag()], Reason.ENDED),
        ([entry(), entry(List.DSL, plan="CP")], Reason.OTHER_KIND),
        ([entry(List.DSL, end=None)], Reason.EARLY_HELP),
        ([flag()], Reason.EARLY_HELP),
        ([entry(end=None)], Reason.NOT_ON_SCHOOL_LISTS),
        ([entry()], Reason.ENDED),
        ([entry(), entry(List.DSL, None, None)], Reason.UNDATED),
        ([entry(List.DSL, B, A)], Reason.UNDATED),
    ],
)
def test_the_likely_reason(found, reason):
    assert only(*found).reason is reason


def test_a_child_who_joins_after_the_datas_day_has_not_left():
    assert only(entry(), joined=date(2026, 9, 7)).reason is Reason.ENDED


def test_a_leaver_and_a_former_upn():
    assert only(entry(), left=date(2026, 1, 1)).reason is Reason.LEFT
    case = only(entry(), left=date(2026, 1, 1), twin="U2")
    assert (case.reason, case.twin) == (Reason.FORMER_UPN, "U2")
    assert only(entry(), twin="U2").reason is not Reason.FORMER_UPN


def test_flags_are_not_missed_where_no_plan_is_open():
    assert only(entry(), entry(List.DSL)).missing == ()
    assert only(entry(end=None), entry(List.DSL, end=None)).missing == (List.MIS,)


def test_what_a_list_says_twice_is_one_plan():
    case = only(entry(), entry(), entry(List.DSL))
    assert (len(case.entries), case.reason) == (3, Reason.NO_DIFFERENCE)


def test_two_plans_of_one_pupil_are_two_cases():
    later = date(2026, 1, 5)
    lists = [entry(), entry(List.DSL), entry(start=later, end=None)]
    lists += [entry(List.DSL, later, None), flag()]
    everywhere = [entry(upn="U9")]
    person = Pupil(1, "U1", "Ay", "Bee", None, 7, "7A", None, None)
    people = {"U1": person, "U9": replace(person, upn="U9")}
    found = [c for c in cases([*lists, *everywhere], people, AS_AT, AS_AT) if c.upn == "U1"]
    assert [case.reason for case in found] == [Reason.NO_DIFFERENCE, Reason.NO_DIFFERENCE]


def test_one_list_is_nothing_to_compare():
    assert cases([entry()], {}, AS_AT, AS_AT) == ()


@pytest.mark.parametrize(
    "given",
    [entry(), entry(end=None), entry(start=None), entry(start=None, end=None), flag(), flag("CP")],
)
def test_what_a_list_says_can_be_read_back_from_its_words(given):
    read = from_words(given.upn, given.source, in_words(given))
    assert read == replace(given, list=read.list)


@pytest.mark.parametrize("words", ["Plan", "CIN", "CIN 2024-99-99 to open", ""])
def test_words_that_are_not_ours_are_no_plan(words):
    assert from_words("U1", "LA", words) is None


@pytest.fixture(scope="module")
def upload():
    made = disagreeing(pupils=200, cohort=60, of_each=2)
    return made, read_in_process([SourceFile("school.xlsx", book(made))])


@pytest.fixture
def school(upload):
    made, read = upload
    return made, Workspace.load(read)


EXPECTED = {
    Reason.TYPED: "typed",
    Reason.FORMER_UPN: "former",
    Reason.LEFT: "left",
    Reason.ENDED: "ended",
    Reason.EARLY_HELP: "early_help",
    Reason.UNDATED: "undated",
}


def test_every_disagreement_is_found_with_its_reason_and_nothing_else(school):
    made, workspace = school
    found = compare_lists(workspace).mismatches
    by_reason = {r: sorted(c.upn for c in found if c.reason is r) for r in EXPECTED}
    expected = {r: sorted(made.wrong[kind]) for r, kind in EXPECTED.items()}
    expected[Reason.FORMER_UPN] = sorted(f"OLD{u[1:]}" for u in made.wrong["former"])
    flagged = [c for c in found if c.reason is Reason.EARLY_HELP and c.entries[0].is_flag]
    assert flagged == []
    assert by_reason == expected
    assert sum(n for _, n in reasons(found)) == len(found)


def test_the_regions_hold_each_child_once(school):
    _, workspace = school
    comparison = compare_lists(workspace)
    found = regions(comparison)
    children = [upn for region in found for upn in region.upns]
    assert sorted(children) == sorted({case.upn for case in comparison.cases})
    assert found[0].agree
    assert found[0].lists == (List.LA, List.DSL, List.MIS)
    assert len(found[0].upns) == 48


def decide(workspace, reason, take):
    comparison = compare_lists(workspace)
    alike = [c for c in comparison.of(Standing.OPEN) if c.reason is reason]
    resolve(workspace, alike, take, "A. Lead", ON)


def work_through(workspace):
    decide(workspace, Reason.TYPED, Resolution(ACCEPT, List.LA))
    decide(workspace, Reason.FORMER_UPN, Resolution(ACCEPT, same_child=True))
    decide(workspace, Reason.LEFT, Resolution(ACCEPT, List.LA))
    decide(workspace, Reason.ENDED, Resolution(ACCEPT, List.LA))
    decide(workspace, Reason.EARLY_HELP, Resolution(REFUSE))
    decide(workspace, Reason.UNDATED, Resolution(ASK))


def groups(workspace):
    return {m.upn: m.group for m in members(workspace)}


def test_worked_through_the_cohort_is_exactly_right_and_stays_so(school):
    made, workspace = school
    assert groups(workspace) != made.truth
    work_through(workspace)
    assert groups(workspace) == made.truth
    assert compare_lists(workspace).of(Standing.OPEN, Standing.AGAIN) == ()
    assert len(compare_lists(workspace).of(Standing.QUERIED)) == 2
    again = uploaded(take_away(workspace))
    assert groups(again) == made.truth
    assert compare_lists(again).mismatches == compare_lists(workspace).mismatches
    assert set(facts(again, Decision)) == set(facts(workspace, Decision))


def test_every_decision_is_kept_with_who_and_when_and_undone_in_one_step(school):
    _, workspace = school
    before = groups(workspace), workspace.rows("plans"), workspace.rows("flat")
    decide(workspace, Reason.TYPED, Resolution(ACCEPT, List.LA))
    kept = facts(workspace, Decision)
    assert {(f.by, f.on) for f in kept} == {("A. Lead", ON)}
    assert sorted(f.decision for f in kept) == ["accept"] * 2 + ["refuse"] * 2
    workspace.undo()
    assert (groups(workspace), workspace.rows("plans"), workspace.rows("flat")) == before
    assert facts(workspace, Decision) == ()


def test_a_refused_flag_and_a_refused_plan_can_be_put_back(school):
    made, workspace = school
    upn = made.wrong["undated"][0]
    case = next(c for c in compare_lists(workspace).mismatches if c.upn == upn)
    resolve(workspace, [case], Resolution(REFUSE), "A. Lead", ON)
    assert groups(workspace)[upn] == "other"
    comparison = compare_lists(workspace)
    waiting = refused(workspace, comparison)
    assert {fact.field for fact in waiting} == {"CIN no dates", "CIN now"}
    for fact in waiting:
        put_back(workspace, fact, "A. Lead", ON)
    assert groups(workspace)[upn] == "cwsw"
    assert refused(workspace, compare_lists(workspace)) == ()


def test_a_plan_refused_once_and_listed_again_is_said_so(school):
    made, workspace = school
    decide(workspace, Reason.EARLY_HELP, Resolution(REFUSE))
    row = {"upn": made.wrong["early_help"][0], "source": "DSL list", "plan": "CIN"}
    fact = next(f for f in facts(workspace, Decision) if f.upn == row["upn"])
    back = from_words(fact.upn, fact.source, fact.field)
    from cwsw.store import TableChange

    again = row | {"start_date": back.start, "end_date": back.end}
    workspace.change("a new list", TableChange("plans", into=(again,)))
    comparison = compare_lists(workspace)
    assert [c.upn for c in comparison.of(Standing.AGAIN)] == [row["upn"]]


def test_only_what_a_case_offers_can_be_decided(school):
    _, workspace = school
    case = next(c for c in compare_lists(workspace).mismatches if c.reason is Reason.EARLY_HELP)
    assert possible_resolutions(case) == (
        Resolution(ACCEPT, List.DSL),
        Resolution(REFUSE),
        Resolution(ASK),
    )
    with pytest.raises(ValueError, match="cannot be decided"):
        resolve(workspace, [case], Resolution(ACCEPT, List.LA), "A. Lead", ON)
    assert facts(workspace, Decision) == ()
