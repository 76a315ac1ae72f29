"""The day by which something is due or overdue."""

from datetime import date

from cwsw.cohort.today import list_day
from cwsw.store import Workspace


def due_day(workspace: Workspace) -> date:
    """The day of the list, since what was agreed is due in real life and not on the data's date."""
    return list_day(workspace)
