"""Signs that the next upload is the wrong one: older, last year's roll, or of other children."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from cwsw.records.next_upload.children import folded_name
from cwsw.store import Workspace
from cwsw.tables.schema import PUPILS
from cwsw.tables.years import academic_year

FEWEST = 5
"""With fewer children a share of them means nothing."""


class Mistake(StrEnum):
    """What looks wrong."""

    EARLIER = "earlier"
    YEAR_BELOW = "a year group lower"
    MOST_GONE = "most children gone"


@dataclass(frozen=True)
class Doubt:
    """What looks wrong, and for how many `children` out of how many (`of`)."""

    mistake: Mistake
    children: int
    of: int


def doubts(former: Workspace, new: Workspace) -> tuple[Doubt, ...]:
    """Everything that looks wrong with new data in place of what is loaded."""
    before, after = _on_roll(former), _on_roll(new)
    in_both = before.keys() & after.keys()
    year, new_year = academic_year(former.school_as_at), academic_year(new.school_as_at)
    lower = sum(_is_lower(before[u], after[u], new_year - year) for u in in_both)
    # By name as well: a roll under other UPNs throughout is not one of other children.
    names = {_named_birth(row) for row in after.values()}
    missing = sum(
        upn not in after and _named_birth(row) not in names for upn, row in before.items()
    )
    candidates = (
        (new.as_at < former.as_at, Doubt(Mistake.EARLIER, len(in_both), len(before))),
        (2 * lower > len(in_both) >= FEWEST, Doubt(Mistake.YEAR_BELOW, lower, len(in_both))),
        (2 * missing > len(before) >= FEWEST, Doubt(Mistake.MOST_GONE, missing, len(before))),
    )
    return tuple(doubt for is_so, doubt in candidates if is_so)


def _on_roll(of: Workspace) -> Mapping[str, Mapping[str, Any]]:
    rows = of.rows(PUPILS.name).to_pylist()
    return {row["upn"]: row for row in rows if _is_here(row["leaving_date"], of.as_at)}


def _named_birth(row: Mapping[str, Any]) -> tuple[object, ...]:
    """A child's name and date of birth, for where the UPNs of a whole school have changed."""
    return (*folded_name(row), row["date_of_birth"])


def _is_here(leaving: date | None, as_at: date) -> bool:
    return leaving is None or leaving >= as_at


def _is_lower(before: Mapping[str, Any], after: Mapping[str, Any], years: int) -> bool:
    """Whether a year group is lower than the years between the two uploads make it."""
    groups = (before["year_group"], after["year_group"])
    return None not in groups and groups[1] < groups[0] + years
