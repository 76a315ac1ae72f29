"""How many sessions are left before the lines of persistent and severe absence.

A line is reached when sessions missed make up its percentage of the child's own possible sessions,
exactly (contract section 3).
"""

from dataclasses import dataclass

from cwsw.measures.registry import THRESHOLDS

LINES = (THRESHOLDS["persistent_percent"], THRESHOLDS["severe_percent"])
USUAL_YEAR = 380
"""The sessions of 190 school days."""


@dataclass(frozen=True)
class ThresholdDistance:
    """How far a child is from one line, in whole sessions.

    `at`: the fewest missed of those possible so far that reach it; `left`: how many more than now.
    `in_a_row`: the fewest next sessions that reach it when every one is missed. `back`: once it is
    reached, the fewest next sessions that lead out of it again when every one is attended.
    `by_year_end`: how many more of a whole year's sessions reach it when all others are attended;
    None where there is no rest of the year, or not enough of it.
    """

    percent: int
    at: int
    left: int
    in_a_row: int
    back: int
    by_year_end: int | None

    @property
    def is_reached(self) -> bool:
        """Whether the child has missed that much."""
        return self.left == 0


def lines(
    possible: int, missed: int, still_to_come: int | None = None
) -> tuple[ThresholdDistance, ...]:
    """Both lines of a child with `possible` sessions so far (at least 1).

    `still_to_come` are the sessions that the rest of the year will have; None where it is over.
    """
    return tuple(_line(percent, possible, missed, still_to_come) for percent in LINES)


def _line(percent: int, possible: int, missed: int, still_to_come: int | None) -> ThresholdDistance:
    at = _divided_up(possible * percent, 100)
    # Positive once the line is reached: kept in whole numbers, since a line is reached exactly.
    beyond = missed * 100 - possible * percent
    return ThresholdDistance(
        percent=percent,
        at=at,
        left=max(0, at - missed),
        in_a_row=_divided_up(max(0, -beyond), 100 - percent),
        back=beyond // percent + 1 if beyond >= 0 else 0,
        by_year_end=_by_year_end(percent, possible, missed, still_to_come),
    )


def _by_year_end(percent: int, possible: int, missed: int, to_come: int | None) -> int | None:
    if to_come is None:
        return None
    more = max(0, _divided_up((possible + to_come) * percent, 100) - missed)
    # The line is out of reach this year, which is no number.
    return more if more <= to_come else None


def _divided_up(number: int, by: int) -> int:
    # Rounded up in whole numbers: ceil(a / b) errs where a / b is no exact float.
    return -(-number // by)
