"""Where a number comes from: its definition, who is counted, who is left out, and its sources."""

import streamlit as st

from cwsw.benchmarks.sources import sources
from cwsw.compare.model import Figure
from cwsw.compare.nationals import nationals
from cwsw.measures.registry import Better, FigureKind, Measure
from cwsw.reports.document import Table
from cwsw.tables.years import label, last_day
from cwsw.ui.explore.left_out import read_from, show_left_out
from cwsw.ui.national.series import phase_words
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

NO_ARROWS = (
    "A change from one year to the next that stays inside the likely ranges could easily be chance."
)
_INTERVALS = {
    FigureKind.PROPORTION: "Wilson's 95% interval.",
    FigureKind.MEAN: "The 95% t-interval of the pupils' scores.",
    FigureKind.RATIO_OF_SUMS: (
        "A 95% interval from pupil to pupil (linearised), since one pupil's sessions hang together."
    ),
}
_DIRECTION = {
    Better.HIGHER: "Higher is better.",
    Better.LOWER: "Lower is better.",
    Better.NONE: "Neither more nor less is better in itself: never judged.",
    Better.CONTEXT: "For context: never judged.",
}


def where_from(figure: Figure, fronted: Figure, view: FigureContext) -> None:
    """Show in an expander a figure's definition, who is counted and left out, and its sources."""
    with st.expander(f"{figure.measure.title}: where this number comes from"):
        show_left_out(figure, view)
        show_table(_definition(figure, view))
        if fronted.benchmarks:
            show_table(national_details(fronted))
        links = _publications(fronted)
        if links:
            st.markdown("National figures are from:\n\n" + "\n".join(links))


def national_details(figure: Figure) -> Table:
    """What each national figure counts, of which phase, and how sure it is."""
    rows = tuple(
        (
            f"{row.set}: {row.cohort}",
            row.year,
            phase_words(row.phase),
            row.definition,
            row.confidence,
        )
        for row in nationals(figure)
    )
    headings = ("National figure", "Year", "Phase", "What is counted", "How sure of it")
    return Table(f"{figure.measure.title}: what the national figures count", headings, rows)


def no_national_figure(measure: Measure) -> str:
    """The sentence for a measure with which no published figure can be compared."""
    return f"No national figure for {measure.title} is published for these children."


def definition_rows(measure: Measure) -> tuple[tuple[str, str], ...]:
    """A measure's definition as pairs of heading and words."""
    return (
        ("What is counted", measure.meets),
        ("Who is counted", measure.eligible),
        ("Who is left out", measure.left_out),
        ("Which way is better", _DIRECTION[measure.better]),
        ("Likely range", _INTERVALS[measure.kind]),
    )


def _definition(figure: Figure, view: FigureContext) -> Table:
    """How a figure is worked out, as questions and answers."""
    measure, as_at = figure.measure, view.everyone.as_at
    # The status date of the year (contract section 2): a year that is not over ends with the data.
    status = min(as_at, last_day(figure.year))
    rows = (
        *definition_rows(measure),
        (
            "The children with a social worker",
            "On a child in need or child protection plan on any day of the six years to "
            f"{text.day(status)}. Other pupils: no plan known to this school. Groups between the "
            "two are on neither side.",
        ),
        (
            "From this school's file",
            f"Read from: {read_from(figure, view)}. Academic year {label(figure.year)}, "
            f"as at {text.day(as_at)}.",
        ),
    )
    return Table(f"{measure.title}: how it is worked out", ("Question", "Answer"), rows)


def _publications(figure: Figure) -> list[str]:
    """The publications behind a figure's national rows, with their addresses where known."""
    # The source of a benchmark is in words, of one publication or two: each citation is looked for.
    cited = " ".join(compared.benchmark.source for compared in figure.benchmarks)
    cited_sources = [source for source in sources().values() if source.citation in cited]
    return [f"- [{s.citation}]({s.url})" if s.url else f"- {s.citation}" for s in cited_sources]
