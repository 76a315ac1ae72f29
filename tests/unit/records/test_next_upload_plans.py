"""Plans recorded in the term against the next upload: settled, applied, carried, or asked."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.cohort.members import PlanSpan
from cwsw.cohort.upkeep import add_plan, correct_plan, end_plan, take_back
from cwsw.records.next_upload.questions import DROP, ENDED, FILE, KEEP
from cwsw.reports.take_away import take_away
from cwsw.store import TableChange
from cwsw.tables.codes import ListChangeOutcome
from tests.support.next_upload import (
    AUTUMN,
    BEGAN,
    DECEMBER,
    DSL,
    LATER,
    NOVEMBER,
    OCTOBER,
    SUMMER,
    change_rows,
    child,
    dates,
    loaded,
    overlay,
    plan,
    recorded,
    upload,
)
from tests.support.uploaded import uploaded


@pytest.fixture
def ended():
    """U0's plan is recorded as ended on 3 November, two days later."""
    workspace = loaded(plan(0), plan(1))
    end_plan(workspace, "U0", "CIN", NOVEMBER, DSL)
    return workspace


@pytest.fixture
def begun():
    """A plan of U2 is recorded as begun on 1 October."""
    workspace = loaded(plan(1))
    add_plan(workspace, "U2", "CIN", OCTOBER, None, "The social worker", DSL)
    return workspace


def settled(workspace):
    return [(change.change, change.settled, change.settled_on) for change in recorded(workspace)]


def test_the_same_in_the_file_is_settled_in_silence_whatever_its_source(ended):
    new, made = overlay(ended, upload([plan(0, end=NOVEMBER, source="LA, November"), plan(1)]))
    assert made.questions == ()
    assert settled(new) == [("plan ended", ListChangeOutcome.SAME, AUTUMN)]
    assert dates(new) == [(BEGAN, NOVEMBER)]
    assert made.confirmed == 1


def test_an_older_file_that_still_has_it_open_is_put_right_in_silence(ended):
    new, made = overlay(ended, upload([plan(0), plan(1)], as_at=date(2026, 11, 4)))
    assert made.questions == ()
    assert dates(new) == [(BEGAN, NOVEMBER)]
    assert settled(new) == [("plan ended", None, None)]


def test_an_end_after_the_day_of_the_file_is_no_contradiction():
    workspace = loaded(plan(0))
    end_plan(workspace, "U0", "CIN", DECEMBER, DSL)
    new, made = overlay(workspace, upload([plan(0)]))
    assert made.questions == ()
    assert dates(new) == [(BEGAN, DECEMBER)]


def test_a_newer_file_that_has_it_open_is_asked_and_what_was_recorded_stands(ended):
    new, made = overlay(ended, upload([plan(0), plan(1)]))
    assert [q.text for q in made.questions] == [
        "For Sur0, CIN plan: ended on 3 November 2026, as DSL recorded on 5 November 2026. "
        "The file of 20 November 2026 still has it from 8 January 2024, open."
    ]
    assert made.unanswered == ()
    assert dates(new) == [(BEGAN, NOVEMBER)]
    assert settled(new) == [("plan ended", None, AUTUMN)]


def test_what_was_kept_is_not_asked_again_while_the_next_files_say_the_same(ended):
    kept, _ = overlay(ended, upload([plan(0), plan(1)]))
    again = upload([plan(0, source="Their list, December"), plan(1)], as_at=DECEMBER)
    still, made = overlay(kept, again)
    assert made.questions == ()
    assert dates(still) == [(BEGAN, NOVEMBER)]
    brought, _ = overlay(kept, ended.as_upload())  # an older workbook of our own forgets no answer
    assert [change.kept_against for change in recorded(brought)] == [AUTUMN]
    other = date(2026, 11, 10)
    _, made = overlay(still, upload([plan(0, end=other), plan(1)], as_at=DECEMBER))
    assert "has it 8 January 2024 to 10 November 2026" in made.questions[0].text
    span = PlanSpan("CIN", BEGAN, NOVEMBER, ("Their list, December",))
    correct_plan(still, "U0", span, BEGAN, date(2026, 11, 4), DSL)
    _, made = overlay(still, again)
    assert len(made.questions) == 1  # of what was recorded since nobody has been asked


def test_what_was_kept_can_still_be_taken_back(ended):
    kept, _ = overlay(ended, upload([plan(0), plan(1)]))
    take_back(kept, *recorded(kept))
    assert dates(kept) == [(BEGAN, None)]


def test_the_files_word_stands_where_somebody_takes_it_and_the_change_stays_as_history(ended):
    new = upload([plan(0), plan(1)])
    _, asked = overlay(ended, new)
    after, _ = overlay(ended, new, {asked.questions[0].key: FILE})
    assert dates(after) == [(BEGAN, None)]
    assert settled(after) == [("plan ended", ListChangeOutcome.REPLACED, AUTUMN)]
    _, again = overlay(after, new)
    assert again.questions == ()


def test_a_source_typed_anew_doubles_nothing(ended):
    new, _ = overlay(ended, upload([plan(0, source="LA list, November"), plan(1)]))
    assert dates(new) == [(BEGAN, NOVEMBER)]
    assert [change.source for change in recorded(new)] == ["LA list, November"]


def test_a_plan_that_two_lists_have_is_one_question():
    workspace = loaded(plan(0), plan(0, source="DSL list"))
    end_plan(workspace, "U0", "CIN", NOVEMBER, DSL)
    new, made = overlay(workspace, upload([plan(0), plan(0, source="DSL list")]))
    assert len(made.questions) == 1
    assert dates(new) == [(BEGAN, NOVEMBER)] * 2


def test_a_plan_begun_that_the_file_does_not_have_is_carried(begun):
    new, made = overlay(begun, upload([plan(1)]))
    assert made.questions == ()
    assert dates(new, 2) == [(OCTOBER, None)]
    assert settled(new) == [("plan begun", None, None)]


def test_other_dates_of_the_same_time_are_asked(begun):
    other = date(2026, 10, 5)
    new = upload([plan(1), plan(2, start=other)])
    kept, made = overlay(begun, new)
    assert (
        "The file of 20 November 2026 has it from 5 October 2026, open." in made.questions[0].text
    )
    assert dates(kept, 2) == [(OCTOBER, None)]
    taken, _ = overlay(begun, new, {made.questions[0].key: FILE})
    assert dates(taken, 2) == [(other, None)]
    assert settled(taken) == [("plan begun", ListChangeOutcome.REPLACED, AUTUMN)]


def test_an_earlier_plan_of_the_same_kind_contradicts_nothing(begun):
    earlier = plan(2, start=date(2021, 1, 4), end=date(2022, 3, 1))
    new, made = overlay(begun, upload([plan(1), earlier]))
    assert made.questions == ()
    assert dates(new, 2) == [(date(2021, 1, 4), date(2022, 3, 1)), (OCTOBER, None)]


def test_a_chain_is_one_net_change_from_nothing_to_its_last_dates(begun):
    end_plan(begun, "U2", "CIN", NOVEMBER, DSL)
    span = PlanSpan("CIN", OCTOBER, NOVEMBER, ("The social worker",))
    correct_plan(begun, "U2", span, OCTOBER, date(2026, 11, 4), LATER)
    silent, made = overlay(begun, upload([plan(1), plan(2, start=OCTOBER, end=date(2026, 11, 4))]))
    assert made.questions == ()
    assert {change.settled for change in recorded(silent)} == {ListChangeOutcome.SAME}
    assert len(recorded(silent)) == 3


def test_a_file_that_stands_in_the_middle_of_a_chain_settles_what_it_knows(begun):
    end_plan(begun, "U2", "CIN", NOVEMBER, LATER)
    new, made = overlay(begun, upload([plan(1), plan(2, start=OCTOBER)]))
    assert made.questions == ()  # of the day before the end was recorded
    assert dates(new, 2) == [(OCTOBER, NOVEMBER)]
    assert [(c.change, c.settled) for c in recorded(new)] == [
        ("plan begun", ListChangeOutcome.SAME),
        ("plan ended", None),
    ]


def test_dates_given_to_an_undated_plan_are_not_asked_about_each_time_the_file_has_none():
    workspace = loaded(plan(0, start=None))
    correct_plan(workspace, "U0", PlanSpan("CIN", None, None, ("LA list",)), BEGAN, None, DSL)
    new, made = overlay(workspace, upload([plan(0, start=None)]))
    assert made.questions == ()
    assert dates(new) == [(BEGAN, None)]


def test_an_undated_plan_is_settled_by_one_with_dates():
    workspace = loaded(plan(1))
    add_plan(workspace, "U2", "CIN", None, None, "A parent", DSL)
    new, made = overlay(workspace, upload([plan(1), plan(2, end=OCTOBER)]))
    assert made.questions == ()
    assert dates(new, 2) == [(BEGAN, OCTOBER)]
    assert settled(new) == [("plan begun", ListChangeOutcome.SAME, AUTUMN)]


@pytest.mark.parametrize(
    ("now", "answer", "end", "how"),
    [
        (None, KEEP, [(None, NOVEMBER)], ListChangeOutcome.SAME),
        (True, KEEP, [(None, NOVEMBER)], None),
        (True, FILE, [], ListChangeOutcome.REPLACED),
    ],
)
def test_the_end_of_a_plan_that_only_a_flag_had(now, answer, end, how):
    flat = [{"upn": "U0", "cin_now": True}]
    workspace = loaded(flat=flat)
    end_plan(workspace, "U0", "CIN", NOVEMBER, DSL)
    new = upload(flat=[{"upn": "U0", "cin_now": now}])
    _, asked = overlay(workspace, new)
    assert len(asked.questions) == bool(now)
    after, _ = overlay(workspace, new, dict.fromkeys((q.key for q in asked.questions), answer))
    assert dates(after) == end
    assert [change.settled for change in recorded(after)] == [how]
    _, again = overlay(after, upload(flat=[{"upn": "U0", "cin_now": now}], as_at=DECEMBER))
    assert [q for q in again.questions if q.section == "plan"] == []


def test_recorded_plans_of_a_child_who_is_gone_come_back_with_the_child(begun):
    rest = [child(n) for n in range(6) if n != 2]
    gone, made = overlay(begun, upload([plan(1)], pupils=rest))
    assert made.questions == ()
    assert gone.former_records["list_changes"].num_rows == 1
    assert dates(gone, 2) == []
    back, _ = overlay(gone, upload([plan(1)], as_at=DECEMBER))
    assert dates(back, 2) == [(OCTOBER, None)]
    assert back.former_records == {}


def test_our_own_workbook_changes_nothing_and_asks_nothing(ended, begun):
    for workspace in (ended, begun):
        again = uploaded(take_away(workspace))
        new, made = overlay(workspace, again.as_upload())
        assert (made.questions, made.carried, made.former_records, made.confirmed) == (
            (),
            {},
            {},
            0,
        )
        assert change_rows(new) == change_rows(workspace)
        assert new.rows("plans") == workspace.rows("plans")


@pytest.mark.parametrize(
    ("end", "how", "rows"),
    [
        (NOVEMBER, ListChangeOutcome.SAME, [(BEGAN, NOVEMBER)] * 2),
        (None, None, [(BEGAN, None), (BEGAN, NOVEMBER)]),
    ],
)
def test_a_list_added_to_what_is_loaded_settles_or_is_left_to_comparing(ended, end, how, rows):
    """More about the pupils loaded now: the workbook with the rows of one more list."""
    added = [*ended.rows("plans").to_pylist(), plan(0, end=end, source="Council, November")]
    new, made = overlay(ended, upload(added, as_at=SUMMER, list_changes=change_rows(ended)))
    assert made.questions == ()
    assert dates(new) == rows
    assert [change.settled for change in recorded(new)] == [how]


def test_a_workbook_from_before_leaves_what_is_settled_settled(ended):
    book = uploaded(take_away(ended)).as_upload()
    done, _ = overlay(ended, upload([plan(0, end=NOVEMBER), plan(1)]))
    again, made = overlay(done, book)
    assert settled(again) == [("plan ended", ListChangeOutcome.SAME, AUTUMN)]
    assert made.questions == ()


def test_new_plans_in_our_workbook_are_held_against_the_changes_in_it(ended):
    book = upload([plan(0), plan(1)], list_changes=change_rows(ended))
    new, made = overlay(ended, book)
    assert len(made.questions) == 1
    assert len(recorded(new)) == 1
    taken, _ = overlay(ended, book, {made.questions[0].key: FILE})
    assert settled(taken) == [("plan ended", ListChangeOutcome.REPLACED, AUTUMN)]


def test_a_refused_plan_is_not_brought_back_by_its_change(begun):
    row = next(row for row in begun.rows("plans").to_pylist() if row["upn"] == "U2")
    begun.change("refuse", TableChange("plans", out=(row,)))
    new, made = overlay(begun, upload([plan(1)]))
    assert dates(new, 2) == []
    assert made.questions == ()


HISTORY = plan(1, start=date(2021, 3, 1), end=date(2022, 4, 1))


def test_plans_that_an_export_of_current_ones_leaves_out_are_kept_unless_dropped():
    workspace = loaded(plan(0), HISTORY, plan(2, start=date(2020, 1, 6), end=date(2023, 5, 5)))
    new = upload([plan(0)])
    kept, made = overlay(workspace, new)
    (asked,) = made.questions
    assert asked.text == "2 plans that were loaded are not in this file."
    assert asked.suggested == KEEP
    assert dates(kept, 1) == [(date(2021, 3, 1), date(2022, 4, 1))]
    dropped, _ = overlay(workspace, new, {asked.key: DROP})
    assert dates(dropped, 1) == []


def test_where_the_file_has_older_plans_it_is_asked_plainly():
    workspace = loaded(plan(0), HISTORY)
    _, made = overlay(workspace, upload([plan(0), plan(3, start=BEGAN, end=date(2021, 9, 1))]))
    assert len(made.unanswered) == 1


def test_a_plan_that_was_open_and_is_gone_is_asked_and_may_have_ended():
    workspace = loaded(plan(0), plan(1))
    new = upload([plan(0)])
    _, made = overlay(workspace, new)
    (asked,) = made.unanswered
    assert asked.text == "1 plan that was loaded is not in this file. 1 was still open."
    after, _ = overlay(workspace, new, {asked.key: ENDED})
    assert dates(after, 1) == [(BEGAN, SUMMER)]


def test_a_roll_alone_keeps_the_plans():
    new, made = overlay(loaded(plan(0), HISTORY), upload(None))
    assert made.questions[0].suggested == KEEP
    assert dates(new) == [(BEGAN, None)]


def test_plans_of_children_who_are_gone_and_plans_with_better_dates_are_not_asked_about():
    workspace = loaded(plan(0), plan(1), plan(5))
    corrected = plan(1, start=date(2024, 1, 10), end=NOVEMBER)
    pupils = [child(n) for n in range(5)]
    new, made = overlay(workspace, upload([plan(0), corrected], pupils=pupils))
    assert made.questions == ()
    assert dates(new, 1) == [(date(2024, 1, 10), NOVEMBER)]


def test_without_a_day_nothing_is_laid_over(begun):
    new = upload([plan(1)])
    with pytest.raises(ValueError, match="as at a day"):
        overlay(begun, replace(new, school=replace(new.school, as_at=None)))
