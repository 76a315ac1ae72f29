"""What is published or would be published, and in which half-term, for the user of this visit."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from cwsw.access import AuditEvent, Right, User
from cwsw.children.follow_ups import terms_sheet
from cwsw.disclosure import (
    HiddenFigure,
    Publication,
    Publications,
    PublishedSummary,
    hidden_figures,
    practice,
    prepare,
)
from cwsw.records import today
from cwsw.tables.half_terms import TermBlock, shared_block
from cwsw.ui.auth import page_registry
from cwsw.ui.state import archives, audit_notes, session
from cwsw.ui.state.version_cache import cached
from cwsw.ui.widgets.filters import members_of

_TRIED_OUT = "publications_of_samples"

own_publications = archives.own_publications


def publications() -> tuple[Publication, ...]:
    """Every publication of the school looked at, withdrawn ones too, the latest first."""
    register, school = _place()
    return register.of(school)


def readable() -> tuple[Publication, ...]:
    """The publications that governors can read, the latest first."""
    return tuple(p for p in publications() if p.withdrawn is None)


def half_term() -> TermBlock:
    """The half-term of today: of the school's Terms sheet, or a usual one.

    It holds the day of every publication in whose half-term today lies.
    """
    current = session.workspace()
    terms = cached(current, terms_sheet) if current is not None else ()
    return shared_block(today(), (p.published for p in publications()), terms)


def next_half_term() -> date:
    """The first day on which something else may be published."""
    return half_term().end + timedelta(days=1)


def in_this_half_term() -> tuple[Publication, ...]:
    """What has been published in the present half-term, withdrawn or not."""
    block = half_term()
    return tuple(p for p in publications() if block.covers(p.published))


def would_say() -> PublishedSummary:
    """The figures that governors would read if they were published today."""
    return prepare(session.published(), publications(), half_term(), today())


def would_publish(comment: str = "", actions: tuple[str, ...] = ()) -> PublishedSummary:
    """What governors would read if it were published today."""
    return prepare(_draft(), publications(), half_term(), today(), comment, actions)


def reasons() -> tuple[HiddenFigure, ...]:
    """What is not said and why; for the headteacher alone."""
    session.require(Right.PUBLISH)
    return hidden_figures(session.summary())


def publish(comment: str, actions: tuple[str, ...]) -> Publication:
    """Publish today.

    Raises:
        PublishedAlreadyError: There is a publication of this half-term.
    """
    user = session.require(Right.PUBLISH)
    # The figures are worked out once more here: what a page sent is never what is published.
    register, school = _place()
    publication = register.publish(
        school, _draft(), half_term(), today(), _name(user), comment, actions
    )
    audit_notes.note(AuditEvent.PUBLISHED)
    return publication


def _draft() -> PublishedSummary:
    """The figures and what the school does, as the data say it now."""
    current = session.workspace()
    # Not part of `session.published`, which is remembered: staff may add to their records at any
    # moment.
    practices = practice(current, members_of(current)) if current is not None else ()
    return replace(session.published(), practice=practices)


def withdraw(publication: Publication) -> None:
    """Withdraw a publication, so that governors can read it no more."""
    session.require(Right.PUBLISH)
    register, school = _place()
    # Noted first: what cannot be noted does not happen.
    audit_notes.note(AuditEvent.WITHDREW)
    register.withdraw(school, publication.id, today())


def is_tried_out() -> bool:
    """Whether what is published here is a made-up school's, for this tab only."""
    current = session.workspace()
    # Data looked at that are not the school's own are a sample school, or this visitor's copy of
    # one.
    return current is not None and current is not session.own_workspace()


def is_kept() -> bool:
    """Whether what is published outlives the program."""
    user = page_registry.current_user()
    return user is not None and archives.is_kept(user.school)


def _place() -> tuple[Publications, str]:
    """The register and the key of the school looked at; a sample's live in this visit only."""
    current = session.workspace()
    if current is not None and is_tried_out():
        # In the visit: another visitor of the same sample school publishes on their own.
        tried: Publications = st.session_state.setdefault(_TRIED_OUT, Publications())
        return tried, current.id
    user = page_registry.current_user()
    return own_publications(), user.school if user is not None else ""


def _name(user: User) -> str:
    # Alone everybody is "You": the role says more.
    return user.role if page_registry.runs_alone() else f"{user.name}, {user.role}"
