"""What the blocks of a figure page are told: what was chosen, of which school, by whom."""

from dataclasses import dataclass

from cwsw.access import User
from cwsw.compare.benchmark_order import FirstBenchmarks
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.ui.widgets.filters import FilterChoice


@dataclass(frozen=True)
class FigureContext:
    """One reader's view of a figure page. `everyone` is the summary without filters."""

    chosen: FilterChoice
    front: FirstBenchmarks
    everyone: Summary
    workspace: Workspace
    user: User
