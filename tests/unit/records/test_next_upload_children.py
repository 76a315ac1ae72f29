"""Children who joined, left or have another key, against the next upload; wrong rolls."""

from datetime import date

import pytest

from cwsw.cohort.upkeep import NewChild, RecordedBy, add_plan, child_joined, child_left
from cwsw.records import FollowUp, facts, record
from cwsw.records.next_upload import Mistake, doubts, lay_over
from cwsw.records.next_upload.questions import FILE, KEEP, OTHER_CHILD, SAME_CHILD
from cwsw.store import Workspace
from cwsw.tables.codes import ListChangeOutcome
from tests.support.next_upload import (
    AUTUMN,
    DECEMBER,
    DSL,
    NOVEMBER,
    OCTOBER,
    SUMMER,
    child,
    dates,
    loaded,
    overlay,
    plan,
    recorded,
    upload,
)

BORN = date(2014, 5, 6)
ADA = NewChild("Adams", "Ada", NOVEMBER, date_of_birth=BORN, year_group=8, form="8A")
ADA_ROW = child(9, upn="A900", surname="Adams", forename="Ada", date_of_birth=BORN)
ROLL = [child(n) for n in range(6)]


@pytest.fixture
def joined():
    """Ada joined on 3 November under a temporary key, with a plan and a follow-up."""
    workspace = loaded(plan(1))
    upn = child_joined(workspace, ADA, DSL)
    add_plan(workspace, upn, "CP", OCTOBER, None, "Former school", DSL)
    record(workspace, "add", [FollowUp(upn=upn, date=NOVEMBER, kind="Talk", by="DSL")])
    return workspace


@pytest.fixture
def left():
    workspace = loaded(plan(1))
    child_left(workspace, ["U0"], NOVEMBER, DSL)
    return workspace


def settled(workspace):
    return {change.change: change.settled for change in recorded(workspace)}


def pupil(workspace, upn):
    return next((r for r in workspace.rows("pupils").to_pylist() if r["upn"] == upn), None)


def test_a_joiner_with_a_upn_who_is_in_the_new_roll_is_settled():
    workspace = loaded(plan(1))
    child_joined(workspace, NewChild("Sur9", "For", NOVEMBER, upn="U9"), DSL)
    new, made = overlay(workspace, upload([plan(1)], pupils=[*ROLL, child(9)]))
    assert made.questions == ()
    assert settled(new) == {"joined": ListChangeOutcome.SAME}
    assert pupil(new, "U9")["date_of_birth"] == child(9)["date_of_birth"]


def test_a_joiner_under_a_temporary_key_is_asked_about_and_everything_moves(joined):
    new, made = overlay(joined, upload([plan(1)], pupils=[*ROLL, ADA_ROW]))
    assert [q.text for q in made.questions] == [
        "Is Ada Adams, born 6 May 2014, UPN A900, the child you have as NEW-0001?"
    ]
    assert made.moved == {"NEW-0001": "A900"}
    assert settled(new) == {"joined": ListChangeOutcome.SAME, "plan begun": None}
    assert dates(new, "A900", "CP") == [(OCTOBER, None)]
    assert [fact.upn for fact in facts(new, FollowUp)] == ["A900"]
    assert pupil(new, "NEW-0001") is None


def test_another_child_of_that_name_stays_another(joined):
    data = upload([plan(1)], pupils=[*ROLL, ADA_ROW])
    _, asked = overlay(joined, data)
    new, made = overlay(joined, data, {asked.questions[0].key: OTHER_CHILD})
    assert made.moved == {}
    assert len(made.questions) == 2
    assert pupil(new, "NEW-0001")["surname"] == "Adams"
    assert dates(new, "NEW-0001", "CP") == [(OCTOBER, None)]


def test_without_a_date_of_birth_nothing_is_suggested(joined):
    data = upload([plan(1)], pupils=[*ROLL, ADA_ROW | {"date_of_birth": None}])
    _, made = overlay(joined, data)
    assert [q.suggested for q in made.unanswered] == [None]
    assert len(made.questions) == 1


def test_a_twin_or_a_namesake_with_another_birthday_is_not_asked_about(joined):
    row = ADA_ROW | {"date_of_birth": date(2013, 1, 1)}
    _, made = overlay(joined, upload([plan(1)], pupils=[*ROLL, row]))
    assert made.moved == {}
    assert "not on the roll" in made.questions[0].text


def test_a_joiner_who_is_kept_is_not_asked_about_again_and_a_leaver_is(joined, left):
    kept, first = overlay(joined, upload([plan(1)], pupils=ROLL))
    assert "not on the roll" in first.questions[0].text
    still, made = overlay(kept, upload([plan(1)], pupils=ROLL, as_at=DECEMBER))
    assert made.questions == ()
    assert still.rows("pupils").num_rows == len(ROLL) + 1
    gone, _ = overlay(left, upload([plan(1)]))
    _, made = overlay(gone, upload([plan(1)], as_at=DECEMBER))
    assert "still on the roll" in made.questions[0].text  # the child may have come back


def test_a_changed_upn_moves_records_and_plans_and_loses_no_history():
    workspace = loaded(plan(0), plan(1, start=date(2021, 1, 4), end=date(2022, 1, 4)))
    record(workspace, "add", [FollowUp(upn="U1", date=NOVEMBER, kind="Talk", by="DSL")])
    roll = [child(1, upn="Z1", surname="SUR1") if n == 1 else child(n) for n in range(6)]
    new, made = overlay(workspace, upload([plan(0)], pupils=roll))
    assert made.moved == {"U1": "Z1"}
    assert [q.section for q in made.questions] == ["child", "missing plans"]
    assert dates(new, "Z1") == [(date(2021, 1, 4), date(2022, 1, 4))]
    assert [fact.upn for fact in facts(new, FollowUp)] == ["Z1"]
    assert new.former_records == {}


def test_a_child_of_whom_nothing_is_known_is_not_asked_about():
    roll = [child(3, upn="Z3") if n == 3 else child(n) for n in range(6)]
    _, made = overlay(loaded(plan(0)), upload([plan(0)], pupils=roll))
    assert made.questions == ()


def test_an_older_roll_without_the_joiner_carries_the_child(joined):
    new, made = overlay(joined, upload([plan(1)], as_at=date(2026, 11, 2)))
    assert made.questions == ()
    assert pupil(new, "NEW-0001")["form"] == "8A"
    assert settled(new) == {"joined": None, "plan begun": None}


def test_a_year_group_is_counted_on_to_the_school_year_of_the_upload(joined):
    assert pupil(joined, "NEW-0001")["year_group"] == 7  # of the School sheet's year, 2025/26
    new, _ = overlay(joined, upload([plan(1)]))
    assert pupil(new, "NEW-0001")["year_group"] == 8


@pytest.mark.parametrize(("answer", "is_there"), [(KEEP, True), (FILE, False)])
def test_a_newer_roll_without_the_joiner_is_asked(joined, answer, is_there):
    data = upload([plan(1)])
    _, asked = overlay(joined, data)
    assert "joined on 3 November 2026" in asked.questions[0].text
    new, made = overlay(joined, data, {asked.questions[0].key: answer})
    assert (pupil(new, "NEW-0001") is not None) == is_there
    assert made.former_records == ({} if is_there else {"list_changes": 2, "follow_ups": 1})


@pytest.mark.parametrize(
    "roll",
    [ROLL[1:], [child(0, leaving_date=date(2026, 11, 2)), *ROLL[1:]]],
    ids=["gone", "with a leaving date"],
)
def test_a_leaver_whom_the_roll_has_no_more_is_settled(left, roll):
    new, made = overlay(left, upload([plan(1)], pupils=roll))
    assert made.questions == ()
    changes = recorded(new) or new.former_records["list_changes"].to_pylist()
    assert "the same" in str(changes[0])


def test_a_leaver_still_on_an_older_roll_leaves_in_silence(left):
    new, made = overlay(left, upload([plan(1)], as_at=date(2026, 11, 4)))
    assert made.questions == ()
    assert pupil(new, "U0")["leaving_date"] == NOVEMBER


@pytest.mark.parametrize(
    ("answer", "leaving", "how"), [(KEEP, NOVEMBER, None), (FILE, None, ListChangeOutcome.REPLACED)]
)
def test_a_leaver_still_on_a_newer_roll_is_asked(left, answer, leaving, how):
    data = upload([plan(1)])
    _, asked = overlay(left, data)
    assert asked.questions[0].text.endswith("the child is still on the roll.")
    new, _ = overlay(left, data, {asked.questions[0].key: answer})
    assert pupil(new, "U0")["leaving_date"] == leaving
    assert settled(new) == {"left": how}


def test_the_year_group_of_a_leaver_of_last_year_is_of_last_year():
    workspace = loaded(plan(1))
    child_left(workspace, ["U0"], date(2026, 7, 20), RecordedBy(by="DSL", on=DECEMBER))
    new, _ = overlay(workspace, upload([plan(1)]))
    assert (pupil(new, "U0")["year_group"], pupil(new, "U1")["year_group"]) == (7, 8)


def test_a_child_who_joined_and_left_again_is_settled_with_the_roll():
    workspace = loaded(plan(1))
    upn = child_joined(workspace, ADA, DSL)
    child_left(workspace, [upn], date(2026, 11, 10), RecordedBy(by="DSL", on=date(2026, 11, 11)))
    new, made = overlay(workspace, upload([plan(1)]))
    assert made.questions == ()
    held = new.former_records["list_changes"].to_pylist()
    assert {row["settled"] for row in held} == {ListChangeOutcome.SAME}


def wrong(former_day, new_day, roll):
    former = loaded(pupils=[child(n) for n in range(10)], as_at=former_day)
    return [doubt.mistake for doubt in doubts(former, Workspace.load(upload([], roll, new_day)))]


def test_last_years_roll_is_seen():
    last_year = [child(n, year_group=7) for n in range(10)]
    assert wrong(AUTUMN, AUTUMN, last_year) == [Mistake.YEAR_BELOW]
    assert wrong(SUMMER, AUTUMN, [child(n) for n in range(10)]) == [Mistake.YEAR_BELOW]
    assert wrong(AUTUMN, SUMMER, last_year) == [Mistake.EARLIER]


def test_a_roll_of_other_children_is_seen_but_not_one_with_other_keys():
    other_keys = [child(n, upn=f"Z{n}") for n in range(10)]
    assert wrong(AUTUMN, AUTUMN, other_keys) == []
    assert wrong(AUTUMN, AUTUMN, [child(n) for n in range(6, 20)]) == [Mistake.MOST_GONE]


def test_the_next_roll_raises_no_doubt():
    next_year = [child(n, year_group=9) for n in range(2, 12)]
    assert wrong(SUMMER, AUTUMN, next_year) == []
    leavers = [child(n, leaving_date=OCTOBER) for n in range(2)]
    assert wrong(AUTUMN, DECEMBER, [*leavers, *(child(n) for n in range(2, 10))]) == []


def test_many_questions_can_be_answered_alike():
    workspace = loaded(*(plan(n) for n in range(4)))
    roll = [child(n, upn=f"Z{n}") for n in range(4)]
    made = lay_over(workspace, upload([plan("Z0")], roll), {"child/all": OTHER_CHILD})
    assert made.moved == {}
    assert lay_over(workspace, upload([plan("Z0")], roll), {"child/all": SAME_CHILD}).moved == {
        f"U{n}": f"Z{n}" for n in range(4)
    }
