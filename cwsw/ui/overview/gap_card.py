"""The gap chart of the overview: each main measure compared with the school's other pupils."""

from collections.abc import Sequence

import streamlit as st

from cwsw.benchmarks.model import SET_2018, Benchmark
from cwsw.charts.gap_rows import GapRow, gap_chart
from cwsw.charts.marks import has_value, national_basis, scaled
from cwsw.charts.row_layout import PICKED, ROW
from cwsw.compare.model import Figure, GroupFigure, latest_judged
from cwsw.compare.narrative import counts_words, gap_words, is_behind, is_compared
from cwsw.compare.words import cohort, year_words
from cwsw.measures.registry import FigureKind
from cwsw.measures.school_phases import overview_keys
from cwsw.reports.document import Table
from cwsw.summary.model import Summary
from cwsw.ui.state import session
from cwsw.ui.widgets import links
from cwsw.ui.widgets.charting import mode
from cwsw.ui.widgets.html_tables import show_table

IN_2018, LATEST = "England 2018", "latest"
ADD_SHEETS = (
    "No figure can be compared yet. Add the Attendance sheet first, then Exclusions, Results and "
    "Wellbeing, and upload again."
)
NATIONAL = "national"
"""The name of the choice in the address, the same on every page."""


def main_figures(summary: Summary) -> tuple[Figure, ...]:
    """The main measures of the phase, each in its latest year that is not "so far".

    Measures in which nobody of the cohort, or none of the other pupils, is eligible are left out.
    """
    keys = overview_keys(summary.school.phase)
    latest_figures = (latest_judged(summary.figures, key) for key in keys)
    return tuple(f for f in latest_figures if f is not None and f.cwsw.pupils and f.other.pupils)


def show_gaps(figures: Sequence[Figure]) -> None:
    """Show the chart under its finding, with the switch of national figures; a row is a link."""
    if not figures:
        st.markdown(ADD_SHEETS)
        links.page_link(links.UPLOAD, "Upload your spreadsheet")
        return
    # Average points have no place on an axis of percentages; the finding above counts them.
    shares = sorted((f for f in figures if f.measure.kind is not FigureKind.MEAN), key=_order)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title(figures)}**", width="stretch")
        in_2018 = _is_2018_chosen()
        _as_table(shares, in_2018)
    rows = tuple(_row(figure, in_2018) for figure in shares)
    event = st.vega_lite_chart(
        spec=gap_chart(rows, _top(rows), mode()),
        theme=None,
        on_select="rerun",
        selection_mode=[PICKED],
        key="overview_gaps",
        alt=f"{title(figures)}. The table next to it has the same figures.",
    )
    st.caption(_legend(shares, in_2018))
    selection = event.selection.get(PICKED) or []
    if selection:
        # A row is a link: the selection itself goes with this page.
        explore(shares[int(selection[0][ROW])])


def _is_2018_chosen() -> bool:
    """Show the switch of national figures; whether those of 2018 are chosen."""
    choice = st.segmented_control(
        "National figures",
        (IN_2018, LATEST),
        default=IN_2018,
        required=True,
        format_func=lambda name: name if name == IN_2018 else "Latest",
        key=NATIONAL,
        bind="query-params",
        label_visibility="collapsed",
    )
    return choice == IN_2018


def title(figures: Sequence[Figure]) -> str:
    """'Behind our other pupils in 6 of 6': the measures with a clear gap."""
    if not any(map(is_compared, figures)):
        return "Too few children to compare"
    number = sum(map(is_behind, figures))
    return f"Behind our other pupils in {number} of {len(figures)}"


def explore(figure: Figure) -> None:
    """Go to a measure on Explore."""
    query = links.explores(figure.measure.key, figure.year)
    st.switch_page(links.EXPLORE, query_params={**session.in_address(), **query})


def _order(figure: Figure) -> tuple[bool, float]:
    """The order of the rows: gaps given as a ratio, widest first, then those in points."""
    ratio = figure.ratio.value if figure.ratio else None
    size = abs(figure.difference.value or 0) if figure.difference else 0.0
    # By the words of the row, so that the order is that of what is read.
    is_ratio = gap_words(figure).here.endswith("likely")
    return not is_ratio, -(ratio or 0) if is_ratio else -size


def _row(figure: Figure, in_2018: bool) -> GapRow:
    """What is drawn and written of one measure."""
    words = gap_words(figure)
    basis = national_basis(figure, "cwsw", like_for_like=not in_2018)
    cohort_at, other_at = figure.cwsw, figure.other
    return GapRow(
        label=figure.measure.short,
        value=_per_cent(figure, cohort_at, cohort_at.estimate.value),
        low=_per_cent(figure, cohort_at, cohort_at.estimate.low),
        high=_per_cent(figure, cohort_at, cohort_at.estimate.high),
        other=_per_cent(figure, other_at, other_at.estimate.value),
        national=_national(figure, basis, of_cohort=True),
        national_pair=_national(figure, basis, of_cohort=False),
        here=words.here,
        nation=(words.nation_2018 if in_2018 else words.nation_latest) or _counts(figure),
        cohort_text=counts_words(cohort_at, figure.measure),
        other_text=counts_words(other_at, figure.measure),
    )


def _counts(figure: Figure) -> str:
    """'Ours: 1 of 6' of a cohort for which no dot can be drawn."""
    counts = counts_words(figure.cwsw, figure.measure)
    return "" if has_value(figure.cwsw) else f"Ours: {counts}"


def _per_cent(figure: Figure, group_figure: GroupFigure, value: float | None) -> float | None:
    """A value on the axis, rounded to what is drawn; None for a group that is too small."""
    return (
        None
        if value is None or not has_value(group_figure)
        else round(scaled(figure.measure, value), 1)
    )


def _national(figure: Figure, basis: Benchmark | None, of_cohort: bool) -> float | None:
    if basis is None:
        return None
    value = basis.value if of_cohort else basis.comparator_value
    return None if value is None else round(scaled(figure.measure, value), 1)


def _top(rows: Sequence[GapRow]) -> int:
    """The axis ends at the next whole ten above everything drawn."""
    # The next ten even where the largest is a whole ten: its mark would be cut by the edge.
    values = [v for r in rows for v in (r.high, r.value, r.other, r.national, r.national_pair) if v]
    return min(100, 10 * (int(max(values, default=90) // 10) + 1))


def _legend(figures: Sequence[Figure], in_2018: bool) -> str:
    """What the marks mean, in one line."""
    benchmarks = [
        c
        for f in figures
        for c in f.benchmarks
        if (c.benchmark.set == SET_2018) == in_2018 and c.benchmark.cohort == "CINO"
    ]
    ours = "● with a social worker, and likely range · ■ our other pupils"
    if not benchmarks:
        return ours
    schools = "" if all(c.same_phase for c in benchmarks) else "; absence, suspensions: all schools"
    years = "2018" if in_2018 else "latest"
    return f"{ours} · ❙ {cohort('CINO')}, England {years} (short: all pupils{schools})"


def _as_table(figures: Sequence[Figure], in_2018: bool) -> None:
    """The same numbers as a table, with a link to each measure; sent only when asked for."""
    view = st.popover("Table", type="tertiary", key="overview_gaps_table", on_change="rerun")
    # The table is sent only when somebody asks for it.
    if not view.open:
        return
    rows = tuple(_table_row(figure, in_2018) for figure in figures)
    headings = ("Measure", "When", "With a social worker", "Our other pupils", "Gap", "England")
    with view:
        show_table(Table("The gap to our other pupils", headings, rows))
        for figure in figures:
            query = links.explores(figure.measure.key, figure.year)
            # What a click in the chart does, a link does as well: its marks cannot be reached by
            # keyboard.
            links.page_link(links.EXPLORE, f"Explore: {figure.measure.short}", query)


def _table_row(figure: Figure, in_2018: bool) -> tuple[str, ...]:
    row = _row(figure, in_2018)
    nation = row.nation or "no figure"
    return (row.label, year_words(figure), row.cohort_text, row.other_text, row.here, nation)
