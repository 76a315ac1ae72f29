"""Small uploads and recorded changes, made without a file, to lay over each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pyarrow as pa

from cwsw.cohort.upkeep import RecordedBy
from cwsw.records import ListChange, facts
from cwsw.records.next_upload import lay_over
from cwsw.records.next_upload.laid_over import LaidOver
from cwsw.store import Workspace
from cwsw.tables.upload import SCHEMAS, School, Upload

SUMMER, AUTUMN = date(2026, 7, 17), date(2026, 11, 20)
"""The day of what is loaded, and of the next upload."""

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 3), date(2026, 12, 1)
BEGAN = date(2024, 1, 8)
DSL = RecordedBy(by="DSL", on=date(2026, 11, 5))
LATER = RecordedBy(by="DSL", on=date(2026, 11, 25))
Row = dict[str, Any]


def table(name: str, rows: Iterable[Row]) -> pa.Table:
    return pa.Table.from_pylist(
        [dict.fromkeys(SCHEMAS[name].names) | row for row in rows], schema=SCHEMAS[name]
    )


def child(number: int, **more: Any) -> Row:
    """A pupil of Year 8 with a name and a birthday of their own."""
    born = date(2013, 1 + number % 12, 1 + number % 28)
    named: Row = {
        "upn": f"U{number}",
        "surname": f"Sur{number}",
        "forename": "For",
        "year_group": 8,
    }
    named |= {"year_group": 8, "date_of_birth": born, "admission_date": date(2024, 9, 1)}
    return named | more


def plan(
    number: int | str,
    kind: str = "CIN",
    start: date | None = BEGAN,
    end: date | None = None,
    source: str = "LA list",
) -> Row:
    return {
        "upn": f"U{number}" if isinstance(number, int) else number,
        "plan": kind,
        "start_date": start,
        "end_date": end,
        "source": source,
    }


def upload(
    plans: Sequence[Row] | None = (),
    pupils: Sequence[Row] | None = None,
    as_at: date | None = AUTUMN,
    flat: Sequence[Row] | None = None,
    **records: Sequence[Row],
) -> Upload:
    """An upload of Pupils (U0 to U5), Plans and more tables, each a list of rows."""
    rows: dict[str, Sequence[Row]] = {
        "pupils": [child(n) for n in range(6)] if pupils is None else pupils,
        **records,
    }
    if plans is not None:
        rows["plans"] = plans
    if flat is not None:
        rows["flat"] = flat
    tables = {name: table(name, of_table) for name, of_table in rows.items()}
    return Upload(School("Hill School", "secondary", as_at=as_at), tables)


def loaded(*plans: Row, as_at: date = SUMMER, **more: Any) -> Workspace:
    return Workspace.load(upload(plans, as_at=as_at, **more))


def recorded(workspace: Workspace) -> tuple[ListChange, ...]:
    return facts(workspace, ListChange)


def overlay(
    former: Workspace, new: Upload, answers: Mapping[str, str] | None = None
) -> tuple[Workspace, LaidOver]:
    """The workspace after laying an upload over, and what laying it over said."""
    overlaid = lay_over(former, new, answers)
    return Workspace.load(overlaid.upload, new.school.as_at), overlaid


def dates(
    workspace: Workspace, number: int | str = 0, kind: str = "CIN"
) -> list[tuple[date | None, date | None]]:
    """The start and end of every plan of a child, each once for each list that has it."""
    rows = workspace.rows("plans").to_pylist()
    upn = f"U{number}" if isinstance(number, int) else number
    mine = (row for row in rows if row["upn"] == upn and row["plan"] == kind)
    return sorted(((row["start_date"], row["end_date"]) for row in mine), key=str)


def all_with(overlaid: LaidOver, answer: str) -> dict[str, str]:
    """An answer to every question of one laying over."""
    return {question.key: answer for question in overlaid.questions}


def change_rows(workspace: Workspace) -> list[dict[str, Any]]:
    return [asdict(change) for change in recorded(workspace)]
