"""No national figure stands without its words, nor across a change without the sentence on it."""

from datetime import date

import pytest

from cwsw.benchmarks.model import Benchmark, figures_2018, like_for_like
from cwsw.benchmarks.series import SeriesPoint, all_series, national_series, phases
from cwsw.benchmarks.sources import CONFIDENCE, sources
from cwsw.compare.figures import compare
from cwsw.compare.nationals import nationals
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import MEASURES
from cwsw.tables.years import label, parse_label

SCHOOL_PHASES = ("nursery", "primary", "secondary", "all-through", "special", "AP", "post-16", None)
KEYS = (*(m.key for m in MEASURES), "level2_by_21")
YEARS = range(2015, 2027)
WORDS = ("cohort", "comparator", "definition", "phase", "source", "year", "confidence")
NOW = 2026
"""The 2018 set and the series stand beside every year: that of a school after every change."""

ABSENCE = ("overall_absence", "persistent_absence", "severe_absence")
GCSE = ("em_strong", "em_standard", "attainment8")


def shown(key: str) -> list[tuple[Benchmark, int]]:
    """Every figure of a measure with the year of the school's figure that it stands beside."""
    latest = [(b, NOW) for b in figures_2018(key)]
    own = [(b, y) for y in YEARS for p in SCHOOL_PHASES for b in like_for_like(key, y, p)]
    return latest + own


def points(key: str) -> list[SeriesPoint]:
    return [p for phase in phases(key) for p in national_series(key, phase)]


@pytest.mark.parametrize("key", KEYS)
def test_no_figure_lacks_a_word(key: str) -> None:
    for benchmark, _ in shown(key):
        assert [w for w in WORDS if not getattr(benchmark, w).strip()] == [], benchmark
        assert benchmark.confidence in CONFIDENCE


@pytest.mark.parametrize("key", all_series())
def test_no_point_of_a_series_lacks_a_word(key: str) -> None:
    found = points(key)
    assert found
    for point in found:
        said = (point.cohort, point.comparator, point.series.definition, point.phase)
        assert all((*said, label(point.year), sources()[point.source].citation)), point
        assert point.series.confidence in CONFIDENCE


def sentences_due(key: str, published: int, beside: int) -> list[str]:
    """Words that must stand in the note, by benchmarks.md (B, notes a and b; D; G5 and G6)."""
    both = (published, beside)
    due = []
    if key == "gld" and min(both) < 2021 <= max(both):
        due.append("rewritten in September 2021")
    if key in ABSENCE and min(both) < 2024 <= max(both):
        due += ["J1", "C2", "August 2024"]
    if key in ABSENCE and {2019, 2020} & set(both):
        due.append("pandemic")
    if key in GCSE and {2019, 2020} & set(both):
        due.append("set by teachers")
    if key in GCSE and 2021 in both:
        due.append("mid-point")
    if key == "attainment8" and {2024, 2025} & set(both):
        due.append("No Progress 8")
    if key == "permanently_excluded":
        due.append("rate per 100")
    if key in ABSENCE:
        due.append("enrolments")
    return due


@pytest.mark.parametrize("key", KEYS)
def test_no_definition_differs_without_a_note(key: str) -> None:
    for benchmark, beside in shown(key):
        if benchmark.kind == "phrase":
            continue
        published = parse_label(benchmark.year)
        assert published is not None
        due = sentences_due(key, published, beside)
        if benchmark.comparator != "all pupils":  # the page's own pair, counted in one way
            due = [words for words in due if words not in ("rate per 100", "enrolments")]
        assert [w for w in due if w not in benchmark.note] == [], (benchmark, beside)


@pytest.mark.parametrize("key", all_series())
def test_no_point_out_of_the_trend_lacks_a_note(key: str) -> None:
    for point in points(key):
        due = sentences_due(key, point.year, NOW)
        assert [words for words in due if words not in point.note] == [], point
        if not point.in_trend:
            assert any(c.words in point.note for c in point.series.changes), point


def test_a_figure_of_the_same_definition_has_no_such_note() -> None:
    (before, *_), (after, *_) = (
        like_for_like("persistent_absence", year, "primary") for year in (2023, 2024)
    )
    assert "J1" not in before.note
    assert "J1" not in after.note
    assert "rewritten" not in like_for_like("gld", 2024, "primary")[0].note


def test_the_rows_of_the_screen_carry_every_word() -> None:
    tallies = [
        Tally(m, NOW, {g: Counts(9, 22, 22) for g in ("cwsw", "other")}, 300.0)
        for m in MEASURES
        if m.kind == "proportion"
    ]
    rows = [row for f in compare(tallies, "secondary", date(2026, 8, 31)) for row in nationals(f)]
    assert len(rows) > 20
    for row in rows:
        assert [w for w in WORDS if not getattr(row, w).strip()] == [], row
