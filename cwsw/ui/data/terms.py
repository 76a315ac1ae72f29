"""Terms side by side: every kept upload's main figures in one table, and one measure as a line."""

from collections.abc import Sequence

import streamlit as st

from cwsw.charts.terms import FEWEST, TermMark, term_lines
from cwsw.compare import showing
from cwsw.measures.registry import FigureKind, Measure
from cwsw.reports.document import Table
from cwsw.store.archive import Archive, SavedUpload
from cwsw.summary import summarise
from cwsw.summary.terms import Term, measures_of, term_of
from cwsw.tables.years import label
from cwsw.ui.explore import definitions
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.figure_tables import in_short
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

TITLE = "Terms side by side"
ONE_ONLY = "One upload is kept so far: from the second on you can compare them here."
MEANS = (
    "Each upload with what your team added to it, in the order of its as-at date. A figure of this "
    "year so far and one of a complete year are different things: the table says which it is."
)
TOO_SMALL = "There are too few uploads with ten children or more for a line."


@st.cache_resource(show_spinner="Reading what is kept", max_entries=64)
def _term(
    archive: str,  # noqa: ARG001 - with the next two, the key the answer is kept under
    number: int,
    changes: int,  # noqa: ARG001
    _archive: Archive,
) -> Term:
    """The figures of one kept upload with what was added to it."""
    workspace = _archive.load(number)
    # The latest upload comes with its journal: this second workspace of it may write nothing.
    workspace.set_journal(None)
    term = term_of(summarise(workspace))
    # Opened for its figures alone: otherwise the data of all terms would be in memory at once.
    workspace.close()
    return term


def forget() -> None:
    """Forget every figure that was worked out of what is kept."""
    _term.clear()


def show_terms(archive: Archive, uploads: Sequence[SavedUpload]) -> None:
    """Show the table and the line, folded; a sentence while there are too few uploads."""
    with st.expander(TITLE):
        if len(uploads) < FEWEST:
            st.write(ONE_ONLY)
        else:
            _show_terms(archive, uploads)


def _show_terms(archive: Archive, uploads: Sequence[SavedUpload]) -> None:
    """Show the table of all terms, and one measure as a line."""
    st.write(MEANS)
    loaded = [_term(archive.id, u.number, u.changes, archive) for u in uploads]
    # By the data's own day: an upload that was kept later may be of an earlier day.
    terms = sorted(loaded, key=lambda term: term.as_at)
    show_table(terms_table(terms))
    measures = {measure.title: measure for measure in measures_of(terms)}
    if measures:
        # The first measure may have no line, which would look as if there were none at all.
        begin = first_with_a_line(list(measures.values()), terms)
        titles = list(measures)
        selected = measures[st.selectbox("Show as a line", titles, begin, key="terms_measure")]
        _line(selected, terms)


def first_with_a_line(measures: Sequence[Measure], terms: Sequence[Term]) -> int:
    """The place of the first measure that has enough uploads for a line; 0 where none has."""
    places = (n for n, m in enumerate(measures) if len(_marks(m, terms)) >= FEWEST)
    return next(places, 0)


def terms_table(terms: Sequence[Term]) -> Table:
    """A row for the list and for each measure, a column for each upload."""
    of_list = tuple(f"{t.on_list:,} of {t.on_roll:,} pupils" for t in terms)
    rows = [(m.title, *(_cell(m, term) for term in terms)) for m in measures_of(terms)]
    headings = ("What", *(text.day(term.as_at) for term in terms))
    return Table(TITLE, headings, (("On the list", *of_list), *rows))


def _cell(measure: Measure, term: Term) -> str:
    figure = term.of(measure.key)
    if figure is None:
        return "no figure"
    so_far = "" if figure.complete else " so far"
    return f"{in_short(measure, figure.cwsw)}, {label(figure.year)}{so_far}"


def _line(measure: Measure, terms: Sequence[Term]) -> None:
    """Show one measure over the terms, or that there are too few for a line."""
    marks = _marks(measure, terms)
    is_mean = measure.kind is FigureKind.MEAN
    top = max((m.high or m.value for m in marks), default=1.0) if is_mean else 100.0
    unit = "points" if is_mean else "%"
    alt = "; ".join(f"{text.day(t.as_at)}: {_cell(measure, t)}" for t in terms)
    if not show_chart(term_lines(marks, top, unit, mode()), f"{measure.title}. {alt}"):
        st.write(TOO_SMALL)
        return
    st.caption(definitions.NO_ARROWS)


def _marks(measure: Measure, terms: Sequence[Term]) -> tuple[TermMark, ...]:
    return tuple(mark for term in terms if (mark := _mark(measure, term)) is not None)


def _mark(measure: Measure, term: Term) -> TermMark | None:
    """What is drawn of a measure in a term; None where it has no percentage there."""
    figure = term.of(measure.key)
    # A small group has no percentage anywhere, so none on the line either (design section 4).
    if figure is None or showing.how(figure.cwsw) is not showing.Show.PERCENT:
        return None
    estimate = figure.cwsw.estimate
    if estimate.value is None:
        return None
    scale = 1 if measure.kind is FigureKind.MEAN else 100
    low, high = (None if x is None else float(x) * scale for x in (estimate.low, estimate.high))
    return TermMark(term.as_at, float(estimate.value) * scale, low, high)
