"""Makes pages of a document: one typst template, which gets every text as data."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

from cwsw.charts import Mode
from cwsw.reports.document import (
    TO_COMPLETE,
    Block,
    Bullets,
    Callout,
    Cards,
    Chart,
    Columns,
    Document,
    Fact,
    Facts,
    Numbered,
    Paragraph,
    Section,
    Table,
    ToComplete,
    cell_words,
)
from cwsw.reports.paper import engine
from cwsw.reports.paper.drawing import svg
from cwsw.reports.paper.letters import printable

_TEMPLATE = files("cwsw.reports.paper").joinpath("paper.typ").read_bytes()
Fields = dict[str, Any]
"""What the template is given of one thing that it prints."""
_BREAK: Fields = {"is": "break"}
_TOP = 2
"""The level of the first headings beneath the title."""


def pdf(document: Document, created: date) -> bytes:
    """The document as tagged PDF/UA-1 in British English, A4.

    The same document and day: the same bytes.
    """
    # Of the document and not of this moment: the same paper gives the same bytes (decision 13).
    made_at = datetime.combine(created, time(), UTC)
    return engine.current().pdf(_TEMPLATE, _inputs(document), made_at)


def pages(document: Document, dots_per_inch: float = 72) -> list[bytes]:
    """A picture (PNG) of each page, to look at while a document is being designed."""
    return engine.current().pages(_TEMPLATE, _inputs(document), dots_per_inch)


def _inputs(document: Document) -> dict[str, str]:
    """The document as typst's input: JSON, so that a text stays a text."""
    return {
        "paper": json.dumps(
            {
                "title": printable(document.title),
                "facts": _labelled(document.facts),
                "marks": _printed(document.marks),
                "foot": printable(document.foot),
                "dense": document.dense,
                "blocks": _all(document.blocks, _TOP),
            }
        )
    }


def _all(blocks: Iterable[Block], level: int) -> list[Fields]:
    return [fields for block in blocks for fields in _fields(block, level)]


def _fields(block: Block, level: int) -> Iterator[Fields]:
    """What is printed of a block, in order; `level`: of a heading in it."""
    match block:
        case Section():
            yield from _section(block, level)
        case Cards():
            yield from _cards(block, level)
        case Columns(left, right):
            yield {"is": "columns", "sides": [_all(left, level), _all(right, level)]}
        case Table():
            yield from _table(block)
        case Paragraph(words, quiet, keep):
            yield {"is": "paragraph", "words": printable(words), "quiet": quiet, "keep": keep}
        case Callout(words):
            yield {"is": "callout", "words": printable(words)}
        case Bullets(items, lead):
            yield {"is": "bullets", "items": _printed(items), "lead": printable(lead)}
        case ToComplete(items):
            yield {"is": "bullets", "items": _printed(items), "lead": TO_COMPLETE}
        case Numbered(items):
            yield {"is": "numbered", "items": _printed(items)}
        case Facts(items):
            yield {"is": "facts", "items": _labelled(items)}
        case Chart():
            drawing = svg(block.spec(Mode.PAPER))
            yield {"is": "chart", "svg": drawing, "alt": printable(block.alt)}


def _section(section: Section, level: int) -> Iterator[Fields]:
    if section.new_page:
        yield _BREAK
    yield {"is": "heading", "words": printable(section.title), "level": level}
    yield from _all(section.blocks, level + 1)


def _cards(cards: Cards, level: int) -> Iterator[Fields]:
    for number, card in enumerate(cards.sections):
        if number and number % cards.per_page == 0:
            yield _BREAK
        yield from _section(card, level)


def _table(table: Table) -> Iterator[Fields]:
    # typst tags the headings of columns only, so that names of rows are cells like the others
    # (decision 13).
    yield {
        "is": "table",
        "caption": printable(table.caption),
        "headings": _printed(table.headings),
        "rows": [_printed(map(cell_words, row)) for row in table.rows],
        "numbers": sorted(table.numbers),
        "widths": list(table.widths),
    }
    for note in table.notes:
        yield from _fields(Paragraph(cell_words(note), quiet=True), _TOP)


def _labelled(facts: Iterable[Fact]) -> list[list[str]]:
    return [[printable(fact.label), printable(fact.words)] for fact in facts]


def _printed(texts: Iterable[str]) -> list[str]:
    return [printable(words) for words in texts]
