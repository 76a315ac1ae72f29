"""Archives for the tests, with a key that costs nothing to make."""

from datetime import date
from pathlib import Path
from typing import Any

from cwsw.records import Awareness, record
from cwsw.store import Workspace
from cwsw.store.archive import Archive, Cost
from tests.support.books import school_book
from tests.support.uploaded import uploaded

CHEAP = Cost(n=2)
PASSPHRASE = "a long enough passphrase"
UNTIL = date(2099, 8, 31)
ON = date(2026, 7, 1)


def begun(folder: Path) -> Archive:
    """A new archive in a folder."""
    return Archive.create(folder, PASSPHRASE, UNTIL, CHEAP)


def school(**more: Any) -> Workspace:
    """A small school's workspace."""
    return uploaded(school_book(**more))


def record_awareness(workspace: Workspace, number: int, role: str = "SENCO") -> None:
    """A change: somebody has been told of pupil `number`."""
    record(workspace, "who has been told", [awareness(number, role)])


def awareness(number: int, role: str = "SENCO") -> Awareness:
    """The fact that `record_awareness` keeps."""
    return Awareness(upn=f"U{number}", role=role, state="told", by="DSL", on=ON)


def all_rows(workspace: Workspace) -> dict[str, list[dict[str, object]]]:
    """Every row of every table."""
    return {name: rows.to_pylist() for name, rows in workspace.tables().items()}
