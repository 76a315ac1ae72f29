"""Plan dates that cannot be right: before the child was born, or long after the as-at date."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cwsw.intake.grids import Rows
from cwsw.intake.problems import Findings
from cwsw.tables.english import short_day

BEFORE_BIRTH = timedelta(weeks=42)
"""A plan may begin for an unborn child."""

OLDEST = 25
"""Years before the as-at date when no pupil of today was born yet."""

NO_END = frozenset((date(2099, 12, 31), date(2099, 1, 1), date(2199, 12, 31)))
"""Days that systems write where a plan has no end."""

_NOT_BEGUN = "The plan does not count until then."
_STILL_OPEN = "The plan counts as open."
_AS_IT_IS = "The plan counts with this date."


def check(plans: Rows, births: Mapping[str, date | None], as_at: date, findings: Findings) -> None:
    """A warning for each plan whose year was probably mistyped; one for those soon to begin.

    `births` are the dates of birth of the pupils by UPN. The dates stay as they are.
    """
    latest = as_at + relativedelta(years=1)
    starts, ends = plans.values("start_date"), plans.values("end_date")
    upns = plans.values("upn")
    for index in plans.live():
        born = births.get(upns[index])
        for field, day in (("start_date", starts[index]), ("end_date", ends[index])):
            odd = _odd(field, day, born, as_at, latest) if day else None
            if odd is not None:
                _warn(plans, index, field, *odd, findings)
    soon = [i for i in plans.live() if starts[i] and as_at < starts[i] <= latest]
    if soon:
        place = replace(plans.place(soon[0]), row=None)
        begin = (
            f"plan of {place.sheet} begins" if len(soon) == 1 else f"plans of {place.sheet} begin"
        )
        text = f"{len(soon):,} {begin} after {short_day(as_at)}."
        findings.warning("after_as_at", place, text, "They count from the day they begin.")


def _odd(
    field: str, day: date, born: date | None, as_at: date, latest: date
) -> tuple[str, str] | None:
    """What is odd about a day and what it costs; None for nothing."""
    if day > latest and day not in NO_END:
        cost = _NOT_BEGUN if field == "start_date" else _STILL_OPEN
        return f"is more than a year after {short_day(as_at)}", cost
    if born is not None and day < born - BEFORE_BIRTH:
        return "is before the child was born", _AS_IT_IS
    if born is None and day.year < as_at.year - OLDEST:
        return "is before any pupil of today was born", _AS_IT_IS
    return None


def _warn(plans: Rows, index: int, field: str, why: str, effect: str, findings: Findings) -> None:
    place = plans.place(index, plans.table.column(field).heading)
    value = short_day(plans.fields[field][index])
    text = f"{place.column} {value} in row {place.row} of {place.sheet} {why}: look for a slip in "
    text += "the year."
    findings.warning("plan_date_unlikely", place, text, effect, value)
