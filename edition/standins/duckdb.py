"""In place of duckdb's Python package: as much of it as the dashboard uses, over duckdb-wasm.

A database of its own for each connection, as with the package; a cursor is another connection to
the same one. Values are written into a statement as typed literals.
"""

import io
import itertools
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import js
import pyarrow as pa
from pyodide.ffi import to_js

__version__ = "1.4.3"

_NAMES = itertools.count(1)
_TOKENS = re.compile(
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w+)|(\?)", re.DOTALL
)
_KINDS = {"string": "varchar", "date32[day]": "date", "bool": "boolean", "int32": "integer"}


class Error(Exception):
    """A statement failed."""


def literal(value: object) -> str:
    """A value in SQL, of the type that the package would give it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, float):
        # A bare 0.1 is a decimal in SQL, and sums of decimals are other figures.
        return f"cast('{value!r}' as double)"
    if isinstance(value, datetime):
        return f"timestamp '{value}'"
    if isinstance(value, date):
        return f"date '{value}'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    raise TypeError(f"no literal for {type(value).__name__}")


def bound(statement: str, parameters: Mapping[str, object] | Sequence[object] | None) -> str:
    """A statement with its parameters written in; never inside a text, a name or a comment."""
    if not parameters:
        return statement
    named = parameters if isinstance(parameters, Mapping) else {}
    remaining = iter(() if isinstance(parameters, Mapping) else parameters)

    def put(match: re.Match[str]) -> str:
        if match[1]:
            return literal(named[match[1]])
        return literal(next(remaining)) if match[2] else match[0]

    return _TOKENS.sub(put, statement)


class DuckDBPyConnection:
    """A connection to a database in this tab's memory."""

    def __init__(self, name: str = "") -> None:
        self._connection = js.cwsw.database.connect()
        self._name = name or f"memory{next(_NAMES)}"
        self._is_root = not name
        self._result: pa.Table | None = None
        # The browser has one database: each of ours is attached to it under a name.
        if self._is_root:
            self._query(f"attach ':memory:' as {self._name}")
        self._query(f"use {self._name}")

    def execute(
        self, statement: str, parameters: Mapping[str, object] | Sequence[object] | None = None
    ) -> "DuckDBPyConnection":
        """Run a statement; what it gives is fetched afterwards."""
        block = self._query(bound(statement, parameters))
        self._result = _table(block) if block else None
        return self

    sql = execute

    @property
    def description(self) -> list[tuple[str]]:
        """The names of the columns of what the last statement gave."""
        return [(name,) for name in self._result.schema.names] if self._result is not None else []

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows of what the last statement gave."""
        if self._result is None or not self._result.num_columns:
            return []
        return list(zip(*map(_values, self._result.columns), strict=True))

    def to_arrow_table(self) -> pa.Table:
        """The same as an Arrow table."""
        return self._result

    def register(self, name: str, table: pa.Table) -> None:
        """Let statements read an Arrow table by a name."""
        self.unregister(name)
        # A stream of an empty table holds no rows to make a table of.
        if not table.num_rows:
            fields = ", ".join(f'"{f.name}" {_kind(f.type)}' for f in table.schema)
            self._query(f"create table {name} ({fields})")
            return
        sink = io.BytesIO()
        whole = table.combine_chunks()
        with pa.ipc.new_stream(sink, whole.schema) as writer:
            writer.write_table(whole)
        js.cwsw.database.insert(self._connection, to_js(sink.getvalue()), name)

    def unregister(self, name: str) -> None:
        """Forget a table that was registered."""
        self._query(f"drop table if exists {name}")

    def cursor(self) -> "DuckDBPyConnection":
        """Another connection to the same database."""
        return DuckDBPyConnection(self._name)

    def begin(self) -> None:
        """Begin a transaction."""
        self._query("begin")

    def commit(self) -> None:
        """Commit the transaction."""
        self._query("commit")

    def rollback(self) -> None:
        """Roll the transaction back."""
        self._query("rollback")

    def close(self) -> None:
        """Close the connection; with the first one, the database is gone."""
        if self._is_root:
            # A database in use cannot be detached.
            self._query("use memory")
            self._query(f"detach {self._name}")
        js.cwsw.database.disconnect(self._connection)

    def __enter__(self) -> "DuckDBPyConnection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _query(self, statement: str) -> bytes:
        try:
            return bytes(js.cwsw.database.query(self._connection, statement).to_bytes())
        except Exception:
            # Its message may hold values of the data.
            raise Error("a statement failed") from None


class DuckDBPyRelation:
    """None is ever made: Altair's tables ask whether a value is one."""


def connect(path: str = ":memory:", config: Mapping[str, str] | None = None) -> DuckDBPyConnection:
    """A database in memory; nothing else can be opened here, whatever `config` allows."""
    if path != ":memory:":
        raise Error("only a database in memory")
    return DuckDBPyConnection()


def _table(block: bytes) -> pa.Table:
    # duckdb-wasm answers in either form of Arrow's: a file or a stream.
    read = pa.ipc.open_file if block.startswith(b"ARROW1") else pa.ipc.open_stream
    return read(block).read_all()


def _kind(kind: pa.DataType) -> str:
    return _KINDS.get(str(kind)) or str(kind).replace("decimal128", "decimal")


def _values(column: pa.ChunkedArray) -> list[Any]:
    """A column's values; only those that may hold decimals are looked at one by one."""
    values: list[Any] = column.to_pylist()
    may_hold_decimals = pa.types.is_decimal(column.type) or pa.types.is_nested(column.type)
    return [_plain(value) for value in values] if may_hold_decimals else values


def _plain(value: Any) -> Any:
    """A value as the package gives it: sums of whole numbers are integers, not decimals."""
    if isinstance(value, Decimal) and value.as_tuple().exponent == 0:
        return int(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
