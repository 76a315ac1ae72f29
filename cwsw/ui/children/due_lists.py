"""Views of what waits to be done: this week, reviews that are due, who was not followed up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import streamlit as st

from cwsw.children.after_plan import step_down
from cwsw.children.child_rows import ChildRow
from cwsw.children.follow_ups import half_term, last_follow_ups, not_followed_up
from cwsw.children.reviews import (
    LONGEST,
    OpenReview,
    RunningPlacement,
    open_reviews,
    past_review,
    running,
)
from cwsw.cohort.today import list_day
from cwsw.ui.children.listing import Listing, Request, own_column, rows_of_numbers, words_column
from cwsw.ui.children.table import Column
from cwsw.ui.children.this_week import show_week
from cwsw.ui.state.version_cache import cached
from cwsw.ui.wording import text

WEEK = timedelta(days=7)
NOTHING_THIS_WEEK = "Nothing is due. Plan support or agree an action: open a child to begin."
NO_REVIEW_DUE = "No review is due. “This week” shows what comes next."
ALL_FOLLOWED_UP = (
    "Everybody on the list has been followed up this half-term. “This week” shows what is due."
)
WEEK_RULE = (
    "Children with an action, a review of support or a placement review that is overdue or due in "
    "the next seven days."
)
CHECK_IN_RULE = "A check-in after a plan that ended counts too."
REVIEW_RULE = (
    "Placements, support and actions whose day has gone by; and alternative provision that has run "
    "for 12 weeks or more or a part-time timetable for more than 6, which need an aim, an end and "
    "a review."
)
FOLLOW_UP_RULE = (
    "Any kind of follow-up takes a child off this view, whoever made it. Open a child to record "
    "one."
)
_DAY = st.column_config.DateColumn(format="D MMM YYYY", width=105)


@dataclass(frozen=True)
class Due:
    """One thing to do. `number` None: it is about all the children."""

    number: int | None
    day: date | None
    words: str


def this_week(request: Request) -> Listing:
    """Children with something overdue or due in the next seven days, what is due first on top."""
    day = list_day(request.workspace)
    # Due by today and not by the figures' day: reviews and actions are promises of people (decision
    # 14).
    until = day + WEEK
    dues = [due for due in _every_due(request) if due.day is not None and due.day <= until]
    rows, own, late = _columns(request, dues, day)
    words = f"{text.counted(len(rows), 'child has', 'children have')} something due by"
    overdue = f", {late:,} of them overdue" if late else ""
    return Listing(
        rows=rows,
        finding=f"{words} {text.day(until)}{overdue}",
        own=own,
        rule=f"{WEEK_RULE} {CHECK_IN_RULE}" if request.has_detail else WEEK_RULE,
        nobody=NOTHING_THIS_WEEK,
        show_links=lambda: _show_for_all(dues),
        show_more=partial(show_week, request) if request.has_detail else None,
    )


def reviews_due(request: Request) -> Listing:
    """Children with a placement, support or action past its day, or a placement that runs long."""
    day = list_day(request.workspace)
    dues = [due for due in _open(request) if due.day is not None and due.day < day]
    numbers = {row.member.number for row in request.everybody}
    placements = [p for p in cached(request.workspace, running) if p.number in numbers]
    # Those past their day are among `dues` already.
    late = [p for p in past_review(placements) if not p.is_past_review]
    dues += [Due(p.number, None, placement_words(p, request)) for p in late]
    rows, own, _ = _columns(request, dues, day)
    return Listing(
        rows=rows,
        finding=f"{request.of_all(len(rows))} have a review or an action past its day",
        own=own,
        rule=REVIEW_RULE,
        advice=("AP-2", "AP-3") if any(p.kind in LONGEST for p in placements) else (),
        nobody=NO_REVIEW_DUE,
        show_links=lambda: _show_for_all(dues),
    )


def follow_ups(request: Request) -> Listing:
    """Children of whom no follow-up is recorded this half-term, longest ago first."""
    block = cached(request.workspace, half_term)
    last = last_follow_ups(request.workspace)
    upns = (member.upn for member in request.members)
    waiting = frozenset(not_followed_up(upns, last, block.start))
    rows = [row for row in request.everybody if row.member.upn in waiting]
    # Children never followed up come before the longest ago.
    rows.sort(key=lambda row: row.last_follow_up or date.min)
    return Listing(
        rows=tuple(rows),
        finding=(
            f"{request.of_all(len(rows))} have no follow-up since {text.day(block.start)} "
            f"({block.name})"
        ),
        rule=FOLLOW_UP_RULE,
        nobody=ALL_FOLLOWED_UP,
    )


def placement_words(placement: RunningPlacement, request: Request) -> str:
    """'AP (Wharf) since 24 February 2026, 20 weeks'."""
    provider = f" ({request.names.text(placement.provider)})" if placement.provider else ""
    weeks = text.counted(placement.weeks, "week")
    return f"{placement.kind}{provider} since {text.day(placement.start)}, {weeks}"


def open_words(thing: OpenReview, request: Request) -> str:
    """'Action: Call home (Head of year)'."""
    detail, by = request.names.text(thing.detail), request.names.text(thing.owner)
    return f"{thing.what}: {detail}" + (f" ({by})" if by else "")


def dues_of(request: Request, number: int) -> tuple[Due, ...]:
    """What is due for one child, the earliest first, what has no day last."""
    return tuple(due for due in _every_due(request) if due.number == number)


def _every_due(request: Request) -> list[Due]:
    """Everything that has to be looked at again, the earliest first, what has no day last."""
    # A check-in tells that a plan has ended: it exists only for those who may see plans.
    check_ins = _check_ins(request) if request.has_detail else ()
    return sorted((*_open(request), *check_ins), key=lambda due: due.day or date.max)


def _open(request: Request) -> Iterable[Due]:
    """Placements and support that run and actions not done, each with its day."""
    workspace = request.workspace
    things = open_reviews(workspace, cached(workspace, running), request.members)
    return [Due(thing.number, thing.due, open_words(thing, request)) for thing in things]


def _check_ins(request: Request) -> Iterable[Due]:
    """The next check-in of each child whose plan has ended: for those who may see plans."""
    workspace = request.workspace
    ended = [member for member in request.members if member.current == "ended"]
    matches = step_down(ended, last_follow_ups(workspace), list_day(workspace))
    return [
        Due(ended_plan.member.number, ended_plan.check_in, "Check-in after a plan")
        for ended_plan in matches
        if ended_plan.check_in is not None
    ]


def _columns(
    request: Request, dues: Iterable[Due], day: date
) -> tuple[tuple[ChildRow, ...], tuple[Column, ...], int]:
    """The rows that have something, its two columns, and how many children are past a day."""
    by_child: dict[int, list[Due]] = {}
    for due in dues:
        if due.number is not None:
            by_child.setdefault(due.number, []).append(due)
    first = {n: min((d.day for d in some if d.day), default=None) for n, some in by_child.items()}
    words = {number: "; ".join(due.words for due in some) for number, some in by_child.items()}
    rows = rows_of_numbers(request, by_child)
    late = sum((first[row.member.number] or date.max) < day for row in rows)
    return rows, (own_column("Due", first, _DAY), words_column("What is due", words)), late


def _show_for_all(dues: Iterable[Due]) -> None:
    """Show what is due for all the children together, which has no row in the table."""
    matches = [due for due in dues if due.number is None and due.day is not None]
    if not matches:
        return
    with st.popover(f"{len(matches):,} more for all the children", type="tertiary"):
        # What somebody typed is part of it, hence `plain`.
        lines = (f"- {text.day(due.day)}: {text.plain(due.words)}" for due in matches if due.day)
        st.markdown("\n".join(lines))
