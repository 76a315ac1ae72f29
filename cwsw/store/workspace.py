"""A workspace: one school's data in its own in-memory DuckDB, closed to the outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from secrets import token_hex

import duckdb
import pyarrow as pa

from cwsw.tables.codes import REGISTER_CODES
from cwsw.tables.schema import BY_NAME
from cwsw.tables.upload import FLAT, SCHEMAS, Problem, School, Upload

_HARDENED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "memory_limit": "1GB",
    "threads": "2",
    "lock_configuration": "true",
}
"""Nothing is read from or written to disk, not even by a query larger than memory."""

_ACADEMIC_YEAR = """
create macro academic_year(day) as
    year(day) - cast(month(day) < 9 as integer)
"""

_PUPILS = """
create table pupils as
select row_number() over (order by upn) as pupil, *
from incoming
"""


_SQL_TYPES = {
    pa.string(): "varchar",
    pa.date32(): "date",
    pa.bool_(): "boolean",
    pa.int32(): "integer",
}


class Workspace:
    """The data of one school, and nothing worked out from them.

    Each reader takes its own `cursor()`: a DuckDB connection shared between visitors returns
    other people's rows. In the tables the UPN stands in `pupils` alone; every other table points
    at it by the number in its `pupil` column.
    """

    def __init__(self, upload: Upload, as_at: date, root: duckdb.DuckDBPyConnection) -> None:
        self.id = token_hex(16)
        self.school: School = upload.school
        self.as_at = as_at
        self.school_as_at = upload.school.as_at or as_at
        self.supplied = frozenset(upload.tables)
        self.upload_problems: tuple[Problem, ...] = upload.problems
        self._root = root

    @classmethod
    def load(cls, upload: Upload, as_at: date | None = None) -> "Workspace":
        """Open a workspace on an upload that was not refused.

        `as_at` beats the School sheet's date. Raises ValueError where neither gives one.
        """
        day = as_at or upload.school.as_at
        if day is None or upload.refused:
            raise ValueError("a workspace needs an accepted upload and an as-at date")
        root = duckdb.connect(":memory:", config=dict(_HARDENED))
        root.execute(_ACADEMIC_YEAR)
        _load_register_codes(root)
        _load_table(root, "pupils", upload.tables.get("pupils", SCHEMAS["pupils"].empty_table()))
        for name in SCHEMAS.keys() - {"school", "pupils"}:
            rows = upload.tables.get(name)
            if rows is not None and rows.num_rows:
                _load_table(root, name, rows)
            else:
                root.execute(_empty_table(name))
        return cls(upload, day, root)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own to this workspace, closed on leaving."""
        cursor = self._root.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def close(self) -> None:
        """Forget the data."""
        self._root.close()


def _load_register_codes(root: duckdb.DuckDBPyConnection) -> None:
    table = pa.table(
        {"code": list(REGISTER_CODES), "mark": [str(m) for m in REGISTER_CODES.values()]}
    )
    root.register("incoming", table)
    root.execute("create table register_codes as select * from incoming")
    root.unregister("incoming")


def _load_table(root: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    root.register("incoming", rows)
    root.execute(_PUPILS if name == "pupils" else _other_table(name))
    root.unregister("incoming")


def _other_table(name: str) -> str:
    """The statement that stores a table; `name` is one of our own table names."""
    if not _has_upn(name):
        return f"create table {name} as select * from incoming"  # noqa: S608
    return (
        f"create table {name} as select pupils.pupil, incoming.* exclude (upn) "  # noqa: S608
        "from incoming left join pupils using (upn)"
    )


def _empty_table(name: str) -> str:
    """The same table without rows: written out, because that is ten times as fast."""
    own = [f'"{f.name}" {_sql_type(f.type)}' for f in SCHEMAS[name] if f.name != "upn"]
    columns = ["pupil bigint", *own] if _has_upn(name) else own
    return f"create table {name} ({', '.join(columns)})"


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision}, {kind.scale})"
    return _SQL_TYPES[kind]


def _has_upn(name: str) -> bool:
    return name == FLAT or any(c.field == "upn" for c in BY_NAME[name].columns)
