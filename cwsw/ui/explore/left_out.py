"""Who is counted in a figure and who is left out, with counts and reasons; and from which rows."""

import streamlit as st

from cwsw.access import Right
from cwsw.compare import words
from cwsw.compare.model import Figure
from cwsw.measures.figure_rows import rows_behind, source_rows
from cwsw.measures.left_out import LeftOut, left_out
from cwsw.tables.schema import BY_NAME
from cwsw.tables.years import label
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.wording import text

FLAT = "the sheet with one row per pupil"
BESIDES = "counted who were not on roll then, or in another year group"


def show_left_out(figure: Figure, view: FigureContext) -> None:
    """Show who is counted and left out: a line for the group shown, one for the other pupils."""
    by_figure = cached(view.workspace, left_out, view.chosen.filters)
    for group in (view.chosen.group, "other"):
        counted = by_figure.get((figure.measure.key, figure.year, group))
        if counted is not None:
            st.markdown(f"- {left_out_sentence(counted, group)}")


def left_out_sentence(counts: LeftOut, group: str) -> str:
    """Showing 140 of 156 children ... on roll in the year. Left out: 16 under 5 or over 15."""
    group_words = words.group(group, counts.pupils)
    start = f"Showing {counts.counted:,} of {counts.pupils:,} {group_words} {counts.words}."
    reasons = "; ".join(f"{number:,} {reason}" for reason, number in counts.reasons)
    out = f" Left out: {reasons}." if reasons else " Nobody is left out."
    more = f" {counts.besides:,} more are {BESIDES}." if counts.besides else ""
    return start + out + more


def read_from(figure: Figure, view: FigureContext) -> str:
    """The sheets behind a figure; with their rows of the year for those who may upload."""
    supplied = view.everyone.supplied
    names = [name for name in figure.measure.needs if name in supplied]
    if not view.user.may(Right.UPLOAD):
        return text.listed(_sheet(name) for name in names)
    rows = dict(rows_behind(figure.measure, figure.year, cached(view.workspace, source_rows)))
    year = label(figure.year)
    return text.listed(
        f"{_sheet(name)} ({text.counted(rows.get(name, 0), 'row', 'rows')} of {year})"
        for name in names
    )


def _sheet(name: str) -> str:
    return BY_NAME[name].sheet if name in BY_NAME else FLAT
