"""The yearly national series, one measure and phase at a time, with the school's own years."""

from collections.abc import Iterable, Sequence

import streamlit as st

from cwsw import charts
from cwsw.benchmarks.model import is_other_phase, national_phase
from cwsw.benchmarks.series import (
    COHORTS,
    Series,
    SeriesPoint,
    all_series,
    line_breaks,
    national_series,
    phases,
)
from cwsw.benchmarks.sources import sources
from cwsw.charts.national import OURS
from cwsw.compare import words
from cwsw.compare.model import Figure
from cwsw.compare.narrative import counts_words
from cwsw.measures.school_phases import overview_keys
from cwsw.reports.document import Table
from cwsw.summary.model import Summary
from cwsw.tables.years import label
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.html_tables import show_table

FIRST_YEAR = 2018
NOT_PUBLISHED = "–"
SERIES, SCHOOLS = "series", "schools"
"""The names of the choices in the address."""


def show_series(summary: Summary | None) -> None:
    """Show one measure and phase: chart, table, note and sources."""
    series, key, phase = _choose(summary.school.phase if summary else None)
    points = tuple(p for p in national_series(key, phase) if p.year >= FIRST_YEAR)
    own = _own_figures(summary, key, phase)
    alt = series_alt(series, phase, points)
    show_chart(charts.series_chart(points, mode(), own), alt)
    show_table(series_table(series, phase, points, own))
    note = series.note or "A dash means: not published."
    st.write(f"{note} {series_breaks(series, points)}")
    _sources_of(points)


def _choose(school: str | None) -> tuple[Series, str, str]:
    """A series and one of the phases it is published for; those of the school's phase first."""
    series = all_series()
    with st.container(horizontal=True):
        # What a head of this phase is shown on the overview comes first here too.
        first = [key for key in overview_keys(school) if key in series]
        key = st.selectbox(
            "Measure",
            list(dict.fromkeys((*first, *series))),
            format_func=lambda name: series[name].title,
            key=SERIES,
            bind="query-params",
            width=340,
        )
        own = national_phase(school)
        published = phases(key)
        phase = st.selectbox(
            "Schools",
            # False sorts before True: the school's own phase, then the others as they come.
            sorted(published, key=lambda name: name != own),
            format_func=phase_words,
            key=SCHOOLS,
            bind="query-params",
            width=240,
        )
    return series[key], key, phase


def _own_figures(summary: Summary | None, key: str, phase: str) -> Sequence[Figure]:
    """The school's own years of a measure; none where the series is of another phase."""
    # Absence and suspensions differ so much by phase that the two lines would be read wrongly
    # together (contract section 4).
    if summary is None or is_other_phase(phase, summary.school.phase):
        return ()
    return [figure for figure in summary.of(key) if figure.year >= FIRST_YEAR]


def series_table(
    series: Series, phase: str, points: Iterable[SeriesPoint], own: Sequence[Figure] = ()
) -> Table:
    """A measure's national figures: a row for each group, a column for each year; ours first."""
    published = {(p.cohort, p.year): p for p in points}
    ours = {figure.year: figure for figure in own}
    years = sorted({year for _, year in published} | set(ours))
    groups = [cohort for cohort in COHORTS if any(c == cohort for c, _ in published)]
    rows = tuple(
        (_group_name(group), *(_cell(published.get((group, year))) for year in years))
        for group in groups
    )
    if ours:
        rows = ((OURS, *(_own_cell(ours.get(year)) for year in years)), *rows)
    return Table(
        caption=f"{series.title}, {phase_words(phase)}, England",
        headings=("Group", *map(label, years)),
        rows=rows,
        numbers=frozenset(range(1, len(years) + 1)),
    )


def series_breaks(series: Series, points: Iterable[SeriesPoint]) -> str:
    """Before which years the chart's lines break, and why; empty where none does."""
    years = [point.year for point in points]
    breaks = sorted(line_breaks(series.measure, years))
    if not breaks:
        return ""
    reasons = " ".join(series.breaks_between(min(years), max(years)))
    return f"The lines break before {', '.join(map(label, breaks))}. {reasons}"


def series_alt(series: Series, phase: str, points: Iterable[SeriesPoint]) -> str:
    """What the chart shows, in a sentence for each group: its first and last figure."""
    by_group: dict[str, list[SeriesPoint]] = {}
    for point in points:
        by_group.setdefault(point.cohort, []).append(point)
    parts = [
        f"{_group_name(group)}: {_cell(group_points[0])} in {label(group_points[0].year)}, "
        f"{_cell(group_points[-1])} in {label(group_points[-1].year)}."
        for group, group_points in by_group.items()
    ]
    return " ".join([f"{series.title}, {phase_words(phase)}, England.", *parts])


def phase_words(phase: str) -> str:
    """The phase of a national figure in words."""
    by_phase = {
        "All": "all schools",
        "Primary": "primary schools",
        "Secondary": "secondary schools",
        "Special": "special schools",
        "AP": "alternative provision",
        "EYFS": "end of Reception",
        "Y1": "Year 1",
        "KS2": "end of Key Stage 2",
        "KS4": "end of Key Stage 4",
    }
    return by_phase.get(phase, phase)


def _group_name(cohort: str) -> str:
    return words.capital(words.cohort(cohort))


def _cell(point: SeriesPoint | None) -> str:
    if point is None:
        return NOT_PUBLISHED
    return f"{point.text}%" if point.unit == "%" else point.text


def _own_cell(figure: Figure | None) -> str:
    if figure is None:
        return NOT_PUBLISHED
    return counts_words(figure.cwsw, figure.measure) + (" so far" if figure.so_far else "")


def _sources_of(points: Iterable[SeriesPoint]) -> None:
    keys = dict.fromkeys(point.source for point in points)
    cited = [sources()[key] for key in keys]
    lines = [f"- [{s.citation}]({s.url})" if s.url else f"- {s.citation}" for s in cited]
    st.markdown("Sources:\n\n" + "\n".join(lines))
