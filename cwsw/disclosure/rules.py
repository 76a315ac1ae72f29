"""When a count may be said, and as what.

The reader is taken to know these rules, the size of the cohort and, from the Department for
Education's own tables, how many pupils of the whole school are counted and how many of them meet
the measure. So a count is said only as its multiple of 5, and only where each of the five counts
behind that multiple would be said too. Whether it is said then turns on nothing but what the
reader sees or knows already, and seeing it leaves all five possible. A hidden count may be
anything from 0 to 7 at the least, which is why 0 and the whole group are hidden as well. Only
the cohort's figures are said: those of its parts, or of the other pupils, would add up with them.
"""

from dataclasses import dataclass
from enum import StrEnum

BASE = 5
SPREAD = BASE // 2
"""A rounded count stands for the counts up to this far on either side."""

SMALLEST_GROUP = 10
SMALLEST_COUNT = 6
SMALLEST_REST = 10
"""The fewest pupils outside the cohort that its size may leave (a special school may have few)."""


@dataclass(frozen=True)
class Tally:
    """`n` of `of` pupils meet a measure."""

    n: int
    of: int


@dataclass(frozen=True)
class Band:
    """The size of a cohort: from `low` to `high` pupils."""

    low: int
    high: int


def rounded(count: int) -> int:
    """To the nearest multiple of 5."""
    return (count + SPREAD) // BASE * BASE


def percent(shown: Tally) -> int:
    """A whole percentage of published counts, half up."""
    return (200 * shown.n + shown.of) // (2 * shown.of)


class Reason(StrEnum):
    """Why a count is hidden: for the headteacher only, since a reason tells of the count."""

    FEW = "too few of the children"
    COMPLEMENT = "too few of the children are left: nearly all of them are counted"
    LINKED = "too few other pupils: the school's total would give the children's number away"
    LINKED_COMPLEMENT = (
        "too few other pupils are left: the school's total would give the children's number away"
    )


def release(cohort: Tally, everyone: Tally) -> Tally | None:
    """The cohort's tally as it may be said, or None where it must be hidden.

    `everyone` is the whole school, the cohort included. The rules let nothing be said of a group
    under 18, so that "a percentage of 10 or more only" holds as well.
    """
    shown = _shown(cohort)
    return None if reasons(cohort, everyone) else shown


def reasons(cohort: Tally, everyone: Tally) -> tuple[Reason, ...]:
    """Every reason to hide a tally; none where it may be said."""
    shown = _shown(cohort)
    return (*_of_itself(shown), *_of_the_rest(shown, everyone))


def _of_itself(shown: Tally) -> tuple[Reason, ...]:
    """Reasons that lie in the children counted (primary suppression)."""
    found = {
        Reason.FEW: shown.n - SPREAD,
        Reason.COMPLEMENT: shown.of - shown.n - 2 * SPREAD,
    }
    return tuple(reason for reason, fewest in found.items() if fewest < SMALLEST_COUNT)


def _of_the_rest(shown: Tally, everyone: Tally) -> tuple[Reason, ...]:
    """Reasons that lie in what adds up with them: the other pupils (secondary suppression)."""
    others = Tally(everyone.n - shown.n, everyone.of - shown.of)
    found = {
        Reason.LINKED: others.n - SPREAD,
        Reason.LINKED_COMPLEMENT: others.of - others.n - 2 * SPREAD,
    }
    return tuple(reason for reason, fewest in found.items() if fewest < SMALLEST_COUNT)


def _shown(cohort: Tally) -> Tally:
    return Tally(rounded(cohort.n), rounded(cohort.of))


def size_band(cohort: int, on_roll: int) -> Band | None:
    """How large the cohort is, in a range whose ends are rounding's own; None: not to be said.

    'Up to 17', '18 to 37', '38 to 77', ...: each twice as wide as the one before. It is hidden
    where it would show that nearly all pupils on roll belong to the cohort.
    """
    band = Band(0, 2 * SMALLEST_GROUP - SPREAD - 1)
    while cohort > band.high:
        band = Band(band.high + 1, 2 * band.high + SPREAD + 1)
    return band if on_roll - band.high >= SMALLEST_REST else None
