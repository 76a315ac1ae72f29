"""What the blocks of a figure page are told: what was chosen, of which school, by whom."""

from dataclasses import dataclass

from cwsw.access import Person
from cwsw.compare.benchmark_order import Front
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.ui.widgets.filters import Chosen


@dataclass(frozen=True)
class View:
    """One reader's view of a figure page. `everyone` is the summary without filters."""

    chosen: Chosen
    front: Front
    everyone: Summary
    workspace: Workspace
    user: Person
