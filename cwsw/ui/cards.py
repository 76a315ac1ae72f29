"""The overview's cards: one measure each, what is going well first, each with a way to detail."""

import re
from html import escape

import streamlit as st

from cwsw.access import Person, Right
from cwsw.benchmarks.model import SET_2018, Benchmark
from cwsw.charts.marks import national_basis
from cwsw.charts.theme import INKS
from cwsw.cohort.counts import CohortCounts
from cwsw.compare import sentences, showing, words
from cwsw.compare.model import Figure, Verdict
from cwsw.compare.nationals import with_schools
from cwsw.measures.registry import Measure
from cwsw.summary.model import Card, Summary
from cwsw.tables.english import counted
from cwsw.ui import links, show_pupils
from cwsw.ui.charting import mode
from cwsw.ui.style import CARD_STYLE

STRENGTH = "Going well"
TO_BUILD_ON = "A strength to build on"
CARD_WIDTH = 290
WELL, BETTER, CLOSER = "✔", "●", "◆"
UNCLEAR, FEW, SOON, CONTEXT = "○", "□", "◐", "–"
_SHAPES = {
    Verdict.CANNOT_TELL: UNCLEAR,
    Verdict.TOO_FEW: FEW,
    Verdict.SO_FAR: SOON,
    Verdict.CONTEXT_ONLY: CONTEXT,
}
NOBODY = (
    "Nobody on roll is known to have a social worker, so there is no figure to show. Ask the local "
    "authority and the children's previous schools before taking that for the answer."
)
ABOUT_CARDS = (
    "A card claims a difference only where chance is an unlikely reason for it, allowing for all "
    "the figures looked at. Each leads to its detail."
)
NO_CARDS = (
    "Your spreadsheet says who counts, and nothing yet of how they are doing. Add the Attendance "
    "sheet first, then Exclusions, Results and Wellbeing, and upload it again."
)
NO_STEPS = "Nothing in your figures asks for action by itself; the library is there to choose from."
NO_FIGURES = (
    "There are no figures yet to suggest anything from; the library is there to choose from."
)
MOST_STEPS = 3
_IN_BRACKETS = re.compile(r" \([^)]*\)")


def cohort_line(counts: CohortCounts, who: Person) -> str:
    """The cohort in one sentence; without kinds of plan for those who may not see them."""
    if who.may(Right.PLAN_DETAIL) or counts.cwsw == 0:
        return sentences.cohort_sentence(counts)
    on_roll = counted(counts.on_roll, "pupil", "pupils")
    are = "is a" if counts.cwsw == 1 else "are"
    return f"{counts.cwsw:,} of {on_roll} {are} {words.group('cwsw', counts.cwsw)}."


def show_cards(summary: Summary) -> None:
    """What is going well, then a grid that becomes one column on a narrow screen."""
    st.html(CARD_STYLE)
    for card in (card for card in summary.cards if card.is_strength):
        with st.container(border=True):
            _strength(card)
    ordinary = [card for card in summary.cards if not card.is_strength]
    if ordinary:
        with st.grid(min_column_width=CARD_WIDTH, border=True):
            for card in ordinary:
                with st.container():
                    latest = summary.latest(card.figure.measure.key)
                    _card(card.figure, latest, summary.cohort.cwsw)


def show_steps(summary: Summary) -> None:
    """The first suggestions by name, and the way to all of them."""
    titles = [suggestion.rule.title for suggestion in summary.suggestions]
    shown = titles[:MOST_STEPS]
    if len(titles) > MOST_STEPS:
        st.write(f"The first {MOST_STEPS} of {len(titles)} suggestions from your figures:")
    none = NO_STEPS if summary.figures else NO_FIGURES
    st.markdown("\n".join(f"- {title}" for title in shown) or none)
    links.page_link(links.WHAT_TO_DO, "See what to do next")


def national_lines(figure: Figure) -> tuple[str, ...]:
    """The 2018 pair and the like-for-like pair in words, each with its comparator and year."""
    found = (national_basis(figure, "cwsw", like_for_like) for like_for_like in (False, True))
    return tuple(_pair(basis, figure.measure) for basis in found if basis is not None)


def verdict(figure: Figure) -> str:
    """A card's verdict as HTML: shape, words, and then colour."""
    return _marked(_shape(figure), sentences.card_verdict(figure))


def list_is_complete_question(counts: CohortCounts) -> str:
    """The size one might expect, as a question and never as a pass mark."""
    share = showing.percent(counts.cwsw / counts.on_roll) if counts.on_roll else "none"
    return (
        f"Your list has {counts.cwsw:,} of {counts.on_roll:,} pupils ({share}). Nationally about "
        "1 in 10 children had a social worker within six years (16.6% of those who finished Key "
        "Stage 4 in 2021 had been known to social care, looked-after children included: Education "
        "Policy Institute). Areas differ a great deal, so this is a question and no pass mark: "
        "might somebody be missing?"
    )


def _strength(card: Card) -> None:
    st.subheader(STRENGTH)
    st.html(_marked(WELL, TO_BUILD_ON))
    st.write(card.strength)
    links.figure_link(card.figure.measure.page)
    show_pupils.link_to(card.figure)


def counted_words(measure: Measure) -> str:
    """'Counted: pupils on roll on any day of the year.', from the definition's first sentence."""
    first = _IN_BRACKETS.sub("", measure.eligible).partition(". ")[0].rstrip(".")
    return f"Counted: {first[0].lower()}{first[1:]}."


def _card(figure: Figure, latest: Figure | None, on_list: int) -> None:
    st.subheader(figure.measure.title)
    st.html(verdict(figure))
    st.write(sentences.finding(figure))
    if figure.cwsw.pupils != on_list:
        st.caption(counted_words(figure.measure))
    st.markdown("  \n".join(national_lines(figure)) or "No national figure to set beside this.")
    if latest is not None and not latest.complete:
        _so_far(figure, latest)
    links.figure_link(figure.measure.page)
    show_pupils.link_to(figure)


def _shape(figure: Figure) -> str:
    """The shape that stands before a card's verdict: one for each thing it may say."""
    if figure.verdict in (Verdict.BETTER, Verdict.WORSE):
        claimed = BETTER if figure.verdict is Verdict.BETTER else CLOSER
        return claimed if figure.alarm else UNCLEAR
    return _SHAPES[figure.verdict]


def _marked(shape: str, words_: str) -> str:
    inks = INKS[mode()]
    colour = {WELL: inks.others, BETTER: inks.others, CLOSER: inks.national}.get(shape, "inherit")
    return (
        f'<p class="cwsw-verdict"><span aria-hidden="true" style="color:{colour}">{shape}</span>'
        f"{escape(words_)}</p>"
    )


def _so_far(judged: Figure, latest: Figure) -> None:
    """The year under way, beside the school's own other pupils over the same weeks."""
    ours = sentences.finding(latest) if latest.year != judged.year else ""
    note = sentences.so_far_note(latest) or ""
    st.write(" ".join(filter(None, (ours, sentences.others(latest), note))))


def _pair(basis: Benchmark, measure: Measure) -> str:
    when = "In 2018" if basis.set == SET_2018 else f"Like for like, {basis.year}"
    when = with_schools(when, basis)
    who = words.cohort(basis.cohort)
    return (
        f"{when}: {who} {_value(basis, measure)}, {basis.comparator} {_comparator(basis, measure)}."
    )


def _value(basis: Benchmark, measure: Measure) -> str:
    return "not published" if basis.value is None else showing.national(basis.value, measure)


def _comparator(basis: Benchmark, measure: Measure) -> str:
    value = basis.comparator_value
    return "not published" if value is None else showing.national(value, measure)
