"""The cohort in numbers: how it crosses with other groups, and how it grew."""

from collections.abc import Sequence

import streamlit as st

from cwsw.cohort import Member
from cwsw.cohort.crossings import BY, Crossing, crossing
from cwsw.cohort.growth import YearCount, growth
from cwsw.store import Workspace
from cwsw.tables.years import label
from cwsw.ui import text
from cwsw.ui.tables import Table, show_table

GROWTH_MEANS = (
    "This is not how your list grew. Each year's count is of its own day, and of the six years "
    "before that day, among the pupils your pupil list holds now: those who have left are missing "
    "from earlier years unless it still holds them."
)


def show_crossings(everybody: Sequence[Member], has_detail: bool) -> None:
    """One table for each thing the cohort is crossed with, the one that is chosen."""
    by = st.selectbox("Set beside", list(BY), key="who_crossing", width=340)
    show_table(crossing_table(everybody, by, has_detail))


def crossing_table(everybody: Sequence[Member], by: str, has_detail: bool) -> Table:
    """Pupils of the cohort and others, by one thing; adds up to all on roll."""
    without = ("Without those looked after now",) if has_detail else ()
    headings = (by, "Children with a social worker", *without, "Other pupils", "On roll")
    rows = tuple(_crossing_row(line, has_detail) for line in crossing(everybody, by))
    title = f"Children with a social worker by {by[0].lower() + by[1:]}".replace("eng", "Eng")
    note = "On roll also counts pupils who stand on neither side of a comparison."
    return Table(title, headings, rows, frozenset(range(1, len(headings))), (note,))


def _crossing_row(line: Crossing, has_detail: bool) -> tuple[str, ...]:
    without = (line.without_looked_after,) if has_detail else ()
    return (line.label, *(f"{n:,}" for n in (line.cwsw, *without, line.other, line.on_roll)))


def show_growth(workspace: Workspace, has_detail: bool) -> None:
    """The cohort of six years; kinds of plan and being looked after only with that right."""
    show_table(growth_table(growth(workspace), has_detail))
    st.write(GROWTH_MEANS)


def growth_table(found: Sequence[YearCount], has_detail: bool) -> Table:
    """A row for each year, the latest first."""
    headings: tuple[str, ...] = ("Year", "On the day", "On roll", "Children with a social worker")
    rows: list[tuple[str, ...]] = [
        (label(y.year), text.day(y.status_date), f"{y.on_roll:,}", f"{y.cwsw:,}") for y in found
    ]
    if has_detail:
        headings += ("Plan on that day", "While on our roll", "Without those looked after then")
        more = [(y.current, y.while_on_roll, y.cwsw - y.looked_after_now) for y in found]
        rows = [(*r, *(f"{n:,}" for n in m)) for r, m in zip(rows, more, strict=True)]
    numbers = frozenset(range(2, len(headings)))
    return Table("The cohort in each of six years", headings, tuple(rows), numbers)
