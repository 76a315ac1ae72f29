"""What people change in a workspace: rows taken out and put in, as one step that can be undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from cwsw.tables.schema import BY_NAME, PUPILS, TABLES
from cwsw.tables.upload import FLAT, SCHEMAS

Row = Mapping[str, Any]
"""A row of a table by field, the pupil as `upn`; a field that is not named is blank."""

REACH_THE_FIGURES = frozenset({t.name for t in TABLES if not t.record} | {FLAT, "overrides"})
"""Tables on which figures depend; what else staff add is read anew each time it is shown."""


@dataclass(frozen=True)
class TableChange:
    """The rows that one change takes out of a table and puts into it.

    Of `pupils`, a row put in takes the place of the one with its UPN and keeps its number, so that
    every other table still points at it.
    """

    table: str
    out: tuple[Row, ...] = ()
    into: tuple[Row, ...] = ()

    @property
    def undone(self) -> "TableChange":
        """The part that puts everything back."""
        return TableChange(self.table, self.into, self.out)


@dataclass(frozen=True)
class Change:
    """One step; `what` describes it without a pupil's name, for the Undo button."""

    what: str
    parts: tuple[TableChange, ...]

    @property
    def undone(self) -> "Change":
        """The change that takes this one back, under the same words."""
        return Change(self.what, tuple(part.undone for part in reversed(self.parts)))

    @property
    def reaches_figures(self) -> bool:
        """Whether figures may differ after it."""
        return any(part.table in REACH_THE_FIGURES for part in self.parts)


@dataclass(frozen=True)
class JournalEntry:
    """A change as it was made; `undone` where it took back the one before it."""

    change: Change
    undone: bool = False


class Journal(Protocol):
    """Where changes are written down before they count as made."""

    def write(self, step: JournalEntry) -> int:
        """Write a change down for good; raise where that fails, and it is not made.

        Returns the number that `take_back` wants.
        """

    def take_back(self, number: int) -> None:
        """Take back a change that was written down and then could not be made."""


def has_upn(name: str) -> bool:
    """Whether the rows of a table belong to pupils."""
    return name == FLAT or any(c.field == "upn" for c in BY_NAME[name].columns)


def apply(cursor: duckdb.DuckDBPyConnection, step: JournalEntry, journal: Journal | None) -> None:
    """Take rows out and put rows in, all of them or none, once they are written down.

    A row to take out is found by all its fields. Raises KeyError for a table that is not ours.
    """
    cursor.begin()
    try:
        # Made before it is written down: what the database refuses never gets into the journal.
        for part in step.change.parts:
            _make(cursor, part)
        number = journal.write(step) if journal is not None else 0
    except BaseException:
        cursor.rollback()
        raise
    try:
        cursor.commit()
    except BaseException:
        # Written down already: it must not be made at the next opening.
        if journal is not None:
            journal.take_back(number)
        raise


def rows_of(cursor: duckdb.DuckDBPyConnection, name: str) -> pa.Table:
    """All rows of a table in its `SCHEMAS` type, the pupil as `upn`, in a fixed order."""
    schema = SCHEMAS[name]
    # Most tables of a school are empty: planning the join takes far longer than looking first.
    if not cursor.execute(f"select 1 from {name} limit 1").fetchall():  # noqa: S608 - our own names
        return schema.empty_table()
    fields = ", ".join(_quoted(f.name) for f in schema)
    joined = "join pupils using (pupil)" if name != "pupils" and has_upn(name) else ""
    # A left join: a row whose pupil is not in Pupils is there all the same.
    kind = "left " if joined else ""
    query = f"select {fields} from {name} {kind}{joined} order by all"  # noqa: S608 - our own names
    return cursor.sql(query).to_arrow_table().cast(schema)


def _make(cursor: duckdb.DuckDBPyConnection, part: TableChange) -> None:
    if part.table == PUPILS.name:
        # A row that is replaced is updated: deleted, its number would go, and other tables point at
        # it.
        put_in = {row["upn"] for row in part.into}
        removed = [row for row in part.out if row["upn"] not in put_in]
        _run(cursor, _DELETE_PUPILS, PUPILS.name, removed)
        _run(cursor, _UPDATE_PUPILS, PUPILS.name, part.into)
        _run(cursor, _INSERT_PUPILS, PUPILS.name, part.into)
    else:
        _run(cursor, _delete(part.table), part.table, part.out)
        _run(cursor, _insert(part.table), part.table, part.into)


def _run(
    cursor: duckdb.DuckDBPyConnection, statement: str, table: str, rows: Iterable[Row]
) -> None:
    values = [dict(row) for row in rows]
    if not values:
        return
    cursor.register("given", pa.Table.from_pylist(values, schema=SCHEMAS[table]))
    cursor.execute(statement).fetchall()
    cursor.unregister("given")


def _insert(name: str) -> str:
    fields = ", ".join(["pupil", *_own(name)] if has_upn(name) else _own(name))
    values = ", ".join([*(["pupils.pupil"] if has_upn(name) else []), *_own(name, "given")])
    joined = "left join pupils using (upn)" if has_upn(name) else ""
    return f"insert into {name} ({fields}) select {values} from given {joined}"  # noqa: S608


def _delete(name: str) -> str:
    pairs = zip(_own(name, name), _own(name, "given"), strict=True)
    same = [f"{ours} is not distinct from {theirs}" for ours, theirs in pairs]
    joined = ""
    if has_upn(name):
        same.append(f"{name}.pupil is not distinct from pupils.pupil")
        joined = "left join pupils using (upn)"
    return (
        f"delete from {name} where exists "  # noqa: S608 - our own names
        f"(select 1 from given {joined} where {' and '.join(same)})"
    )


def _own(name: str, table: str = "") -> list[str]:
    """The quoted fields of a table, less the pupil's key."""
    before = f"{table}." if table else ""
    return [before + _quoted(f.name) for f in SCHEMAS[name] if f.name != "upn"]


def _quoted(field: str) -> str:
    return f'"{field}"'


_PUPIL_FIELDS = _own(PUPILS.name)
_SAME = " and ".join(f"pupils.{f} is not distinct from given.{f}" for f in _PUPIL_FIELDS)
_DELETE_PUPILS = f"delete from pupils using given where pupils.upn = given.upn and {_SAME}"  # noqa: S608
_UPDATE_PUPILS = (
    f"update pupils set {', '.join(f'{f} = given.{f}' for f in _PUPIL_FIELDS)} "  # noqa: S608
    "from given where pupils.upn = given.upn"
)
_INSERT_PUPILS = (
    f"insert into pupils (pupil, upn, {', '.join(_PUPIL_FIELDS)}) "  # noqa: S608
    "select (select coalesce(max(pupil), 0) from pupils) + row_number() over (order by upn), upn, "
    f"{', '.join(_PUPIL_FIELDS)} from given anti join pupils using (upn)"
)
