"""Small schools with registers, made as the store takes them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from cwsw.store import Workspace
from tests.oracle.convert import to_upload

AS_AT = date(2026, 3, 20)
MONDAY = date(2026, 1, 5)
"""The first Monday of the registers; with AS_AT they have eleven weeks."""


def school(as_at: date = AS_AT) -> dict[str, object]:
    """The School sheet."""
    return {"name": "Hill School", "phase": "secondary", "as_at": as_at}


def pupil(number: int, **more: object) -> dict[str, object]:
    """A pupil in Year 8."""
    named = {"upn": f"U{number}", "surname": f"Sur{number}", "forename": f"For{number}"}
    return {**named, "year_group": 8, "form": "8A", **more}


def plan(number: int, **more: object) -> dict[str, object]:
    """An open child in need plan."""
    return {"upn": f"U{number}", "plan": "CIN", "start_date": date(2025, 1, 8), **more}


def week(number: int, monday: date, codes: str) -> list[dict[str, object]]:
    """A week's register rows: ten codes of one letter from Monday morning on."""
    return [
        {
            "upn": f"U{number}",
            "date": monday + timedelta(days=place),
            "am": codes[2 * place],
            "pm": codes[2 * place + 1],
        }
        for place in range(len(codes) // 2)
    ]


def weeks(number: int, codes: Iterable[str], first: date = MONDAY) -> list[dict[str, object]]:
    """Weeks of codes one after another."""
    return [
        row
        for place, of_week in enumerate(codes)
        for row in week(number, first + timedelta(weeks=place), of_week)
    ]


def load(rows: Mapping[str, list[dict[str, object]]], as_at: date = AS_AT) -> Workspace:
    """A workspace of these rows."""
    return Workspace.load(to_upload(school(as_at), dict(rows)))
