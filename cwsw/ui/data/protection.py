"""The data-protection starter and what leaves the machine, on screen and to take away."""

from functools import partial

import streamlit as st

from cwsw.access import Right, Role, User, rights_of
from cwsw.reports import data_protection, what_leaves
from cwsw.reports.data_protection import Settings
from cwsw.reports.document.html import html
from cwsw.reports.document.plain_text import plain_text
from cwsw.store import Workspace
from cwsw.tables.schema import FORMER_PUPILS, SCHOOL
from cwsw.ui.auth import page_registry
from cwsw.ui.state import archives, edition
from cwsw.ui.widgets.document import show_document
from cwsw.ui.widgets.downloads import download_button

LEAD = (
    "Facts about this program as it is set up here, and the questions only your school can answer."
)


def settings(user: User, workspace: Workspace | None) -> Settings:
    """How the program is set up for this user's school, as far as it can tell."""
    school, archive = workspace.school if workspace else None, archives.of(user.school)
    return Settings(
        # From the rights that are enforced: the pack can say nothing else than the program does.
        rights_by_role={role.value: _may(role) for role in Role},
        is_hosted=not page_registry.runs_alone(),
        school=school.name if school else None,
        is_sample=bool(school and school.sample),
        supplied=_in_use(workspace) if workspace else frozenset(),
        keep_until=archive.keep_until if archive else None,
        # Alone the trail lives in memory: nothing of it is kept.
        keeps_trail=not page_registry.runs_alone(),
    )


def _in_use(workspace: Workspace) -> frozenset[str]:
    former_pupils = {FORMER_PUPILS.name} if workspace.former_records else set()
    # Pupils held apart are in no table that was supplied, but their data are held all the same.
    return workspace.supplied | former_pupils | {SCHOOL.name}


def _may(role: Role) -> tuple[str, ...]:
    return tuple(right.value for right in Right if right in rights_of(role))


def show_starter(settings: Settings) -> None:
    """Show the downloads first, then the whole text."""
    document = data_protection.starter(settings)
    with st.container(horizontal=True):
        download_button("Download to print (HTML)", partial(html, document), "data-protection.html")
        download_button(
            "Download to complete (text)", partial(plain_text, document), "data-protection.txt"
        )
    show_document(document)


def show_leaving() -> None:
    """Show what leaves the machine and how to check it, and offer the same as a file."""
    is_hosted = not page_registry.runs_alone()
    document = what_leaves.guide(is_hosted, edition.in_browser())
    show_document(document)
    download_button("Download this page (text)", partial(plain_text, document), "what-leaves.txt")
