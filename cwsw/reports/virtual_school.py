"""The return to the virtual school: aggregates only, the published figures and nothing else.

It is made from a publication, so what is hidden from governors is hidden here, and two views of
one group can never be set against each other. The head's own words are left out: no text in it was
typed by anybody but the school's name.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from cwsw.disclosure import PublishedFigure, PublishedSummary

SCHEMA = "cwsw-virtual-school-return/1"
"""The name and version of the format; the number goes up when a field changes its meaning."""


@dataclass(frozen=True)
class Field:
    """One field of the return: its name, its JSON type, what it means."""

    name: str
    type: str
    meaning: str


FIELDS: tuple[Field, ...] = (
    Field("schema", "text", f"Name and version of this format: {SCHEMA}."),
    Field("school", "text", "The school's name."),
    Field("as_at", "date", "The day for which the figures were worked out."),
    Field("published", "date", "The day on which the headteacher published them to governors."),
    Field("sample", "true or false", "Whether the pupils are made up."),
    Field("version", "text", "The version of the dashboard that made the figures."),
    Field("rule", "text", "How small numbers are hidden, in words."),
    Field("size_low", "whole number or null", "At least so many children; null where hidden."),
    Field("size_high", "whole number or null", "At most so many children; null where hidden."),
    Field("figures", "list", "One entry for each published measure, with the fields below."),
)
FIGURE_FIELDS: tuple[Field, ...] = (
    Field("key", "text", "The measure's key, as in the list of measures."),
    Field("title", "text", "The measure's name."),
    Field("academic_year", "text", "The school year, such as 2025/26."),
    Field("complete", "true or false", "Whether that year was complete on the as-at date."),
    Field("count", "whole number or null", "Children who meet it, to the nearest 5."),
    Field("of", "whole number or null", "Children counted, to the nearest 5."),
    Field("percent", "whole number or null", "count ÷ of, made from the two rounded numbers."),
    Field("hidden", "true or false", "Whether the three numbers are hidden."),
    Field("why", "text", "“too few to say safely” where hidden, whatever the reason; else empty."),
    Field("first_published", "date or null", "When this figure of a complete year first went out."),
)


def virtual_school_return(shown: PublishedSummary) -> bytes:
    """The return (JSON) of a publication. ValueError for a draft: only what is published may go."""
    if shown.published is None:
        raise ValueError("only what has been published may leave the school")
    low, high = shown.size or (None, None)
    body = {
        "schema": SCHEMA,
        "school": shown.school,
        "as_at": shown.as_at,
        "published": shown.published,
        "sample": shown.sample,
        "version": shown.version,
        "rule": shown.rule,
        "size_low": low,
        "size_high": high,
        "figures": [_figure(figure) for figure in shown.figures],
    }
    return (json.dumps(body, indent=2, default=date.isoformat) + "\n").encode()


def _figure(figure: PublishedFigure) -> dict[str, Any]:
    return {field.name: getattr(figure, field.name) for field in FIGURE_FIELDS}
