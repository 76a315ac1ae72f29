"""Facts about children worked out by hand: drift, unexplained absence, reviews, follow-ups."""

from dataclasses import replace
from datetime import date

import pytest

from cwsw.children.address import address, numbers
from cwsw.children.attendance import attendance, most_possible
from cwsw.children.attendance_alerts import recent_absence
from cwsw.children.follow_ups import half_term, last_follow_ups, not_followed_up
from cwsw.children.register_words import WORDS, in_words
from cwsw.children.reviews import LONGEST, open_reviews, past_review, running
from cwsw.children.story import staff_facts, story
from cwsw.children.unexplained import last_register_day, unexplained
from cwsw.cohort import members
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import FollowUp, Voice, facts, record
from cwsw.reports.take_away import take_away
from cwsw.store import Workspace
from cwsw.tables.codes import REGISTER_CODES
from tests.support.registers import AS_AT, MONDAY, load, plan, pupil, week, weeks

PRESENT = "/\\" * 5
FULL = [PRESENT] * 8


def missed(number, code="I"):
    """A week with the first so many sessions missed."""
    return code * number + PRESENT[number:]


def one_child(codes, **more):
    """A child whose weeks are those, beside a pupil who is there in all of them."""
    rows = {
        "pupils": [pupil(1), pupil(2)],
        "plans": [plan(1)],
        "register": [*weeks(1, codes), *weeks(2, [PRESENT] * len(codes))],
    }
    return load(rows | more)


@pytest.mark.parametrize(
    ("before", "recent", "has_risen"),
    [
        ([0, 0, 0, 0], [4, 0, 0, 0], True),  # 4 of 40: exactly 10 points
        ([0, 0, 0, 0], [3, 0, 0, 0], False),  # 7.5 points
        ([0, 0, 0, 0], [2, 0, 0, 0], False),  # nobody is named for two sessions in forty
        ([4, 0, 0, 0], [0, 0, 0, 7], False),  # 10% to 17.5%
        ([4, 0, 0, 0], [0, 0, 0, 8], True),  # 10% to 20%
        ([6, 0, 0, 0], [0, 0, 0, 0], False),  # it fell
    ],
)
def test_a_rise_of_ten_points_is_exact(before, recent, has_risen):
    workspace = one_child([missed(n) for n in (*before, *recent)])
    drift = recent_absence(workspace)[1]
    assert drift.has_risen is has_risen
    assert (drift.before_missed, drift.recent_missed) == (sum(before), sum(recent))
    assert (drift.before_possible, drift.recent_possible) == (40, 40)


def test_the_spells_are_school_weeks_and_skip_holidays():
    """Eight weeks of a register with two weeks off between them."""
    register = [
        *weeks(1, [missed(1), *FULL[:3]]),
        *weeks(1, [missed(5), *FULL[:3]], date(2026, 2, 16)),
    ]
    drift = recent_absence(load({"pupils": [pupil(1)], "register": register}))[1]
    assert (drift.before_missed, drift.recent_missed) == (1, 5)
    assert (drift.before_possible, drift.recent_possible) == (40, 40)


def test_too_few_sessions_are_not_compared():
    """Of the four weeks before, the child was on roll for four days: 8 sessions."""
    register = [
        *weeks(2, FULL),
        *week(1, date(2026, 1, 26), "/\\" * 4),
        *weeks(1, [missed(9), *FULL[:3]], date(2026, 2, 2)),
    ]
    drift = recent_absence(load({"pupils": [pupil(1), pupil(2)], "register": register}))[1]
    assert (drift.before_possible, drift.recent_possible) == (8, 40)
    assert not drift.has_risen


def test_closed_sessions_are_not_possible_and_do_not_dilute():
    """One week closed: 3 of 30 is 10 points more than none of 40."""
    drift = recent_absence(one_child([*FULL[:4], "#" * 10, missed(3), PRESENT, PRESENT]))[1]
    assert (drift.recent_missed, drift.recent_possible) == (3, 30)
    assert drift.has_risen


def test_last_year_is_not_this_year():
    sums = {
        "upn": "U1",
        "academic_year": 2024,
        "possible_sessions": 100,
        "authorised_absence": 60,
        "unauthorised_absence": 0,
    }
    workspace = load({"pupils": [pupil(1)], "attendance": [sums]})
    assert recent_absence(workspace) == {}


def test_unexplained_marks_are_those_without_a_reason_since_a_day():
    workspace = one_child([missed(2, "N"), missed(3, "O"), missed(1, "N"), missed(4, "I")])
    found = unexplained(workspace, MONDAY.replace(day=12))
    assert found.keys() == {1}
    assert (found[1].no_reason_yet, found[1].unknown, found[1].this_year) == (1, 3, 6)
    assert found[1].last_day == date(2026, 1, 19)
    assert last_register_day(workspace) == date(2026, 1, 30)


def test_marks_after_the_as_at_date_are_left_out():
    rows = {"pupils": [pupil(1)], "register": weeks(1, ["N" * 10])}
    workspace = load(rows, as_at=date(2026, 1, 6))
    assert unexplained(workspace, MONDAY)[1].this_year == 4
    assert attendance(workspace, 1, 4).weeks[0].possible == 4


def test_a_childs_weeks_have_their_codes_in_words():
    workspace = one_child([PRESENT, "II/\\NN/\\/\\"])
    found = attendance(workspace, 1, most_possible(workspace))
    first, second = found.weeks
    assert (first.possible, first.missed, first.missed_by_code) == (10, 0, ())
    assert (second.authorised, second.unauthorised) == (2, 2)
    assert in_words(second.missed_by_code) == "2 × illness; 2 × reason not yet known"
    (year,) = found.years
    assert (year.possible, year.missed) == (20, 4)
    assert year.lines[0].by_year_end == 38 - 4


def test_every_register_code_has_words():
    assert WORDS.keys() == REGISTER_CODES.keys()


def test_the_address_of_a_child_means_nothing_and_is_of_one_upload():
    first, second = one_child(FULL), one_child(FULL)
    assert address(first, 1) != address(second, 1)
    assert address(first, 1) == address(first, 1)
    found = numbers(first, (1, 2))
    assert sorted(found.values()) == [1, 2]
    assert all(words.isdecimal() and len(words) > 8 for words in found)


def placement(kind, start, review=None, end=None):
    return {
        "upn": "U1",
        "kind": kind,
        "start_date": start,
        "review_date": review,
        "end_date": end,
    }


@pytest.mark.parametrize(
    ("kind", "start", "review", "is_listed"),
    [
        ("AP", date(2026, 3, 2), date(2026, 3, 19), True),
        ("AP", date(2026, 3, 2), AS_AT, False),  # due today is not past
        ("AP", AS_AT - LONGEST["AP"], None, True),  # 12 weeks or more
        ("AP", date(2025, 12, 27), None, False),  # a day less
        ("Part-time timetable", AS_AT - LONGEST["Part-time timetable"], None, False),
        ("Part-time timetable", date(2026, 2, 5), None, True),  # a day more than six weeks
        ("Dual", date(2020, 1, 1), date(2021, 1, 1), False),
    ],
)
def test_placements_past_their_review(kind, start, review, is_listed):
    workspace = load({"pupils": [pupil(1)], "placements": [placement(kind, start, review)]})
    assert bool(past_review(running(workspace))) is is_listed


def test_a_placement_that_has_ended_needs_no_review():
    rows = [placement("AP", date(2025, 9, 3), date(2025, 10, 1), date(2026, 3, 19))]
    assert running(load({"pupils": [pupil(1)], "placements": rows})) == ()


def support(upn="U1", **more):
    named = {"upn": upn, "intervention": "Mentor", "lead": "HoY", "start_date": date(2025, 10, 1)}
    return {**named, "review_date": date(2026, 3, 1), **more}


def test_what_is_open_and_what_of_it_is_overdue():
    action = {"action": "Call", "who": "DSL", "by_when": date(2026, 3, 1)}
    workspace = load(
        {
            "pupils": [pupil(1), pupil(2)],
            "plans": [plan(1)],
            "placements": [placement("Dual", date(2025, 9, 1), date(2026, 1, 5))],
            "interventions": [
                support(),
                support(intervention="Ended", outcome="stop"),
                support(intervention="Later", review_date=date(2026, 4, 1)),
                support(intervention="Reviewed", outcome="continue"),
                support(intervention="Not begun", start_date=date(2099, 1, 1)),
                support(upn="U2", intervention="Of a pupil who is not on the list"),
                support(upn=None, intervention="For all"),
            ],
            "actions": [action, {**action, "action": "Done", "done_on": date(2026, 3, 2)}],
        }
    )
    cohort = [m for m in members(workspace) if m.in_cohort]
    found = open_reviews(workspace, running(workspace), cohort)
    overdue = [(o.what, o.detail, o.number) for o in found if o.is_overdue(AS_AT)]
    assert overdue == [
        ("Placement", "Dual", 1),
        ("Action", "Call", None),
        ("Support", "For all", None),
        ("Support", "Mentor", 1),
    ]
    assert [o.detail for o in found if not o.is_overdue(AS_AT)] == ["Later", "Reviewed"]


def test_any_follow_up_of_this_half_term_counts_a_later_one_too():
    terms = [
        {"name": "Spring 2", "start_date": date(2026, 2, 23), "end_date": date(2026, 3, 27)},
        {"name": "Spring 1", "start_date": MONDAY, "end_date": date(2026, 2, 13)},
    ]
    workspace = load({"pupils": [pupil(n) for n in range(1, 5)], "terms": terms})
    days = {"U1": date(2026, 2, 22), "U2": date(2026, 2, 23), "U3": date(2026, 5, 1)}
    made = [FollowUp(upn=u, date=d, kind="Call home", by="HoY") for u, d in days.items()]
    record(workspace, "follow-ups", [*made, replace(made[1], date=date(2025, 10, 1))])
    block = half_term(workspace)
    assert (block.name, block.start) == ("Spring 2", date(2026, 2, 23))
    last = last_follow_ups(workspace)
    assert last == days
    assert not_followed_up(["U4", "U1", "U2", "U3"], last, block.start) == ("U4", "U1")


def test_what_is_said_twice_on_one_day_stands_side_by_side():
    workspace = one_child(FULL)
    on = date(2026, 3, 1)
    record(workspace, "first", [Voice(upn="U1", date=on, strengths="Kind")])
    record(workspace, "second", [Voice(upn="U1", date=on, hopes="To swim")])
    assert len(staff_facts(workspace, "U1").voices) == 2
    assert staff_facts(workspace, "U2").voices == ()
    workspace.undo()
    assert [v.strengths for v in staff_facts(workspace, "U1").voices] == ["Kind"]


def test_voice_and_follow_ups_come_back_with_the_workbook():
    workspace = one_child(FULL)
    voice = Voice(upn="U1", date=date(2026, 3, 1), in_their_words="=I like maths", hopes="A dog")
    follow_up = FollowUp(upn="U1", date=AS_AT, kind="Check-in", by="HoY", note="Went well")
    record(workspace, "voice", [voice])
    record(workspace, "follow-up", [follow_up])
    book = take_away(workspace)
    back = Workspace.load(read_in_process([SourceFile("school.xlsx", book)]))
    assert facts(back, Voice) == (voice,)
    assert facts(back, FollowUp) == (follow_up,)


def test_a_story_begins_at_a_year_and_keeps_what_still_runs():
    workspace = load(
        {
            "pupils": [pupil(1)],
            "placements": [
                placement("AP", date(2022, 9, 1), None, date(2023, 1, 9)),
                placement("Dual", date(2022, 9, 1)),
            ],
            "exclusions": [
                {"upn": "U1", "type": "SUSP", "start_date": date(2023, 5, 2), "sessions": 4},
                {"upn": "U1", "type": "SUSP", "start_date": date(2025, 9, 9), "sessions": 2},
                {"upn": "U1", "type": "SUSP", "start_date": date(2026, 4, 9), "sessions": 2},
            ],
        }
    )
    every = story(workspace, 1)
    assert [s.day.year for s in every.suspensions] == [2025, 2023]
    shown = every.since(2024)
    assert [s.day.year for s in shown.suspensions] == [2025]
    assert [p.kind for p in shown.placements] == ["Dual"]
