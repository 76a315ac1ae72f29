"""Half-terms: those of the Terms sheet, or six usual ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from cwsw.tables.years import academic_year, label

_LONGEST_BREAK = timedelta(weeks=8)
"""A day further after the last half-term of the sheet is not in a holiday: the sheet has ended."""


class HalfTerm(NamedTuple):
    """One half-term, both days included."""

    name: str
    start: date
    end: date


@dataclass(frozen=True)
class TermBlock:
    """A half-term and the holiday after it, both days included: every day lies in one block."""

    name: str
    start: date
    end: date

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.start <= day <= self.end


@cache
def half_terms(year: int) -> tuple[HalfTerm, ...]:
    """The six usual half-terms of an academic year."""
    # Weeks are counted from the first Monday of the autumn and of the spring term.
    autumn = _monday(date(year, 8, 30))
    spring = _monday(date(year + 1, 1, 2))
    spans = (
        ("Autumn 1", max(autumn, date(year, 9, 1)), _day(autumn, 7, 4)),
        ("Autumn 2", _day(autumn, 9), _day(autumn, 15, 4)),
        ("Spring 1", spring, _day(spring, 5, 4)),
        ("Spring 2", _day(spring, 7), _day(spring, 11, 4)),
        ("Summer 1", _day(spring, 14), _day(spring, 19, 4)),
        ("Summer 2", _day(spring, 21), _day(spring, 28, 1)),
    )
    return tuple(HalfTerm(f"{name} {label(year)}", start, end) for name, start, end in spans)


def block_of(day: date, sheet: Iterable[HalfTerm] = ()) -> TermBlock:
    """The block that holds a day: of the Terms sheet where that reaches so far, or a usual one."""
    year = academic_year(day)
    # Three years, as a day may lie in the holiday after the last half-term of the year before.
    usual = (term for y in (year - 1, year, year + 1) for term in half_terms(y))
    return _in(day, sheet) or _in(day, usual) or TermBlock(label(year), day, day)


def shared_block(day: date, earlier: Iterable[date], sheet: Sequence[HalfTerm] = ()) -> TermBlock:
    """The block that holds a day, extended by the blocks of earlier days that hold it too.

    Blocks overlap where the Terms sheet begins or ends in the middle of a usual half-term.

    Args:
        day: The day.
        earlier: Days of earlier publications.
        sheet: The rows of the Terms sheet; none: the usual half-terms.

    """
    # The usual block of an earlier day too, or another sheet could split a half-term in two and
    # allow a publication in each (decision 10).
    block = block_of(day, sheet)
    for other in (block_of(earlier_day, known) for earlier_day in earlier for known in (sheet, ())):
        if other.covers(day):
            start, end = min(block.start, other.start), max(block.end, other.end)
            block = replace(block, start=start, end=end)
    return block


def _in(day: date, terms: Iterable[HalfTerm]) -> TermBlock | None:
    ordered = sorted(terms, key=lambda term: term.start)
    begun = [term for term in ordered if term.start <= day]
    if not begun or day > max(term.end for term in begun) + _LONGEST_BREAK:
        return None
    later = next((term.start for term in ordered if term.start > day), None)
    last = later - timedelta(days=1) if later else begun[-1].end + _LONGEST_BREAK
    return TermBlock(begun[-1].name, begun[-1].start, last)


def _monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _day(monday: date, weeks: int, days: int = 0) -> date:
    return monday + timedelta(weeks=weeks, days=days)
