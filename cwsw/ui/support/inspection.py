"""The inspection sheet on the screen and as a paper, with the question who should have it."""

from collections.abc import Sequence

import streamlit as st

from cwsw.children.meeting_card import year_so_far
from cwsw.children.random_sample import HOW, SIX, draw_six
from cwsw.children.story import story
from cwsw.cohort import CohortCounts, Member
from cwsw.cohort.today import list_day
from cwsw.reports.document import Document
from cwsw.reports.inspection import COHORT, WHAT_WAS_DONE, Sheet, inspection_sheet, stories_title
from cwsw.store import Workspace
from cwsw.ui.state.version_cache import cached
from cwsw.ui.support import children_paper
from cwsw.ui.widgets.document import show_blocks
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.wording import text

LEAD = "For the headteacher and the safeguarding lead only: plans and names are in it."
NAMED = "Named by the inspector, in the order of the list."
READ_FIRST = (
    "Read it before anybody else does. What is missing, nobody wrote down: add it on the child's "
    "page or under Support."
)


def finding(children: int, stories: int) -> str:
    """The title of the page: the number of children on the list, and of stories on the sheet."""
    listed = text.counted(children, "child", "children")
    story_count = text.counted(stories, "story", "stories")
    return f"Inspection sheet: {listed} on our list, {story_count}"


def choose(workspace: Workspace, cohort: Sequence[Member], roster: Roster) -> tuple[Member, ...]:
    """Ask for the children whose stories are told: those the inspector named, or six by lot."""
    options = roster.names.options(cohort)
    with st.popover("Children the inspector has named"):
        options_chosen = st.multiselect(
            "Up to six (none: six are drawn by lot)",
            list(options),
            max_selections=SIX,
            # Hidden names are other options: under one key Streamlit would keep words that are none
            # of them.
            key=f"inspection_named_{roster.names.hidden}",
        )
    named = {options[words] for words in options_chosen}
    # By lot: anybody with the data can draw again and get the same six, and no figure or judgement
    # moves it (decision 14).
    if not named:
        return draw_six(cohort, workspace.as_at)
    return tuple(member for number, member in enumerate(cohort) if number in named)


def how_chosen(workspace: Workspace, cohort: Sequence[Member], members: Sequence[Member]) -> str:
    """How the children came to be chosen."""
    return HOW if tuple(members) == draw_six(cohort, workspace.as_at) else NAMED


def make_sheet(
    workspace: Workspace, counts: CohortCounts, cohort: Sequence[Member], members: Sequence[Member]
) -> Sheet:
    """The inspection sheet of these children.

    What the uploaded data alone tell is cached for each version of them; what staff add is not.
    """
    return inspection_sheet(
        workspace,
        counts,
        cohort,
        members,
        how_chosen(workspace, cohort, members),
        list_day(workspace),
        cached(workspace, year_so_far),
        lambda number: cached(workspace, story, number),
    )


def paper_button(sheet: Sheet, document: Document, roster: Roster) -> None:
    """Show the button of the sheet as a PDF, and the question whether its reader should have it."""
    children_paper.paper_button("The sheet as PDF", document, sheet.as_at, "inspection-sheet")
    if guard := children_paper.guard(len(sheet.children), roster):
        st.warning(guard)


def show_done(document: Document) -> None:
    """Show the cohort and what was done, as two tables."""
    show_blocks((*document.section(COHORT).blocks, *document.section(WHAT_WAS_DONE).blocks))


def show_stories(sheet: Sheet, document: Document) -> None:
    """Show a card for each child."""
    show_blocks(document.section(stories_title(sheet)).blocks)
