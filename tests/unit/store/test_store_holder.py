"""One workspace for each school: found again, replaced, removed, and never mixed up."""

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

from cwsw.store import Workspace
from cwsw.store.holder import Workspaces
from cwsw.tables.upload import SCHEMAS, School, Upload
from tests.support.figures import AS_AT


def school_of(number):
    """A school with `number` pupils."""
    row = dict.fromkeys(SCHEMAS["pupils"].names) | {"year_group": 7}
    rows = [row | {"upn": f"S{number}-{i}", "surname": f"School{number}"} for i in range(number)]
    pupils = pa.Table.from_pylist(rows, SCHEMAS["pupils"])
    return Workspace.load(
        Upload(School(f"School {number}", "secondary", as_at=AS_AT), {"pupils": pupils})
    )


def surnames(workspace):
    with workspace.cursor() as cursor:
        return cursor.execute("select surname from pupils").fetchall()


def test_a_school_finds_its_own_workspace_again():
    held = Workspaces()
    mine = school_of(3)
    held.replace("mine", mine)
    assert held.get("mine") is mine
    assert held.get("another") is None


def test_the_workspace_that_is_replaced_is_closed():
    held, first, second = Workspaces(), school_of(1), school_of(2)
    held.replace("mine", first)
    held.replace("mine", second)
    assert len(surnames(held.get("mine"))) == 2
    with pytest.raises(Exception, match=r"[Cc]losed"):
        surnames(first)


def test_removing_closes_and_forgets():
    held, mine = Workspaces(), school_of(1)
    held.replace("mine", mine)
    assert held.remove("mine")
    assert held.get("mine") is None
    assert not held.remove("mine")
    with pytest.raises(Exception, match=r"[Cc]losed"):
        surnames(mine)


def test_keeping_the_same_workspace_again_does_not_close_it():
    held, mine = Workspaces(), school_of(1)
    held.replace("mine", mine)
    held.replace("mine", mine)
    assert surnames(held.get("mine"))


def test_five_visitors_at_once_each_see_only_their_own_school():
    held = Workspaces()

    def visit(number):
        seen = set()
        for _ in range(6):
            held.replace(f"school {number}", school_of(number))
            for _ in range(5):
                seen.add(tuple(surnames(held.get(f"school {number}"))))
        return seen

    with ThreadPoolExecutor(5) as pool:
        for number, seen in zip(range(1, 6), pool.map(visit, range(1, 6)), strict=True):
            assert seen == {((f"School{number}",),) * number}
