"""Several years of one measure: pooled where one year is too small, and how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from cwsw.benchmarks.series import all_series, line_breaks
from cwsw.compare import words
from cwsw.compare.figures import difference
from cwsw.compare.intervals import wilson
from cwsw.compare.model import Figure, GroupFigure, Verdict
from cwsw.compare.showing import SQUARES_BELOW, Show, count_text, group_value, how, percent, span
from cwsw.measures.count import Counts
from cwsw.measures.registry import FigureKind, Measure
from cwsw.tables.english import verb
from cwsw.tables.years import label

YEARS_TOGETHER = 3
FEWEST_FOR_A_CHANGE = 2
NOT_JUDGED = (
    "A child is counted once for each year, so the true range is wider than this one, and no "
    "verdict is given."
)


@dataclass(frozen=True)
class Pooled:
    """Three years of one group added up; a pupil counts once in each year."""

    measure: Measure
    first: int
    last: int
    group_figure: GroupFigure

    @property
    def title(self) -> str:
        """'2023/24 to 2025/26 together'."""
        return f"{label(self.first)} to {label(self.last)} together"


def is_too_few(figure: Figure, group: str) -> bool:
    """Whether one year of a group says too little by itself."""
    group_figure = figure.groups.get(group)
    pupils = group_figure.pupils if group_figure else 0
    is_few = group == "cwsw" and figure.verdict is Verdict.TOO_FEW
    return pupils > 0 and (is_few or pupils < SQUARES_BELOW)


def pooled(figures: Sequence[Figure], group: str) -> Pooled | None:
    """The last three complete years of a proportion together; None where they cannot be.

    They must follow one another and share one definition (the changes of the national series).
    `figures` are those of one measure, latest first.
    """
    # A year under way would add its few weeks as if they were a year.
    years = tuple(f for f in figures if f.complete and group in f.groups)[:YEARS_TOGETHER]
    if len(years) < YEARS_TOGETHER or years[0].measure.kind is not FigureKind.PROPORTION:
        return None
    last, first = years[0].year, years[-1].year
    # A gap in the years would be named as one stretch.
    if last - first != YEARS_TOGETHER - 1 or definition_changed(years[0].measure, first, last):
        return None
    # A child counts once for each year, so no verdict is given
    # (docs/decisions/0008-figures-on-screen.md).
    n, of = (sum(getattr(f.groups[group], part) for f in years) for part in ("n", "of"))
    return Pooled(years[0].measure, first, last, GroupFigure(n, of, of, wilson(n, of)))


def pooled_sentence(pooled_years: Pooled, group: str) -> str:
    """'2023/24 to 2025/26 together: 4 of 19 (21%) ... Allowing for chance: 9% to 43%.'"""
    group_figure = pooled_years.group_figure
    value = percent(group_value(group_figure, pooled_years.measure) or 0)
    share = f" ({value})" if how(group_figure) is Show.PERCENT else ""
    group_words = words.group(group, group_figure.of)
    counts = f"{count_text(group_figure.n)} of {count_text(group_figure.of)} {group_words}{share}"
    predicate = verb(pooled_years.measure.predicate, group_figure.n, group_figure.of)
    limits = span(group_figure.estimate, pooled_years.measure)
    chance = (
        f" Allowing for chance: {limits}."
        if how(group_figure) is not Show.COUNTS and limits
        else ""
    )
    return f"{pooled_years.title}: {counts} {predicate}.{chance} {NOT_JUDGED}"


def definition_changed(measure: Measure, first: int, last: int) -> str:
    """What stands between these years, definition or pandemic, in sentences; empty without."""
    return " ".join(_changes(measure, first, last))


def _changes(measure: Measure, first: int, last: int) -> tuple[str, ...]:
    series = all_series().get(measure.key)
    return series.breaks_between(first, last) if series else ()


def years_sentence(figures: Sequence[Figure], group: str) -> str:
    """Whether the last change is chance, and before which years the lines break, each why once."""
    measure, years = figures[0].measure, [figure.year for figure in figures]
    change = change_sentence(figures, group)
    breaks = [label(year) for year in sorted(line_breaks(measure.key, years))]
    if not breaks:
        return change
    reasons = [why for why in _changes(measure, min(years), max(years)) if why not in change]
    return " ".join((change, f"The lines break before {', '.join(breaks)}.", *reasons)).strip()


def change_sentence(figures: Sequence[Figure], group: str) -> str:
    """Whether the last two complete years differ by more than chance; never an arrow."""
    years = [f for f in figures if f.complete and group in f.groups][:FEWEST_FOR_A_CHANGE]
    if len(years) < FEWEST_FOR_A_CHANGE:
        return ""
    now, before = years
    between = f"From {label(before.year)} to {label(now.year)}"
    # What changed in the counting is said before chance: it explains any difference.
    if changed := definition_changed(now.measure, before.year, now.year):
        return f"{between} is no plain comparison. {changed}"
    if now.measure.kind is not FigureKind.PROPORTION:
        return f"{between}: look at the likely ranges before speaking of a change."
    counts = (Counts(f.groups[group].n, f.groups[group].of, f.groups[group].of) for f in years)
    change = difference(FigureKind.PROPORTION, *counts)
    if (
        change is None
        or change.low is None
        or change.high is None
        or change.low <= 0 <= change.high
    ):
        return f"{between}: a change this size could easily be chance."
    return f"{between}: a larger change than chance would usually give."
