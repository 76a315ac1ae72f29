"""Meeting cards, a quarter of a page for each child: strengths first, no plan and no score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.children.actions import OpenAction, all_actions, still_open
from cwsw.children.follow_ups import last_follow_ups
from cwsw.children.steps import facts, rows
from cwsw.children.support import Support, of_child, running, supports
from cwsw.cohort import Member
from cwsw.records import Voice
from cwsw.records import facts as facts_of
from cwsw.store import Workspace

_SESSIONS = """
select pupil as number, possible::integer as possible, absent::integer as missed
from sessions
where year = academic_year($as_at) and possible > 0
"""
_SUSPENDED = """
select pupil as number, count(*)::integer as times
from exclusions
where type = 'SUSP' and start_date <= $as_at
    and academic_year(start_date) = academic_year($as_at)
group by pupil
"""


@dataclass(frozen=True)
class MeetingCard:
    """What a meeting needs of one child; everything is of the as-at year or still going on.

    Of a child's words it has the latest of each kind. `missed` of `possible` sessions, None without
    attendance; `suspended`: how often, None where no Exclusions sheet was supplied.
    """

    member: Member
    strengths: str | None
    in_their_words: str | None
    hopes: str | None
    missed: int | None
    possible: int | None
    suspended: int | None
    followed_up: date | None
    support: tuple[Support, ...]
    actions: tuple[OpenAction, ...]


@dataclass(frozen=True)
class YearSoFar:
    """Of each pupil's number (possible, missed) sessions, and how often suspended, this year.

    `suspended` None: no Exclusions sheet was supplied.
    """

    sessions: Mapping[int, tuple[int, int]]
    suspended: Mapping[int, int] | None


def year_so_far(workspace: Workspace) -> YearSoFar:
    """The sessions and suspensions of the as-at year; nothing that staff add changes them."""
    days = {"as_at": workspace.as_at, "school_as_at": workspace.school_as_at}
    sessions = rows(workspace, facts("sessions"), _SESSIONS, **days)
    suspended = rows(workspace, (), _SUSPENDED, as_at=workspace.as_at)
    return YearSoFar(
        {row["number"]: (row["possible"], row["missed"]) for row in sessions},
        {row["number"]: row["times"] for row in suspended}
        # No sheet is not "never suspended".
        if "exclusions" in workspace.supplied
        else None,
    )


def meeting_cards(
    workspace: Workspace, children: Sequence[Member], day: date, year: YearSoFar
) -> tuple[MeetingCard, ...]:
    """A card for each child, in the order given; `day` is the one on which support runs."""
    voices = _latest_words(facts_of(workspace, Voice))
    last = last_follow_ups(workspace)
    now = running(supports(workspace), day)
    waiting = still_open(all_actions(workspace))
    no_sessions = (None, None)
    return tuple(
        MeetingCard(
            member=member,
            strengths=voices.get((member.upn, "strengths")),
            in_their_words=voices.get((member.upn, "in_their_words")),
            hopes=voices.get((member.upn, "hopes")),
            possible=year.sessions.get(member.number, no_sessions)[0],
            missed=year.sessions.get(member.number, no_sessions)[1],
            suspended=None if year.suspended is None else year.suspended.get(member.number, 0),
            followed_up=last.get(member.upn),
            support=of_child(now, member.upn),
            actions=tuple(
                meeting_action
                for meeting_action in waiting
                if meeting_action.action.upn == member.upn
            ),
        )
        for member in children
    )


def _latest_words(voices: Iterable[Voice]) -> dict[tuple[str, str], str]:
    """(UPN, kind of words) -> the latest recorded."""
    latest: dict[tuple[str, str], str] = {}
    for voice in sorted(voices, key=lambda v: (v.date, str(v))):
        for kind in ("strengths", "in_their_words", "hopes"):
            if words := getattr(voice, kind):
                # Each kind by itself: a new hope does not take back an old strength.
                latest[voice.upn, kind] = words
    return latest
