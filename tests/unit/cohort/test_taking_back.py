"""What was recorded is taken back, unless something was recorded about the same since."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.cohort.members import PlanSpan
from cwsw.cohort.upkeep import (
    CannotRecord,
    NewChild,
    add_plan,
    check_ins,
    child_joined,
    child_left,
    correct_plan,
    end_plan,
    take_back,
)
from cwsw.cohort.upkeep.taking_back import NOT_THE_LATEST, OTHERS_WROTE, SETTLED
from cwsw.records import Action, Awareness, ChangedMeanwhile, ListChange, facts, record, swap
from cwsw.store.archive import Archive
from tests.support.archives import PASSPHRASE, all_rows, begun
from tests.support.kept_list import BOTH, FLAG, LA, NOBODY, SIGNED, TODAY, on_list

DAY = date(2026, 9, 7)


def test_each_kind_of_change_is_taken_back_and_undone_again(workspace):
    first = all_rows(workspace)
    add_plan(workspace, NOBODY, "CP", DAY, None, LA, SIGNED)
    end_plan(workspace, BOTH, "CIN", DAY, SIGNED)
    end_plan(workspace, FLAG, "CIN", DAY, SIGNED)
    child_joined(workspace, NewChild("Dale", "Robin", DAY, history="ask"), SIGNED)
    child_left(workspace, [NOBODY, FLAG], date(2025, 8, 1), SIGNED)
    recorded = all_rows(workspace)
    for number, change in enumerate(facts(workspace, ListChange), 1):
        take_back(workspace, change)
        assert len(facts(workspace, ListChange)) == 7 - number
    assert all_rows(workspace) == first
    for _ in range(7):
        workspace.undo()
    assert all_rows(workspace) == recorded


def test_an_end_is_taken_back_with_its_check_ins_but_for_those_that_were_held(workspace):
    end, later = date(2026, 9, 1), date(2026, 9, 2)
    actions = {day: check_ins(day, "Ms Key", BOTH) for day in (end, later)}
    ended = end_plan(workspace, BOTH, "CIN", end, SIGNED, actions=actions[end])
    add_plan(workspace, BOTH, "CP", date(2026, 8, 1), None, LA, SIGNED)
    stepped_down = end_plan(workspace, BOTH, "CP", later, SIGNED, actions=actions[later])
    assert set(facts(workspace, Action)) == {*actions[end], *actions[later]}
    held = replace(actions[later][0], done_on=date(2026, 10, 14))
    swap(workspace, "done", [(actions[later][0], held)])
    take_back(workspace, *stepped_down)
    assert set(facts(workspace, Action)) == {*actions[end], held}
    take_back(workspace, *ended)
    assert facts(workspace, Action) == (held,)
    workspace.undo()
    assert set(facts(workspace, Action)) == {*actions[end], held}


def test_check_ins_after_two_plans_that_ended_on_one_day_stay_with_the_other(workspace):
    actions = check_ins(DAY, "Ms Key", BOTH)
    ended = end_plan(workspace, BOTH, "CIN", DAY, SIGNED, actions=actions)
    add_plan(workspace, BOTH, "CP", date(2026, 8, 1), None, LA, SIGNED)
    stepped_down = end_plan(workspace, BOTH, "CP", DAY, SIGNED, actions=actions)
    take_back(workspace, *ended)
    assert set(facts(workspace, Action)) == {*actions}
    take_back(workspace, *stepped_down)
    assert facts(workspace, Action) == ()


def test_a_check_in_that_was_held_is_not_asked_again_after_another_end_of_that_day(workspace):
    first, *others = check_ins(DAY, "Ms Key", BOTH)
    end_plan(workspace, BOTH, "CIN", DAY, SIGNED, actions=(first, *others))
    held = replace(first, done_on=date(2026, 10, 19))
    swap(workspace, "done", [(first, held)])
    add_plan(workspace, BOTH, "CP", date(2026, 8, 1), None, LA, SIGNED)
    end_plan(workspace, BOTH, "CP", DAY, SIGNED, actions=(first, *others))
    assert set(facts(workspace, Action)) == {held, *others}


def test_a_change_that_something_followed_waits_for_what_followed(workspace):
    begun = add_plan(workspace, NOBODY, "CP", DAY, None, LA, SIGNED)
    span = PlanSpan("CP", DAY, None, (LA,))
    (moved,) = correct_plan(workspace, NOBODY, span, date(2026, 9, 8), None, SIGNED)
    with pytest.raises(CannotRecord, match=NOT_THE_LATEST):
        take_back(workspace, begun)
    take_back(workspace, moved)
    take_back(workspace, begun)
    assert on_list(workspace, NOBODY).group == "other"


def test_what_was_recorded_in_one_step_is_taken_back_in_one_step_or_not_at_all(workspace):
    first = all_rows(workspace)
    ended = end_plan(workspace, BOTH, "CIN", DAY, SIGNED)
    take_back(workspace, *ended)
    assert all_rows(workspace) == first
    workspace.undo()
    span = PlanSpan("CIN", ended[1].start_date, DAY, (ended[1].source,))
    (moved,) = correct_plan(workspace, BOTH, span, ended[1].start_date, TODAY, SIGNED)
    with pytest.raises(CannotRecord, match=NOT_THE_LATEST):
        take_back(workspace, *ended)
    assert set(facts(workspace, ListChange)) == {*ended, moved}


def test_a_leaving_that_was_moved_waits_too(workspace):
    (first,) = child_left(workspace, [BOTH], date(2026, 12, 18), SIGNED)
    child_left(workspace, [BOTH], date(2027, 1, 4), SIGNED)
    with pytest.raises(CannotRecord, match=NOT_THE_LATEST):
        take_back(workspace, first)


def test_a_child_of_whom_something_is_known_by_now_stays(workspace):
    upn = child_joined(workspace, NewChild("Dale", "Robin", DAY), SIGNED)
    (joined,) = facts(workspace, ListChange)
    begun = add_plan(workspace, upn, "CIN", DAY, None, LA, SIGNED)
    with pytest.raises(CannotRecord, match=NOT_THE_LATEST):
        take_back(workspace, joined)
    take_back(workspace, begun)
    told = Awareness(upn=upn, role="SENCO", state="told", by="DSL", on=TODAY)
    record(workspace, "told", [told])
    with pytest.raises(CannotRecord, match=OTHERS_WROTE):
        take_back(workspace, joined)
    assert on_list(workspace, upn) is not None


def test_what_is_recorded_no_more_cannot_be_taken_back_twice(workspace):
    change = add_plan(workspace, NOBODY, "CP", DAY, None, LA, SIGNED)
    take_back(workspace, change)
    with pytest.raises(ChangedMeanwhile):
        take_back(workspace, change)


def test_what_an_upload_has_answered_stays(workspace):
    change = add_plan(workspace, NOBODY, "CP", DAY, None, LA, SIGNED)
    settled = replace(change, settled="the same", settled_on=TODAY)
    swap(workspace, "settle", [(change, settled)])
    with pytest.raises(CannotRecord, match=SETTLED):
        take_back(workspace, settled)


def test_a_flag_speaks_again_once_its_end_is_answered(workspace):
    """A later upload whose flag still says now was put in the end's place."""
    (change,) = end_plan(workspace, FLAG, "CIN", DAY, SIGNED)
    assert on_list(workspace, FLAG).current == "ended"
    swap(workspace, "settle", [(change, replace(change, settled="replaced", settled_on=TODAY))])
    assert on_list(workspace, FLAG).current == "current_cin"


def test_the_kept_list_and_its_steps_are_there_again_from_the_archive(workspace, tmp_path):
    archive = begun(tmp_path / "kept")
    archive.save(workspace)
    first = all_rows(workspace)
    child_joined(workspace, NewChild("Dale", "Robin", DAY, history="ask"), SIGNED)
    child_left(workspace, [NOBODY, FLAG], date(2025, 8, 1), SIGNED)
    end_plan(workspace, BOTH, "CIN", DAY, SIGNED)
    archive.close()
    again = Archive.open(archive.folder, PASSPHRASE).load()
    assert all_rows(again) == all_rows(workspace)
    assert on_list(again, BOTH).current == "ended"
    for _ in range(3):
        again.undo()
    assert all_rows(again) == first
