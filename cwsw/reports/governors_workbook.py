"""The published figures as a spreadsheet, to quote in minutes; made from a publication alone."""

from collections.abc import Iterator

from cwsw.compare.words import capital
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
from cwsw.reports.words import DRAFT_STAMP
from cwsw.tables.english import day

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


def governors_workbook(shown: PublishedSummary) -> bytes:
    """The spreadsheet (xlsx). The same publication gives the same bytes."""
    return workbook(governors_sheets(shown), shown.published or shown.as_at, TITLE)


def governors_sheets(shown: PublishedSummary) -> dict[str, Document]:
    """Name of a sheet -> its document, which is one table."""
    figures = tuple(map(_figure, shown.figures))
    national = tuple(row for figure in shown.latest for row in _nationals(figure))
    return {
        "About": _sheet(shown, TITLE, _ABOUT, _about(shown)),
        "Figures": _sheet(shown, "The published figures", _FIGURES, figures),
        "National figures": _sheet(shown, "National figures", _NATIONAL, national),
        "In words": _sheet(shown, "In words", _WORDS, tuple(_in_words(shown))),
    }


def _sheet(
    shown: PublishedSummary, title: str, columns: dict[str, int], rows: tuple[Row, ...]
) -> Document:
    table = Table("", tuple(columns), rows, widths=tuple(columns.values()))
    return Document(title, (table,), (_source(shown),), marks(shown))


def _source(shown: PublishedSummary) -> Fact:
    """Whose figures they are, and of when."""
    published = f"published {day(shown.published)}" if shown.published else "not published"
    return Fact("Source", f"{shown.school}, its own data as at {day(shown.as_at)}, {published}")


def _about(shown: PublishedSummary) -> tuple[Row, ...]:
    return (
        ("School", shown.school),
        ("As at", day(shown.as_at)),
        ("Published", day(shown.published) if shown.published else DRAFT_STAMP.lower()),
        ("How many children", size(shown)),
        ("Of how many pupils", f"{shown.on_roll:,}"),
        ("Latest closed school year", shown.year),
        ("Made by", f"Children with a social worker, version {shown.version}"),
        *((METHOD, words) for words in shown.method),
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
    """A row for the children, and one for whom they are compared with."""
    percentages = {
        national.cohort: national.percent,
        national.comparator: national.comparator_percent,
    }
    for group, percent in percentages.items():
        if percent is not None:
            shares = (capital(group), national.year, percent)
            yield (figure.title, *shares, national.phase, national.source, national.note)


def _in_words(shown: PublishedSummary) -> Iterator[Row]:
    """The sentences of the governors' page, each with the part that it is of."""
    page = governors_document(shown)
    for part in (IN_ONE_MINUTE, WHAT_WE_DO, QUESTIONS, *_from_the_head(shown)):
        for block in page.section(part).blocks:
            yield from ((part, words) for words in _sentences(block))


def _from_the_head(shown: PublishedSummary) -> tuple[str, ...]:
    return (FROM_THE_HEAD,) if own_words(shown) else ()


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
