"""What every page needs: the user and their rights, the school they look at, its figures."""

from contextlib import suppress
from dataclasses import replace
from typing import Never

import streamlit as st

from cwsw import charts
from cwsw.access import AuditEvent, Right, User
from cwsw.disclosure import PublishedSummary, publish
from cwsw.intake import SourceFile, read_files
from cwsw.measures.filters import Filters
from cwsw.paths import SAMPLE_FOLDER
from cwsw.store import Workspace
from cwsw.store.archive import ArchiveError
from cwsw.summary import summarise
from cwsw.summary.model import Summary
from cwsw.ui.auth import hosted_settings, page_registry, signing_in
from cwsw.ui.state import archives, audit_notes
from cwsw.ui.wording import archive_wording, text

EVERYONE = Filters()
OWN = "own"
COPY = "copy"
SAMPLES = {"sample primary": "primary.xlsx", "sample secondary": "secondary.xlsx"}
SCHOOL = "school"
"""The name of a sample school in the address."""
_LOOKING_AT = "looking_at"
_COPIED = "sample_copied"
_COPY = "copy_of_sample"


def require_page(script: str) -> User:
    """The user, if they may open the page; otherwise one sentence is shown and the run stops.

    `session.require_page(__file__)` is the first line of every page, so that no page relies on the
    menu to keep people out. The page registry says which rights a script asks for; one that is not
    in it is closed to everybody.
    """
    entry, user = page_registry.entry_of(script), page_registry.current_user()
    return _only_if(user is not None and entry is not None and entry.is_open_to(user), user)


def require(*rights: Right) -> User:
    """The user, if they have all these rights; otherwise a sentence is shown and the run stops."""
    user = page_registry.current_user()
    return _only_if(user is not None and user.may(*rights), user)


def _only_if(is_allowed: bool, user: User | None) -> User:
    if user is None:
        signing_in.stranger_page()
        st.stop()
    if not is_allowed:
        refuse()
        st.stop()
    return user


def refuse() -> None:
    """Show that a page is not open to this user, and note that they asked for it."""
    audit_notes.note(AuditEvent.REFUSED)
    st.title(text.NOT_ALLOWED_TITLE)
    st.write(text.NOT_ALLOWED)


workspaces = archives.workspaces


@st.cache_resource(show_spinner=text.LOADING_SAMPLE)
def sample_workspace(choice: str) -> Workspace:
    """A made-up school, read once by the same path as an upload, shared by all, never changed.

    What a visitor changes is changed in a copy of their own.
    """
    path = SAMPLE_FOLDER / SAMPLES[choice]
    # By the path of an upload: what a visitor tries is what a school gets.
    upload = read_files([SourceFile(path.name, path.read_bytes())])
    school = replace(upload.school, sample=True)
    shared = Workspace.load(replace(upload, school=school), read_only=True)
    shared.redirect_changes(private_copy)
    return shared


def look_at(choice: str) -> None:
    """Remember which school this visitor looks at: `OWN`, `COPY` or a key of `SAMPLES`."""
    st.session_state[_LOOKING_AT] = choice


def in_address() -> dict[str, str]:
    """The query parameters with which a reload finds the sample school again."""
    choice = st.session_state.get(_LOOKING_AT, OWN)
    sample = st.session_state.get(_COPIED) if choice == COPY else choice
    # Addresses are passed on and stand in histories: nothing of a school's own data goes there.
    return {SCHOOL: sample.replace(" ", "-")} if sample in SAMPLES else {}


def find_sample_again() -> None:
    """After a reload look at the sample school that the address names, if a visitor may choose."""
    sample = st.query_params.get(SCHOOL, "").replace("-", " ")
    user = page_registry.current_user()
    if sample in SAMPLES and _LOOKING_AT not in st.session_state and user and user.may(Right.START):
        look_at(sample)


def private_copy(shared: Workspace) -> Workspace:
    """This visitor's own copy of a sample school, made at their first change.

    From then on they look at it; it is gone when the page is reloaded.
    """
    if not is_private_copy():
        st.session_state[_COPY] = shared.copy()
        st.session_state[_COPIED] = st.session_state.get(_LOOKING_AT)
        look_at(COPY)
    copied: Workspace = st.session_state[_COPY]
    return copied


def is_private_copy() -> bool:
    """Whether this visitor looks at their own copy of a sample school."""
    return st.session_state.get(_LOOKING_AT) == COPY


def own_workspace() -> Workspace | None:
    """The school's own data, wherever in this server they were loaded; None before an upload."""
    user = page_registry.current_user()
    if user is None:
        return None
    archives.open_hosted(user.school)
    return workspaces().get(user.school)


def is_kept() -> bool:
    """Whether the school's own data are kept beyond this program's memory."""
    user = page_registry.current_user()
    return user is not None and archives.is_kept(user.school)


def keeping_trouble() -> str | None:
    """Why nothing more can be kept of the school's own data at this moment; None where it can."""
    user = page_registry.current_user()
    return archives.trouble(user.school) if user is not None else None


def save_upload(new: Workspace) -> None:
    """Make a confirmed upload the school's own data, in place of what was there.

    Raises ArchiveError where the school's data are kept and this could not be.
    """
    user = require(Right.UPLOAD)
    # Noted before it is done: what cannot be noted is not done.
    audit_notes.note(AuditEvent.UPLOADED)
    archives.save_upload(user.school, new)
    look_at(OWN)


def remove_own() -> None:
    """Close the school's own workspace and forget every figure made from it."""
    user = require(Right.UPLOAD)
    audit_notes.note(AuditEvent.REMOVED)
    # While the workspace is still held: closing its archive also takes its journal away.
    archives.close(user.school)
    workspaces().remove(user.school)
    forget_figures()
    st.session_state.pop(_LOOKING_AT, None)


def forget_figures() -> None:
    """Forget every figure that was worked out, and what was drawn from the data."""
    _summary.clear()
    # Those of every school at once: figures are worked out again in a moment, and none may be left.
    _published.clear()
    charts.forget()


def workspace() -> Workspace | None:
    """The data this visitor looks at: the school's own, unless they chose a sample school."""
    choice = st.session_state.get(_LOOKING_AT, OWN)
    if choice == COPY:
        copy: Workspace | None = st.session_state.get(_COPY)
        return copy
    return sample_workspace(choice) if choice in SAMPLES else own_workspace()


def at_hand() -> Workspace | None:
    """The data this visitor looks at; None where what is kept cannot be opened, too.

    For what stands around a page: the page itself says why.
    """
    with suppress(ArchiveError):
        return workspace()
    return None


# `id` is random, so that a figure of a school that was removed is never found again.
def _state(current: Workspace) -> str:
    """A key that no other workspace has, nor this one after a change that figures show."""
    return f"{current.id} {current.version}"


@st.cache_resource(show_spinner=False, max_entries=64)
def _summary(
    state: str,  # noqa: ARG001 - with the filters, the key the answer is kept under
    filters: Filters,
    _workspace: Workspace,
) -> Summary:
    return summarise(_workspace, filters)


@st.cache_resource(show_spinner=False, max_entries=16)
def _published(state: str, _workspace: Workspace) -> PublishedSummary:
    return publish(_summary(state, EVERYONE, _workspace))


def summary(filters: Filters = EVERYONE) -> Summary:
    """The figures of the current school, worked out once for each upload and filter."""
    current = workspace()
    if current is None:
        no_data_yet()
    return _summary(_state(current), filters, current)


def published() -> PublishedSummary:
    """What governors may see of the current school's figures, without what the school does."""
    current = workspace()
    if current is None:
        no_data_yet()
    return _published(_state(current), current)


def sample_buttons(page: str | None = None) -> None:
    """Show a button for each sample school; `page` is the page to go on to (None: this one)."""
    for column, choice in zip(st.columns(2), SAMPLES, strict=True):
        if column.button(f"Try the {choice} school", key=f"look at {choice}", width="stretch"):
            look_at(choice)
            if page is not None:
                st.switch_page(page, query_params=in_address())
            # The address is all that a reload has.
            st.query_params.update(in_address())
            st.rerun()


def own_school() -> None:
    """Show which own data are loaded, with the buttons to look at them and to remove them."""
    own = own_workspace()
    if own is None:
        return
    st.write(f"Loaded now: {text.school_line(own.school, own.as_at)}.")
    if st.button(text.LOOK_AT_OWN):
        look_at(OWN)
        # Not `links.OVERVIEW`: that module imports this one.
        st.switch_page("pages/overview/overview.py")
    with st.expander(text.REMOVE):
        if is_kept() and hosted_settings.is_on():  # it would be opened again at the next click
            st.write(archive_wording.ERASE_THERE)
            return
        st.write(text.REMOVE_MEANS)
        if is_kept():
            st.write(archive_wording.IN_THE_FOLDER)
        if st.button(text.REMOVE_YES):
            remove_own()
            st.rerun()


def page_header(title: str, lead: str | None = None) -> None:
    """Show the page's heading, the school and date it is about, and the mark of a sample."""
    st.title(title)
    current = at_hand()
    if current is not None:
        st.caption(text.school_line(current.school, current.as_at))
    if lead:
        st.write(lead)


def no_data_yet() -> Never:
    """Show that there is nothing yet, with sample schools and upload for users who may; stop."""
    user = page_registry.current_user()
    if user is None or not user.may(Right.START):
        st.write(text.NOTHING_PUBLISHED)
        st.stop()
    st.write(text.NO_DATA)
    sample_buttons()
    st.page_link("pages/data/welcome.py", label=text.GO_TO_START)
    st.stop()
