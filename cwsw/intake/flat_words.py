"""Plan cells beside a pupil: flags that say now, words without a date, start and end."""

from collections.abc import Mapping
from typing import Literal

from cwsw.intake.cells import Unreadable, plain, read_flag
from cwsw.intake.grids import Cell

NOW_FIELDS: Mapping[str, str] = {"cin_now": "CIN", "cp_now": "CP", "looked_after": "CLA"}
"""Field of a flag that says now -> the plan it speaks of."""

PLAN_DATES: Mapping[str, tuple[str, str]] = {
    "CIN": ("cin_start", "cin_end"),
    "CP": ("cp_start", "cp_end"),
}
"""Plan -> the fields of its start and end on the flat sheet; looked after has none."""

DATE_FIELDS = frozenset(name for pair in PLAN_DATES.values() for name in pair)


def partner(name: str) -> str:
    """The end that belongs to a start beside a pupil, and the other way round."""
    start, end = next(pair for pair in PLAN_DATES.values() if name in pair)
    return end if name == start else start


NOTHING = frozenset(("-", "–", "n/a", "na", "#n/a", "none", "nil", "no", "null"))
"""What people write beside a pupil who has no such plan, in lower case."""

UNDATED: Literal["undated"] = "undated"
"""What a word without a date is read as: there was a plan, and nobody knows when."""

# fmt: off
_WORDS = frozenset((
    "historic", "historical", "historically", "closed", "previous", "previously", "ended", "past",
    "former", "formerly",
))
# fmt: on


def read_now(cell: Cell) -> bool | Literal["undated"] | Unreadable | None:
    """Y, N, blank, or Historic, Closed, Previous: a plan without dates (contract section 2)."""
    if plain(cell).casefold() in _WORDS:
        return UNDATED
    flag = read_flag(cell)
    if isinstance(flag, Unreadable):
        return Unreadable("is not Y, N or a word such as Historic", "value_not_known")
    return flag
