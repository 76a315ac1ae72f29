"""Boundaries of the cohort's lists in words, each seen by a mistake made on purpose."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.cohort import cohort_counts
from cwsw.cohort.all_pupils import Pupil, pupils_by_upn
from cwsw.cohort.aware import grid, set_awareness
from cwsw.cohort.compared_lists import FLAG_SOURCE, List, list_of
from cwsw.cohort.counts import CohortCounts
from cwsw.cohort.crosstabs import UNKNOWN, crossing
from cwsw.cohort.explanation import dated, stories
from cwsw.cohort.growth import growth
from cwsw.cohort.history import FIELDS, SOURCE, Respondent, intakes, joiners, record_enquiry
from cwsw.cohort.members import Member, PlanSpan, members
from cwsw.cohort.plan_entries import PlanEntry, from_words
from cwsw.cohort.unclear import unclear
from cwsw.compare.benchmark_order import FirstBenchmarks, reorder_benchmarks
from cwsw.compare.size import size
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.measures.figure_rows import rows_behind
from cwsw.measures.registry import BY_KEY
from cwsw.records import Decision, facts
from cwsw.store import Workspace
from tests.support.books import workbook
from tests.support.figures import proportion

AS_AT = date(2026, 7, 20)
SINCE = date(2020, 7, 20)
ON = date(2026, 7, 21)
BORN = date(2013, 5, 4)
SEP = date(2022, 9, 1)


def child(**changed):
    usual = Member("U1", "Ash", "Al", 8, "8A", "cwsw", "current_cin", True, False, "why", ())
    return replace(usual, **changed)


def story(start, end=None, plan="CIN", **changed):
    (found,) = stories(child(plans=(PlanSpan(plan, start, end),), **changed), AS_AT)
    return found


# one child's why


@pytest.mark.parametrize(
    ("start", "end", "admitted", "first", "last", "counts", "on_roll", "said"),
    [
        (date(2021, 2, 3), date(2021, 11, 9), SEP, date(2021, 2, 3), date(2021, 11, 9), True,
         False, "before joining us: Ever6, not while on roll"),
        (date(2021, 2, 3), SEP, SEP, date(2021, 2, 3), SEP, True, True,
         "partly before joining us: Ever6, while on roll"),
        (SEP, None, SEP, SEP, AS_AT, True, True, "while on our roll: Ever6, while on roll"),
        (SEP, date(2026, 8, 1), None, SEP, AS_AT, True, True, "while on our roll: Ever6"),
        (date(2012, 1, 1), SINCE, None, date(2012, 1, 1), SINCE, True, True, "Ever6"),
        (date(2012, 1, 1), date(2020, 7, 19), None, date(2012, 1, 1), date(2020, 7, 19), False,
         True, "ended more than six years ago, does not count"),
        (None, SEP, None, SEP, SEP, True, True, "start not known, to 1 Sep 2022"),
        (AS_AT, None, None, AS_AT, AS_AT, True, True, "from 20 Jul 2026, still open"),
    ],
)  # fmt: skip
def test_a_plan_in_words_and_on_the_line(start, end, admitted, first, last, counts, on_roll, said):
    found = story(start, end, admitted=admitted)
    assert found.plan == PlanSpan("CIN", start, end)
    assert (found.first, found.last, found.counts, found.on_roll) == (first, last, counts, on_roll)
    assert said in found.words
    assert found.words.startswith("CIN plan")
    assert dated([found]) == (found,)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (None, None, "CIN plan without dates: cannot be placed in time, ask when it began"),
        (SEP, date(2022, 8, 31), "ends before it starts, ask which date is right"),
        (ON, None, "begins after 20 Jul 2026: does not count yet"),
    ],
)
def test_a_plan_that_cannot_be_drawn(start, end, said):
    found = story(start, end)
    assert said in found.words
    assert found.plan == PlanSpan("CIN", start, end)
    assert (found.first, found.last, found.counts, found.on_roll) == (None, None, False, False)
    assert dated([found]) == ()


def test_a_looked_after_time_does_not_count_by_itself():
    found = story(SEP, plan="CLA")
    assert found.words == (
        "Looked after from 1 Sep 2022, still open, while on our roll: looked after, does not by "
        "itself make a child with a social worker"
    )
    assert not found.counts


def test_a_flag_is_drawn_on_its_one_day():
    (found,) = stories(child(counted_by_flag=True), AS_AT)
    assert found.plan == PlanSpan("CIN or CP", None, None)
    assert (found.first, found.last, found.counts, found.on_roll) == (AS_AT, AS_AT, True, True)


# what is unclear


@pytest.mark.parametrize(
    ("plan", "missing"),
    [
        (PlanSpan("CIN", SEP, SEP), None),
        (PlanSpan("CIN", SEP, date(2022, 8, 31)), "CIN: it ends before it starts"),
        (PlanSpan("CIN", date(2023, 7, 20), None), None),
        (PlanSpan("CIN", date(2023, 7, 19), None), "CIN: open for more than 3 years"),
    ],
)
def test_what_is_missing_of_a_plan(plan, missing):
    one = child(plans=(plan,))
    found = unclear([one], AS_AT)
    assert len(found) == (missing is not None)
    assert all(i.member is one and i.plan is plan for i in found)
    assert all(i.missing.startswith(missing) for i in found)


@pytest.mark.parametrize(
    ("sources", "asked"),
    [
        ((None,), "The local authority"),
        (("Previous school",), "The previous school, then the local authority"),
        (("Early help",), "The local authority"),
        (("LA list of schools",), "The local authority"),
        (("Previous school", "Early help"), "The local authority"),
    ],
)
def test_who_is_asked(sources, asked):
    (found,) = unclear([child(plans=(PlanSpan("CIN", None, None, sources),))], AS_AT)
    assert found.ask == asked


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"counted_by_flag": True},
            "A flag says now: when did the plan begin, and is it CIN or CP?",
        ),
        (
            {"override": "cwsw"},
            "Counted by a decision of staff, with no plan on record: which plan was it, when?",
        ),
    ],
)
def test_what_has_no_row_of_its_own_is_asked_too(changed, said):
    one = child(**changed)
    (found,) = unclear([one], AS_AT)
    assert found.member is one
    assert (found.plan, found.missing, found.ask) == (None, said, "The local authority")


# lists, people, crossings


@pytest.mark.parametrize(
    ("source", "named"),
    [
        (None, List.OTHER),
        ("", List.OTHER),
        ("la", List.LA),
        ("July,LA", List.LA),
        ("July.LA", List.LA),
        ("July_LA", List.LA),
        ("mistletoe", List.OTHER),
    ],
)
def test_a_source_names_a_list(source, named):
    assert list_of(source) is named


@pytest.mark.parametrize(
    ("end", "is_open"), [(None, True), (AS_AT, True), (date(2026, 7, 19), False)]
)
def test_a_plan_is_open_to_its_last_day(end, is_open):
    assert PlanEntry("U1", List.LA, "LA", "CIN", SEP, end).is_open(AS_AT) is is_open


def test_words_of_a_plan_come_back_as_it_was():
    assert from_words("U1", "LA list", "CP 2022-09-01 to open") == PlanEntry(
        "U1", List.LA, "LA list", "CP", SEP
    )
    flag = from_words("U1", FLAG_SOURCE, "CIN now")
    assert flag == PlanEntry("U1", List.MIS, FLAG_SOURCE, "CIN", is_flag=True)


@pytest.mark.parametrize(
    ("admitted", "left", "on_roll"),
    [
        (AS_AT, None, True),
        (ON, None, False),
        (None, AS_AT, True),
        (None, date(2026, 7, 19), False),
    ],
)
def test_on_roll_on_the_first_and_the_last_day(admitted, left, on_roll):
    person = Pupil(1, "U1", "Ash", "Al", BORN, 8, "8A", admitted, left)
    assert person.is_on_roll(AS_AT) is on_roll


def test_every_value_of_a_crossing_has_its_line():
    everybody = [
        child(year_group=0, fsm=True),
        child(year_group=6, fsm=False, looked_after_now=True),
        child(year_group=7, group="other"),
        child(year_group=12, group="earlier", fsm=False),
        child(year_group=20),
        child(year_group=None),
    ]
    by_phase = {line.label: line for line in crossing(everybody, "Phase")}
    assert {name: line.on_roll for name, line in by_phase.items()} == {
        "Nursery and Reception": 1,
        "Primary (Years 1 to 6)": 1,
        "Secondary (Years 7 to 11)": 1,
        "Sixth form (Years 12 to 14)": 1,
        UNKNOWN: 2,
    }
    primary, secondary = (by_phase[n] for n in by_phase if n.startswith(("Prim", "Sec")))
    assert (primary.cwsw, primary.without_looked_after, primary.other) == (1, 0, 0)
    assert (secondary.cwsw, secondary.without_looked_after, secondary.other) == (0, 0, 1)
    by_meals = {line.label: line.on_roll for line in crossing(everybody, "Free school meals")}
    assert by_meals == {"Free school meals": 1, "No free school meals": 2, UNKNOWN: 3}
    labels = [line.label for line in crossing(everybody[:-2], "Year group")]
    assert labels == ["Reception", "Year 6", "Year 7", "Year 12"]
    assert crossing(everybody[-1:], "Year group")[0].label == UNKNOWN


# a workspace


def workspace_of(*rows, plans=()):
    headings = ("UPN", "Surname", "Forename", "Date of birth", "Year group", "Admission date")
    sheets = {
        "School": [("Name", "Phase", "As at"), ("Wood", "secondary", AS_AT)],
        "Pupils": [headings, *rows],
        "Plans": [("UPN", "Plan", "Start date", "End date"), *plans],
    }
    return Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(sheets))]))


@pytest.fixture
def school():
    found = workspace_of(
        ("U1", "Ash", "Al", BORN, "9", SEP),
        ("U2", "Ash", "Bo", BORN, "8", date(2020, 7, 21)),
        ("U3", "Ash", "Cy", BORN, "8", SINCE),
        ("U4", "Ash", None, BORN, "8", SEP),
        ("U5", None, "Al", BORN, "8", SEP),
        ("U6", "Ash", "Al", BORN, "8", SEP),
        ("U7", "Ash", None, BORN, "8", SEP),
        plans=[("U1", "CIN", SEP, None)],
    )
    yield found
    found.close()


def intakes_of(workspace, everybody):
    return intakes(everybody, joiners(workspace, everybody, AS_AT), AS_AT)


def test_joined_within_six_years_is_after_the_first_day(school):
    found = intakes_of(school, members(school))
    assert [(i.year_group, i.joined, i.known) for i in found] == [(8, 5, 0), (9, 1, 1)]
    assert "U3" not in {m.upn for i in found for m in (*i.unasked, *i.pending)}


def test_what_was_heard_is_told_apart_and_signed(school):
    year_8 = intakes_of(school, members(school))[0].unasked
    for number, decision in enumerate(("accept", "refuse", "ask")):
        record_enquiry(school, year_8[number : number + 1], decision, "Sam", ON)
    now = intakes_of(school, members(school))[0]
    assert (now.received, len(now.pending), len(now.unasked)) == (1, 2, 2)  # refuse: a plan to add
    kept = facts(school, Decision)
    assert {(f.source, f.field, f.by, f.on) for f in kept} == {
        (SOURCE, FIELDS[Respondent.SCHOOL], "Sam", ON)
    }


def test_a_child_without_a_year_group_stands_last():
    everybody = [child(upn=str(n), year_group=n, admitted=SEP) for n in (8, 0, 1)]
    everybody.append(child(upn="x", year_group=None, admitted=SEP))
    found = workspace_of(("U1", "Ash", "Al", BORN, "9", SEP))
    assert [i.year_group for i in intakes_of(found, everybody)] == [0, 1, 8, None]
    found.close()


def test_only_the_same_name_and_birthday_make_a_twin(school):
    twins = {p.upn: p.twin for p in pupils_by_upn(school).values() if p.twin}
    assert twins == {"U1": "U6", "U6": "U1"}


def test_who_was_told_by_whom_and_when(school):
    ours = [m for m in members(school) if m.in_cohort]
    (before,) = grid(school, ours)
    role = before.to_decide[0]
    set_awareness(school, [(ours[0], role)], "told", "Sam", ON)
    (line,) = grid(school, ours)
    (fact,) = (f for f in line.by_role if f is not None)
    assert (fact.role, fact.state, fact.by, fact.on) == (role, "told", "Sam", ON)


def test_growth_holds_the_cohort_of_the_as_at_year(school):
    now, counts = growth(school)[0], cohort_counts(school)
    assert (now.year, now.status_date) == (2025, AS_AT)
    assert (now.on_roll, now.cwsw, now.current, now.ended) == (7, 1, 1, 0)
    assert (now.on_roll, now.cwsw) == (counts.on_roll, counts.cwsw)
    assert [y.on_roll for y in growth(school)] == [7, 7, 7, 7, 2, 2]
    assert [y.cwsw for y in growth(school)] == [1, 1, 1, 1, 0, 0]


# numbers beside the cohort


def test_the_size_one_might_expect_is_in_pupils():
    found = size(CohortCounts(1000, 95, 0, 0, 95, 0, 0, 0, 0, 0, 905))
    assert (found.cwsw, found.on_roll, found.fewest, found.most) == (95, 1000, 95, 166)
    assert "within that range" in found.question
    assert "shorter than that" in replace(found, cwsw=94).question


def test_the_latest_figure_of_the_schools_own_year_is_not_called_later():
    figure = reorder_benchmarks(proportion(year=2024), FirstBenchmarks.LATEST, "secondary")
    (first, *_) = (
        c.benchmark for c in figure.benchmarks if c.benchmark.set == FirstBenchmarks.LATEST
    )
    assert first.year == "2024/25"
    assert "later than" not in first.note


def test_rows_behind_a_figure_are_of_its_own_stage_and_year():
    rows = {
        ("results", "KS2", 2025): 3,
        ("results", "KS4", 2025): 5,
        ("results", "", 2025): 7,
        ("attendance", "", 2025): 11,
        ("attendance", "", 2024): 13,
    }
    assert rows_behind(BY_KEY["ks2_rwm"], 2025, rows) == (("results", 3),)
    assert rows_behind(BY_KEY["ks2_rwm"], 2024, rows) == ()
    assert rows_behind(BY_KEY["persistent_absence"], 2024, rows) == (("attendance", 13),)
