"""The national picture: the advice page's statistics, the yearly series, who the groups are."""

from collections.abc import Iterable

import streamlit as st

from cwsw import charts
from cwsw.benchmarks import advice_page
from cwsw.benchmarks.advice_page import Claim
from cwsw.benchmarks.series import (
    COHORTS,
    Point,
    Series,
    all_series,
    line_breaks,
    national_series,
    phases,
)
from cwsw.benchmarks.sources import sources
from cwsw.compare import words
from cwsw.tables.years import label
from cwsw.ui.charting import mode, show_chart
from cwsw.ui.tables import Link, Table, show_table

FIRST_YEAR = 2018
NOT_PUBLISHED = "–"
HELD = {"school": "Yes", "context": "No: context only"}
KINDS = {"raw": "raw figure", "phrase": "phrase", "adjusted": "adjusted figure"}
AGREES = {
    "yes": "Yes.",
    "no": "No.",
    "cannot be tested": "Cannot be tested.",
}


def show_claims() -> None:
    """Every statistic of the advice page: what it says, then what stands behind it."""
    claims = advice_page.claims()
    show_table(_statements(claims))
    show_table(_checks(claims))


def _statements(claims: Iterable[Claim]) -> Table:
    listed = tuple(claims)
    publications = list(dict.fromkeys(claim.publication for claim in listed))
    rows = tuple(
        (
            claim.claim,
            claim.cohort,
            claim.comparator,
            f"{claim.year}, {KINDS[claim.kind]}",
            HELD[claim.held],
            f"{publications.index(claim.publication) + 1}, {claim.confidence}",
        )
        for claim in listed
    )
    headings = (
        "Statistic",
        "Who",
        "Compared with",
        "Year and kind",
        "Can a school count its own?",
        "Source, and how sure of it",
    )
    notes = tuple(
        Link(f"Source {number}: {source.citation}, as repeated on the advice page", source.url)
        for number, source in enumerate(publications, 1)
    )
    return Table("The advice page's statistics", headings, rows, notes=notes)


def _checks(claims: Iterable[Claim]) -> Table:
    rows = tuple((c.claim, c.raw, f"{AGREES[c.agrees]} {c.why}") for c in claims)
    headings = ("Statistic", "DfE's own published figures", "Do they agree, and why")
    return Table(
        "Beside them, the raw figures the Department for Education published", headings, rows
    )


def show_series() -> None:
    """One measure and phase at a time: chart, then table, then its note and sources."""
    series = all_series()
    with st.container(horizontal=True):
        key = st.selectbox(
            "Measure",
            list(series),
            format_func=lambda k: series[k].title,
            key="national_measure",
            width=340,
        )
        phase = st.selectbox(
            "Phase", phases(key), format_func=phase_words, key="national_phase", width=240
        )
    points = tuple(p for p in national_series(key, phase) if p.year >= FIRST_YEAR)
    table = series_table(series[key], phase, points)
    alt = series_alt(series[key], phase, points)
    show_chart(charts.series_chart(points, mode()), alt)
    show_table(table)
    note = series[key].note or "A dash means: not published."
    st.write(f"{note} {series_breaks(series[key], points)}")
    _sources_of(points)


def series_table(series: Series, phase: str, points: Iterable[Point]) -> Table:
    """A measure's national figures: a row for each group, a column for each year."""
    found = {(p.cohort, p.year): p for p in points}
    years = sorted({year for _, year in found})
    groups = [cohort for cohort in COHORTS if any(c == cohort for c, _ in found)]
    rows = tuple(
        (_group_name(group), *(_cell(found.get((group, year))) for year in years))
        for group in groups
    )
    return Table(
        caption=f"{series.title}, {phase_words(phase)}, England",
        headings=("Group", *map(label, years)),
        rows=rows,
        numbers=frozenset(range(1, len(years) + 1)),
    )


def series_breaks(series: Series, points: Iterable[Point]) -> str:
    """Before which years the chart's lines break, and why; empty where none does."""
    years = [point.year for point in points]
    breaks = sorted(line_breaks(series.measure, years))
    if not breaks:
        return ""
    reasons = " ".join(series.breaks_between(min(years), max(years)))
    return f"The lines break before {', '.join(map(label, breaks))}. {reasons}"


def series_alt(series: Series, phase: str, points: Iterable[Point]) -> str:
    """What the chart shows, in a sentence for each group: its first and last figure."""
    by_group: dict[str, list[Point]] = {}
    for point in points:
        by_group.setdefault(point.cohort, []).append(point)
    parts = [
        f"{_group_name(group)}: {_cell(found[0])} in {label(found[0].year)}, "
        f"{_cell(found[-1])} in {label(found[-1].year)}."
        for group, found in by_group.items()
    ]
    return " ".join([f"{series.title}, {phase_words(phase)}, England.", *parts])


def phase_words(phase: str) -> str:
    """The phase of a national figure in words."""
    known = {
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
    return known.get(phase, phase)


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


def _group_name(cohort: str) -> str:
    return words.capital(words.cohort(cohort))


def _cell(point: Point | None) -> str:
    if point is None:
        return NOT_PUBLISHED
    return f"{point.text}%" if point.unit == "%" else point.text


def _sources_of(points: Iterable[Point]) -> None:
    keys = dict.fromkeys(point.source for point in points)
    found = [sources()[key] for key in keys]
    lines = [f"- [{s.citation}]({s.url})" if s.url else f"- {s.citation}" for s in found]
    st.markdown("Sources:\n\n" + "\n".join(lines))
