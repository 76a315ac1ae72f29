"""The absence of pupils whose age national figures leave out: shown, and compared with nothing."""

from fractions import Fraction

import streamlit as st

from cwsw.compare import showing, words
from cwsw.measures.apart import AbsenceApart, absence_apart
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.tables.years import label
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.figure_tables import COUNTS_ONLY, HOW_SMALL, NO_PERCENTAGE
from cwsw.ui.widgets.html_tables import show_table

TITLE = "Pupils under 5 or over 15"
WHY_APART = (
    "Pupils who were under 5 or over 15 on the 31 August before a year began are in none of the "
    "figures: national absence figures leave them out too. No verdict is given of them."
)
_HEADINGS = (
    "Group and year",
    "Sessions missed",
    "Sessions possible",
    "Children counted",
    "Percentage",
)


def show_apart(workspace: Workspace) -> None:
    """Show a sentence and a table of pupils outside ages 5 to 15; nothing where there are none."""
    rows = cached(workspace, absence_apart)
    if rows:
        st.subheader(TITLE)
        st.write(WHY_APART)
        show_table(apart_table(rows))


def apart_table(rows: tuple[AbsenceApart, ...]) -> Table:
    """A row for each group and year; of a small group counts only."""
    return Table(
        caption="Absence of pupils under 5 or over 15",
        headings=_HEADINGS,
        rows=tuple(_row(row) for row in rows),
        numbers=frozenset(range(1, len(_HEADINGS))),
        notes=(HOW_SMALL,) if any(r.pupils < showing.SQUARES_BELOW for r in rows) else (),
    )


def _row(row: AbsenceApart) -> tuple[str, ...]:
    counts = (row.missed, row.possible, row.pupils)
    group_words = f"{words.capital(words.group(row.group))}, {label(row.year)}"
    return (group_words, *(showing.count_text(number) for number in counts), _share(row))


def _share(row: AbsenceApart) -> str:
    # The rule of all figures (design section 4), for rows that are no `GroupFigure`.
    if row.pupils < showing.COUNTS_BELOW:
        return COUNTS_ONLY
    if row.pupils < showing.SQUARES_BELOW:
        return NO_PERCENTAGE
    return showing.percent(Fraction(row.missed, row.possible))
