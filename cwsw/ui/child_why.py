"""One child's why: the time line, the same in words, where it comes from, who decided otherwise."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from cwsw.charts.timeline import Span, timeline
from cwsw.cohort import Member, window_start
from cwsw.cohort.why import Story, dated, stories
from cwsw.compare import words
from cwsw.ui import text
from cwsw.ui.charting import mode, show_chart
from cwsw.ui.names import Names
from cwsw.ui.tables import Table, show_table
from cwsw.ui.widgets.headings import header

KNOWN = "Children with a plan or a decision"
EVERYBODY = "Everybody on roll"
NO_PLAN = "No plan is on record for this pupil."
NOTHING_DATED = "No plan of this pupil can be placed in time, so there is no line to draw."
_BEGUN = "child_begun_with"
_HEADINGS = ("Plan", "Counts", "Where it comes from")


def choose_child(
    everybody: Sequence[Member], names: Names, asked: int | None = None
) -> Member | None:
    """Two select boxes: which pupils to choose from, and the pupil.

    `asked` is the number of a pupil to begin with, as an address asks for it.
    """
    narrow, choice = st.columns((1, 2))
    begun = _begin_with(everybody, asked)
    which = narrow.selectbox("Choose from", (KNOWN, EVERYBODY), key="child_from")
    found = [m for m in everybody if which == EVERYBODY or _is_known(m)]
    if not found:
        st.write("No pupil on roll has a plan or a decision: choose from everybody on roll.")
        return None
    options = names.options(found)
    key = f"child_{which}_{names.hidden}"
    if begun is not None:
        words_of = {found[place].number: words_ for words_, place in options.items()}
        st.session_state[key] = words_of.get(begun.number, next(iter(options)))
    chosen = choice.selectbox("Child", list(options), key=key)
    return found[options[chosen]]


def show_why(member: Member, names: Names, as_at: date) -> None:
    """The answer in a sentence, the time line, and each plan in words with its source."""
    header(names.of(member))
    st.write(f"**{member.why}.** Counted as: {words.group(member.group)}.")
    if member.in_cohort:
        st.write(while_on_roll(member))
    told = stories(member, as_at)
    if not told:
        st.write(NO_PLAN)
        return
    if not show_chart(_chart(member, told, as_at), alt_text(told)):
        st.write(NOTHING_DATED)
    show_table(words_table(told, names))


def while_on_roll(member: Member) -> str:
    """Whether a plan overlaps the time on our roll."""
    joined = f" (on our roll since {text.day(member.admitted)})" if member.admitted else ""
    if member.while_on_roll:
        return f"On a plan while on our roll: yes{joined}."
    return f"On a plan while on our roll: no{joined}."


def words_table(told: Sequence[Story], names: Names) -> Table:
    """Each plan in words, whether it counts, and the lists that say so.

    A source may be the name of a file, and that the name of a child: it goes with the names.
    """
    rows = tuple(
        (
            s.words,
            "Yes" if s.counts else "No",
            names.text(s.plan.said_by) or "No source given",
        )
        for s in told
    )
    return Table("The same in words", _HEADINGS, rows)


def alt_text(told: Sequence[Story]) -> str:
    """What the drawing shows, for somebody who does not see it."""
    return "Time line of plans. " + ". ".join(story.words for story in dated(told)) + "."


def _chart(member: Member, told: Sequence[Story], as_at: date) -> dict[str, object] | None:
    spans = tuple(
        Span(
            f"{s.plan.plan}, {'counts' if s.counts else 'does not count'}",
            s.first,
            s.last,
            s.counts,
        )
        for s in dated(told)
        if s.first is not None and s.last is not None
    )
    if not spans:
        return None
    first = min(window_start(as_at), *(span.first for span in spans))
    joined = member.admitted or first
    return timeline(spans, (window_start(as_at), as_at), (joined, as_at), mode())


def _begin_with(everybody: Sequence[Member], asked: int | None) -> Member | None:
    """The pupil an address asks for, the first time it does so."""
    if asked is None or asked == st.session_state.get(_BEGUN):
        return None
    st.session_state[_BEGUN] = asked
    found = next((m for m in everybody if m.number == asked), None)
    if found is not None:
        st.session_state["child_from"] = KNOWN if _is_known(found) else EVERYBODY
    return found


def _is_known(member: Member) -> bool:
    return bool(member.plans or member.override or member.group != "other")
