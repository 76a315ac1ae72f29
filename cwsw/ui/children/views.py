"""The views of the children's table: what each shows, and the page that shows the chosen one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from cwsw.access import Right, User
from cwsw.advice import library
from cwsw.children.child_rows import ChildRow, child_rows, talk_first, upload_facts
from cwsw.children.stated_facts import rule
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.ui.children.after_plan import after_plan
from cwsw.ui.children.attendance_lists import missing_most, unexplained_absence
from cwsw.ui.children.choice import choose_children
from cwsw.ui.children.due_lists import follow_ups, reviews_due, this_week
from cwsw.ui.children.figure_pupils import VIEW_NAME, figure_pupils, is_asked
from cwsw.ui.children.listing import Listing, Request
from cwsw.ui.children.suspended import suspended
from cwsw.ui.children.table import show_children
from cwsw.ui.state.version_cache import cached
from cwsw.ui.support.rule_text import rule_block
from cwsw.ui.widgets import links
from cwsw.ui.widgets.filters import members_today
from cwsw.ui.widgets.headings import header
from cwsw.ui.widgets.name_visibility import Names, by_place
from cwsw.ui.wording import text

VIEW = "view"
FIND = "Find a child"
CHOOSE_SEVERAL = "Choose several"
TICK = "Tick children in the table: then plan support for them, or take them to the meeting."
NOBODY_ON_LIST = (
    "Nobody on roll is on the list. Ask the local authority and the children's previous schools, "
    "then record a plan on Our list."
)
NOTHING_TO_GO_BY = "No attendance and no suspensions are known yet."
NOBODY_FOUND = "No child here has this name and year group. Clear the search to see the others."
ALL_COLUMNS = (
    "year",
    "form",
    "plan",
    "attended",
    "weeks",
    "suspensions",
    "facts",
    "adult",
    "followed",
    "support",
)
WITHOUT_PLAN = tuple(name for name in ALL_COLUMNS if name != "plan")
FIRST_COLUMNS = ("brief_facts", "year", "few_weeks")


@dataclass(frozen=True)
class ChildrenView:
    """One view: its name, which is also its address, how it is made, and the right it asks for."""

    name: str
    make: Callable[[Request], Listing]
    right: Right = Right.CHILDREN


def rows_of(workspace: Workspace, user: User) -> tuple[ChildRow, ...]:
    """A row for each child on the list, by year group, form and name."""
    cohort = tuple(sorted((m for m in members_today(workspace) if m.in_cohort), key=by_place))
    upload = cached(workspace, upload_facts)
    return child_rows(workspace, cohort, user.may(Right.PLAN_DETAIL), upload)


def first_words(rows: Sequence[ChildRow]) -> str:
    """'14 children have two or more facts. 3 have no support on record.'"""
    first = talk_first(rows)
    if not rows:
        return "nobody is on the list yet."
    if not first.rows:
        is_known = any(r.attended is not None or r.suspensions is not None for r in rows)
        return "No child has any of the facts looked at." if is_known else NOTHING_TO_GO_BY
    number = "two or more facts" if first.together > 1 else "one of the facts"
    has = "has" if len(first.rows) == 1 else "have"
    words = f"{text.counted(len(first.rows), 'child', 'children')} {has} {number}."
    if bare := first.without_support:
        words += f" {bare:,} {'has' if bare == 1 else 'have'} no support on record."
    return words


def _all(request: Request) -> Listing:
    children = text.counted(len(request.everybody), "child", "children")
    return Listing(request.everybody, f"{children} with a social worker")


def _talk_first(request: Request) -> Listing:
    return Listing(
        talk_first(request.everybody).rows,
        first_words(request.everybody),
        rule=rule(request.has_detail),
        nobody="“Missing most” shows who was absent most lately.",
    )


def _without_support(request: Request) -> Listing:
    rows = tuple(row for row in request.everybody if not row.has_support)
    return Listing(
        rows,
        f"{request.of_all(len(rows))} have no support or follow-up on record",
        nobody="Every child has support or a follow-up. “Follow up” shows this half-term.",
    )


VIEWS: Mapping[str, ChildrenView] = {
    "all": ChildrenView("All", _all),
    "first": ChildrenView("Talk first", _talk_first),
    "week": ChildrenView("This week", this_week),
    "missing": ChildrenView("Missing most", missing_most),
    "suspended": ChildrenView("Suspended again", suspended),
    "no-support": ChildrenView("No support", _without_support),
    "follow-ups": ChildrenView("Follow up", follow_ups),
    "reviews": ChildrenView("Reviews due", reviews_due),
    "unexplained": ChildrenView("No reason yet", unexplained_absence),
    "after": ChildrenView("After a plan", after_plan, Right.PLAN_DETAIL),
    "figure": ChildrenView(VIEW_NAME, figure_pupils),
}


def view_address(key: str) -> dict[str, str]:
    """The query parameters of the children's page that open a view.

    Streamlit writes a choice into the address by the words that the reader sees.
    """
    return {VIEW: VIEWS[key].name}


def show_views(workspace: Workspace, user: User, names: Names) -> tuple[ChildRow, ...]:
    """Show the view that the address names: finding, chart and table; return the rows chosen."""
    request = Request(workspace, user, names, rows_of(workspace, user))
    # A figure may have pupils though nobody is on the list now.
    if not request.everybody and not is_asked():
        st.write(NOBODY_ON_LIST)
        links.page_link(links.OUR_LIST, "Our list")
        return ()
    key = _choose_view(user)
    # Above what the view draws while it is made: the view of a figure asks for a part first.
    place = st.container()
    listing = VIEWS[key].make(request)
    with place:
        # Not `st.header`: the finding may name a child, and a heading's anchor is part of the
        # address.
        header(listing.finding)
    _show_about(listing, key)
    if not listing.rows:
        st.write(listing.nobody)
        return ()
    return _show_table(request, listing, key)


def _show_table(request: Request, listing: Listing, key: str) -> tuple[ChildRow, ...]:
    """Show the rows of a view, searched and narrowed; return the rows chosen."""
    workspace, names = request.workspace, request.names
    rows, is_multiple = _narrowed(listing.rows, names)
    if not rows:
        st.write(NOBODY_FOUND)
        return ()
    buttons = st.container(horizontal=True, vertical_alignment="center")
    selected_rows = show_children(
        rows,
        ALL_COLUMNS if request.has_detail else WITHOUT_PLAN,
        names,
        workspace,
        # Another table for each view: Streamlit keeps a selection under its key, by the row's
        # place.
        f"children_{key}_{is_multiple}",
        title=listing.finding,
        visible_rows=14,
        is_multiple=is_multiple,
        own=listing.own,
    )
    if is_multiple:
        with buttons:
            _show_next_steps(workspace, request.user, selected_rows)
    return selected_rows


def _choose_view(user: User) -> str:
    """The key of the view chosen, of those that this person may see."""
    open_to = [key for key, view in VIEWS.items() if user.may(view.right)]
    # A figure is chosen on Explore: its view exists only while the address names one.
    offered = [key for key in open_to if key != "figure" or is_asked()]
    key_chosen = st.segmented_control(
        "View",
        offered,
        default="all",
        required=True,
        format_func=lambda key: VIEWS[key].name,
        key=VIEW,
        bind="query-params",
        label_visibility="collapsed",
    )
    # An address may name a view that is closed to this reader, or gone.
    return key_chosen if key_chosen in offered else "all"


def _show_about(listing: Listing, key: str) -> None:
    """Show which children are in the view and what to do for them, each behind a click."""
    with st.container(horizontal=True, gap="small"):
        if listing.rule:
            st.popover("Which children?", type="tertiary").write(listing.rule)
        for advised in map(library.rule, listing.advice if listing.rows else ()):
            label = f"What to do: {text.uncapital(advised.title)}"
            advice = st.popover(label, type="tertiary", key=f"advice_{advised.id}_{key}")
            with advice:
                rule_block(advised)
        if listing.show_links is not None:
            listing.show_links()
    if listing.show_more is not None:
        listing.show_more()


def _narrowed(rows: Sequence[ChildRow], names: Names) -> tuple[tuple[ChildRow, ...], bool]:
    """The rows that the search words and the year groups leave; whether several are chosen."""
    years = sorted({r.member.year_group for r in rows if r.member.year_group is not None})
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(FIND, key="children_find", width=240) or ""
        year_groups = st.multiselect(
            "Year groups",
            years,
            format_func=year_group_label,
            placeholder="All year groups",
            key="children_years",
            width=340,
        )
        is_multiple = st.toggle(CHOOSE_SEVERAL, key="children_many")
    matches = tuple(
        row
        for row in rows
        if words.casefold() in names.of(row.member).casefold()
        and (not year_groups or row.member.year_group in year_groups)
    )
    return matches, is_multiple


def _show_next_steps(workspace: Workspace, user: User, selected_rows: Sequence[ChildRow]) -> None:
    """Show what can be done with the children that are chosen."""
    if not selected_rows:
        st.caption(TICK)
        return
    st.markdown(f"**{text.counted(len(selected_rows), 'child', 'children')} chosen**")
    if not user.may(Right.WORK):
        return
    numbers = [row.member.number for row in selected_rows]
    if st.button("Plan support", key="chosen_support"):
        choose_children(links.PLAN_SUPPORT, workspace, numbers)
    if st.button("Add to the meeting pack", key="chosen_meeting"):
        choose_children(links.MEETING, workspace, numbers)
