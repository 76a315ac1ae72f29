"""What is on record of one child, as tables: each fact with its date, nothing judged."""

from collections.abc import Iterable

import streamlit as st

from cwsw.access import Right, Role
from cwsw.access.users import rights_of
from cwsw.children.story import Placement, Story
from cwsw.cohort import Member
from cwsw.cohort.aware import ROLES, grid
from cwsw.records import Awareness, Intervention
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.years import label
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

NONE = "None is on record for the years shown. Turn on “Earlier years too” to see more."
_PLANS = "Plans, their kind and their dates are shown to {who} only."
_KINDS = {"SUSP": "Suspended", "PERM": "Permanently excluded"}


def who_can_see() -> str:
    """Who may open a child's page and who of them sees plans, from the rights themselves."""
    readers = [role for role in Role if Right.CHILDREN in rights_of(role)]
    # From the rights themselves, so that the sentence stays true when a right is given to a role.
    planners = [role for role in readers if Right.PLAN_DETAIL in rights_of(role)]
    return (
        f"{text.capital(_those(readers))}. {_PLANS.format(who=_those(planners))} "
        "Opening this page is noted, with who and when."
    )


def show_awareness(workspace: Workspace, member: Member) -> None:
    """Show which roles have been told what they need to know to help this child."""
    (line,) = grid(workspace, [member])
    rows = tuple(
        (role, _state(fact), _by_whom(fact)) for role, fact in zip(ROLES, line.by_role, strict=True)
    )
    show_table(Table("Who has been told", ("Role", "State", "By"), rows))


def show_suspensions(facts: Story, names: Names) -> None:
    """Show suspensions and permanent exclusions, the latest first."""
    st.header("Suspensions")
    if not facts.suspensions:
        st.write(NONE)
        return
    rows = tuple(
        (
            text.day(s.day),
            _KINDS[s.type],
            "" if s.sessions is None else f"{s.sessions:,}",
            names.text(s.reason),
        )
        for s in facts.suspensions
    )
    headings = ("From", "What", "Sessions", "Reason")
    show_table(Table("Suspensions and exclusions", headings, rows, frozenset({2})))


def show_placements(facts: Story, workspace: Workspace, names: Names) -> None:
    """Show alternative provision, part-time timetables and dual registration, with reviews."""
    st.header("Placements and part-time timetables")
    if not facts.placements:
        st.write(NONE)
        return
    rows = tuple(
        (
            p.kind,
            names.text(p.provider),
            text.day(p.start),
            text.day(p.end) if p.end else "still running",
            _review(p, workspace),
            "" if p.weekly_hours is None else f"{p.weekly_hours.normalize():f}",
        )
        for p in facts.placements
    )
    headings = ("Kind", "Provider", "From", "To", "Review", "Hours a week")
    show_table(Table("Placements", headings, rows, frozenset({5})))


def show_support(support: Iterable[Intervention], names: Names) -> None:
    """Show support in place and what came of it."""
    st.header("Support")
    rows = tuple(
        (
            names.text(s.intervention),
            names.text(s.lead),
            text.day(s.start_date),
            text.day(s.end_date) if s.end_date else "still running",
            text.day(s.review_date) if s.review_date else "no date",
            text.capital(s.outcome) if s.outcome else "not decided",
            _attended(s),
        )
        for s in support
    )
    if not rows:
        st.write(NONE)
        return
    headings = ("Support", "Lead", "From", "To", "Review", "Outcome", "Sessions attended")
    show_table(Table("Support in place", headings, rows))


def show_results(facts: Story) -> None:
    """Show results as the spreadsheet has them."""
    st.header("Results")
    if not facts.results:
        st.write(NONE)
        return
    rows = tuple((label(r.year), r.stage, r.subject, r.result) for r in facts.results)
    headings = ("Academic year", "Stage", "Subject", "Result")
    show_table(Table("Results", headings, rows))


def show_scores(facts: Story) -> None:
    """Show wellbeing totals with who filled in the questionnaire; nothing is judged."""
    st.header("Wellbeing")
    if not facts.scores:
        st.write(NONE)
        return
    st.write("Totals as entered. One total is a reason to talk, not a diagnosis.")
    rows = tuple(
        (text.day(s.day), s.instrument, s.informant or "not said", f"{s.score.normalize():f}")
        for s in facts.scores
    )
    headings = ("Date", "Instrument", "Filled in by", "Total")
    show_table(Table("Wellbeing totals", headings, rows, frozenset({3})))


def _those(roles: list[Role]) -> str:
    return text.listed(role.value for role in roles)


def _state(fact: Awareness | None) -> str:
    return text.capital(fact.state) if fact else "To decide"


def _by_whom(fact: Awareness | None) -> str:
    if fact is None:
        return ""
    return ", ".join(filter(None, (fact.by, text.day(fact.on) if fact.on else "")))


def _review(placement: Placement, workspace: Workspace) -> str:
    if placement.review is None:
        return "no date"
    # A placement that is over has no review left to miss.
    runs = placement.end is None or placement.end >= workspace.as_at
    past = runs and placement.review < workspace.as_at
    return f"{text.day(placement.review)}{' (gone by)' if past else ''}"


def _attended(support: Intervention) -> str:
    if support.sessions_attended is None:
        return ""
    planned = "" if support.sessions_planned is None else f" of {support.sessions_planned:,}"
    return f"{support.sessions_attended:,}{planned}"
