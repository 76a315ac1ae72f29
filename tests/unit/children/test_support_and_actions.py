"""Support, meetings and actions: what is due, what a review does, what is carried forward."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.children.actions import (
    all_actions,
    for_meeting,
    mark_done,
    meetings,
    overdue,
    reschedule,
    still_open,
)
from cwsw.children.support import (
    CHANGE,
    CONTINUE,
    STOP,
    log,
    of_child,
    planned,
    review,
    running,
    supports,
)
from cwsw.cohort.today import list_day
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import Action, Intervention, Meeting, facts, record, today
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from tests.support.books import AS_AT, school_book

START, REVIEW, LATER = date(2026, 1, 12), date(2026, 3, 2), date(2026, 4, 20)
FIRST, SECOND, THIRD = date(2026, 2, 5), date(2026, 3, 26), date(2026, 5, 21)
CHECK_IN = Intervention(
    upn="U1",
    intervention="Key adult check-in",
    lead="Head of year",
    start_date=START,
    review_date=REVIEW,
    sessions_planned=12,
)
FOR_ALL = Intervention(intervention="Breakfast club", lead="DSL", start_date=START)


def read(data):
    return read_in_process([SourceFile("school.xlsx", data)])


@pytest.fixture
def workspace():
    return Workspace.load(read(school_book()))


def action(what, by_when, met=FIRST, upn=None, done_on=None):
    return Action(
        meeting_date=met, upn=upn, action=what, who="DSL", by_when=by_when, done_on=done_on
    )


def test_children_with_the_same_support_stand_together_and_the_first_due_first(workspace):
    alike = [replace(CHECK_IN, upn=upn, why=upn) for upn in ("U1", "U2")]
    sooner = replace(CHECK_IN, upn="U3", review_date=date(2026, 2, 1))
    record(workspace, "start", [*alike, FOR_ALL, sooner])
    found = supports(workspace)
    assert [s.upns for s in found] == [("U3",), ("U1", "U2"), ()]
    assert [s.is_for_all for s in found] == [False, False, True]
    assert [s.planned for s in found] == [12, 24, None]
    assert of_child(found, "U2") == (found[1],)


@pytest.mark.parametrize(
    ("changes", "day", "runs", "due"),
    [
        ({}, REVIEW, True, True),
        ({}, date(2026, 3, 1), True, False),
        ({}, START, True, False),
        ({"review_date": START}, date(2026, 1, 11), False, False),
        ({"review_date": None}, LATER, True, False),
        ({"end_date": REVIEW}, REVIEW, True, True),
        ({"end_date": REVIEW}, date(2026, 3, 3), False, False),
        ({"outcome": STOP}, REVIEW, False, False),
        ({"outcome": CONTINUE, "end_date": REVIEW}, REVIEW, False, False),
        ({"outcome": CONTINUE}, REVIEW, True, False),
    ],
)
def test_due_is_what_runs_and_has_reached_its_review(workspace, changes, day, runs, due):
    record(workspace, "start", [replace(CHECK_IN, **changes)])
    found = supports(workspace)
    assert bool(running(found, day)) is runs
    assert found[0].is_due(day) is due


def test_what_starts_later_is_planned_and_the_first_to_start_comes_first(workspace):
    soon = replace(CHECK_IN, upn="U3", start_date=LATER, review_date=None)
    record(workspace, "start", [replace(CHECK_IN, start_date=date(2026, 4, 21)), soon, FOR_ALL])
    found = supports(workspace)
    assert [s.first.upn for s in planned(found, REVIEW)] == ["U3", "U1"]
    assert [s.is_for_all for s in running(found, REVIEW)] == [True]
    assert len(running(found, date(2026, 4, 21))) == 3


def test_sessions_are_logged_for_every_child_of_a_group(workspace):
    record(workspace, "start", [CHECK_IN, replace(CHECK_IN, upn="U2")])
    log(workspace, supports(workspace)[0], 1)
    log(workspace, supports(workspace)[0], 2)
    assert [f.sessions_attended for f in facts(workspace, Intervention)] == [3, 3]
    assert supports(workspace)[0].attended == 6
    workspace.undo()
    assert supports(workspace)[0].attended == 2


def test_a_review_ends_one_time_and_begins_the_next_until_it_stops(workspace):
    record(workspace, "start", [replace(CHECK_IN, sessions_attended=9)])
    review(workspace, supports(workspace)[0], CONTINUE, REVIEW, next_review=LATER, note="Likes it")
    first, second = facts(workspace, Intervention)
    assert (first.outcome, first.end_date, first.note) == (CONTINUE, REVIEW, "Likes it")
    assert first.sessions_attended == 9
    assert second == replace(CHECK_IN, start_date=REVIEW, review_date=LATER)
    (now,) = running(supports(workspace), LATER)
    assert now.is_due(LATER)
    assert now.begun == START
    review(workspace, now, STOP, LATER)
    assert running(supports(workspace), LATER) == ()
    workspace.undo()
    workspace.undo()
    assert [f.outcome for f in facts(workspace, Intervention)] == [None]
    with pytest.raises(ValueError, match="look again"):
        review(workspace, supports(workspace)[0], CONTINUE, LATER)


def test_a_change_begins_anew(workspace):
    record(workspace, "start", [CHECK_IN])
    review(workspace, supports(workspace)[0], CHANGE, REVIEW, next_review=LATER)
    (now,) = running(supports(workspace), LATER)
    assert now.begun == REVIEW


def test_open_actions_are_carried_to_every_meeting_until_done(workspace):
    record(workspace, "meet", [Meeting(date=day) for day in (FIRST, SECOND, THIRD)])
    ticked = action("Ask", date(2026, 2, 20), done_on=date(2026, 3, 1))
    late = action("Call", date(2026, 3, 1), upn="U1")
    newer = action("Plan", date(2026, 6, 1), met=SECOND)
    loose = action("Write", date(2026, 7, 1), met=None)
    record(workspace, "agree", [ticked, late, newer, loose])
    found = all_actions(workspace)
    assert [(a.action.action, a.carried) for a in found] == [
        ("Ask", 0),
        ("Call", 2),
        ("Plan", 1),
        ("Write", 0),
    ]
    assert [a.action.action for a in still_open(found)] == ["Call", "Plan", "Write"]
    assert [a.action.action for a in overdue(found, date(2026, 6, 1))] == ["Call"]
    assert [m.date for m in meetings(workspace)] == [THIRD, SECOND, FIRST]


def test_the_next_meeting_looks_at_what_is_open_and_what_was_done_since(workspace):
    old = action("Ask", FIRST, done_on=date(2026, 2, 10))
    new = action("Call", FIRST, done_on=SECOND)
    record(workspace, "agree", [old, new, action("Plan", THIRD)])
    assert [a.action.action for a in for_meeting(all_actions(workspace), SECOND)] == [
        "Call",
        "Plan",
    ]
    assert len(for_meeting(all_actions(workspace), None)) == 3


def test_ticking_and_moving_are_each_one_step(workspace):
    both = [action("Call", REVIEW, upn="U1"), action("Plan", REVIEW)]
    record(workspace, "agree", both)
    mark_done(workspace, both, LATER)
    assert still_open(all_actions(workspace)) == ()
    workspace.undo()
    reschedule(workspace, both[1:], LATER)
    assert [a.action.by_when for a in all_actions(workspace)] == [REVIEW, LATER]


def test_all_of_it_comes_back_with_the_workbook(workspace):
    record(workspace, "start", [CHECK_IN, replace(FOR_ALL, measure="persistent_absence")])
    record(workspace, "meet", [Meeting(date=FIRST, attended="DSL", notes="=1+1")])
    record(workspace, "agree", [action("Call", LATER, upn="U1"), action("Plan", LATER)])
    again = Workspace.load(read(take_away(workspace)))
    for kind in (Intervention, Meeting, Action):
        assert facts(again, kind) == facts(workspace, kind)
    assert None in {fact.upn for fact in facts(again, Intervention)}


def test_things_are_due_by_today_but_in_a_made_up_school_by_its_own_date(workspace):
    assert list_day(workspace) == max(AS_AT, today())
    workspace.school = replace(workspace.school, sample=True)
    assert list_day(workspace) == AS_AT
