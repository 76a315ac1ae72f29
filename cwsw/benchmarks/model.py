"""A national figure, and which figures a measure is compared with: 2018 and like for like.

The rules are those of contract sections 4 and 6: same definition, the figure's academic year or
the latest published before it, the school's phase where published and all schools otherwise.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from cwsw.benchmarks.series import (
    ALL_PUPILS,
    COHORTS,
    LATEST,
    Series,
    SeriesPoint,
    all_series,
    latest,
    load,
    point_of,
    scaled,
)
from cwsw.benchmarks.sources import sources
from cwsw.tables import years

SET_2018 = "2018"
LIKE_FOR_LIKE = "like_for_like"
YEAR_2018 = 2017
NOT_PUBLISHED = "Not published for this group."

ALL_SCHOOLS = "All"
"""The phase of a national figure of all schools together."""
ALL_THROUGH = "all-through"
"""The one phase of school that a figure of all schools is like for like with."""

_SCHOOL_PHASES = {
    "primary": "Primary",
    "secondary": "Secondary",
    "special": "Special",
    "ap": "AP",
}


@dataclass(frozen=True)
class Benchmark:
    """A national figure with all that must be shown with it.

    Values are exact: fractions of 1 for percentages and rates, points for Attainment 8; None for
    a phrase or where nothing was published. `text` and `comparator_text` are the decimals as
    published, in `unit` and `comparator_unit`.
    """

    measure: str
    set: str
    year: str
    phase: str
    cohort: str
    value: Fraction | None
    comparator: str
    comparator_value: Fraction | None
    kind: str
    source: str
    confidence: str
    phrase: str = ""
    note: str = ""
    text: str = ""
    comparator_text: str = ""
    unit: str = "%"
    comparator_unit: str = "%"
    definition: str = ""


@cache
def figures_2018(measure: str) -> tuple[Benchmark, ...]:
    """The 2018 figures of a measure: CINO, CPPO, CLA12, then the advice page's own rows."""
    rows = load("figures_2018.toml")["row"]
    own = sorted((r for r in rows if r["measure"] == measure), key=lambda r: r["kind"] == "phrase")
    has_raw = any(r["kind"] == "raw" for r in own)
    # Where the advice page states raw numbers of its own they replace the series.
    series = () if has_raw else _series_2018(measure)
    return (*series, *(_own_row(row) for row in own))


def _series_2018(measure: str) -> tuple[Benchmark, ...]:
    """The rows of the yearly series of 2017/18; CINO always, even where not published."""
    series = all_series().get(measure)
    if series is None or series.context:
        return ()
    # CINO is shown even where not published, so that the reader sees that it is missing.
    by_cohort = {c: point_of(measure, series.phase, c, YEAR_2018) for c in COHORTS}
    cohorts = [c for c in COHORTS[:-1] if c == "CINO" or by_cohort[c] is not None]
    others = by_cohort[ALL_PUPILS]
    return tuple(_benchmark(SET_2018, series, c, (by_cohort[c], others), LATEST) for c in cohorts)


@cache
def like_for_like(measure: str, year: int, phase: str | None) -> tuple[Benchmark, ...]:
    """National figures of the same definition: CINO, then CPPO and CLA12 where published.

    `year` is the year the figure's academic year begins in; `phase` the school's phase word
    (contract section 1) or None. Empty where no such figure is published.
    """
    series = all_series().get(measure)
    if series is None or series.context:
        return ()
    own = national_phase(phase)
    # The last of them is all pupils: the comparator, and no cohort.
    best_points = ((c, _best(measure, own, series.phase, c, year)) for c in COHORTS[:-1])
    return tuple(
        _benchmark(LIKE_FOR_LIKE, series, cohort, (point, _all_pupils(point)), year)
        for cohort, point in best_points
        if point is not None
    )


def is_same_phase(benchmark: Benchmark, phase: str | None) -> bool:
    """Whether a national figure is of schools of this phase (contract section 4).

    Absence, suspensions and exclusions differ so much by phase that a figure of all schools judges
    none but an all-through school. `phase` is the school's phase word or None where unknown.
    """
    return benchmark.phase != ALL_SCHOOLS or (phase or "").lower() == ALL_THROUGH


def national_phase(phase: str | None) -> str | None:
    """The phase word of the national series for a school's phase; None where it has none."""
    return _SCHOOL_PHASES.get((phase or "").lower())


def is_other_phase(published: str, phase: str | None) -> bool:
    """Whether figures of a phase of the national series are of another phase than the school's."""
    return published in _SCHOOL_PHASES.values() and published != national_phase(phase)


def _best(measure: str, own: str | None, usual: str, cohort: str, year: int) -> SeriesPoint | None:
    # The school's phase where published, all schools otherwise (contract section 4).
    same_phase = latest(measure, own, cohort, year) if own else None
    return same_phase or latest(measure, usual, cohort, year)


def _all_pupils(point: SeriesPoint) -> SeriesPoint | None:
    return point_of(point.measure, point.phase, ALL_PUPILS, point.year)


def _benchmark(
    which: str,
    series: Series,
    cohort: str,
    pair: tuple[SeriesPoint | None, SeriesPoint | None],
    year: int,
) -> Benchmark:
    """A cohort's figure (None: not published) and all pupils', for a school's figure of `year`."""
    point, others = pair
    reference = point or others
    published = reference.year if reference else YEAR_2018
    note = series.note_between(published, year)
    if point is None:
        note = f"{NOT_PUBLISHED} {note}".strip()
    return Benchmark(
        measure=series.measure,
        set=which,
        year=years.label(published),
        phase=reference.phase if reference else series.phase,
        cohort=cohort,
        value=point.value if point else None,
        comparator=ALL_PUPILS,
        comparator_value=others.value if others else None,
        kind="raw",
        source=_citation(point, others),
        confidence=series.confidence,
        note=note,
        text=point.text if point else "",
        comparator_text=others.text if others else "",
        unit=series.unit,
        comparator_unit=series.unit_of(ALL_PUPILS),
        definition=series.definition,
    )


def _citation(point: SeriesPoint | None, others: SeriesPoint | None) -> str:
    """The source or both sources of a pair of figures."""
    keys = dict.fromkeys(p.source for p in (point, others) if p is not None)
    return "; ".join(sources()[key].citation for key in keys)


def _own_row(row: dict[str, Any]) -> Benchmark:
    """A row of the advice page."""
    value, comparator_value = row.get("value", ""), row.get("comparator_value", "")
    source = sources()[row.get("source", "review")].citation
    series = all_series().get(row["measure"])
    changes = series.changes_between(YEAR_2018, LATEST) if series else ""
    return Benchmark(
        measure=row["measure"],
        set=SET_2018,
        year=years.label(YEAR_2018),
        phase=row["phase"],
        cohort=row["cohort"],
        value=scaled(value, "%") if value else None,
        comparator=row["comparator"],
        comparator_value=scaled(comparator_value, "%") if comparator_value else None,
        kind=row["kind"],
        source=f"{source}, as repeated by Virtual School Kent",
        confidence="second-hand",
        phrase=row.get("phrase", ""),
        note=f"{row['note']} {changes}".strip(),
        text=value,
        comparator_text=comparator_value,
        definition=row.get("definition") or (series.definition if series else ""),
    )
