"""One row for each child of the list: what a table of children shows of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.children.attendance_alerts import RecentAbsence, recent_absence
from cwsw.children.follow_ups import last_follow_ups
from cwsw.children.school_weeks import Weeks, weekly_absence
from cwsw.children.stated_facts import stated_facts, suspensions
from cwsw.children.support import running, supports
from cwsw.cohort import Member
from cwsw.cohort.today import list_day
from cwsw.store import Workspace


@dataclass(frozen=True)
class ChildRow:
    """What is known of one child this school year.

    `attended` is per cent of the year's sessions, None where nothing is known; `weeks` the absence
    of each school week, empty without a register; `suspensions` is None where the upload has no
    list of them, which is not nought; `support` the names of the support that runs for the child
    alone or with others.
    """

    member: Member
    attended: float | None
    weeks: Weeks
    recent_missed: int
    suspensions: int | None
    facts: tuple[str, ...]
    last_follow_up: date | None
    support: tuple[str, ...]

    @property
    def has_support(self) -> bool:
        """Whether any support or follow-up is on record."""
        return bool(self.support) or self.last_follow_up is not None


@dataclass(frozen=True)
class UploadFacts:
    """What the spreadsheet holds on every pupil this school year; nothing staff add changes it.

    `suspended` is None where the upload has no list of suspensions.
    """

    absence: Mapping[int, RecentAbsence]
    weeks: Mapping[int, Weeks]
    suspended: Mapping[str, int] | None


def upload_facts(workspace: Workspace) -> UploadFacts:
    """The absence, the weeks and the suspensions of every pupil."""
    has_list = "exclusions" in workspace.supplied
    suspended = suspensions(workspace) if has_list else None
    return UploadFacts(recent_absence(workspace), weekly_absence(workspace), suspended)


def child_rows(
    workspace: Workspace,
    children: Sequence[Member],
    with_plans: bool,
    known: UploadFacts | None = None,
) -> tuple[ChildRow, ...]:
    """A row for each child, in the order given; what staff added is read anew each time.

    `with_plans`: whether the reader may see kinds of plan; without it no row depends on one.
    `known`: what `upload_facts` has answered before, where somebody has asked.
    """
    # What the spreadsheet says is the same until the next upload; what staff add may be seconds
    # old.
    upload = known or upload_facts(workspace)
    followed, support = last_follow_ups(workspace), _running_support(workspace)
    suspended = upload.suspended
    return tuple(
        ChildRow(
            member=stated.member,
            attended=_attended(upload.absence.get(stated.member.number)),
            weeks=upload.weeks.get(stated.member.number, ()),
            recent_missed=stated.recent_missed,
            suspensions=None if suspended is None else suspended.get(stated.member.upn, 0),
            facts=stated.facts,
            last_follow_up=followed.get(stated.member.upn),
            support=support.get(stated.member.upn, ()),
        )
        for stated in stated_facts(children, upload.absence, suspended or {}, with_plans)
    )


TOGETHER = (2, 1)
"""How many facts put a child on the list to talk about first: two, or one if nobody has two."""


@dataclass(frozen=True)
class TalkFirst:
    """The children to talk about first, each with `together` facts or more, in order."""

    rows: tuple[ChildRow, ...]
    together: int

    @property
    def without_support(self) -> int:
        """How many of them have no support and no follow-up on record."""
        return sum(not row.has_support for row in self.rows)


def talk_first(rows: Sequence[ChildRow]) -> TalkFirst:
    """Those with two facts or more; who missed most in the last four school weeks comes first."""
    # A list of children with one fact would be most of the list; it serves only where nobody has
    # two.
    for fewest in TOGETHER:
        chosen = [row for row in rows if len(row.facts) >= fewest]
        if chosen:
            break
    # By the last four school weeks, as `stated_facts.rule` tells the reader.
    chosen.sort(key=lambda row: -row.recent_missed)
    return TalkFirst(tuple(chosen), fewest)


def _running_support(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """UPN -> the support that is running today, support for the whole list left out."""
    by_child: dict[str, tuple[str, ...]] = {}
    for support in running(supports(workspace), list_day(workspace)):
        for upn in support.upns:
            by_child[upn] = (*by_child.get(upn, ()), support.first.intervention)
    return by_child


def _attended(absence: RecentAbsence | None) -> float | None:
    if absence is None:
        return None
    if absence.possible and absence.missed is not None:
        return 100 * (1 - absence.missed / absence.possible)
    return None if absence.attendance_percent is None else float(absence.attendance_percent)
