"""A school uploads both its files again, and is told of the six changes that there are."""

from datetime import date

import pytest

from cwsw.cohort.upkeep import NewChild, RecordedBy, add_plan, child_joined, end_plan
from cwsw.intake.reading import read_in_process
from cwsw.records import ListChange, facts
from cwsw.records.differences import Event, differences
from cwsw.records.next_upload import lay_over
from cwsw.store import Workspace
from cwsw.tables.proposal import with_answer
from tests.support.autumn_list import HEAD, LAST, export, listed, pupils, safeguarding_list
from tests.support.cases import csv_file

FIRST, SECOND = date(2026, 7, 3), date(2026, 7, 20)
OPEN = ("CP", "06/07/2026", "current")


def read(files, as_at):
    mapping = {"joins": {"by name and date of birth": "accept all"}}
    asked = read_in_process(files, mapping).proposal.questions
    for twin in asked:
        isaac = next(choice.answer for choice in twin.options if "Isaac" in choice.label)
        mapping = with_answer(mapping, twin, isaac)
    upload = read_in_process(files, mapping)
    assert not upload.refused
    return Workspace.load(upload, as_at)


def second_roll():
    """Other headings, in another order; two children are new and one is gone."""
    rows = [(upn, last, first, *rest) for upn, last, first, *rest in pupils()][::-1]
    gone = next(row for row in rows if row[1:3] == (LAST.split()[5], "Gus"))
    new = [("", "Newman", name, "02/02/2014", "7", "7A", "06/07/2026") for name in ("Abi", "Bo")]
    new = [(f"A90000000000{n}", *row[1:]) for n, row in enumerate(new)]
    head = ("UPN", "Surname", "Forename", "Date of birth", "Year group", "Form", HEAD[-1])
    return csv_file("Roll July.csv", head, *(row for row in rows if row != gone), *new)


def second_list():
    """Under another name and other headings; two plans are new, one has ended."""
    rows = listed()[::-1]
    over = rows.index(next(row for row in rows if row[2] == "CIN" and row[4] == "ongoing"))
    rows[over] = (*rows[over][:4], "10/07/2026")
    begun = [(f"{first} {last}", born, *OPEN) for _, last, first, born, *_ in pupils()[40:42]]
    head = ("Child", "Date of birth", "Plan type", "Start", "End")
    return csv_file("Safeguarding, July.csv", head, *rows, *begun)


@pytest.fixture(scope="module")
def first():
    return read([export(), safeguarding_list()], FIRST)


def test_both_files_again_are_six_changes(first):
    made = lay_over(first, read([second_roll(), second_list()], SECOND).as_upload(), {}, SECOND)
    found = differences(first, made.upload, made.moved, SECOND)
    assert found.in_words == ("6 changes: 2 plans begun, 1 ended, 2 children new, 1 left.")
    assert made.questions == ()
    assert found.details == ()
    (ended,) = found.of(Event.ENDED)
    assert (ended.before.end, ended.after.end) == (None, date(2026, 7, 10))
    assert [one.name for one in found.of(Event.NEW)] == ["Abi Newman", "Bo Newman"]


def test_the_same_files_in_another_order_are_no_change(first):
    made = lay_over(first, read([safeguarding_list(), export()], SECOND).as_upload(), {}, SECOND)
    found = differences(first, made.upload, made.moved, SECOND)
    assert found.in_words == "No child and no plan changed."
    assert (found.details, made.questions) == ((), ())


def test_what_was_recorded_of_the_six_is_settled_and_the_rest_is_told(first):
    """An end, a plan begun and a child joined were recorded; the files say all three too."""
    workspace, signed = first.copy(), RecordedBy(by="DSL", on=date(2026, 7, 13))
    cin = next(row for row in listed()[::-1] if row[2] == "CIN" and row[4] == "ongoing")
    upns = {f"{forename} {surname}": upn for upn, surname, forename, *_ in pupils()}
    end_plan(workspace, upns[cin[0]], "CIN", date(2026, 7, 10), signed)
    add_plan(workspace, pupils()[40][0], "CP", date(2026, 7, 6), None, None, signed)
    abi = NewChild("Newman", "Abi", date(2026, 7, 6), date_of_birth=date(2014, 2, 2))
    assert child_joined(workspace, abi, signed) == "NEW-0001"
    new = read([second_roll(), second_list()], SECOND).as_upload()
    made = lay_over(workspace, new, {}, SECOND)
    assert [asked.text for asked in made.questions] == [
        "Is Abi Newman, born 2 February 2014, UPN A900000000000, the child you have as NEW-0001?"
    ]
    found = differences(workspace, made.upload, made.moved, SECOND)
    assert found.in_words == ("4 changes: 1 plan begun, 1 child new, 1 left, 1 with a new UPN.")
    assert made.confirmed == 3
    after = Workspace.load(made.upload, SECOND)
    assert {change.settled for change in facts(after, ListChange)} == {"the same"}
    assert after.rows("plans").num_rows == 21
