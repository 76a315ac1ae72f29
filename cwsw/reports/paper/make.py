"""Blocks become pages: one typst template, and everything said handed to it as data."""

import json
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

from cwsw.reports.paper import engine
from cwsw.reports.paper.blocks import (
    Block,
    Bullets,
    Chart,
    Columns,
    Note,
    Numbered,
    PageBreak,
    Paper,
    PaperHeading,
    PaperTable,
    Paragraph,
)
from cwsw.reports.paper.drawing import svg
from cwsw.reports.paper.letters import printable

_TEMPLATE = files("cwsw.reports.paper").joinpath("paper.typ").read_bytes()
Fields = dict[str, Any]


def pdf(paper: Paper, created: date) -> bytes:
    """The paper as tagged PDF/UA-1 in British English, A4. The same paper and day: the same bytes.

    ValueError where a chart has no words for those who cannot see it.
    """
    made_at = datetime.combine(created, time(), UTC)
    return engine.chosen().pdf(_TEMPLATE, _inputs(paper), made_at)


def pages(paper: Paper, dots_per_inch: float = 72) -> list[bytes]:
    """A picture (PNG) of each page, to look at while a paper is being designed."""
    return engine.chosen().pages(_TEMPLATE, _inputs(paper), dots_per_inch)


def _inputs(paper: Paper) -> dict[str, str]:
    """The paper as typst's input: JSON, so that a text stays a text."""
    return {
        "paper": json.dumps(
            {
                "title": printable(paper.title),
                "meta": [[printable(m.label), printable(m.words)] for m in paper.meta],
                "marks": [printable(mark) for mark in paper.marks],
                "foot": printable(paper.foot),
                "dense": paper.dense,
                "blocks": [_fields(block) for block in paper.blocks],
            }
        )
    }


def _fields(block: Block) -> Fields:
    match block:
        case PaperHeading(words, level):
            return {"is": "heading", "words": printable(words), "level": level}
        case Paragraph(words, quiet, keep):
            return {"is": "paragraph", "words": printable(words), "quiet": quiet, "keep": keep}
        case Bullets(items, lead):
            printed = [printable(item) for item in items]
            return {"is": "bullets", "items": printed, "lead": printable(lead)}
        case Numbered(items):
            return {"is": "numbered", "items": [printable(item) for item in items]}
        case Columns(left, right):
            sides = [[_fields(inner) for inner in side] for side in (left, right)]
            return {"is": "columns", "sides": sides}
        case PaperTable():
            return _table(block)
        case Chart(spec, alt):
            if not alt.strip():
                raise ValueError("a chart needs words for those who cannot see it")
            return {"is": "chart", "svg": svg(spec), "alt": printable(alt)}
        case Note(words):
            return {"is": "note", "words": printable(words)}
        case PageBreak():
            return {"is": "break"}


def _table(table: PaperTable) -> Fields:
    return {
        "is": "table",
        "caption": printable(table.caption),
        "headings": [printable(words) for words in table.headings],
        "rows": [[printable(cell) for cell in row] for row in table.rows],
        "numbers": sorted(table.numbers),
        "widths": list(table.widths),
    }
