"""Can I say this? A sentence to copy for an inspector, and one that is safe for governors."""

import streamlit as st

from cwsw.compare.model import Figure
from cwsw.compare.say import for_inspector
from cwsw.disclosure import PublishedSummary
from cwsw.tables.years import label
from cwsw.ui import publishing, text
from cwsw.ui.view import View

SAMPLE = "Sample data, not a real school."
GOVERNORS_CAVEAT = (
    "Counts are rounded to the nearest 5. In a small group a difference can be chance, so it is a "
    "question and no finding."
)
NOT_SAFE = (
    "Nothing of this figure can be said safely to governors: with what they know already, a child "
    "might be recognised."
)
WHOLE_ONLY = (
    "Say nothing of a part of the cohort to governors: set against the whole, a child might be "
    "recognised."
)
NOT_AMONG = (
    "This figure is not among those that governors see, so nothing is offered: beside the others "
    "it might name a child."
)


def show_sentences(figure: Figure, view: View) -> None:
    """Two read-only texts with a button to copy each."""
    chosen = view.chosen
    mark = f" {SAMPLE}" if view.everyone.school.sample else ""
    st.markdown("**To an inspector, in confidence**")
    said = for_inspector(figure, chosen.group, view.everyone.as_at, chosen.is_whole)
    narrowed = "" if chosen.filters.is_empty else " Of some year groups only."
    st.code(f"{said}{narrowed}{mark}", language=None, wrap_lines=True)
    st.markdown("**To governors**")
    published = publishing.would_publish()
    safe = for_governors(figure, published) if chosen.is_whole else None
    if safe is None:
        st.write(why_not(figure, published) if chosen.is_whole else WHOLE_ONLY)
    else:
        st.code(f"{safe}{mark}", language=None, wrap_lines=True)


def for_governors(figure: Figure, published: PublishedSummary) -> str | None:
    """Only what the governors' own page says of this figure, with its date and caveat; or None."""
    year = label(figure.year)
    for answer in published.answers:
        shown = [f for f in answer.figures if f.key == figure.measure.key]
        if shown and not shown[0].hidden and shown[0].academic_year == year:
            said = _sentences_of(figure, answer.sentences)
            return f"As at {text.day(published.as_at)}: {said} {GOVERNORS_CAVEAT}"
    return None


def why_not(figure: Figure, published: PublishedSummary) -> str:
    """Why nothing is offered for governors."""
    shown = next((f for f in published.figures if f.key == figure.measure.key), None)
    if shown is None:
        return NOT_AMONG
    if shown.academic_year != label(figure.year):
        return f"Governors see {shown.academic_year} of this measure, and no other year beside it."
    return NOT_SAFE


def _sentences_of(figure: Figure, sentences: tuple[str, ...]) -> str:
    """The finding, which stands before its definition, and the last national figure after it."""
    start = f"{figure.measure.title}: what counts?"
    place = next(n for n, sentence in enumerate(sentences) if sentence.startswith(start))
    nationals = []
    for sentence in sentences[place + 1 :]:
        if not sentence.startswith("Nationally: "):
            break
        nationals.append(sentence)
    return " ".join([sentences[place - 1], *nationals[-1:]])
