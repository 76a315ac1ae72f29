"""Lists that are somebody's by their file, sheet or title, and the same plan in two of them."""

from datetime import date

import pytest

from cwsw.cohort import cohort_counts
from cwsw.cohort.list_matching import Reason
from cwsw.cohort.reconcile import ACCEPT, ASK, Resolution, Standing, compare_lists, resolve
from cwsw.records import Decision, facts, record
from cwsw.store import Workspace
from cwsw.tables.list_sources import FLAG_SOURCE, List, list_of
from tests.support.foreign import AVA, BEN, load
from tests.support.uploads import column

HEAD = "UPN,Name,Plan,Start date,End date\n"
PLANS = f"{HEAD}{AVA},Ava Adams,CIN,13/05/2024,\n"
LIST_NOW = f"UPN,Name,Plan\n{AVA},Ava Adams,CP\n"
AS_AT = date(2025, 7, 17)


def answers(*sheets, **more):
    """Each of these lists is as of now."""
    return {"missing": {f"{sheet}!Plan start": "now" for sheet in sheets}} | more


def loaded(upload):
    assert not upload.refused, upload.problems
    return Workspace.load(upload, as_at=AS_AT)


def whose(upload):
    return {list_of(source) for source in column(upload, "plans", "source")}


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("CSC list Nov", List.LA),
        ("LA CIN CP cohort", List.LA),
        ("Virtual school list", List.LA),
        ("DSL list", List.DSL),
        ("Safeguarding register", List.DSL),
        ("CPOMS export", List.DSL),
        ("Arbor export", List.MIS),
        ("Virtual school return", List.OTHER),
        ("La Retraite plans", List.OTHER),
        ("cohort", List.OTHER),
    ],
)
def test_a_file_is_the_list_that_its_name_says(name, named):
    assert whose(load(**{name: PLANS})) == {named}


def test_a_title_says_more_than_the_name_of_the_file():
    titled = f"Children's Services: children with a plan\n\n{PLANS}"
    (source,) = column(load(tracker=titled), "plans", "source")
    assert source == "Local authority list: tracker.csv, tracker"
    assert whose(load(**{"DSL list": titled})) == {List.LA}


def test_what_was_answered_counts_where_the_words_say_nothing():
    said = {"lists": {"cohort": "local authority", "DSL list": "local authority"}}
    assert whose(load(said, cohort=PLANS)) == {List.LA}
    assert whose(load(said, **{"DSL list": PLANS})) == {List.DSL}


def test_plan_dates_of_the_pupil_list_are_the_school_systems():
    roll = (
        "UPN,Legal Surname,Legal Forename,DOB,Year,Reg,Date of Admission,CIN start\n"
        f"{AVA},Adams,Ava,13/05/2014,Year 7,7A,22/09/2024,13/05/2024\n"
        f"{BEN},Brown,Ben,25/11/2013,Year 8,8B,15/09/2023,\n"
    )
    assert whose(load(roll=roll)) == {List.MIS}


def test_our_own_rows_without_a_source_stay_without():
    own = f"UPN,Plan,Start date,End date\n{AVA},CIN,13/05/2024,\n"
    assert column(load(plans=own), "plans", "source") == [None]


def test_two_lists_with_one_plan_agree_and_the_figures_count_it_once():
    one, two = load(la=PLANS), load(la=PLANS, dsl=PLANS)
    assert column(two, "plans", "source") == ["la.csv, la", "dsl.csv, dsl"]
    assert cohort_counts(loaded(one)) == cohort_counts(loaded(two))
    (case,) = compare_lists(loaded(two)).cases
    assert (case.lists, case.reason) == ((List.LA, List.DSL), Reason.NO_DIFFERENCE)
    again = load(**{"la": PLANS, "LA July": PLANS})
    assert column(again, "plans", "source") == ["la.csv, la"]  # one list twice is no second list


def test_a_list_without_dates_is_compared_as_the_list_that_it_is():
    dated = f"{HEAD}{AVA},Ava Adams,CIN,13/05/2024,\n{BEN},Ben Brown,CIN,13/05/2022,01/07/2023\n"
    upload = load(answers("CSC list"), **{"CSC list": LIST_NOW, "dsl": dated})
    comparison = compare_lists(loaded(upload))
    assert comparison.lists == (List.LA, List.DSL)
    cases = {case.upn: case for case in comparison.cases}
    assert cases[AVA].reason is Reason.OTHER_KIND
    assert {e.list: e.plan for e in cases[AVA].entries} == {List.LA: "CP", List.DSL: "CIN"}
    # a list of now is not expected to have a plan that has ended
    assert (cases[BEN].reason, cases[BEN].missing) == (Reason.NO_DIFFERENCE, ())


def test_a_flag_of_several_lists_goes_with_the_decision_and_comes_back():
    roll = (
        "UPN,Legal Surname,Legal Forename,DOB,Year,Reg,Date of Admission,CP now\n"
        f"{AVA},Adams,Ava,13/05/2014,Year 7,7A,22/09/2024,Y\n"
        f"{BEN},Brown,Ben,25/11/2013,Year 8,8B,15/09/2023,\n"
    )
    dated = f"{HEAD}{AVA},Ava Adams,CIN,13/05/2024,\n"
    upload = load(answers("CSC list"), roll=roll, **{"CSC list": LIST_NOW, "dsl": dated})
    assert column(upload, "flat", "cp_now_source") == [
        f"{FLAG_SOURCE}; CSC list.csv, CSC list",
        None,
    ]
    workspace = loaded(upload)
    before = workspace.rows("flat")
    (case,) = compare_lists(workspace).mismatches
    assert case.lists == (List.LA, List.DSL, List.MIS)
    resolve(workspace, [case], Resolution(ACCEPT, List.DSL), "A. Lead", AS_AT)
    (row,) = (row for row in workspace.rows("flat").to_pylist() if row["upn"] == AVA)
    assert (row["cp_now"], row["cp_now_source"]) == (False, None)
    workspace.undo()
    assert workspace.rows("flat") == before


def test_what_was_decided_of_a_list_holds_for_its_next_file():
    only_ours = f"{HEAD}{BEN},Ben Brown,CIN,14/05/2024,\n"
    october = loaded(load(la=PLANS, **{"DSL list Oct": only_ours}))
    (case,) = [case for case in compare_lists(october).mismatches if case.upn == BEN]
    resolve(october, [case], Resolution(ASK), "A. Lead", AS_AT)
    said = facts(october, Decision)
    november = loaded(load(la=PLANS, **{"DSL list Nov": only_ours}))
    record(november, "what was decided", said)
    comparison = compare_lists(november)
    (again,) = [case for case in comparison.mismatches if case.upn == BEN]
    assert comparison.standing(again) is Standing.QUERIED
