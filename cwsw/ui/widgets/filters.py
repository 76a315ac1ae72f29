"""Which children a figure is of, and who is on roll on its day or today.

Which pages go by the figures' day and which by today's list is said here, at the two functions.
"""

from dataclasses import dataclass

from cwsw.cohort import Member, members
from cwsw.cohort.today import list_day
from cwsw.measures.filters import Filters
from cwsw.store import Workspace
from cwsw.ui.state.version_cache import cached

WHOLE = "cwsw"
SUB_COHORTS = (
    "current_cp",
    "current_cin",
    "ended",
    "while_on_roll",
    "looked_after_now",
    "without_looked_after_now",
)
EVERYONE = Filters()


@dataclass(frozen=True)
class FilterChoice:
    """What the reader chose. `year` None: the latest of each figure; `group`: the one shown."""

    year: int | None = None
    filters: Filters = EVERYONE
    group: str = WHOLE

    @property
    def is_whole(self) -> bool:
        """Whether the whole cohort is shown, so that verdicts may be given."""
        return self.filters.is_empty and self.group == WHOLE


def members_of(workspace: Workspace) -> tuple[Member, ...]:
    """Who is on roll on the figures' day, and their group then.

    For what is counted: the figures of every page, who is in them, and papers that give figures.
    """
    return cached(workspace, members)


def members_today(workspace: Workspace) -> tuple[Member, ...]:
    """Who is on roll as of today, and their group on today's list.

    For what is done for the children: Our list, who has been told, a child's page, the table of
    children and its views, planning support, the meeting, and letters and notes about the list.
    """
    return cached(workspace, members, list_day(workspace))
