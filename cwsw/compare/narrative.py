"""What a figure says first: how the cohort lies to the school's own other pupils.

The one place for these words: the overview, Explore, papers and the command line take them from
here, so that no two screens can say different things of one figure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cwsw.benchmarks.model import LIKE_FOR_LIKE, SET_2018, Benchmark
from cwsw.compare.intervals import newcombe
from cwsw.compare.model import BesideNation, Figure, GroupFigure, Here
from cwsw.compare.showing import Show, amount, count_text, group_value, half_up, how
from cwsw.compare.words import group
from cwsw.measures.count import Counts
from cwsw.measures.registry import Better, Kind, Measure
from cwsw.tables.english import verb
from cwsw.tables.years import label

NO_FIGURES = "Your spreadsheet says who is on the list, and not yet how they are doing"
NOTHING_CLEAR = "No clear gap to our other pupils: the group is too small, or they do alike"
_CLEAR = (Here.BEHIND, Here.AHEAD, Here.HIGHER, Here.LOWER)
_CANNOT_STAND_BESIDE = (BesideNation.NOT_COMPARABLE, BesideNation.NOT_SAME_PHASE, None)


@dataclass(frozen=True)
class GapWords:
    """The gap here in a few words, and the nation's where it may stand beside it ('' elsewhere)."""

    here: str
    nation_2018: str
    nation_latest: str


def gap_words(figure: Figure) -> GapWords:
    """'4.2 times as likely' or '44 points behind', and the same of the nation."""
    return GapWords(
        here=_here(figure),
        nation_2018=_nation(figure, SET_2018, figure.gap.national_2018),
        nation_latest=_nation(figure, LIKE_FOR_LIKE, figure.gap.national_like_for_like),
    )


def is_behind(figure: Figure) -> bool:
    """Whether the cohort does worse than the school's other pupils, by more than chance."""
    return figure.gap.here is Here.BEHIND


def widest(figures: Iterable[Figure]) -> Figure | None:
    """The clear gap to talk about first: the surest one, in units of its own uncertainty."""
    return max((f for f in figures if is_behind(f)), key=_sureness, default=None)


def headline(figures: Sequence[Figure], earlier: Sequence[Figure] = ()) -> str:
    """The one finding of an overview.

    '24% of our children with a social worker were suspended, 13% the year before. Our other
    pupils: 6%.' `figures` are those of the overview, `earlier` may hold their years before.
    """
    if not figures:
        return NO_FIGURES
    figure = widest(figures)
    return NOTHING_CLEAR if figure is None else finding(figure, _year_before(figure, earlier))


def finding(figure: Figure, before: Figure | None = None) -> str:
    """The cohort and the other pupils in one or two short sentences.

    `before` is the year before: its value is said only where it differs by more than chance.
    """
    if how(figure.cwsw) is Show.COUNTS and figure.measure.kind is not Kind.PROPORTION:
        return f"{figure.measure.short}: too few children for a figure"
    then = f", {_value(before, 'cwsw')} the year before" if _has_changed(figure, before) else ""
    return f"{_subject(figure)}{then}. Our other pupils: {_value(figure, 'other')}."


def _subject(figure: Figure) -> str:
    measure, cohort = figure.measure, figure.cwsw
    who = group("cwsw", cohort.of if measure.kind is Kind.PROPORTION else cohort.pupils)
    if measure.kind is Kind.MEAN:
        return f"Our {who} scored {_value(figure, 'cwsw')} in {measure.title}"
    if measure.kind is Kind.RATIO_OF_SUMS:
        return f"Our {who} missed {_value(figure, 'cwsw')} of their sessions"
    did = verb(measure.did, cohort.n, cohort.of)
    return f"{_value(figure, 'cwsw')} of our {who} {did}"


def _value(figure: Figure | None, name: str) -> str:
    """'24%', or '3 of 8' of a group too small for a percentage."""
    if figure is None:
        return ""
    found = figure.groups[name]
    if figure.measure.kind is Kind.PROPORTION and how(found) is not Show.PERCENT:
        return f"{count_text(found.n)} of {count_text(found.of)}"
    return amount(group_value(found, figure.measure) or 0, figure.measure)


def _year_before(figure: Figure, earlier: Iterable[Figure]) -> Figure | None:
    same = (f for f in earlier if f.measure.key == figure.measure.key)
    return next((f for f in same if f.year == figure.year - 1), None)


def _has_changed(figure: Figure, before: Figure | None) -> bool:
    """Whether a proportion differs from the year before by more than chance."""
    if before is None or figure.measure.kind is not Kind.PROPORTION:
        return False
    if how(before.cwsw) is not Show.PERCENT or how(figure.cwsw) is not Show.PERCENT:
        return False
    now, then = (Counts(f.cwsw.n, f.cwsw.of, f.cwsw.pupils) for f in (figure, before))
    change = newcombe(now, then)
    if change is None or change.low is None or change.high is None:
        return False
    return not change.low <= 0 <= change.high


def _sureness(figure: Figure) -> float:
    """How many half-widths of its interval the difference lies from none."""
    difference = figure.difference
    if difference is None or None in (difference.value, difference.low, difference.high):
        return 0.0
    value, low, high = difference.value or 0.0, difference.low or 0.0, difference.high or 0.0
    return abs(value) / ((high - low) / 2) if high > low else 0.0


def _here(figure: Figure) -> str:
    if figure.gap.here is Here.TOO_FEW:
        return "too few to compare"
    if figure.gap.here not in _CLEAR:
        return "no clear gap"
    ratio = figure.ratio.value if figure.ratio else None
    if _is_said_as_ratio(figure.measure) and ratio is not None and ratio >= 1:
        return f"{_times(ratio)} as likely"
    difference = figure.difference.value if figure.difference else None
    return f"{_points(difference or 0, figure.measure)} {_way(figure)}"


def _is_said_as_ratio(measure: Measure) -> bool:
    """Whether a gap is said as a ratio: of something that few pupils do, and fewer should."""
    return measure.kind is Kind.PROPORTION and measure.better is Better.LOWER


def _way(figure: Figure) -> str:
    if figure.measure.kind is Kind.RATIO_OF_SUMS or not figure.measure.has_direction:
        is_more = figure.difference is not None and (figure.difference.value or 0) > 0
        return "more" if is_more else "fewer"
    return "behind" if is_behind(figure) else "ahead"


def _times(ratio: float | Fraction) -> str:
    return f"{half_up(ratio, 1)} times"


def _points(difference: float | Fraction, measure: Measure) -> str:
    """'44 points'; of a mean, and below one point, with one decimal."""
    size = abs(float(difference)) * (1 if measure.kind is Kind.MEAN else 100)
    shown = half_up(size, 1 if measure.kind is Kind.MEAN or size < 1 else 0)
    return f"{shown} {'point' if shown == 1 else 'points'}"


def _nation(figure: Figure, set_: str, beside: BesideNation | None) -> str:
    if beside in _CANNOT_STAND_BESIDE:
        return ""
    pair = next((c.benchmark for c in figure.benchmarks if _is_pair(c.benchmark, set_)), None)
    if pair is None or pair.value is None or not pair.comparator_value:
        return ""
    when = "2018" if set_ == SET_2018 else pair.year
    if _is_said_as_ratio(figure.measure):
        return f"England {when}: {_times(pair.value / pair.comparator_value)}"
    return f"England {when}: {_points(pair.value - pair.comparator_value, figure.measure)}"


def _is_pair(benchmark: Benchmark, set_: str) -> bool:
    return benchmark.set == set_ and benchmark.cohort == "CINO" and benchmark.kind == "raw"


def counts_words(found: GroupFigure, measure: Measure) -> str:
    """'24% (36 of 150)', '3 of 8', '29.2 points': a group's figure for a label or a pointer."""
    if found.pupils == 0:
        return "nobody is counted"
    shown = amount(group_value(found, measure) or 0, measure)
    if measure.kind is Kind.MEAN:
        return f"{shown} points ({count_text(found.pupils)} pupils)"
    if measure.kind is Kind.RATIO_OF_SUMS:
        return f"{shown} of sessions ({count_text(found.pupils)} pupils)"
    counts = f"{count_text(found.n)} of {count_text(found.of)}"
    return f"{shown} ({counts})" if how(found) is Show.PERCENT else counts


def year_words(figure: Figure) -> str:
    """'in 2025/26', or 'so far in 2025/26'."""
    return f"{'' if figure.complete else 'so far '}in {label(figure.year)}"
