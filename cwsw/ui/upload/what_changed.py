"""The changes that an upload brings, in one sentence; the children open on a click."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cwsw.records.differences import Details, Differences, Event, ListDifferenceEvent
from cwsw.records.sheet_differences import SheetChange, sheet_differences
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.state import session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

OTHER_SHEETS = "Attendance and other sheets"
DETAILS = "with other details"
_HEADINGS = {
    Event.NEW: "new",
    Event.LEFT: "left",
    Event.KEY: "with a new UPN",
}
_PLANS = (Event.BEGUN, Event.ENDED, Event.DATES, Event.EARLIER, Event.GONE)
_PLAN_WORDS = {
    Event.BEGUN: "Begun",
    Event.ENDED: "Ended",
    Event.DATES: "Other dates",
    Event.EARLIER: "Earlier plan added",
    Event.GONE: "No longer there",
}


def show(changes: Differences, former: Workspace, new: Workspace) -> None:
    """Show the changes in a sentence, and the children and plans behind clicks."""
    st.subheader(changes.in_words)
    plans = [change for event in _PLANS for change in changes.of(event)]
    if plans:
        with st.expander(f"{text.counted(len(plans), 'plan')} changed"):
            show_table(_plans(plans))
    for event, words in _HEADINGS.items():
        if children := changes.of(event):
            with st.expander(f"{text.counted(len(children), 'child', 'children')} {words}"):
                show_table(Table(f"Children {words}", ("Child",), _names(children)))
    if changes.details:
        number = text.counted(len(changes.details), "child", "children")
        with st.expander(f"{number} {DETAILS}"):
            show_table(_details(changes.details))
    _show_sheets(cached(new, _of_sheets, former.id, former.version))


def _of_sheets(new: Workspace, *_: object) -> tuple[SheetChange, ...]:
    # Asked for here and not passed: what is passed is held with the answer, and would outlive its
    # data.
    return sheet_differences(session.own_workspace() or new, new)


def _show_sheets(sheet_changes: Sequence[SheetChange]) -> None:
    if not sheet_changes:
        return
    rows = tuple((s.sheet, f"{s.new:,}", f"{s.changed:,}", f"{s.removed:,}") for s in sheet_changes)
    headings = ("Sheet", "New", "Changed", "No longer there")
    with st.expander(OTHER_SHEETS):
        show_table(Table("Rows against what is loaded now", headings, rows, frozenset({1, 2, 3})))


def _names(children: Sequence[ListDifferenceEvent]) -> tuple[tuple[str, ...], ...]:
    return tuple((child.name,) for child in children)


def _plans(plans: Sequence[ListDifferenceEvent]) -> Table:
    rows = tuple((p.name, _PLAN_WORDS[p.event], p.plan, *_days(p)) for p in plans)
    return Table("Plans that changed", ("Child", "What changed", "Plan", "Start", "End"), rows)


def _days(event: ListDifferenceEvent) -> tuple[str, str]:
    dates = event.after or event.before
    if dates is None:
        return ("", "")
    is_open = dates.start is not None and dates.end is None
    return (_day(dates.start), "open" if is_open else _day(dates.end))


def _day(day: date | None) -> str:
    return text.day(day) if day else ""


def _details(children: Sequence[Details]) -> Table:
    rows = tuple((child.name, ", ".join(child.fields)) for child in children)
    return Table("Children with other details", ("Child", "What changed"), rows)
