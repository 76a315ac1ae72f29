"""What changed, told as a person would: by child and plan, never as rows."""

from datetime import date

from cwsw.records.differences import Event, differences
from cwsw.records.sheet_differences import sheet_differences
from cwsw.store import Workspace
from tests.support.next_upload import (
    AUTUMN,
    NOVEMBER,
    OCTOBER,
    SUMMER,
    child,
    loaded,
    plan,
    upload,
)


def told(former, new, moved=None):
    found = differences(former, new, moved)
    return found, [(one.event, one.name) for one in found.events]


def test_an_end_that_was_filled_in_is_one_change():
    found, events = told(loaded(plan(0)), upload([plan(0, end=NOVEMBER, source="Other")]))
    assert events == [(Event.ENDED, "For Sur0")]
    assert found.in_words == "1 change: 1 plan ended."


def test_each_kind_of_plan_change():
    former = loaded(plan(0), plan(1), plan(2, start=None), plan(3))
    new = upload([
        plan(0, start=date(2024, 2, 1)),
        plan(0, "CP", OCTOBER),
        plan(1),
        plan(1, start=date(2021, 1, 4), end=date(2021, 9, 1)),
        plan(2),
    ])  # fmt: skip
    found, events = told(former, new)
    assert events == [
        (Event.BEGUN, "For Sur0"),
        (Event.DATES, "For Sur0"),
        (Event.DATES, "For Sur2"),
        (Event.EARLIER, "For Sur1"),
        (Event.GONE, "For Sur3"),
    ]
    assert found.in_words == (
        "5 changes: 1 plan begun, 2 with other dates, 1 earlier plan added, 1 plan no longer there."
    )


def test_order_source_and_a_second_list_are_no_change():
    former = loaded(plan(0), plan(1), as_at=AUTUMN)
    lists = [plan(1, source="x"), plan(0, source="y"), plan(0, start=date(2024, 1, 9), source="z")]
    found, events = told(former, upload(lists, pupils=[child(n) for n in range(5, -1, -1)]))
    assert events == []
    assert found.details == ()


def test_a_plan_that_ended_and_one_that_began_the_next_month_are_two():
    new = upload([plan(0, end=NOVEMBER), plan(0, start=OCTOBER)])
    assert told(loaded(plan(0)), new)[0].in_words == "2 changes: 1 plan begun, 1 ended."


def test_children_new_left_back_and_under_another_upn():
    before = [child(0), child(1), child(2, leaving_date=SUMMER), child(3), child(4)]
    after = [child(0, leaving_date=OCTOBER), child(2), child(4, upn="Z4"), child(5)]
    found, events = told(loaded(pupils=before), upload([], after), {"U4": "Z4"})
    assert events == [
        (Event.NEW, "For Sur2"),
        (Event.NEW, "For Sur5"),
        (Event.LEFT, "For Sur0"),
        (Event.LEFT, "For Sur1"),
        (Event.LEFT, "For Sur3"),
        (Event.KEY, "For Sur4"),
    ]
    assert found.in_words == "6 changes: 2 children new, 3 left, 1 with a new UPN."


def test_a_leaver_who_is_gone_left_before():
    former = loaded(pupils=[child(0), child(1, leaving_date=SUMMER)])
    assert told(former, upload([], [child(0)]))[1] == []


def test_year_groups_counted_on_in_september_are_no_detail():
    after = [child(n, year_group=9) for n in range(3)]
    found, _ = told(loaded(), upload([], [*after, child(4), child(5, year_group=9, form="9B")]))
    assert [(one.name, one.fields) for one in found.details] == [
        ("For Sur4", ("Year group",)),
        ("For Sur5", ("Form",)),
    ]


def test_a_word_that_says_now_begins_and_ends_a_plan():
    former = loaded(flat=[{"upn": "U0", "cin_now": True}, {"upn": "U2", "cin_now": True}])
    new = upload([plan(2)], flat=[{"upn": "U1", "cp_now": True}])
    events = [(one.event, one.name, one.plan) for one in differences(former, new).events]
    assert (Event.BEGUN, "For Sur1", "CP") in events
    assert (Event.ENDED, "For Sur0", "CIN") in events
    assert len(events) == 3  # and U2's plan, which has its row in Plans now


def test_other_sheets_are_counted_by_row():
    year = {"academic_year": 2025, "possible_sessions": 300, "unauthorised_absence": 0}
    rows = [{"upn": f"U{n}", "authorised_absence": 5} | year for n in range(3)]
    former = loaded(attendance=rows[:2])
    new = Workspace.load(upload(attendance=[rows[0] | {"authorised_absence": 9}, rows[2]]))
    (found,) = sheet_differences(former, new)
    assert (found.sheet, found.new, found.changed, found.removed) == ("Attendance", 1, 1, 1)
    assert sheet_differences(former, former) == ()


def test_the_same_upload_differs_in_nothing():
    found = differences(loaded(plan(0), as_at=AUTUMN), upload([plan(0)]))
    assert found.in_words == "No child and no plan changed."
