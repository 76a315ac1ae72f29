"""Made-up records: what staff would have added, strengths first."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from cwsw.sample.calendar import days_between
from cwsw.sample.child import Child
from cwsw.sample.levels import CareHistory
from cwsw.sample.names import DSL, SENCO, STAFF
from cwsw.tables.half_terms import half_terms
from cwsw.tables.years import academic_year, first_day

Rows = list[tuple[object, ...]]

_ROLES = ("Form tutor or class teacher", "SENCO", "Designated teacher", "Mental health lead")
_STRENGTHS = (
    "Looks after younger pupils at lunch",
    "Asks good questions in science",
    "Never gives up on a drawing",
    "Makes new pupils feel welcome",
    "Reads aloud with real feeling",
    "Keeps the football team together",
    "Remembers everybody's birthday",
    "Builds things that work",
)
_WORDS = (
    "I like it when I know the plan for the day",
    "I learn best next to my friend",
    "It helps when somebody says hello first",
    "I want to be asked, not told",
    "",
)
_HOPES = (
    "To join the climbing club",
    "To read a whole book alone",
    "To work with animals",
    "To be picked for the choir",
    "To make a film",
)
_FOLLOW_UPS = (
    ("Check-in", "Talked about what went well this week"),
    ("Call home", "Shared good news about this week's lessons"),
    ("Home visit", "Agreed a calmer start to the morning"),
    ("Call to social worker", "Agreed who tells the family about the school trip"),
)
_SUPPORT = (
    ("Key adult check-in", "persistent_absence", "A steady start to the day"),
    ("Small-group tuition", "", "Builds on what they enjoy in lessons"),
    ("Breakfast club", "overall_absence", "Likes to be among the first in"),
    ("Mentoring", "suspended", "Somebody to plan the week with"),
)
_WHOLE_COHORT = (
    ("Weekly look at attendance, with praise for small steps", "persistent_absence"),
    ("Staff training: steady relationships and clear routines", "suspended"),
)
_ACTIONS = (
    "Agree a key adult with each new pupil",
    "Ask the virtual school for advice on attendance",
    "Ask the local authority to confirm plans without dates",
    "Share each pupil's strengths with their teachers",
)
_POINTS = (
    "A senior leader speaks up for this group",
    "The list was checked with the local authority this term",
    "Staff know what they need to know, and no more",
    "Every pupil has a key adult they chose",
    "Attendance and strengths are looked at every fortnight",
    "Governors see figures in which no pupil can be recognised",
)


def record_rows(children: Sequence[Child], as_at: date, rng: Random) -> Mapping[str, Rows]:
    """Table name -> rows of what staff added up to the as-at date; all dated in its year."""
    year = academic_year(as_at)
    days = days_between(year, first_day(year), as_at) or (as_at,)
    cohort = [child for child in children if child.in_cohort and child.on_roll(as_at)]
    rng.shuffle(cohort)
    meetings = [t.end - timedelta(days=2) for t in half_terms(year)]
    meetings_held = [day for day in meetings if day <= as_at]
    return {
        "terms": [tuple(term) for y in range(year - 2, year + 1) for term in half_terms(y)],
        "overrides": _overrides(children, as_at, days),
        "awareness": _awareness(cohort[:40], days, rng),
        "voice": _voice(cohort[:24], days, rng),
        "follow_ups": _follow_ups(cohort[:30], days, rng),
        "interventions": _interventions(cohort[:16], days, rng),
        "meetings": [(day, f"{DSL}, {SENCO}, designated teacher", None) for day in meetings_held],
        "actions": _actions(cohort[:2], meetings_held, as_at),
        "checklist": [
            (point, rng.choice(STAFF), "Minutes of the leadership team", rng.choice(days))
            for point in _POINTS
        ],
    }


def _overrides(children: Sequence[Child], as_at: date, days: Sequence[date]) -> Rows:
    confirmed = [c for c in children if c.story is CareHistory.UNDATED and c.on_roll(as_at)][:1]
    mistaken = [c for c in children if c.story is CareHistory.EARLIER and c.on_roll(as_at)][:1]
    rows: Rows = [
        (c.upn, "cwsw", "The social worker confirmed a plan in 2024", DSL, days[-1], None)
        for c in confirmed
    ]
    rows += [
        (c.upn, "other", "The plan was another child's of the same name", DSL, days[-1], None)
        for c in mistaken
    ]
    return rows


def _awareness(cohort: Sequence[Child], days: Sequence[date], rng: Random) -> Rows:
    rows: Rows = []
    for child in cohort:
        for role in _ROLES:
            state = rng.choices(("told", "not needed", "to decide"), (0.7, 0.2, 0.1))[0]
            is_decided = state != "to decide"
            by, on = (DSL, rng.choice(days)) if is_decided else (None, None)
            rows.append((child.upn, role, state, by, on))
    return rows


def _voice(cohort: Sequence[Child], days: Sequence[date], rng: Random) -> Rows:
    return [
        (
            child.upn,
            rng.choice(days),
            rng.choice(_STRENGTHS),
            rng.choice(_WORDS) or None,
            rng.choice(_HOPES),
        )
        for child in cohort
    ]


def _follow_ups(cohort: Sequence[Child], days: Sequence[date], rng: Random) -> Rows:
    rows: Rows = []
    for child in cohort:
        kind, note = rng.choice(_FOLLOW_UPS)
        rows.append((child.upn, rng.choice(days), kind, child.key_adult or rng.choice(STAFF), note))
    return rows


def _interventions(cohort: Sequence[Child], days: Sequence[date], rng: Random) -> Rows:
    rows: Rows = []
    if cohort:
        rows += [
            (None, intervention, DSL, days[0], None, measure, None, _later(days[0], 90))
            + (None,) * 4
            for intervention, measure in _WHOLE_COHORT
        ]
    for child in cohort:
        intervention, measure, reason = rng.choice(_SUPPORT)
        start = rng.choice(days[: max(1, len(days) // 2)])
        planned = rng.choice((10, 12, 20))
        counts = planned, rng.randint(planned * 6 // 10, planned)
        review = _later(start, 42)
        ended = review < days[-1]
        outcome = rng.choice(("continue", "continue", "change", "stop")) if ended else None
        end = review if outcome == "stop" else None
        lead = child.key_adult or rng.choice(STAFF)
        rows.append(
            (
                child.upn,
                intervention,
                lead,
                start,
                end,
                measure or None,
                reason,
                review,
                *counts,
                outcome,
                None,
            )
        )
    return rows


def _actions(cohort: Sequence[Child], held_on: Sequence[date], as_at: date) -> Rows:
    if not held_on:
        return []
    rows: Rows = [
        (
            held_on[-1 - n % len(held_on)],
            None,
            action,
            DSL,
            _later(held_on[-1 - n % len(held_on)], 21),
            None,
        )
        for n, action in enumerate(_ACTIONS)
    ]
    done_on = _later(held_on[0], 10)
    # Rows after the as-at date would be left out (contract section 1).
    if done_on <= as_at:
        pupil_action = "Ask what helps on Monday mornings"
        rows += [
            (held_on[0], c.upn, pupil_action, STAFF[0], _later(held_on[0], 14), done_on)
            for c in cohort
        ]
    return rows


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)
