"""The headteacher's page to publish: preview, own words, the button, and what was published."""

import streamlit as st

from cwsw.advice import library
from cwsw.disclosure import (
    Publication,
    PublishedAlreadyError,
    PublishedSummary,
    RoundedSummary,
    has_small_number,
    names_a_pupil,
)
from cwsw.reports.document import Table
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.ui.governors import page, publishing
from cwsw.ui.state import session
from cwsw.ui.widgets import links
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text

LEAD = (
    "Governors see only what you publish: ranges from which no child can be worked out. Once each "
    "half-term."
)
IN_MEMORY = (
    "It stays in this program's memory: it is gone when the program stops, unless you keep the "
    "school's data on this machine. It is not part of the workbook, and removing the school's data "
    "leaves it."
)
KEPT_ON_DISK = (
    "It is kept on this machine, encrypted, with the school's data; it is not in the workbook."
)
TRIED_OUT = (
    "This is a made-up school: what you publish is marked as sample data, only this tab sees it, "
    "and it is gone when the page is reloaded. To read it as a governor will, choose “governor” "
    "under “View as”."
)
FROZEN = (
    "A number once published is never changed, whatever happens to the data later: two versions "
    "side by side could show a child. Put a wrong figure right in your words."
)
NAMED = (
    "A pupil of the school is named in your words, by name or UPN. Governors may not be shown "
    "that: please take it out."
)
SMALL = (
    "There is a number below 10 in your words. If it counts children, somebody may know which: say "
    "“some” or “a few” instead."
)
OWN_WORDS_MEAN = "Speak of the group, never of a child, nor by initials, year group or family."
CHANGED = "Nothing was published: the figures have changed since you looked. Please look again."
PREVIEW = "What governors will read"
NOT_SAID = "Not said, and why"
PUBLISHED = "Published so far"
HIDDEN_FIRST = "not said when first published, and stays so"
LONGEST_COMMENT = 400
LONGEST_ACTIONS = 200
MOST_PICKED = 3
"""The most suggestions that still fit on the one sheet."""
PREVIEW_HEIGHT = 640
JUST_DONE = "just_published"


def publish_page() -> None:
    """Show the preview with the words and the button, then what has been published so far."""
    if message := st.session_state.pop(JUST_DONE, None):
        st.success(message)
        if publishing.readable():
            links.page_link(links.GOVERNORS, "Read it as governors do")
    summary, workspace = None, session.workspace()
    if workspace is not None:
        summary = session.summary()
        _prepare(summary, workspace)
    _published_so_far()
    if summary is None:
        session.no_data_yet()


def _prepare(summary: Summary, workspace: Workspace) -> None:
    """Show preview, words and button; or why nothing can be published today."""
    current = [p for p in publishing.in_this_half_term() if p.withdrawn is None]
    preview, words = st.columns([3, 2], gap="medium")
    with words:
        if current:
            _not_now(current[0])
            to_show: PublishedSummary | RoundedSummary = current[0].summary
        else:
            comment, actions = _own_words(summary)
            # With these words: what the head looks at is what the button publishes, word for word.
            to_show = draft = publishing.would_publish(comment, actions)
            _publish_button(draft, workspace)
        _show_hidden(publishing.would_say())
        with st.expander("Where it stays"):
            st.write(_where_it_stays())
            st.write(FROZEN)
    with preview:
        st.header(PREVIEW)
        with st.container(border=True, height=PREVIEW_HEIGHT, key="paper_preview"):
            page.show_summary(to_show)


def _where_it_stays() -> str:
    """The sentence on where publications are stored, for the way this dashboard runs."""
    if publishing.is_tried_out():
        return TRIED_OUT
    return KEPT_ON_DISK if publishing.is_kept() else IN_MEMORY


def _not_now(publication: Publication) -> None:
    """Show why nothing can be published today, and from which day it can."""
    st.info(
        f"This half-term ({text.plain(publishing.half_term().name)}) has a publication, of "
        f"{text.day(publication.published)}. The next can be made from "
        f"{text.day(publishing.next_half_term())}. To change your words before then, withdraw it "
        "and publish again: the figures stay the same."
    )
    links.page_link(links.GOVERNORS, "Read it as governors do")


def _own_words(summary: Summary) -> tuple[str, tuple[str, ...]]:
    """Show the fields for the head's words; return the comment and the actions under way."""
    st.subheader("Your words")
    st.caption(OWN_WORDS_MEAN)
    comment = st.text_area(
        "Your comment (you may leave it empty)",
        max_chars=LONGEST_COMMENT,
        height=100,
        key="publish_comment",
    )
    fired = [s.rule.title for s in summary.suggestions]
    # What the figures suggest comes first, then the rest of the library.
    offered = list(dict.fromkeys([*fired, *(rule.title for rule in library.rules())]))
    titles = st.multiselect(
        "Actions under way", offered, max_selections=MOST_PICKED, key="publish_picked"
    )
    own = st.text_area(
        "Other actions, one on each line",
        max_chars=LONGEST_ACTIONS,
        height=80,
        key="publish_actions",
    )
    lines = (" ".join(line.split()) for line in own.splitlines())
    return comment.strip(), tuple(dict.fromkeys([*titles, *filter(None, lines)]))


def _publish_button(draft: PublishedSummary, workspace: Workspace) -> None:
    """Show the button that publishes; an error in its place where a pupil is named."""
    words = (draft.comment, *draft.actions)
    # A name is refused; a small number is warned of only, since it may count something else.
    if names_a_pupil(workspace, words):
        st.error(NAMED)
        return
    if any(map(has_small_number, words)):
        st.warning(SMALL)
    # A callback runs before the next run of the page, which then shows what was published.
    st.button("Publish to governors", type="primary", on_click=_publish_draft, args=(draft,))


def _publish_draft(draft: PublishedSummary) -> None:
    """Publish the draft that was looked at; nothing where the figures have changed since."""
    # The button was drawn by an earlier run: the data may have changed under it since.
    if publishing.would_publish(draft.comment, draft.actions) != draft:
        st.session_state[JUST_DONE] = CHANGED
        return
    try:
        publication = publishing.publish(draft.comment, draft.actions)
    except PublishedAlreadyError:
        st.session_state[JUST_DONE] = CHANGED
    else:
        st.session_state[JUST_DONE] = f"Published on {text.day(publication.published)}."


def _show_hidden(summary: PublishedSummary) -> None:
    """Show what is not said and why; the reasons follow from public numbers alone."""
    # A figure that was hidden when first published has no reason today, and stays hidden all the
    # same.
    reasons = {(h.key, h.academic_year): h.reason for h in publishing.reasons()}
    hidden = [figure for figure in summary.figures if figure.hidden]
    with st.expander(
        f"{NOT_SAID} ({len(hidden)} of {text.counted(len(summary.figures), 'figure')})"
    ):
        rows = tuple(
            (f.title, f.academic_year, reasons.get((f.key, f.academic_year), HIDDEN_FIRST))
            for f in hidden
        )
        show_table(Table(NOT_SAID, ("Figure", "Year", "Why"), rows))


def _published_so_far() -> None:
    """Show every publication so far, with the button that withdraws one."""
    publications = publishing.publications()
    if not publications:
        return
    by_day = {text.day(p.published): p for p in publications if p.withdrawn is None}
    with st.expander(f"{PUBLISHED} ({len(publications)})", expanded=True):
        headings = ("Published on", "By", "Data as at", "State")
        show_table(Table(PUBLISHED, headings, tuple(map(_line, publications))))
        if by_day:
            _withdraw(by_day)


def _line(publication: Publication) -> tuple[str, ...]:
    withdrawn = publication.withdrawn
    state = f"Withdrawn on {text.day(withdrawn)}" if withdrawn else "Governors can read it"
    as_at = text.day(publication.summary.as_at)
    return (text.day(publication.published), text.capital(publication.by), as_at, state)


def _withdraw(by_day: dict[str, Publication]) -> None:
    """Show the form that withdraws one of these publications, by their day."""
    st.caption(
        "Withdrawn, governors no longer see it. What they have read or printed stays with them, so "
        "its figures still count as first published."
    )
    day = st.selectbox("Which one", list(by_day), key="withdraw")
    if st.button("Withdraw it"):
        publishing.withdraw(by_day[day])
        st.session_state[JUST_DONE] = f"Withdrawn: the publication of {day}."
        st.rerun()
