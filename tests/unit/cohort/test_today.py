"""The day of the list, and how the list differs from the figures."""

from dataclasses import replace
from datetime import date

from cwsw.cohort import cohort_counts, members
from cwsw.cohort.list_matching import Reason
from cwsw.cohort.reconcile import compare_lists
from cwsw.cohort.today import ListDifference, list_day, list_difference
from cwsw.cohort.upkeep import NewChild, add_plan, child_joined, child_left, end_plan
from cwsw.records import Override, record
from cwsw.reports.take_away import take_away
from tests.support.books import workbook
from tests.support.kept_list import (
    AS_AT,
    BOTH,
    CLA,
    DSL,
    EARLIER,
    FLAG,
    LA,
    NOBODY,
    SIGNED,
    TODAY,
    in_figures,
    kept_list,
    on_list,
)
from tests.support.uploaded import uploaded


def test_the_list_is_of_today_and_never_before_the_data(workspace):
    assert list_day(workspace) == TODAY
    assert list_day(kept_list(date(2027, 1, 9))) == date(2027, 1, 9)


def test_a_made_up_schools_list_is_of_the_day_on_which_all_that_was_recorded_counts(workspace):
    workspace.school = replace(workspace.school, sample=True)
    assert list_day(workspace) == AS_AT
    early = replace(SIGNED, on=date(2026, 7, 20))
    add_plan(workspace, NOBODY, "CIN", date(2026, 7, 1), None, LA, early)
    assert list_day(workspace) == date(2026, 7, 20)
    end_plan(workspace, BOTH, "CIN", date(2026, 9, 10), early)
    assert list_day(workspace) == date(2026, 9, 11)
    assert on_list(workspace, BOTH).current == "ended"


def test_nothing_recorded_and_no_day_gone_by_is_no_difference():
    workspace = kept_list(TODAY)
    assert members(workspace, TODAY) == members(workspace)
    assert list_difference(workspace).is_none


def test_flags_go_on_speaking_and_year_groups_go_up_with_the_year(workspace):
    flagged = on_list(workspace, FLAG)
    assert (flagged.current, flagged.counted_by_flag, flagged.year_group) == (
        "current_cin",
        True,
        9,
    )
    assert (flagged.flags, on_list(workspace, CLA).flags) == (("CIN",), ("CLA",))


def test_a_flag_whose_end_is_recorded_speaks_in_the_figures_alone(workspace):
    end_plan(workspace, FLAG, "CIN", date(2026, 9, 20), SIGNED)
    assert (on_list(workspace, FLAG).flags, in_figures(workspace, FLAG).flags) == ((), ("CIN",))


def test_the_difference_counts_children_and_plans_once(workspace):
    before = cohort_counts(workspace)
    add_plan(workspace, NOBODY, "CP", date(2026, 9, 14), None, LA, SIGNED)
    end_plan(workspace, BOTH, "CIN", date(2026, 9, 20), SIGNED)
    child_joined(workspace, NewChild("Dale", "Robin", date(2026, 9, 7)), SIGNED)
    child_left(workspace, [FLAG], date(2026, 9, 30), SIGNED)
    assert list_difference(workspace) == ListDifference(
        AS_AT, TODAY, joined=1, left=1, begun=1, ended=1, joiners=1, leavers=1
    )
    assert cohort_counts(workspace) == before


def test_the_end_of_a_flag_is_an_end_whenever_it_was(workspace):
    end_plan(workspace, FLAG, "CIN", date(2026, 6, 1), SIGNED)
    found = list_difference(workspace)
    assert (found.ended, found.left, found.begun) == (1, 0, 0)


def test_a_decision_on_a_child_counts_on_the_list_from_its_day(workspace):
    said = {"reason": "Told by the authority", "by": "DSL", "on": TODAY}
    record(workspace, "decide", [Override(upn=NOBODY, group="cwsw", from_date=TODAY, **said)])
    assert on_list(workspace, NOBODY).override == "cwsw"
    assert next(m for m in members(workspace) if m.upn == NOBODY).group == "other"


def test_a_plan_of_the_flat_sheet_that_was_ended_stays_ended_in_the_workbook():
    """The sheet's own CIN start would bring it back as still open."""
    headings = ("UPN", "Surname", "Forename", "Year group", "Admission date", "CIN start")
    pupil = ("U1", "Ay", "Bee", "8", date(2022, 9, 1), date(2024, 1, 1))
    school = [("Name", "Phase", "As at"), ("Hill", "secondary", AS_AT)]
    workspace = uploaded(workbook({"School": school, "Pupils": [headings, pupil]}))
    end_plan(workspace, "U1", "CIN", date(2026, 9, 20), SIGNED)
    again = uploaded(take_away(workspace))
    assert on_list(again, "U1").current == "ended"
    assert again.rows("plans").equals(workspace.rows("plans"))


def test_lists_are_compared_as_of_their_own_day_and_who_is_here_as_of_the_lists_day(workspace):
    other = replace(SIGNED, on=AS_AT)
    add_plan(workspace, EARLIER, "CIN", date(2026, 6, 1), None, DSL, other)
    add_plan(workspace, NOBODY, "CIN", date(2026, 9, 1), None, DSL, SIGNED)
    reasons = {case.upn: case.reason for case in compare_lists(workspace).mismatches}
    assert reasons[EARLIER] is not Reason.LEFT
    assert NOBODY not in reasons  # no list of July has a plan that began in September
    child_left(workspace, [EARLIER], date(2026, 9, 11), SIGNED)
    reasons = {case.upn: case.reason for case in compare_lists(workspace).mismatches}
    assert reasons[EARLIER] is Reason.LEFT


def test_a_child_who_left_and_came_back_since_is_seen_on_the_lists_under_the_former_upn(workspace):
    born = date(2015, 3, 2)
    add_plan(workspace, NOBODY, "CIN", date(2026, 6, 1), None, DSL, SIGNED)
    child_left(workspace, [NOBODY], date(2026, 9, 11), SIGNED)
    again = child_joined(workspace, NewChild("Nobody", "Given", date(2026, 9, 28), born), SIGNED)
    case = next(c for c in compare_lists(workspace).mismatches if c.upn == NOBODY)
    assert (case.reason, case.twin) == (Reason.FORMER_UPN, again)
