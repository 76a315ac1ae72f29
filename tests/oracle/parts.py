"""A measure by parts of the cohort: who of them is counted, pupil by pupil."""

from typing import Any

from tests.oracle.case import Case, Row
from tests.oracle.entries import Side, kind_of
from tests.oracle.groups import group_on, parts_on
from tests.oracle.outcomes import MEASURES
from tests.oracle.supplied import is_supplied

FIELDS = {"sex": "sex", "sen": "sen", "fsm": "fsm", "form": "form"}
PLANS = ("current_cp", "current_cin", "ended")


def breakdown(case: Case, key: str, year: int, by: str) -> dict[Any, tuple[Side, Side]]:
    """Part -> the cohort and the other pupils in it; parts without a counted child are left out.

    By plan, every part stands beside all other pupils. Nothing where the measure is not given.
    """
    if not is_supplied(case, key, year):
        return {}
    by_value: dict[Any, tuple[Side, Side]] = {}
    every_other = Side(kind_of(key))
    for pupil in case.pupils:
        outcome = MEASURES[key](case, pupil, year)
        group = group_on(case, pupil, case.status_date(year))
        if outcome is None or group not in ("cwsw", "other"):
            continue
        if group == "other":
            every_other.outcomes.append(outcome)
        part = _part(case, pupil, year, by, group)
        if part is not _NOWHERE:
            sides = by_value.setdefault(part, (Side(kind_of(key)), Side(kind_of(key))))
            sides[group == "other"].outcomes.append(outcome)
    if by == "plan":
        by_value = {part: (ours, every_other) for part, (ours, _) in by_value.items()}
    return {part: sides for part, sides in by_value.items() if sides[0].pupils}


_NOWHERE = object()


def _part(case: Case, pupil: Row, year: int, by: str, group: str) -> Any:
    if by == "year-group":
        return case.year_group(pupil, year)
    if by in FIELDS:
        return pupil.get(FIELDS[by])
    if group == "other":
        return _NOWHERE
    return next(p for p in parts_on(case, pupil, case.status_date(year)) if p in PLANS)
