"""Facts are kept, take the place of the same day's, and go again in one step."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.cohort import cohort_counts
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import (
    Action,
    Awareness,
    Intervention,
    Meeting,
    Override,
    facts,
    latest,
    record,
    swap,
    take_back,
)
from cwsw.store import TableChange, Workspace
from tests.support.books import school_book

ON = date(2026, 7, 1)
LATER = date(2026, 7, 2)


@pytest.fixture
def workspace():
    return Workspace.load(read_in_process([SourceFile("school.xlsx", school_book())]))


def told(state, on=ON, upn="U1"):
    return Awareness(upn=upn, role="SENCO", state=state, by="DSL", on=on)


def out(upn="U1"):
    return Override(upn=upn, group="other", reason="Mistaken", by="DSL", on=ON)


def test_a_fact_is_read_as_it_was_kept(workspace):
    record(workspace, "say who was told", [told("told")])
    assert facts(workspace, Awareness) == (told("told"),)


def test_a_fact_of_the_same_day_takes_the_place_of_the_former(workspace):
    record(workspace, "first", [told("told"), told("told", upn="U2")])
    record(workspace, "second", [told("to decide")])
    assert set(facts(workspace, Awareness)) == {told("to decide"), told("told", upn="U2")}


def test_a_fact_of_a_later_day_stands_beside_the_former_and_counts(workspace):
    record(workspace, "first", [told("not needed", LATER)])
    record(workspace, "second", [told("told")])
    found = facts(workspace, Awareness)
    assert len(found) == 2
    assert latest(found)["U1", "SENCO"].state == "not needed"
    assert latest(reversed(found)) == latest(found)


def test_an_override_moves_the_counts_and_one_undo_moves_them_back(workspace):
    before = cohort_counts(workspace)
    record(workspace, "an override", [out()])
    assert cohort_counts(workspace).cwsw == before.cwsw - 1
    assert workspace.last_change.what == "an override"
    assert workspace.undo().what == "an override"
    assert cohort_counts(workspace) == before
    assert facts(workspace, Override) == ()
    assert workspace.undo() is None


def test_undo_brings_back_what_was_replaced(workspace):
    record(workspace, "first", [told("told")])
    record(workspace, "second", [told("to decide")])
    workspace.undo()
    assert facts(workspace, Awareness) == (told("told"),)


def test_taking_back_is_itself_a_step_that_can_be_undone(workspace):
    record(workspace, "an override", [out(), out("U2")])
    take_back(workspace, "take it back", out())
    assert facts(workspace, Override) == (out("U2"),)
    workspace.undo()
    assert set(facts(workspace, Override)) == {out(), out("U2")}


def test_only_what_figures_show_makes_a_new_version(workspace):
    record(workspace, "say who was told", [told("told")])
    assert workspace.version == 0
    record(workspace, "an override", [out()])
    workspace.undo()
    assert workspace.version == 2


def test_a_change_happens_as_a_whole_or_not_at_all(workspace):
    plans = workspace.rows("plans").to_pylist()
    with pytest.raises(KeyError):
        workspace.change(
            "broken", TableChange("plans", out=tuple(plans)), TableChange("no such table")
        )
    assert workspace.rows("plans").to_pylist() == plans
    assert workspace.last_change is None


def test_a_shared_workspace_takes_no_changes_and_its_copy_does():
    upload = read_in_process([SourceFile("school.xlsx", school_book())])
    shared = Workspace.load(upload, read_only=True)
    assert not shared.takes_changes
    with pytest.raises(PermissionError):
        record(shared, "an override", [out()])
    copy = shared.copy()
    shared.redirect_changes(lambda _: copy)
    assert shared.takes_changes
    record(shared, "an override", [out()])
    assert facts(shared, Override) == ()
    assert facts(copy, Override) == (out(),)
    assert (copy.school, copy.as_at) == (shared.school, shared.as_at)


SUPPORT = Intervention(
    intervention="Key adult check-in",
    lead="SENCO",
    start_date=ON,
    review_date=LATER,
    sessions_planned=10,
)


def test_support_for_the_whole_cohort_has_no_upn_and_is_changed_in_one_step(workspace):
    mine = replace(SUPPORT, upn="U1")
    record(workspace, "start", [SUPPORT, mine])
    swap(workspace, "log", [(f, replace(f, sessions_attended=1)) for f in (SUPPORT, mine)])
    assert {(f.upn, f.sessions_attended) for f in facts(workspace, Intervention)} == {
        (None, 1),
        ("U1", 1),
    }
    workspace.undo()
    assert set(facts(workspace, Intervention)) == {SUPPORT, mine}


def test_swapping_one_fact_leaves_others_about_the_same_thing(workspace):
    other = replace(SUPPORT, lead="Head of year", start_date=LATER)
    record(workspace, "start", [SUPPORT, other])
    swap(workspace, "move", [(SUPPORT, replace(SUPPORT, review_date=None))])
    assert set(facts(workspace, Intervention)) == {replace(SUPPORT, review_date=None), other}


def test_an_action_done_takes_the_place_of_the_open_one(workspace):
    open_ = Action(meeting_date=ON, upn="U1", action="Call home", who="HoY", by_when=LATER)
    record(workspace, "agree", [open_])
    record(workspace, "done", [replace(open_, done_on=LATER)])
    assert facts(workspace, Action) == (replace(open_, done_on=LATER),)


def test_one_meeting_a_day(workspace):
    record(workspace, "meet", [Meeting(date=ON, attended="DSL")])
    record(workspace, "meet", [Meeting(date=ON, attended="DSL, SENCO")])
    assert [m.attended for m in facts(workspace, Meeting)] == ["DSL, SENCO"]


def test_facts_are_read_once_until_anything_changes(workspace, monkeypatch):
    record(workspace, "told", [told("told")])
    first = facts(workspace, Awareness)
    with monkeypatch.context() as patched:
        patched.setattr(workspace, "rows", None)
        assert facts(workspace, Awareness) is first
    change = workspace.undo()
    assert change is not None
    assert facts(workspace, Awareness) == ()
    record(workspace, "told", [told("told")])
    assert facts(workspace, Awareness) == first
    assert facts(workspace.copy(), Awareness) == first
