"""The order of a figure's national figures: 2018 first, like for like first, or the latest."""

from dataclasses import replace
from enum import StrEnum

from cwsw.benchmarks.model import (
    LIKE_FOR_LIKE,
    SET_2018,
    Benchmark,
    is_same_phase,
    like_for_like,
)
from cwsw.benchmarks.series import LATEST as AFTER_EVERY_YEAR
from cwsw.benchmarks.series import all_series
from cwsw.compare.model import Compared, Figure
from cwsw.tables.years import label, parse_label


class FirstBenchmarks(StrEnum):
    """The set of national figures that comes first; the others follow it."""

    IN_2018 = SET_2018
    LIKE_FOR_LIKE = LIKE_FOR_LIKE
    LATEST = "latest"


def reorder_benchmarks(figure: Figure, first: FirstBenchmarks, phase: str | None) -> Figure:
    """The figure with its national figures in another order, for charts and tables.

    `phase` is the school's (contract section 1). Verdicts do not follow: they are made from the
    like-for-like figure, whatever comes first.
    """
    benchmarks = figure.benchmarks
    if first is FirstBenchmarks.LATEST:
        newest = latest_published(figure, phase)
        known = {_place(compared) for compared in newest}
        benchmarks = (*newest, *(c for c in benchmarks if _place(c) not in known or _is_2018(c)))
    # 2018 stays ahead of the rest whatever is chosen: contract section 4 has it always drawn.
    ordered = sorted(benchmarks, key=lambda c: (c.benchmark.set != first, not _is_2018(c)))
    return replace(figure, benchmarks=tuple(ordered))


def latest_published(figure: Figure, phase: str | None) -> tuple[Compared, ...]:
    """The latest national figures of today's definition, whatever the year of the school's own.

    A position is given only where the like-for-like figure is the very same one.
    """
    # A position against a later figure would be a comparison that the contract does not make.
    positions = {_place(c): c.position for c in figure.benchmarks if not _is_2018(c)}
    newest = like_for_like(figure.measure.key, AFTER_EVERY_YEAR, phase)
    compared = (Compared(_as_latest(b, figure.year), None, is_same_phase(b, phase)) for b in newest)
    return tuple(replace(c, position=positions.get(_place(c))) for c in compared)


def _as_latest(benchmark: Benchmark, year: int) -> Benchmark:
    """The latest figure with what must be said of it beside a school's figure of `year`."""
    published = parse_label(benchmark.year) or year
    note = all_series()[benchmark.measure].note_between(published, year)
    if published > year:
        later = f"Of {benchmark.year}, later than the school's figure of {label(year)}: no verdict."
        note = f"{later} {note}".strip()
    return replace(benchmark, set=FirstBenchmarks.LATEST, note=note)


def _is_2018(compared: Compared) -> bool:
    return compared.benchmark.set == SET_2018


def _place(compared: Compared) -> tuple[str, str, str]:
    benchmark = compared.benchmark
    return benchmark.cohort, benchmark.year, benchmark.phase
