"""Why a child counts: the plans on a line and in words, and who decided otherwise."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import User
from cwsw.charts.timeline import TimelineBar, timeline
from cwsw.cohort import Member, window_start
from cwsw.cohort.explanation import PlanStory, dated, stories
from cwsw.cohort.today import list_day
from cwsw.compare import words
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.ui.cohort import overrides
from cwsw.ui.forms import edit_forms
from cwsw.ui.widgets.charting import mode, show_chart
from cwsw.ui.widgets.dialogs import dialog_button, show_dialog
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

DECIDE = "Decide otherwise"
OVERRIDE = "override"
"""The key of the dialog that decides."""
NO_PLAN = "No plan is on record. If you know of one, add it above."
NOTHING_DATED = (
    "No plan of this pupil can be placed in time, so there is no line to draw. Ask for the dates "
    "on May be missing."
)
_HEADINGS = ("Plan", "Counts", "Where it comes from")


def show_why(user: User, workspace: Workspace, member: Member, names: Names) -> None:
    """Show the answer, the plans on a line and in words, and what staff decided otherwise."""
    show_answer(member, names, list_day(workspace))
    decided = overrides.overrides_on(workspace, [member])
    st.write(overrides.MEANS if decided else overrides.NONE_HERE)
    if decided:
        show_table(overrides.overrides_table(decided, names))
    overrides.take_back_form(user, workspace, decided, names)
    if edit_forms.may_change(user, workspace) and dialog_button(DECIDE, OVERRIDE):
        fill = partial(overrides.decide_form, user, workspace, member)
        show_dialog(DECIDE, user, workspace, fill)


def show_answer(member: Member, names: Names, as_at: date) -> None:
    """Show why in a sentence, the time line of six years, and each plan with its source."""
    st.markdown(f"**{text.plain(member.why)}.** Counted as: {words.group(member.group)}.")
    if member.in_cohort:
        st.write(while_on_roll(member))
    plan_stories = stories(member, as_at)
    if not plan_stories:
        st.write(NO_PLAN)
        return
    if not show_chart(_chart(member, plan_stories, as_at), alt_text(plan_stories)):
        st.write(NOTHING_DATED)
    show_table(words_table(plan_stories, names))


def while_on_roll(member: Member) -> str:
    """Whether a plan overlaps the time on our roll."""
    joined = f" (on our roll since {text.day(member.admitted)})" if member.admitted else ""
    if member.while_on_roll:
        return f"On a plan while on our roll: yes{joined}."
    return f"On a plan while on our roll: no{joined}."


def words_table(plan_stories: Sequence[PlanStory], names: Names) -> Table:
    """Each plan in words, whether it counts, and the lists that say so.

    A source may be the name of a file, and that the name of a child: it goes with the names.
    """
    rows = tuple(
        (
            s.words,
            "Yes" if s.counts else "No",
            names.text(s.plan.source_words) or "No source given",
        )
        for s in plan_stories
    )
    return Table("The same in words", _HEADINGS, rows)


def alt_text(plan_stories: Sequence[PlanStory]) -> str:
    """What the drawing shows, for somebody who does not see it."""
    return "Time line of plans. " + ". ".join(story.words for story in dated(plan_stories)) + "."


def _chart(
    member: Member, plan_stories: Sequence[PlanStory], as_at: date
) -> dict[str, object] | None:
    """The chart of the plans that can be dated; None where there are none."""
    spans = tuple(
        TimelineBar(
            f"{s.plan.plan}, {'counts' if s.counts else 'does not count'}",
            s.first,
            s.last,
            s.counts,
        )
        for s in dated(plan_stories)
        if s.first is not None and s.last is not None
    )
    if not spans:
        return None
    first = min(window_start(as_at), *(span.first for span in spans))
    joined = member.admitted or first
    return timeline(spans, (window_start(as_at), as_at), (joined, as_at), mode())
