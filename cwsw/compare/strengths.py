"""Strengths of the cohort; often there are none, since only what is beyond chance counts.

A strength is something the cohort does as well as the school's other pupils, or better than it did
before by more than chance. That it looks better than children in need today is none: an average
six-year group does (contract section 4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from cwsw.compare.model import Figure, GroupFigure, SchoolGap, latest_judged
from cwsw.compare.narrative import finding
from cwsw.compare.showing import Show, how, percent
from cwsw.compare.trend import cohort_change
from cwsw.compare.words import group, in_year
from cwsw.measures.registry import MEASURES, Better, FigureKind
from cwsw.tables.years import label

AS_WELL_WITHIN = 0.05
"""Being worse than the other pupils by so much must be ruled out before "as many as" is said."""


class StrengthReason(IntEnum):
    """Why something is a strength, the plainest first."""

    AHEAD = 1
    BETTER_THAN_BEFORE = 2
    AS_WELL = 3


@dataclass(frozen=True)
class Strength:
    """Something that goes well: its figure, why it counts, and the sentence that says so."""

    figure: Figure
    why: StrengthReason
    text: str


def strengths(figures: Sequence[Figure]) -> tuple[Strength, ...]:
    """All that goes well, clearly ahead first; empty where nothing does by more than chance.

    `figures` hold the latest year of each measure first.
    """
    by_measure = (_strength(figures, measure.key) for measure in MEASURES)
    return tuple(sorted((s for s in by_measure if s is not None), key=lambda s: s.why))


def _strength(figures: Sequence[Figure], key: str) -> Strength | None:
    latest = latest_judged(figures, key)
    # Of fewer than ten on a side luck alone makes strengths.
    if latest is None or not latest.measure.has_direction or not _is_large(latest):
        return None
    years = (f for f in figures if f.measure.key == key and f.complete and f.year < latest.year)
    before = next(years, None)
    why = _why(latest, before)
    return None if why is None else Strength(latest, why, _sentence(latest, before, why))


def _is_large(figure: Figure) -> bool:
    return all(how(side) is Show.PERCENT for side in (figure.cwsw, figure.other))


def _why(latest: Figure, before: Figure | None) -> StrengthReason | None:
    # The plainest reason is said where several hold.
    if latest.gap.here is SchoolGap.AHEAD:
        return StrengthReason.AHEAD
    if before is not None and latest.complete and cohort_change(before, latest) is False:
        return StrengthReason.BETTER_THAN_BEFORE
    return StrengthReason.AS_WELL if _is_as_well(latest) else None


def _is_as_well(figure: Figure) -> bool:
    """No worse than the other pupils, and a difference that matters is ruled out."""
    gap = figure.difference
    if figure.measure.kind is not FigureKind.PROPORTION or gap is None or gap.value is None:
        return False
    # If nobody does well, "as many as" the others is no praise.
    if gap.low is None or gap.high is None or _well(figure, figure.cwsw) == 0:
        return False
    if figure.measure.better is Better.HIGHER:
        # Not worse, and five points worse ruled out (docs/decisions/0009-gaps.md).
        return gap.value >= 0 and gap.low > -AS_WELL_WITHIN
    return gap.value <= 0 and gap.high < AS_WELL_WITHIN


def _sentence(figure: Figure, before: Figure | None, why: StrengthReason) -> str:
    """'98% of our children with a social worker were not suspended in 2025/26, more than ...'."""
    if figure.measure.kind is not FigureKind.PROPORTION:
        return finding(figure)
    is_lower = figure.measure.better is Better.LOWER
    predicate = figure.measure.otherwise if is_lower else figure.measure.predicate
    start = f"{_share(figure, figure.cwsw)} of our {group('cwsw')} {predicate}{in_year(figure)}"
    if why is StrengthReason.BETTER_THAN_BEFORE and before is not None:
        return f"{start}, {_share(before, before.cwsw)} in {label(before.year)}."
    comparison = "more than" if why is StrengthReason.AHEAD else "as many as"
    return f"{start}, {comparison} our other pupils ({_share(figure, figure.other)})."


def _share(figure: Figure, side: GroupFigure) -> str:
    return percent(Fraction(_well(figure, side), side.of))


def _well(figure: Figure, side: GroupFigure) -> int:
    """How many did well: those who meet it, or where less is better those who do not."""
    return side.of - side.n if figure.measure.better is Better.LOWER else side.n
