"""A child's page: what matters now, one chart, what was tried and what is due, what can be done."""

from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

from cwsw.access import Right
from cwsw.children.child_rows import upload_facts
from cwsw.children.follow_ups import half_term
from cwsw.children.stated_facts import rule
from cwsw.cohort.today import list_day
from cwsw.records import FollowUp, Intervention
from cwsw.tables.codes import year_group_label
from cwsw.ui.children import pupil_voice
from cwsw.ui.children.attendance_lists import recent_words
from cwsw.ui.children.child_parts import show_child_parts
from cwsw.ui.children.choice import asks_for, asks_for_several, choose
from cwsw.ui.children.due_lists import Due, dues_of
from cwsw.ui.children.opened_child import OpenedChild
from cwsw.ui.children.records import who_can_see
from cwsw.ui.children.time_line import show_time_line
from cwsw.ui.cohort import keep_list
from cwsw.ui.forms import edit_forms
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets import links
from cwsw.ui.widgets.name_visibility import Names
from cwsw.ui.wording import text

NO_FACTS = "None of the facts looked at holds for this child this school year."
NOTHING_TRIED = "No support and no follow-up is on record yet. Begin with a follow-up."
NOTHING_DUE = "Nothing is due. Plan support, or agree an action at the next meeting."
# Lines of one card: a page may show 250 words before anything is opened (design section 4), and all
# of them are among the parts below.
_MOST = 4


def show_child(child: OpenedChild) -> None:
    """Show the whole page of one child."""
    _show_head(child)
    edit_forms.show_done()
    # Only a child on roll: today's list has nothing of a leaver to begin, end or correct.
    if member := child.member:
        keep_list.show_child_forms(child.reader, child.workspace, member, child.names)
    with st.container(border=True):
        _show_facts(child)
    with st.container(border=True):
        show_time_line(child)
    voices, tried, due = st.columns(3)
    with voices.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"**{pupil_voice.HEADING}**")
        # The latest entry alone; all are in the part Own words.
        pupil_voice.show_voices(child.added.voices[:1], child.names)
    with tried.container(border=True, height="stretch", gap="xsmall"):
        st.markdown("**What was tried**")
        _show_lines(tried_lines(child.added.support, child.added.follow_ups, child), NOTHING_TRIED)
    with due.container(border=True, height="stretch", gap="xsmall"):
        st.markdown("**What is due**")
        _show_lines(due_lines(child), NOTHING_DUE)
    _show_actions(child)
    show_child_parts(child)


def _show_head(child: OpenedChild) -> None:
    """Show the name, year group, form, whether on the list, the key adult, school and date."""
    name, other = st.columns((4, 1), vertical_alignment="bottom")
    # No anchor: it would be the child's name, in the address and so in the browser's history.
    name.title(text.plain(child.names.of(child.pupil)), anchor=False)
    with other.popover("Another child", width="stretch"):
        choose(child.workspace, child.names)
    school = text.school_line(child.workspace.school, child.workspace.as_at)
    st.caption(f"{head_words(child)} · {school}")


def head_words(child: OpenedChild) -> str:
    """'Year 9, form 9B · on the list · key adult: Ms Lee' (Markdown)."""
    pupil, member = child.pupil, child.member
    year = "" if pupil.year_group is None else year_group_label(pupil.year_group)
    form = f"form {text.plain(pupil.form)}" if pupil.form else ""
    on_list = member is not None and member.in_cohort
    adult = child.names.text(member.key_adult) if member is not None else ""
    parts = (
        ", ".join(filter(None, (year, form))),
        "" if pupil.is_on_roll(list_day(child.workspace)) else "not on roll",
        "on the list" if on_list else "not on the list of children with a social worker",
        f"key adult: {text.plain(adult)}" if adult else "no key adult on record",
    )
    return " · ".join(filter(None, parts))


def _show_facts(child: OpenedChild) -> None:
    """Show the stated facts, and the few numbers that they come from."""
    row = child.row
    facts = row.facts if row is not None else ()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        words = " · ".join(text.plain(text.capital(fact)) for fact in facts)
        st.markdown(f"**{words}**" if words else NO_FACTS, width="content")
        st.popover("Which facts?", type="tertiary").write(rule(child.has_detail))
    columns = st.columns(4)
    for column, (label, value) in zip(columns, numbers_now(child), strict=True):
        column.markdown(f"{label}  \n**{value}**")


def numbers_now(child: OpenedChild) -> tuple[tuple[str, str], ...]:
    """What the page begins with: attended, missed lately, suspensions, the last follow-up."""
    row = child.row
    attended = row.attended if row is not None else None
    drift = cached(child.workspace, upload_facts).absence.get(child.pupil.number)
    recent = "not known" if drift is None or not drift.recent_possible else recent_words(drift)
    last = child.last_follow_up
    suspensions = None if row is None else row.suspensions
    return (
        ("Attended this year", "not known" if attended is None else f"{attended:.0f}%"),
        ("Last four weeks", recent),
        ("Suspensions this year", "not known" if suspensions is None else f"{suspensions:,}"),
        ("Last follow-up", text.day(last) if last else "none on record"),
    )


def tried_lines(
    support: Iterable[Intervention], follow_ups: Iterable[FollowUp], child: OpenedChild
) -> tuple[str, ...]:
    """The latest support and follow-ups, each with its dates and what came of it (Markdown)."""
    names = child.names
    dated = [(fact.start_date, support_words(fact, names)) for fact in support]
    dated += [(fact.date, follow_up_words(fact, names)) for fact in follow_ups]
    dated.sort(key=lambda line: line[0], reverse=True)
    return tuple(words for _, words in dated[:_MOST])


def support_words(support: Intervention, names: Names) -> str:
    """'Breakfast club, from 3 November 2025: still running' (Markdown)."""
    ended = f"until {text.day(support.end_date)}" if support.end_date else "still running"
    outcome = f", decided: {support.outcome}" if support.outcome else ""
    name = text.plain(names.text(support.intervention))
    return f"{name}, from {text.day(support.start_date)}: {ended}{outcome}"


def follow_up_words(follow_up: FollowUp, names: Names) -> str:
    """'2 March 2026: Call home (HoY)' (Markdown)."""
    by = f" ({text.plain(names.text(follow_up.by))})" if follow_up.by else ""
    return f"{text.day(follow_up.date)}: {text.plain(names.text(follow_up.kind))}{by}"


def due_lines(child: OpenedChild) -> tuple[str, ...]:
    """What is due for the child, the earliest first, and a follow-up this half-term (Markdown)."""
    day = list_day(child.workspace)
    lines = [_due_words(due, day) for due in dues_of(child.request, child.pupil.number)]
    block = cached(child.workspace, half_term)
    last = child.last_follow_up
    on_list = child.member is not None and child.member.in_cohort
    if on_list and (last is None or last < block.start):
        lines.append("A follow-up this half-term")
    return tuple(lines[:_MOST])


def _due_words(due: Due, day: date) -> str:
    if due.day is None:
        return f"{text.plain(due.words)}, no date"
    by_or_since = "overdue since" if due.day < day else "by"
    return f"{text.plain(due.words)}, {by_or_since} {text.day(due.day)}"


def _show_lines(lines: Sequence[str], empty_words: str) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines) if lines else empty_words)


def _show_actions(child: OpenedChild) -> None:
    """Show what can be done for the child: forms behind buttons, links to Support, undo."""
    reader, workspace, upn = child.reader, child.workspace, child.pupil.upn
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if edit_forms.may_change(reader, workspace, Right.WORK):
            pupil_voice.show_forms(reader, workspace, upn)
        query = asks_for(workspace, child.pupil.number)
        links.page_link(links.PLAN_SUPPORT, "Plan support", query)
        if child.member is not None and child.member.in_cohort:
            # The pack is of children on the list; support can be planned for any child.
            several = asks_for_several(workspace, (child.pupil.number,))
            links.page_link(links.MEETING, "Add to the meeting pack", several)
        edit_forms.undo_and_workbook(reader, workspace)
        st.popover("Who can see this page", type="tertiary").write(who_can_see())
