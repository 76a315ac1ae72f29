"""A local authority's own figures, from a DfE download: shown with the school's, never judged."""

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from cwsw.benchmarks.local import LocalFiguresError, local_benchmarks, local_figures, read_local
from cwsw.benchmarks.model import Benchmark
from cwsw.benchmarks.series import LATEST
from cwsw.compare import showing, words
from cwsw.compare.model import Figure
from cwsw.measures.registry import BY_KEY, Measure
from cwsw.reports.document import Table
from cwsw.summary.model import Summary
from cwsw.tables.years import label
from cwsw.ui.national.series import phase_words
from cwsw.ui.widgets.figure_tables import DASH, in_short
from cwsw.ui.widgets.html_tables import show_table

HOW_TO_GET = (
    "To compare your own local authority with England, download a file of “Outcomes for children "
    "in need” by local authority from DfE's Explore Education Statistics "
    "(explore-education-statistics.service.gov.uk) as CSV, and choose it here. It is read into "
    "memory for this visit and kept nowhere."
)
ASK = "CSV file from Explore Education Statistics"
NEVER_JUDGED = (
    "No verdict, card or suggestion is made from these figures: they are of few children, and are "
    "about your area, not your school."
)
NOTHING_TO_SHOW = "This file has no figure for any measure of the dashboard."
_READ = "local_figures_read"


def show_local(summary: Summary | None) -> None:
    """Ask for the file, then for the authority where it has several, and show its table."""
    st.write(HOW_TO_GET)
    uploaded = st.file_uploader(ASK, key="local_figures_file")
    if uploaded is None:
        # The file was taken out of the box: nothing read from it stays either.
        st.session_state.pop(_READ, None)
        return
    try:
        figures = _figures(uploaded.file_id, uploaded.getvalue())
    except LocalFiguresError as error:
        st.error(str(error))
        return
    table = local_table(figures, summary)
    if table.rows:
        show_table(table)
    else:
        st.write(NOTHING_TO_SHOW)


def _figures(file_id: str, content: bytes) -> tuple[Benchmark, ...]:
    """The chosen authority's figures, read once for each file and authority."""
    # In the visit and in no cache of the server: the file is one visitor's and goes with the tab.
    cache = st.session_state.setdefault(_READ, {})
    # Another file: what was read of the one before goes.
    if (file_id, "") not in cache:
        cache.clear()
        cache[file_id, ""] = read_local(content).authorities
    names = cache[file_id, ""]
    name = names[0]
    if len(names) > 1:
        name = st.selectbox("Your local authority", names, key="local_authority", width=340)
    if (file_id, name) not in cache:
        cache[file_id, name] = local_figures(content, name)
    figures: tuple[Benchmark, ...] = cache[file_id, name]
    return figures


def local_table(figures: Sequence[Benchmark], summary: Summary | None) -> Table:
    """Each measure's figures of the authority and of England, and the school's own if any."""
    pairs = [pair for key in BY_KEY for pair in _pairs(figures, key, summary)]
    return Table(
        caption="Our local authority",
        headings=(
            "Measure",
            "Which children",
            "Year and phase",
            "Our local authority",
            "The same children in England",
            "Our children with a social worker",
        ),
        rows=tuple(_row(benchmark, ours) for benchmark, ours in pairs),
        notes=(NEVER_JUDGED, *dict.fromkeys(b.note for b, _ in pairs if b.note)),
    )


def _pairs(
    figures: Sequence[Benchmark], key: str, summary: Summary | None
) -> list[tuple[Benchmark, Figure | None]]:
    """The authority's figures of one measure, each with the school's own figure or None."""
    if not any(benchmark.measure == key for benchmark in figures):
        return []
    ours = summary.latest_judged(key) if summary else None
    phase = summary.school.phase if summary else None
    year = ours.year if ours else LATEST
    return [(benchmark, ours) for benchmark in local_benchmarks(figures, key, year, phase)]


def _row(benchmark: Benchmark, ours: Figure | None) -> tuple[str, ...]:
    """One figure of the authority, England's, and the school's own where there is one."""
    measure = BY_KEY[benchmark.measure]
    return (
        measure.title,
        words.capital(words.cohort(benchmark.cohort)),
        f"{benchmark.year}, {phase_words(benchmark.phase)}",
        _value_text(benchmark.value, measure),
        _value_text(benchmark.comparator_value, measure),
        f"{in_short(measure, ours.cwsw)} in {label(ours.year)}" if ours else DASH,
    )


def _value_text(value: Fraction | None, measure: Measure) -> str:
    return "not published" if value is None else showing.national(value, measure)
