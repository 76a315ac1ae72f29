"""The table of children under the charts of Explore: those of the selected bar."""

from collections.abc import Mapping

import streamlit as st

from cwsw.access import User
from cwsw.children.child_rows import ChildRow
from cwsw.compare.subgroups import PartFigure
from cwsw.compare.words import year_words
from cwsw.measures.breakdown import CountedPupil, counted_pupils
from cwsw.measures.registry import Better, Measure
from cwsw.store import Workspace
from cwsw.ui.children.table import show_children
from cwsw.ui.children.views import rows_of
from cwsw.ui.explore import selection
from cwsw.ui.explore.choices import FigureChoice
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.name_visibility import name_visibility
from cwsw.ui.wording import text

COLUMNS = ("year", "form", "attended", "weeks", "suspensions", "facts")
NOBODY = "No child on the list is in this."


def show_children_of(
    choice: FigureChoice, parts: Mapping[str, PartFigure], workspace: Workspace, user: User
) -> None:
    """Who they are, who has left, and the table; a row opens the child.

    `parts`: the groups by what the address calls them, of which one may be chosen.
    """
    figure, part = choice.figure, parts.get(selection.asked_group(parts) or "")
    counted = cached(workspace, counted_pupils, figure.measure.key, figure.year, choice.dimension)
    pupils_of_part = [p for p in counted if part is None or p.value == part.value]
    pupils = [p for p in pupils_of_part if is_shown(p, figure.measure)]
    # A figure counts leavers too: they have no row today, and the title says how many there are.
    on_list = {row.member.number: row for row in rows_of(workspace, user)}
    rows = sorted((on_list[p.number] for p in pupils if p.number in on_list), key=_least_attended)
    name = f"{text.plain(part.name)}: " if part else ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(f"**{name}{title(choice, len(pupils), len(rows))}**", width="stretch")
        if parts:
            selection.choose_group(parts)
    if not rows:
        st.write(NOBODY)
        return
    show_children(
        rows, COLUMNS, name_visibility(), workspace, "explore_children", title="Children behind it"
    )


def title(choice: FigureChoice, number: int, on_list: int) -> str:
    """'17 children who were persistently absent in 2023/24, 1 of them not on the list now'.

    The year is said of an earlier one: the facts in the table are of this one.
    """
    figure, newest = choice.figure, max(f.year for f in choice.figures)
    children = text.counted(number, "child", "children")
    when = f" {year_words(figure)}" if figure.year < newest else ""
    not_listed = number - on_list
    suffix = f", {not_listed:,} of them not on the list now" if not_listed else ""
    return f"{children} {which_children(figure.measure)}{when}{suffix}"


def which_children(measure: Measure) -> str:
    """Which of the counted children the table shows: those who ask for attention."""
    if not measure.kind.is_share:
        return "who are counted"
    if measure.better is Better.HIGHER:
        return f"without: {measure.short}"
    return f"who {measure.predicate}"


def is_shown(pupil: CountedPupil, measure: Measure) -> bool:
    """Of a proportion those on the side that asks for attention; else all."""
    # More is better: those who do not meet it. Less is better: those who do.
    return pupil.met is None or pupil.met != (measure.better is Better.HIGHER)


def _least_attended(row: ChildRow) -> tuple[float, str]:
    # Where no attendance is known a child comes last: nothing is known to be amiss.
    return (100.0 if row.attended is None else row.attended, row.member.surname or "")
