"""What the school does for these children, from its own records: it needs no hiding.

It speaks of staff and of all the children, never of some of them.
"""

from collections.abc import Iterable

from cwsw.children.actions import meetings
from cwsw.children.support import running, supports
from cwsw.cohort.aware import grid
from cwsw.cohort.history import RECHECK
from cwsw.cohort.members import Member
from cwsw.records import ChecklistLook, Decision, facts
from cwsw.store import Workspace
from cwsw.tables import english
from cwsw.tables.english import counted
from cwsw.tables.years import academic_year


def practice(workspace: Workspace, members: Iterable[Member]) -> tuple[str, ...]:
    """Five sentences: list compared, staff told, adults named, meetings held, support under way.

    `members`: everybody on roll on the as-at date.
    """
    cohort = [member for member in members if member.in_cohort]
    return (
        _compared(workspace),
        _awareness(workspace, cohort),
        _adults(cohort),
        _meetings(workspace),
        _support(workspace),
    )


def _compared(workspace: Workspace) -> str:
    looks = [f.looked_at for f in facts(workspace, ChecklistLook) if f.point == RECHECK]
    days = [*looks, *(decision.on for decision in facts(workspace, Decision))]
    # A day after the as-at date belongs to a later publication.
    known = [day for day in days if day is not None and day <= workspace.as_at]
    when = english.day(max(known)) if known else "no date recorded"
    return f"List compared with the council's: {when}"


def _awareness(workspace: Workspace, cohort: list[Member]) -> str:
    # Of all children or not at all: a number of open ones would tell of some.
    open_ones = any(line.to_decide for line in grid(workspace, cohort))
    return f"Staff told, decided for every child: {'not yet' if open_ones else 'yes'}"


def _adults(cohort: list[Member]) -> str:
    everyone = all(member.key_adult for member in cohort)
    return f"A named adult for every child: {'yes' if everyone else 'not yet'}"


def _meetings(workspace: Workspace) -> str:
    year = academic_year(workspace.as_at)
    days = [meeting.date for meeting in meetings(workspace) if meeting.date <= workspace.as_at]
    this_year = [day for day in days if academic_year(day) == year]
    if not this_year:
        return "Meetings this school year: none on record"
    return f"Meetings this school year: {len(this_year)}, the last on {english.day(max(this_year))}"


def _support(workspace: Workspace) -> str:
    interventions = {
        support.first.intervention for support in running(supports(workspace), workspace.as_at)
    }
    kinds = counted(len(interventions), "kind", "kinds") if interventions else "none on record"
    return f"Support under way: {kinds}"
