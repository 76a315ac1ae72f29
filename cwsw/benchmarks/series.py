"""The yearly national series: published text, cohort, phase, year and source.

`data/series.csv` has one line for a measure, phase, cohort and source and one column for each
academic year; `data/measures.toml` says what a series means.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from cwsw.tables import years
from cwsw.tables.typed_data import strictly_typed

COHORTS = ("CINO", "CPPO", "CLA12", "all pupils")
ALL_PUPILS = "all pupils"
LATEST = 9999
"""A year after every change: for what a school counts now."""


@dataclass(frozen=True)
class SeriesBreak:
    """Years that cannot be compared with others (`last` None: from `first` on), and why.

    `joins`: the sentence must be shown, yet figures across it are of one definition.
    """

    first: int
    words: str
    last: int | None = None
    joins: bool = False

    def covers(self, year: int) -> bool:
        """Whether a year is one of them."""
        return self.first <= year and (self.last is None or year <= self.last)

    def separates(self, first_year: int, second_year: int) -> bool:
        """Whether figures of two years must not be set side by side without the sentence.

        Within odd years even two figures of the same year need it; after a lasting change not.
        """
        if self.last is None:
            return self.covers(first_year) != self.covers(second_year)
        # Figures of two pandemic years are no more comparable than one of them with another year.
        return self.covers(first_year) or self.covers(second_year)


@dataclass(frozen=True)
class Series:
    """What one measure's national figures mean. Years are those the academic year begins in.

    `comparable_from`: the first year with today's definition; `passed_over`: years never used as
    a like-for-like figure; `not_trended`: years of the pandemic, to be left out of a trend;
    `context`: who the children are rather than how they do.
    """

    measure: str
    title: str
    definition: str
    unit: str
    phase: str
    note: str = ""
    confidence: str = "checked"
    all_pupils_unit: str = ""
    comparable_from: int = 0
    passed_over: tuple[int, ...] = ()
    not_trended: tuple[int, ...] = ()
    context: bool = False
    changes: tuple[SeriesBreak, ...] = ()

    def is_comparable(self, year: int) -> bool:
        """Whether a year's figure may be compared with today's."""
        return year >= self.comparable_from and year not in self.passed_over

    def unit_of(self, cohort: str) -> str:
        """The unit a cohort's figure is published in."""
        return (self.all_pupils_unit or self.unit) if cohort == ALL_PUPILS else self.unit

    def note_between(self, published: int, own_year: int) -> str:
        """The note on a figure of one year that is shown with a school's figure of another."""
        return f"{self.note} {self.changes_between(published, own_year)}".strip()

    def changes_between(self, first_year: int, second_year: int) -> str:
        """The sentences of the changes between two years; empty without one."""
        return " ".join(c.words for c in self.changes if c.separates(first_year, second_year))

    def breaks_between(self, first: int, last: int) -> tuple[str, ...]:
        """Why no trend may run from the first year to the last, definition or pandemic."""
        # Between each pair of years: a break in the middle breaks the whole line.
        pairs = [(year, year + 1) for year in range(first, last)]
        breaks = (c for c in self.changes if not c.joins)
        return tuple(c.words for c in breaks if any(c.separates(*pair) for pair in pairs))


@dataclass(frozen=True)
class SeriesPoint:
    """One published figure. `text` is the decimal as published, in `unit`.

    `comparable`: of today's definition; `in_trend`: may be joined to the other years as well.
    """

    measure: str
    phase: str
    cohort: str
    year: int
    text: str
    unit: str
    source: str
    comparable: bool
    in_trend: bool

    @property
    def value(self) -> Fraction:
        """The figure, exactly: a fraction of 1 for percentages and rates, else points."""
        return scaled(self.text, self.unit)

    @property
    def series(self) -> Series:
        """What the figure means: definition, confidence and changes."""
        return all_series()[self.measure]

    @property
    def note(self) -> str:
        """The note on a figure among the other years of its series."""
        return self.series.note_between(self.year, LATEST)

    @property
    def comparator(self) -> str:
        """The group that the figure is compared with."""
        return "the groups known to social care" if self.cohort == ALL_PUPILS else ALL_PUPILS


def scaled(text: str, unit: str) -> Fraction:
    """'46.0' in % -> 46/100; '0.0977' per 100 pupils -> 977/1000000; '17.3' points -> 173/10."""
    # Exact: a verdict must not turn on a binary digit.
    number = Fraction(text)
    return number if unit == "points" else number / 100


def load(name: str) -> dict[str, Any]:
    """One of the room's TOML files, parsed."""
    return tomllib.loads(files("cwsw.benchmarks").joinpath("data", name).read_text("utf-8"))


@cache
def all_series() -> Mapping[str, Series]:
    """Every series by measure key."""
    return {
        key: strictly_typed(Series, {"measure": key} | entry)
        for key, entry in load("measures.toml").items()
    }


@cache
def points() -> Mapping[tuple[str, str, str], tuple[SeriesPoint, ...]]:
    """(measure, phase, cohort) -> its figures, earliest first."""
    by_key: dict[tuple[str, str, str], list[SeriesPoint]] = {}
    for point in _read():
        by_key.setdefault((point.measure, point.phase, point.cohort), []).append(point)
    return {key: tuple(sorted(rows, key=lambda p: p.year)) for key, rows in by_key.items()}


def _read() -> Iterator[SeriesPoint]:
    text = files("cwsw.benchmarks").joinpath("data", "series.csv").read_text("utf-8")
    for line in csv.DictReader(text.splitlines()):
        series = all_series()[line["measure"]]
        for heading, cell in line.items():
            year = years.parse_label(heading)
            if year is not None and cell:
                yield _point(series, line, year, cell)


def _point(series: Series, line: dict[str, str], year: int, text: str) -> SeriesPoint:
    comparable = series.is_comparable(year)
    return SeriesPoint(
        measure=series.measure,
        phase=line["phase"],
        cohort=line["cohort"],
        year=year,
        text=text,
        unit=series.unit_of(line["cohort"]),
        source=line["source"],
        comparable=comparable,
        in_trend=comparable and year not in series.not_trended,
    )


def point_of(measure: str, phase: str, cohort: str, year: int) -> SeriesPoint | None:
    """The figure of exactly one measure, phase, cohort and year; None where not published."""
    return next((p for p in points().get((measure, phase, cohort), ()) if p.year == year), None)


def latest(measure: str, phase: str, cohort: str, year: int) -> SeriesPoint | None:
    """The comparable figure of the year, or the latest published before it; None without one."""
    published = points().get((measure, phase, cohort), ())
    # Earlier and never later: a school of 2023/24 is not judged by 2024/25.
    usable = (p for p in reversed(published) if p.year <= year and p.comparable)
    return next(usable, None)


def national_series(measure: str, phase: str | None = None) -> tuple[SeriesPoint, ...]:
    """Year by year, the figures of CINO, CPPO, CLA12 and all pupils, in that order.

    `phase` is a national phase word (All, Primary, EYFS ...), by default the measure's own.
    Points that are not `in_trend` must not be joined to the others in a chart.
    """
    series = all_series().get(measure)
    if series is None:
        return ()
    chosen_phase = phase or series.phase
    return tuple(p for c in COHORTS for p in points().get((measure, chosen_phase, c), ()))


def line_breaks(measure: str, years: Iterable[int]) -> frozenset[int]:
    """The years among `years`, gaps included, that no line may join to the year before."""
    series, known = all_series().get(measure), sorted(years)
    if series is None or not known:
        return frozenset()
    # Years without a figure too, or a line would run over a break inside a gap.
    later = range(known[0] + 1, known[-1] + 1)
    return frozenset(year for year in later if series.breaks_between(year - 1, year))


def phases(measure: str) -> tuple[str, ...]:
    """The phases a measure is published for, in the order of the data."""
    return tuple(dict.fromkeys(phase for key, phase, _ in points() if key == measure))
