"""The list in numbers: its groups, how they overlap with others, and its size over six years."""

from collections.abc import Sequence

import streamlit as st

from cwsw.cohort import CohortCounts, Member
from cwsw.cohort.crosstabs import BY, Crossing, crossing
from cwsw.cohort.growth import YearCount, growth
from cwsw.cohort.today import list_day
from cwsw.compare import words
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.years import label
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

GROWTH_MEANS = (
    "This is not how your list grew. Each year's count is of its own day, and of the six years "
    "before that day, among the pupils your pupil list holds now: those who have left are missing "
    "from earlier years unless it still holds them."
)


_PUPILS = frozenset({1})
_SUB_COHORTS = ("current_cp", "current_cin", "ended", "while_on_roll", "looked_after_now")
_GROUP_MEANINGS = {
    "cwsw": "Counted in every figure as our cohort.",
    "looked_after": "Looked after now or within six years, with no CIN or CP plan in that time.",
    "undated": "Something is recorded, but not when: ask for the dates.",
    "earlier": "Outside the six years.",
    "other": "No plan known to this school: the comparison in every figure.",
}


def show_numbers(
    workspace: Workspace, counts: CohortCounts, everybody: Sequence[Member], has_detail: bool
) -> None:
    """Show the groups on roll, the parts of the list, its overlap with groups, and six years."""
    # The other tab of the page is today's list, whose numbers may differ.
    if list_day(workspace) > workspace.as_at:
        st.caption(f"As at {text.day(workspace.as_at)}, as all figures are, and not as of today.")
    # Each group and part tells which kind of plan a child has, or when there was one.
    if has_detail:
        groups_side, parts_side = st.columns(2, gap="large")
        with groups_side:
            show_table(groups_table(counts))
        with parts_side:
            show_table(sub_cohorts_table(counts))
    show_crossings(everybody, has_detail)
    show_growth(workspace, has_detail)


def groups_table(counts: CohortCounts) -> Table:
    """How many pupils on roll are in each group."""
    numbers = counts.as_dict()
    rows = tuple(
        (words.capital(words.group(name)), f"{numbers[name]:,}", meaning)
        for name, meaning in _GROUP_MEANINGS.items()
    )
    total = ("All pupils on roll", f"{counts.on_roll:,}", "The groups above, added up.")
    return Table("Pupils on roll by group", ("Group", "Pupils", "Meaning"), (*rows, total), _PUPILS)


def sub_cohorts_table(counts: CohortCounts) -> Table:
    """How the list divides. The first three add up to it; the others overlap with them."""
    numbers = counts.as_dict()
    rows = tuple((words.capital(words.group(n)), f"{numbers[n]:,}") for n in _SUB_COHORTS)
    without = (
        words.capital(words.group("without_looked_after_now")),
        f"{counts.cwsw - counts.looked_after_now:,}",
    )
    note = "Each child is counted once among the first three; the other lines overlap with them."
    title = "Within our children with a social worker"
    return Table(title, ("Group", "Pupils"), (*rows, without), _PUPILS, notes=(note,))


def show_crossings(everybody: Sequence[Member], has_detail: bool) -> None:
    """Show the cohort crossed with one thing, which the reader chooses."""
    by = st.selectbox("Compare with", list(BY), key="list_overlap", width=340)
    show_table(crossing_table(everybody, by, has_detail))


def crossing_table(everybody: Sequence[Member], by: str, has_detail: bool) -> Table:
    """Pupils of the cohort and others, by one thing; adds up to all on roll."""
    without = ("Without those looked after now",) if has_detail else ()
    headings = (by, "Children with a social worker", *without, "Other pupils", "On roll")
    rows = tuple(_crossing_row(line, has_detail) for line in crossing(everybody, by))
    # "English" keeps its capital in the middle of a sentence.
    title = f"Children with a social worker by {by[0].lower() + by[1:]}".replace("eng", "Eng")
    note = "On roll also counts pupils who are on neither side of a comparison."
    return Table(title, headings, rows, frozenset(range(1, len(headings))), notes=(note,))


def _crossing_row(line: Crossing, has_detail: bool) -> tuple[str, ...]:
    without = (line.without_looked_after,) if has_detail else ()
    return (line.label, *(f"{n:,}" for n in (line.cwsw, *without, line.other, line.on_roll)))


def show_growth(workspace: Workspace, has_detail: bool) -> None:
    """Show the list over six years; kinds of plan only with the right to see them."""
    show_table(growth_table(growth(workspace), has_detail))
    st.write(GROWTH_MEANS)


def growth_table(years: Sequence[YearCount], has_detail: bool) -> Table:
    """A row for each year, the latest first."""
    headings: tuple[str, ...] = ("Year", "On the day", "On roll", "Children with a social worker")
    rows: list[tuple[str, ...]] = [
        (label(y.year), text.day(y.status_date), f"{y.on_roll:,}", f"{y.cwsw:,}") for y in years
    ]
    if has_detail:
        headings += ("Plan on that day", "While on our roll", "Without those looked after then")
        more = [(y.current, y.while_on_roll, y.cwsw - y.looked_after_now) for y in years]
        rows = [(*r, *(f"{n:,}" for n in m)) for r, m in zip(rows, more, strict=True)]
    numbers = frozenset(range(2, len(headings)))
    return Table("The cohort in each of six years", headings, tuple(rows), numbers)
