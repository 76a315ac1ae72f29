"""Facts about children against plain loops over random registers."""

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cwsw.children.after_plan import band
from cwsw.children.attendance import attendance
from cwsw.children.attendance_alerts import recent_absence
from cwsw.children.follow_ups import half_term, last_follow_ups, not_followed_up
from cwsw.children.unexplained import unexplained
from cwsw.cohort.upkeep.check_ins import check_in_days
from cwsw.records import FollowUp, record
from cwsw.tables.codes import REGISTER_CODES, RegisterMark
from tests.support.registers import load, pupil

FIRST = date(2025, 11, 24)
DAYS = [FIRST + timedelta(days=n) for n in range(95) if (FIRST + timedelta(days=n)).weekday() < 5]
PUPILS = (1, 2, 3)
CODES = ("/", "\\", "I", "N", "O", "#", "E", "-", None)
AS_AT = date(2026, 2, 20)
HOLIDAY = (date(2025, 12, 22), date(2026, 1, 4))
MISSED = (RegisterMark.AUTHORISED, RegisterMark.UNAUTHORISED)


@st.composite
def registers(draw):
    """Registers of three pupils, each with codes of their own, and when they joined."""
    made = []
    for number in PUPILS:
        often = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=6))
        joined, chance = draw(st.integers(0, 70)), Random(draw(st.integers(0, 2**32)))
        made += [
            {"upn": f"U{number}", "date": day, **two_codes(chance, [*often, *"////"])}
            for n, day in enumerate(DAYS)
            if n >= joined and not HOLIDAY[0] <= day <= HOLIDAY[1]
        ]
    return made


def two_codes(chance, codes):
    return {"am": chance.choice(codes), "pm": chance.choice(codes)}


def marks(register):
    """(pupil, day, code, what it counts as) for every known mark to the as-at date."""
    for row in register:
        for code in (row["am"], row["pm"]):
            if code in REGISTER_CODES and row["date"] <= AS_AT:
                yield int(row["upn"][1:]), row["date"], code, REGISTER_CODES[code]


def sums(found):
    """Missed and possible sessions of some marks."""
    possible = [mark for *_, mark in found if mark is not RegisterMark.NOT_POSSIBLE]
    return sum(mark in MISSED for mark in possible), len(possible)


def monday(day):
    return day - timedelta(days=day.weekday())


@given(registers())
def test_drift_is_what_plain_loops_say(register):
    every = list(marks(register))
    workspace = load({"pupils": [pupil(n) for n in PUPILS], "register": register}, AS_AT)
    found = recent_absence(workspace)
    open_weeks = sorted({monday(d) for _, d, _, m in every if m is not RegisterMark.NOT_POSSIBLE})
    recent, before = open_weeks[-4:], open_weeks[-8:-4]
    for number in PUPILS:
        own = [entry for entry in every if entry[0] == number]
        if not own:
            assert number not in found
            continue
        missed, possible = sums(own)
        late_missed, late = sums([e for e in own if monday(e[1]) in recent])
        early_missed, early = sums([e for e in own if monday(e[1]) in before])
        has_risen = (
            late >= 10
            and early >= 10
            and (late_missed * early - early_missed * late) * 100 >= 10 * late * early
        )
        drift = found[number]
        assert (drift.missed, drift.possible) == (missed, possible)
        assert (drift.recent_missed, drift.recent_possible) == (late_missed, late)
        assert (drift.before_missed, drift.before_possible) == (early_missed, early)
        assert drift.has_risen == has_risen


@given(registers(), st.sampled_from(DAYS))
def test_unexplained_and_weeks_are_what_plain_loops_say(register, since):
    workspace = load({"pupils": [pupil(n) for n in PUPILS], "register": register}, AS_AT)
    found = unexplained(workspace, since)
    for number in PUPILS:
        own = [entry for entry in marks(register) if entry[0] == number]
        no_reason = [(day, code) for _, day, code, _ in own if code in ("N", "O")]
        assert (number in found) == bool(no_reason)
        if no_reason:
            assert found[number].no_reason_yet == sum(c == "N" and d >= since for d, c in no_reason)
            assert found[number].unknown == sum(c == "O" and d >= since for d, c in no_reason)
            assert found[number].this_year == len(no_reason)
            assert found[number].last_day == max(day for day, _ in no_reason)
        for week in attendance(workspace, number, 0).weeks:
            here = [e for e in own if monday(e[1]) == week.monday]
            assert (week.missed, week.possible) == sums(here)
            assert sum(n for _, n in week.missed_by_code) == week.missed


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.dates(date(2025, 9, 1), date(2026, 8, 31))), max_size=9
    )
)
def test_not_followed_up_is_what_plain_loops_say(days):
    workspace = load({"pupils": [pupil(n) for n in range(1, 5)]}, AS_AT)
    record(
        workspace,
        "follow-ups",
        [FollowUp(upn=f"U{n}", date=day, kind="Call", by="X") for n, day in days],
    )
    since = half_term(workspace).start
    upns = [f"U{n}" for n in range(1, 5)]
    expected = [u for u in upns if not any(f"U{n}" == u and d >= since for n, d in days)]
    assert list(not_followed_up(upns, last_follow_ups(workspace), since)) == expected


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 1500))
def test_bands_and_check_ins_are_calendar_months(ended_on, days):
    as_at = ended_on + timedelta(days=days)
    months = (as_at.year - ended_on.year) * 12 + as_at.month - ended_on.month
    ended_later_in_its_month = as_at.day > min(ended_on.day, month_length(as_at))
    gone = months + (1 if ended_later_in_its_month else 0)
    expected = 0 if gone <= 6 else 1 if gone <= 12 else 2
    assert band(ended_on, as_at).startswith(("Up to", "6 to", "More")[expected])
    assert list(check_in_days(ended_on)) == sorted(check_in_days(ended_on))
    assert check_in_days(ended_on)[-1].month == ended_on.month


def month_length(day):
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).day
