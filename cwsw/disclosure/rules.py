"""What may be said of a hidden count: a range, chosen by public numbers alone.

The reader is taken to know these rules, the whole school's totals and the exact size of every
group. The hidden count decides only which range is said, never whether one is said or where the
ranges begin. docs/decisions/0018-ranges.md says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cwsw.compare.intervals import square_and_add, wilson
from cwsw.compare.model import Estimate

VALUES = 5
"""How many values every hidden count keeps, and how wide most ranges are."""
SMALL_GROUP = 10
"""The sizes of groups up to here are one range."""
REST = 10
"""The range of the largest sizes begins at least so far below the whole school."""


@dataclass(frozen=True)
class SchoolCount:
    """`n` of `of` pupils meet a measure."""

    n: int
    of: int


Parts = tuple[SchoolCount, ...]
"""The whole school's tallies of the groups of different children that one number is made of."""


@dataclass(frozen=True)
class Range:
    """From `low` to `high`, both possible."""

    low: int
    high: int


class GroupRange(StrEnum):
    """What may be said of a group beside the school's other pupils."""

    MORE = "more"
    LESS = "less"
    CANNOT_TELL = "cannot_tell"


class HiddenReason(StrEnum):
    """Why no range is said. It follows from public numbers and gives nothing away."""

    NOBODY = "nobody in the whole school"
    SMALL_GROUP = f"the group has {SMALL_GROUP} or fewer children"
    NEARLY_ALL = "the group may be nearly the whole school"
    FEW_MEET_IT = "too few pupils of the whole school meet it"
    FEW_DO_NOT = "too few pupils of the whole school do not meet it"
    YEAR_GROUPS = "too few in a year group for a reader who knows how many children each has"


def total(parts: Parts) -> SchoolCount:
    """The whole school's tally over all parts."""
    return SchoolCount(sum(part.n for part in parts), sum(part.of for part in parts))


def size_range(size: int, everyone: int) -> Range | None:
    """10 or fewer, 11-15, 16-20, ...; None where that leaves one range only."""
    # Everybody's number is public, so the last range must keep ten children on its far side.
    starts = range(SMALL_GROUP + 1, everyone - REST + 1, VALUES)
    return _range_of(size, starts, Range(0, everyone)) if starts else None


def count_starts(size: Range, school: SchoolCount) -> range:
    """Where ranges of a count begin after the first: those of 6, 11, 16, ... that may stay.

    The range before each start, and the one from it on, keep five counts for every size in `size`.
    """
    # So many of the group must meet it, since not enough others of the school do not.
    forced = max(0, size.high - (school.of - school.n))
    possible = min(size.low, school.n)
    first = max(VALUES + 1, _next_start(forced + VALUES))
    return range(first, possible - VALUES + 2, VALUES)


def leaves_five_counts(starts: range, sizes: Sequence[int], parts: Parts) -> bool:
    """Whether every range keeps five counts for a reader who knows the `sizes` of the parts.

    Always so of one part: its size is one of those that the starts allow for.
    """
    pairs = tuple(zip(sizes, parts, strict=True))
    forced = sum(max(0, size - (part.of - part.n)) for size, part in pairs)
    possible = sum(min(size, part.n) for size, part in pairs)
    # The reader may know how many children of each year group are in it: each split must leave five
    # counts.
    return bool(starts) and starts[0] >= forced + VALUES and starts[-1] <= possible - VALUES + 1


def count_range(count: int, sizes: Sequence[int], parts: Parts) -> Range | None:
    """The range that holds a count, both ends possible; None: one range is left, nothing is said.

    `sizes` are the group's exact sizes within each part. They are taken to be known.
    """
    school = total(parts)
    size = size_range(sum(sizes), school.of)
    if size is None:
        return None
    starts = count_starts(size, school)
    possible = Range(max(0, size.low - (school.of - school.n)), min(size.high, school.n))
    return _range_of(count, starts, possible) if leaves_five_counts(starts, sizes, parts) else None


def school_range(count: int) -> Range:
    """The whole school's count: none, 5 or fewer, or exact."""
    # A small count of the whole school can itself point at children.
    return Range(1, VALUES) if 1 <= count <= VALUES else Range(count, count)


def beside_others(count: Range, size: Range, school: SchoolCount) -> GroupRange:
    """More or less than the school's other pupils, where every count and size behind the ranges
    says so by the Newcombe interval."""
    # Only if every count behind the range says the same: the answer then tells nothing about the
    # count.
    answers = {_clear(n, of, school) for of in _whole(size) for n in _fitting(count, of, school)}
    return answers.pop() if len(answers) == 1 else GroupRange.CANNOT_TELL


def reason(sizes: Sequence[int], parts: Parts) -> HiddenReason | None:
    """Why nothing is said of a group, by its size in each part; None where something is."""
    school = total(parts)
    size = size_range(sum(sizes), school.of)
    # The first that holds is given; all of them follow from public numbers.
    if school.n == 0:
        return HiddenReason.NOBODY
    if size is None or size.high == school.of:
        return HiddenReason.NEARLY_ALL
    if size.low == 0:
        return HiddenReason.SMALL_GROUP
    starts = count_starts(size, school)
    if starts:
        return None if leaves_five_counts(starts, sizes, parts) else HiddenReason.YEAR_GROUPS
    return HiddenReason.FEW_MEET_IT if 2 * school.n <= school.of else HiddenReason.FEW_DO_NOT


def _next_start(count: int) -> int:
    """The first of 1, 6, 11, ... that is not below a count."""
    return count + (1 - count) % VALUES


def _range_of(number: int, starts: Iterable[int], possible: Range) -> Range:
    """The range that holds a number, cut to what is possible."""
    starts = (0, *starts)
    low = max(start for start in starts if start <= number)
    high = min((start - 1 for start in starts if start > number), default=possible.high)
    return Range(max(low, possible.low), min(high, possible.high))


def _whole(values: Range) -> range:
    return range(values.low, values.high + 1)


def _fitting(count: Range, of: int, school: SchoolCount) -> range:
    """The counts of a range that a group of a size can have."""
    low = max(count.low, of - (school.of - school.n))
    return range(low, min(count.high, of, school.n) + 1)


def _clear(n: int, of: int, school: SchoolCount) -> GroupRange:
    # Everybody else of the school: other pupils alone would need a number that is not public.
    gap = square_and_add(wilson(n, of), wilson(school.n - n, school.of - of)) or Estimate(None)
    if gap.low is not None and gap.low > 0:
        return GroupRange.MORE
    if gap.high is not None and gap.high < 0:
        return GroupRange.LESS
    return GroupRange.CANNOT_TELL
