"""Who is here, and the pages each right opens."""

from dataclasses import dataclass
from ipaddress import ip_address

import streamlit as st

from cwsw.access import Person, Right, Role
from cwsw.measures.registry import Page, suits
from cwsw.ui import hosted_settings, signing_in

VIEW_AS = "view_as"
"""Session state: the role chosen in the sidebar of a dashboard that runs alone."""

ALONE_SCHOOL = "this machine"
"""The key of the one school of a dashboard that runs alone on one machine."""


@dataclass(frozen=True)
class Entry:
    """One page of the dashboard: its script, where it stands in the menu, the right it asks for.

    `about`: the measures it shows, where it shows any; some cannot concern a school of each phase.
    """

    path: str
    title: str
    section: str
    url: str
    right: Right
    about: Page | None = None

    def concerns(self, phase: str | None) -> bool:
        """Whether the page can have something to say about a school of this phase."""
        return self.about is None or suits(self.about, phase)


# Help stands last, so that whoever may read little else does not begin with it.
PAGES: tuple[Entry, ...] = (
    Entry("pages/start/welcome.py", "Start", "Start", "start", Right.START),
    Entry("pages/start/upload.py", "Upload", "Start", "upload", Right.UPLOAD),
    Entry("pages/start/overview.py", "Overview", "Start", "overview", Right.FIGURES),
    Entry("pages/start/keep.py", "Keep on this machine", "Start", "keep", Right.KEEP),
    Entry(
        "pages/start/data_protection.py",
        "Data protection",
        "Start",
        "data-protection",
        Right.UPLOAD,
    ),
    Entry("pages/start/trail.py", "Who did what", "Start", "who-did-what", Right.AUDIT),
    Entry("pages/cohort/who.py", "Who counts", "The cohort", "who", Right.COHORT),
    Entry("pages/cohort/child.py", "One child's why", "The cohort", "why", Right.PLAN_DETAIL),
    Entry("pages/cohort/missing.py", "Who may be missing", "The cohort", "missing", Right.DECIDE),
    Entry("pages/cohort/lists.py", "Compare the lists", "The cohort", "lists", Right.DECIDE),
    Entry("pages/cohort/aware.py", "Who has been told", "The cohort", "told", Right.DECIDE),
    Entry("pages/cohort/checklist.py", "Checklist", "The cohort", "checklist", Right.DECIDE),
    *(
        Entry(f"pages/figures/{about}.py", title, "Figures", url, Right.FIGURES, about)
        for about, title, url in (
            (Page.EARLY_YEARS, "Early years", "early-years"),
            (Page.PRIMARY, "Primary results", "primary"),
            (Page.ATTENDANCE, "Attendance", "attendance"),
            (Page.SUSPENSIONS, "Suspensions and exclusions", "suspensions"),
            (Page.GCSE, "GCSE and after", "gcse"),
            (Page.WELLBEING, "Wellbeing", "wellbeing"),
        )
    ),
    Entry("pages/figures/national.py", "National picture", "Figures", "national", Right.FIGURES),
    Entry("pages/children/work_lists.py", "Work lists", "Children", "work-lists", Right.CHILDREN),
    Entry("pages/children/child.py", "A child", "Children", "child", Right.CHILDREN),
    Entry(
        "pages/children/pupils.py", "Pupils behind a figure", "Children", "pupils", Right.CHILDREN
    ),
    Entry(
        "pages/children/after_a_plan.py",
        "When a plan ends",
        "Children",
        "after-a-plan",
        Right.PLAN_DETAIL,
    ),
    Entry("pages/cohort/what_to_do.py", "What to do", "What next", "what-to-do", Right.ADVICE),
    Entry(
        "pages/children/interventions.py", "Interventions", "What next", "interventions", Right.WORK
    ),
    Entry("pages/children/meeting.py", "Meeting", "What next", "meeting", Right.WORK),
    Entry(
        "pages/children/inspection.py", "Inspection sheet", "What next", "inspection", Right.DECIDE
    ),
    Entry("pages/governors/summary.py", "Governors", "Governors", "governors", Right.PUBLICATIONS),
    Entry("pages/governors/publish.py", "Publish", "Governors", "publish", Right.PUBLISH),
    Entry(
        "pages/governors/virtual_school.py",
        "Virtual school",
        "Governors",
        "virtual-school",
        Right.PUBLISH,
    ),
    Entry(
        "pages/start/what_leaves.py",
        "What leaves this machine",
        "Help",
        "what-leaves",
        Right.HELP,
    ),
    Entry("pages/start/help.py", "Help and guidance", "Help", "help", Right.HELP),
)


def runs_alone() -> bool:
    """Whether nobody signs in and only this machine is listened to; anything uncertain is not."""
    if hosted_settings.is_on():
        return False
    address = st.get_option("server.address") or ""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def person() -> Person | None:
    """Who is here: alone, the role of the "View as" switch; hosted, whoever has signed in."""
    if hosted_settings.is_on():
        return signing_in.person()
    if not runs_alone():
        return None
    return whoever_is_alone(Role(st.session_state.get(VIEW_AS, Role.HEADTEACHER)))


def whoever_is_alone(role: Role = Role.HEADTEACHER) -> Person:
    """The person at the one computer, in the role they look as."""
    return Person("You", role, ALONE_SCHOOL)


def entries_for(who: Person) -> tuple[Entry, ...]:
    """The pages a person may open, in menu order."""
    return tuple(entry for entry in PAGES if who.may(entry.right))
