"""HTML tables: a caption, headings with scope, every cell escaped, readable at 320 pixels."""

import streamlit as st

from cwsw.reports.document import Cell, Link, Table, cell_words
from cwsw.ui.widgets.style import TABLE_STYLE
from cwsw.ui.wording.escaping import in_html

LIST = "cwsw-children"
"""The class of a table that lists children, which the measured length of pages leaves out."""


def show_table(table: Table, *, lists_children: bool = False) -> None:
    """Show a table. In a narrow place each row becomes a list of headings and cells."""
    st.html(table_html(table, LIST if lists_children else ""))


def table_html(table: Table, kind: str = "") -> str:
    """The table as HTML. Roles are written out, since a row shown as a list would lose them.

    `kind` is one more class of it.
    """
    caption = in_html(table.caption)
    head = "".join(_heading(table, place) for place in range(len(table.headings)))
    body = "".join(_row(table, row) for row in table.rows)
    return (
        # With its style each time: one that another table brought goes when that table does. The
        # region takes the focus, so that a wide table can be moved by the arrow keys.
        f'{TABLE_STYLE}<div class="{f"cwsw-table {kind}".strip()}"><div role="region" tabindex="0" '
        f'aria-label="{caption}"><table role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>{_notes(table)}</div>'
    )


def _heading(table: Table, place: int) -> str:
    words = in_html(table.headings[place])
    return f'<th scope="col" role="columnheader"{_side(table, place)}>{words}</th>'


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    first = f'<th scope="row" role="rowheader"{_side(table, 0)}>{_cell(row[0])}</th>'
    cells = "".join(_data(table, place, cell) for place, cell in enumerate(row[1:], 1))
    return f'<tr role="row">{first}{cells}</tr>'


def _data(table: Table, place: int, cell: Cell) -> str:
    label = in_html(table.headings[place])
    return f'<td role="cell" data-label="{label}"{_side(table, place)}>{_cell(cell)}</td>'


def _side(table: Table, place: int) -> str:
    return ' class="number"' if place in table.numbers else ""


def _notes(table: Table) -> str:
    return "".join(f'<p class="cwsw-note">{_cell(note)}</p>' for note in table.notes)


def _cell(cell: Cell) -> str:
    words = in_html(cell_words(cell))
    # Of the addresses that data files name only https ones become links: no other scheme can run or
    # fetch anything.
    if not isinstance(cell, Link) or not cell.url.startswith("https://"):
        return words
    # noreferrer: nobody outside learns from which address of ours somebody came.
    return f'<a href="{in_html(cell.url)}" rel="noreferrer">{words}</a>'
