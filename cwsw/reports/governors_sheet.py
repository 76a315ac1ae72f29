"""The governors' sheet: the governors' page on one side of A4, made from a publication alone."""

from collections.abc import Iterator

from cwsw.charts import Mode
from cwsw.charts.published import LEGEND, national_words, ranges_alt_text, ranges_chart
from cwsw.disclosure import PublishedSummary
from cwsw.reports.paper import (
    Block,
    Bullets,
    Chart,
    Columns,
    Numbered,
    Paper,
    PaperHeading,
    PaperTable,
    Paragraph,
    pdf,
)
from cwsw.reports.published import (
    FROM_THE_HEAD,
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
    """The sheet (PDF/UA, A4). A draft is stamped as one."""
    return pdf(governors_sheet(shown), shown.published or shown.as_at)


def governors_sheet(shown: PublishedSummary) -> Paper:
    """The sheet before it is printed: the page's parts in the page's order."""
    return Paper(
        title=TITLE,
        blocks=tuple(_blocks(shown)),
        marks=marks(shown),
        foot=f"{shown.school} · data of {day(shown.as_at)} · version {shown.version}",
        dense=True,
    )


def _blocks(shown: PublishedSummary) -> Iterator[Block]:
    yield Paragraph(about(shown), quiet=True)
    yield PaperHeading(IN_ONE_MINUTE)
    yield Bullets(shown.minute)
    yield PaperHeading(THIS_YEAR)
    yield from _this_year(shown)
    yield PaperHeading(THREE_YEARS)
    yield PaperTable("", year_headings(shown), three_years(shown))
    if note(shown):
        yield Paragraph(note(shown), quiet=True)
    yield Columns(
        (PaperHeading(WHAT_WE_DO), Bullets(shown.practice)),
        (PaperHeading(QUESTIONS), Numbered(shown.questions)),
    )
    if words := own_words(shown):
        yield PaperHeading(FROM_THE_HEAD)
        yield from (Paragraph(paragraph) for paragraph in words)
    yield PaperHeading(METHOD)
    yield Paragraph(" ".join((*shown.method, *_of_england(shown))), quiet=True)


def _this_year(shown: PublishedSummary) -> Iterator[Block]:
    spec = ranges_chart(shown.latest, Mode.PAPER)
    if spec is not None:
        yield Chart(spec, ranges_alt_text(shown.latest))
        yield Paragraph(LEGEND, quiet=True)
    else:
        yield Paragraph(NO_CHART)


def _of_england(shown: PublishedSummary) -> Iterator[str]:
    """The national figures drawn, with their schools and years, and where they come from."""
    for figure in shown.latest:
        if not figure.hidden and (words := national_words(figure)):
            yield f"{figure.title}, {words}."
    if cited := sources(shown):
        yield f"Sources: {'; '.join(cited)}."
