"""Lists that nobody has named are asked about only where there are lists to compare."""

from datetime import date

import pytest

from cwsw.cohort import cohort_counts
from cwsw.cohort.compared_lists import List
from cwsw.cohort.reconcile import compare_lists
from cwsw.cohort.unnamed import UnnamedList, name_list, unnamed_lists
from cwsw.cohort.upkeep import RecordedBy, add_plan, end_plan, take_back
from cwsw.records import ListChange, facts
from cwsw.store import Workspace
from tests.support.foreign import AVA, BEN, load

AS_AT = date(2025, 7, 17)
HEAD = "UPN,Name,Plan,Start date,End date\n"
PLANS = f"{HEAD}{AVA},Ava Adams,CIN,13/05/2024,\n"
LIST_NOW = f"UPN,Name,Plan\n{AVA},Ava Adams,CIN\n{BEN},Ben Brown,CP\n"
NOW = {"missing": {"cohort!Plan start": "now"}}
SOURCE = "cohort.csv, cohort"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr("cwsw.cohort.today.today", lambda: AS_AT)


def loaded(mapping=None, **files):
    return Workspace.load(load(mapping, **files), as_at=AS_AT)


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ({"cohort": PLANS}, 0),
        ({"la": PLANS, "dsl": PLANS}, 0),
        ({"la": PLANS, "cohort": PLANS}, 1),
        ({"cohort": PLANS, "tracker": f"{HEAD}{BEN},Ben Brown,CP,14/05/2024,\n"}, 2),
    ],
)
def test_a_list_is_asked_about_only_where_there_are_two(files, asked):
    assert len(unnamed_lists(loaded(**files))) == asked


def test_a_list_that_is_named_is_compared_and_no_figure_changes():
    workspace = loaded(NOW, la=PLANS, cohort=LIST_NOW)
    assert unnamed_lists(workspace) == (UnnamedList(SOURCE, 2),)
    assert compare_lists(workspace).lists == ()
    counts, before = cohort_counts(workspace), workspace.rows("flat")
    name_list(workspace, SOURCE, List.DSL)
    assert unnamed_lists(workspace) == ()
    assert compare_lists(workspace).lists == (List.LA, List.DSL)
    assert [case.upn for case in compare_lists(workspace).mismatches] == [BEN]
    assert cohort_counts(workspace) == counts
    workspace.undo()
    assert workspace.rows("flat") == before
    assert unnamed_lists(workspace) == (UnnamedList(SOURCE, 2),)


def test_what_was_recorded_of_its_plans_can_still_be_taken_back():
    other = f"{HEAD}{BEN},Ben Brown,CP,14/05/2024,\n"
    workspace = loaded(la=PLANS, cohort=other)
    end_plan(workspace, BEN, "CP", date(2025, 7, 1), RecordedBy("DSL", AS_AT))
    name_list(workspace, SOURCE, List.DSL)
    (change,) = facts(workspace, ListChange)
    (row,) = (row for row in workspace.rows("plans").to_pylist() if row["upn"] == BEN)
    assert change.source == row["source"] == "DSL list: cohort.csv, cohort"
    take_back(workspace, change)
    (row,) = (row for row in workspace.rows("plans").to_pylist() if row["upn"] == BEN)
    assert row["end_date"] is None


def test_a_plan_that_staff_added_is_known_to_the_safeguarding_lead():
    workspace = loaded(la=PLANS, dsl=PLANS)
    signed = RecordedBy("DSL", AS_AT)
    add_plan(workspace, BEN, "CP", date(2025, 6, 2), None, "Local authority list", signed)
    assert compare_lists(workspace).mismatches == ()
    workspace.undo()
    add_plan(workspace, BEN, "CP", date(2025, 6, 2), None, "Safeguarding lead's list", signed)
    (case,) = compare_lists(workspace).mismatches
    assert (case.upn, case.missing) == (BEN, (List.LA,))
