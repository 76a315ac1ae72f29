"""The inspection sheet on the screen and as a paper, with the question who should have it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cwsw.children.due import due_day
from cwsw.children.quarter import year_so_far
from cwsw.children.sampled import HOW, SIX, drawn
from cwsw.children.story import story
from cwsw.cohort import CohortCounts, Member
from cwsw.reports.inspection import (
    COHORT_HEADINGS,
    DONE_HEADINGS,
    Sheet,
    inspection_paper,
    inspection_sheet,
    story_lines,
)
from cwsw.store import Workspace
from cwsw.ui import text
from cwsw.ui.once import once
from cwsw.ui.support import children_paper
from cwsw.ui.support.child_cards import quarters_html
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.roster import Roster

LEAD = (
    "What an inspector asks of children known to social care: how many there are, the story of six "
    "of them, and what was done. For the headteacher and the safeguarding lead only."
)
NOBODY = "No child is on the list yet, so there is no story to tell: see who may be missing."
NAMED = "Named by the inspector, in the order of the list."
READ_FIRST = (
    "Read it before anybody else does: what is missing here, nobody wrote down. Add it where it "
    "belongs, on the child's page, under Support."
)


def choose(workspace: Workspace, cohort: Sequence[Member], who_is: Roster) -> tuple[Member, ...]:
    """The children whose story is told: named by the inspector, or else drawn by lot."""
    options = who_is.names.options(cohort)
    chosen = st.multiselect(
        "Children the inspector has named (none: six are drawn by lot)",
        list(options),
        max_selections=SIX,
        key=f"inspection_named_{who_is.names.hidden}",
    )
    named = {options[words] for words in chosen}
    if not named:
        return drawn(cohort, workspace.as_at)
    return tuple(member for number, member in enumerate(cohort) if number in named)


def how(workspace: Workspace, cohort: Sequence[Member], chosen: Sequence[Member]) -> str:
    """How the children came to be chosen."""
    return HOW if tuple(chosen) == drawn(cohort, workspace.as_at) else NAMED


def made(
    workspace: Workspace, counts: CohortCounts, cohort: Sequence[Member], chosen: Sequence[Member]
) -> Sheet:
    """The sheet; what only the spreadsheet tells is asked once for each of its versions."""
    return inspection_sheet(
        workspace,
        counts,
        cohort,
        chosen,
        how(workspace, cohort, chosen),
        due_day(workspace),
        once(workspace, year_so_far),
        lambda number: once(workspace, story, number),
    )


def paper_button(sheet: Sheet, who_is: Roster) -> None:
    """The sheet as one file, and the question whether its reader should have it."""
    make = partial(inspection_paper, sheet, who_is)
    children_paper.paper_button("The sheet as PDF", make, sheet.as_at, "inspection-sheet")
    st.warning(children_paper.guard(len(sheet.children), who_is))


def show_sheet(sheet: Sheet, who_is: Roster) -> None:
    """Cohort, what was done, and the stories."""
    st.write(READ_FIRST)
    st.header("The cohort")
    show_table(Table("Pupils on roll", COHORT_HEADINGS, sheet.cohort, frozenset({1})))
    st.header("What was done")
    note = f"Due and overdue as of {text.day(sheet.day)}."
    show_table(Table("This academic year", DONE_HEADINGS, sheet.done, notes=(note,)))
    st.header(f"The story of {text.count(len(sheet.children), 'child', 'children')}")
    if not sheet.children:
        st.write(NOBODY)
        return
    st.write(sheet.how)
    stories = [(part.quarter, story_lines(part, who_is)) for part in sheet.children]
    st.html(quarters_html(stories, who_is))
