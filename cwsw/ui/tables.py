"""Real HTML tables: a caption, headings with scope, every cell escaped, readable at 320 pixels."""

from dataclasses import dataclass
from html import escape

import streamlit as st

_STYLE = """
<style>
.cwsw-table { overflow-x: auto; margin: 0 0 0.5rem; }
.cwsw-table table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
.cwsw-table caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
.cwsw-table th, .cwsw-table td {
  text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent);
}
.cwsw-table th { font-weight: 600; }
.cwsw-table tbody th { font-weight: 400; }
.cwsw-table td.number, .cwsw-table th.number { text-align: right; white-space: nowrap; }
.cwsw-notes { list-style: none; margin: 0 0 0.5rem; padding: 0; font-size: 0.875rem; }
.cwsw-notes li { margin: 0.15rem 0; }
</style>
"""


@dataclass(frozen=True)
class Link:
    """A cell that leads to a publication; with no address it is shown as words."""

    words: str
    url: str


Cell = str | Link


@dataclass(frozen=True)
class Table:
    """A table to show. The first cell of a row names it; `numbers` are the columns set right.

    `notes` stand beneath it, one line each.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


def show_table(table: Table) -> None:
    """Show a table; where it is wider than the screen it scrolls, by keyboard too."""
    st.html(table_html(table))


def table_html(table: Table) -> str:
    """The table as HTML."""
    caption = escape(table.caption)
    head = "".join(_heading(table, place) for place in range(len(table.headings)))
    body = "".join(_row(table, row) for row in table.rows)
    return (
        f'{_STYLE}<div class="cwsw-table" role="region" tabindex="0" aria-label="{caption}">'
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>{_notes(table)}"
    )


def _notes(table: Table) -> str:
    lines = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
    return f'<ul class="cwsw-notes">{lines}</ul>' if lines else ""


def _heading(table: Table, place: int) -> str:
    return f'<th scope="col"{_side(table, place)}>{escape(table.headings[place])}</th>'


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    first = f'<th scope="row"{_side(table, 0)}>{_cell(row[0])}</th>'
    rest = "".join(
        f"<td{_side(table, place)}>{_cell(cell)}</td>" for place, cell in enumerate(row[1:], 1)
    )
    return f"<tr>{first}{rest}</tr>"


def _side(table: Table, place: int) -> str:
    return ' class="number"' if place in table.numbers else ""


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    if not cell.url.startswith("https://"):
        return escape(cell.words)
    return f'<a href="{escape(cell.url, quote=True)}" rel="noreferrer">{escape(cell.words)}</a>'
