"""What a decision says of each list's word, how far a case is decided, and the checklist."""

from datetime import date

import pytest

from cwsw.cohort.aware import ROLES, ChildAwareness
from cwsw.cohort.checklist import NOTHING_TO_TELL, POINTS, ChecklistFacts, checklist_facts, points
from cwsw.cohort.compared_lists import List
from cwsw.cohort.counts import CohortCounts, cohort_counts
from cwsw.cohort.list_matching import Case, Reason
from cwsw.cohort.members import Member, PlanSpan, members
from cwsw.cohort.plan_entries import NO_SOURCE, PlanEntry, in_words
from cwsw.cohort.reconcile import (
    ACCEPT,
    ASK,
    REFUSE,
    Comparison,
    Region,
    Resolution,
    Standing,
    compare_lists,
    possible_resolutions,
    put_back,
    reasons,
    record_plan_dates,
    refused,
    regions,
    resolve,
)
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import ChecklistLook, Decision, facts, record
from cwsw.store import Workspace
from tests.support.books import workbook

AS_AT = date(2026, 7, 20)
ON = date(2026, 7, 21)
BORN = date(2013, 5, 4)
START, END = date(2023, 3, 2), date(2023, 9, 30)
SOURCES = {List.LA: "LA list", List.DSL: "DSL list", List.MIS: "SIMS"}


def entry(kind, upn="U1"):
    return PlanEntry(upn, kind, SOURCES[kind], "CIN", START, END)


def case(upn, *lists, reason=Reason.NOT_ON_SCHOOL_LISTS, twin=None):
    return Case(upn, tuple(entry(kind, upn) for kind in lists), (), reason, twin)


def comparison(*cases, before=()):
    return Comparison(tuple(SOURCES), cases, {fact.about: fact for fact in before})


def decided(upn, source, words, said):
    return Decision(upn=upn, source=source, field=words, decision=said, by="Sam", on=ON)


def decision(kind, said, upn="U1"):
    return decided(upn, SOURCES[kind], in_words(entry(kind, upn)), said)


def look(point, owner):
    return ChecklistLook(point=point, owner=owner, looked_at=ON)


def test_the_regions_begin_with_agreement_and_the_most_lists():
    found = comparison(
        case("U1", List.DSL),
        case("U2", List.LA),
        case("U3", List.LA, List.DSL, reason=Reason.NO_DIFFERENCE),
        case("U3", List.DSL),
        case("U4", List.LA, List.DSL, reason=Reason.NO_DIFFERENCE),
        case("U5", List.MIS, List.DSL, List.LA, reason=Reason.NO_DIFFERENCE),
        case("U6", List.LA, List.DSL),
    )
    assert regions(found) == (
        Region((List.LA, List.DSL, List.MIS), True, ("U5",)),
        Region((List.LA, List.DSL), True, ("U4",)),
        Region((List.LA, List.DSL), False, ("U3", "U6")),
        Region((List.LA,), False, ("U2",)),
        Region((List.DSL,), False, ("U1",)),
    )


def test_reasons_are_counted_in_their_order():
    found = [case(f"U{n}", List.LA, reason=r) for n, r in enumerate((Reason.LEFT, Reason.TYPED))]
    assert reasons([*found, found[0]]) == ((Reason.TYPED, 1), (Reason.LEFT, 2))


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ((), Standing.OPEN),
        ((ACCEPT,), Standing.ACCEPTED),
        ((ACCEPT, ASK), Standing.QUERIED),
        ((ASK, REFUSE), Standing.AGAIN),
        ((ACCEPT, REFUSE), Standing.AGAIN),
    ],
)
def test_how_far_a_case_is_decided(said, standing):
    of_lists = zip((List.LA, List.DSL), said, strict=False)
    facts_ = tuple(decision(kind, word) for kind, word in of_lists)
    one = case("U1", List.LA, List.DSL)
    found = comparison(one, before=facts_)
    assert found.decisions(one) == facts_
    assert found.standing(one) is standing
    assert found.of(standing) == (one,)
    assert found.standing(case("U1", List.LA, reason=Reason.NO_DIFFERENCE)) is Standing.MATCHED


def test_what_may_be_decided():
    usual = (
        Resolution(ACCEPT, List.LA),
        Resolution(ACCEPT, List.DSL),
        Resolution(REFUSE),
        Resolution(ASK),
    )
    assert possible_resolutions(case("U1", List.LA, List.DSL)) == usual
    twin = case("U1", List.LA, List.DSL, twin="U2")
    assert possible_resolutions(twin) == (Resolution(ACCEPT, None, same_child=True), *usual)


# a workspace


def workspace_of(*plans, flag=None, old_flag=None, **sheets):
    headings = (
        "UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date",
        "Leaving date", "CIN now",
    )  # fmt: skip
    book = {
        "School": [("Name", "Phase", "As at"), ("Wood", "secondary", AS_AT)],
        "Pupils": [
            headings,
            ("U1", "Ash", "Al", BORN, "8", None, None, flag),
            ("U2", "Beech", "Bo", BORN, "8", None, None, None),
            ("OLD", "Beech", "Bo", BORN, "8", None, date(2024, 1, 1), old_flag),
        ],
        "Plans": [("UPN", "Plan", "Start date", "End date", "Source"), *plans],
    } | sheets
    return Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(book))]))


def elsewhere(kind):
    """A plan of another pupil, so that the list is there to compare."""
    return ("U2", "CP", date(2015, 1, 1), date(2015, 2, 1), SOURCES[kind])


def plan(kind, start=START, end=None, upn="U1", source=None):
    return (upn, "CIN", start, end, source or SOURCES[kind])


@pytest.mark.parametrize(
    ("plans", "flag", "taken", "said"),
    [
        ([plan(List.LA), plan(List.DSL, None)], None, List.LA, {"DSL list": REFUSE}),
        ([plan(List.LA), plan(List.DSL, None)], None, List.DSL, {"LA list": REFUSE}),
        ([plan(List.LA, END)], "Y", List.LA, {}),
        ([plan(List.LA, END)], "Y", List.MIS, {}),
        ([plan(List.LA, None)], "Y", List.MIS, {}),
        ([plan(List.LA), plan(List.DSL, END)], "Y", List.MIS, {}),
        ([plan(List.LA), plan(List.DSL, END)], "Y", List.DSL, {"LA list": REFUSE}),
        (
            [plan(List.LA), plan(List.LA, source="LA list, June"), plan(List.DSL, END)],
            None, List.LA, {"DSL list": REFUSE},
        ),
    ],
)  # fmt: skip
def test_whose_word_is_taken_and_who_says_the_same(plans, flag, taken, said):
    school = workspace_of(*plans, elsewhere(List.LA), elsewhere(List.DSL), flag=flag)
    (one,) = (c for c in compare_lists(school).cases if c.upn == "U1")
    resolve(school, [one], Resolution(ACCEPT, taken), "Sam", ON)
    kept = {fact.source: fact.decision for fact in facts(school, Decision)}
    assert kept == dict.fromkeys((e.source for e in one.entries), ACCEPT) | said
    assert {fact.source for fact in refused(school, compare_lists(school))} == said.keys()
    school.close()


def test_a_plan_under_a_former_upn_moves_to_the_child_on_roll():
    school = workspace_of(plan(List.LA, upn="OLD"), plan(List.DSL, upn="U1"))
    (one,) = (c for c in compare_lists(school).cases if c.twin)
    resolve(school, [one], Resolution(ACCEPT, same_child=True), "Sam", ON)
    words = "CIN 2023-03-02 to open"
    assert set(facts(school, Decision)) == {
        decided("OLD", "LA list", words, REFUSE),
        decided("U2", "LA list", words, ACCEPT),
    }
    held = {m.upn: [(p.start, p.end) for p in m.plans] for m in members(school)}
    assert held["U2"] == [(START, None)]
    assert school.undo().what == "accept in 1 disagreement between the lists"
    school.close()


def test_a_flag_under_a_former_upn_moves_too():
    school = workspace_of(plan(List.DSL), elsewhere(List.LA), old_flag="Y")
    (one,) = (c for c in compare_lists(school).cases if c.twin)
    resolve(school, [one], Resolution(ACCEPT, same_child=True), "Sam", ON)
    assert {m.upn for m in members(school) if m.counted_by_flag} == {"U2"}
    school.close()


def test_a_plan_under_a_former_upn_is_not_moved_by_another_decision():
    school = workspace_of(plan(List.LA, upn="OLD"), plan(List.DSL))
    (one,) = (c for c in compare_lists(school).cases if c.twin)
    resolve(school, [one], Resolution(REFUSE), "Sam", ON)
    assert {(f.upn, f.decision) for f in facts(school, Decision)} == {("OLD", REFUSE)}
    assert {m.upn for m in members(school) if m.plans} == {"U1"}
    school.close()


def test_a_decision_on_many_is_one_step_with_its_words():
    school = workspace_of(plan(List.LA), plan(List.DSL, upn="U2"))
    resolve(school, compare_lists(school).mismatches, Resolution(ASK), "Sam", ON)
    assert {(f.upn, f.decision) for f in facts(school, Decision)} == {("U1", ASK), ("U2", ASK)}
    assert school.undo().what == "ask in 2 disagreements between the lists"
    assert facts(school, Decision) == ()
    school.close()


def test_what_is_refused_in_somebodys_own_words_cannot_be_put_back():
    school = workspace_of(plan(List.LA), plan(List.DSL, END))
    own = decided("U1", "LA list", "told by telephone", REFUSE)
    gone = decided("U1", "LA list", "CP 2023-03-02 to open", REFUSE)
    here = decided("U1", "LA list", "CIN 2023-03-02 to open", REFUSE)
    asked = decided("U1", "LA list", "CP no dates", ASK)
    record(school, "decisions", [own, gone, here, asked])
    assert refused(school, compare_lists(school)) == (gone,)
    with pytest.raises(ValueError, match=r"^the decision does not hold a plan in our words$"):
        put_back(school, own, "Sam", ON)
    put_back(school, gone, "Pat", ON)
    assert school.undo().what == "put back a refused plan"
    school.close()


def test_an_answer_is_of_the_child_asked_about():
    school = workspace_of(("U1", "CIN", None, None, None), elsewhere(List.LA))
    record_plan_dates(school, "U1", PlanSpan("CIN", None, None, (None,)), (START, None), "Sam", ON)
    assert set(facts(school, Decision)) == {
        decided("U1", NO_SOURCE, "CIN no dates", REFUSE),
        decided("U1", NO_SOURCE, "CIN 2023-03-02 to open", ACCEPT),
    }
    assert school.undo().what == "dates of a plan"
    school.close()


def test_an_answer_takes_the_place_of_dates_that_cannot_be():
    school = workspace_of(plan(List.LA, END, START), elsewhere(List.DSL))
    record_plan_dates(
        school, "U1", PlanSpan("CIN", END, START, ("LA list",)), (START, END), "Sam", ON
    )
    said = {(fact.field, fact.decision) for fact in facts(school, Decision)}
    assert said == {
        ("CIN 2023-09-30 to 2023-03-02", REFUSE),
        ("CIN 2023-03-02 to 2023-09-30", ACCEPT),
    }
    (one,) = (m for m in members(school) if m.upn == "U1")
    assert one.plans == (PlanSpan("CIN", START, END, ("LA list",)),)
    school.close()


# the checklist


def counts(on_roll, cwsw, while_on_roll, undated):
    other = on_roll - cwsw - undated
    return CohortCounts(on_roll, cwsw, 0, 0, cwsw, while_on_roll, 0, 0, undated, 0, other)


def child():
    return Member("U1", "Ash", "Al", 8, "8A", "cwsw", "current_cin", True, False, "why", ())


def evidence(found):
    return [said(found) for said in POINTS.values()]


def test_the_checklist_says_each_number_of_one():
    one = comparison(case("U1", List.LA))
    aware = (ChildAwareness(child(), (None,) * len(ROLES)),)
    found = ChecklistFacts(counts(1, 1, 1, 1), one, aware, 1, 1, 1, 1)
    roles = len(ROLES)
    assert evidence(found) == [
        "1 of 1 pupil on roll is on the list; 1 more has a plan without usable dates.",
        "1 of the 1 child had a plan while on our roll.",
        "3 lists compared: 1 disagreement to decide, 0 being asked about.",
        f"0 of {roles} decided (each child and each of {roles} roles); {roles} to decide.",
        "1 meeting is on record this academic year.",
        NOTHING_TO_TELL,
        "The strengths, hopes or own words of 1 child are on record.",
        NOTHING_TO_TELL,
        "1 kind of support is running, for 1 named child and, where no child is named, for all.",
        NOTHING_TO_TELL,
        NOTHING_TO_TELL,
    ]


def test_the_checklist_says_each_number_of_many():
    said_before = (decision(List.LA, ASK, "U2"), decision(List.LA, REFUSE, "U3"))
    cases = (case(upn, List.LA) for upn in ("U1", "U2", "U3"))
    found = ChecklistFacts(
        counts(2000, 1200, 1100, 2), comparison(*cases, before=said_before), (), 2, 3, 1004, 5
    )
    said = evidence(found)
    assert said[:5] == [
        "1,200 of 2,000 pupils on roll are on the list; 2 more have a plan without usable dates.",
        "1,100 of the 1,200 children had a plan while on our roll.",
        "3 lists compared: 2 disagreements to decide, 1 being asked about.",
        f"0 of 0 decided (each child and each of {len(ROLES)} roles); 0 to decide.",
        "2 meetings are on record this academic year.",
    ]
    assert said[6] == "The strengths, hopes or own words of 5 children are on record."
    assert said[8] == (
        "3 kinds of support are running, for 1,004 named children and, where no child is named, "
        "for all."
    )
    alone = ChecklistFacts(found.cohort, Comparison((), (), {}), (), 0, 0, 0, 0)
    assert evidence(alone)[2] == "One source of plans only: there are no lists to compare."


def test_the_checklist_counts_from_the_first_day_of_the_year_and_adds_our_own_points():
    meetings = [("Date",), (date(2025, 8, 31),), (date(2025, 9, 1),), (AS_AT,), (ON,)]
    school = workspace_of(plan(List.LA), Meetings=meetings)
    added = [look(point, "Head") for point in ("Our second", "Our first")]
    first = next(iter(POINTS))
    record(school, "looks", [*added, look(first, "DSL")])
    cohort, compared = cohort_counts(school), compare_lists(school)
    found = checklist_facts(school, cohort, compared, ())
    assert found == ChecklistFacts(cohort, compared, (), 2, 0, 0, 0)
    listed = points(school, found)
    assert [p.point for p in listed] == [*POINTS, "Our first", "Our second"]
    assert [(p.point, p.last.owner) for p in listed if p.last] == [
        (first, "DSL"),
        ("Our first", "Head"),
        ("Our second", "Head"),
    ]
    assert [p.evidence for p in listed if p.own] == [NOTHING_TO_TELL] * 2
    assert [p.evidence for p in listed if not p.own] == evidence(found)
    school.close()
