"""What stands around every page: menu, sidebar, footer, and a calm word when something breaks."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit.navigation.page import StreamlitPage

from cwsw import __version__
from cwsw.access import Person, Right, Role
from cwsw.ui import roles, session, text
from cwsw.ui.style import PRINT_STYLE

ICON = str(Path(__file__).parent / "static" / "icon.png")
_STYLE = """
<style>
[data-testid="stBaseButton-primary"]:not(:disabled) {
  background-color: #0b5394 !important;
  border-color: currentColor !important;
  color: #ffffff !important;
}
</style>
"""
"""The main button is dark blue in both schemes: white on light blue is too pale."""

_LOG = logging.getLogger(__name__)
_UNLIMITED = 0


def keep_uploads_in_memory() -> None:
    """Stop the server from putting uploads above 1 MB into temporary files.

    How large an upload may be is limited by server.maxUploadSize before this matters.
    """
    MultiPartParser.spool_max_size = _UNLIMITED


Menu = Mapping[str, Sequence[StreamlitPage]]
"""Pages by section."""


def menu() -> Menu:
    """The pages of whoever is here, by section; one notice where nobody may be let in."""
    who = roles.person()
    if who is None:
        return {"": [st.Page(_hosted_notice, title=text.HOSTED_TITLE, default=True)]}
    sections: dict[str, list[StreamlitPage]] = {}
    for place, entry in enumerate(roles.entries_for(who)):
        page = st.Page(entry.path, title=entry.title, url_path=entry.url, default=place == 0)
        sections.setdefault(entry.section, []).append(page)
    return sections


def show(page: StreamlitPage, pages: Menu) -> None:
    """Run a page between sidebar and footer; if it breaks, say so without any of its values."""
    st.html(_STYLE + PRINT_STYLE)
    body, foot = st.container(), st.container()
    who = roles.person()
    try:
        if who is not None:
            _sidebar(who, pages)
            with foot:
                _footer()
        with body:
            page.run()
    except Exception as error:  # the last guard: nothing of it may reach the screen or the log
        _LOG.error("%s at %s", type(error).__name__, _places(error))
        body.error(text.SORRY, title=text.SORRY_TITLE)


def _places(error: Exception) -> str:
    """The lines of code an error passed through; its message may hold a pupil's data."""
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames)


def _hosted_notice() -> None:
    st.title(text.HOSTED_TITLE)
    st.write(text.HOSTED)


def _sidebar(who: Person, pages: Menu) -> None:
    with st.sidebar:
        _links(pages)
        current = session.workspace()
        if current is not None and who.may(Right.START):
            st.markdown(text.sidebar_lines(current.school, current.as_at))
        st.selectbox(text.VIEW_AS, list(Role), format_func=text.capital, key=roles.VIEW_AS)


def _links(pages: Menu) -> None:
    """The menu as plain links: Streamlit's own menu with sections is not a valid list."""
    with st.container(gap="xsmall"):
        for section, entries in pages.items():
            st.markdown(f"**{section}**")
            for entry in entries:
                st.page_link(entry, label=entry.title)


def _footer() -> None:
    st.divider()
    with st.expander(text.WHERE_TITLE):
        st.write(data_statement())
    st.write(text.version_line(__version__))


def data_statement() -> str:
    """Where the data go, true for the way this server runs."""
    usage = bool(st.get_option("browser.gatherUsageStats"))
    return text.where_data_go(roles.runs_alone(), usage)
