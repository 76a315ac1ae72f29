"""Plans that begin, end or have other dates."""

from collections.abc import Iterable, Sequence
from datetime import date

from cwsw.cohort.members import PlanSpan
from cwsw.cohort.today import list_day
from cwsw.cohort.upkeep.recording import (
    STOOD_BEFORE,
    CannotRecord,
    RecordedBy,
    changed_meanwhile,
    changes_of,
    record,
    rows_of_child,
)
from cwsw.records import Action, ListChange
from cwsw.store import Row, TableChange, Workspace
from cwsw.tables.codes import ListEvent
from cwsw.tables.schema import PLANS, PUPILS
from cwsw.tables.upload import FLAT

RECORDED_HERE = "Recorded on the dashboard"
"""The Source of a plan that only a flag had, once its end is recorded."""

ENDS_BEFORE = "The plan would end before it begins: one of the two dates is wrong."
NO_DATE = "Give at least one date."
SAME_DATES = "These are the dates on record already."
ON_THE_LIST = "A plan of this kind is on the list for that time already: correct its dates instead."
TWICE = "The same list has a plan of this kind with just these dates already."
_FLAGS = {"CIN": (FLAT, "cin_now"), "CP": (FLAT, "cp_now"), "CLA": (PUPILS.name, "looked_after")}


def add_plan(
    workspace: Workspace,
    upn: str,
    kind: str,
    start: date | None,
    end: date | None,
    source: str | None,
    signed: RecordedBy,
) -> ListChange:
    """Record that a plan (a code of `codes.PLANS`) has begun; without any date it is undated.

    Raises:
        CannotRecord: it ends before it begins, or the child has such a plan at that time.
        ChangedMeanwhile: the same, and it was recorded here; or the child is there no more.
    """
    change = ListChange(
        upn=upn,
        change=ListEvent.BEGUN.value,
        plan=kind,
        start_date=start,
        end_date=end,
        source=source,
        said_by=signed.said_by,
        by=signed.by,
        on=signed.on,
    )
    _check_dates(start, end)
    with workspace.exclusive():
        # Asked again under the lock: the form was opened before, and the child may be gone since.
        if not rows_of_child(workspace, PUPILS.name, upn):
            raise changed_meanwhile(workspace, [change])
        # Recorded here by somebody else it is a conflict; loaded from a file it makes this form
        # wrong.
        if any(_same_time(row, start, end) for row in _plans(workspace, upn, kind)):
            if any(c.change == ListEvent.BEGUN for c in changes_of(workspace, upn, kind)):
                raise changed_meanwhile(workspace, [change])
            raise CannotRecord(ON_THE_LIST)
        record(
            workspace,
            "a plan begun",
            [TableChange(PLANS.name, into=(row_after(change),))],
            [change],
        )
    return change


def end_plan(
    workspace: Workspace,
    upn: str,
    kind: str,
    end: date,
    signed: RecordedBy,
    *,
    basis: Iterable[PlanSpan] | None = None,
    actions: Iterable[Action] = (),
) -> tuple[ListChange, ...]:
    """Record the last day of a plan that is running, in the row of every list that has it.

    Where only a flag says so, Plans has the end without a start from then on, and the flag stays.
    `basis`: the plans on which it was decided; `actions` are kept in the same step.

    Raises:
        CannotRecord: a list has the plan begin after that day.
        ChangedMeanwhile: no such plan is running any more, or with other dates than seen.
    """
    with workspace.exclusive():
        # What is running is what the list shows, not what was running at the as-at date.
        day = list_day(workspace)
        running = [row for row in _plans(workspace, upn, kind) if _span(row).runs_on(day)]
        flag = {"upn": upn, "plan": kind, "start_date": None, "end_date": None, "source": None}
        only_flag = not running and _flag_speaks(workspace, upn, kind)
        # A row that ends on that day already needs no change.
        changes = [_ended(row, end, signed) for row in running if row["end_date"] != end]
        if only_flag:
            # The flag stays: on the data's own day it was true
            # (docs/decisions/0020-the-list-lives.md).
            changes = [_ended(flag | {"source": RECORDED_HERE}, end, signed)]
        if not changes or not _is_unchanged(running, kind, basis):
            raise changed_meanwhile(workspace, changes or [_ended(flag, end, signed)])
        for change in changes:
            _check_dates(change.start_date, end)
        record(workspace, "a plan ended", [_moved(workspace, changes)], changes, actions)
    return tuple(changes)


def correct_plan(
    workspace: Workspace,
    upn: str,
    span: PlanSpan,
    start: date | None,
    end: date | None,
    signed: RecordedBy,
) -> tuple[ListChange, ...]:
    """Put other dates in the place of a plan's, in the row of every list that `span` names.

    To give an end to a plan that had a start and none is to end it.

    Raises:
        CannotRecord: no date, the same dates, an end before the start, or dates that stood before.
        ChangedMeanwhile: the plan does not stand there any more as it was seen.
    """
    _check_dates(start, end)
    if start is None and end is None:
        raise CannotRecord(NO_DATE)
    if (start, end) == (span.start, span.end):
        raise CannotRecord(SAME_DATES)
    event = ListEvent.CORRECTED
    if span.start is not None and span.end is None and end is not None:
        event = ListEvent.ENDED
    changes = [
        _changed(event, _row(upn, span.plan, span.start, span.end, source), start, end, signed)
        for source in span.sources
    ]
    with workspace.exclusive():
        rows = _plans(workspace, upn, span.plan)
        if any(row_before(change) not in rows for change in changes):
            raise changed_meanwhile(workspace, changes)
        record(workspace, "dates of a plan", [_moved(workspace, changes)], changes)
    return tuple(changes)


def row_after(change: ListChange) -> Row:
    """The row of Plans that a change makes."""
    plan, source = change.plan or "", change.source
    return _row(change.upn, plan, change.start_date, change.end_date, source)


def row_before(change: ListChange) -> Row | None:
    """The row of Plans in whose place a change puts another; None where there was none."""
    if change.change == ListEvent.BEGUN or change.ends_a_flag:
        return None
    return _row(
        change.upn, change.plan or "", change.former_start, change.former_end, change.source
    )


def _moved(workspace: Workspace, changes: Sequence[ListChange]) -> TableChange:
    """The part of a step that puts rows of Plans in the place of others of one child and kind."""
    upn, kind = changes[0].upn, changes[0].plan or ""
    rows = _plans(workspace, upn, kind)
    open_changes = [c for c in changes_of(workspace, upn, kind) if c.settled is None]
    former_rows = [row_before(change) for change in open_changes]
    after = tuple(row_after(change) for change in changes)
    # Two open changes would lead to each other otherwise, from A to B and from B to A, and the next
    # upload could not tell which came last (`chains` in records/next_upload).
    if any(row in former_rows for row in after):
        raise CannotRecord(STOOD_BEFORE)
    if any(row in rows for row in after):
        raise CannotRecord(TWICE)
    before = (row_before(change) for change in changes)
    return TableChange(PLANS.name, tuple(row for row in before if row is not None), after)


def _ended(row: Row, end: date, signed: RecordedBy) -> ListChange:
    return _changed(ListEvent.ENDED, row, row["start_date"], end, signed)


def _changed(
    event: ListEvent, row: Row, start: date | None, end: date | None, signed: RecordedBy
) -> ListChange:
    return ListChange(
        upn=row["upn"],
        change=event.value,
        plan=row["plan"],
        start_date=start,
        end_date=end,
        former_start=row["start_date"],
        former_end=row["end_date"],
        source=row["source"],
        said_by=signed.said_by,
        by=signed.by,
        on=signed.on,
    )


def _plans(workspace: Workspace, upn: str, kind: str) -> list[Row]:
    return [row for row in rows_of_child(workspace, PLANS.name, upn) if row["plan"] == kind]


def _flag_speaks(workspace: Workspace, upn: str, kind: str) -> bool:
    """Whether a flag says that such a plan is running now, and no end of it is recorded yet."""
    table, field = _FLAGS[kind]
    has_flag = any(row[field] for row in rows_of_child(workspace, table, upn))
    recorded = changes_of(workspace, upn, kind)
    return has_flag and not any(c.change == ListEvent.ENDED and c.settled is None for c in recorded)


def _is_unchanged(running: Iterable[Row], kind: str, basis: Iterable[PlanSpan] | None) -> bool:
    if basis is None:
        return True
    dates = {(span.start, span.end) for span in basis if span.plan == kind}
    return dates == {(row["start_date"], row["end_date"]) for row in running}


def _same_time(row: Row, start: date | None, end: date | None) -> bool:
    """Whether a plan lies where another is: the same dates, or more than one day in common."""
    if (row["start_date"], row["end_date"]) == (start, end):
        return True
    days, other = _span(row).days, PlanSpan(row["plan"], start, end).days
    # A plan may begin on the day on which another ends: CIN steps up to CP on one day.
    return days is not None and other is not None and days[0] < other[1] and other[0] < days[1]


def _check_dates(start: date | None, end: date | None) -> None:
    if start is not None and end is not None and end < start:
        raise CannotRecord(ENDS_BEFORE)


def _span(row: Row) -> PlanSpan:
    return PlanSpan(row["plan"], row["start_date"], row["end_date"])


def _row(
    upn: str, plan: str, start: date | None, end: date | None, source: str | None
) -> dict[str, object]:
    return {"upn": upn, "plan": plan, "start_date": start, "end_date": end, "source": source}
