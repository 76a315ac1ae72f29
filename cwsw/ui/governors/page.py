"""The governors' page, made from a publication and nothing else."""

import streamlit as st

from cwsw.access import Right, User
from cwsw.disclosure import Publication, PublishedSummary, RoundedSummary
from cwsw.reports.governors import governors_document
from cwsw.reports.rounded import rounded_document
from cwsw.ui.governors import papers, publishing
from cwsw.ui.widgets import links
from cwsw.ui.widgets.document import show_document
from cwsw.ui.wording import text

NOTHING_YET = (
    "Nothing has been published yet. The headteacher decides what is shown here, and when."
)
MAY_PUBLISH = "You can look at what would be shown, and publish it."
WHICH = "Published on"


def governor_page(user: User) -> None:
    """Show the current publication, or an earlier one that is chosen; never a draft."""
    # Not `page_header`: the page is made from a publication, and from nothing that is loaded.
    st.title("Governors")
    publications = publishing.readable()
    if not publications:
        st.info(f"{NOTHING_YET} {MAY_PUBLISH if user.may(Right.PUBLISH) else ''}")
        if user.may(Right.PUBLISH):
            links.page_link(links.PUBLISH, "Publish to governors")
        return
    summary = _choose(publications).summary
    show_summary(summary)
    if isinstance(summary, RoundedSummary):
        papers.rounded_download(summary)
    else:
        papers.governor_downloads(summary)


def show_summary(summary: PublishedSummary | RoundedSummary) -> None:
    """Show a publication by the rules that it was made by."""
    # The first rules' publications are shown as they were printed: another form of the same counts
    # could be set against them (decision 18).
    if isinstance(summary, RoundedSummary):
        show_document(rounded_document(summary))
    else:
        show_document(governors_document(summary))


def _choose(publications: tuple[Publication, ...]) -> Publication:
    """The latest publication, unless an earlier one is chosen."""
    if len(publications) == 1:
        return publications[0]
    return st.selectbox(
        WHICH, publications, format_func=lambda p: text.day(p.published), key="publication"
    )
