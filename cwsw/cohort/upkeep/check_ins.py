"""When a plan has ended: the days on which somebody checks in with the child."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cwsw.records import Action

CHECK_IN = "Check in with the child after the end of a plan"


def check_ins(end: date, owner: str, upn: str | None = None) -> tuple[Action, ...]:
    """An action for each day of `check_in_days`, to be kept in the step that ends the plan."""
    return tuple(
        Action(upn=upn, action=CHECK_IN, who=owner, by_when=day) for day in check_in_days(end)
    )


def check_in_days(end: date) -> tuple[date, ...]:
    """Six weeks, three, six and twelve months after a plan ended."""
    # Calendar months, so that a check-in falls on the same day of the month.
    later = (end + relativedelta(months=months) for months in (3, 6, 12))
    return (end + timedelta(weeks=6), *later)
