"""Which national figures stand in front: order, what is latest, and what must be said of it."""

import pytest

from cwsw.compare.benchmark_order import FirstBenchmarks, reorder_benchmarks
from cwsw.compare.nationals import nationals
from cwsw.measures.registry import MEASURES, FigureKind
from tests.support import figures

PROPORTIONS = [m.key for m in MEASURES if m.kind is FigureKind.PROPORTION]


def sets(figure) -> list[str]:
    return list(dict.fromkeys(row.set for row in nationals(figure)))


@pytest.mark.parametrize(
    ("front", "order"),
    [
        (FirstBenchmarks.IN_2018, ["2018", "Like for like"]),
        (FirstBenchmarks.LIKE_FOR_LIKE, ["Like for like", "2018"]),
        (FirstBenchmarks.LATEST, ["Latest published", "2018", "Like for like"]),
    ],
)
def test_the_chosen_set_stands_first_and_none_is_lost(front, order) -> None:
    figure = figures.proportion(year=2022)
    shown = reorder_benchmarks(figure, front, "secondary")
    assert sets(shown) == order
    held = {c.benchmark for c in shown.benchmarks}
    assert {c.benchmark for c in figure.benchmarks} <= held


def test_the_verdict_does_not_follow_the_front() -> None:
    figure = figures.proportion(year=2022)
    for front in FirstBenchmarks:
        shown = reorder_benchmarks(figure, front, "secondary")
        assert shown.verdict is figure.verdict
        assert shown.gap_pupils == figure.gap_pupils


def test_latest_is_of_its_own_year_and_says_that_it_is_later() -> None:
    shown = reorder_benchmarks(figures.proportion(year=2022), FirstBenchmarks.LATEST, "secondary")
    first = nationals(shown)[0]
    assert first.year == "2024/25"
    assert first.note.startswith("Of 2024/25, later than the school's figure of 2022/23")
    assert "code J1" in first.note
    assert first.position_words == ""


def test_latest_that_is_like_for_like_too_is_shown_once_with_its_position() -> None:
    figure = figures.proportion(year=2025)
    shown = reorder_benchmarks(figure, FirstBenchmarks.LATEST, "secondary")
    assert sets(shown) == ["Latest published", "2018"]
    assert len(shown.benchmarks) == len(figure.benchmarks)
    assert nationals(shown)[0].position_words == "Like it, within chance"


@pytest.mark.parametrize("front", FirstBenchmarks)
@pytest.mark.parametrize("key", PROPORTIONS)
def test_every_row_has_all_that_must_be_said(key, front) -> None:
    shown = reorder_benchmarks(figures.proportion(key, (9, 22), (40, 90), 2023), front, "secondary")
    for row in nationals(shown):
        said = (row.set, row.cohort, row.comparator, row.year, row.phase)
        assert all((*said, row.definition, row.source, row.confidence)), row


def test_no_national_figure_stays_none() -> None:
    figure = figures.proportion("part_time_timetable")
    assert reorder_benchmarks(figure, FirstBenchmarks.LATEST, "secondary").benchmarks == ()
