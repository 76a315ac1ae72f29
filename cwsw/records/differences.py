"""What differs between what is loaded and the next upload: new, changed and gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from cwsw.store import Workspace
from cwsw.tables.schema import BY_NAME, PUPILS, TABLES
from cwsw.tables.upload import SCHEMAS

_KEYS: Mapping[str, tuple[str, ...]] = {
    "pupils": ("upn",),
    "plans": ("upn", "plan", "start_date", "source"),
    "attendance": ("upn", "academic_year"),
    "register": ("upn", "date"),
    "exclusions": ("upn", "type", "start_date"),
    "results": ("upn", "academic_year", "stage", "subject"),
    "placements": ("upn", "kind", "start_date"),
    "destinations": ("upn", "academic_year", "age"),
    "wellbeing": ("upn", "date", "instrument", "informant"),
    "terms": ("name",),
}
"""Table -> what a row is about; the rest of the row may differ."""


@dataclass(frozen=True)
class TableChange:
    """How many things a sheet speaks of are new, say something else, or are gone."""

    sheet: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True)
class PupilChange:
    """A pupil on one side only, or with other values in `fields`."""

    upn: str
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanChange:
    """A plan of one pupil on one side only, or with another end date. `change` says which."""

    name: str
    change: str
    plan: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Differences:
    """Everything that differs. Pupils and plans in the order of the pupils' names."""

    tables: tuple[TableChange, ...]
    new: tuple[PupilChange, ...]
    changed: tuple[PupilChange, ...]
    gone: tuple[PupilChange, ...]
    plans: tuple[PlanChange, ...] = ()


def differences(former: Workspace, new: Workspace) -> Differences:
    """What the new data say that the former did not, and the reverse; records left out."""
    names = [t.name for t in TABLES if t.name in _KEYS]
    shown = [n for n in names if n in former.supplied | new.supplied]
    return Differences(
        tuple(_of_table(name, former.rows(name), new.rows(name)) for name in shown),
        *_of_pupils(former.rows(PUPILS.name), new.rows(PUPILS.name)),
        _of_plans(former, new),
    )


def _of_plans(former: Workspace, new: Workspace) -> tuple[PlanChange, ...]:
    """Every plan that differs; its end date is what may change in it."""
    before, after = _plans(former), _plans(new)
    changes = [
        *(("New", after[key]) for key in after.keys() - before.keys()),
        *(("Changed", after[k]) for k in after.keys() & before.keys() if after[k] != before[k]),
        *(("No longer there", before[key]) for key in before.keys() - after.keys()),
    ]
    rows = (*former.rows(PUPILS.name).to_pylist(), *new.rows(PUPILS.name).to_pylist())
    names = {row["upn"]: _pupil(row).name for row in rows}
    found = [
        PlanChange(names[row["upn"]], change, row["plan"], row["start_date"], row["end_date"])
        for change, of_key in changes
        for row in of_key
    ]
    return tuple(sorted(found, key=lambda one: (one.name, str(one.start), one.plan, one.change)))


def _plans(of: Workspace) -> Mapping[tuple[Any, ...], list[dict[str, Any]]]:
    """The plans by what they are about: the same thing said twice stands side by side."""
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in of.rows("plans").to_pylist():
        found.setdefault(tuple(row[key] for key in _KEYS["plans"]), []).append(row)
    return found


def _of_table(name: str, former: pa.Table, new: pa.Table) -> TableChange:
    keys = ", ".join(f'"{key}"' for key in _KEYS[name])
    rest = [f'"{f}"' for f in SCHEMAS[name].names if f not in _KEYS[name]]
    said = f"list_sort(list(row({', '.join(rest)})::varchar))" if rest else "count(*)"
    side = f"select {keys}, {said} as said from {{}} group by {keys}"  # noqa: S608 - our own names
    same = " and ".join(f'a."{key}" is not distinct from b."{key}"' for key in _KEYS[name])
    query = f"""
        select
            count(*) filter (a.said is null),
            count(*) filter (a.said is distinct from b.said and a.said is not null
                             and b.said is not null),
            count(*) filter (b.said is null)
        from ({side.format("former")}) a full join ({side.format("new")}) b on {same}
    """  # noqa: S608 - our own names
    with duckdb.connect(":memory:", config={"enable_external_access": "false"}) as cursor:
        cursor.register("former", former)
        cursor.register("new", new)
        ((added, changed, gone),) = cursor.execute(query).fetchall()
    return TableChange(BY_NAME[name].sheet, added, changed, gone)


def _of_pupils(
    former: pa.Table, new: pa.Table
) -> tuple[tuple[PupilChange, ...], tuple[PupilChange, ...], tuple[PupilChange, ...]]:
    before = {row["upn"]: row for row in former.to_pylist()}
    after = {row["upn"]: row for row in new.to_pylist()}
    come = [_pupil(after[upn]) for upn in after.keys() - before.keys()]
    gone = [_pupil(before[upn]) for upn in before.keys() - after.keys()]
    other = [
        _pupil(after[upn], tuple(f for f in after[upn] if after[upn][f] != before[upn][f]))
        for upn in after.keys() & before.keys()
        if after[upn] != before[upn]
    ]
    return _in_order(come), _in_order(other), _in_order(gone)


def _pupil(row: Mapping[str, Any], fields: tuple[str, ...] = ()) -> PupilChange:
    name = ", ".join(filter(None, (row["surname"], row["forename"]))) or row["upn"]
    return PupilChange(row["upn"], name, tuple(PUPILS.column(f).heading for f in fields))


def _in_order(found: list[PupilChange]) -> tuple[PupilChange, ...]:
    return tuple(sorted(found, key=lambda pupil: (pupil.name, pupil.upn)))
