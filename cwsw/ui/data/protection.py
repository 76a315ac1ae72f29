"""The data-protection starter and what leaves the machine, on screen and to take away."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from cwsw.access import Person, Right, Role, rights_of
from cwsw.reports import data_protection, what_leaves
from cwsw.reports.data_protection import Settings
from cwsw.reports.section import TO_COMPLETE, Section
from cwsw.store import Workspace
from cwsw.tables.schema import FORMER_PUPILS, SCHOOL
from cwsw.ui.auth import page_registry
from cwsw.ui.state import archives, edition
from cwsw.ui.widgets.downloads import download_button
from cwsw.ui.widgets.html_tables import Table, show_table
from cwsw.ui.wording import text

LEAD = (
    "Facts about this program as it is set up here, and the questions only your school can answer."
)


def settings(user: Person, workspace: Workspace | None) -> Settings:
    """How the program is set up for this person's school, as far as it knows."""
    school, archive = workspace.school if workspace else None, archives.of(user.school)
    return Settings(
        who_may={role.value: _may(role) for role in Role},
        is_hosted=not page_registry.runs_alone(),
        school=school.name if school else None,
        is_sample=bool(school and school.sample),
        supplied=_in_use(workspace) if workspace else frozenset(),
        keep_until=archive.keep_until if archive else None,
        keeps_trail=not page_registry.runs_alone(),
    )


def _in_use(workspace: Workspace) -> frozenset[str]:
    former_pupils = {FORMER_PUPILS.name} if workspace.held else set()
    return workspace.supplied | former_pupils | {SCHOOL.name}


def _may(role: Role) -> tuple[str, ...]:
    return tuple(right.value for right in Right if right in rights_of(role))


def show_starter(settings: Settings) -> None:
    """The downloads first, then the whole text, part by part."""
    for line in data_protection.opening(settings):
        st.write(text.plain(line))
    with st.container(horizontal=True):
        page, plain = (
            partial(data_protection.page, settings),
            partial(data_protection.text, settings),
        )
        download_button("Download to print (HTML)", page, "data-protection.html")
        download_button("Download to complete (text)", plain, "data-protection.txt")
    show_sections(data_protection.sections(settings))


def show_leaving() -> None:
    """The answer, then how to check it, part by part, and the same to take away."""
    is_hosted = not page_registry.runs_alone()
    in_browser = edition.in_browser()
    answer, *checks = what_leaves.sections(is_hosted, in_browser)
    _show_section(answer)
    show_sections(checks)
    download_button(
        "Download this page (text)",
        partial(what_leaves.text, is_hosted, in_browser),
        "what-leaves.txt",
    )


def show_sections(sections: Iterable[Section]) -> None:
    """Each section folded under its title."""
    for section in sections:
        with st.expander(text.plain(section.title)):
            _show_section(section)


def _show_section(section: Section) -> None:
    """A section's sentences, points, table and open questions."""
    for line in section.sentences:
        st.write(text.plain(line))
    _points(section.points)
    if section.grid:
        grid = section.grid
        show_table(Table(grid.caption, grid.headings, grid.rows))
    if section.ask:
        st.write(f"**{TO_COMPLETE}**")
        _points(section.ask)


def _points(points: Iterable[str]) -> None:
    lines = "\n".join(f"- {text.plain(point)}" for point in points)
    if lines:
        st.markdown(lines)
