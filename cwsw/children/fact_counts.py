"""Counts of children on the list for whom a dated fact is true: suggestions are made from them.

Each fact is true or not of one child on roll on the as-at date; none depends on a kind of plan or
its dates, so that everybody may see them. There is no score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cwsw import cohort
from cwsw.children.attendance_alerts import FEWEST_SESSIONS, RISE_POINTS, SEVERE_PERCENT
from cwsw.children.follow_ups import half_term
from cwsw.children.reviews import LONGEST
from cwsw.children.steps import facts, rows, steps
from cwsw.store import Workspace

MENTOR_PERCENT = 20
EXAM_ABSENCE_PERCENT = 15
LATE_PERCENT = 10
SUSPENSIONS = 2
SUSPENDED_SESSIONS = 20
"""Ten days."""


@dataclass(frozen=True)
class DatedFact:
    """A fact of one child: what "3 of 58 children ..." is followed by, and its condition."""

    words: str
    condition: str


DATED_FACTS: Mapping[str, DatedFact] = {
    "absence_rising": DatedFact(
        f"have missed at least {RISE_POINTS} points more in the last four school weeks than in the "
        "four before",
        # Multiplied out, as in attendance_alerts: exactly the limit is seen in whole numbers.
        f"recent_possible >= {FEWEST_SESSIONS} and before_possible >= {FEWEST_SESSIONS}"
        " and 100 * (recent_missed * before_possible - before_missed * recent_possible)"
        f" >= {RISE_POINTS} * recent_possible * before_possible",
    ),
    "absence_20_to_50": DatedFact(
        f"have missed {MENTOR_PERCENT}% of their sessions or more this year, and less than half",
        f"possible > 0 and 100 * absent >= {MENTOR_PERCENT} * possible"
        f" and 100 * absent < {SEVERE_PERCENT} * possible",
    ),
    "unexplained_absence": DatedFact(
        "have absence without a reason in the registers of this half-term", "no_reason > 0"
    ),
    "late_often": DatedFact(
        f"were late to {LATE_PERCENT}% of their sessions or more this year",
        f"possible > 0 and 100 * late >= {LATE_PERCENT} * possible",
    ),
    "repeat_suspension": DatedFact(
        f"have been suspended {SUSPENSIONS} times or more this year", f"times >= {SUSPENSIONS}"
    ),
    "suspended_10_days": DatedFact(
        "have lost ten school days or more to suspensions this year",
        f"lost >= {SUSPENDED_SESSIONS}",
    ),
    "placement_needs_review": DatedFact(
        "have a placement past its review date or its usual length", "to_review"
    ),
    "part_time_over_6_weeks": DatedFact(
        "have been on a part-time timetable for more than six weeks", "long_part_time"
    ),
    "moving_school": DatedFact(
        "are in Year 6, before the move to their next school", "year_group_then = 6"
    ),
    "ks4_absence": DatedFact(
        f"are in Year 10 or 11 and missed more than {EXAM_ABSENCE_PERCENT}% of their sessions",
        "year_group_then in (10, 11) and possible > 0"
        f" and 100 * absent > {EXAM_ABSENCE_PERCENT} * possible",
    ),
    "year_11_from_january": DatedFact(
        # From September to December the academic year is a new one, and Year 11 has just begun.
        "are in the last months of Year 11",
        "year_group_then = 11 and month($as_at) < 9",
    ),
}
"""Name in data/triggers.toml -> the fact. The thresholds are proposals of the project."""


@dataclass(frozen=True)
class FactCount:
    """`number` of `of` children on the list now, in the words of the fact."""

    number: int
    of: int
    words: str


_FROM = """
from membership
left join (
    from sessions
    where year = academic_year($as_at)
) as year_sessions using (pupil)
left join spell using (pupil)
left join (
    select pupil, sum(late) as late
    from attendance
    where academic_year = academic_year($as_at)
    group by pupil
) as lateness using (pupil)
left join (
    select pupil, count(*) as no_reason
    from mark
    where code in ('N', 'O') and day >= $since
    group by pupil
) as reasons using (pupil)
left join (
    select pupil, count(*) as times, sum(sessions) as lost
    from exclusions
    where type = 'SUSP'
        and start_date <= $as_at
        and academic_year(start_date) = academic_year($as_at)
    group by pupil
) as suspension using (pupil)
left join (
    select
        pupil,
        bool_or(
            coalesce(review_date < $as_at, false)
            or (kind = 'AP' and start_date <= $ap_since)
            or (kind <> 'AP' and start_date < $part_time_since)
        ) as to_review,
        bool_or(kind <> 'AP' and start_date < $part_time_since) as long_part_time
    from placements
    where kind in ('AP', 'Part-time timetable')
        and start_date <= $as_at
        and coalesce(end_date, $as_at) >= $as_at
    group by pupil
) as placement using (pupil)
where membership."group" = 'cwsw' and membership.left_on >= $as_at
"""


def fact_counts(workspace: Workspace) -> Mapping[str, FactCount]:
    """Fact -> for how many children of the list it holds; those of nobody are left out."""
    used = (
        *cohort.steps(),
        *facts("sessions"),
        *steps("mark", "week", "school_week", "spell"),
    )
    (row,) = rows(workspace, used, _final(), **_parameters(workspace))
    # The whole list, also those for whom a fact cannot be known: no share is claimed by it.
    of = row.pop("children")
    return {
        name: FactCount(number, of, DATED_FACTS[name].words)
        for name, number in row.items()
        if number
    }


def _final() -> str:
    counts = (
        f"count(*) filter (where {fact.condition}) as {name}" for name, fact in DATED_FACTS.items()
    )
    return f"select\n    count(*) as children,\n    {', '.join(counts)}\n{_FROM}"


def _parameters(workspace: Workspace) -> dict[str, object]:
    as_at = workspace.as_at
    return {
        **cohort.parameters(workspace),
        "pupil": None,
        "since": half_term(workspace).start,
        "ap_since": as_at - LONGEST["AP"],
        "part_time_since": as_at - LONGEST["Part-time timetable"],
    }
