"""A school's figure compared with its own system's total: the difference and its usual reasons."""

from collections.abc import Mapping

import streamlit as st

from cwsw.compare.model import Figure
from cwsw.compare.showing import count_text
from cwsw.measures.registry import FigureKind, Measure, Page
from cwsw.tables.codes import GROUPS
from cwsw.tables.english import counted, verb
from cwsw.tables.years import label
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.wording import text

ASK = "Your own system's total, all pupils (optional)"
FOR_THIS_VISIT = "Kept for this visit only."
SAME = "The same as here."
_REASONS: Mapping[Page, tuple[str, ...]] = {
    Page.ATTENDANCE: (
        "Only pupils aged 5 to 15 on the 31 August before the year count here.",
        "Leavers count here in the years they have sessions for.",
        "A pupil with exactly the limit counts here: some systems round first.",
    ),
    Page.SUSPENSIONS: (
        "A pupil counts once here, however many times it happened.",
        "Leavers count here in each year in which they were on roll.",
    ),
}
_RESULTS = (
    "Pupils without a result are left out here, not counted as not met.",
    "Of several results the best counts here.",
)


def show_reconcile(figure: Figure, view: FigureContext) -> None:
    """Ask for a total; show how far it is from the whole school's count, and usual reasons."""
    # A system's own report counts pupils of the whole school: nothing else can be set beside it.
    if figure.measure.kind is not FigureKind.PROPORTION or not view.chosen.filters.is_empty:
        return
    measure = figure.measure
    other_total = st.number_input(
        f"{measure.title}, {label(figure.year)}. {ASK}",
        min_value=0,
        value=None,
        step=1,
        # In the visit alone (decision 8): the total of another system is no data of this one.
        key=f"reconcile_{measure.key}_{figure.year}",
    )
    ours = whole_school(figure)
    pupils = counted(ours, "pupil", "pupils")
    st.write(f"Here {pupils} of the whole school {verb(measure.predicate, ours)}. {FOR_THIS_VISIT}")
    if other_total is not None:
        st.markdown(
            difference_words(int(other_total), ours, measure, text.day(view.everyone.as_at))
        )


def whole_school(figure: Figure) -> int:
    """All pupils who meet a measure: the cohort, the others, and the groups between."""
    return sum(figure.groups[name].n for name in GROUPS if name in figure.groups)


def difference_words(other_total: int, ours: int, measure: Measure, as_at: str) -> str:
    """'Your system has 3 more than here.' with the usual reasons as a list; or that they agree."""
    if other_total == ours:
        return SAME
    gap = abs(other_total - ours)
    more = "more" if other_total > ours else "fewer"
    usual = (
        *_REASONS.get(measure.page, _RESULTS),
        f"Everything here is as at {as_at}: the day of the two reports may differ.",
    )
    return f"Your system has {count_text(gap)} {more} than here. Usual reasons:\n\n" + "\n".join(
        f"- {reason}" for reason in usual
    )
