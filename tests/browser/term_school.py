"""The made-up school of the tutorial at the end of two terms, each as an upload."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow as pa

from cwsw.cohort import members
from cwsw.intake.workbook import write_workbook
from cwsw.sample import make_school
from cwsw.store import Workspace
from cwsw.tables.upload import School, Upload
from cwsw.ui.widgets.name_visibility import full_name

SPRING, SUMMER = date(2026, 3, 27), date(2026, 7, 17)
REGISTERS_FROM = date(2025, 11, 3)
THIS_YEAR = 2025
PUPILS, SEED, NEW = 240, 8, 4

_ADDED_BY_STAFF = frozenset(
    (
        "overrides",
        "awareness",
        "voice",
        "follow_ups",
        "interventions",
        "meetings",
        "actions",
        "checklist",
    )
)
"""A school that begins has none of these sheets: its people write them in this term."""

_DATED = {
    "register": "date",
    "exclusions": "start_date",
    "plans": "start_date",
    "placements": "start_date",
    "wellbeing": "date",
}
"""Table -> the column that says since when a row is known."""

_LATER = {"plans": "end_date", "placements": "end_date", "pupils": "leaving_date"}
"""Table -> the column that is still empty in spring where its day is to come."""

Row = Mapping[str, Any]
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Terms:
    """Two uploads of one school, and the child on the list who leaves between them."""

    spring: bytes
    summer: bytes
    leaver: str


def two_terms() -> Terms:
    """The workbooks of a primary school in March and in July; a few pupils are new, one is gone."""
    school, made = make_school("primary", PUPILS, SEED, SUMMER, registers=True)
    tables = {name: rows for name, rows in made.items() if name not in _ADDED_BY_STAFF}
    tables["attendance"] = _only(tables["attendance"], lambda row: row["academic_year"] < THIS_YEAR)
    tables["register"] = _only(tables["register"], lambda row: row["date"] >= REGISTERS_FROM)
    spring = _as_in_spring(tables)
    leaver, new = _leaver_and_new(school, spring)
    return Terms(
        write_workbook(replace(school, as_at=SPRING), _without(spring, new)),
        write_workbook(school, _without(tables, frozenset({leaver.upn}))),
        full_name(leaver),
    )


def _leaver_and_new(school: School, spring: Tables) -> tuple[Any, frozenset[str]]:
    workspace = Workspace.load(Upload(replace(school, as_at=SPRING), spring))
    everybody = members(workspace)
    workspace.close()
    others = [member.upn for member in everybody if member.group == "other"]
    return next(m for m in everybody if m.in_cohort), frozenset(others[-NEW:])


def _as_in_spring(tables: Tables) -> dict[str, pa.Table]:
    """Only what was known on the last day of the spring term."""
    known = {name: _known(name, rows) for name, rows in tables.items()}
    known["results"] = _only(known["results"], lambda row: row["academic_year"] < THIS_YEAR)
    return known


def _known(name: str, table: pa.Table) -> pa.Table:
    since, later = _DATED.get(name, ""), _LATER.get(name, "")
    rows = [row for row in table.to_pylist() if not _is_to_come(row.get(since))]
    told = [row | {later: None} if _is_to_come(row.get(later)) else row for row in rows]
    return pa.Table.from_pylist(told, schema=table.schema)


def _is_to_come(day: date | None) -> bool:
    return day is not None and day > SPRING


def _without(tables: Tables, upns: frozenset[str]) -> dict[str, pa.Table]:
    return {
        name: _only(rows, lambda row: row.get("upn") not in upns) for name, rows in tables.items()
    }


def _only(table: pa.Table, holds: Callable[[Row], bool]) -> pa.Table:
    return table.filter(pa.array([holds(row) for row in table.to_pylist()], pa.bool_()))
