"""One plan of a row: what its cells say of start, end and whether it goes on, put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.intake.cells import Unreadable
from cwsw.intake.exports.date_columns import PlanCell
from cwsw.intake.exports.date_texts import DateReading


@dataclass(frozen=True)
class PlanDates:
    """Start and end of a plan.

    `is_filled` is true where a cell of dates says anything, `undated` where no usable dates come of
    it. `why` says so in words where nobody was told yet; `differs` where the end beats a word.
    """

    start: date | None = None
    end: date | None = None
    is_filled: bool = False
    undated: bool = False
    why: str = ""
    differs: bool = False
    stated_open: bool = False


def combine(cells: Sequence[PlanCell], states: Sequence[PlanCell] = ()) -> PlanDates:
    """Put the dates of a plan together.

    Args:
        cells: What its cells of dates say.
        states: What other cells say of whether it goes on, as those below 'Status'.

    Returns:
        The dates; `undated` with the reason where the cells contradict each other. A plan is
        never dropped for that.
    """
    is_filled = any(cell is not None for cell in cells)
    if any(isinstance(cell, Unreadable) for cell in cells):
        return PlanDates(is_filled=is_filled, undated=True)
    dated = [cell for cell in cells if isinstance(cell, DateReading)]
    state_readings = [state for state in states if isinstance(state, DateReading)]
    firsts = {when.first for when in dated if when.first}
    lasts = {when.last for when in dated if when.last}
    # A cell of dates outweighs a day that stands below 'Closed'.
    lasts = lasts or {when.last for when in state_readings if when.last}
    if len(firsts) > 1 or len(lasts) > 1:
        return _undated(is_filled, "names different dates for one plan")
    is_open = any(when.is_open for when in dated)
    is_over = any(when.is_over for when in (*dated, *state_readings))
    if is_open and (lasts or is_over):
        return _undated(is_filled, "says that the plan goes on and that it is over")
    if is_over and not lasts:
        return _undated(is_filled, "says that the plan is over and not when it ended")
    stated_open = any(when.is_open for when in state_readings)
    start, end = next(iter(firsts), None), next(iter(lasts), None)
    return PlanDates(
        start, end, is_filled, differs=bool(end) and stated_open, stated_open=stated_open
    )


def _undated(is_filled: bool, why: str) -> PlanDates:
    return PlanDates(is_filled=is_filled, undated=True, why=why)
