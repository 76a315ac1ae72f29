"""The published figures as a spreadsheet, to quote in minutes; made from a publication alone."""

from collections.abc import Iterator

from cwsw.disclosure import National, PublishedFigure, PublishedSummary, Range
from cwsw.disclosure.words import beside_words, school_words
from cwsw.reports.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Fact,
    Facts,
    Numbered,
    Paragraph,
    Table,
)
from cwsw.reports.document.workbook import workbook
from cwsw.reports.governors import governors_document
from cwsw.reports.published import (
    FROM_THE_HEAD,
    IN_ONE_MINUTE,
    METHOD,
    QUESTIONS,
    TITLE,
    WHAT_WE_DO,
    marks,
    own_words,
    size,
)
from cwsw.reports.stamps import DRAFT_STAMP
from cwsw.tables.english import capital, day

Row = tuple[Cell, ...]
_ABOUT = {"What": 24, "In words": 80}
"""Of each sheet: the headings of its table, and how many letters wide each column is."""
_FIGURES = {
    "Measure": 40,
    "Academic year": 14,
    "At least": 10,
    "At most": 10,
    "Of at least": 12,
    "Of at most": 12,
    "Whole school": 20,
    "Beside our other pupils": 24,
    "Hidden?": 36,
    "First published": 20,
}
_NATIONAL = {
    "Measure": 40,
    "Who": 36,
    "Year": 14,
    "Per cent": 10,
    "Schools": 14,
    "Source": 60,
    "Note": 40,
}
_WORDS = {"Part": 36, "Words": 100}


def governors_workbook(summary: PublishedSummary) -> bytes:
    """The spreadsheet (xlsx). The same publication gives the same bytes."""
    return workbook(governors_sheets(summary), summary.published or summary.as_at, TITLE)


def governors_sheets(summary: PublishedSummary) -> dict[str, Document]:
    """Name of a sheet -> its document, which is one table."""
    figures = tuple(map(_figure, summary.figures))
    national = tuple(row for figure in summary.latest for row in _nationals(figure))
    return {
        "About": _sheet(summary, TITLE, _ABOUT, _about(summary)),
        "Figures": _sheet(summary, "The published figures", _FIGURES, figures),
        "National figures": _sheet(summary, "National figures", _NATIONAL, national),
        "In words": _sheet(summary, "In words", _WORDS, tuple(_in_words(summary))),
    }


def _sheet(
    summary: PublishedSummary, title: str, columns: dict[str, int], rows: tuple[Row, ...]
) -> Document:
    table = Table("", tuple(columns), rows, widths=tuple(columns.values()))
    return Document(title, (table,), (_source(summary),), marks(summary))


def _source(summary: PublishedSummary) -> Fact:
    """Whose figures they are, and of when."""
    published = f"published {day(summary.published)}" if summary.published else "not published"
    return Fact("Source", f"{summary.school}, its own data as at {day(summary.as_at)}, {published}")


def _about(summary: PublishedSummary) -> tuple[Row, ...]:
    return (
        ("School", summary.school),
        ("As at", day(summary.as_at)),
        ("Published", day(summary.published) if summary.published else DRAFT_STAMP.lower()),
        ("How many children", size(summary)),
        ("Of how many pupils", f"{summary.on_roll:,}"),
        ("Latest closed school year", summary.year),
        ("Made by", f"Children with a social worker, version {summary.version}"),
        *((METHOD, words) for words in summary.method),
    )


def _figure(figure: PublishedFigure) -> Row:
    first = figure.first_published
    return (
        figure.title,
        figure.academic_year,
        *_ends(figure.count),
        *_ends(figure.of),
        school_words(figure.school),
        beside_words(figure),
        figure.why or "no",
        day(first) if first else "",
    )


def _ends(limits: Range | None) -> tuple[Cell, Cell]:
    return (limits.low, limits.high) if limits else ("", "")


def _nationals(figure: PublishedFigure) -> Iterator[Row]:
    for national in figure.nationals:
        yield from _national(figure, national)


def _national(figure: PublishedFigure, national: National) -> Iterator[Row]:
    """A row for the children, and one for the group they are compared with."""
    percentages = {
        national.cohort: national.percent,
        national.comparator: national.comparator_percent,
    }
    for group, percent in percentages.items():
        if percent is not None:
            shares = (capital(group), national.year, percent)
            yield (figure.title, *shares, national.phase, national.source, national.note)


def _in_words(summary: PublishedSummary) -> Iterator[Row]:
    """The sentences of the governors' page, each with the part that it is of."""
    # Taken from the page's document, so that both have the same words.
    page = governors_document(summary)
    for part in (IN_ONE_MINUTE, WHAT_WE_DO, QUESTIONS, *_from_the_head(summary)):
        for block in page.section(part).blocks:
            yield from ((part, words) for words in _sentences(block))


def _from_the_head(summary: PublishedSummary) -> tuple[str, ...]:
    return (FROM_THE_HEAD,) if own_words(summary) else ()


def _sentences(block: Block) -> tuple[str, ...]:
    match block:
        case Facts(items):
            return tuple(fact.line for fact in items)
        case Bullets(items) | Numbered(items):
            return items
        case Paragraph(words):
            return (words,)
        case _:
            return ()
