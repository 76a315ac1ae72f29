"""Verdicts, positions and gaps at their boundaries."""

from datetime import date
from fractions import Fraction

import pytest

from cwsw.benchmarks.model import figures_2018, like_for_like
from cwsw.compare.figures import compare
from cwsw.compare.intervals import wilson
from cwsw.compare.model import Position, Verdict
from cwsw.compare.verdicts import gap_pupils, is_so_far, is_too_few, position, verdict
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import BY_KEY, FigureKind

AFTER, BEFORE = date(2026, 7, 15), date(2026, 7, 14)


def tally(key: str, n: int, of: int, year: int = 2025, median: float = 300) -> Tally:
    return Tally(BY_KEY[key], year, {"cwsw": Counts(n, of, of), "other": Counts(1, 50, 50)}, median)


@pytest.mark.parametrize(
    ("of", "p0", "expected"),
    [(5, "0.5", True), (6, "0.5", False), (9, "0.1", True), (10, "0.1", False), (10, "0.95", True)],
)
def test_too_few(of: int, p0: str, expected: bool) -> None:
    assert is_too_few(FigureKind.PROPORTION, Counts(0, of, of), Fraction(p0)) is expected


def test_the_expected_children_rule_is_for_proportions() -> None:
    assert not is_too_few(FigureKind.RATIO_OF_SUMS, Counts(1, 10, 6), Fraction("0.01"))
    assert is_too_few(FigureKind.MEAN, Counts(5, 5, 5), Fraction("17.3"))


@pytest.mark.parametrize(
    ("key", "as_at", "median", "expected"),
    [
        ("suspended", BEFORE, 300, True),
        ("suspended", AFTER, 300, False),
        ("persistent_absence", BEFORE, 119.5, True),
        ("persistent_absence", BEFORE, 120, False),
        ("persistent_absence", AFTER, 0, False),
    ],
)
def test_so_far(key: str, as_at: date, median: float, expected: bool) -> None:
    assert is_so_far(tally(key, 3, 20, median=median), as_at) is expected


def test_a_past_year_is_never_so_far() -> None:
    assert not is_so_far(tally("suspended", 3, 20, year=2024), BEFORE)


@pytest.mark.parametrize(
    ("key", "n", "of", "expected"),
    [
        ("persistent_absence", 30, 30, Verdict.WORSE),
        ("persistent_absence", 0, 30, Verdict.BETTER),
        ("persistent_absence", 14, 30, Verdict.CANNOT_TELL),
        ("persistent_absence", 5, 5, Verdict.TOO_FEW),
        ("ks2_rwm", 30, 30, Verdict.BETTER),
        ("ks2_rwm", 0, 30, Verdict.WORSE),
        ("alternative_provision", 9, 30, Verdict.CONTEXT_ONLY),
        ("phonics", 9, 30, Verdict.CONTEXT_ONLY),
    ],
)
def test_verdict(key: str, n: int, of: int, expected: Verdict) -> None:
    basis = next(iter(like_for_like(key, 2025, "all-through")), None)
    assert verdict(tally(key, n, of), wilson(n, of), basis, AFTER) is expected


def test_context_only_comes_before_so_far_and_so_far_before_too_few() -> None:
    basis = like_for_like("suspended", 2025, None)[0]
    assert verdict(tally("suspended", 1, 3), wilson(1, 3), basis, BEFORE) is Verdict.SO_FAR
    assert verdict(tally("suspended", 1, 3), wilson(1, 3), None, BEFORE) is Verdict.CONTEXT_ONLY


ALL_SCHOOLS_ONLY = ("suspended", "permanently_excluded")


@pytest.mark.parametrize("phase", ["nursery", "primary", "secondary", "special", "AP", "post-16"])
@pytest.mark.parametrize("key", ALL_SCHOOLS_ONLY)
def test_a_figure_of_all_schools_judges_no_school_of_one_phase(key: str, phase: str | None) -> None:
    figure = compare([tally(key, 200, 200)], phase, AFTER)[0]
    assert (figure.verdict, figure.alarm, figure.gap_pupils) == (Verdict.CONTEXT_ONLY, False, None)
    assert {c.position for c in figure.benchmarks if c.benchmark.value} == {Position.ABOVE}
    assert figure.like_for_like is None


@pytest.mark.parametrize("key", [*ALL_SCHOOLS_ONLY, "persistent_absence"])
def test_it_judges_an_all_through_school(key: str) -> None:
    assert compare([tally(key, 200, 200)], "all-through", AFTER)[0].verdict is Verdict.WORSE


def test_a_school_of_unknown_phase_is_judged_by_no_figure_of_all_schools() -> None:
    assert compare([tally("suspended", 30, 30)], None, AFTER)[0].verdict is Verdict.CONTEXT_ONLY


def test_before_the_figures_of_a_phase_begin_its_absence_is_context() -> None:
    """Absence of children in need is published by phase from 2018/19."""
    years = {
        y: compare([tally("persistent_absence", 30, 30, y)], "primary", AFTER)[0].verdict
        for y in (2017, 2018)
    }
    assert years == {2017: Verdict.CONTEXT_ONLY, 2018: Verdict.WORSE}


def test_gld_of_2018_is_not_comparable_with_today_even_where_few() -> None:
    national = figures_2018("gld")[0]
    assert position(tally("gld", 1, 2), wilson(1, 2), national) is Position.NOT_COMPARABLE
    assert position(tally("gld", 1, 2, year=2020), wilson(1, 2), national) is Position.TOO_FEW


@pytest.mark.parametrize(
    ("key", "n", "of", "p0", "gap"),
    [
        ("ks2_rwm", 5, 20, "0.35", 2),
        ("ks2_rwm", 28, 100, "0.29", 1),
        ("ks2_rwm", 29, 100, "0.29", 0),
        ("persistent_absence", 9, 20, "0.35", 2),
        ("persistent_absence", 7, 20, "0.35", 0),
        ("persistent_absence", 8, 20, "0.399", 1),
    ],
)
def test_gap_in_pupils_is_exact(key: str, n: int, of: int, p0: str, gap: int) -> None:
    assert gap_pupils(BY_KEY[key], Counts(n, of, of), Fraction(p0)) == gap


def test_alarms_are_corrected_over_the_whole_answer() -> None:
    """Six of six against 46%: p = 0.46 ** 6 = 0.0095 alone, 0.095 as one of ten."""
    alone = compare([tally("persistent_absence", 6, 6)], "all-through", AFTER)
    many = compare(
        [tally("persistent_absence", 6, 6)]
        + [tally("suspended", 4, 30, year=2025 - i) for i in range(9)],
        "all-through",
        AFTER,
    )
    assert alone[0].alarm
    assert not many[0].alarm
    assert many[0].verdict is Verdict.WORSE
