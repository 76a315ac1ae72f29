"""Children who join or leave: their row of Pupils, their year group, and what is refused."""

from datetime import date

import pyarrow as pa
import pytest

from cwsw.cohort.history import FIELD, SOURCE
from cwsw.cohort.upkeep import (
    CannotRecord,
    NewChild,
    add_plan,
    child_joined,
    child_left,
    reaches_figures,
)
from cwsw.cohort.upkeep.children import (
    BEFORE_ADMISSION,
    NO_CHILD,
    NO_NAME,
    SAME_NAME,
    SAME_UPN,
    TOO_EARLY,
)
from cwsw.cohort.upkeep.recording import STOOD_BEFORE
from cwsw.records import ChangedMeanwhile, Decision, ListChange, facts
from cwsw.tables.upload import SCHEMAS
from tests.support.kept_list import (
    AS_AT,
    BOTH,
    FLAG,
    LA,
    NOBODY,
    SIGNED,
    TODAY,
    in_figures,
    on_list,
)

DAY = date(2026, 9, 7)
BORN = date(2014, 5, 6)


def child(surname="Dale", **more) -> NewChild:
    return NewChild(surname, "Robin", DAY, **{"date_of_birth": BORN, "year_group": 7} | more)


def row_of(workspace, upn):
    return next(row for row in workspace.rows("pupils").to_pylist() if row["upn"] == upn)


def test_a_child_who_joined_is_on_todays_list_in_todays_year_group(workspace):
    upn = child_joined(workspace, child("  Van  Dale ", form="7A"), SIGNED)
    assert upn == "NEW-0001"
    row = row_of(workspace, upn)
    assert (row["surname"], row["year_group"], row["form"]) == ("Van Dale", 6, "7A")
    assert on_list(workspace, upn).year_group == 7
    assert in_figures(workspace, upn) is None
    (change,) = facts(workspace, ListChange)
    assert (change.change, change.start_date, change.on) == ("joined", DAY, TODAY)
    assert not reaches_figures(change, AS_AT)
    add_plan(workspace, upn, "CIN", DAY, None, LA, SIGNED)
    assert on_list(workspace, upn).while_on_roll


def test_a_child_who_joined_before_the_datas_day_is_in_the_figures(workspace):
    upn = child_joined(workspace, child(upn="X1"), SIGNED)
    late = child_joined(
        workspace, NewChild("Late", "Kim", AS_AT, date_of_birth=BORN, year_group=8), SIGNED
    )
    assert (upn, late) == ("X1", "NEW-0001")
    assert in_figures(workspace, late).year_group == 7
    assert reaches_figures(facts(workspace, ListChange)[0], AS_AT)


def test_keys_go_on_and_numbers_of_the_others_stay(workspace):
    before = {BOTH: on_list(workspace, BOTH).number, NOBODY: on_list(workspace, NOBODY).number}
    keys = [child_joined(workspace, child(name), SIGNED) for name in ("Ay", "Bee")]
    assert keys == ["NEW-0001", "NEW-0002"]
    assert {upn: on_list(workspace, upn).number for upn in before} == before
    assert on_list(workspace, "NEW-0002").number == 8


def test_a_child_too_young_for_the_column_has_no_year_group_yet(workspace):
    upn = child_joined(workspace, child(year_group=-2), SIGNED)
    assert on_list(workspace, upn).year_group is None


def test_the_question_about_the_time_before_is_kept_in_the_same_step(workspace):
    upn = child_joined(workspace, child(history="ask"), SIGNED)
    (asked,) = facts(workspace, Decision)
    assert (asked.upn, asked.source, asked.field, asked.decision) == (upn, SOURCE, FIELD, "ask")
    workspace.undo()
    assert facts(workspace, Decision) == ()
    assert on_list(workspace, upn) is None


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (child(" "), NO_NAME),
        (child(upn=BOTH), SAME_UPN),
        (NewChild("nobody", " GIVEN ", DAY, date_of_birth=date(2015, 3, 2)), SAME_NAME),
    ],
)
def test_a_child_who_is_there_already_is_not_added(workspace, new, why):
    with pytest.raises(CannotRecord, match=why):
        child_joined(workspace, new, SIGNED)
    assert len(workspace.rows("pupils")) == 6


def test_keys_and_upns_of_former_pupils_are_not_given_anew(workspace):
    former = [{**row_of(workspace, BOTH), "upn": upn} for upn in ("NEW-0007", "OLD")]
    workspace.former_records = {"pupils": pa.Table.from_pylist(former, SCHEMAS["pupils"])}
    assert child_joined(workspace, child(), SIGNED) == "NEW-0008"
    with pytest.raises(CannotRecord, match=SAME_UPN):
        child_joined(workspace, child("Other", upn="OLD"), SIGNED)


def test_two_people_who_add_the_same_child_do_not_double_them(workspace):
    child_joined(workspace, child(), SIGNED)
    with pytest.raises(ChangedMeanwhile) as other:
        child_joined(workspace, child(upn="X2"), SIGNED)
    assert [change.upn for change in other.value.theirs] == ["NEW-0001"]


def test_a_child_of_the_name_of_one_who_has_left_may_join(workspace):
    child_left(workspace, [NOBODY], date(2026, 8, 31), SIGNED)
    new = NewChild("Nobody", "Given", DAY, date_of_birth=date(2015, 3, 2))
    assert child_joined(workspace, new, SIGNED) == "NEW-0001"


def test_children_who_left_are_off_the_list_from_the_next_day(workspace):
    changes = child_left(workspace, [BOTH, FLAG, BOTH], date(2026, 10, 4), SIGNED)
    assert [change.upn for change in changes] == [BOTH, FLAG]
    assert on_list(workspace, BOTH) is None
    assert in_figures(workspace, BOTH).current == "current_cin"
    assert not any(reaches_figures(change, AS_AT) for change in changes)
    workspace.undo()
    child_left(workspace, [BOTH], TODAY, SIGNED)
    assert on_list(workspace, BOTH).year_group == 9


def test_a_leaver_of_a_later_year_keeps_the_year_group_of_the_data(workspace):
    """The column of whoever leaves after the School sheet's year speaks of that year."""
    child_left(workspace, [NOBODY], date(2026, 9, 30), SIGNED)
    assert row_of(workspace, NOBODY)["year_group"] == 6
    assert in_figures(workspace, NOBODY).year_group == 6


def test_a_leaver_of_an_earlier_year_has_the_year_group_of_that_year(workspace):
    (change,) = child_left(workspace, [NOBODY], date(2025, 8, 31), SIGNED)
    assert row_of(workspace, NOBODY)["year_group"] == 5
    assert in_figures(workspace, NOBODY) is None
    assert reaches_figures(change, AS_AT)


def test_leavings_that_cannot_be_are_refused(workspace):
    young = child_joined(workspace, NewChild("Wee", "Ann", date(2021, 1, 1), year_group=-1), SIGNED)
    refusals = [
        ([], DAY, NO_CHILD),
        ([NOBODY, BOTH], date(2023, 8, 31), BEFORE_ADMISSION),
        ([young], date(2025, 7, 1), TOO_EARLY),
    ]
    for upns, leaving, why in refusals:
        with pytest.raises(CannotRecord, match=why):
            child_left(workspace, upns, leaving, SIGNED)
    assert len(facts(workspace, ListChange)) == 1


def test_two_people_who_say_that_a_child_left_do_not_double_it(workspace):
    first = child_left(workspace, [BOTH], DAY, SIGNED)
    with pytest.raises(ChangedMeanwhile) as other:
        child_left(workspace, [FLAG, BOTH], DAY, SIGNED)
    assert other.value.theirs == first
    assert on_list(workspace, FLAG) is not None


def test_a_planned_leaving_may_be_moved_but_not_to_and_fro(workspace):
    first, second = date(2026, 12, 18), date(2027, 1, 4)
    child_left(workspace, [BOTH], first, SIGNED)
    (moved,) = child_left(workspace, [BOTH], second, SIGNED)
    assert moved.former_end == first
    with pytest.raises(CannotRecord, match=STOOD_BEFORE):
        child_left(workspace, [BOTH], first, SIGNED)
