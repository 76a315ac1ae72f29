"""Work lists on screen: how long each is, and the one that was chosen."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from cwsw.access import Person as Reader
from cwsw.advice import library
from cwsw.store import Workspace
from cwsw.ui import text, unexplained_rows, work_list_rows
from cwsw.ui.child_choice import open_child
from cwsw.ui.filters import members_of
from cwsw.ui.names import Names
from cwsw.ui.plain_text import in_html
from cwsw.ui.support import suggestions
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.headings import header
from cwsw.ui.widgets.named_list import in_order, show_named
from cwsw.ui.work_list_rows import Asking, WorkList

LEAD = "What waits to be done for the children on the list, as at the day of the data."
NOBODY = "Nobody on roll is on the list, so there is nobody to follow up."
LISTS: Mapping[str, Callable[[Asking], WorkList]] = {
    "follow-ups": work_list_rows.not_yet_followed_up,
    "drift": work_list_rows.attendance_drifting,
    "reviews": work_list_rows.review_overdue,
    "placements": work_list_rows.placements_past_review,
    "unexplained": unexplained_rows.unexplained_absence,
}
"""The name of a list in a file name -> how it is made."""


def show_work_lists(who: Reader, workspace: Workspace, names: Names) -> None:
    """How long each list is, then the chosen one."""
    cohort = in_order(m for m in members_of(workspace) if m.in_cohort)
    if not cohort:
        st.write(NOBODY)
        return
    asking = Asking(workspace, who, names, cohort)
    lists = {name: make(asking) for name, make in LISTS.items()}
    show_table(lengths(list(lists.values())))
    chosen = st.selectbox(
        "List", list(lists), format_func=lambda name: lists[name].title, key="work_list", width=480
    )
    show_work_list(lists[chosen], workspace, names, chosen)


def lengths(lists: Sequence[WorkList]) -> Table:
    """Each list, with how many stand on it of how many asked about."""
    rows = tuple((found.title, f"{found.number:,}", f"{found.of:,}") for found in lists)
    return Table("Work lists", ("List", "On it", "Of"), rows, frozenset({1, 2}))


def show_work_list(found: WorkList, workspace: Workspace, names: Names, name: str) -> None:
    """Sentence, the way to a child's page, table with its download, and what to do."""
    header(found.title)
    st.markdown(f"**{text.plain(found.sentence)}**")
    st.write(text.plain(found.means))
    if not found.number:
        st.write(text.plain(found.nothing))
        return
    st.html(f'<p role="status">{in_html(found.order)}</p>')
    open_child(workspace, found.pupils, names, f"work_child_{name}")
    show_named(found.table, workspace, f"{name}.csv", f"work_{name}")
    for rule in map(library.rule, found.rules):
        with st.expander(f"What to do: {rule.title[:1].lower()}{rule.title[1:]}"):
            suggestions.rule_block(rule)
