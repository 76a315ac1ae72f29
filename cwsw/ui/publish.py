"""The headteacher's page: look, add words, publish, withdraw."""

from collections.abc import Iterator

import streamlit as st

from cwsw.advice import library
from cwsw.disclosure import (
    Publication,
    PublishedAlreadyError,
    PublishedSummary,
    holds_small_number,
    names_a_pupil,
)
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.tables.years import label
from cwsw.ui import governors, links, publishing, session, text
from cwsw.ui.tables import Table, show_table

LEAD = (
    "Governors see only what you publish here: six answers in which no child can be recognised. "
    "At most one publication each half-term."
)
IN_MEMORY = (
    "What is published stays in this program's memory: it is gone when the program stops, unless "
    "you keep the school's data on this machine. It is not part of the workbook, and removing the "
    "school's data leaves it."
)
KEPT = (
    "What is published is kept on this machine, encrypted, with the school's data. It is not part "
    "of the workbook."
)
TRIED_OUT = (
    "This is a made-up school: what you publish is marked as sample data, only this tab sees it, "
    "and it is gone when the page is reloaded. To read it as a governor will, choose “governor” "
    "under “View as”."
)
FROZEN = (
    "Once published the figures are frozen. A figure of a complete year stays as first published, "
    "whatever happens to the data later: two versions set side by side could show a child. For the "
    "same reason a publication that replaces a withdrawn one of the same half-term keeps its "
    "figures, and only your words change."
)
NAMED = (
    "A pupil of the school is named in your words, by name or UPN. Governors may not be shown "
    "that: please take it out."
)
SMALL = (
    "There is a number below 10 in your words. If it counts children, somebody may know which: say "
    "“some” or “a few” instead."
)
OWN_WORDS_MEAN = (
    "Speak of the group, never of a child, also not by initials, year group or family. What has "
    "gone well comes first."
)
CHANGED = "Nothing was published: the figures have changed since you looked. Please look again."
BESIDE = (
    "Only you see this table: governors read counts rounded to 5, and a percentage made from the "
    "rounded counts."
)
BESIDE_CAPTION = "Your numbers, and what governors read"
BESIDE_HEADINGS = ("Figure", "Year", "Here", "Governors read")
HIDDEN_FIRST = "Hidden when first published, and stays so"
LONGEST_COMMENT = 1500
LONGEST_ACTIONS = 1000
JUST_DONE = "just_published"


def publish_page() -> None:
    """What stands published, then what would be published today."""
    if said := st.session_state.pop(JUST_DONE, None):
        st.success(said)
        if publishing.standing():
            links.page_link(links.GOVERNORS, "Read it as governors do")
    st.write(_where())
    _published_now()
    summary, workspace = session.summary(), session.workspace()
    if workspace is None:
        session.no_data_yet()
    _hidden()
    standing = [p for p in publishing.in_this_half_term() if p.withdrawn is None]
    if standing:
        _not_now(standing[0])
        return
    comment, actions = _own_words(summary)
    shown = publishing.would_publish(comment, actions)
    _preview(shown, summary)
    _publish(shown, workspace)


def _where() -> str:
    """Where publications live, true for the way the dashboard runs."""
    if publishing.is_tried_out():
        return TRIED_OUT
    return KEPT if publishing.is_kept() else IN_MEMORY


def _published_now() -> None:
    """Every publication so far, with the button that withdraws it."""
    st.header("What is published", divider="gray")
    found = publishing.publications()
    if not found:
        st.write("Nothing yet: governors see a line that says so.")
        return
    rows = tuple(_line(publication) for publication in found)
    headings = ("Published on", "By", "Data as at", "State")
    show_table(Table("Publications, the latest first", headings, rows))
    standing = {text.day(p.published): p for p in found if p.withdrawn is None}
    if standing:
        with st.expander("Withdraw a publication"):
            _withdraw(standing)


def _line(publication: Publication) -> tuple[str, ...]:
    gone = publication.withdrawn
    state = f"Withdrawn on {text.day(gone)}" if gone else "Governors can read it"
    as_at = text.day(publication.summary.as_at)
    return (text.day(publication.published), text.capital(publication.by), as_at, state)


def _withdraw(standing: dict[str, Publication]) -> None:
    st.write(
        "Governors no longer see it. What they have read or printed stays with them, so its "
        "figures still count as first published."
    )
    day = st.selectbox("Which one", list(standing), key="withdraw")
    if st.button("Withdraw it"):
        publishing.withdraw(standing[day])
        st.session_state[JUST_DONE] = f"Withdrawn: the publication of {day}."
        st.rerun()


def _hidden() -> None:
    """How many figures are hidden and why; governors read one symbol for every reason."""
    st.header("What is hidden, and why", divider="gray")
    shown = publishing.would_publish()
    of = text.count(len(shown.figures), "figure")
    st.write(
        f"Hidden: {shown.hidden} of {of}. Only you see the reasons: a reason tells of a count."
    )
    because = {(h.key, h.academic_year): h.reasons for h in publishing.reasons()}
    rows = [
        (
            f.title,
            f.academic_year,
            text.capital("; ".join(because.get((f.key, f.academic_year), ()))) or HIDDEN_FIRST,
        )
        for f in shown.figures
        if f.hidden
    ]
    if rows:
        show_table(Table("Hidden figures", ("Figure", "Year", "Why"), tuple(rows)))
    kept = [f"{f.title} {f.academic_year}" for f in shown.figures if f.first_published]
    if kept:
        st.write(f"As first published, whatever the data say now: {text.listed(kept)}.")
    st.write(FROZEN)


def _not_now(standing: Publication) -> None:
    """Why nothing can be published today, and when it can."""
    st.header("The next publication", divider="gray")
    st.info(
        f"This half-term ({text.plain(publishing.half_term().name)}) has a publication, of "
        f"{text.day(standing.published)}. The next can be made from "
        f"{text.day(publishing.next_half_term())}. To change your words before then, withdraw it "
        "and publish again: the figures stay the same."
    )
    links.page_link(links.GOVERNORS, "Read it as governors do")


def _own_words(summary: Summary) -> tuple[str, tuple[str, ...]]:
    """The head's comment and the actions under way."""
    st.header("Your words", divider="gray")
    st.write(OWN_WORDS_MEAN)
    comment = st.text_area(
        "Your comment (you may leave it empty)", max_chars=LONGEST_COMMENT, key="publish_comment"
    )
    fired = [s.rule.title for s in summary.suggestions]
    offered = list(dict.fromkeys([*fired, *(rule.title for rule in library.rules())]))
    picked = st.multiselect(
        "Actions under way: pick from the library, what is suggested for your school first",
        offered,
        key="publish_picked",
    )
    own = st.text_area(
        "Other actions under way, one on each line",
        max_chars=LONGEST_ACTIONS,
        key="publish_actions",
    )
    lines = (" ".join(line.split()) for line in own.splitlines())
    return comment.strip(), tuple(dict.fromkeys([*picked, *filter(None, lines)]))


def _preview(shown: PublishedSummary, summary: Summary) -> None:
    st.header("What governors will see", divider="gray")
    if rows := tuple(_beside(shown, summary)):
        st.write(BESIDE)
        show_table(Table(BESIDE_CAPTION, BESIDE_HEADINGS, rows))
    st.write("Exactly this, inside the frame. The button to publish it stands below.")
    with st.container(border=True):
        governors.show_publication(shown, is_preview=True)


def _beside(shown: PublishedSummary, summary: Summary) -> Iterator[tuple[str, ...]]:
    """Each figure that is not hidden: its count here, and rounded as governors read it."""
    for figure in shown.figures:
        here = (f for f in summary.of(figure.key) if label(f.year) == figure.academic_year)
        found = next(here, None)
        if found is not None and not figure.hidden:
            ours = f"{found.cwsw.n:,} of {found.cwsw.of:,}"
            theirs = f"about {figure.count:,} of about {figure.of:,} ({figure.percent}%)"
            yield figure.title, figure.academic_year, ours, theirs


def _publish(shown: PublishedSummary, workspace: Workspace) -> None:
    """The button; refused where a pupil is named."""
    st.header("Publish", divider="gray")
    words = (shown.comment, *shown.actions)
    if names_a_pupil(workspace, words):
        st.error(NAMED)
        return
    if any(map(holds_small_number, words)):
        st.warning(SMALL)
    st.button("Publish to governors", type="primary", on_click=_do, args=(shown,))


def _do(shown: PublishedSummary) -> None:
    """Publish what was looked at, and nothing that has changed since."""
    if publishing.would_publish(shown.comment, shown.actions) != shown:
        st.session_state[JUST_DONE] = CHANGED
        return
    try:
        made = publishing.publish(shown.comment, shown.actions)
    except PublishedAlreadyError:
        st.session_state[JUST_DONE] = CHANGED
        return
    st.session_state[JUST_DONE] = (
        f"Published on {text.day(made.published)}. Governors can read it now."
    )
