"""What is past its review: placements, support and actions; and rules AP-2 and AP-3.

The rules are in `cwsw/advice/data`. Their limits are proposals of the project; national guidance
expects alternative provision and part-time timetables to be reviewed and limited in time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cwsw.children.actions import all_actions, still_open
from cwsw.children.steps import rows
from cwsw.children.support import supports
from cwsw.cohort import Member
from cwsw.cohort.today import list_day
from cwsw.records import Intervention
from cwsw.store import Workspace

LONGEST = {"AP": timedelta(weeks=12), "Part-time timetable": timedelta(weeks=6)}
"""Kind of placement -> how long it may run before it is asked about."""

_RUNNING = """
select pupil as number, kind, provider, start_date as start, review_date as review
from placements
where start_date <= $as_at and coalesce(end_date, $as_at) >= $as_at
order by all
"""


@dataclass(frozen=True)
class RunningPlacement:
    """A placement that runs on the as-at date, and how long it has run by then."""

    number: int
    kind: str
    provider: str | None
    start: date
    review: date | None
    as_at: date

    @property
    def is_past_review(self) -> bool:
        """Whether its review date has gone by."""
        return self.review is not None and self.review < self.as_at

    @property
    def weeks(self) -> int:
        """Whole weeks since it began."""
        return (self.as_at - self.start).days // 7

    @property
    def is_long(self) -> bool:
        """Whether AP has run 12 weeks or more, or a part-time timetable for more than six."""
        most = LONGEST.get(self.kind)
        running_for = self.as_at - self.start
        return most is not None and (
            # Rule AP-2 has "12 weeks or more", AP-3 "more than six": the boundaries differ.
            running_for >= most if self.kind == "AP" else running_for > most
        )


@dataclass(frozen=True)
class OpenReview:
    """A placement, support or action with its review day; `number` None: for all the children."""

    number: int | None
    what: str
    detail: str
    owner: str
    due: date | None

    def is_overdue(self, day: date) -> bool:
        """Whether it was due before a day (`cohort.today.list_day`)."""
        return self.due is not None and self.due < day


def running(workspace: Workspace) -> tuple[RunningPlacement, ...]:
    """Every placement that runs on the as-at date."""
    as_at = workspace.as_at
    return tuple(
        RunningPlacement(**row, as_at=as_at) for row in rows(workspace, (), _RUNNING, as_at=as_at)
    )


def past_review(placements: Iterable[RunningPlacement]) -> tuple[RunningPlacement, ...]:
    """Alternative provision and part-time timetables past their review, or that have run long."""
    return tuple(p for p in placements if p.kind in LONGEST and (p.is_past_review or p.is_long))


def open_reviews(
    workspace: Workspace, placements: Iterable[RunningPlacement], children: Iterable[Member]
) -> tuple[OpenReview, ...]:
    """Running placements and support, and open actions, of these children or for all of them.

    In the order in which they are due, those without a day last.
    """
    # Placements are of every pupil; only these children's are wanted.
    numbers = {m.upn: m.number for m in children}
    ours = frozenset(numbers.values())
    open_items = [
        OpenReview(p.number, "Placement", p.kind, p.provider or "", p.review)
        for p in placements
        if p.number in ours
    ]
    open_items += [
        OpenReview(numbers.get(i.upn or ""), "Support", i.intervention, i.lead, _next_review(i))
        for i in _running_support(workspace)
        if i.upn is None or i.upn in numbers
    ]
    open_items += [
        OpenReview(numbers.get(a.upn or ""), "Action", a.action, a.who, a.by_when)
        for a in (meeting_action.action for meeting_action in still_open(all_actions(workspace)))
        if a.upn is None or a.upn in numbers
    ]
    return tuple(sorted(open_items, key=_order))


def next_reviews(workspace: Workspace, children: Iterable[Member]) -> Mapping[int, date]:
    """Child's number -> the first day on which a placement, support or action is due."""
    open_items = open_reviews(workspace, running(workspace), children)
    # Reversed: the earliest is entered last, and replaces the later ones of the same child.
    return {t.number: t.due for t in reversed(open_items) if t.number is not None and t.due}


def _running_support(workspace: Workspace) -> Iterable[Intervention]:
    """The support that runs on the day of the list."""
    # Staff write it down, so it may begin and end after the data's own date (decision 14).
    day = list_day(workspace)
    for support in supports(workspace):
        if support.is_running(day):
            yield from support.facts


def _next_review(support: Intervention) -> date | None:
    """The day on which to look again; of a review that has decided there is none."""
    return support.review_date if support.outcome is None else None


def _order(item: OpenReview) -> tuple[date, str, str, int]:
    return item.due or date.max, item.what, item.detail, item.number or 0
