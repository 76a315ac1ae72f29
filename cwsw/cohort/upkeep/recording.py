"""What all recorded changes share: who recorded them, why one is refused, and the one step."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from cwsw.records import Action, ChangedMeanwhile, Decision, ListChange, facts
from cwsw.records.fact_store import record_part
from cwsw.store import Row, TableChange, Workspace

RECORDED_TODAY = (
    "You recorded just this on that day already. Take back what was recorded since, then try again."
)
STOOD_BEFORE = "These are the dates from before: take back the change that was recorded since."


@dataclass(frozen=True)
class RecordedBy:
    """Who records a change and on which day; `said_by`: who told the school of it."""

    by: str
    on: date
    said_by: str | None = None


class CannotRecord(ValueError):  # noqa: N818 - it reads as what happened
    """A change that makes no sense here; the message says why in one sentence, naming nobody."""


def record(
    workspace: Workspace,
    description: str,
    parts: Iterable[TableChange],
    changes: Sequence[ListChange],
    actions: Iterable[Action] = (),
    decisions: Iterable[Decision] = (),
) -> None:
    """Make a change of Plans or Pupils and say on List changes who made it, as one step."""
    recorded = facts(workspace, ListChange)
    # The sheet has no number for each change: two alike could not be taken back one by one.
    if any(change in recorded for change in changes):
        raise CannotRecord(RECORDED_TODAY)
    added = TableChange(ListChange.TABLE, into=tuple(asdict(change) for change in changes))
    also = (*_new_actions(workspace, actions), *record_part(workspace, decisions))
    workspace.change(description, *parts, added, *also)


def _new_actions(workspace: Workspace, actions: Iterable[Action]) -> tuple[TableChange, ...]:
    """The part of a step that adds actions; those of an earlier plan's end stay beside them."""
    # The same action twice would be ticked off once and stay open once; nor is one that was done
    # asked for again when a second plan ends on the same day.
    recorded = {replace(action, done_on=None) for action in facts(workspace, Action)}
    new = [asdict(action) for action in dict.fromkeys(actions) if action not in recorded]
    return (TableChange(Action.TABLE, into=tuple(new)),) if new else ()


def rows_of_child(workspace: Workspace, table: str, upn: str) -> list[Row]:
    """The rows of a table that are about a child."""
    return [row for row in workspace.rows(table).to_pylist() if row["upn"] == upn]


def changes_of(workspace: Workspace, upn: str, plan: str | None = None) -> tuple[ListChange, ...]:
    """What has been recorded of a child, or of one kind of plan of a child."""
    recorded = (c for c in facts(workspace, ListChange) if c.upn == upn)
    return tuple(c for c in recorded if plan is None or c.plan == plan)


def changed_meanwhile(workspace: Workspace, mine: Sequence[ListChange]) -> ChangedMeanwhile:
    """The error for a change that somebody else was faster with: both sides' changes."""
    abouts = dict.fromkeys((change.upn, change.plan) for change in mine)
    recorded = (c for upn, plan in abouts for c in changes_of(workspace, upn, plan))
    return ChangedMeanwhile(mine, recorded)
