"""The other parts of the overview: who to talk about, next steps, the list, strengths."""

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from cwsw.access import Right, User
from cwsw.advice.suggest import first
from cwsw.children.child_rows import talk_first
from cwsw.children.stated_facts import rule
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.narrative import gap_words
from cwsw.compare.showing import percent
from cwsw.compare.strengths import Strength
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.tables.english import counted
from cwsw.ui.children.table import show_children
from cwsw.ui.children.views import FIRST_COLUMNS, first_words, rows_of, view_address
from cwsw.ui.cohort import list_difference
from cwsw.ui.cohort.cohort_list import STATE
from cwsw.ui.cohort.missing_children import open_questions_of
from cwsw.ui.support.suggestions import asks_for, short_title
from cwsw.ui.widgets import links
from cwsw.ui.widgets.name_visibility import name_visibility

# The overview has to fit one screen (design section 4); Explore shows every measure.
MOST_STRENGTHS = 1
NOBODY_YET = "No plan that counts is known for any pupil on roll"
ASK_FIRST = (
    "Ask the local authority for its list, and the schools your pupils came from. Then upload the "
    "plans, or add them one by one."
)


def cohort_words(counts: CohortCounts, user: User) -> str:
    """'150 of 1,200 pupils have or had a social worker ...: 21 on a child protection plan, ...'."""
    has = "has" if counts.cwsw == 1 else "have"
    opening = (
        f"**{counts.cwsw:,} of {counted(counts.on_roll, 'pupil', 'pupils')}** {has} a social "
        "worker or had one in the past six years"
    )
    # How many are on which plan is plan detail, though it names nobody.
    if not user.may(Right.PLAN_DETAIL) or not counts.cwsw:
        return opening
    return (
        f"{opening}: {counts.current_cp:,} on a child protection plan, {counts.current_cin:,} on a "
        f"child in need plan, {counts.ended:,} with no plan now"
    )


def show_nobody() -> None:
    """What to do first where no child counts: there is nothing to compare before somebody does."""
    st.markdown(f"**{NOBODY_YET}**")
    st.write(ASK_FIRST)
    links.page_link(links.MISSING, "→ Whom to ask")
    links.page_link(links.OUR_LIST, "→ Add a plan")


def show_talk_first(workspace: Workspace, user: User) -> None:
    """Show the children with two or more stated facts; a row opens the child's page."""
    everybody = rows_of(workspace, user)
    first_rows = talk_first(everybody).rows
    st.markdown(f"**Talk about first: {first_words(everybody)}**")
    # The link to the plain table goes into the line of links beneath, which saves a line.
    body, foot = st.container(), st.container(horizontal=True, vertical_alignment="center")
    with foot:
        st.popover("Which facts?", type="tertiary").write(rule(user.may(Right.PLAN_DETAIL)))
        links.page_link(links.CHILDREN, "All children", view_address("all"))
    if first_rows:
        show_children(
            first_rows,
            FIRST_COLUMNS,
            name_visibility(),
            workspace,
            "overview_first",
            title="Children to talk about first",
            visible_rows=8,
            places=(body, foot),
            # Or the facts beside a long name would be out of view on a phone.
            widest_name=106,
        )


def show_next(summary: Summary) -> None:
    """Show the first three suggestions, each a link to its card on What to do."""
    st.markdown("**Do next**")
    steps = first(summary.suggestions)
    for step in steps:
        label = f"→ {short_title(step.rule.title)}"
        links.page_link(links.WHAT_TO_DO, label, asks_for(step))
    if not steps:
        links.page_link(links.WHAT_TO_DO, "→ Choose from what has worked elsewhere")


def show_list_check(summary: Summary, workspace: Workspace, user: User) -> None:
    """Show how large the list is, and what is still to be found out, each with a link."""
    counts = summary.cohort
    share = percent(Fraction(counts.cwsw, counts.on_roll)) if counts.on_roll else "none"
    st.markdown("**Is our list complete?**")
    st.write(f"{counts.cwsw:,} of {counts.on_roll:,} ({share}); about 1 in 10 nationally.")
    for question in open_questions_of(workspace):
        links.page_link(links.MISSING, f"→ {question}")
    words, state = list_difference.link_of(workspace)
    # States of the list exist for those who may see plans; others have the list alone.
    query = {STATE: state} if state and user.may(Right.PLAN_DETAIL) else {}
    links.page_link(links.OUR_LIST, f"→ {words}", query)


def show_strengths(strengths: Sequence[Strength]) -> None:
    """Show what goes well by more than chance, each a link to Explore."""
    st.markdown("**Going well**")
    for strength in strengths:
        figure = strength.figure
        query = links.explores(figure.measure.key, figure.year)
        label = f"✓ {figure.measure.short}: {gap_words(figure).here}"
        links.page_link(links.EXPLORE, label, query)
