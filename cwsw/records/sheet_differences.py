"""How many rows of each sheet of figures are new, changed or gone."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from cwsw.store import Workspace
from cwsw.tables.schema import BY_NAME
from cwsw.tables.upload import SCHEMAS

_KEYS: Mapping[str, tuple[str, ...]] = {
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
class SheetChange:
    """How many rows of a sheet of figures, by their key, are new, changed or gone."""

    sheet: str
    new: int
    changed: int
    removed: int


def sheet_differences(former: Workspace, new: Workspace) -> tuple[SheetChange, ...]:
    """The sheets that differ, Pupils and Plans and what staff add left out."""
    supplied = former.supplied | new.supplied
    changes = (_of_sheet(n, former.rows(n), new.rows(n)) for n in _KEYS if n in supplied)
    return tuple(change for change in changes if change.new or change.changed or change.removed)


def _of_sheet(name: str, former: pa.Table, new: pa.Table) -> SheetChange:
    keys = ", ".join(f'"{key}"' for key in _KEYS[name])
    columns = [f'"{f}"' for f in SCHEMAS[name].names if f not in _KEYS[name]]
    # As a sorted list: a key may have several rows, and their order means nothing.
    values = f"list_sort(list(row({', '.join(columns)})::varchar))" if columns else "count(*)"
    side = f'select {keys}, {values} as "values" from {{}} group by {keys}'  # noqa: S608 - our own names
    # Not `=`: a part of a key may be blank, and null equals nothing in SQL.
    same = " and ".join(f'a."{key}" is not distinct from b."{key}"' for key in _KEYS[name])
    query = f"""
        select
            count(*) filter (a."values" is null),
            count(*) filter (a."values" is distinct from b."values" and a."values" is not null
                             and b."values" is not null),
            count(*) filter (b."values" is null)
        from ({side.format("former")}) a full join ({side.format("new")}) b on {same}
    """  # noqa: S608 - our own names
    # A database of its own: the two uploads are in two workspaces, which share none.
    with duckdb.connect(":memory:", config={"enable_external_access": "false"}) as cursor:
        cursor.register("former", former)
        cursor.register("new", new)
        ((added, changed, removed),) = cursor.execute(query).fetchall()
    return SheetChange(BY_NAME[name].sheet, added, changed, removed)
