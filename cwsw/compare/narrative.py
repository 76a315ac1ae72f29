"""Sentences about the gap to the school's other pupils: headline, finding, a few words for a row.

The one place for these words: the overview, Explore, papers and the command line take them from
here, so that no two screens can say different things of one figure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cwsw.benchmarks.model import LIKE_FOR_LIKE, SET_2018, Benchmark
from cwsw.compare.gap import unusual
from cwsw.compare.model import Figure, GroupFigure, NationalGap, SchoolGap
from cwsw.compare.showing import (
    Show,
    amount,
    count_text,
    group_value,
    half_up,
    how,
    national,
    points,
)
from cwsw.compare.trend import cohort_change
from cwsw.compare.words import group, year_words
from cwsw.measures.registry import Better, FigureKind, Measure
from cwsw.tables.english import capital, counted, verb

NO_FIGURES = "Your spreadsheet says who is on the list, and not yet how they are doing"
NOBODY = "Nobody is on our list yet, so there is nothing to compare"
TOO_FEW = "Too few children to compare with our other pupils: look at each child"
NOTHING_CLEAR = "No clear gap to our other pupils: the group is too small, or they do alike"
_CLEAR = (SchoolGap.BEHIND, SchoolGap.AHEAD, SchoolGap.HIGHER, SchoolGap.LOWER)
_NOT_COMPARED = (NationalGap.NOT_COMPARABLE, NationalGap.NOT_SAME_PHASE, None)
_NOTES = {
    NationalGap.WIDER: "Wider than nationally{unit}.",
    NationalGap.NARROWER: "Narrower than nationally{unit}, as a six-year group usually is.",
    NationalGap.NOT_CLEAR: "As wide as nationally{unit}.",
    NationalGap.NOT_SAME_PHASE: "England: all schools, so it does not judge ours.",
    NationalGap.NOT_COMPARABLE: "England counted it in another way then.",
    NationalGap.SO_FAR: "The year is under way, England's figure is of a whole one.",
}
_IN_BRACKETS = re.compile(r" \((?:(?! \()[^)])*\)")


@dataclass(frozen=True)
class GapWords:
    """The gap here in a few words, and the nation's where it may stand beside it ('' elsewhere).

    `note`: how wide the gap is beside the nation's, or why that cannot be said; only of a gap in
    which the cohort is behind.
    """

    here: str
    nation_2018: str
    nation_latest: str
    note: str


def gap_words(figure: Figure) -> GapWords:
    """'4.2 times as likely' or '44 points behind', and the same of the nation."""
    return GapWords(
        here=_school_gap(figure),
        nation_2018=_nation(figure, SET_2018, figure.gap.national_2018),
        nation_latest=_nation(figure, LIKE_FOR_LIKE, figure.gap.national_like_for_like),
        note=nation_note(figure),
    )


def nation_note(figure: Figure) -> str:
    """How wide a gap is beside the nation's; '' where the cohort is not clearly behind.

    "As wide as nationally" is so said of a clear gap only.
    """
    latest = figure.gap.national_like_for_like
    nation_gap = latest if latest is not None else figure.gap.national_2018
    if not is_behind(figure) or nation_gap is None:
        return ""
    # Gaps are compared in points: a ratio of small shares can look otherwise.
    unit = " in points" if _has_ratio_words(figure.measure) else ""
    return _NOTES.get(nation_gap, "").format(unit=unit)


def is_behind(figure: Figure) -> bool:
    """Whether the cohort does worse than the school's other pupils, by more than chance."""
    return figure.gap.here is SchoolGap.BEHIND


def is_compared(figure: Figure) -> bool:
    """Whether there are children enough to set the cohort beside the school's other pupils."""
    return figure.gap.here is not SchoolGap.TOO_FEW


def widest(figures: Iterable[Figure]) -> Figure | None:
    """Of the figures clearly behind the one furthest from 0 in half-widths; None without one."""
    return max((f for f in figures if is_behind(f)), key=_sureness, default=None)


def headline(figures: Sequence[Figure], earlier: Sequence[Figure] = ()) -> str:
    """The headline of an overview: its one finding.

    '24% of our children with a social worker were suspended, 13% the year before. Our other
    pupils: 6%.' `figures` are those of the overview, `earlier` may hold their years before. A clear
    gap on a figure that has grown worse comes first, then one that is unusual, then the surest.
    """
    if not figures:
        return NO_FIGURES
    if not any(map(is_compared, figures)):
        return TOO_FEW
    before = {figure.measure.key: _year_before(figure, earlier) for figure in figures}
    worsened = [f for f in figures if _has_worsened(f, before[f.measure.key])]
    figure = widest(worsened) or widest(unusual(figures)) or widest(figures)
    return NOTHING_CLEAR if figure is None else finding(figure, before[figure.measure.key])


def finding(figure: Figure, before: Figure | None = None) -> str:
    """The cohort and the other pupils in one or two short sentences.

    `before` is the year before: its value is said only where it differs by more than chance.
    """
    if not _value(figure, "cwsw"):
        return f"{figure.measure.short}: too few children for a figure"
    # A change within chance is not told: it would be read as one.
    then = f", {_value(before, 'cwsw')} the year before" if _has_changed(figure, before) else ""
    others = _value(figure, "other")
    others_sentence = f" Our other pupils: {others}." if others else ""
    return f"{_subject(figure)}{then}.{others_sentence}"


def finding_of_year(figure: Figure, figures: Sequence[Figure]) -> str:
    """The finding; of an earlier year than the newest of `figures` it begins with the year.

    'In 2023/24: 46% of our children with a social worker were persistently absent. ...'
    """
    words_ = finding(figure)
    if figure.year == max(f.year for f in figures):
        return words_
    return f"{capital(year_words(figure))}: {words_}"


def counted_note(figure: Figure, on_list: int) -> str:
    """Why a figure counts more or fewer children than the list has now; '' where as many.

    '156 counted, 150 on the list now: pupils on roll on any day of the year.'
    """
    counted_pupils = figure.cwsw.pupils
    if counted_pupils == on_list:
        return ""
    # The first sentence of the definition without its asides: the rest is one click away.
    eligible = _IN_BRACKETS.sub("", figure.measure.eligible).partition(". ")[0].rstrip(".")
    eligible_words = f"{eligible[0].lower()}{eligible[1:]}"
    left = " Who has left since is among them." if counted_pupils > on_list else ""
    return f"{counted_pupils:,} counted, {on_list:,} on the list now: {eligible_words}.{left}"


def _subject(figure: Figure) -> str:
    measure, cohort = figure.measure, figure.cwsw
    cohort_words = group(
        "cwsw", cohort.of if measure.kind is FigureKind.PROPORTION else cohort.pupils
    )
    if measure.kind is FigureKind.MEAN:
        return f"Our {cohort_words} scored {_value(figure, 'cwsw')} in {measure.title}"
    if measure.kind is FigureKind.RATIO_OF_SUMS:
        return f"Our {cohort_words} missed {_value(figure, 'cwsw')} of their sessions"
    predicate = verb(measure.predicate, cohort.n, cohort.of)
    # A percentage of fewer than ten moves by ten points with one child.
    if how(cohort) is not Show.PERCENT:
        return f"{count_text(cohort.n)} of our {count_text(cohort.of)} {cohort_words} {predicate}"
    return f"{_value(figure, 'cwsw')} of our {cohort_words} {predicate}"


def _value(figure: Figure | None, name: str) -> str:
    """'24%', '3 of 8' of a group too small for a percentage, '' of one with no value to show.

    Of fewer than ten pupils only counts are shown: no mean and no rate of sessions.
    """
    if figure is None or figure.groups[name].pupils == 0:
        return ""
    group_figure = figure.groups[name]
    if how(group_figure) is Show.PERCENT:
        return amount(group_value(group_figure, figure.measure) or 0, figure.measure)
    is_count = figure.measure.kind is FigureKind.PROPORTION
    return f"{count_text(group_figure.n)} of {count_text(group_figure.of)}" if is_count else ""


def _year_before(figure: Figure, earlier: Iterable[Figure]) -> Figure | None:
    same = (f for f in earlier if f.measure.key == figure.measure.key)
    return next((f for f in same if f.year == figure.year - 1), None)


def _has_changed(figure: Figure, before: Figure | None) -> bool:
    """Whether a proportion differs from the year before by more than chance."""
    return before is not None and cohort_change(before, figure) is not None


def _has_worsened(figure: Figure, before: Figure | None) -> bool:
    """Whether a proportion is worse than the year before by more than chance."""
    return before is not None and cohort_change(before, figure) is True


def _sureness(figure: Figure) -> float:
    """How many half-widths of its interval the difference lies from none."""
    difference = figure.difference
    if difference is None or None in (difference.value, difference.low, difference.high):
        return 0.0
    value, low, high = difference.value or 0.0, difference.low or 0.0, difference.high or 0.0
    # In units of its own uncertainty, so that measures in points and in per cent can be ordered
    # together.
    return abs(value) / ((high - low) / 2) if high > low else 0.0


def _school_gap(figure: Figure) -> str:
    if figure.gap.here is SchoolGap.TOO_FEW:
        return "too few to compare"
    if figure.gap.here not in _CLEAR:
        return "no clear gap"
    # With nine children or fewer on a side a ratio would be a number made of single children.
    if not _has_percentages(figure):
        return f"clearly {_way(figure)}"
    ratio = figure.ratio.value if figure.ratio else None
    if _has_ratio_words(figure.measure) and ratio is not None and ratio >= 1:
        return f"{_times(ratio)} as likely"
    difference = figure.difference.value if figure.difference else None
    return f"{points(difference or 0, figure.measure)} {_way(figure)}"


def _has_percentages(figure: Figure) -> bool:
    return all(how(group) is Show.PERCENT for group in (figure.cwsw, figure.other))


def _has_ratio_words(measure: Measure) -> bool:
    """Whether a gap is said as a ratio: of something that few pupils do, and fewer should."""
    return measure.kind is FigureKind.PROPORTION and measure.better is Better.LOWER


def _way(figure: Figure) -> str:
    if figure.measure.kind is FigureKind.RATIO_OF_SUMS or not figure.measure.has_direction:
        is_more = figure.difference is not None and (figure.difference.value or 0) > 0
        return "more" if is_more else "fewer"
    return "behind" if is_behind(figure) else "ahead"


def _times(ratio: float | Fraction) -> str:
    return f"{half_up(ratio, 1)} times"


def _nation(figure: Figure, set_: str, nation_gap: NationalGap | None) -> str:
    if nation_gap in _NOT_COMPARED:
        return ""
    pair = next((c.benchmark for c in figure.benchmarks if _is_pair(c.benchmark, set_)), None)
    if pair is None or pair.value is None or not pair.comparator_value:
        return ""
    when = "2018" if set_ == SET_2018 else pair.year
    if _has_ratio_words(figure.measure):
        return f"England {when}: {_times(pair.value / pair.comparator_value)}"
    gap = abs(pair.value - pair.comparator_value)
    return f"England {when}: {national(gap, figure.measure).removesuffix('%')} points"


def _is_pair(benchmark: Benchmark, set_: str) -> bool:
    return benchmark.set == set_ and benchmark.cohort == "CINO" and benchmark.kind == "raw"


def counts_words(group_figure: GroupFigure, measure: Measure) -> str:
    """'24% (36 of 150)', '3 of 8', '29.2 points': a group's figure for a label or a pointer."""
    if group_figure.pupils == 0:
        return "nobody is counted"
    value = amount(group_value(group_figure, measure) or 0, measure)
    pupils = counted(group_figure.pupils, "pupil", "pupils")
    counts = f"{count_text(group_figure.n)} of {count_text(group_figure.of)}"
    if how(group_figure) is not Show.PERCENT:
        return counts if measure.kind is FigureKind.PROPORTION else pupils
    if measure.kind is FigureKind.MEAN:
        return f"{value} points ({pupils})"
    return f"{value} of sessions ({pupils})" if _is_rate(measure) else f"{value} ({counts})"


def _is_rate(measure: Measure) -> bool:
    return measure.kind is FigureKind.RATIO_OF_SUMS
