"""The workspace is closed to the outside, and each reader gets their own rows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from cwsw.store import Step, Workspace, statement, workspace
from cwsw.tables.upload import SCHEMAS, School, Upload

AS_AT = date(2026, 7, 17)


def upload(pupils: int = 3, as_at: date | None = AS_AT, name: str = "P") -> Upload:
    rows = [{"upn": f"{name}{i}", "year_group": 7} for i in range(pupils)]
    table = pa.Table.from_pylist(rows, schema=SCHEMAS["pupils"])
    return Upload(school=School(as_at=as_at), tables={"pupils": table})


def test_a_workspace_needs_a_date_and_an_accepted_upload() -> None:
    with pytest.raises(ValueError, match="as-at date"):
        Workspace.load(upload(as_at=None))
    with pytest.raises(ValueError, match="accepted"):
        Workspace.load(Upload(refused=True), AS_AT)


def test_the_date_given_beats_the_school_sheet() -> None:
    workspace = Workspace.load(upload(), date(2025, 1, 6))
    assert (workspace.as_at, workspace.school_as_at) == (date(2025, 1, 6), AS_AT)


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/hostname')",
        "copy pupils to '/tmp/cwsw_leak.csv'",
        "attach '/tmp/cwsw_leak.db' as leak",
        "install httpfs",
        "set enable_external_access = true",
        "set temp_directory = '/tmp'",
    ],
)
def test_nothing_outside_can_be_reached(query: str) -> None:
    with Workspace.load(upload()).cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(query).fetchall()
    assert not list(Path("/tmp").glob("cwsw_leak*"))  # noqa: S108


def test_a_query_larger_than_memory_fails_instead_of_spilling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(workspace._HARDENED, "memory_limit", "32MB")  # full in less time than 1 GB
    large = "select count(distinct hash(a.range, b.range)) from range(5000) a, range(1000) b"
    with Workspace.load(upload()).cursor() as cursor, pytest.raises(duckdb.OutOfMemoryException):
        cursor.execute(large).fetchall()
    assert list(tmp_path.iterdir()) == []


def test_the_upn_stands_in_one_table_only() -> None:
    with Workspace.load(upload()).cursor() as cursor:
        found = cursor.execute(
            "select distinct table_name from duckdb_columns() where column_name = 'upn'"
        ).fetchall()
    assert found == [("pupils",)]


def test_five_readers_at_once_each_get_their_own_rows() -> None:
    schools = [Workspace.load(upload(100 + i, name=f"S{i}-")) for i in range(5)]

    def ask(i: int) -> set[tuple[int, str]]:
        answers = set()
        for _ in range(50):
            with schools[i].cursor() as cursor:
                query = "select count(*), min(split_part(upn, '-', 1)) from pupils"
                answers.update(cursor.execute(query).fetchall())
        return answers

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(ask, range(5)))
    assert answers == [{(100 + i, f"S{i}")} for i in range(5)]


def test_steps_become_one_statement() -> None:
    steps = (Step("one", "select 1 as n"), Step("two", "select n + 1 as n from one"))
    assert duckdb.sql(statement(steps, "select n from two")).fetchall() == [(2,)]
