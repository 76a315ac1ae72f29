"""Two people at once: no word is lost, and the later one is told what stands."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from cwsw.records import (
    Action,
    Awareness,
    ChangedMeanwhile,
    facts,
    record,
    swap,
    take_back,
)
from tests.support.archives import ON, awareness, record_awareness, school

TASK = Action(action="Ring home", who="Ms Day", by_when=date(2026, 9, 1))


@pytest.fixture
def workspace():
    return school()


def test_the_later_one_is_told_and_shown_both(workspace):
    seen = facts(workspace, Awareness)
    record_awareness(workspace, 1)
    mine = replace(awareness(1), state="not needed", by="Head")
    with pytest.raises(ChangedMeanwhile) as told:
        record(workspace, "mine", [mine], seen)
    assert (told.value.mine, told.value.theirs) == ((mine,), (awareness(1),))
    assert facts(workspace, Awareness) == (awareness(1),)
    record(workspace, "mine", [mine], facts(workspace, Awareness))
    assert facts(workspace, Awareness) == (mine,)


def test_what_others_keep_about_something_else_is_nobodys_business(workspace):
    seen = facts(workspace, Awareness)
    record_awareness(workspace, 1)
    record(workspace, "mine", [awareness(2)], seen)
    assert len(facts(workspace, Awareness)) == 2


def test_what_was_taken_away_meanwhile_is_said_too(workspace):
    record_awareness(workspace, 1)
    seen = facts(workspace, Awareness)
    take_back(workspace, "theirs", awareness(1))
    with pytest.raises(ChangedMeanwhile) as told:
        record(workspace, "mine", [awareness(1)], seen)
    assert told.value.theirs == ()
    with pytest.raises(ChangedMeanwhile):
        take_back(workspace, "again", awareness(1))


def test_an_action_ticked_by_two_is_ticked_once(workspace):
    record(workspace, "agree", [TASK])
    done, moved = replace(TASK, done_on=ON), replace(TASK, by_when=date(2026, 10, 1))
    swap(workspace, "theirs", [(TASK, done)])
    with pytest.raises(ChangedMeanwhile):
        swap(workspace, "mine", [(TASK, moved)])
    assert facts(workspace, Action) == (done,)


def test_of_two_threads_one_wins_and_the_other_is_told(workspace):
    seen, start = facts(workspace, Awareness), Barrier(2)

    def one(by):
        start.wait()
        try:
            record(workspace, by, [replace(awareness(1), by=by)], seen)
        except ChangedMeanwhile as other:
            return other.theirs[0].by
        return None

    with ThreadPoolExecutor(2) as pool:
        found = [*pool.map(one, ("A", "B"))]
    (stands,) = facts(workspace, Awareness)
    assert sorted(map(str, found)) == sorted([str(None), stands.by])


def test_an_undo_takes_back_the_change_it_spoke_of_or_none(workspace):
    record_awareness(workspace, 1)
    mine = workspace.last_change
    record_awareness(workspace, 2)
    assert workspace.undo(mine) is None
    assert len(facts(workspace, Awareness)) == 2
