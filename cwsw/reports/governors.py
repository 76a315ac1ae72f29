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


def governors_pdf(shown: PublishedSummary) -> bytes:
    """The sheet (PDF/UA, A4, one side). A draft is stamped as one."""
    return pdf(governors_document(shown, dense=True), shown.published or shown.as_at)


def governors_document(shown: PublishedSummary, dense: bool = False) -> Document:
    """Everything in the order of the page.

    `dense`: for one side of paper, with the national figures in short in place of the definitions.
    """
    return Document(
        title=TITLE,
        blocks=tuple(_blocks(shown, dense)),
        marks=marks(shown),
        foot=f"{shown.school} · data of {day(shown.as_at)} · version {shown.version}",
        dense=dense,
    )


def _blocks(shown: PublishedSummary, dense: bool) -> Iterator[Block]:
    yield Paragraph(about(shown), quiet=True)
    yield Section(IN_ONE_MINUTE, (Facts(tuple(map(_with_label, shown.minute))),))
    yield Section(THIS_YEAR, _this_year(shown))
    yield Section(THREE_YEARS, (_three_years(shown),))
    yield Columns(
        (Section(WHAT_WE_DO, (Bullets(shown.practice),)),),
        (Section(QUESTIONS, (Numbered(shown.questions),)),),
    )
    if words := own_words(shown):
        yield Section(FROM_THE_HEAD, tuple(map(Paragraph, words)))
    yield Section(METHOD, _in_short(shown) if dense else _in_full(shown))


def _with_label(sentence: str) -> Fact:
    """A sentence whose words before its first colon are its label."""
    label, colon, rest = sentence.partition(":")
    return Fact(label, rest.strip()) if colon else Fact("", sentence)


def _this_year(shown: PublishedSummary) -> tuple[Block, ...]:
    if alt := ranges_alt_text(shown.latest):
        return Chart(partial(ranges_chart, shown.latest), alt), Paragraph(LEGEND, quiet=True)
    return (Paragraph(NO_CHART),)


def _three_years(shown: PublishedSummary) -> Table:
    notes = (note(shown),) if note(shown) else ()
    return Table(IN_NUMBERS, year_headings(shown), three_years(shown), notes=notes)


def _in_short(shown: PublishedSummary) -> tuple[Block, ...]:
    return (Paragraph(" ".join((*shown.method, *_of_england(shown))), quiet=True),)


def _of_england(shown: PublishedSummary) -> Iterator[str]:
    """The national figures drawn, with their schools and years, and where they come from."""
    for figure in shown.latest:
        if not figure.hidden and (words := national_words(figure)):
            yield f"{figure.title}, {words}."
    if cited := sources(shown):
        yield f"Sources: {'; '.join(cited)}."


def _in_full(shown: PublishedSummary) -> tuple[Block, ...]:
    """How it was made; definitions and sources one click away."""
    definitions = (block for figure in shown.latest for block in _definition(figure))
    cited = (Paragraph(source, quiet=True) for source in sources(shown))
    return (
        Paragraph(" ".join(shown.method), quiet=True),
        Section(DEFINITIONS, (*definitions, *cited), folded=True),
    )


def _definition(figure: PublishedFigure) -> Iterator[Block]:
    yield Facts((Fact(figure.title, figure.definition),))
    yield from (Paragraph(national.words) for national in figure.nationals)
