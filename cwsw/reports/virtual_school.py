"""The return to the virtual school: aggregates only, the published figures and nothing else.

It is made from a publication, so what is hidden from governors is hidden here, and two views of
one group can never be set against each other. The head's own words are left out: no text in it was
typed by anybody but the school's name.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from cwsw.disclosure import PublishedFigure, PublishedSummary, Range

SCHEMA = "cwsw-virtual-school-return/2"
"""The name and version of the format; the number goes up when a field changes its meaning."""
RULE = (
    "Counts and sizes are ranges of five or more possible values, chosen by public numbers alone; "
    "where fewer would be left, nothing is said. Closed school years only, as first published."
)


@dataclass(frozen=True)
class ExportField:
    """One field of the return: its name, its JSON type, what it means."""

    name: str
    type: str
    meaning: str


FIELDS: tuple[ExportField, ...] = (
    ExportField("schema", "text", f"Name and version of this format: {SCHEMA}."),
    ExportField("school", "text", "The school's name."),
    ExportField("as_at", "date", "The day for which the figures were worked out."),
    ExportField(
        "published", "date", "The day on which the headteacher published them to governors."
    ),
    ExportField("sample", "true or false", "Whether the pupils are made up."),
    ExportField("version", "text", "The version of the dashboard that made the figures."),
    ExportField("rule", "text", "How small numbers are hidden, in words."),
    ExportField(
        "size_low", "whole number or null", "At least so many children; null where not said."
    ),
    ExportField(
        "size_high", "whole number or null", "At most so many children; null where not said."
    ),
    ExportField("on_roll", "whole number", "Pupils on roll on that day."),
    ExportField(
        "figures", "list", "One entry for each measure and closed year, with the fields below."
    ),
)
FIGURE_FIELDS: tuple[ExportField, ...] = (
    ExportField(
        "key", "text", "The measure's key, as in the list of measures, or primary_standard."
    ),
    ExportField("title", "text", "The measure's name."),
    ExportField("academic_year", "text", "The school year, such as 2025/26."),
    ExportField("count_low", "whole number or null", "At least so many of the children meet it."),
    ExportField("count_high", "whole number or null", "At most so many of the children meet it."),
    ExportField("of_low", "whole number or null", "At least so many of the children are counted."),
    ExportField("of_high", "whole number or null", "At most so many of the children are counted."),
    ExportField("school_low", "whole number or null", "At least so many of all pupils meet it."),
    ExportField("school_high", "whole number or null", "At most so many of all pupils meet it."),
    ExportField("school_of", "whole number or null", "All pupils who are counted."),
    ExportField(
        "beside_others",
        "text or null",
        "more, less or cannot_tell, compared with the other pupils.",
    ),
    ExportField("hidden", "true or false", "Whether nothing is said of the children."),
    ExportField("why", "text", "Why nothing is said; else empty."),
    ExportField("first_published", "date or null", "When an earlier publication first gave it."),
)


def virtual_school_return(summary: PublishedSummary) -> bytes:
    """The return (JSON) of a publication. ValueError for a draft: only what is published may go."""
    if summary.published is None:
        raise ValueError("only what has been published may leave the school")
    body = {
        "schema": SCHEMA,
        "school": summary.school,
        "as_at": summary.as_at,
        "published": summary.published,
        "sample": summary.sample,
        "version": summary.version,
        "rule": RULE,
        **_ends("size", summary.size),
        "on_roll": summary.on_roll,
        "figures": [_figure(figure) for figure in summary.figures],
    }
    return (json.dumps(body, indent=2, default=date.isoformat) + "\n").encode()


def _figure(figure: PublishedFigure) -> dict[str, Any]:
    # Only the fields named above leave: a new one of a publication does not by itself.
    school = figure.school
    ranges = _ends("count", figure.count) | _ends("of", figure.of)
    ranges |= _ends("school", school.n if school else None)
    ranges["school_of"] = school.of if school else None
    return {
        field.name: ranges[field.name] if field.name in ranges else getattr(figure, field.name)
        for field in FIGURE_FIELDS
    }


def _ends(name: str, limits: Range | None) -> dict[str, int | None]:
    low, high = (limits.low, limits.high) if limits else (None, None)
    return {f"{name}_low": low, f"{name}_high": high}
