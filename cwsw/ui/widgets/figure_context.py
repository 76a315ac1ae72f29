"""The context of a figure on Explore: what was chosen, the school's data, and the user."""

from dataclasses import dataclass

from cwsw.access import User
from cwsw.compare.benchmark_order import FirstBenchmarks
from cwsw.store import Workspace
from cwsw.summary.model import Summary
from cwsw.ui.widgets.filters import FilterChoice


@dataclass(frozen=True)
class FigureContext:
    """What a user chose on a figure page. `everyone` is the summary without filters."""

    chosen: FilterChoice
    front: FirstBenchmarks
    everyone: Summary
    workspace: Workspace
    user: User
