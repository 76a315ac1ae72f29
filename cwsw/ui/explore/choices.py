"""What the reader chose on Explore: it is in the address, and is kept while pages change."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cwsw.access import Right, User
from cwsw.compare.benchmark_order import FirstBenchmarks
from cwsw.compare.model import Figure
from cwsw.measures.breakdown import Dimension
from cwsw.measures.registry import BY_KEY
from cwsw.summary.model import Summary
from cwsw.tables.years import label
from cwsw.ui.widgets import links

MEASURE, BY, YEAR, NATIONAL = "measure", "by", "year", "national"
"""The names of the choices in the address."""
NATIONALS = {FirstBenchmarks.IN_2018: "England 2018", FirstBenchmarks.LATEST: "Latest"}
_FIRST = "persistent_absence"


@dataclass(frozen=True)
class FigureChoice:
    """One measure and year, by what it is divided, and which national figures come first."""

    figure: Figure
    figures: tuple[Figure, ...]
    dimension: Dimension | None
    front: FirstBenchmarks

    @property
    def query(self) -> dict[str, str]:
        """The query parameters with which Explore begins with these choices."""
        return links.explores(self.figure.measure.key, self.figure.year) | {
            BY: self.dimension.words if self.dimension else "",
            NATIONAL: NATIONALS[self.front],
        }


def choose(summary: Summary, user: User) -> FigureChoice | None:
    """Show the row of choices; None where the school has no figure yet."""
    keys = list(dict.fromkeys(f.measure.key for f in summary.figures if f.cwsw.pupils))
    if not keys:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            "Measure",
            keys,
            index=keys.index(_FIRST) if _FIRST in keys else 0,
            format_func=lambda name: BY_KEY[name].short,
            key=MEASURE,
            bind="query-params",
            width=300,
        )
        # The years depend on the measure, so the box of years is drawn after it.
        figures = summary.of(key)
        figure = _year(figures)
        dimension = _dimension(user)
        front = _front()
    return FigureChoice(figure, figures, dimension, front)


def _year(figures: Sequence[Figure]) -> Figure:
    by_label = {label(figure.year): figure for figure in figures}
    year_label = st.selectbox("Year", list(by_label), key=YEAR, bind="query-params", width=120)
    # The year in the address may be one that this measure has not.
    return by_label.get(year_label or "", figures[0])


def _dimension(user: User) -> Dimension | None:
    """By what the cohort is divided; by plan only for those who may see plans."""
    allowed = [d for d in Dimension if d is not Dimension.PLAN or user.may(Right.PLAN_DETAIL)]
    choice = st.segmented_control(
        "Compare by",
        [d.value for d in allowed],
        default=Dimension.YEAR_GROUP.value,
        format_func=lambda value: Dimension(value).words,
        key=BY,
        bind="query-params",
    )
    return Dimension(choice) if choice else None


def _front() -> FirstBenchmarks:
    """Ask which national figures come first."""
    choice = st.segmented_control(
        "National figures",
        [front.value for front in NATIONALS],
        # 2018 is in front until something else is chosen (decision 8).
        default=FirstBenchmarks.IN_2018.value,
        required=True,
        format_func=lambda value: NATIONALS[FirstBenchmarks(value)],
        key=NATIONAL,
        bind="query-params",
    )
    return FirstBenchmarks(choice or FirstBenchmarks.IN_2018.value)
