"""A table of rows that can be searched, sorted and selected, with the same rows as plain HTML.

Only the columns shown are handed to Streamlit: what is hidden never reaches the browser.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import pandas as pd
import streamlit as st

from cwsw.reports.document import Cell, Table, cell_words
from cwsw.ui.widgets.html_tables import show_table

PLAIN_VIEW = "Plain table"
"""What opens the same rows as HTML, for a screen reader or for paper."""
ROW_HEIGHT, TWO_LINES = 35, 66
"""How high a row is, in pixels; Streamlit breaks lines only in rows higher than 4rem."""
_HEAD_HEIGHT = 38

_LETTER, _MARGIN = 7.2, 18
"""How wide a letter is on average, and what stands beside the words of a cell, in pixels."""
LONGEST_NAME, LONGEST_FORM = 230, 120
"""How wide a column of names and one of forms may become, in pixels."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class RowColumn(Generic[Row]):
    """One column: its heading, what a row shows in it, and how Streamlit draws it.

    `plain` gives the words of the plain table; without it the value is written out. What is drawn
    and not said (`is_drawing`) is left out there.
    """

    heading: str
    value: Callable[[Row], Any]
    config: Any = None
    plain: Callable[[Row], str] | None = None
    is_drawing: bool = False

    def words(self, row: Row) -> str:
        """What the plain table says."""
        if self.plain is not None:
            return self.plain(row)
        value = self.value(row)
        return "" if value is None else str(value)


def fitted(words: Iterable[str], least: int, most: int) -> Any:  # noqa: ANN401 - Streamlit's own
    """A column of words as wide as its longest asks for, between two limits in pixels."""
    longest = max(map(len, words), default=0)
    wanted = int(_LETTER * longest) + _MARGIN
    return st.column_config.TextColumn(width=max(least, min(most, wanted)))


def show_rows(
    rows: Sequence[Row],
    columns: Sequence[RowColumn[Row]],
    *,
    title: str,
    key: str,
    visible_rows: int = 10,
    is_multiple: bool = False,
    row_height: int = ROW_HEIGHT,
) -> tuple[Row, ...]:
    """Show rows as a table to search, sort and select from.

    Args:
        rows: What the table is of, one object for each row.
        columns: What a row shows.
        title: The name of the table for a screen reader.
        key: The widget's key: another one where other rows are shown, or a selection would stay.
        visible_rows: How many rows are seen without scrolling.
        is_multiple: Several rows can be selected.
        row_height: In pixels; more than `ROW_HEIGHT` where words are to be broken into lines.

    Returns:
        The rows that are selected.
    """
    event = st.dataframe(
        pd.DataFrame({c.heading: [c.value(row) for row in rows] for c in columns}),
        hide_index=True,
        # Streamlit's own height shows ten rows at most.
        height=_HEAD_HEIGHT + row_height * max(1, min(len(rows), visible_rows)),
        row_height=row_height,
        column_config={c.heading: c.config for c in columns if c.config},
        on_select="rerun",
        selection_mode="multi-row" if is_multiple else "single-row",
        key=key,
        alt=title,
        # Streamlit would write "None" into a cell without a value.
        placeholder="",
    )
    # A selection is kept under the key while the rows change: its place may be beyond them by now.
    return tuple(rows[place] for place in event.selection.rows if place < len(rows))


def show_words(
    table: Table,
    *,
    key: str,
    visible_rows: int = 10,
    row_height: int = ROW_HEIGHT,
    widths: Mapping[str, int] = MappingProxyType({}),
) -> tuple[int, ...]:
    """Show a table of words, with its plain view.

    Args:
        table: Caption, headings and words.
        key: The widget's key.
        visible_rows: How many rows are seen without scrolling.
        row_height: In pixels.
        widths: Heading -> pixels, where Streamlit's own choice is not wanted.

    Returns:
        The place of the row that is selected, if one is.

    """
    lines = tuple(enumerate(table.rows))
    columns = [
        _word_column(heading, place, widths.get(heading))
        for place, heading in enumerate(table.headings)
    ]
    selected_lines = show_rows(
        lines,
        columns,
        title=table.caption,
        key=key,
        visible_rows=visible_rows,
        row_height=row_height,
    )
    show_plain(lines, columns, title=table.caption, key=key)
    return tuple(place for place, _ in selected_lines)


Line = tuple[int, tuple[Cell, ...]]
"""A row of words and its place."""


def _word_column(heading: str, place: int, width: int | None) -> RowColumn[Line]:
    config = st.column_config.TextColumn(width=width) if width else None
    return RowColumn(heading, lambda line: cell_words(line[1][place]), config)


def show_plain(
    rows: Sequence[Row],
    columns: Sequence[RowColumn[Row]],
    *,
    title: str,
    key: str,
    show: Callable[[Table], None] = show_table,
    more: Callable[[], None] | None = None,
) -> None:
    """Show behind a click the same rows as a table of HTML.

    Args:
        rows: What the table is of.
        columns: What a row shows; drawings are left out.
        title: The caption.
        key: Begins the key of the button that opens it.
        show: Shows the table, where more than the table belongs to it.
        more: Shown below the table.

    """
    view = st.popover(PLAIN_VIEW, type="tertiary", key=f"{key}_plain", on_change="rerun")
    if not view.open:  # its rows are sent only when somebody asks for them
        return
    word_columns = [column for column in columns if not column.is_drawing]
    lines = tuple(tuple(column.words(row) for column in word_columns) for row in rows)
    with view:
        show(Table(title, tuple(column.heading for column in word_columns), lines))
        if more is not None:
            more()
