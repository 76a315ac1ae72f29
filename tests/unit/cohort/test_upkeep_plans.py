"""Plans recorded in the term: what stands in Plans and on the list then, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from cwsw.children.after_plan import step_down
from cwsw.cohort.members import PlanSpan, members
from cwsw.cohort.upkeep import (
    CannotRecord,
    add_plan,
    check_ins,
    correct_plan,
    end_plan,
    reaches_figures,
)
from cwsw.cohort.upkeep.plans import (
    ENDS_BEFORE,
    NO_DATE,
    ON_THE_LIST,
    RECORDED_HERE,
    SAME_DATES,
    STOOD_BEFORE,
    TWICE,
)
from cwsw.records import Action, ChangedMeanwhile, ListChange, facts
from tests.support.kept_list import (
    AS_AT,
    BEGAN,
    BEGAN_DSL,
    BOTH,
    CLA,
    DSL,
    EARLIER,
    FLAG,
    LA,
    NOBODY,
    SIGNED,
    TODAY,
    UNDATED,
    in_figures,
    on_list,
    plans_of,
)

ENDED = date(2026, 9, 20)


def test_a_plan_begun_counts_on_the_list_at_once_and_not_in_the_figures(workspace):
    change = add_plan(workspace, NOBODY, "CP", date(2026, 9, 14), None, LA, SIGNED)
    assert plans_of(workspace, NOBODY) == [("CP", date(2026, 9, 14), None, LA)]
    assert on_list(workspace, NOBODY).current == "current_cp"
    assert in_figures(workspace, NOBODY).group == "other"
    assert facts(workspace, ListChange) == (change,)
    assert (change.by, change.on, change.said_by) == ("A. Lead", TODAY, "Social worker, by phone")
    assert not reaches_figures(change, AS_AT)


def test_a_plan_that_began_before_the_datas_day_changes_the_figures(workspace):
    change = add_plan(workspace, NOBODY, "CP", AS_AT, None, LA, SIGNED)
    assert in_figures(workspace, NOBODY).current == "current_cp"
    assert reaches_figures(change, AS_AT)


def test_a_plan_added_to_a_child_looked_after_brings_them_into_the_cohort(workspace):
    assert on_list(workspace, CLA).group == "looked_after"
    add_plan(workspace, CLA, "CIN", date(2026, 9, 14), None, LA, SIGNED)
    child = on_list(workspace, CLA)
    assert (child.group, child.current, child.looked_after_now) == ("cwsw", "current_cin", True)


def test_a_plan_without_any_date_waits_for_its_dates(workspace):
    change = add_plan(workspace, NOBODY, "CIN", None, None, None, SIGNED)
    assert on_list(workspace, NOBODY).group == "undated"
    assert reaches_figures(change, AS_AT)


@pytest.mark.parametrize(
    ("upn", "kind", "start", "end", "why"),
    [
        (NOBODY, "CIN", date(2026, 9, 2), date(2026, 9, 1), ENDS_BEFORE),
        (BOTH, "CIN", date(2026, 9, 1), None, ON_THE_LIST),
        (BOTH, "CIN", date(2023, 1, 1), None, ON_THE_LIST),
        (EARLIER, "CP", date(2022, 9, 29), date(2023, 1, 1), ON_THE_LIST),
        (UNDATED, "CIN", None, None, ON_THE_LIST),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_with_one_sentence(
    workspace, upn, kind, start, end, why
):
    with pytest.raises(CannotRecord) as refused:
        add_plan(workspace, upn, kind, start, end, LA, SIGNED)
    assert str(refused.value) == why
    assert facts(workspace, ListChange) == ()


def test_one_plan_may_begin_on_the_day_on_which_another_ends(workspace):
    add_plan(workspace, EARLIER, "CP", date(2022, 9, 30), date(2023, 1, 1), LA, SIGNED)
    add_plan(workspace, EARLIER, "CIN", date(2022, 5, 1), None, LA, SIGNED)
    assert len(plans_of(workspace, EARLIER)) == 3


def test_two_people_who_add_the_same_plan_do_not_double_it(workspace):
    first = add_plan(workspace, NOBODY, "CIN", date(2026, 9, 14), None, LA, SIGNED)
    with pytest.raises(ChangedMeanwhile) as other:
        add_plan(workspace, NOBODY, "CIN", date(2026, 9, 15), None, DSL, SIGNED)
    assert other.value.theirs == (first,)
    assert len(plans_of(workspace, NOBODY)) == 1


def test_an_end_goes_into_the_row_of_every_list_that_has_the_plan(workspace):
    changes = end_plan(workspace, BOTH, "CIN", ENDED, SIGNED)
    assert plans_of(workspace, BOTH) == [
        ("CIN", BEGAN, ENDED, LA),
        ("CIN", BEGAN_DSL, ENDED, DSL),
    ]
    assert {(c.source, c.former_start, c.former_end) for c in changes} == {
        (LA, BEGAN, None),
        (DSL, BEGAN_DSL, None),
    }
    assert on_list(workspace, BOTH).current == "ended"
    assert in_figures(workspace, BOTH).current == "current_cin"
    assert not any(reaches_figures(change, AS_AT) for change in changes)


def test_an_end_before_the_datas_day_reaches_the_figures(workspace):
    changes = end_plan(workspace, BOTH, "CIN", date(2026, 7, 16), SIGNED)
    assert in_figures(workspace, BOTH).current == "ended"
    assert all(reaches_figures(change, AS_AT) for change in changes)


def test_a_plan_still_runs_on_its_last_day(workspace):
    end_plan(workspace, BOTH, "CIN", TODAY, SIGNED)
    assert on_list(workspace, BOTH).current == "current_cin"


def test_where_only_a_flag_says_so_the_end_is_recorded_and_the_flag_stays(workspace):
    (change,) = end_plan(workspace, FLAG, "CIN", ENDED, SIGNED)
    assert plans_of(workspace, FLAG) == [("CIN", None, ENDED, RECORDED_HERE)]
    assert workspace.rows("flat").to_pylist()[0]["cin_now"] is True
    assert on_list(workspace, FLAG).current == "ended"
    assert in_figures(workspace, FLAG).current == "current_cin"
    assert change.ends_a_flag
    assert not reaches_figures(change, AS_AT)


def test_the_end_of_a_child_looked_after_by_the_flag(workspace):
    end_plan(workspace, CLA, "CLA", ENDED, SIGNED)
    assert on_list(workspace, CLA).group == "looked_after"
    add_plan(workspace, CLA, "CIN", ENDED, None, LA, SIGNED)
    assert not on_list(workspace, CLA).looked_after_now


def test_a_flag_beside_a_dated_plan_ends_with_it(workspace):
    add_plan(workspace, FLAG, "CIN", date(2025, 5, 1), None, LA, SIGNED)
    end_plan(workspace, FLAG, "CIN", ENDED, SIGNED)
    assert plans_of(workspace, FLAG) == [("CIN", date(2025, 5, 1), ENDED, LA)]
    assert on_list(workspace, FLAG).current == "ended"
    assert in_figures(workspace, FLAG).current == "current_cin"


def test_two_people_who_end_the_same_plan_do_not_double_it(workspace):
    first = end_plan(workspace, BOTH, "CIN", ENDED, SIGNED)
    with pytest.raises(ChangedMeanwhile) as other:
        end_plan(workspace, BOTH, "CIN", date(2026, 9, 21), SIGNED)
    assert set(other.value.theirs) == set(first)
    end_plan(workspace, FLAG, "CIN", ENDED, SIGNED)
    with pytest.raises(ChangedMeanwhile):
        end_plan(workspace, FLAG, "CIN", ENDED, SIGNED)
    assert len(facts(workspace, ListChange)) == 3


def test_of_many_who_end_a_plan_at_the_same_moment_one_is_first(workspace):
    def end(day: int) -> bool:
        try:
            end_plan(workspace, FLAG, "CIN", date(2026, 9, day), SIGNED)
        except ChangedMeanwhile:
            return False
        return True

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(end, range(1, 9))) == 1
    assert len(facts(workspace, ListChange)) == len(plans_of(workspace, FLAG)) == 1


def test_an_end_of_other_dates_than_were_seen_is_not_recorded(workspace):
    seen = on_list(workspace, BOTH).plans
    correct_plan(workspace, BOTH, seen[0], date(2024, 1, 9), None, SIGNED)
    with pytest.raises(ChangedMeanwhile):
        end_plan(workspace, BOTH, "CIN", ENDED, SIGNED, basis=seen)
    end_plan(workspace, BOTH, "CIN", ENDED, SIGNED, basis=on_list(workspace, BOTH).plans)


def test_an_end_before_a_lists_start_is_refused_as_a_whole(workspace):
    with pytest.raises(CannotRecord, match=ENDS_BEFORE):
        end_plan(workspace, BOTH, "CIN", date(2024, 1, 20), SIGNED)
    assert on_list(workspace, BOTH).current == "current_cin"


def test_check_ins_are_kept_in_the_step_that_ends_the_plan(workspace):
    actions = check_ins(date(2026, 8, 31), "Key adult", BOTH)
    end_plan(workspace, BOTH, "CIN", date(2026, 8, 31), SIGNED, actions=actions)
    assert [a.by_when for a in sorted(facts(workspace, Action), key=lambda a: a.by_when)] == [
        date(2026, 10, 12),
        date(2026, 11, 30),
        date(2027, 2, 28),
        date(2027, 8, 31),
    ]
    workspace.undo()
    assert facts(workspace, Action) == facts(workspace, ListChange) == ()


def test_a_plan_that_ended_in_the_term_has_its_next_check_in(workspace):
    end_plan(workspace, BOTH, "CIN", ENDED, SIGNED)
    (line,) = step_down([on_list(workspace, BOTH)], {}, TODAY)
    assert (line.plan, line.ended_on, line.check_in) == ("CIN", ENDED, date(2026, 11, 1))
    assert step_down([in_figures(workspace, BOTH)], {}, AS_AT) == ()


def test_a_leap_days_check_ins_are_on_days_that_there_are():
    assert [a.by_when for a in check_ins(date(2028, 2, 29), "DSL")][-1] == date(2029, 2, 28)


def test_corrected_dates_go_into_every_list_that_said_the_same(workspace):
    add_plan(workspace, NOBODY, "CP", date(2021, 1, 1), date(2021, 5, 5), LA, SIGNED)
    span = PlanSpan("CP", date(2021, 1, 1), date(2021, 5, 5), (LA,))
    (change,) = correct_plan(workspace, NOBODY, span, date(2021, 1, 2), date(2021, 5, 5), SIGNED)
    assert plans_of(workspace, NOBODY) == [("CP", date(2021, 1, 2), date(2021, 5, 5), LA)]
    assert (change.change, change.former_start) == ("plan dates corrected", date(2021, 1, 1))
    assert reaches_figures(change, AS_AT)


def test_an_undated_plan_gets_its_dates(workspace):
    (span,) = on_list(workspace, UNDATED).plans
    correct_plan(workspace, UNDATED, span, date(2024, 2, 29), None, SIGNED)
    assert on_list(workspace, UNDATED).current == "current_cin"


def test_a_running_plan_given_an_end_by_a_correction_is_ended(workspace):
    add_plan(workspace, FLAG, "CIN", date(2025, 5, 1), None, LA, SIGNED)
    (span,) = on_list(workspace, FLAG).plans
    (change,) = correct_plan(workspace, FLAG, span, date(2025, 5, 1), ENDED, SIGNED)
    assert change.change == "plan ended"
    assert on_list(workspace, FLAG).current == "ended"


def test_corrections_that_cannot_be_are_refused(workspace):
    span = next(plan for plan in on_list(workspace, BOTH).plans if plan.start == BEGAN)
    refusals = [
        (BEGAN, None, SAME_DATES),
        (None, None, NO_DATE),
        (BEGAN, date(2023, 1, 1), ENDS_BEFORE),
    ]
    for start, end, why in refusals:
        with pytest.raises(CannotRecord, match=why):
            correct_plan(workspace, BOTH, span, start, end, SIGNED)
    correct_plan(workspace, BOTH, span, date(2024, 1, 9), None, SIGNED)
    with pytest.raises(ChangedMeanwhile):
        correct_plan(workspace, BOTH, span, date(2024, 1, 10), None, SIGNED)
    now = PlanSpan("CIN", date(2024, 1, 9), None, (LA,))
    with pytest.raises(CannotRecord, match=STOOD_BEFORE):
        correct_plan(workspace, BOTH, now, BEGAN, None, SIGNED)


def test_a_list_never_has_the_same_plan_twice(workspace):
    add_plan(workspace, EARLIER, "CP", date(2023, 3, 1), date(2023, 9, 30), LA, SIGNED)
    span = PlanSpan("CP", date(2023, 3, 1), date(2023, 9, 30), (LA,))
    with pytest.raises(CannotRecord, match=TWICE):
        correct_plan(workspace, EARLIER, span, date(2022, 3, 1), date(2022, 9, 30), SIGNED)


def test_the_window_of_the_list_is_that_of_its_own_day(workspace):
    """Six years back from 29 February is 28 February."""
    leap_day = date(2028, 2, 29)
    for upn, last in ((NOBODY, date(2022, 2, 28)), (CLA, date(2022, 2, 27))):
        add_plan(workspace, upn, "CP", date(2020, 1, 1), last, LA, SIGNED)
    groups = {member.upn: member.group for member in members(workspace, leap_day)}
    assert (groups[NOBODY], groups[CLA]) == ("cwsw", "looked_after")
    assert in_figures(workspace, CLA).current == "ended"
