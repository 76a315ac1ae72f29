"""A child's page: who can see it, and what the data and the staff say, each fact with its date."""

from collections.abc import Iterable

import streamlit as st

from cwsw.access import Person as Reader
from cwsw.access import Right, Role
from cwsw.access.people import rights_of
from cwsw.children.story import Placement, Story
from cwsw.cohort import Member
from cwsw.cohort.aware import ROLES, grid
from cwsw.cohort.people import Person
from cwsw.records import Awareness, Intervention
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.tables.years import academic_year, label
from cwsw.ui import child_choice, links, text
from cwsw.ui.names import Names
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.headings import header

LEAD = "What goes well, what they say, and what is known: facts with their dates, no score."
OLDER = "Show earlier years too"
_PLANS = "Plans, their kind and their dates are shown to {who} only."
_KINDS = {"SUSP": "Suspended", "PERM": "Permanently excluded"}
_EVERY_YEAR = 0


def who_can_see() -> str:
    """Who may open a child's page and who of them sees plans, from the rights themselves."""
    readers = [role for role in Role if Right.CHILDREN in rights_of(role)]
    planners = [role for role in readers if Right.PLAN_DETAIL in rights_of(role)]
    return (
        f"{text.capital(_those(readers))}. {_PLANS.format(who=_those(planners))} "
        "Opening this page is noted, with who and when."
    )


def show_who_can_see() -> None:
    """The line that stands on every child's page."""
    st.info(who_can_see(), title="Who can see this page")


def show_head(child: Person, member: Member | None, workspace: Workspace, names: Names) -> None:
    """Name, year group, form, whether on the list, and the key adult."""
    header(names.of(child))
    on_roll = child.is_on_roll(workspace.as_at)
    year = "" if child.year_group is None else year_group_label(child.year_group)
    parts = [year, f"form {child.form}" if child.form else "", "" if on_roll else "not on roll"]
    st.write(text.plain(", ".join(filter(None, parts))))
    on_the_list = member is not None and member.in_cohort
    st.write("On the list." if on_the_list else "Not on the list of children with a social worker.")
    adult = member.key_adult if member is not None else None
    st.write(f"**Key adult:** {text.plain(adult) if adult else 'none is on record'}.")


def from_year(workspace: Workspace) -> int:
    """The academic year from which facts are shown: last year's, or all on asking."""
    if st.toggle(OLDER, key="one_older"):
        return _EVERY_YEAR
    year = academic_year(workspace.as_at)
    st.caption(f"Shown: {label(year - 1)} and {label(year)}. Earlier years on asking.")
    return year - 1


def show_told(workspace: Workspace, member: Member) -> None:
    """Who has been told what they need to know to help this child."""
    (line,) = grid(workspace, [member])
    rows = tuple(
        (role, _state(fact), _when(fact)) for role, fact in zip(ROLES, line.by_role, strict=True)
    )
    show_table(Table("Who has been told", ("Role", "State", "By"), rows))


def show_suspensions(found: Story, names: Names) -> None:
    """Suspensions and permanent exclusions, the latest first."""
    st.subheader("Suspensions")
    if not found.suspensions:
        st.write("None is on record for the years shown.")
        return
    rows = tuple(
        (
            text.day(s.day),
            _KINDS[s.type],
            "" if s.sessions is None else f"{s.sessions:,}",
            names.text(s.reason),
        )
        for s in found.suspensions
    )
    headings = ("From", "What", "Sessions", "Reason")
    show_table(Table("Suspensions and exclusions", headings, rows, frozenset({2})))


def show_placements(found: Story, workspace: Workspace, names: Names) -> None:
    """Alternative provision, part-time timetables and dual registration, with review dates."""
    st.subheader("Placements and part-time timetables")
    if not found.placements:
        st.write("None is on record for the years shown.")
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
        for p in found.placements
    )
    headings = ("Kind", "Provider", "From", "To", "Review", "Hours a week")
    show_table(Table("Placements", headings, rows, frozenset({5})))


def show_support(support: Iterable[Intervention], names: Names) -> None:
    """Support in place and what came of it."""
    st.subheader("Support")
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
        st.write("None is on record for the years shown.")
        return
    headings = ("Support", "Lead", "From", "To", "Review", "Outcome", "Sessions attended")
    show_table(Table("Support in place", headings, rows))


def show_results(found: Story) -> None:
    """Results as they stand in the spreadsheet."""
    st.subheader("Results")
    if not found.results:
        st.write("None is on record for the years shown.")
        return
    rows = tuple((label(r.year), r.stage, r.subject, r.result) for r in found.results)
    headings = ("Academic year", "Stage", "Subject", "Result")
    show_table(Table("Results", headings, rows))


def show_scores(found: Story) -> None:
    """Wellbeing totals with whoever gave them: nothing is judged."""
    st.subheader("Wellbeing")
    if not found.scores:
        st.write("No total is on record for the years shown.")
        return
    st.write("Totals as entered. One total is a reason to talk, not a diagnosis.")
    rows = tuple(
        (text.day(s.day), s.instrument, s.informant or "not said", f"{s.score.normalize():f}")
        for s in found.scores
    )
    headings = ("Date", "Instrument", "Filled in by", "Total")
    show_table(Table("Wellbeing totals", headings, rows, frozenset({3})))


def link_to_why(workspace: Workspace, child: Person) -> None:
    """The way to the plans one by one, for those who may see them."""
    asked = child_choice.asks_for(workspace, child.number)
    links.page_link(links.WHY, "One child's why: each plan and what it counts for", asked)


def link_to_page(workspace: Workspace, number: int) -> None:
    """The way from a child's plans to the child's page."""
    asked = child_choice.asks_for(workspace, number)
    links.page_link(links.CHILD, "This child's page: strengths, attendance, support", asked)


def may_see_plans(who: Reader) -> bool:
    """Whether plans may be part of what is sent to this reader."""
    return who.may(Right.PLAN_DETAIL)


def _those(roles: list[Role]) -> str:
    return text.listed(role.value for role in roles)


def _state(fact: Awareness | None) -> str:
    return text.capital(fact.state) if fact else "To decide"


def _when(fact: Awareness | None) -> str:
    if fact is None:
        return ""
    return ", ".join(filter(None, (fact.by, text.day(fact.on) if fact.on else "")))


def _review(placement: Placement, workspace: Workspace) -> str:
    if placement.review is None:
        return "no date"
    runs = placement.end is None or placement.end >= workspace.as_at
    past = runs and placement.review < workspace.as_at
    return f"{text.day(placement.review)}{' (gone by)' if past else ''}"


def _attended(support: Intervention) -> str:
    if support.sessions_attended is None:
        return ""
    planned = "" if support.sessions_planned is None else f" of {support.sessions_planned:,}"
    return f"{support.sessions_attended:,}{planned}"
