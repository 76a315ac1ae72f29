"""Who is here, and the pages each right opens."""

from dataclasses import dataclass
from ipaddress import ip_address

import streamlit as st

from cwsw.access import Person, Right, Role

VIEW_AS = "view_as"
"""Session state: the role chosen in the sidebar of a dashboard that runs alone."""

ALONE_SCHOOL = "this machine"
"""The key of the one school of a dashboard that runs alone on one machine."""


@dataclass(frozen=True)
class Entry:
    """One page of the dashboard: its script, where it stands in the menu, the right it asks for."""

    path: str
    title: str
    section: str
    url: str
    right: Right


# Help stands last, so that whoever may read little else does not begin with it.
PAGES: tuple[Entry, ...] = (
    Entry("pages/start/welcome.py", "Start", "Start", "start", Right.START),
    Entry("pages/start/upload.py", "Upload", "Start", "upload", Right.UPLOAD),
    Entry("pages/start/overview.py", "Overview", "Start", "overview", Right.FIGURES),
    Entry("pages/cohort/who.py", "Who counts", "The cohort", "who", Right.COHORT),
    Entry("pages/figures/early_years.py", "Early years", "Figures", "early-years", Right.FIGURES),
    Entry("pages/figures/primary.py", "Primary results", "Figures", "primary", Right.FIGURES),
    Entry("pages/figures/attendance.py", "Attendance", "Figures", "attendance", Right.FIGURES),
    Entry(
        "pages/figures/suspensions.py",
        "Suspensions and exclusions",
        "Figures",
        "suspensions",
        Right.FIGURES,
    ),
    Entry("pages/figures/gcse.py", "GCSE and after", "Figures", "gcse", Right.FIGURES),
    Entry("pages/figures/wellbeing.py", "Wellbeing", "Figures", "wellbeing", Right.FIGURES),
    Entry("pages/figures/national.py", "National picture", "Figures", "national", Right.FIGURES),
    Entry("pages/cohort/what_to_do.py", "What to do", "What next", "what-to-do", Right.ADVICE),
    Entry("pages/governors/summary.py", "Governors", "Governors", "governors", Right.PUBLICATIONS),
    Entry("pages/start/help.py", "Help and guidance", "What next", "help", Right.HELP),
)


def runs_alone() -> bool:
    """Whether the server listens to this machine only; anything uncertain counts as hosted."""
    address = st.get_option("server.address") or ""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def person() -> Person | None:
    """Who is here: alone, the role of the "View as" switch; hosted, nobody is let in yet."""
    if not runs_alone():
        return None
    chosen = st.session_state.get(VIEW_AS, Role.HEADTEACHER)
    return Person("You", Role(chosen), ALONE_SCHOOL)


def entries_for(who: Person) -> tuple[Entry, ...]:
    """The pages a person may open, in menu order."""
    return tuple(entry for entry in PAGES if who.may(entry.right))
