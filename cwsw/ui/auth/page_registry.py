"""Who is here, and the page registry: which rights each page asks for, stated once."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import streamlit as st

from cwsw.access import Right, Role, User
from cwsw.paths import APP
from cwsw.ui.auth import hosted_settings, signing_in
from cwsw.ui.state import edition

VIEW_AS = "view_as"
"""Session state: the role chosen in the sidebar of a dashboard that runs alone."""

ALONE_SCHOOL = "this machine"
"""The key of the one school of a dashboard that runs alone on one machine."""


@dataclass(frozen=True)
class MenuSection:
    """One entry of the menu: its title and its icon; its pages are the entries that name it."""

    title: str
    icon: str


OVERVIEW = MenuSection("Overview", ":material/dashboard:")
EXPLORE = MenuSection("Explore", ":material/bar_chart:")
CHILDREN = MenuSection("Children", ":material/groups:")
OUR_LIST = MenuSection("Our list", ":material/checklist:")
SUPPORT = MenuSection("Support", ":material/volunteer_activism:")
GOVERNORS = MenuSection("Governors", ":material/account_balance:")
NATIONAL = MenuSection("National picture", ":material/public:")
DATA = MenuSection("Data and help", ":material/settings:")


@dataclass(frozen=True)
class PageEntry:
    """One page of the dashboard: its script, its menu entry, its address, the rights it asks for.

    They are stated here and nowhere else: the menu and the guard of the page itself read them.
    """

    path: str
    title: str
    section: MenuSection
    url: str
    right: Right
    also: Right | None = None
    on_disk: bool = False

    def is_here(self) -> bool:
        """Whether this edition has the page: the browser edition has none that keeps on a disk."""
        return not (self.on_disk and edition.in_browser())

    def is_open_to(self, user: User) -> bool:
        """Whether somebody may open the page."""
        allowed = user.may(self.right) and (self.also is None or user.may(self.also))
        return allowed and self.is_here()


# The order of the menu, and of the views inside each entry of it.
PAGES: tuple[PageEntry, ...] = (
    PageEntry("pages/overview/overview.py", "Overview", OVERVIEW, "overview", Right.FIGURES),
    PageEntry("pages/explore/explore.py", "Explore", EXPLORE, "explore", Right.FIGURES),
    PageEntry("pages/children/children.py", "Children", CHILDREN, "children", Right.CHILDREN),
    PageEntry("pages/children/child.py", "A child", CHILDREN, "child", Right.CHILDREN),
    PageEntry("pages/cohort/our_list.py", "Our list", OUR_LIST, "our-list", Right.COHORT),
    PageEntry(
        "pages/cohort/missing.py",
        "May be missing",
        OUR_LIST,
        "missing",
        Right.DECIDE,
        Right.PLAN_DETAIL,
    ),
    PageEntry(
        "pages/cohort/lists.py", "Compare lists", OUR_LIST, "lists", Right.DECIDE, Right.PLAN_DETAIL
    ),
    PageEntry(
        "pages/cohort/awareness.py",
        "Who has been told",
        OUR_LIST,
        "told",
        Right.DECIDE,
        Right.COHORT,
    ),
    PageEntry("pages/cohort/checklist.py", "Checklist", OUR_LIST, "checklist", Right.DECIDE),
    PageEntry("pages/support/what_to_do.py", "What to do", SUPPORT, "what-to-do", Right.ADVICE),
    PageEntry(
        "pages/support/interventions.py", "Running support", SUPPORT, "interventions", Right.WORK
    ),
    PageEntry("pages/support/plan.py", "Plan support", SUPPORT, "plan-support", Right.WORK),
    PageEntry("pages/support/meeting.py", "Meeting", SUPPORT, "meeting", Right.WORK),
    PageEntry(
        "pages/support/inspection.py",
        "Inspection sheet",
        SUPPORT,
        "inspection",
        Right.DECIDE,
        Right.PLAN_DETAIL,
    ),
    PageEntry(
        "pages/governors/summary.py", "Governors", GOVERNORS, "governors", Right.PUBLICATIONS
    ),
    PageEntry("pages/governors/publish.py", "Publish", GOVERNORS, "publish", Right.PUBLISH),
    PageEntry(
        "pages/governors/virtual_school.py",
        "Virtual school",
        GOVERNORS,
        "virtual-school",
        Right.PUBLISH,
    ),
    PageEntry(
        "pages/national/national.py", "National picture", NATIONAL, "national", Right.FIGURES
    ),
    PageEntry("pages/data/welcome.py", "Your data", DATA, "data", Right.START),
    PageEntry("pages/data/upload.py", "Upload", DATA, "upload", Right.UPLOAD),
    PageEntry("pages/data/keep.py", "Keep on this machine", DATA, "keep", Right.KEEP, on_disk=True),
    PageEntry(
        "pages/data/data_protection.py",
        "Data protection",
        DATA,
        "data-protection",
        Right.UPLOAD,
    ),
    PageEntry("pages/data/trail.py", "Who did what", DATA, "who-did-what", Right.AUDIT),
    PageEntry(
        "pages/data/what_leaves.py", "What leaves this machine", DATA, "what-leaves", Right.HELP
    ),
    PageEntry("pages/data/help.py", "Help and guidance", DATA, "help", Right.HELP),
)


def runs_alone() -> bool:
    """Whether nobody signs in and only this machine is listened to; anything uncertain is not."""
    if hosted_settings.is_on():
        return False
    # No server at all: nobody else can reach a tab.
    if edition.in_browser():
        return True
    address = st.get_option("server.address") or ""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def current_user() -> User | None:
    """The user of this visit: alone, in the role chosen under "View as"; hosted, who signed in."""
    if hosted_settings.is_on():
        return signing_in.signed_in_user()
    if not runs_alone():
        return None
    # Alone only: where people sign in, no choice on a page may change what somebody is.
    return whoever_is_alone(Role(st.session_state.get(VIEW_AS, Role.HEADTEACHER)))


def whoever_is_alone(role: Role = Role.HEADTEACHER) -> User:
    """The person at the one computer, in the role they look as."""
    return User("You", role, ALONE_SCHOOL)


def entries_for(user: User) -> tuple[PageEntry, ...]:
    """The pages a person may open, in menu order."""
    return tuple(entry for entry in PAGES if entry.is_open_to(user))


def entry_of(script: str) -> PageEntry | None:
    """The page that a script file shows; None where the registry has no such page."""
    path = Path(script).resolve()
    return next((entry for entry in PAGES if APP / entry.path == path), None)


def sections_for(user: User) -> dict[MenuSection, tuple[PageEntry, ...]]:
    """The menu of a person: each entry with the pages inside it that they may open."""
    menu: dict[MenuSection, tuple[PageEntry, ...]] = {}
    for entry in entries_for(user):
        menu[entry.section] = (*menu.get(entry.section, ()), entry)
    return menu
