"""The fields of plans: for each kind of plan its start, its end, and both in one cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from cwsw.intake.exports.date_texts import DateRole


@dataclass(frozen=True)
class PlanFields:
    """The fields that date one kind of plan."""

    start: str
    end: str
    span: str

    @property
    def names(self) -> tuple[str, str, str]:
        """All three."""
        return self.start, self.end, self.span


def _fields(stem: str) -> PlanFields:
    return PlanFields(f"{stem}_start", f"{stem}_end", f"{stem}_span")


UNNAMED = _fields("plan")
"""Dates beside a word that says which plan it is, or of plans that no word names."""

NAMED: Mapping[str, PlanFields] = {
    "CIN": _fields("cin"),
    "CP": _fields("cp"),
    "CLA": _fields("cla"),
}
"""Plan -> the fields whose headings name it."""

NAMED_DATES = frozenset(name for fields in NAMED.values() for name in fields.names)
DATES = NAMED_DATES | frozenset(UNNAMED.names)

END_FIELDS = frozenset(f.end for f in (UNNAMED, *NAMED.values()))

STATES: Mapping[str, str] = {
    "": "plan_state",
    **{plan: f"{plan.lower()}_state" for plan in NAMED},
}
"""Plan ('' for any) -> the field of a column that says whether it is open."""

ROLES: Mapping[str, DateRole] = {
    name: role
    for fields in (UNNAMED, *NAMED.values())
    for name, role in zip(fields.names, (DateRole.START, DateRole.END, DateRole.SPAN), strict=True)
}
"""Field -> what its dates are."""
