"""Which children a figure is of, and who is on roll, asked once for each version of the data."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from cwsw.cohort import Member, members
from cwsw.measures.filters import Filters
from cwsw.store import Workspace

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
class Chosen:
    """What the reader chose. `year` None: the latest of each figure; `group`: set beside others."""

    year: int | None = None
    filters: Filters = EVERYONE
    group: str = WHOLE

    @property
    def is_whole(self) -> bool:
        """Whether the whole cohort is shown, so that verdicts may be given."""
        return self.filters.is_empty and self.group == WHOLE


_MEMBERS: WeakKeyDictionary[Workspace, tuple[int, tuple[Member, ...]]] = WeakKeyDictionary()


def members_of(workspace: Workspace) -> tuple[Member, ...]:
    """Who is on roll, asked once for each version of a workspace and forgotten with it."""
    version, found = _MEMBERS.get(workspace, (-1, ()))
    if version != workspace.version:
        version, found = workspace.version, members(workspace)
        _MEMBERS[workspace] = version, found
    return found
