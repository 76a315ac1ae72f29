"""The day by which something is due or overdue."""

from datetime import date

from cwsw.records import today
from cwsw.store import Workspace


def due_day(workspace: Workspace) -> date:
    """Today, since what was agreed is due in real life and not on the data's date.

    Of a made-up school the as-at date: its people live then.
    """
    return workspace.as_at if workspace.school.sample else max(workspace.as_at, today())
