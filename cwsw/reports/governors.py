"""What governors read, as one document: their page, and their sheet on one side of A4.

It is made from a publication alone.
"""

from collections.abc import Iterator
from functools import partial

from cwsw.charts.published import LEGEND, national_words, ranges_alt_text, ranges_chart
from cwsw.disclosure import PublishedFigure, PublishedSummary
from cwsw.reports.document import (
    Block,
    Bullets,
    Chart,
    Columns,
    Document,
    Fact,
    Facts,
    Numbered,
    Paragraph,
    Section,
    Table,
)
from cwsw.reports.paper import pdf
from cwsw.reports.published import (
    DEFINITIONS,
    FROM_THE_HEAD,
    IN_NUMBERS,
    IN_ONE_MINUTE,
    METHOD,
    NO_CHART,
    QUESTIONS,
    THIS_YEAR,
    THREE_YEARS,
    TITLE,
    WHAT_WE_DO,
    about,
    marks,
    note,
    own_words,
    sources,
    three_years,
    year_headings,
)
from cwsw.tables.english import day


def governors_pdf(summary: PublishedSummary) -> bytes:
    """The sheet (PDF/UA, A4, one side). A draft is stamped as one."""
    return pdf(governors_document(summary, dense=True), summary.published or summary.as_at)


def governors_document(summary: PublishedSummary, dense: bool = False) -> Document:
    """Everything in the order of the page.

    `dense`: for one side of paper, with the national figures in short in place of the definitions.
    """
    return Document(
        title=TITLE,
        blocks=tuple(_blocks(summary, dense)),
        marks=marks(summary),
        foot=f"{summary.school} · data of {day(summary.as_at)} · version {summary.version}",
        dense=dense,
    )


def _blocks(summary: PublishedSummary, dense: bool) -> Iterator[Block]:
    yield Paragraph(about(summary), quiet=True)
    yield Section(IN_ONE_MINUTE, (Facts(tuple(map(_with_label, summary.minute))),))
    yield Section(THIS_YEAR, _this_year(summary))
    # A school that gave no outcome has nothing to set side by side: headings alone look broken.
    if three_years(summary):
        yield Section(THREE_YEARS, (_three_years(summary),))
    yield Columns(
        (Section(WHAT_WE_DO, (Bullets(summary.practice),)),),
        (Section(QUESTIONS, (Numbered(summary.questions),)),),
    )
    if words := own_words(summary):
        yield Section(FROM_THE_HEAD, tuple(map(Paragraph, words)))
    yield Section(METHOD, _in_short(summary) if dense else _in_full(summary))


def _with_label(sentence: str) -> Fact:
    """A sentence whose words before its first colon are its label."""
    label, colon, words = sentence.partition(":")
    return Fact(label, words.strip()) if colon else Fact("", sentence)


def _this_year(summary: PublishedSummary) -> tuple[Block, ...]:
    if alt := ranges_alt_text(summary.latest):
        return Chart(partial(ranges_chart, summary.latest), alt), Paragraph(LEGEND, quiet=True)
    return (Paragraph(NO_CHART),)


def _three_years(summary: PublishedSummary) -> Table:
    notes = (note(summary),) if note(summary) else ()
    return Table(IN_NUMBERS, year_headings(summary), three_years(summary), notes=notes)


def _in_short(summary: PublishedSummary) -> tuple[Block, ...]:
    return (Paragraph(" ".join((*summary.method, *_of_england(summary))), quiet=True),)


def _of_england(summary: PublishedSummary) -> Iterator[str]:
    """The national figures drawn, with their schools and years, and where they come from."""
    for figure in summary.latest:
        if not figure.hidden and (words := national_words(figure)):
            yield f"{figure.title}, {words}."
    if cited := sources(summary):
        yield f"Sources: {'; '.join(cited)}."


def _in_full(summary: PublishedSummary) -> tuple[Block, ...]:
    """How it was made; definitions and sources one click away."""
    definitions = (block for figure in summary.latest for block in _definition(figure))
    cited = (Paragraph(source, quiet=True) for source in sources(summary))
    return (
        Paragraph(" ".join(summary.method), quiet=True),
        Section(DEFINITIONS, (*definitions, *cited), folded=True),
    )


def _definition(figure: PublishedFigure) -> Iterator[Block]:
    yield Facts((Fact(figure.title, figure.definition),))
    yield from (Paragraph(national.words) for national in figure.nationals)
