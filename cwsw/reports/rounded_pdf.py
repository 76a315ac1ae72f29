"""The paper of a publication of the first rules, as it was."""

from collections.abc import Iterator

from cwsw.charts import Mode
from cwsw.charts.rounded import published_alt_text, published_chart, size_chart
from cwsw.disclosure import RoundedAnswer, RoundedFigure, RoundedSummary
from cwsw.disclosure.rounded import HIDDEN, WHAT_WE_DO, WHO
from cwsw.reports.paper import (
    Block,
    Bullets,
    Chart,
    Meta,
    Note,
    Paper,
    PaperHeading,
    PaperTable,
    Paragraph,
    pdf,
)
from cwsw.reports.rounded import (
    OURS,
    about,
    beside,
    marks,
    national_order,
    national_year,
    own_words,
    size,
    year,
)
from cwsw.tables.english import day

TITLE = "Children with a social worker: summary for governors"
ASK = "You could ask:"
ASK_TOO = "You could also ask:"
UNDER_WAY = "Under way, in the headteacher's words:"
HIDDEN_HERE = (
    "Hidden because of small numbers, which does not mean none. Staff see it: ask what they do."
)
NO_ACTIONS = "No step is named here: ask the headteacher what is under way."
_HEADINGS = ("Who", "Year", "Percentage")
_WIDTHS = (6, 3, 3)


def rounded_pdf(shown: RoundedSummary) -> bytes:
    """The paper (PDF/UA, A4). A draft is stamped as one on every page."""
    return pdf(rounded_paper(shown), shown.published or shown.as_at)


def rounded_paper(shown: RoundedSummary) -> Paper:
    """The paper before it is printed."""
    return Paper(
        title=TITLE,
        meta=tuple(Meta(label, words) for label, words in about(shown)),
        blocks=tuple(_blocks(shown)),
        marks=marks(shown),
        foot=f"{shown.school} · as at {day(shown.as_at)} · version {shown.version}",
    )


def _blocks(shown: RoundedSummary) -> Iterator[Block]:
    if shown.comment:
        yield PaperHeading("From the headteacher")
        yield from (Note(words) for words in own_words(shown))
    for answer in shown.answers:
        yield from _answer(answer, shown)
    yield from _small_numbers(shown)


def _answer(answer: RoundedAnswer, shown: RoundedSummary) -> Iterator[Block]:
    yield PaperHeading(answer.question)
    if answer.question == WHO:
        yield from _size(shown)
    yield from (Paragraph(words) for words in answer.words)
    if answer.question == WHAT_WE_DO:
        yield Bullets(shown.actions, UNDER_WAY) if shown.actions else Paragraph(NO_ACTIONS)
    for figure in answer.figures:
        yield from _figure(figure, shown)
        if figure.ask and len(answer.figures) > 1:
            yield Bullets(figure.ask, ASK)
    yield from _questions(answer)
    if answer.sources:
        yield Paragraph(f"Source of the national figures: {'; '.join(answer.sources)}.", quiet=True)


def _questions(answer: RoundedAnswer) -> Iterator[Block]:
    """What to ask of the whole answer; of its figure as well where it has only one."""
    if len(answer.figures) > 1:
        yield Bullets(answer.ask, ASK_TOO)
    else:
        yield Bullets((*(words for f in answer.figures for words in f.ask), *answer.ask), ASK)


def _size(shown: RoundedSummary) -> Iterator[Block]:
    spec = size_chart(shown.size, Mode.PAPER)
    if spec is not None:
        yield Chart(spec, f"{OURS}: {size(shown)}, as a bar.")


def _figure(figure: RoundedFigure, shown: RoundedSummary) -> Iterator[Block]:
    yield PaperHeading(f"{figure.title}, {year(figure)}", 3)
    yield Paragraph(figure.finding, keep=True)
    yield Paragraph(f"{figure.definition} {figure.beside}", keep=True)
    spec = published_chart(figure, Mode.PAPER)
    if spec is not None:
        yield Chart(spec, published_alt_text(figure))
    yield _table(figure)
    if figure.hidden:
        yield Paragraph(HIDDEN_HERE)
    yield Paragraph(_small_print(figure, shown), quiet=True)


def _table(figure: RoundedFigure) -> PaperTable:
    ours = OURS if figure.hidden else f"{OURS} (about {figure.count} of about {figure.of})"
    share = HIDDEN if figure.hidden else f"{figure.percent}%"
    national = (
        (group, national_year(entry), f"{percent:.1f}%")
        for entry in national_order(figure)
        for group, percent in beside(entry)
    )
    caption = f"{figure.title}: our children and England"
    rows = ((ours, year(figure), share), *national)
    return PaperTable(caption, _HEADINGS, rows, frozenset({2}), _WIDTHS)


def _small_print(figure: RoundedFigure, shown: RoundedSummary) -> str:
    """Which national figures are no comparison, and of which day ours are."""
    notes = dict.fromkeys(f"{national_year(n)}: {n.note}" for n in figure.nationals if n.note)
    first = figure.first_published
    ours = f"as first published on {day(first)}" if first else f"as at {day(shown.as_at)}"
    source = f"Source of our figure: the school's own records, {ours}."
    return " ".join([*notes, source])


def _small_numbers(shown: RoundedSummary) -> Iterator[Block]:
    yield PaperHeading("About small numbers")
    yield from (Paragraph(words) for words in shown.small_numbers)
    if shown.rule:
        yield Paragraph(f"The rule: {shown.rule}")
    hidden = tuple(f"{f.title}, {year(f)}" for f in shown.figures if f.hidden)
    if hidden:
        yield Bullets(hidden, "Hidden in this paper:")
