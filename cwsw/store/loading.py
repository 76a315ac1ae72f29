"""Puts an upload's tables into a new database, in one transaction.

Pupils are numbered, and their keys looked up, by Arrow: DuckDB takes longer to plan a join for each
small table than to carry it out.
"""

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from cwsw.store.changes import has_upn
from cwsw.tables.codes import REGISTER_CODES
from cwsw.tables.upload import SCHEMAS

# The rule of `cwsw.tables.years.academic_year`, for steps in SQL.
_ACADEMIC_YEAR = """
create macro academic_year(day) as
    cast(year(day) - cast(month(day) < 9 as integer) as integer)
"""
_SQL_TYPES = {
    pa.string(): "varchar",
    pa.date32(): "date",
    pa.bool_(): "boolean",
    pa.int32(): "integer",
}


def fill(root: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> None:
    """Make every table of a workspace in an empty database; those that are not given have no rows.

    In the database only `pupils` has the UPN; the other tables have the pupil's number.
    """
    # Numbered by UPN and not by row: the order of rows never changes a number (contract section 1).
    pupils = _sorted(tables.get("pupils", SCHEMAS["pupils"].empty_table()))
    upns = pupils["upn"].combine_chunks()
    numbers = pa.array(range(1, len(upns) + 1), pa.int32())
    root.begin()
    root.execute(_ACADEMIC_YEAR)
    _load(root, "register_codes", _register_codes())
    _load(root, "pupils", pupils.add_column(0, "pupil", numbers))
    others = {name: tables.get(name) for name in SCHEMAS if name not in ("school", "pupils")}
    full = {name: rows for name, rows in others.items() if rows is not None and rows.num_rows}
    for name, rows in full.items():
        _load(root, name, _with_numbers(rows, upns) if has_upn(name) else rows)
    root.execute(_empty_tables(name for name in others if name not in full))
    root.commit()


def _sorted(pupils: pa.Table) -> pa.Table:
    return pupils.take(pc.sort_indices(pupils["upn"]))


def _with_numbers(rows: pa.Table, upns: pa.Array) -> pa.Table:
    """The rows with the number of their pupil in place of the key; null where nobody has it."""
    places = pc.index_in(rows["upn"], value_set=upns, skip_nulls=True)
    return rows.drop_columns("upn").add_column(0, "pupil", pc.add(places, pa.scalar(1, pa.int32())))


def _register_codes() -> pa.Table:
    marks = [str(mark) for mark in REGISTER_CODES.values()]
    return pa.table({"code": list(REGISTER_CODES), "mark": marks})


def _load(root: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Store a table; `name` is one of our own table names."""
    root.register("incoming", rows)
    root.execute(f"create table {name} as from incoming")
    root.unregister("incoming")


def _empty_tables(names: Iterable[str]) -> str:
    """One statement that makes all of them, which takes less time than one for each."""
    return ";\n".join(map(_empty_table, names))


def _empty_table(name: str) -> str:
    """The statement for a table without rows: written out, which is ten times as fast."""
    own = [f'"{f.name}" {_sql_type(f.type)}' for f in SCHEMAS[name] if f.name != "upn"]
    columns = ["pupil integer", *own] if has_upn(name) else own
    return f"create table {name} ({', '.join(columns)})"


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision}, {kind.scale})"
    return _SQL_TYPES[kind]
