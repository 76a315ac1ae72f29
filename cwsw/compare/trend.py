"""Change of the gap to the other pupils over the years, stated only where it is beyond chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cwsw.compare.intervals import square_and_add
from cwsw.compare.model import Estimate, Figure
from cwsw.compare.showing import Show, group_value, how, points
from cwsw.compare.years_together import definition_changed
from cwsw.measures.registry import Better, FigureKind
from cwsw.tables.years import label

FEWEST_YEARS = 2
_UNITS = (" point", " points")
_BY_CHANCE = "by more than chance can explain."
_UNMOVED: Mapping[bool | None, str] = {
    False: f"It has not changed {_BY_CHANCE}",
    None: "The two are not counted alike: no change can be told.",
}


@dataclass(frozen=True)
class GapTrend:
    """The gap of an earlier and a later complete year.

    `clear`: it has moved by more than chance. `text`: 'Gap 28 points in 2023/24, 29 in 2025/26.',
    and whether chance can explain the change. `note`: what was counted in another way between them.
    """

    first: Figure
    last: Figure
    clear: bool
    text: str
    note: str


def change(figures: Sequence[Figure]) -> GapTrend | None:
    """The gap of the earliest and the latest complete year of one measure, and whether it moved.

    A change is told only between years that are counted in the same way: where the earliest is not,
    from the first that is, if the gap has moved since. None where fewer than two years have ten
    pupils or more on both sides. `figures` in any order.
    """
    comparable = sorted(
        (f for f in figures if f.complete and _has_percentages(f)), key=lambda f: f.year
    )
    if len(comparable) < FEWEST_YEARS:
        return None
    *earlier, last = comparable
    # A change of definition would show as a change of the children.
    alike = [f for f in earlier if not definition_changed(last.measure, f.year, last.year)]
    clear = bool(alike) and _has_moved(alike[0], last)
    # The text still gives the earliest year where no change is claimed: its note says what changed.
    first = alike[0] if clear else earlier[0]
    note = definition_changed(last.measure, first.year, last.year)
    is_moved = clear if alike else None
    return GapTrend(first, last, clear, _text(first, last, is_moved), note)


def cohort_change(earlier: Figure, later: Figure) -> bool | None:
    """Whether the cohort's own share has moved for the worse (True) or the better (False).

    None where it has not moved by more than chance, or the years are not counted alike.
    """
    measure = later.measure
    both = (earlier.cwsw, later.cwsw)
    is_share = measure.kind is FigureKind.PROPORTION and measure.has_direction
    if not is_share or any(how(g) is not Show.PERCENT for g in both):
        return None
    if definition_changed(measure, earlier.year, later.year):
        return None
    # The years share children, so this interval is a little too wide: it says too little rather
    # than too much.
    moved = square_and_add(later.cwsw.estimate, earlier.cwsw.estimate)
    if moved is None or moved.value is None or _includes_zero(moved):
        return None
    return (moved.value > 0) == (measure.better is Better.LOWER)


def _has_percentages(figure: Figure) -> bool:
    return all(how(group) is Show.PERCENT for group in (figure.cwsw, figure.other))


def _has_moved(first: Figure, last: Figure) -> bool:
    """Whether the gap differs by more than chance, either way."""
    if first.difference is None or last.difference is None:
        return False
    moved = square_and_add(last.difference, first.difference)
    return moved is not None and not _includes_zero(moved)


def _includes_zero(estimate: Estimate) -> bool:
    if estimate.low is None or estimate.high is None:
        # Without limits nothing is ruled out.
        return True
    return estimate.low <= 0 <= estimate.high


def _text(first: Figure, last: Figure, is_moved: bool | None) -> str:
    """'Gap 28 points in 2023/24, 29 in 2025/26. It has not changed by more than chance ...'

    `is_moved` is None where no earlier year is counted in the same way.
    """
    before, now = _gap(first), _gap(last)
    if before.endswith(_UNITS) and now.endswith(_UNITS):
        now = now.partition(" ")[0]
    sentence = f"Gap {before} in {label(first.year)}, {now} in {label(last.year)}."
    # Two numbers alone read as growth, so what may be said of them stands with them.
    return f"{sentence} {_moved_words(first, last) if is_moved else _UNMOVED[is_moved]}"


def _gap(figure: Figure) -> str:
    """'28 points'; '6 points ahead' where the cohort does better."""
    distance = _distance(figure)
    distance_words = points(distance, figure.measure)
    return (
        f"{distance_words} ahead"
        if distance < 0 and figure.measure.has_direction
        else distance_words
    )


def _distance(figure: Figure) -> Fraction:
    """cwsw - other, positive on the worse side; without a direction as it is."""
    sides = (group_value(g, figure.measure) or 0 for g in (figure.cwsw, figure.other))
    ours, others = (Fraction(value) for value in sides)
    return others - ours if figure.measure.better is Better.HIGHER else ours - others


def _moved_words(first: Figure, last: Figure) -> str:
    is_wider = _distance(last) > _distance(first)
    words = ("grown", "narrowed") if last.measure.has_direction else ("risen", "fallen")
    return f"It has {words[0] if is_wider else words[1]} {_BY_CHANCE}"
