"""A measure's tables as CSV, with source, date and sample mark in every row."""

from functools import partial

from cwsw.access import Right
from cwsw.compare.model import Figure
from cwsw.compare.nationals import nationals
from cwsw.tables.years import label
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.export import csv_bytes
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.widgets.figure_tables import group_table
from cwsw.ui.wording import text

HEADINGS = (
    "Measure",
    "Academic year",
    "Who",
    "Count",
    "Out of",
    "Children counted",
    "Value",
    "Likely range (95%)",
    "Compared with",
    "Source",
    "As at",
    "Data",
)
_PLACES = {
    "How many": "Count",
    "Sessions missed": "Count",
    "Out of": "Out of",
    "Sessions possible": "Out of",
    "Children with a score": "Children counted",
    "Children counted": "Children counted",
    "Percentage": "Value",
    "Average points": "Value",
    "Likely range": "Likely range (95%)",
    "Group": "Who",
}
"""Heading of the table on the screen -> heading of the file."""

Row = tuple[str, ...]


def download(figure: Figure, fronted: Figure, view: FigureContext) -> None:
    """A button that makes the file when it is pressed; `fronted` has the national rows shown."""
    key = figure.measure.key
    download_button(
        f"Download the table of {figure.measure.title} (CSV)",
        partial(as_csv, figure, fronted, view),
        f"{key}-{label(figure.year).replace('/', '-')}.csv",
        key=f"download_{key}",
    )


def as_csv(figure: Figure, fronted: Figure, view: FigureContext) -> bytes:
    """The rows of the screen as CSV: small groups have counts only here too."""
    return csv_bytes(HEADINGS, [*_school_rows(figure, view), *_national_rows(fronted, view)])


def _school_rows(figure: Figure, view: FigureContext) -> list[Row]:
    """A row of the file for each group of the school."""
    # The table of the screen with other headings, so that a file says no more of a small group.
    table = group_table(figure, view.chosen.group, view.user.may(Right.PLAN_DETAIL))
    source = f"{view.everyone.school.name or 'Our school'}, its own data"
    rows = []
    for cells in table.rows:
        named = zip(table.headings, cells, strict=True)
        by_heading = {_PLACES[heading]: str(cell) for heading, cell in named}
        rows.append(_row(view, by_heading | _about(figure) | {"Source": source}))
    return rows


def _national_rows(figure: Figure, view: FigureContext) -> list[Row]:
    """A row of the file for each national figure."""
    return [
        _row(
            view,
            {
                "Measure": figure.measure.title,
                "Academic year": row.year,
                "Who": f"{row.set}: {row.cohort}, England",
                "Value": row.value_text,
                "Compared with": f"{row.comparator}: {row.comparator_text}",
                "Source": row.source,
            },
        )
        for row in nationals(figure)
    ]


def _about(figure: Figure) -> dict[str, str]:
    year = label(figure.year)
    return {
        "Measure": figure.measure.title,
        "Academic year": year if figure.complete else f"{year} so far",
    }


def _row(view: FigureContext, cells: dict[str, str]) -> Row:
    sample = text.SAMPLE_MARK if view.everyone.school.sample else "School's own data"
    narrowed = "" if view.chosen.filters.is_empty else ", some year groups only"
    # In every row: a file is passed on, and a row copied out of it, without the page.
    more = {"As at": text.day(view.everyone.as_at), "Data": f"{sample}{narrowed}"}
    return tuple((cells | more).get(heading, "") for heading in HEADINGS)
