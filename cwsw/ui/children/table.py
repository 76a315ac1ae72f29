"""The table of children, the same on every page: search, sort, select, with a plain view.

Only the columns shown are handed to Streamlit: what is hidden never reaches the browser.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cwsw.children.child_rows import ChildRow
from cwsw.store import Workspace
from cwsw.tables.codes import year_group_label
from cwsw.ui import links, session, text
from cwsw.ui.children.choice import asks_for
from cwsw.ui.names import Names
from cwsw.ui.tables import Table
from cwsw.ui.widgets.named_list import show_named

PLANS = {
    "current_cp": "Child protection",
    "current_cin": "Child in need",
    "ended": "None now",
}
PLAIN_VIEW = "Plain table"
"""What opens the same rows as HTML, for a screen reader or for paper."""
_ROW_HEIGHT, _HEAD_HEIGHT = 35, 38


@dataclass(frozen=True)
class Column:
    """One column: its heading, what a row shows in it, and how Streamlit draws it.

    `plain` gives the words of the plain table; None leaves the column out there.
    """

    heading: str
    value: Callable[[ChildRow], Any]
    config: Any = None
    plain: Callable[[ChildRow], str] | None = None


def _year(row: ChildRow) -> str:
    return "" if row.member.year_group is None else year_group_label(row.member.year_group)


def _attended_words(row: ChildRow) -> str:
    return "" if row.attended is None else f"{row.attended:.0f}%"


def _day(row: ChildRow) -> str:
    return text.day(row.last_follow_up) if row.last_follow_up else "none on record"


# fmt: off
COLUMNS: Mapping[str, Column] = {
    "year": Column("Year", _year, st.column_config.TextColumn(width=62), _year),
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
    "weeks": Column(
        "Missed weekly", lambda row: [0 if week is None else week for week in row.weeks],
        st.column_config.LineChartColumn(
            y_min=0, y_max=100, width=92, help="Per cent of sessions missed, week by week"
        ),
    ),
    "suspensions": Column(
        "Suspensions", lambda row: row.suspensions,
        st.column_config.NumberColumn(width=90), lambda row: f"{row.suspensions:,}",
    ),
    "facts": Column(
        "Facts", lambda row: list(row.facts),
        st.column_config.ListColumn(width="large"), lambda row: "; ".join(row.facts),
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
    shown: int = 10,
    many: bool = False,
    own: Sequence[Column] = (),
    places: tuple[DeltaGenerator, DeltaGenerator] | None = None,
) -> tuple[ChildRow, ...]:
    """The table; choosing a row opens the child, or (`many`) returns the rows that are chosen.

    `title` names the table for a screen reader; `shown` is how many rows are seen without
    scrolling; `own` are columns of one view, set after the year group; `places` are where the
    table and the way to its plain view go.
    """
    body, foot = places or (st.container(), st.container())
    used = [COLUMNS[name] for name in columns if not (names.hidden and name in FREE_TEXT)]
    used[1:1] = own
    chosen = body.dataframe(
        _frame(rows, used, names),
        hide_index=True,
        height=_HEAD_HEIGHT + _ROW_HEIGHT * max(1, min(len(rows), shown)),
        column_config=_config(used),
        on_select="rerun",
        selection_mode="multi-row" if many else "single-row",
        key=f"{key}_{names.hidden}",
        alt=title,
    )
    picked = tuple(rows[place] for place in chosen.selection.rows if place < len(rows))
    with foot:
        _plain_view(rows, used, names, workspace, title, key)
    if picked and not many:
        open_child(workspace, picked[0].member.number)
    return picked


def open_child(workspace: Workspace, number: int) -> None:
    """Go to the page of a child."""
    asked = {**session.in_address(), **asks_for(workspace, number)}
    st.switch_page(links.CHILD, query_params=asked)


def _config(used: Sequence[Column]) -> dict[str, Any]:
    child = {"Child": st.column_config.TextColumn(width=118)}
    return child | {column.heading: column.config for column in used if column.config}


def _frame(rows: Sequence[ChildRow], used: Sequence[Column], names: Names) -> pd.DataFrame:
    cells = {"Child": [names.of(row.member) for row in rows]}
    return pd.DataFrame(cells | {c.heading: [c.value(row) for row in rows] for c in used})


def _plain_view(
    rows: Sequence[ChildRow],
    used: Sequence[Column],
    names: Names,
    workspace: Workspace,
    title: str,
    key: str,
) -> None:
    """The same rows as a table of HTML, one click away."""
    view = st.popover(PLAIN_VIEW, type="tertiary", key=f"{key}_plain", on_change="rerun")
    if not view.open:  # its rows are sent only when somebody asks for them
        return
    shown = [(column.heading, column.plain) for column in used if column.plain is not None]
    lines = tuple((names.of(row.member), *(words(row) for _, words in shown)) for row in rows)
    table = Table(title, ("Child", *(heading for heading, _ in shown)), lines)
    with view:
        show_named(table, workspace, "children.csv", f"{key}_csv")
        for row in rows:
            asked = asks_for(workspace, row.member.number)
            links.page_link(links.CHILD, text.plain(names.of(row.member)), asked)
