"""The week of a safeguarding lead, shown above what is due; each line links to its page.

Only for those who may see plans: the pastoral team is sent none of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import streamlit as st

from cwsw.children.school_weeks import LastWeek, last_week
from cwsw.cohort import Member
from cwsw.cohort.all_pupils import Pupil, pupils_by_upn
from cwsw.cohort.aware import grid
from cwsw.cohort.history import HistoryState, joiners, worth_asking
from cwsw.cohort.reconcile import Standing
from cwsw.cohort.today import list_day
from cwsw.records import ListChange
from cwsw.ui.children.choice import asks_for
from cwsw.ui.children.listing import Request
from cwsw.ui.cohort.change_words import change_words
from cwsw.ui.cohort.list_comparison import compared_lists
from cwsw.ui.cohort.recorded_changes import change_groups
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets import links
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.wording import text

DAYS = 7
MOST = 5
"""Lines of a part that are shown at once; the others open on a click."""
NO_REGISTER = "This upload has no register, so sessions missed are not known: add one."
NOBODY_ON_CP = "Nobody on the list is on a child protection plan now. Is that so?"
NOTHING_CHANGED = "No change of a plan was recorded in the last seven days. Did one begin or end?"
NO_QUESTION = "No question is waiting, and no joiner is left to ask about."
ALL_DECIDED = "For every child it is decided which staff know."


@dataclass(frozen=True)
class WeekItem:
    """One line: its words, the page where it is done, and what that page's address holds."""

    words: str
    page: str
    query: Mapping[str, str] | None = None


@dataclass(frozen=True)
class WeekSection:
    """One part of the view; `more` are lines behind a click, `below` what follows them."""

    heading: str
    lines: tuple[WeekItem, ...]
    more: tuple[WeekItem, ...] = ()
    below: tuple[WeekItem, ...] = ()


def show_week(request: Request) -> None:
    """Show the parts side by side: child protection, changes, questions and staff to tell."""
    week = cached(request.workspace, last_week)
    makers: tuple[Callable[[], WeekSection], ...] = (
        partial(protection, request, week),
        partial(changes, request),
        partial(waiting, request),
    )
    for column, make in zip(st.columns(len(makers)), makers, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            _show_section(make())


def protection(request: Request, week: LastWeek | None) -> WeekSection:
    """Children on a child protection plan today, by sessions missed in the last school week."""
    listed = [m for m in request.members if m.current == "current_cp"]
    if not listed:
        return WeekSection("Child protection", (WeekItem(NOBODY_ON_CP, links.OUR_LIST),))
    number = text.counted(len(listed), "child", "children")
    if week is None:
        heading = f"Child protection: {number}"
        return WeekSection(heading, (WeekItem(NO_REGISTER, links.UPLOAD),))
    heading = f"Child protection: missed in the week of {text.day(week.monday)}"
    sessions_of = [(week.sessions[m.number], m) for m in listed if m.number in week.sessions]
    sessions_of.sort(key=lambda pair: (-pair[0][0], request.names.of(pair[1])))
    lines = [_missed(request, m, *sessions) for sessions, m in sessions_of if sessions[0]]
    below = _counted_together(
        none=len(sessions_of) - len(lines), unknown=len(listed) - len(sessions_of)
    )
    return _cut(heading, lines, below)


def changes(request: Request) -> WeekSection:
    """What was recorded of plans and of the roll in the last seven days, the latest first."""
    since = list_day(request.workspace) - timedelta(days=DAYS)
    latest = [group[0] for group in change_groups(request.workspace) if group[0].on > since]
    heading = f"Changes recorded since {text.day(since + timedelta(days=1))}"
    if not latest:
        return WeekSection(heading, (WeekItem(NOTHING_CHANGED, links.OUR_LIST),))
    pupils = cached(request.workspace, pupils_by_upn)
    return _cut(heading, [_changed(request, change, pupils) for change in latest])


def waiting(request: Request) -> WeekSection:
    """Questions without an answer, joiners to ask about, children whose staff are to be told."""
    workspace = request.workspace
    everybody = members_today(workspace)
    to_ask = worth_asking(joiners(workspace, everybody, list_day(workspace)))
    states = [joiner.state for joiner in to_ask]
    queried = len(compared_lists(workspace).of(Standing.QUERIED))
    untold = sum(bool(line.to_decide) for line in grid(workspace, request.members))
    counted = (
        (states.count(HistoryState.OPEN), "joiner", "nobody has asked yet", links.MISSING),
        (states.count(HistoryState.WAITING), "joiner", "asked, no answer yet", links.MISSING),
        (states.count(HistoryState.NAMED), "joiner", "a plan was named, add it", links.MISSING),
        (queried, "disagreement", "asked the local authority", links.LISTS),
    )
    lines = [
        WeekItem(f"{text.counted(number, thing)}: {words}", page)
        for number, thing, words, page in counted
        if number
    ]
    to_tell = f"Decide which staff know of {text.counted(untold, 'child', 'children')}"
    lines = lines or [WeekItem(NO_QUESTION, links.MISSING)]
    return WeekSection(
        "Questions, and staff to tell",
        (*lines, WeekItem(to_tell if untold else ALL_DECIDED, links.AWARENESS)),
    )


def _missed(request: Request, member: Member, missed: int, possible: int) -> WeekItem:
    name = request.names.of(member)
    words = f"{name}: {missed:,} of {text.counted(possible, 'session')}"
    return WeekItem(words, links.CHILD, asks_for(request.workspace, member.number))


def _changed(request: Request, change: ListChange, pupils: Mapping[str, Pupil]) -> WeekItem:
    words = change_words(change)
    child = pupils.get(change.upn)
    # Whoever is no longer in the data has no page to go to.
    if child is None:
        return WeekItem(words, links.OUR_LIST)
    query = asks_for(request.workspace, child.number)
    return WeekItem(f"{request.names.of(child)}: {text.uncapital(words)}", links.CHILD, query)


def _counted_together(none: int, unknown: int) -> tuple[WeekItem, ...]:
    """One line for the children who missed nothing, or have no mark, in that week."""
    parts = [f"{none:,} missed none"] if none else []
    parts += [f"{unknown:,} with no marks that week"] if unknown else []
    return (WeekItem(text.capital(text.listed(parts)), links.OUR_LIST),) if parts else ()


def _cut(heading: str, lines: Sequence[WeekItem], below: tuple[WeekItem, ...] = ()) -> WeekSection:
    return WeekSection(heading, tuple(lines[:MOST]), tuple(lines[MOST:]), below)


def _show_section(part: WeekSection) -> None:
    """Show the heading and lines of one part; further lines open on a click."""
    st.markdown(f"**{part.heading}**")
    _show_lines(part.lines)
    if part.more:
        key = f"week_more_{part.heading}"
        # Lines that nobody has asked for are not sent: Streamlit sends what stands in a closed
        # popover.
        view = st.popover(f"{len(part.more):,} more", type="tertiary", key=key, on_change="rerun")
        if view.open:
            with view:
                _show_lines(part.more)
    _show_lines(part.below)


def _show_lines(lines: Sequence[WeekItem]) -> None:
    for line in lines:
        links.page_link(line.page, text.plain(line.words), line.query)
