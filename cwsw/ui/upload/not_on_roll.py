"""The children of a list who are not on the roll: named until confirm, and stored nowhere."""

from collections.abc import Sequence

import streamlit as st

from cwsw.reports.document import Table
from cwsw.tables.proposal import NotOnRoll
from cwsw.ui.upload import wording
from cwsw.ui.widgets.html_tables import show_table

_FEW = 12
"""Children up to which the table is shown unfolded."""


def show(children: Sequence[NotOnRoll]) -> None:
    """Show every one by name, with what the list says, so that a missed child can be seen."""
    if not children:
        return
    st.subheader(wording.not_on_roll(len(children)))
    st.write(wording.NOT_ON_ROLL_LEAD)
    if len(children) <= _FEW:
        show_table(_table(children), lists_children=True)
        return
    with st.expander(f"Show all {len(children):,}"):
        show_table(_table(children), lists_children=True)


def _table(children: Sequence[NotOnRoll]) -> Table:
    """A row for each child: what the list says, and how to have them matched."""
    rows = tuple(
        (
            c.name or "No name",
            c.birth or "not given",
            _rows_words(c),
            c.more or "nothing more",
            c.why,
        )
        for c in children
    )
    headings = ("On the list", "Born", "Where", "The list also says", "To be found")
    return Table("On the list and not on the roll", headings, rows)


def _rows_words(child: NotOnRoll) -> str:
    rows = ", ".join(map(str, child.rows[:5])) + (" and more" if len(child.rows) > 5 else "")
    return f"{'row' if len(child.rows) == 1 else 'rows'} {rows} of {child.sheet}"
