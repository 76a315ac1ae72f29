"""Who counts: the rule, the groups, the list of children, as much of it as a person may see."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Person, Right
from cwsw.cohort import CohortCounts, Member, PlanSpan, window_start
from cwsw.compare import words
from cwsw.ui import text
from cwsw.ui.export import csv_bytes
from cwsw.ui.names import Names
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.downloads import download_button

ON_THE_LIST = "On the list"
NOBODY = (
    "Nobody on roll is on the list. Ask the local authority and the children's previous schools: "
    "plans from elsewhere count too."
)
_BASIC = ("Child", "Year group", "Form", "Why")
_DETAIL = (*_BASIC, "Plans on record")
_BETWEEN = ("undated", "looked_after", "earlier")
_PUPILS = frozenset({1})
_SUB_COHORTS = ("current_cp", "current_cin", "ended", "while_on_roll", "looked_after_now")
_GROUP_MEANINGS = {
    "cwsw": "Counted in every figure as our cohort.",
    "looked_after": "Looked after now or within six years, with no CIN or CP plan in that time.",
    "undated": "Something is recorded, but not when: see what to ask for below.",
    "earlier": "Outside the six years.",
    "other": "No plan known to this school: the comparison in every figure.",
}
VIEWS: Mapping[str, Callable[[Member], bool]] = {
    "cwsw": lambda m: m.in_cohort,
    "while_on_roll": lambda m: m.while_on_roll,
    "current_cp": lambda m: m.current == "current_cp",
    "current_cin": lambda m: m.current == "current_cin",
    "ended": lambda m: m.current == "ended",
    "looked_after_now": lambda m: m.looked_after_now,
    "without_looked_after_now": lambda m: m.in_cohort and not m.looked_after_now,
}
"""The cohort and the parts of it that can be listed -> whether a pupil is in it."""


@dataclass(frozen=True)
class Listing:
    """What a person may see of the list, and how pupils are named on it."""

    has_detail: bool
    names: Names

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns shown."""
        return _DETAIL if self.has_detail else _BASIC

    def rows(self, members: Iterable[Member]) -> tuple[tuple[str, ...], ...]:
        """One row for each child, in the order given."""
        return tuple(self._row(member) for member in members)

    def _row(self, member: Member) -> tuple[str, ...]:
        basic = self.names.place(member)
        if not self.has_detail:
            return (*basic, ON_THE_LIST)
        return (*basic, member.why, "; ".join(plan_words(plan) for plan in member.plans))


def rule_in_words(as_at: date) -> str:
    """The rule with its dates."""
    return (
        "A pupil counts as a child with a social worker who was on a child in need (CIN) or child "
        f"protection (CP) plan on any day from {text.day(window_start(as_at))} to "
        f"{text.day(as_at)}. An open referral, an assessment or early help is no plan."
    )


def groups_table(counts: CohortCounts) -> Table:
    """How many pupils on roll stand in each group."""
    numbers = counts.as_dict()
    rows = tuple(
        (words.capital(words.group(name)), f"{numbers[name]:,}", meaning)
        for name, meaning in _GROUP_MEANINGS.items()
    )
    total = ("All pupils on roll", f"{counts.on_roll:,}", "The groups above, added up.")
    return Table("Pupils on roll by group", ("Group", "Pupils", "Meaning"), (*rows, total), _PUPILS)


def sub_cohorts_table(counts: CohortCounts) -> Table:
    """How the cohort divides. The first three add up to it; the others run across them."""
    numbers = counts.as_dict()
    rows = tuple((words.capital(words.group(n)), f"{numbers[n]:,}") for n in _SUB_COHORTS)
    without = (
        words.capital(words.group("without_looked_after_now")),
        f"{counts.cwsw - counts.looked_after_now:,}",
    )
    caption = "Within our children with a social worker"
    note = (
        "Each child is counted once among the first three; the other lines run across them. "
        "Every figure page can show the figures of each line (choose it under Which children)."
    )
    return Table(caption, ("Group", "Pupils"), (*rows, without), _PUPILS, (note,))


def show_children(everybody: Sequence[Member], listing: Listing) -> None:
    """The list, or one part of it: while on our roll is a part of its own."""
    view = "cwsw"
    if listing.has_detail:
        view = st.selectbox(
            "Show",
            list(VIEWS),
            format_func=lambda name: words.capital(words.group(name)),
            key="who_view",
            width=480,
        )
    ours = [m for m in everybody if m.in_cohort]
    found = [m for m in everybody if VIEWS[view](m)]
    if not ours:
        st.write(NOBODY)
        return
    st.html(f'<p role="status">{showing(len(found), len(ours))}</p>')
    show_list(words.capital(words.group(view)), found, listing)


def showing(shown: int, every: int) -> str:
    """'Showing 106 of 150 children with a social worker.'"""
    return f"Showing {shown:,} of {every:,} {words.group('cwsw', every)}."


def show_list(title: str, found: Sequence[Member], listing: Listing) -> None:
    """A list of children with its download, made only when it is asked for."""
    rows = listing.rows(found)
    show_table(Table(title, listing.headings, rows))
    download_button(
        f"Download this list ({text.count(len(rows), 'child', 'children')}, CSV)",
        partial(csv_bytes, listing.headings, rows),
        "children-with-a-social-worker.csv",
    )


def show_work_lists(everybody: Sequence[Member], listing: Listing) -> None:
    """Those who stand on neither side, first of all what to ask for."""
    by_group = {g: [m for m in everybody if m.group == g] for g in _BETWEEN}
    if undated := by_group["undated"]:
        st.header("What to ask for")
        st.write(
            "These children have a plan on record that cannot be placed in time. Until its dates "
            "are known they stand on neither side of any comparison."
        )
        show_table(work_list(undated, listing.names))
    for group in ("looked_after", "earlier"):
        if by_group[group]:
            title = words.capital(words.group(group))
            with st.expander(title):
                show_table(Table(title, listing.headings, listing.rows(by_group[group])))


def listing_for(who: Person, names: Names) -> Listing:
    """What this person may see of the list."""
    return Listing(who.may(Right.PLAN_DETAIL), names)


def plan_words(plan: PlanSpan) -> str:
    """'CIN 3 July 2023 to 1 May 2024'."""
    if plan.start is None and plan.end is None:
        return f"{plan.plan}, no dates"
    start = text.day(plan.start) if plan.start else "start not known"
    return f"{plan.plan} {start} to {text.day(plan.end) if plan.end else 'now'}"


def ask_for(member: Member) -> str:
    """What to ask the local authority or the previous school about an undated plan."""
    kinds = sorted({p.plan for p in member.plans if p.start is None or p.end is None})
    return f"When did the {text.listed(kinds) or 'recorded'} plan begin and end?"


def work_list(found: Sequence[Member], names: Names) -> Table:
    """What to ask for: every child whose plan has no usable dates."""
    rows = tuple((*names.place(member), ask_for(member)) for member in found)
    headings = ("Child", "Year group", "Form", "What to ask the local authority")
    return Table("What to ask for: plans without usable dates", headings, rows)
