"""Support as one table for each state, what is due for review first; one can be chosen."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from cwsw.children.support import STOP, Support, planned, running
from cwsw.measures.registry import MEASURES
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.widgets.row_table import TWO_LINES, RowColumn, show_plain, show_rows
from cwsw.ui.wording import text

NOBODY_HERE = "There is none of these. Choose another state, or plan support."
SELECT = "Select a row to log sessions, review it, and see before and after."
ORDER = "What is due for review comes first."
WHOLE_COHORT = "The whole cohort"
STATE = "support"
"""The name of the state in the address."""
_TITLES: Mapping[str, str] = {measure.key: measure.title for measure in MEASURES}
_MOST_NAMES = 4


def finding(supports: Sequence[Support], day: date) -> str:
    """The title: '16 kinds of support are running, 2 due for review'."""
    running_support = running(supports, day)
    if not running_support:
        return "No support is running"
    due = sum(support.is_due(day) for support in running_support)
    kinds = text.counted(len(running_support), "kind of support is", "kinds of support are")
    return f"{kinds} running, {due:,} due for review"


def of_children(supports: Sequence[Support], upns: Collection[str]) -> tuple[Support, ...]:
    """The support of any of these children; all of it where none is asked for."""
    if not upns:
        return tuple(supports)
    # Support for the whole list has no UPNs: it is nobody's in particular, and left out here.
    return tuple(support for support in supports if not set(upns).isdisjoint(support.upns))


def choose(supports: Sequence[Support], day: date, roster: Roster) -> Support | None:
    """Show the table of one state; return the support selected in it, None where none is."""
    states = {
        "Running": running(supports, day),
        "Starts later": planned(supports, day),
        "Ended": tuple(s for s in supports if not s.is_running(day) and not s.starts_later(day)),
    }
    state = _choose_state(states)
    in_state = states[state]
    if not in_state:
        st.write(NOBODY_HERE)
        return None
    columns, key = columns_for(day, roster), f"support_table_{state}_{roster.names.hidden}"
    title = f"Support: {state.lower()}"
    selected_rows = show_rows(
        in_state, columns, title=title, key=key, visible_rows=6, row_height=TWO_LINES
    )
    show_plain(in_state, columns, title=title, key=key)
    in_other_states = tuple(support for support in supports if support not in in_state)
    return _choose_one((*in_state, *in_other_states), selected_rows, roster)


def _choose_state(states: Mapping[str, Sequence[Support]]) -> str:
    """Ask which state of support is shown."""
    choice = st.pills(
        "Show",
        # Running is offered though it may be empty: it is what the page opens with.
        [name for name, group in states.items() if group or name == "Running"],
        default="Running",
        required=True,
        key=STATE,
        bind="query-params",
        label_visibility="collapsed",
    )
    return choice or "Running"


def _choose_one(
    supports: Sequence[Support], selected_rows: Sequence[Support], roster: Roster
) -> Support | None:
    """Show a select box that follows the selected row, for those who use no mouse.

    It offers support of other states too, so that a choice stays when somebody else ends it.
    """
    options: dict[str, Support] = {}
    for support in supports:
        words = _option(support, roster)
        options[f"{words} ({len(options) + 1})" if words in options else words] = support
    place = supports.index(selected_rows[0]) if selected_rows else None
    # A key for each row: under one key the box would keep its value when another row is selected.
    key = f"support_{place}_{roster.names.hidden}"
    words_ = st.selectbox(
        "Look at", list(options), place, key=key, placeholder="Choose one, or select a row"
    )
    if words_ is None:
        st.write(SELECT)
        return None
    return options[words_]


def columns_for(day: date, roster: Roster) -> tuple[RowColumn[Support], ...]:
    """What the table shows of each support; typed words go with the names."""
    dates = st.column_config.DateColumn(format="D MMM YYYY", width=98)
    return (
        RowColumn[Support]("Support", lambda s: roster.title(s.first.intervention), _wide(200)),
        RowColumn[Support]("For", lambda s: for_whom(s, roster), _wide(150)),
        RowColumn[Support]("Lead", lambda s: roster.title(s.first.lead), _wide(150)),
        RowColumn[Support](
            "Started", lambda s: s.first.start_date, dates, lambda s: text.day(s.first.start_date)
        ),
        RowColumn[Support](
            "Review", lambda s: s.first.review_date, dates, lambda s: review_words(s, day)
        ),
        RowColumn[Support]("State", lambda s: state_words(s, day), _wide(132)),
        RowColumn[Support]("Sessions", sessions_words, _wide(80)),
        RowColumn[Support](
            "To improve", lambda s: roster.title(measure_words(s.first.measure)), _wide(128)
        ),
    )


def _wide(pixels: int) -> Any:  # noqa: ANN401 - Streamlit's own
    """A column of words: they break into lines where it is too narrow for them."""
    return st.column_config.TextColumn(width=pixels)


def state_words(support: Support, day: date) -> str:
    """'Due', 'Decided: continue, no next date', 'Starts later' or 'Running'."""
    if support.first.outcome:
        next_date = "" if support.first.outcome == STOP else ", no next date"
        return f"Decided: {support.first.outcome}{next_date}"
    if support.is_due(day):
        return "Due"
    if support.starts_later(day):
        return "Starts later"
    return "Running" if support.is_running(day) else "Ended"


def review_words(support: Support, day: date) -> str:
    """The day of the review and whether it is due; 'no date set' where there is none."""
    review_day = support.first.review_date
    if review_day is None:
        return "no date set"
    return f"{text.day(review_day)}, due" if support.is_due(day) else text.day(review_day)


def for_whom(support: Support, roster: Roster, most: int | None = _MOST_NAMES) -> str:
    """'The whole cohort', 'Adams, Ava', or names and how many more."""
    if support.is_for_all:
        return WHOLE_COHORT
    names = [roster.of(upn) for upn in roster.in_order(support.upns)[:most]]
    more = len(support.upns) - len(names)
    return "; ".join([*names, *([f"and {more} more"] if more else [])])


def measure_words(measure: str | None) -> str:
    """A measure's title for its key, else what somebody typed."""
    return _TITLES.get(measure or "", measure or "")


def _option(support: Support, roster: Roster) -> str:
    """The words of an option: nothing that a review changes, so that the choice stays."""
    intervention = roster.title(support.first.intervention)
    recipients = for_whom(support, roster, most=2)
    return f"{intervention}, {recipients}, from {text.day(support.first.start_date)}"


def sessions_words(support: Support) -> str:
    """'7 of 12 attended'; '' where nothing is planned or logged."""
    planned, attended = support.planned, support.attended
    if planned is None and attended is None:
        return ""
    of = "" if planned is None else f" of {planned:,}"
    return f"{attended or 0:,}{of} attended"
