"""Whether a recorded change reaches the figures, which are as at the data's own date."""

from datetime import date

from cwsw.cohort.members import PlanSpan
from cwsw.cohort.upkeep.plans import row_after, row_before
from cwsw.records import ListChange
from cwsw.store import Row
from cwsw.tables.codes import ListEvent

_UNDATED = "undated"


def reaches_figures(change: ListChange, as_at: date) -> bool:
    """Whether figures as at a day may differ after a change: those of the past follow it too."""
    if change.change == ListEvent.JOINED:
        return change.start_date is None or change.start_date <= as_at
    if change.change == ListEvent.LEFT:
        days = (change.former_end or date.max, change.end_date or date.max)
        # Two leaving dates after the as-at date are alike for every figure.
        return min(days[0], as_at) != min(days[1], as_at)
    before, after = row_before(change), row_after(change)
    return _cut(before, as_at) != _cut(after, as_at)


def _cut(row: Row | None, as_at: date) -> object:
    """What a row of Plans says of the days up to one: nothing, no usable dates, or its days."""
    if row is None:
        return None
    days = PlanSpan(row["plan"], row["start_date"], row["end_date"]).days
    if days is None:
        return _UNDATED
    first, last = days
    # Cut at the day: what a plan does after it changes no figure as at it.
    return None if first > as_at else (first, min(last, as_at))
