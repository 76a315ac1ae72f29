"""The table of children, the same on every page: search, sort, select, with a plain view.

Only the columns shown are handed to Streamlit: what is hidden never reaches the browser.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cwsw.children.child_rows import ChildRow
from cwsw.children.stated_facts import brief
from cwsw.cohort import Member
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.ui.children.choice import asks_for
from cwsw.ui.state import session
from cwsw.ui.widgets import links, row_table
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.widgets.named_list import show_named
from cwsw.ui.wording import text

PLANS = {
    "current_cp": "Child protection",
    "current_cin": "Child in need",
    "ended": "None now",
}
Column = row_table.RowColumn[ChildRow]
"""One column of the table of children."""


def _year(row: ChildRow) -> str:
    return "" if row.member.year_group is None else year_group_label(row.member.year_group)


def _attended_words(row: ChildRow) -> str:
    return "" if row.attended is None else f"{row.attended:.0f}%"


def _day(row: ChildRow) -> str:
    return text.day(row.last_follow_up) if row.last_follow_up else "none on record"


# fmt: off
COLUMNS: Mapping[str, Column] = {
    "year": Column("Year", _year, st.column_config.TextColumn(width=80), _year),
    "form": Column(
        "Form", lambda row: row.member.form or "", st.column_config.TextColumn(width=50),
        lambda row: row.member.form or "",
    ),
    "plan": Column(
        "Plan", lambda row: PLANS.get(row.member.current or "", ""), None,
        lambda row: PLANS.get(row.member.current or "", ""),
    ),
    "attended": Column(
        "Attended", lambda row: row.attended,
        st.column_config.ProgressColumn(format="%.0f%%", min_value=0, max_value=100, width=88),
        _attended_words,
    ),
    # The line needs a number for each week: one in which nothing was possible is drawn as nothing
    # missed.
    "weeks": Column(
        "Missed weekly", lambda row: [0 if week is None else week for week in row.weeks],
        st.column_config.LineChartColumn(
            y_min=0, y_max=100, width=92, help="Per cent of sessions missed, week by week"
        ),
        is_drawing=True,
    ),
    # The overview has half a page for its table: these weeks are narrower, and its facts shorter.
    "few_weeks": Column(
        "Weeks", lambda row: [0 if week is None else week for week in row.weeks],
        st.column_config.LineChartColumn(
            y_min=0, y_max=100, width=58, help="Per cent of sessions missed, week by week"
        ),
        is_drawing=True,
    ),
    "suspensions": Column(
        "Suspensions", lambda row: row.suspensions,
        st.column_config.NumberColumn(width=90),
        lambda row: "not known" if row.suspensions is None else f"{row.suspensions:,}",
    ),
    "facts": Column(
        "Facts", lambda row: list(row.facts),
        st.column_config.ListColumn(width="large"), lambda row: "; ".join(row.facts),
    ),
    "brief_facts": Column(
        "Facts", lambda row: brief(row.facts),
        st.column_config.TextColumn(width=196), lambda row: "; ".join(row.facts),
    ),
    "adult": Column(
        "Key adult", lambda row: row.member.key_adult or "", None,
        lambda row: row.member.key_adult or "",
    ),
    "followed": Column("Last follow-up", lambda row: row.last_follow_up,
        st.column_config.DateColumn(format="D MMM YYYY"), _day,
    ),
    "support": Column(
        "Support", lambda row: list(row.support), st.column_config.ListColumn(),
        lambda row: "; ".join(row.support),
    ),
}
# fmt: on
_NAME = 118
"""How wide the column of names is where no name is longer, in pixels."""
FREE_TEXT = frozenset({"adult", "support"})
"""Columns of what staff wrote, which may hold a name: they go with the names."""


def show_children(
    rows: Sequence[ChildRow],
    columns: Sequence[str],
    names: Names,
    workspace: Workspace,
    key: str,
    *,
    title: str,
    visible_rows: int = 10,
    is_multiple: bool = False,
    own: Sequence[Column] = (),
    places: tuple[DeltaGenerator, DeltaGenerator] | None = None,
    widest_name: int = row_table.LONGEST_NAME,
) -> tuple[ChildRow, ...]:
    """Show the table of children; choosing a row opens the child's page.

    Args:
        rows: One for each child.
        columns: Keys of `COLUMNS`, in order.
        names: Whether names are shown; without them free text is left out too.
        workspace: The data that the children are in.
        key: Begins the keys of the widgets.
        title: The name of the table for a screen reader.
        visible_rows: How many rows are seen without scrolling.
        is_multiple: Several rows can be chosen; none of them opens a page then.
        own: Columns of one view, set after the year group.
        places: Where the table and the link to its plain view go.
        widest_name: How wide the column of names may become, in pixels.

    Returns:
        The rows that are chosen.
    """
    body, foot = places or (st.container(), st.container())
    used = _used_columns(rows, columns, names, own, widest_name)
    with body:
        selected_rows = row_table.show_rows(
            rows,
            used,
            title=title,
            key=f"{key}_{names.hidden}",
            visible_rows=visible_rows,
            is_multiple=is_multiple,
        )
    with foot:
        show_csv = partial(
            show_named, workspace=workspace, file_name="children.csv", key=f"{key}_csv"
        )
        show_pages = partial(show_links, workspace, [row.member for row in rows], names)
        row_table.show_plain(rows, used, title=title, key=key, show=show_csv, more=show_pages)
    if selected_rows and not is_multiple:
        open_child(workspace, selected_rows[0].member.number)
    return selected_rows


def _used_columns(
    rows: Sequence[ChildRow],
    columns: Sequence[str],
    names: Names,
    own: Sequence[Column],
    widest_name: int,
) -> tuple[Column, ...]:
    """The child, the first column, those of the view, then the others."""
    all_names = (names.of(row.member) for row in rows)
    name_width = row_table.fitted(all_names, min(_NAME, widest_name), widest_name)
    child = Column("Child", lambda row: names.of(row.member), name_width)
    fitted_columns = {**COLUMNS, "form": _form_column(rows)}
    shown = [fitted_columns[n] for n in columns if not (names.hidden and n in FREE_TEXT)]
    return (child, *shown[:1], *own, *shown[1:])


def _form_column(rows: Sequence[ChildRow]) -> Column:
    """The form: '7A', or as wide as 'Kingfisher' asks for."""
    forms = (row.member.form or "" for row in rows)
    return replace(COLUMNS["form"], config=row_table.fitted(forms, 50, row_table.LONGEST_FORM))


def open_child(
    workspace: Workspace, number: int, part: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Go to the page of a child; `part` is the part that is opened there."""
    query = {**session.in_address(), **asks_for(workspace, number), **part}
    st.switch_page(links.CHILD, query_params=query)


def show_links(workspace: Workspace, members: Iterable[Member], names: Names) -> None:
    """A link to the page of each child."""
    for member in members:
        query = asks_for(workspace, member.number)
        links.page_link(links.CHILD, text.plain(names.of(member)), query)
