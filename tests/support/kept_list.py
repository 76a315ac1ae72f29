"""A school whose list is kept in the autumn after its data: everybody that a rule turns on."""

from datetime import date

from cwsw.cohort import Member, members
from cwsw.cohort.today import list_day
from cwsw.cohort.upkeep import RecordedBy
from cwsw.store import Workspace
from tests.oracle.convert import to_upload

AS_AT = date(2026, 7, 17)
TODAY = date(2026, 10, 5)
SIGNED = RecordedBy("A. Lead", TODAY, "Social worker, by phone")
LA, DSL = "LA list", "DSL list"
JOINED = date(2023, 9, 1)
BEGAN, BEGAN_DSL = date(2024, 1, 8), date(2024, 2, 1)

BOTH, FLAG, UNDATED, NOBODY, CLA, EARLIER = "BOTH", "FLAG", "UNDATED", "NOBODY", "CLA", "EARLIER"
"""On two lists; by a flag only; without dates; no plan; looked after; a plan that has ended."""


def _pupil(upn: str, **more: object) -> dict[str, object]:
    named = {"upn": upn, "surname": upn.title(), "forename": "Given", "year_group": 8}
    return named | {"admission_date": JOINED} | more


def _plan(
    upn: str, kind: str, start: date | None, end: date | None = None, source: str | None = LA
) -> dict[str, object]:
    return {"upn": upn, "plan": kind, "start_date": start, "end_date": end, "source": source}


ROWS = {
    "pupils": [
        _pupil(BOTH),
        _pupil(FLAG),
        _pupil(UNDATED),
        _pupil(NOBODY, year_group=6, date_of_birth=date(2015, 3, 2)),
        _pupil(CLA, looked_after=True),
        _pupil(EARLIER),
    ],
    "plans": [
        _plan(BOTH, "CIN", BEGAN),
        _plan(BOTH, "CIN", BEGAN_DSL, source=DSL),
        _plan(UNDATED, "CIN", None),
        _plan(EARLIER, "CP", date(2022, 3, 1), date(2022, 9, 30)),
    ],
    "flat": [{"upn": FLAG, "cin_now": True}],
}


def kept_list(as_at: date = AS_AT) -> Workspace:
    """The school as it was uploaded."""
    school = {"name": "Hill School", "phase": "secondary", "as_at": as_at}
    return Workspace.load(to_upload(school, ROWS))


def plans_of(workspace: Workspace, upn: str) -> list[tuple[object, ...]]:
    """Kind, start, end and source of a child's rows of Plans."""
    rows = [row for row in workspace.rows("plans").to_pylist() if row["upn"] == upn]
    return [(row["plan"], row["start_date"], row["end_date"], row["source"]) for row in rows]


def on_list(workspace: Workspace, upn: str) -> Member | None:
    """A child as on today's list; None where not on roll."""
    return _of(members(workspace, list_day(workspace)), upn)


def in_figures(workspace: Workspace, upn: str) -> Member | None:
    """A child as in the figures; None where not on roll."""
    return _of(members(workspace), upn)


def _of(all_members: tuple[Member, ...], upn: str) -> Member | None:
    return next((member for member in all_members if member.upn == upn), None)
