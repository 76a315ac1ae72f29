"""How figures are shown: rounding, and what a group of a given size may show.

School percentages are whole, national figures have one decimal, both rounded half up
(benchmarks.md F: one implementation everywhere, never Python's banker's rounding).
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from cwsw.compare.model import Estimate, GroupFigure
from cwsw.measures.registry import FigureKind, Measure

COUNTS_BELOW = 6
SQUARES_BELOW = 10
PER_HUNDRED = 100


class Show(StrEnum):
    """What a group of this size may be shown as (design section 4)."""

    COUNTS = "counts"  # fewer than 6: counts only
    SQUARES = "squares"  # 6 to 9: counts and squares, the interval in words
    PERCENT = "percent"  # 10 and more: a percentage with its interval


def how(group: GroupFigure) -> Show:
    """How a group's figure may be shown, by the pupils behind it."""
    # By pupils and never by sessions: one child has hundreds of sessions.
    if group.pupils < COUNTS_BELOW:
        return Show.COUNTS
    return Show.SQUARES if group.pupils < SQUARES_BELOW else Show.PERCENT


def half_up(value: Fraction | float, places: int = 0) -> Decimal:
    """Round half away from zero, from the exact value."""
    # A fraction of counts is rounded as it is; a float of it could lie on the other side of a half.
    exact = Fraction(value)
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(value: Fraction | float) -> str:
    """A school's percentage, whole: 0.409 -> '41%'."""
    return f"{half_up(Fraction(value) * 100)}%"


def national(value: Fraction | float, measure: Measure) -> str:
    """A national figure with one decimal: '46.0%', or points: '17.3'."""
    if measure.kind is FigureKind.MEAN:
        return str(half_up(value, 1))
    return f"{half_up(Fraction(value) * 100, 1)}%"


def amount(value: Fraction | float, measure: Measure) -> str:
    """A school's value: a whole percentage, or points with one decimal."""
    return f"{half_up(value, 1)}" if measure.kind is FigureKind.MEAN else percent(value)


def points(difference: Fraction | float, measure: Measure) -> str:
    """'44 points', '1 point'; of a mean, and below one point, with one decimal."""
    # Below one point a whole number would say 0 of a gap that is clear.
    size = abs(Fraction(difference)) * (1 if measure.kind is FigureKind.MEAN else PER_HUNDRED)
    rounded = half_up(size, 1 if measure.kind is FigureKind.MEAN or 0 < size < 1 else 0)
    return f"{rounded} {'point' if rounded == 1 else 'points'}"


def span(estimate: Estimate, measure: Measure) -> str | None:
    """The interval in words: '23% to 61%'; None where there is none."""
    if estimate.low is None or estimate.high is None:
        return None
    return f"{amount(estimate.low, measure)} to {amount(estimate.high, measure)}"


def range_words(group: GroupFigure, measure: Measure) -> str:
    """A group's interval: '23% to 61%'; of six to nine pupils without per cent; '' of fewer.

    'about 1 to 6 of 8', 'about 14 to 30 of every 100 sessions'.
    """
    low, high = group.estimate.low, group.estimate.high
    # Fewer than six: the interval would be nearly everything, and its ends could be children.
    if how(group) is Show.COUNTS or low is None or high is None:
        return ""
    if how(group) is Show.PERCENT or measure.kind is FigureKind.MEAN:
        unit = " points" if measure.kind is FigureKind.MEAN else ""
        return f"{span(group.estimate, measure)}{unit}"
    whole = group.of if measure.kind is FigureKind.PROPORTION else PER_HUNDRED
    of = f"of {whole}" if measure.kind is FigureKind.PROPORTION else f"of every {whole} sessions"
    return f"about {half_up(low * whole)} to {half_up(high * whole)} {of}"


def group_value(group: GroupFigure, measure: Measure) -> Fraction | float | None:
    """The value to round: exact for counts, so that 0.5% never turns on a binary digit."""
    if group.estimate.value is None:
        return None
    return group.estimate.value if measure.kind is FigureKind.MEAN else Fraction(group.n, group.of)


def counts_and_value(group: GroupFigure, measure: Measure) -> str:
    """'71 of 140 (51%)', '29.2 points'; of fewer than ten pupils how many, and no percentage."""
    value = group_value(group, measure)
    value_text = "" if value is None or how(group) is not Show.PERCENT else amount(value, measure)
    if measure.kind is FigureKind.PROPORTION:
        return f"{group.n:,} of {group.of:,}" + (f" ({value_text})" if value_text else "")
    if not value_text:
        return f"{group.pupils:,} {'pupil' if group.pupils == 1 else 'pupils'}"
    return f"{value_text} points" if measure.kind is FigureKind.MEAN else value_text


def count_text(number: int) -> str:
    """'25,960'."""
    return f"{number:,}"
