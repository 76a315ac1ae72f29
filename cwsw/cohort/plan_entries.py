"""What each list says of each pupil: one entry for each CIN or CP plan, and each flag."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cwsw.records import ListChange, facts
from cwsw.store import Row, TableChange, Workspace
from cwsw.tables.codes import ListEvent
from cwsw.tables.english import span
from cwsw.tables.list_sources import FLAG_SOURCE, FLAG_SOURCES, List, list_of, sources_in
from cwsw.tables.upload import FLAT

KINDS = ("CIN", "CP")
FLAGS: Mapping[str, str] = {"cin_now": "CIN", "cp_now": "CP"}
NO_SOURCE = "No source given"
_NOW, _UNDATED, _OPEN, _UNKNOWN = "now", "no dates", "open", "?"
_WORDS = re.compile(r"(CIN|CP|CLA) (?:(\S+) to (\S+)|no dates)")


@dataclass(frozen=True)
class PlanEntry:
    """One plan as one list has it; `is_flag`: only a Y under `CIN now` or `CP now`.

    `is_recorded`: staff added it here, so the safeguarding lead knows of it whatever list it is on.
    """

    upn: str
    list: List
    source: str
    plan: str
    start: date | None = None
    end: date | None = None
    is_flag: bool = False
    is_recorded: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether it can be placed in time."""
        known = not (self.start is None and self.end is None)
        return known and not (self.start and self.end and self.end < self.start)

    def is_open(self, as_at: date) -> bool:
        """Whether by this list the plan is there on the as-at date."""
        return self.is_flag or (self.is_dated and (self.end is None or self.end >= as_at))


def entries(workspace: Workspace) -> tuple[PlanEntry, ...]:
    """Every CIN and CP plan and flag that does not begin after the as-at date, in a fixed order."""
    recorded = _recorded(workspace)
    plans = [_plan(row, recorded) for row in workspace.rows("plans").to_pylist()]
    fields = ["upn", *FLAGS, *FLAG_SOURCES.values()]
    flags = [
        PlanEntry(row["upn"], list_of(source), source, plan, is_flag=True)
        for row in workspace.rows(FLAT).select(fields).to_pylist()
        for field, plan in FLAGS.items()
        if row[field]
        for source in sources_in(row[FLAG_SOURCES[field]])
    ]
    # Contract section 1: what is dated after the as-at date is left out.
    begun = (e for e in plans if e.start is None or e.start <= workspace.as_at)
    return (*(e for e in begun if e.plan in KINDS), *flags)


def in_words(entry: PlanEntry) -> str:
    """'CIN 2021-02-03 to 2021-11-09', 'CP 2024-01-08 to open', 'CIN no dates', 'CP now'."""
    if entry.is_flag:
        return f"{entry.plan} {_NOW}"
    if entry.start is None and entry.end is None:
        return f"{entry.plan} {_UNDATED}"
    days = span(entry.start, entry.end, date.isoformat, no_start=_UNKNOWN, no_end=_OPEN)
    return f"{entry.plan} {days}"


def from_words(upn: str, source: str, words: str) -> PlanEntry | None:
    """The entry that `in_words` wrote; None where the words are somebody's own."""
    if words in (f"CIN {_NOW}", f"CP {_NOW}"):
        return PlanEntry(upn, list_of(source), source, words.split()[0], is_flag=True)
    match = _WORDS.fullmatch(words)
    if match is None:
        return None
    try:
        # Somebody may have typed words of this form with a day that does not exist.
        start, end = (_day(text) for text in (match[2], match[3]))
    except ValueError:
        return None
    return PlanEntry(upn, list_of(source), source, match[1], start, end)


def taking_out(workspace: Workspace, entries: list[PlanEntry]) -> tuple[TableChange, ...]:
    """The parts of a change that make these entries count no more."""
    return _parts(workspace, entries, present=False)


def putting_in(workspace: Workspace, back: list[PlanEntry]) -> tuple[TableChange, ...]:
    """The parts of a change that make these entries count."""
    return _parts(workspace, back, present=True)


def _parts(
    workspace: Workspace, entries: list[PlanEntry], *, present: bool
) -> tuple[TableChange, ...]:
    plans = tuple(_plan_row(e) for e in entries if not e.is_flag)
    parts = (
        [TableChange("plans", into=plans) if present else TableChange("plans", out=plans)]
        if plans
        else []
    )
    flagged = [e for e in entries if e.is_flag]
    if flagged:
        parts.append(_flat_part(workspace, flagged, present))
    return tuple(parts)


def _flat_part(workspace: Workspace, flagged: list[PlanEntry], flag: bool) -> TableChange:
    """The flat rows of these pupils, written anew with the flags as they are to be."""
    upns = dict.fromkeys(entry.upn for entry in flagged)
    before = {r["upn"]: r for r in workspace.rows(FLAT).to_pylist() if r["upn"] in upns}
    after = {upn: before.get(upn, {"upn": upn}) for upn in upns}
    for entry in flagged:
        after[entry.upn] = _with_flag(after[entry.upn], entry, flag)
    return TableChange(FLAT, tuple(before.values()), tuple(after.values()))


def _with_flag(row: Row, entry: PlanEntry, flag: bool) -> Row:
    """A flat row in which a list says a flag, or says it no more; it goes with its last list."""
    field = f"{entry.plan.lower()}_now"
    flag_sources = sources_in(row.get(FLAG_SOURCES[field])) if row.get(field) else ()
    left = [source for source in flag_sources if source != entry.source] + [entry.source] * flag
    named = "; ".join(left)
    # Only a list other than the usual one is named: so an untouched row stays as uploaded.
    sources = None if named in ("", FLAG_SOURCE) else named
    return {**row, field: bool(left), FLAG_SOURCES[field]: sources}


def _recorded(workspace: Workspace) -> frozenset[tuple[str, str | None, str | None]]:
    """The plans that staff added and no upload has answered: child, kind and source."""
    return frozenset(
        (change.upn, change.plan, change.source)
        for change in facts(workspace, ListChange)
        if change.change == ListEvent.BEGUN and change.settled is None
    )


def _plan(
    row: dict[str, Any], recorded: Collection[tuple[str, str | None, str | None]]
) -> PlanEntry:
    source = row["source"] or NO_SOURCE
    return PlanEntry(
        upn=row["upn"],
        list=list_of(source),
        source=source,
        plan=row["plan"],
        start=row["start_date"],
        end=row["end_date"],
        is_recorded=(row["upn"], row["plan"], row["source"]) in recorded,
    )


def _plan_row(entry: PlanEntry) -> Row:
    source = None if entry.source == NO_SOURCE else entry.source
    return {
        "upn": entry.upn,
        "plan": entry.plan,
        "start_date": entry.start,
        "end_date": entry.end,
        "source": source,
    }


def _day(text: str | None) -> date | None:
    return None if text in (None, _UNKNOWN, _OPEN) else date.fromisoformat(text)
