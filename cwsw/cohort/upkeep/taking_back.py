"""Taking back what was recorded, whenever nothing was recorded about the same since."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date

from cwsw.cohort.history import SOURCE
from cwsw.cohort.upkeep.check_ins import CHECK_IN, check_in_days
from cwsw.cohort.upkeep.children import with_leaving
from cwsw.cohort.upkeep.plans import row_after, row_before
from cwsw.cohort.upkeep.recording import (
    CannotRecord,
    changed_meanwhile,
    changes_of,
    rows_of_child,
)
from cwsw.records import Action, Decision, ListChange, facts
from cwsw.store import Row, TableChange, Workspace
from cwsw.store.changes import has_upn
from cwsw.tables.codes import ListEvent
from cwsw.tables.schema import PLANS, PUPILS
from cwsw.tables.upload import SCHEMAS

SETTLED = "An upload has answered this since: correct the plan or the child instead."
NOT_THE_LATEST = "Something was recorded about the same since: take that back first."
OTHERS_WROTE = (
    "Something else is on record about this child by now: a child who was never here has none."
)


def take_back(workspace: Workspace, *changes: ListChange) -> None:
    """Undo recorded changes as one step, as if they had never been recorded: all or none of them.

    Raises:
        CannotRecord: one is not the latest about its plan or child, or an upload has answered it.
        ChangedMeanwhile: one is not recorded any more.
    """
    with workspace.exclusive():
        recorded = facts(workspace, ListChange)
        if any(change not in recorded for change in changes):
            raise changed_meanwhile(workspace, changes)
        # The upload's word counts now: taking the note away would not bring the old row back.
        if any(change.settled is not None for change in changes):
            raise CannotRecord(SETTLED)
        removed = TableChange(ListChange.TABLE, out=tuple(asdict(change) for change in changes))
        parts = [part for change in changes for part in _undoing(workspace, change)]
        check_ins = _open_check_ins(workspace, changes)
        workspace.change("take back a change of the list", removed, *parts, *check_ins)


def _undoing(workspace: Workspace, change: ListChange) -> tuple[TableChange, ...]:
    if change.change == ListEvent.JOINED:
        return _joining(workspace, change)
    if change.change == ListEvent.LEFT:
        return (_leaving(workspace, change),)
    after, before = row_after(change), row_before(change)
    if after not in rows_of_child(workspace, PLANS.name, change.upn):
        raise CannotRecord(NOT_THE_LATEST)
    return (TableChange(PLANS.name, (after,), () if before is None else (before,)),)


def _open_check_ins(
    workspace: Workspace, changes: Collection[ListChange]
) -> tuple[TableChange, ...]:
    """Take out the check-ins after plans that have not ended then; those that were held stay."""
    others = [change for change in facts(workspace, ListChange) if change not in changes]
    # Another plan of the child that ended on the same day keeps its check-ins.
    due = _days_after_end(changes) - _days_after_end(others)
    rows = tuple(
        asdict(action)
        for action in facts(workspace, Action)
        if action.action == CHECK_IN
        and (action.upn, action.by_when) in due
        and action.done_on is None
    )
    return (TableChange(Action.TABLE, out=rows),) if rows else ()


def _days_after_end(changes: Iterable[ListChange]) -> set[tuple[str | None, date]]:
    """The children of plans that ended, each with the days on which somebody checks in."""
    ends = {(c.upn, c.end_date) for c in changes if c.change == ListEvent.ENDED and c.end_date}
    return {(upn, day) for upn, end in ends for day in check_in_days(end)}


def _leaving(workspace: Workspace, change: ListChange) -> TableChange:
    row = _pupil(workspace, change)
    if row["leaving_date"] != change.end_date:
        raise CannotRecord(NOT_THE_LATEST)
    return TableChange(PUPILS.name, (row,), (with_leaving(workspace, row, change.former_end),))


def _joining(workspace: Workspace, change: ListChange) -> tuple[TableChange, ...]:
    """Take the pupil out, with the question about the time before that was kept in one step."""
    # What was recorded of the child since would point at nobody.
    if len(changes_of(workspace, change.upn)) > 1:
        raise CannotRecord(NOT_THE_LATEST)
    decisions = rows_of_child(workspace, Decision.TABLE, change.upn)
    questions = tuple(row for row in decisions if row["source"] == SOURCE)
    # A row that points at nobody would be left behind, or somebody's note be lost with the child.
    if _rows_about(workspace, change.upn) > 1 + len(questions):
        raise CannotRecord(OTHERS_WROTE)
    return TableChange(Decision.TABLE, out=questions), TableChange(
        PUPILS.name, out=(_pupil(workspace, change),)
    )


def _pupil(workspace: Workspace, change: ListChange) -> Row:
    rows = rows_of_child(workspace, PUPILS.name, change.upn)
    if not rows:
        raise changed_meanwhile(workspace, [change])
    return rows[0]


def _rows_about(workspace: Workspace, upn: str) -> int:
    """How many rows of all other tables are about a pupil; the recorded change is one."""
    tables = (name for name in SCHEMAS if name != PUPILS.name and name != "school")
    counts = " union all ".join(
        f"select count(*) as n from {name} join pupils using (pupil) where upn = $upn"  # noqa: S608
        for name in tables
        if has_upn(name)
    )
    with workspace.cursor() as cursor:
        ((number,),) = cursor.execute(f"select sum(n) from ({counts})", {"upn": upn}).fetchall()  # noqa: S608
    return int(number)
