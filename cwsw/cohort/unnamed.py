"""Uploaded lists whose name does not say whose list it is, and naming their owner."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cwsw.cohort.compared_lists import COMPARED
from cwsw.cohort.plan_entries import KINDS, PlanEntry, entries
from cwsw.records import ListChange, facts
from cwsw.store import TableChange, Workspace
from cwsw.tables.list_sources import FLAG_SOURCES, List, as_source, sources_in, with_source
from cwsw.tables.schema import PLANS
from cwsw.tables.upload import FLAT

_FILE = re.compile(r".+\.\w{2,4}, .+", re.DOTALL)
"""How the source of an upload looks: 'cohort.xlsx, Sheet1'. What staff typed names no file."""


@dataclass(frozen=True)
class UnnamedList:
    """A list that nobody has named: its source, and how many children it has."""

    source: str
    children: int


def unnamed_lists(workspace: Workspace) -> tuple[UnnamedList, ...]:
    """The uploaded lists to ask about: none where with them there would be only one list."""
    all_entries = entries(workspace)
    named = {entry.list for entry in all_entries if entry.list in COMPARED}
    unnamed = _children(
        e for e in all_entries if e.list is List.OTHER and _FILE.fullmatch(e.source)
    )
    # With one list there is nothing to compare, so nobody is asked whose it is.
    if len(named) + len(unnamed) < 2:
        return ()
    return tuple(UnnamedList(source, len(upns)) for source, upns in sorted(unnamed.items()))


def name_list(workspace: Workspace, source: str, owner: List) -> None:
    """Record the owner of a list, as one step: its plans and flags get a source that says so."""
    new = as_source(source, owner)
    with workspace.exclusive():
        # All three places that carry a source, or the list would be two from then on.
        plans = [r for r in workspace.rows(PLANS.name).to_pylist() if r["source"] == source]
        flat = [r for r in workspace.rows(FLAT).to_pylist() if _has_flag_of(r, source)]
        changes = [asdict(c) for c in facts(workspace, ListChange) if c.source == source]
        parts = (
            _part(PLANS.name, plans, [{**row, "source": new} for row in plans]),
            _part(FLAT, flat, [_with_new_source(row, source, new) for row in flat]),
            _part(ListChange.TABLE, changes, [{**row, "source": new} for row in changes]),
        )
        workspace.change("whose list it is", *(part for part in parts if part.out))


def _children(entries: Iterable[PlanEntry]) -> Mapping[str, set[str]]:
    """Source -> the children that stand on the list."""
    upns: dict[str, set[str]] = {}
    for entry in entries:
        if entry.plan in KINDS:
            upns.setdefault(entry.source, set()).add(entry.upn)
    return upns


def _has_flag_of(row: Mapping[str, Any], source: str) -> bool:
    return any(row[field] and source in sources_in(row[field]) for field in FLAG_SOURCES.values())


def _with_new_source(row: Mapping[str, Any], source: str, new: str) -> Mapping[str, Any]:
    """A flat row in which one list is called otherwise."""
    changed = dict(row)
    for field in FLAG_SOURCES.values():
        if row[field]:
            changed[field] = None
            for listed_source in sources_in(row[field]):
                called = new if listed_source == source else listed_source
                changed[field] = with_source(changed[field], called) if changed[field] else called
    return changed


def _part(table: str, out: list[dict[str, Any]], into: Iterable[Mapping[str, Any]]) -> TableChange:
    return TableChange(table, tuple(out), tuple(into))
