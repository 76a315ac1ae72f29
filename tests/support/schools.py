"""Schools of an odd shape, loaded as the one this machine looks at."""

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from cwsw.access import Role
from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace
from cwsw.summary import Summary
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from tests.support.app import new_session, open_first
from tests.support.books import JOINED, school_book, workbook

SAMPLES = ("sample primary", "sample secondary")


def open_sample(choice: str, script: str, role: Role = Role.HEADTEACHER) -> AppTest:
    """A visitor who looks at a sample school, on a page."""
    at = new_session()
    at.session_state[session._LOOKING_AT] = choice
    at.session_state[page_registry.VIEW_AS] = role
    return open_first(at, script)


def summary_of(choice: str) -> Summary:
    """What the dashboard itself has worked out of a sample school."""
    workspace = session.sample_workspace(choice)
    return session._summary(session._state(workspace), session.EVERYONE, workspace)


def load(book: bytes) -> Workspace:
    """Make a workbook the school's own data, as if it had been uploaded and confirmed."""
    workspace = Workspace.load(read_in_process([SourceFile("school.xlsx", book)]))
    session.workspaces().replace(page_registry.ALONE_SCHOOL, workspace)
    return workspace


def tiny() -> bytes:
    """Three pupils, one of them with a social worker, with names that try to be something else."""
    return workbook(
        {
            "School": [("Name", "Phase", "As at"), ("Small", "primary", date(2026, 7, 17))],
            "Pupils": [
                ("UPN", "Surname", "Forename", "Year group", "Form", "Admission date"),
                ("U1", "=1+1", "<b>Bo</b>", "3", "3A", JOINED),
                ("U2", "Adams", "Ava", "3", "3A", JOINED),
                ("U3", "Brown", "Ben", "4", "4A", JOINED),
            ],
            "Plans": [
                ("UPN", "Plan", "Start date", "End date"),
                ("U1", "CP", date(2026, 1, 8), None),
                ("U2", "CIN", None, None),
            ],
            "Attendance": attendance(3, lambda n: (380, 40 * (n == 1), 0)),
        }
    )


def nobody() -> bytes:
    """Sixty pupils and no plan."""
    return school_book(cohort=0, more={"Attendance": attendance(60, lambda _: (380, 10, 5), 0)})


def young_year() -> bytes:
    """Thirty pupils in the autumn term, ten of them with a social worker; last year complete."""
    this_year = attendance(30, lambda n: (80, 10 * (n < 5), 0), 0)
    last_year = attendance(30, lambda n: (380, 50 * (n < 4), 0), 0, "2024/25")[1:]
    more = {"Attendance": [*this_year, *last_year]}
    return school_book(pupils=30, cohort=10, as_at=date(2025, 11, 14), more=more)


def all_through() -> bytes:
    """A school from Reception to Year 11: two pupils in each year, one with a social worker."""
    years = ["R", *(str(n) for n in range(1, 12))]
    pupils = [(f"U{i}", f"Sur{i}", "For", years[i // 2], JOINED) for i in range(24)]
    plans = [(f"U{i}", "CIN", date(2024, 1, 8), None) for i in range(0, 24, 2)]
    return workbook(
        {
            "School": [("Name", "Phase", "As at"), ("Long", "all-through", date(2026, 7, 17))],
            "Pupils": [("UPN", "Surname", "Forename", "Year group", "Admission date"), *pupils],
            "Plans": [("UPN", "Plan", "Start date", "End date"), *plans],
            "Attendance": attendance(24, lambda n: (380, 50 * (n % 4 == 0), 0), 0),
        }
    )


def attendance(
    pupils: int,
    sessions: Callable[[int], tuple[int, int, int]],
    first: int = 1,
    year: str = "2025/26",
) -> list[tuple[object, ...]]:
    """An Attendance sheet: `sessions` gives each pupil's possible, authorised, unauthorised."""
    headings = (
        "UPN",
        "Academic year",
        "Possible sessions",
        "Authorised absence",
        "Unauthorised absence",
    )
    return [headings, *((f"U{n}", year, *sessions(n)) for n in range(first, first + pupils))]
