"""A small school with a known number of children in every sub-cohort."""

from datetime import date

from cwsw.measures.count import count
from cwsw.store import Workspace
from tests.oracle.convert import to_upload

SCHOOL = {
    "name": "School",
    "phase": "primary",
    "as_at": date(2025, 7, 20),
    "sdq_permission": False,
}
JOINED = date(2023, 9, 1)
PLANS = (
    ("A1", "CP", date(2024, 5, 1), None),
    ("A2", "CIN", date(2024, 5, 1), None),
    ("A3", "CIN", date(2022, 5, 1), None),
    ("A4", "CIN", date(2021, 5, 1), date(2022, 5, 1)),
    ("A5", "CP", date(2021, 5, 1), date(2022, 5, 1)),
    ("A6", "CIN", date(2021, 5, 1), date(2024, 5, 1)),
    ("A6", "CLA", date(2024, 5, 1), None),
    ("A7", "CLA", date(2024, 5, 1), None),
    ("A8", "CP", date(2012, 5, 1), date(2013, 5, 1)),
    ("A9", "CP", None, None),
)
ABSENT = ("A1", "A2", "A4", "A6", "A7", "B1")
EXPECTED = {
    "cwsw": (4, 6),
    "current_cp": (1, 1),
    "current_cin": (1, 2),
    "ended": (2, 3),
    "while_on_roll": (3, 4),
    "looked_after_now": (1, 1),
    "without_looked_after_now": (3, 5),
    "looked_after": (1, 1),
    "earlier": (0, 1),
    "undated": (0, 1),
    "other": (1, 2),
}
"""Of each group: persistently absent, and counted. A1, A2, A3 and A6 had a plan while on roll."""


def rows() -> dict[str, list[dict[str, object]]]:
    """The school's rows."""
    upns = [*dict.fromkeys(upn for upn, *_ in PLANS), "B1", "B2"]
    return {
        "pupils": [
            {"upn": upn, "surname": "S", "forename": "F", "year_group": 5, "admission_date": JOINED}
            for upn in upns
        ],
        "plans": [
            {"upn": upn, "plan": plan, "start_date": start, "end_date": end}
            for upn, plan, start, end in PLANS
        ],
        "attendance": [
            {
                "upn": upn,
                "academic_year": 2024,
                "possible_sessions": 300,
                "authorised_absence": 40 if upn in ABSENT else 4,
                "unauthorised_absence": 0,
            }
            for upn in upns
        ],
    }


def sub_cohorts() -> dict[str, tuple[int, int]]:
    """The same, as the product counts it."""
    tallies = count(Workspace.load(to_upload(SCHOOL, rows()), as_at=None))
    (persistent,) = [t for t in tallies if t.measure.key == "persistent_absence"]
    return {name: (counts.n, counts.of) for name, counts in persistent.groups.items()}
