"""Support in place: what is running and due, one of it logged, reviewed, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from cwsw.access import Right, User
from cwsw.advice.why import parts
from cwsw.children.support import (
    CHANGE,
    CONTINUE,
    STOP,
    Support,
    log,
    review,
)
from cwsw.cohort.today import list_day
from cwsw.records import ChangedMeanwhile, Intervention, facts
from cwsw.store import Workspace
from cwsw.tables.codes import OUTCOMES
from cwsw.ui.forms.edit_conflict import as_seen, show_conflict
from cwsw.ui.forms.edit_forms import Signature, attempt, may_change, signature, submit
from cwsw.ui.forms.form_reset import reset_form, round_of
from cwsw.ui.state import session
from cwsw.ui.support.before_after import show_before_after, show_scores
from cwsw.ui.support.support_table import for_whom, measure_words, sessions_words
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.widgets.tabs import show_tabs
from cwsw.ui.wording import text

NONE = "No support is on record yet. Start from a suggestion under What to do, or plan your own."
NOT_RUNNING = "It is not running, so there is nothing to log or to review. Choose another above."
NO_NEXT = "Set a later day for the next review: what goes on needs a day to look again."
NOTE = "Note: what was seen, as if the child will read it"
AFTER_START = "A review comes after the start."
_OUTCOME_WORDS: Mapping[str, str] = {
    CONTINUE: "Continue as it is",
    CHANGE: "Change it (say how in the note)",
    STOP: "Stop: it ends on that day",
}


def show_one(
    user: User, workspace: Workspace, support: Support, cohort: Sequence[str], roster: Roster
) -> None:
    """Show before and after, the forms, and everything that was written down, in tabs."""
    show_tabs(
        {
            "Before and after": partial(_show_around, workspace, support, cohort, roster),
            "Log and review": partial(_show_forms, user, workspace, support),
            "What was written down": partial(show_facts, support, roster),
        },
        "support_part",
    )


def _show_around(
    workspace: Workspace, support: Support, cohort: Sequence[str], roster: Roster
) -> None:
    show_before_after(workspace, support, cohort)
    show_scores(workspace, support, roster)


def _show_forms(user: User, workspace: Workspace, support: Support) -> None:
    log_side, review_side = st.columns(2, gap="large")
    with log_side:
        log_form(user, workspace, support)
    with review_side:
        review_form(user, workspace, support)


def show_facts(support: Support, roster: Roster) -> None:
    """Show everything that was written down about one support."""
    first = support.first
    lines = [
        f"**For.** {text.plain(for_whom(support, roster, most=None))}.",
        f"**Lead.** {text.plain(roster.title(first.lead))}.",
        f"**From** {text.day(first.start_date)}"
        + (f" **to** {text.day(first.end_date)}." if first.end_date else ".")
        + ("" if support.begun == first.start_date else f" It began on {text.day(support.begun)}."),
        f"**Sessions.** {sessions_words(support) or 'none planned or logged'}.",
        f"**To improve.** {text.plain(roster.title(measure_words(first.measure)) or 'not said')}.",
        f"**Review.** {_review(support)}",
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    # A row for each pupil, which mostly say the same: each different text once.
    for reason, note in dict.fromkeys((fact.why, fact.note) for fact in support.facts):
        _show_words(reason, note, roster)


def log_form(user: User, workspace: Workspace, support: Support) -> None:
    """Show the form that adds sessions attended, for support that is running."""
    if not may_change(user, workspace, Right.WORK) or not support.is_running(list_day(workspace)):
        return
    by_each = "" if len(support.facts) == 1 else " by each pupil"
    # What this form was shown with is remembered by its name: one name for all supports would mix
    # them.
    form = _form_name("log", support)
    support_seen = replace(support, facts=as_seen(form, support.facts))
    with st.form(form):
        more = st.number_input(f"Sessions attended since last time{by_each}", 1, 50, key="log_more")
        if st.form_submit_button("Log sessions"):
            attempt(partial(_log, workspace, support_seen, int(more), by_each))


def review_form(user: User, workspace: Workspace, support: Support) -> None:
    """Show the form that records a review: continue, change or stop."""
    if not may_change(user, workspace, Right.WORK):
        return
    form = _form_name("review", support)
    support_seen = replace(support, facts=as_seen(form, support.facts))
    # Somebody may have ended it while this form was filled in: say so, and not only that it ended.
    if not support.is_running(list_day(workspace)):
        if set(support_seen.facts) != set(support.facts):
            show_conflict(ChangedMeanwhile((), support.facts))
        st.write(NOT_RUNNING)
        return
    with st.form(form):
        outcome, next_review, note = _review_fields()
        signed = signature("review")
        errors = (
            NO_NEXT
            if outcome != STOP and (next_review is None or next_review <= signed.on)
            else "",
            AFTER_START if signed.on <= support.first.start_date else "",
        )
        save = partial(
            _review_it, workspace, support_seen, form, outcome, signed, next_review, note
        )
        submit("Keep this decision", signed, save, *errors)


def _review_fields() -> tuple[str, date | None, str]:
    """The fields of a review: the decision, the day of the next one, and a note."""
    nth = round_of("review")
    outcome = st.selectbox(
        "Decision",
        OUTCOMES,
        format_func=_OUTCOME_WORDS.__getitem__,
        key=f"review_outcome_{nth}",
    )
    next_review = st.date_input(
        "Next review (not needed for stop)", None, format="DD/MM/YYYY", key=f"review_next_{nth}"
    )
    return outcome, next_review, st.text_input(NOTE, key=f"review_note_{nth}")


def _form_name(kind: str, support: Support) -> str:
    """The name of a form, another one for each support: a press for one never counts for the next.

    Python salts the number anew with each start, so no UPN can be found from it.
    """
    first = support.first
    return f"{kind} {hash((support.upns, first.intervention, first.start_date)):x}"


def _log(workspace: Workspace, support: Support, more: int, by_each: str) -> str:
    log(workspace, support, more)
    return f"logged: {text.counted(more, 'session')}{by_each}"


def _review_it(
    workspace: Workspace,
    support: Support,
    form: str,
    outcome: str,
    signed: Signature,
    next_review: date | None,
    note: str,
) -> str:
    """Save a review and empty its form; the words for the next run."""
    # The sheet has no column for who decided: the name goes into the note.
    signed_note = f"{' '.join(note.split())} ({signed.by})".strip()
    review(workspace, support, outcome, signed.on, next_review=next_review, note=signed_note)
    reset_form("review")
    own_keys = {(fact.about, fact.on) for fact in support.facts}
    current = facts(
        session.workspace() or workspace, Intervention
    )  # a sample's may be a copy by now
    # What this visitor has just saved they have seen: without this their next review would be told
    # that somebody else was first.
    as_seen(form, tuple(f for f in current if (f.about, f.on) in own_keys))
    return f"kept: {outcome}"


def _review(support: Support) -> str:
    first = support.first
    day_words = f"{text.day(first.review_date)}." if first.review_date else "No date set."
    return f"{day_words} Decided: {first.outcome}." if first.outcome else day_words


def _show_words(reason: str | None, note: str | None, roster: Roster) -> None:
    """Show why it was chosen and what was noted; typed text is hidden with the names."""
    if reason:
        lines = [roster.text(reason)] if roster.names.hidden else list(parts(reason))
        bullets = "\n".join(f"- {text.plain(line)}" for line in lines)
        st.markdown(f"**Why this was chosen**\n\n{bullets}")
    if note:
        st.markdown(f"**Noted.** {text.plain(roster.text(note))}")
