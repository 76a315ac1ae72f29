"""The next upload over this one: nothing that staff wrote is lost."""

from datetime import date

import pytest

from cwsw.records import Action, Awareness, FollowUp, Override, facts, record
from cwsw.records.next_upload import former_pupils, lay_over
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from cwsw.summary import summarise
from tests.support.archives import ON, all_rows, awareness, record_awareness, school
from tests.support.books import school_book
from tests.support.uploaded import uploaded

NEXT = date(2026, 12, 18)
OVERRIDE = Override(upn="U5", group="other", reason="Mistaken", by="DSL", on=ON)
NOTE = FollowUp(upn="U58", date=ON, kind="Call home", by="Ms Day", note="Went well")
TASK = Action(action="Buy books", who="Ms Day", by_when=NEXT)


def next_term(pupils=55):
    """The same school's next upload: pupils U55 to U59 are gone, and nothing staff wrote is in."""
    return uploaded(school_book(pupils=pupils, cohort=22, as_at=NEXT))


@pytest.fixture
def written():
    workspace = school()
    for fact in (OVERRIDE, NOTE, TASK):
        record(workspace, "add", [fact])
    record_awareness(workspace, 1)
    return workspace


def loaded(upload) -> Workspace:
    return Workspace.load(upload)


def test_records_go_into_the_next_upload_and_count_there(written):
    laid = lay_over(written, next_term().as_upload())
    new = loaded(laid.upload)
    assert facts(new, Override) == (OVERRIDE,)
    assert facts(new, Awareness) == (awareness(1),)
    assert facts(new, Action) == (TASK,)
    assert laid.carried == {"overrides": 1, "awareness": 1, "actions": 1}
    assert summarise(new).cohort.cwsw == 21


def test_records_of_a_pupil_who_is_gone_are_held_apart_and_in_no_figure(written):
    laid = lay_over(written, next_term().as_upload())
    new = loaded(laid.upload)
    assert laid.former_records == {"follow_ups": 1}
    assert facts(new, FollowUp) == ()
    assert [row["upn"] for row in former_pupils(new.former_records)] == ["U58"]
    bare = summarise(next_term()).cohort
    assert summarise(new).cohort.on_roll == bare.on_roll == 55


def test_what_is_held_apart_comes_back_with_the_workbook_and_with_the_pupil(written):
    held = loaded(lay_over(written, next_term().as_upload()).upload)
    again = uploaded(take_away(held))
    assert {n: rows.to_pylist() for n, rows in again.former_records.items()} == {
        n: rows.to_pylist() for n, rows in held.former_records.items()
    }
    assert all_rows(again) == all_rows(held)
    assert again.upload_problems == ()
    third = loaded(lay_over(again, next_term(pupils=60).as_upload()).upload)
    assert facts(third, FollowUp) == (NOTE,)
    assert third.former_records == {}


def test_held_through_two_uploads_and_a_copy(written):
    second = loaded(lay_over(written, next_term().as_upload()).upload)
    third = loaded(lay_over(second.copy(), next_term().as_upload()).upload)
    assert former_pupils(third.former_records) == former_pupils(second.former_records)
    assert third.former_records["follow_ups"].num_rows == 1


def test_rows_that_the_upload_brings_itself_stand_once(written):
    brought = uploaded(take_away(written))
    laid = lay_over(written, brought.as_upload())
    assert (laid.carried, laid.former_records) == ({}, {})
    assert all_rows(loaded(laid.upload)) == all_rows(written)


def test_a_sheet_that_nobody_wrote_on_stays_not_supplied():
    laid = lay_over(school(), next_term().as_upload())
    assert laid.upload.tables.keys() == next_term().as_upload().tables.keys()
