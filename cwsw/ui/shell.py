"""The frame of every page: menu, sidebar, footer, and a plain sentence when something breaks."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from cwsw import __version__
from cwsw.access import Right, Role, User
from cwsw.store import Workspace
from cwsw.ui import streamlit_internals as internals
from cwsw.ui.asgi import guard
from cwsw.ui.auth import hosted_settings, page_registry, signing_in
from cwsw.ui.children.old_addresses import MOVED, follow
from cwsw.ui.data import terms
from cwsw.ui.state import edition, erasures, housekeeping, session
from cwsw.ui.state.download_registry import REGISTRY
from cwsw.ui.state.open_pages import PAGES
from cwsw.ui.streamlit_internals import StreamlitPage
from cwsw.ui.widgets import links
from cwsw.ui.widgets.charting import mode
from cwsw.ui.widgets.name_visibility import name_switch
from cwsw.ui.widgets.style import PRINT_STYLE, page_style
from cwsw.ui.wording import text

_ICON_FILE = Path(__file__).parent / "static" / "icon.png"
# In the page itself: as a file it would have an address, closed to whoever has not signed in.
ICON = f"data:image/png;base64,{b64encode(_ICON_FILE.read_bytes()).decode()}"


def prepare() -> None:
    """What every run needs before anything is shown, however the server was started."""
    internals.keep_uploads_in_memory()
    internals.print_no_tracebacks()
    internals.use_downloads(REGISTRY)
    internals.watch_session()
    housekeeping.start()


Menu = Sequence[StreamlitPage]
"""Every page that has an address for whoever is here."""


def menu() -> Menu:
    """The pages that this visitor may open; for strangers the one page to sign in.

    Where that cannot be worked out, one page that says so.
    """
    try:
        return _menu_of(page_registry.current_user())
    except Exception as error:  # the last guard before there is a page
        return _same_page_everywhere(partial(guard.show_error, error), text.SORRY_TITLE)


def _menu_of(user: User | None) -> Menu:
    if user is None:
        return _strangers_pages()
    pages = []
    for place, entry in enumerate(page_registry.entries_for(user)):
        # The first page stands at the bare address; its own is one of _more_addresses.
        url = entry.url if place else f"first-{entry.url}"
        pages.append(st.Page(entry.path, title=entry.title, url_path=url, default=place == 0))
    return [*_more_addresses(user), *pages]


def _more_addresses(user: User) -> list[StreamlitPage]:
    """Addresses without a link: the first page's own, closed pages (a sentence), old addresses.

    Streamlit would lay "Page not found" over them.
    """
    first, *_ = page_registry.entries_for(user)
    closed = [entry for entry in page_registry.PAGES if not entry.is_open_to(user)]
    return [
        st.Page(first.path, title=first.title, url_path=first.url),
        *(
            st.Page(
                _closed_page if entry.is_here() else _missing_page,
                title=text.NOT_ALLOWED_TITLE if entry.is_here() else entry.title,
                url_path=entry.url,
            )
            for entry in closed
        ),
        *_moved_pages({entry.path: entry for entry in page_registry.entries_for(user)}),
    ]


def _moved_pages(open_to: Mapping[str, page_registry.PageEntry]) -> Menu:
    """Old addresses: each redirects to its new page, or is closed where the user may not go."""
    return [
        st.Page(partial(follow, moved), title=open_to[moved.path].title, url_path=moved.url)
        if moved.path in open_to
        else st.Page(_closed_page, title=text.NOT_ALLOWED_TITLE, url_path=moved.url)
        for moved in MOVED
    ]


def _closed_page() -> None:
    """Show the sentence of a closed page; alone, where "View as" may lead to one, a link on."""
    session.refuse()
    user = page_registry.current_user()
    if user is not None and not hosted_settings.is_on():
        first, *_ = page_registry.entries_for(user)
        links.page_link(first.path, f"Go to {first.title}")


def _missing_page() -> None:
    """Show the sentence of a page that the browser edition does not have."""
    st.title(text.NOT_IN_BROWSER_TITLE)
    st.write(text.NOT_IN_BROWSER)


def _strangers_pages() -> Menu:
    """The same page at every address, or Streamlit would show "Page not found" over it."""
    show, title = (
        signing_in.stranger_page,
        text.SIGN_IN if hosted_settings.is_on() else text.HOSTED_TITLE,
    )
    return _same_page_everywhere(show, title)


def _same_page_everywhere(show: Callable[[], None], title: str) -> Menu:
    addresses = [*(entry.url for entry in page_registry.PAGES), *(moved.url for moved in MOVED)]
    at_addresses = [st.Page(show, title=title, url_path=url) for url in addresses]
    return [st.Page(show, title=title, default=True), *at_addresses]


def show(page: StreamlitPage) -> None:
    """Run a page between sidebar and footer; if it breaks, say so without any of its values."""
    st.html(page_style(mode()) + PRINT_STYLE)
    # Made first: whatever breaks on the page, the links to the other views stay above the sentence.
    views, body = st.container(), st.container()
    user = None
    try:
        user = page_registry.current_user()
        _note_run(user)
        if user is not None:
            session.find_sample_again()
            if erasures.keep_to_the_day():
                session.forget_figures()
                terms.forget()
            current = session.at_hand()
            sections = page_registry.sections_for(user)
            # A sentence at a closed address has no entry: nothing in the menu is marked then.
            current_entry = _entry_of(page)
            _sidebar(user, current, sections, current_entry)
            with views:
                _views(sections, current_entry)
        with body:
            page.run()
    except Exception as error:  # the last guard: nothing of it may reach the screen or the log
        guard.show_error(error, body, may_keep=user is not None and user.may(Right.KEEP))


def _note_run(user: User | None) -> None:
    """Remember the user that this session's page is made for: its downloads are offered to them."""
    session_id = internals.session_id()
    if user is None:
        PAGES.forget({session_id})
        REGISTRY.forget_session(session_id)
    else:
        PAGES.begin_run(
            session_id, user, signing_in.user_check() if hosted_settings.is_on() else None
        )


Sections = Mapping[page_registry.MenuSection, Sequence[page_registry.PageEntry]]


def _entry_of(page: StreamlitPage) -> page_registry.PageEntry | None:
    """The registry's entry of the page that is shown; None for a sentence at a closed address."""
    return next((entry for entry in page_registry.PAGES if entry.title == page.title), None)


def _sidebar(
    user: User,
    current: Workspace | None,
    sections: Sections,
    current_entry: page_registry.PageEntry | None,
) -> None:
    """Show the school, its date and the user, then the menu."""
    with st.sidebar:
        if current is not None and user.may(Right.START):
            st.markdown(text.sidebar_lines(current.school, current.as_at))
        if hosted_settings.is_on():
            st.markdown(f"{text.SIGNED_IN_AS}  \n{signing_in.who_line(user)}")
        else:
            st.selectbox(
                text.VIEW_AS, list(Role), format_func=text.capital, key=page_registry.VIEW_AS
            )
        _menu_links(sections, current_entry)
        if user.may(Right.COHORT):
            name_switch()
        if hosted_settings.is_on():
            signing_in.sign_out_button()
        _foot()


def _menu_links(sections: Sections, current_entry: page_registry.PageEntry | None) -> None:
    """A link for each entry of the menu, to the first of its pages."""
    # Plain links: Streamlit's own menu with sections is no valid HTML list (decision 3).
    with st.container(gap="xsmall"):
        for section, entries in sections.items():
            # The link of the entry one is in leads to where one is, so that it is marked.
            target = (
                current_entry
                if current_entry is not None and current_entry in entries
                else entries[0]
            )
            st.page_link(
                target.path,
                label=section.title,
                icon=section.icon,
                query_params=links.address_of(target.path),
            )


def _views(sections: Sections, current_entry: page_registry.PageEntry | None) -> None:
    """Links to the other pages of the menu entry that is open; none where it has one page."""
    entries = sections.get(current_entry.section, ()) if current_entry is not None else ()
    if len(entries) < 2:
        return
    with st.container(horizontal=True, gap="small", key="views"):
        for entry in entries:
            st.page_link(entry.path, label=entry.title, query_params=session.in_address())


def _foot() -> None:
    """Show where the data go, and the version, at the end of the menu."""
    st.popover(text.WHERE_TITLE, type="tertiary").write(data_statement())
    st.caption(text.version_line(__version__))


def data_statement() -> str:
    """The statement on where the data go, for the way this server runs."""
    usage = bool(st.get_option("browser.gatherUsageStats"))
    if edition.in_browser():
        return text.IN_BROWSER
    return text.where_data_go(page_registry.runs_alone(), usage, session.is_kept())
