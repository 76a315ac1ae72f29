"""The example rows of the empty workbook, and how they are known again when it is uploaded."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

EXAMPLE = "EXAMPLE-"
"""A row in which a cell begins so is the empty workbook's own example, never a pupil."""

Value: TypeAlias = str | int | bool | float | Decimal | date | None


def is_example(cells: Iterable[object]) -> bool:
    """Whether a row's cells are an example row of the empty workbook."""
    return any(isinstance(cell, str) and cell.strip().upper().startswith(EXAMPLE) for cell in cells)


_KEY = f"{EXAMPLE}1"

EXAMPLES: Mapping[str, Mapping[str, Value]] = {
    "pupils": {
        "upn": _KEY,
        "surname": "Example",
        "forename": "Alex",
        "date_of_birth": date(2014, 3, 21),
        "year_group": 7,
        "form": "7B",
        "sex": "F",
        "sen": "K",
        "fsm": True,
        "pupil_premium": True,
        "eal": False,
        "looked_after": False,
        "admission_date": date(2025, 9, 3),
        "key_adult": "Ms Example",
    },
    "plans": {
        "upn": _KEY,
        "plan": "CIN",
        "start_date": date(2024, 1, 15),
        "end_date": date(2025, 2, 28),
        "source": "Local authority list",
    },
    "attendance": {
        "upn": _KEY,
        "academic_year": 2025,
        "possible_sessions": 376,
        "authorised_absence": 14,
        "unauthorised_absence": 6,
        "late": 3,
    },
    "register": {"upn": _KEY, "date": date(2026, 7, 17), "am": "/", "pm": "\\"},
    "exclusions": {
        "upn": _KEY,
        "type": "SUSP",
        "start_date": date(2026, 3, 9),
        "sessions": 2,
        "reason": "Persistent disruptive behaviour",
    },
    "results": {
        "upn": _KEY,
        "academic_year": 2024,
        "stage": "KS2",
        "subject": "Reading",
        "result": "103",
    },
    "placements": {
        "upn": _KEY,
        "kind": "Part-time timetable",
        "start_date": date(2026, 2, 23),
        "end_date": date(2026, 3, 27),
        "review_date": date(2026, 3, 13),
        "weekly_hours": Decimal("15"),
    },
    "destinations": {
        "upn": _KEY,
        "academic_year": 2024,
        "age": "16",
        "destination": "Other level 3",
    },
    "wellbeing": {
        "upn": _KEY,
        "date": date(2026, 5, 12),
        "instrument": "SDQ",
        "informant": "Teacher",
        "score": Decimal("11"),
    },
    "terms": {
        "name": f"{_KEY} Autumn, first half",
        "start_date": date(2025, 9, 1),
        "end_date": date(2025, 10, 24),
    },
    "overrides": {
        "upn": _KEY,
        "group": "cwsw",
        "reason": "The social worker confirmed a plan in 2023",
        "by": "Designated safeguarding lead",
        "on": date(2026, 6, 1),
    },
    "decisions": {
        "upn": _KEY,
        "source": "Local authority list",
        "field": "CIN 2023-05-02 to open",
        "decision": "accept",
        "by": "Designated safeguarding lead",
        "on": date(2026, 6, 1),
    },
    "list_changes": {
        "upn": _KEY,
        "change": "plan ended",
        "plan": "CIN",
        "start_date": date(2023, 5, 2),
        "end_date": date(2026, 6, 12),
        "former_start": date(2023, 5, 2),
        "source": "Local authority list",
        "said_by": "The social worker",
        "by": "Designated safeguarding lead",
        "on": date(2026, 6, 15),
    },
    "awareness": {
        "upn": _KEY,
        "role": "Form tutor",
        "state": "told",
        "by": "Designated safeguarding lead",
        "on": date(2025, 9, 5),
    },
    "voice": {
        "upn": _KEY,
        "date": date(2026, 1, 20),
        "strengths": "Looks after younger pupils at lunch",
        "in_their_words": "I like it when I know the plan for the day",
        "hopes": "To join the climbing club",
    },
    "follow_ups": {
        "upn": _KEY,
        "date": date(2026, 2, 3),
        "kind": "Home visit",
        "by": "Attendance officer",
        "note": "Agreed a later start on Mondays for two weeks",
    },
    "interventions": {
        "upn": _KEY,
        "intervention": "Key adult check-in",
        "lead": "Head of year",
        "start_date": date(2026, 1, 12),
        "measure": "persistent_absence",
        "why": "Mornings are the hardest time",
        "review_date": date(2026, 3, 27),
        "sessions_planned": 20,
        "sessions_attended": 17,
        "outcome": "continue",
    },
    "meetings": {
        "date": date(2026, 2, 5),
        "attended": f"{_KEY} DSL, SENCO, designated teacher",
        "notes": "Attendance and strengths of each pupil",
    },
    "actions": {
        "meeting_date": date(2026, 2, 5),
        "upn": _KEY,
        "action": "Agree a key adult",
        "who": "Head of year",
        "by_when": date(2026, 2, 27),
        "done_on": date(2026, 2, 20),
    },
    "checklist": {
        "point": f"{_KEY} A senior leader speaks up for this group",
        "owner": "Headteacher",
        "evidence": "Minutes of the leadership team",
        "looked_at": date(2026, 1, 30),
    },
}
"""Table name -> field -> value of its example row. School has none: a school is never invented."""
