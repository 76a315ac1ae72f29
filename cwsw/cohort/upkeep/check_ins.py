"""When a plan has ended: the days on which somebody checks in with the child."""

from calendar import monthrange
from datetime import date, timedelta

from cwsw.records import Action

CHECK_IN = "Check in with the child after the end of a plan"


def check_ins(end: date, owner: str, upn: str | None = None) -> tuple[Action, ...]:
    """An action for each day of `check_in_days`, to be kept in the step that ends the plan."""
    return tuple(
        Action(upn=upn, action=CHECK_IN, who=owner, by_when=day) for day in check_in_days(end)
    )


def check_in_days(end: date) -> tuple[date, ...]:
    """Six weeks, three, six and twelve months after a plan ended."""
    later = (months_after(end, months) for months in (3, 6, 12))
    return (end + timedelta(weeks=6), *later)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
