"""Meetings about the cohort and the actions agreed at them, open until ticked as done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cwsw.records import Action, Meeting, facts, swap
from cwsw.store import Workspace


@dataclass(frozen=True)
class OpenAction:
    """An action and the meetings since that carried it forward."""

    action: Action
    carried: int

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.action.done_on is None

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been done before a day and is not."""
        return self.is_open and self.action.by_when < day


def meetings(workspace: Workspace) -> tuple[Meeting, ...]:
    """All meetings on record, latest first."""
    return tuple(sorted(facts(workspace, Meeting), key=lambda m: m.date, reverse=True))


def all_actions(workspace: Workspace) -> tuple[OpenAction, ...]:
    """All actions on record, by the day they are due.

    An open action goes with every meeting until it is done: none is written anew or lost.
    """
    days = [meeting.date for meeting in facts(workspace, Meeting)]
    actions = [OpenAction(action, _carried(action, days)) for action in facts(workspace, Action)]
    return tuple(sorted(actions, key=_by_due))


def still_open(actions: Iterable[OpenAction]) -> tuple[OpenAction, ...]:
    """Those still to be done, in their order."""
    return tuple(meeting_action for meeting_action in actions if meeting_action.is_open)


def overdue(actions: Iterable[OpenAction], day: date) -> tuple[OpenAction, ...]:
    """Those that should have been done before a day, in their order."""
    return tuple(meeting_action for meeting_action in actions if meeting_action.is_overdue(day))


def for_meeting(actions: Iterable[OpenAction], last: date | None) -> tuple[OpenAction, ...]:
    """What the next meeting looks at: all that is open, and what was done since the last one."""
    return tuple(
        meeting_action
        for meeting_action in actions
        if meeting_action.action.done_on is None
        or last is None
        or meeting_action.action.done_on >= last
    )


def mark_done(workspace: Workspace, actions: Iterable[Action], on: date) -> None:
    """Mark actions as done, as one step."""
    swap(workspace, "tick actions as done", [(a, replace(a, done_on=on)) for a in actions])


def reschedule(workspace: Workspace, actions: Iterable[Action], by_when: date) -> None:
    """Give open actions a new day, as one step."""
    swap(workspace, "give actions a new day", [(a, replace(a, by_when=by_when)) for a in actions])


def _carried(action: Action, days: Iterable[date]) -> int:
    """How many meetings since the action was agreed found it open."""
    since = action.meeting_date
    if since is None:
        return 0
    # Counted and not stored: an action is one row, however often it is carried on (decision 14).
    return sum(day > since and (action.done_on is None or day < action.done_on) for day in days)


def _by_due(meeting_action: OpenAction) -> tuple[date, str, str, str]:
    action = meeting_action.action
    # To the last field: the order of rows never decides (contract section 1).
    return action.by_when, action.action, action.who, action.upn or ""
