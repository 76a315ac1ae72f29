"""Today's list of a school of flags: every kind, beside every end that may or may not be of it."""

from datetime import date, timedelta
from itertools import product

from cwsw.cohort import members
from cwsw.store import Workspace
from tests.oracle.case import Row, Rows
from tests.oracle.convert import to_upload
from tests.oracle.todays_list import todays_list

SCHOOL = {"phase": "primary", "as_at": date(2025, 7, 20)}
DAYS = (date(2024, 7, 20), date(2025, 8, 1), date(2026, 10, 1))
"""In the academic year before the data's, in their own, and two later."""

KINDS = {"CIN": "cin_now", "CP": "cp_now", "CLA": "looked_after"}
OTHER = {"CIN": "CP", "CP": "CLA", "CLA": "CIN"}
EVENTS = ("plan ended", "plan dates corrected")
SETTLED = (None, "the same", "replaced")


def is_right() -> bool:
    """Whether on each day the product's list is the naive one."""
    return all(_is_right_on(day) for day in DAYS)


def _is_right_on(day: date) -> bool:
    rows = _rows(day)
    workspace = Workspace.load(to_upload(SCHOOL, rows))
    counted = {m.upn: (m.group, m.current, m.year_group) for m in members(workspace, day)}
    expected = {
        upn: (group, parts[0] if parts else None, year_group)
        for upn, (group, parts, year_group) in todays_list(SCHOOL, rows, day).items()
    }
    return counted == expected


def _rows(day: date) -> Rows:
    rows: Rows = {"pupils": [], "flat": [], "list_changes": []}
    cases = product(KINDS, KINDS, EVENTS, (-1, 0, 1), SETTLED)
    for number, (flag, kind, event, off, settled) in enumerate(cases):
        upn = f"P{number:03}"
        pupil = {"upn": upn, "surname": "Sur", "forename": "Given", "year_group": 3}
        rows["pupils"].append(pupil | {"looked_after": flag == "CLA"})
        rows["flat"].append({"upn": upn, "cin_now": flag == "CIN", "cp_now": flag == "CP"})
        rows["list_changes"].append(_change(upn, event, kind, day + timedelta(off), settled))
        if number % 2 == 0:
            rows["list_changes"].append(_change(upn, EVENTS[0], OTHER[kind], DAYS[0], None))
    return rows


def _change(upn: str, event: str, kind: str, end: date, settled: str | None) -> Row:
    values = {"change": event, "plan": kind, "end_date": end, "settled": settled}
    return {"upn": upn, "by": "DSL", "on": end} | values
