"""What is selected on Explore: a group or a year. It stands in the address, and so in a link.

The address decides. A chart keeps its own selection in the browser, where nothing here can set it:
a click writes the address, and a chart that shows another selection than the address (after a
reload, by a link) begins anew.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from cwsw.charts.lines import YEAR as YEAR_COLUMN
from cwsw.charts.row_layout import PICKED, ROW
from cwsw.children.address import address
from cwsw.compare.subgroups import PartFigure
from cwsw.measures.breakdown import Dimension
from cwsw.store import Workspace
from cwsw.ui.explore.choices import YEAR
from cwsw.ui.wording import text

GROUP = "group"
"""The name of the group in the address."""
ALL = "All groups"
_BOX = "explore_group"
_BEGUN = "explore_bars_begun"
_CLICKED = "explore_bars_clicked"


def group_words(workspace: Workspace, dimension: Dimension, part: PartFigure) -> str:
    """What the address calls a group: its name, but for a form, which the school names itself."""
    # Addresses are passed on and stand in histories: no words of a school's own go there.
    return address(workspace, part.name) if dimension is Dimension.FORM else part.name


def asked_group(names: Collection[str]) -> str | None:
    """The group that the address asks for, of those there are."""
    name = st.query_params.get(GROUP)
    return name if name in names else None


def group_query(name: str | None) -> dict[str, str]:
    """The query parameters that ask for a group, or for none."""
    return {} if name is None else {GROUP: name}


def choose_group(parts: Mapping[str, PartFigure]) -> None:
    """A select box that follows the address and the bars: the way without a mouse.

    `parts` by what the address calls them.
    """
    # Before the box is drawn, or Streamlit refuses it.
    st.session_state[_BOX] = asked_group(parts) or ALL
    st.selectbox(
        "Children of",
        [ALL, *parts],
        format_func=lambda name: ALL if name == ALL else text.label(parts[name].name),
        key=_BOX,
        on_change=lambda: _ask_for(st.session_state[_BOX]),
        width=200,
        label_visibility="collapsed",
    )


def bars_key(chart: str, selected: int | None) -> tuple[str, int | None]:
    """The key of a chart of bars, and the row that is selected in it when it is drawn.

    Another key only where the chart's own selection is another than `selected`: under the same one
    it stays as it is, and is not drawn anew with each click.
    """
    name, start, number = st.session_state.get(_BEGUN, ("", None, 0))
    key = f"explore_bars_{number}"
    if name != chart or _own_row(key, start) != selected:
        number, start = number + 1, selected
        st.session_state[_BEGUN] = (chart, start, number)
    return f"explore_bars_{number}", start


def on_bar(key: str, names: Sequence[str]) -> None:
    """A bar was clicked, or the selection taken away by a click beside them."""
    row = _own_row(key, None)
    # Streamlit calls this again for the same click where the run after it was broken off, as by the
    # back button: by then the address asks for another group.
    if st.session_state.get(_CLICKED) == (key, row):
        return
    st.session_state[_CLICKED] = key, row
    _ask_for(names[row] if row is not None and row < len(names) else ALL)


def on_year(key: str, offered: Collection[str]) -> None:
    """A year was clicked in the chart over the years: it is the year that is looked at."""
    selection = _selection(key)
    year = selection[0].get(YEAR_COLUMN) if selection else None
    # A year without figures stands in the chart as a gap.
    if year in offered:
        st.session_state[YEAR] = year


def _ask_for(name: str) -> None:
    if name == ALL:
        st.query_params.pop(GROUP, None)
    else:
        st.query_params[GROUP] = name


def _own_row(key: str, start: int | None) -> int | None:
    """The row selected in a chart; `start` where nobody has clicked in it yet."""
    if key not in st.session_state:
        return start
    selection = _selection(key)
    return int(selection[0][ROW]) if selection else None


def _selection(key: str) -> Sequence[Mapping[str, Any]]:
    return st.session_state[key].selection.get(PICKED) or []
