"""Growth, crossings, one child's why, unclear rows, history, awareness, the checklist."""

from datetime import date

import pytest

from cwsw.cohort import cohort_counts, members
from cwsw.cohort.all_pupils import pupils_by_upn
from cwsw.cohort.aware import ROLES, children_known_to, gaps, grid, role_of, set_awareness
from cwsw.cohort.checklist import POINTS, checklist_facts, points
from cwsw.cohort.crosstabs import BY, UNKNOWN, crossing
from cwsw.cohort.explanation import stories
from cwsw.cohort.growth import growth
from cwsw.cohort.history import RECHECK, intakes, joiners, recheck_is_due, record_enquiry
from cwsw.cohort.members import PlanSpan
from cwsw.cohort.reconcile import compare_lists, record_plan_dates
from cwsw.cohort.unclear import unclear
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import ChecklistLook, Override, record
from cwsw.reports import ask_authority
from cwsw.reports.document.html import html
from cwsw.reports.document.workbook import workbook as workbook_of
from cwsw.reports.staff_note import staff_note
from cwsw.store import Workspace
from tests.support.books import workbook

AS_AT = date(2026, 7, 20)
ON = date(2026, 7, 21)
HEADINGS = (
    "UPN", "Surname", "Forename", "Date of birth", "Year group", "Form", "SEN", "FSM", "EAL",
    "Looked after", "Admission date", "Leaving date", "Key adult",
)  # fmt: skip
BORN = date(2013, 5, 4)
PUPILS = [
    ("U1", "Ash", "Al", BORN, "8", "8A", "K", "Y", "N", None, date(2022, 9, 1), None, "Ms Key"),
    ("U2", "Beech", "Bo", BORN, "8", "8A", "E", "N", "N", "Y", date(2022, 9, 1), None, None),
    ("U3", "Cedar", "Cy", BORN, "9", "9A", None, None, None, None, date(2024, 9, 1), None, None),
    ("U4", "Dogwood", "Di", BORN, "9", "9A", "N", "N", "Y", None, None, None, None),
    ("U5", "Elm", "Ed", BORN, "9", "9A", "N", "N", "N", None, date(2015, 9, 1), None, None),
    ("U6", "Fir", "Flo", BORN, "9", "9B", "N", "Y", "N", None, date(2015, 9, 1), ON, None),
]
PLANS = [
    ("U1", "CP", date(2021, 2, 3), date(2021, 11, 9), "Local authority list"),
    ("U1", "CIN", date(2022, 1, 1), date(2023, 1, 1), "Previous school"),
    ("U2", "CIN", date(2021, 9, 1), None, "Local authority list"),
    ("U3", "CIN", None, None, "Previous school"),
    ("U6", "CP", date(2017, 1, 1), date(2018, 1, 1), "Local authority list"),
]


@pytest.fixture
def workspace():
    sheets = {
        "School": [("Name", "Phase", "As at"), ("Wood", "secondary", AS_AT)],
        "Pupils": [HEADINGS, *PUPILS],
        "Plans": [("UPN", "Plan", "Start date", "End date", "Source"), *PLANS],
        "Meetings": [("Date",), (date(2025, 9, 1),), (date(2025, 8, 31),)],
    }
    return Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(sheets))]))


def member(workspace, upn):
    return next(m for m in members(workspace) if m.upn == upn)


def words(workspace, upn, **changed):
    from dataclasses import replace

    child = replace(member(workspace, upn), **changed)
    return [story.words for story in stories(child, AS_AT)]


def test_the_issues_own_example_of_words(workspace):
    assert words(workspace, "U1") == [
        "CP plan 3 Feb 2021 to 9 Nov 2021, before joining us: Ever6, not while on roll",
        "CIN plan 1 Jan 2022 to 1 Jan 2023, partly before joining us: Ever6, while on roll",
    ]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (PlanSpan("CIN", date(2020, 7, 20), date(2020, 7, 20)), "Ever6, while on roll"),
        (PlanSpan("CIN", date(2019, 1, 1), date(2020, 7, 20)), "Ever6, while on roll"),
        (PlanSpan("CIN", date(2019, 1, 1), date(2020, 7, 19)), "ended more than six years ago"),
        (PlanSpan("CP", date(2026, 7, 21), None), "does not count yet"),
        (PlanSpan("CP", None, date(2026, 1, 1)), "start not known, to 1 Jan 2026"),
        (PlanSpan("CP", None, None), "ask when it began and ended"),
        (PlanSpan("CP", date(2026, 1, 2), date(2026, 1, 1)), "ask which date is right"),
        (PlanSpan("CLA", date(2026, 1, 2), None), "looked after, does not by itself"),
        (PlanSpan("CIN", date(2025, 1, 2), None), "from 2 Jan 2025, still open"),
    ],
)
def test_each_kind_of_plan_in_words(workspace, plan, said):
    (found,) = words(workspace, "U4", plans=(plan,))
    assert said in found


def test_a_flag_without_a_date_has_its_words(workspace):
    assert "A flag says" in words(workspace, "U4", counted_by_flag=True)[-1]


def test_what_is_drawn_never_lies_after_the_day_of_the_data(workspace):
    for child in members(workspace):
        assert all(s.last is None or s.first <= s.last <= AS_AT for s in stories(child, AS_AT))


def test_growth_ends_at_todays_counts_and_looks_back_by_status_date(workspace):
    found, counts = growth(workspace), cohort_counts(workspace)
    assert [y.year for y in found] == [2025, 2024, 2023, 2022, 2021, 2020]
    assert (found[0].cwsw, found[0].on_roll) == (counts.cwsw, counts.on_roll) == (2, 6)
    assert (found[0].current, found[0].ended, found[0].looked_after_now) == (1, 1, 1)
    assert found[0].status_date == AS_AT
    assert found[3].status_date == date(2023, 8, 31)
    assert [y.on_roll for y in found] == [6, 6, 5, 5, 3, 3]
    assert [y.cwsw for y in found] == [2, 2, 2, 3, 1, 1]


@pytest.mark.parametrize("by", BY)
def test_a_crossing_adds_up_to_all_on_roll(workspace, by):
    lines = crossing(members(workspace), by)
    assert sum(line.on_roll for line in lines) == 6
    assert sum(line.cwsw for line in lines) == 2
    assert sum(line.without_looked_after for line in lines) == 1


def test_a_crossing_names_what_is_not_known(workspace):
    lines = {line.label: line for line in crossing(members(workspace), "Special educational needs")}
    assert (lines["SEN support"].cwsw, lines[UNKNOWN].on_roll) == (1, 1)


def test_the_work_list_says_what_is_missing_and_whom_to_ask(workspace):
    found = {i.member.upn: (i.missing, i.ask) for i in unclear(members(workspace), AS_AT)}
    assert found["U3"] == ("CIN: both dates", "The previous school, then the local authority")
    assert found["U2"] == (
        "CIN: open for more than 3 years; has it ended?",
        "The local authority",
    )
    assert found.keys() == {"U2", "U3"}


def test_an_override_without_a_plan_is_a_question(workspace):
    override = Override(upn="U4", group="cwsw", reason="Told", by="DSL", on=ON)
    record(workspace, "an override", [override])
    (item,) = [i for i in unclear(members(workspace), AS_AT) if i.member.upn == "U4"]
    assert "with no plan on record" in item.missing
    assert member(workspace, "U4").why.endswith("(decided by staff)")
    assert member(workspace, "U4").override == "cwsw"


def intakes_of(workspace, everybody):
    return intakes(everybody, joiners(workspace, everybody, AS_AT), AS_AT)


def test_history_counts_those_who_joined_and_of_whom_nothing_was_heard(workspace):
    record(workspace, "x", [Override(upn="U3", group="other", reason="r", by="DSL", on=ON)])
    eight, nine = intakes_of(workspace, members(workspace))
    assert (eight.joined, eight.known, eight.unasked) == (2, 2, ())
    assert (nine.joined, nine.known, len(nine.unasked)) == (1, 1, 0)


def test_history_heard_is_kept_for_each_pupil():
    pupils = [(f"U{i}", "S", "F", "7", date(2025, 9, 1)) for i in range(4)]
    sheets = {
        "School": [("Name", "Phase", "As at"), ("Wood", "secondary", AS_AT)],
        "Pupils": [("UPN", "Surname", "Forename", "Year group", "Admission date"), *pupils],
    }
    school = Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(sheets))]))
    (seven,) = intakes_of(school, members(school))
    assert [m.upn for m in seven.unasked] == ["U0", "U1", "U2", "U3"]
    record_enquiry(school, seven.unasked[:2], "accept", "DSL", ON)
    record_enquiry(school, seven.unasked[2:3], "ask", "DSL", ON)
    (seven,) = intakes_of(school, members(school))
    assert (seven.received, len(seven.pending), len(seven.unasked)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("last", "due"), [(None, True), (date(2025, 8, 31), True), (date(2025, 9, 1), False)]
)
def test_the_september_check(last, due):
    assert recheck_is_due(last, AS_AT) is due


def cohort(workspace):
    return [m for m in members(workspace) if m.in_cohort]


def test_only_to_decide_is_a_gap(workspace):
    ours = cohort(workspace)
    assert dict(gaps(grid(workspace, ours))) == dict.fromkeys(ROLES, 2)
    set_awareness(workspace, [(m, "SENCO") for m in ours], "told", "DSL", ON)
    set_awareness(workspace, [(ours[0], "Pastoral")], "not needed", "DSL", ON)
    set_awareness(workspace, [(ours[0], "Form tutor")], "to decide", "DSL", ON)
    lines = grid(workspace, ours)
    assert dict(gaps(lines)) | {"SENCO": 0, "Pastoral": 1} == dict(gaps(lines))
    assert dict(gaps(lines))["Form tutor"] == 2
    assert [m.upn for m in children_known_to(lines, "SENCO")] == ["U1", "U2"]
    assert children_known_to(lines, "Pastoral") == ()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Form tutor or class teacher", "Form tutor"),
        ("Senior mental health lead", "Mental health lead"),
        ("designated safeguarding lead", "DSL"),
        ("Pastoral support team", "Pastoral"),
        ("Caretaker", None),
    ],
)
def test_a_role_is_told_by_its_words(text, role):
    assert role_of(text) == role


def test_the_checklist_has_evidence_owner_and_day(workspace):
    record(workspace, "x", [ChecklistLook(point=RECHECK, owner="Head", looked_at=ON)])
    record(workspace, "x", [ChecklistLook(point="Our own point", owner="Head", looked_at=ON)])
    ours = grid(workspace, cohort(workspace))
    found = checklist_facts(workspace, cohort_counts(workspace), compare_lists(workspace), ours)
    listed = points(workspace, found)
    assert [p.point for p in listed] == [*POINTS, "Our own point"]
    assert "2 of 6 pupils on roll" in listed[0].evidence
    assert "1 meeting is" in next(p.evidence for p in listed if "meet regularly" in p.point)
    looked = next(p for p in listed if p.point == RECHECK)
    assert (looked.last.owner, looked.last.on) == ("Head", ON)
    assert listed[-1].own


CARE_WORDS = (
    "social", "CIN", "CP ", "child in need", "protection", "plan", "CWSW", "Ever6", "looked after",
    "care ", "authority", "cohort",
)  # fmt: skip


def test_the_note_to_staff_says_nothing_of_social_care(workspace):
    page = html(staff_note("Form tutor", cohort(workspace), "Wood")).decode()
    assert "Al Ash" in page
    assert "Ms Key" in page
    assert "<title>Working together: a note for Form tutor</title>" in page
    assert [w for w in CARE_WORDS if w.casefold() in page.casefold()] == []
    assert "U1" not in page
    assert "2013" not in page


def test_the_letter_names_no_child_and_the_sheet_holds_what_is_asked(workspace):
    rows = unclear(members(workspace), AS_AT)
    found = ask_authority.questions((), rows, pupils_by_upn(workspace))
    letter = html(ask_authority.letter(found, workspace.school, AS_AT)).decode()
    assert "On 2 of our pupils" in letter
    assert not any(name in letter for name in ("Cedar", "Beech", "U3", "U2"))
    from io import BytesIO

    from openpyxl import load_workbook

    page = load_workbook(BytesIO(workbook_of({"Sheet": ask_authority.sheet(found)}, AS_AT))).active
    cells = [[c.value for c in row] for row in page.iter_rows()]
    assert tuple(cells[0]) == ask_authority.HEADINGS
    assert ["U3", "Cedar", "Cy", "04/05/2013", "CIN: both dates"] in [row[:5] for row in cells]


def test_what_two_lists_say_alike_is_one_plan_and_is_answered_for_both():
    plans = [
        ("U1", "CIN", None, None, "Local authority list"),
        ("U1", "CIN", None, None, "DSL list"),
        ("U1", "CIN", None, None, None),
    ]
    sheets = {
        "School": [("Name", "Phase", "As at"), ("Wood", "secondary", AS_AT)],
        "Pupils": [HEADINGS, PUPILS[0]],
        "Plans": [("UPN", "Plan", "Start date", "End date", "Source"), *plans],
    }
    school = Workspace.load(read_in_process([SourceFile("s.xlsx", workbook(sheets))]))
    (plan,) = member(school, "U1").plans
    assert set(plan.sources) == {"Local authority list", "DSL list", None}
    assert plan.source_words == "DSL list; Local authority list"
    record_plan_dates(school, "U1", plan, (date(2025, 1, 1), None), "DSL", ON)
    (plan,) = member(school, "U1").plans
    assert (plan.start, len(plan.sources)) == (date(2025, 1, 1), 3)
    assert member(school, "U1").current == "current_cin"
    school.undo()
    assert member(school, "U1").group == "undated"
