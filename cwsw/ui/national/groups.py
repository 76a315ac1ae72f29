"""Who the groups of national figures are, how large they were, and what not to compare."""

import streamlit as st

from cwsw.benchmarks import advice_page
from cwsw.benchmarks.sources import sources
from cwsw.reports.document import Table
from cwsw.ui.widgets.html_tables import show_table


def show_groups() -> None:
    """Who the groups are, and how large they were."""
    rows = tuple((g.key, g.name, g.words) for g in advice_page.groups())
    show_table(Table("Who the groups are", ("Short name", "Name", "Who is in it"), rows))
    sizes = tuple((s.group, f"{s.percent}%") for s in advice_page.group_sizes())
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


def show_cautions() -> None:
    """What must not be compared or trended."""
    lines = (f"- **{c.title}.** {c.words} ({c.confidence})" for c in advice_page.cautions())
    st.markdown("\n".join(lines))
