"""The overview's cards: one measure each, counts first, with the way to the detail."""

import streamlit as st

from cwsw.access import Person, Right
from cwsw.benchmarks.model import SET_2018, Benchmark
from cwsw.charts.marks import national_basis
from cwsw.cohort.counts import CohortCounts
from cwsw.compare import sentences, showing, words
from cwsw.compare.model import Figure
from cwsw.measures.registry import Measure
from cwsw.summary.model import Card, Summary
from cwsw.ui import links

STRENGTH = "Going well"
CARD_WIDTH = 300
NOBODY = (
    "Nobody on roll is known to have a social worker, so there is no figure to show. Ask the local "
    "authority and the children's previous schools before taking that for the answer."
)
ABOUT_CARDS = (
    "A card claims a difference only where chance is an unlikely reason for it, allowing for all "
    "the figures looked at. Each leads to its detail."
)


def cohort_line(counts: CohortCounts, who: Person) -> str:
    """The cohort in one sentence; without kinds of plan for those who may not see them."""
    if who.may(Right.PLAN_DETAIL) or counts.cwsw == 0:
        return sentences.cohort_sentence(counts)
    return f"{counts.cwsw:,} of {counts.on_roll:,} pupils are {words.group('cwsw')}."


def show_cards(summary: Summary) -> None:
    """The cards in a grid that becomes one column on a narrow screen."""
    with st.grid(min_column_width=CARD_WIDTH, border=True):
        for card in summary.cards:
            with st.container():
                _card(card, summary.latest(card.figure.measure.key))


def national_lines(figure: Figure) -> tuple[str, ...]:
    """The 2018 pair and the like-for-like pair in words, each with its comparator and year."""
    found = (national_basis(figure, "cwsw", like_for_like) for like_for_like in (False, True))
    return tuple(_pair(basis, figure.measure) for basis in found if basis is not None)


def list_is_complete_question(counts: CohortCounts) -> str:
    """The size one might expect, as a question and never as a pass mark."""
    share = showing.percent(counts.cwsw / counts.on_roll) if counts.on_roll else "none"
    return (
        f"Your list has {counts.cwsw:,} of {counts.on_roll:,} pupils ({share}). Nationally about "
        "1 in 10 children had a social worker within six years, and 16.6% of pupils who finished "
        "Key Stage 4 in 2021 had been known to social care in the six years before (Education "
        "Policy Institute; looked-after children included). Areas differ a great deal, so this is "
        "a question and no pass mark: might somebody be missing? Ask the local authority and the "
        "children's previous schools."
    )


def _card(card: Card, latest: Figure | None) -> None:
    figure = card.figure
    title = (
        f"{STRENGTH}: {figure.measure.title.lower()}" if card.is_strength else figure.measure.title
    )
    st.subheader(title)
    st.write(card.strength or sentences.finding(figure))
    if not card.is_strength:
        st.markdown(f"**{sentences.card_verdict(figure)}**")
        st.markdown("  \n".join(national_lines(figure)) or "No national figure to set beside this.")
        if latest is not None and not latest.complete:
            _so_far(figure, latest)
    links.figure_link(figure.measure.page)


def _so_far(judged: Figure, latest: Figure) -> None:
    """The year under way, beside the school's own other pupils over the same weeks."""
    ours = sentences.finding(latest) if latest.year != judged.year else ""
    note = sentences.so_far_note(latest) or ""
    st.write(" ".join(filter(None, (ours, sentences.others(latest), note))))


def _pair(basis: Benchmark, measure: Measure) -> str:
    when = "In 2018" if basis.set == SET_2018 else f"Like for like, {basis.year}"
    who = words.cohort(basis.cohort)
    return (
        f"{when}: {who} {_value(basis, measure)}, {basis.comparator} {_comparator(basis, measure)}."
    )


def _value(basis: Benchmark, measure: Measure) -> str:
    return "not published" if basis.value is None else showing.national(basis.value, measure)


def _comparator(basis: Benchmark, measure: Measure) -> str:
    value = basis.comparator_value
    return "not published" if value is None else showing.national(value, measure)
