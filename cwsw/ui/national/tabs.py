"""The views of the national picture; the 2018 statistics come first."""

from functools import partial

import streamlit as st

from cwsw.benchmarks import advice_page
from cwsw.benchmarks.sources import sources
from cwsw.reports.document import Table
from cwsw.summary.model import Summary
from cwsw.ui.national.local_figures import show_local
from cwsw.ui.national.series import show_series
from cwsw.ui.national.sources import show_claims
from cwsw.ui.national.statistics import show_statistics
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.tabs import show_tabs

TAB = "picture"
"""The name of the open view in the address."""
TABS = ("2018", "Year by year", "Our authority", "Who the groups are", "Sources")

AS_SAID = (
    "Several are phrases without a figure behind them, and some of those do not agree with the raw "
    "figures. They are shown as they were said, next to what was published."
)


def show_picture(summary: Summary | None) -> None:
    """The views, with the school's own figures where one is loaded."""
    views = (
        partial(show_statistics, summary),
        partial(show_series, summary),
        partial(show_local, summary),
        _show_groups,
        _show_sources,
    )
    show_tabs(dict(zip(TABS, views, strict=True)), TAB)


def _show_groups() -> None:
    _show_group_tables()
    st.header("What not to compare")
    _show_cautions()


def _show_group_tables() -> None:
    """Show who the groups are, and how large they were."""
    rows = tuple((g.key, g.name, g.words) for g in advice_page.groups())
    show_table(Table("Who the groups are", ("Short name", "Name", "Who is in it"), rows))
    sizes = tuple((s.group, f"{s.percent}%") for s in advice_page.group_sizes())
    # "About", since the shares are published rounded.
    total = sum(float(s.percent) for s in advice_page.group_sizes())
    show_table(
        Table(
            "Pupils who finished Key Stage 4 in 2021 and were known to social care in the six "
            "years before",
            ("Group (no overlap)", "Share of all pupils"),
            (*sizes, ("Together", f"about {total:.1f}%")),
            frozenset({1}),
        )
    )
    epi = sources()["epi"]
    st.markdown(f"Source: [{epi.citation}]({epi.url}). The best check of the size of a list.")


def _show_cautions() -> None:
    """Show what must not be compared, nor read as a trend."""
    lines = (f"- **{c.title}.** {c.words} ({c.confidence})" for c in advice_page.cautions())
    st.markdown("\n".join(lines))


def _show_sources() -> None:
    st.write(AS_SAID)
    show_claims()
