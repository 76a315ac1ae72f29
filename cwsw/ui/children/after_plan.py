"""View of children whose plan has ended: when to check in next, and how they do since then."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from cwsw.children.after_plan import (
    CHECKED,
    NOT_KNOWN,
    AfterPlan,
    BandCount,
    StepDown,
    by_band,
    since_plans,
    step_down,
    tally,
)
from cwsw.children.follow_ups import last_follow_ups
from cwsw.cohort import Member
from cwsw.cohort.today import list_day
from cwsw.compare.intervals import wilson
from cwsw.compare.model import GroupFigure
from cwsw.measures.registry import BY_KEY
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.years import academic_year, is_complete, label
from cwsw.ui.children.listing import Listing, Request, own_column, rows_of_numbers
from cwsw.ui.children.table import Column
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets import links
from cwsw.ui.widgets.figure_tables import DASH, HOW_SMALL, in_short
from cwsw.ui.widgets.filters import members_of
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

CHECK_INS = (
    "A check-in is suggested 6 weeks, 3 months, 6 months and 12 months after a plan ended. These "
    "days are the project's proposal; no national rule sets them. The next one is the first after "
    "the latest follow-up; none is left where all four were made. Open a child to record one."
)
NOBODY_LATELY = "No plan ended in the past twelve months. “All” shows every child on the list."
WHOLE_YEAR = (
    "The counts are of the whole academic year: where a plan ended in that year, part of it was "
    "before the end. The children are few and the years before differ. Read it as a question for "
    "each child, not as what comes of a plan that ends."
)
HOW_THEY_DO = "How they do since the plan ended"
_ON_A_PLAN, _OTHER_PUPILS = "On a plan now", "Other pupils"
_DATE = st.column_config.DateColumn(format="D MMM YYYY", width=110)
_SHORT = st.column_config.TextColumn(width=120)


def after_plan(request: Request) -> Listing:
    """Children whose plan ended in the past year, by the day of the next check-in."""
    workspace, day = request.workspace, list_day(request.workspace)
    ended = [member for member in request.members if member.current == "ended"]
    ended_lately = sorted(step_down(ended, last_follow_ups(workspace), day), key=_by_check_in)
    by_number = {ended_plan.member.number: ended_plan for ended_plan in ended_lately}
    due = sum(plan.check_in is not None and plan.check_in <= day for plan in ended_lately)
    return Listing(
        rows=rows_of_numbers(request, by_number),
        finding=_finding(len(ended_lately), len(ended), due),
        own=_own_columns(by_number),
        rule=CHECK_INS,
        nobody=NOBODY_LATELY,
        show_links=lambda: show_how_they_do(workspace, cached(workspace, since_plans)),
    )


def _by_check_in(ended_plan: StepDown) -> tuple[bool, date]:
    """The order of the view: by the next check-in, or without one by the day the plan ended."""
    # A day cannot be compared with None: children with no check-in left come last.
    return ended_plan.check_in is None, ended_plan.check_in or ended_plan.ended_on


def _own_columns(by_number: Mapping[int, StepDown]) -> tuple[Column, ...]:
    """The plan that ended, when, and the next check-in."""
    plans = {number: ended_plan.plan for number, ended_plan in by_number.items()}
    days = {number: ended_plan.ended_on for number, ended_plan in by_number.items()}
    check_ins = {number: ended_plan.check_in for number, ended_plan in by_number.items()}
    return (
        own_column("Plan that ended", plans, _SHORT),
        own_column("Ended on", days, _DATE),
        own_column("Next check-in", check_ins, _DATE),
    )


def _finding(lately: int, ended: int, due: int) -> str:
    """'12 of 88 children with no plan now saw it end in the past twelve months; ...'."""
    if not ended:
        return "Every child on the list has a plan now"
    return (
        f"{lately:,} of {text.counted(ended, 'child', 'children')} with no plan now saw it end in "
        f"the past twelve months; a check-in is due for {due:,}"
    )


def show_how_they_do(workspace: Workspace, since_plan: Mapping[int, AfterPlan]) -> None:
    """Show the counts since the plan ended behind a click, with a link to the chart by plan."""
    with st.popover(HOW_THEY_DO, type="tertiary"):
        st.write(WHOLE_YEAR)
        year = academic_year(workspace.as_at)
        so_far = "" if is_complete(year, workspace.as_at) else " so far"
        # Counts go by the figures' day. The view itself says what to do, so it goes by today's
        # list.
        groups = groups_of(members_of(workspace), since_plan, workspace)
        show_table(counts_table(groups, since_plan, f"{label(year)}{so_far}"))
        links.page_link(links.EXPLORE, "Chart by plan", {"by": "Plan"})


def counts_table(
    groups: Mapping[str, tuple[Member, ...]], since_plan: Mapping[int, AfterPlan], year: str
) -> Table:
    """How many of each group meet each measure; small groups show counts only."""
    tallies = {name: tally(members, since_plan) for name, members in groups.items()}
    rows = tuple(
        (name, f"{counts.children:,}", *(_counted(counts, key) for key in CHECKED))
        for name, counts in tallies.items()
    )
    headings = ("Plan ended", "Children", *(BY_KEY[key].title for key in CHECKED))
    return Table(f"This academic year, {year}", headings, rows, frozenset({1}), notes=(HOW_SMALL,))


def groups_of(
    everybody: Iterable[Member], since_plan: Mapping[int, AfterPlan], workspace: Workspace
) -> dict[str, tuple[Member, ...]]:
    """Children on a plan now, those whose plan has ended by how long ago, and other pupils."""
    members = tuple(everybody)
    bands = by_band((m for m in members if m.current == "ended"), since_plan, workspace.as_at)
    if not bands[NOT_KNOWN]:
        bands = {name: some for name, some in bands.items() if name != NOT_KNOWN}
    on_a_plan = tuple(m for m in members if m.current in ("current_cp", "current_cin"))
    other_members = tuple(m for m in members if m.group == "other")
    return {_ON_A_PLAN: on_a_plan, **bands, _OTHER_PUPILS: other_members}


def _counted(counts: BandCount, key: str) -> str:
    """'3 of 7'; of ten and more a percentage with its range too; '–': it is known of nobody."""
    n, of = counts.n[key], counts.of[key]
    if not of:
        return DASH
    return in_short(BY_KEY[key], GroupFigure(n, of, of, wilson(n, of)))
