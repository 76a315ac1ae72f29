"""The needs of our children next to those of children in need nationally."""

import streamlit as st

from cwsw.benchmarks.series import SeriesPoint, all_series
from cwsw.benchmarks.sources import sources
from cwsw.compare.mix import ProfileLine, mix
from cwsw.reports.document import Table
from cwsw.tables.years import label
from cwsw.ui.national.series import phase_words
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.widgets.figure_tables import HOW_SMALL
from cwsw.ui.widgets.filters import members_of
from cwsw.ui.widgets.html_tables import show_table

TITLE = "Are our children like children in need nationally?"
WHY_IT_MATTERS = (
    "Where more or fewer children have special educational needs or free school meals, figures may "
    "differ from the national ones for that reason alone. All on roll are here, whatever is chosen "
    "above."
)


def show_mix(view: FigureContext) -> None:
    """Show the folded table of SEN support, EHC plans and free school meals."""
    with st.expander(TITLE):
        st.write(WHY_IT_MATTERS)
        # On the figures' day: it explains figures, so it is of the children whom they count.
        everybody = members_of(view.workspace)
        show_table(mix_table(mix(everybody, view.everyone.school.phase)))


def mix_table(lines: tuple[ProfileLine, ...]) -> Table:
    """A row for each kind of need: the school's counts, then the latest national figures."""
    used = {point.source for m in lines for point in (m.children_in_need, m.all_pupils) if point}
    citations = "; ".join(sources()[key].citation for key in sorted(used))
    return Table(
        caption="Special educational needs and free school meals",
        headings=(
            "Children with",
            "Children with a social worker",
            "Other pupils",
            "Children in need, England",
            "All pupils, England",
        ),
        rows=tuple(
            (
                all_series()[m.key].title,
                m.cohort.text,
                m.other.text,
                _national(m.children_in_need),
                _national(m.all_pupils),
            )
            for m in lines
        ),
        notes=(HOW_SMALL, f"Source: {citations}."),
    )


def _national(point: SeriesPoint | None) -> str:
    if point is None:
        return "not published for this phase"
    return f"{point.text}% in {label(point.year)}, {phase_words(point.phase)}"
