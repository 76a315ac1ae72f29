"""For the virtual school: the return to send, and the draft of a request for a call."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar

import streamlit as st

from cwsw.advice import library
from cwsw.advice.model import Area
from cwsw.disclosure import PublishedSummary, RoundedSummary
from cwsw.reports.contact_request import (
    LEFT_BLANK,
    ONE_CHILD,
    Asker,
    CallTime,
    Choices,
    Tried,
    Urgency,
    contact_request,
)
from cwsw.reports.document import Table
from cwsw.reports.document.plain_text import plain_text
from cwsw.reports.virtual_school import FIELDS, FIGURE_FIELDS, ExportField, virtual_school_return
from cwsw.ui.governors import publishing
from cwsw.ui.state import session
from cwsw.ui.widgets import links
from cwsw.ui.widgets.document import show_document
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.html_tables import show_table
from cwsw.ui.wording import text
from cwsw.ui.wording.text import plain

LEAD = (
    "Two things to send outside the school, both made from what you have published to governors: "
    "aggregates only, in the same ranges, no child in them."
)
PUBLISH_FIRST = (
    "Nothing has been published yet. Publish to governors first: only published figures may leave "
    "the school, so that nobody can set two sets of figures against each other."
)
PUBLISH_AGAIN = (
    "What is published was made by an earlier version of the rules. Publish once more, then both "
    "can be made from it."
)
MADE_FROM = "Made from what was published on {day}, with data as at {as_at}."
RETURN = "The return"
RETURN_MEANS = (
    "A small file (JSON) with the published figures, for a virtual school that collects them from "
    "its schools. Nothing is sent by this program: you download it and send it yourself."
)
REQUEST = "A request for a call"
REQUEST_MEANS = (
    "A draft to read, copy and paste into your virtual school's own form. It is put together from "
    "published figures and from what you tick; nothing can be typed into it, so it cannot hold a "
    "child's details."
)
IN_IT = "What is in it, and what is not"
NOT_IN_RETURN = (
    "Not in it: a pupil's name, UPN, date of birth or any row about one child; parts of the group; "
    "your own words to governors; any number that governors do not see."
)
IN_REQUEST = (
    "In it: the school's name, the range that holds the number of children, the published figures "
    "with the latest national ones, what you tick below, and the sentence that no child can be "
    "identified. Not in it: a child's name, number or story, parts of the group, and your own name "
    f"and telephone. The draft says “{LEFT_BLANK}”."
)
ELSEWHERE = "Another local authority"
E = TypeVar("E", bound=StrEnum)
K = TypeVar("K")


def virtual_school_page() -> None:
    """Show the return and the request, made from the latest publication; or what to do first."""
    st.write(LEAD)
    publications = publishing.readable()
    if not publications:
        st.info(PUBLISH_FIRST)
        links.page_link(links.PUBLISH, "Publish to governors")
        return
    # From a publication that governors can read and never from a draft: two sets of figures of one
    # group could be set against each other (decision 13).
    summary = publications[0].summary
    if isinstance(summary, RoundedSummary):
        st.info(PUBLISH_AGAIN)
        links.page_link(links.PUBLISH, "Publish to governors")
        return
    st.write(
        MADE_FROM.format(day=text.day(publications[0].published), as_at=text.day(summary.as_at))
    )
    _show_return(summary)
    _show_request(summary)


def _show_return(summary: PublishedSummary) -> None:
    """Show what the return holds, and the button to download it."""
    st.header(RETURN)
    st.write(RETURN_MEANS)
    with st.expander(IN_IT):
        show_table(_fields("The return", FIELDS))
        show_table(_fields("Each figure", FIGURE_FIELDS))
        st.write(NOT_IN_RETURN)
    download_button(
        "Download the return (JSON)",
        partial(virtual_school_return, summary),
        f"virtual-school-return-{summary.as_at.isoformat()}.json",
        key="virtual_school_return",
    )


def _fields(caption: str, fields: Iterable[ExportField]) -> Table:
    rows = tuple((field.name, field.type, field.meaning) for field in fields)
    return Table(caption, ("Field", "Kind", "What it means"), rows)


def _show_request(summary: PublishedSummary) -> None:
    """Ask for what goes into the request, and show its draft."""
    st.header(REQUEST)
    st.write(REQUEST_MEANS)
    with st.expander(IN_IT):
        st.write(plain(IN_REQUEST))
    st.info(ONE_CHILD)
    area = _area()
    draft = contact_request(summary, _choices(), area)
    st.subheader("The draft")
    show_document(draft)
    download_button(
        "Download the draft (text)",
        partial(plain_text, draft),
        f"virtual-school-request-{summary.as_at.isoformat()}.txt",
        key="virtual_school_request",
    )


def _area() -> Area | None:
    """Ask for the local authority; the school's own is chosen where its team is known."""
    current = session.workspace()
    own = library.area_of(current.school.local_authority) if current else None
    areas: tuple[Area | None, ...] = (*library.areas(), None)
    choice = st.selectbox(
        "Local authority",
        areas,
        # None, the last of them, where the school's own authority is not known.
        index=areas.index(own),
        format_func=lambda area: area.local_authority if area else ELSEWHERE,
        key="request_area",
    )
    if choice is not None:
        st.write(plain(f"{choice.team}: {choice.contact} {choice.limits}"))
    return choice


def _choices() -> Choices:
    """Ask for everything that goes into the request, by boxes and ticks alone."""
    # Nothing to type into: a check for names in typed words would let some through (decision 13).
    asker = _one_of("Who asks", Asker, 0)
    requests = {key: route.request for key, route in library.requests().items()}
    help_wanted = _ticked("What would help", requests, first=True)
    tried = _ticked("What you have tried", {option: option.value for option in Tried})
    call_times = _ticked("When a call suits", {option: option.value for option in CallTime})
    return Choices(asker, _one_of("How soon", Urgency, 1), help_wanted, call_times, tried)


def _one_of(label: str, options: type[E], place: int) -> E:
    members: tuple[E, ...] = tuple(options)
    return st.selectbox(
        label, members, index=place, format_func=text.capital, key=f"request_{label}"
    )


def _ticked(label: str, options: Mapping[K, str], first: bool = False) -> tuple[K, ...]:
    """The keys of what is ticked; `first`: the first is, to begin with."""
    st.markdown(f"**{label}**")
    with st.container(gap="xsmall"):
        return tuple(
            key
            for place, (key, words) in enumerate(options.items())
            if st.checkbox(text.capital(words), first and place == 0, key=f"request_{label}_{key}")
        )
