"""Chart, table and words show the same numbers, and a chart carries nothing else."""

import json
from typing import Any

import pytest

from cwsw import charts
from cwsw.benchmarks.series import national_series
from cwsw.compare import sentences, showing
from cwsw.compare.benchmark_order import FirstBenchmarks, reorder_benchmarks
from cwsw.compare.model import Figure
from cwsw.compare.nationals import nationals
from tests.support import figures

PLOTTED = {"down", "words_down", "words", "role", "value", "low", "high"}


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The one data set of a spec."""
    (data,) = spec["datasets"].values()
    return data


def words(spec: dict[str, Any]) -> list[str]:
    return [row["words"].replace("\n", " ") for row in rows(spec)]


def dots(figure: Figure, group: str = "cwsw") -> dict[str, Any]:
    spec = charts.dot_chart(figure, group)
    assert spec is not None
    return spec


def test_dots_are_the_figures_own_values() -> None:
    figure = figures.proportion(cwsw=(9, 22), other=(187, 1012))
    cohort, others = rows(dots(figure))[:2]
    assert cohort["value"] == pytest.approx(100 * 9 / 22)
    assert (cohort["low"], cohort["high"]) == pytest.approx((23.3, 61.3), abs=0.1)
    assert others["value"] == pytest.approx(100 * 187 / 1012)


def test_labels_say_what_the_sentence_says() -> None:
    figure = figures.proportion(cwsw=(9, 22))
    assert words(dots(figure))[0] == "Children with a social worker: 9 of 22 (41%)"
    assert "9 of 22 children with a social worker (41%)" in sentences.ours(figure)


def test_national_marks_are_the_national_rows() -> None:
    figure = figures.proportion()
    shown = words(dots(figure))[2:]
    texts = {row.value_text for row in nationals(figure)} | {
        row.comparator_text for row in nationals(figure)
    }
    assert shown == [
        "Children in need, 2018, all schools: 32.7%",
        "All pupils, 2018, all schools: 11.2%",
        "Children in need, 2024/25: 61.0%",
        "All pupils, 2024/25: 23.4%",
    ]
    assert all(words.rsplit(": ", 1)[1] in texts for words in shown)


def test_marks_are_told_apart_by_shape_and_word_not_colour_alone() -> None:
    spec = dots(figures.proportion())
    found = rows(spec)
    shape = spec["layer"][1]["encoding"]["shape"]["scale"]
    by_role = dict(zip(shape["domain"], shape["range"], strict=True))
    looks = {(by_role[row["role"]], row["role"].endswith("pair")) for row in found}
    assert len(looks) == len(found)
    assert len({row["words"] for row in found}) == len(found)


@pytest.mark.parametrize("cwsw", [(0, 12), (12, 12), (9, 22), (300, 600)])
def test_the_axis_never_moves(cwsw: tuple[int, int]) -> None:
    spec = dots(figures.proportion(cwsw=cwsw))
    assert spec["layer"][1]["encoding"]["x"]["scale"]["domain"] == [0, 100]


def test_attainment_8_has_an_axis_of_points() -> None:
    spec = dots(figures.mean([12.5, 20, 30] * 4, [40, 50, 61] * 5))
    assert spec["layer"][1]["encoding"]["x"]["scale"]["domain"] == [0, 90]
    assert words(spec)[0] == "Children with a social worker: 20.8 points (12 pupils)"
    assert rows(spec)[0]["value"] == pytest.approx(20.8333, abs=0.001)


def test_absence_is_a_share_of_sessions() -> None:
    spec = dots(figures.sessions([(40, 380), (10, 380)] * 6, [(5, 380)] * 30))
    assert words(spec)[0] == "Children with a social worker: 7% of sessions (12 pupils)"
    assert rows(spec)[0]["value"] == pytest.approx(100 * 50 / 760)


@pytest.mark.parametrize(("of", "is_drawn"), [(5, False), (6, False), (9, False), (10, True)])
def test_a_small_group_has_no_place_on_the_axis(of: int, is_drawn: bool) -> None:
    roles = [row["role"] for row in rows(dots(figures.proportion(cwsw=(3, of))))]
    assert ("cohort" in roles) is is_drawn
    assert "national" in roles


@pytest.mark.parametrize(("n", "of"), [(0, 1), (2, 5), (3, 8), (9, 9)])
def test_a_small_group_is_counted_in_squares(n: int, of: int) -> None:
    figure = figures.proportion(cwsw=(n, of))
    spec = charts.square_chart(figure)
    assert spec is not None
    squares = rows(spec)
    assert len(squares) == of
    assert sum(square["look"] == "cohort filled" for square in squares) == n
    assert squares[0]["words"] == f"Children with a social worker: {n} of {of}, filled"
    assert "%" not in squares[0]["words"]


@pytest.mark.parametrize("of", [0, 10, 200])
def test_other_sizes_have_no_squares(of: int) -> None:
    assert charts.square_chart(figures.proportion(cwsw=(0, of))) is None


def test_means_have_no_squares() -> None:
    assert charts.square_chart(figures.mean([20.0, 30.0], [40.0] * 12)) is None


def test_a_sub_cohort_stands_in_the_cohorts_place_beside_its_own_national_figure() -> None:
    spec = dots(figures.proportion(current_cp=(7, 11)), "current_cp")
    assert words(spec)[0] == "Children on a child protection plan now: 7 of 11 (64%)"
    assert words(spec)[2] == "Children on a child protection plan, 2018, all schools: 39.6%"
    assert words(spec)[4] == "Children on a child protection plan, 2024/25: 69.8%"


def test_what_stands_in_front_in_the_figure_is_drawn_first() -> None:
    figure = reorder_benchmarks(figures.proportion(year=2023), FirstBenchmarks.LATEST, "secondary")
    shown = words(dots(figure))[2:]
    assert shown[0] == "Children in need, 2024/25: 61.0%"
    assert shown[2] == "Children in need, 2018, all schools: 32.7%"
    texts = {row.value_text for row in nationals(figure)}
    assert all(one.rsplit(": ", 1)[1] in texts for one in (shown[0], shown[2]))


def test_2018_is_drawn_even_where_it_cannot_be_compared() -> None:
    shown = words(dots(figures.proportion("gld", (7, 15), (40, 60), phase="primary")))
    assert "Children with a social worker, 2018: 50.0%" in shown
    assert "Children who never had a social worker, 2018: 72.0%" in shown


def test_phrases_are_never_drawn() -> None:
    figure = figures.proportion("a_levels_at_16", (4, 12), (30, 40))
    assert [row["role"] for row in rows(dots(figure))] == ["cohort", "others"]


def test_a_chart_carries_the_plotted_columns_only() -> None:
    assert {key for row in rows(dots(figures.proportion())) for key in row} == PLOTTED


def test_nothing_to_draw_is_no_chart() -> None:
    assert charts.dot_chart(figures.proportion("alternative_provision", (1, 4), (0, 5))) is None


def test_no_chart_hides_information_in_a_tooltip() -> None:
    figure = figures.proportion()
    assert "tooltip" not in json.dumps(dots(figure))


def test_specs_are_made_once_for_the_same_figure() -> None:
    figure = figures.proportion()
    assert charts.dot_chart(figure) is charts.dot_chart(figures.proportion())
    assert charts.dot_chart(figure, mode=charts.Mode.DARK) is not charts.dot_chart(figure)


def test_alt_text_is_made_of_the_sentences() -> None:
    figure = figures.proportion()
    text = charts.alt_text(figure)
    assert text.startswith(sentences.ours(figure))
    assert sentences.others(figure) in text
    assert all(row.words in text for row in nationals(figure))


def four_years() -> tuple[Figure, ...]:
    """The as-at year, still under way, and three complete years."""
    years = (2026, 2025, 2024, 2023)
    return tuple(figures.proportion(cwsw=(9 + i, 22 + i), year=y) for i, y in enumerate(years))


def test_a_trend_has_a_dot_a_year_and_breaks_before_an_unfinished_one() -> None:
    spec = charts.trend_chart(four_years())
    assert spec is not None
    cohort = [row for row in rows(spec) if row["line"] == "Children with a social worker"]
    assert [row["year"] for row in cohort] == ["2023/24", "2024/25", "2025/26", "2026/27"]
    assert [row["value"] for row in cohort] == pytest.approx(
        [100 * n / of for n, of in ((12, 25), (11, 24), (10, 23), (9, 22))]
    )
    assert [row["joined"] is None for row in cohort] == [False, False, False, True]


def test_a_trend_shows_a_national_figure_in_its_own_year_only() -> None:
    spec = charts.trend_chart(four_years())
    assert spec is not None
    national = {r["year"]: r["value"] for r in rows(spec) if r["line"].endswith("England")}
    assert national["2024/25"] == pytest.approx(61.0)
    assert national["2025/26"] is None


def test_one_year_is_no_trend() -> None:
    small = figures.proportion(cwsw=(2, 5), year=2024)
    assert charts.trend_chart((figures.proportion(), small)) is None


def test_a_national_series_breaks_at_years_that_must_not_be_joined() -> None:
    points = national_series("persistent_absence")
    spec = charts.series_chart(points)
    assert spec is not None
    everyone = {r["year"]: r for r in rows(spec) if r["line"] == "All pupils"}
    assert everyone["2019/20"]["value"] is None
    assert everyone["2020/21"]["value"] is not None
    assert everyone["2020/21"]["joined"] is None
    shown = {p.text for p in points if p.cohort == "all pupils" and p.year == 2024}
    assert shown == {str(showing.half_up(everyone["2024/25"]["value"], 2))}


def test_no_series_no_chart() -> None:
    assert charts.series_chart(()) is None


def drawn_lines(spec: dict[str, Any], line: str) -> list[list[str]]:
    """The years that Vega joins to one path: those of one stretch, cut at empty cells."""
    encodings = [layer["encoding"] for layer in spec["layer"]]
    (encoding,) = (e for e in encodings if e["y"].get("field") == "joined")
    assert encoding["detail"]["field"] == "stretch"
    paths: dict[int, list[list[str]]] = {}
    for row in (r for r in rows(spec) if r["line"] == line):
        path = paths.setdefault(row["stretch"], [[]])
        if row["joined"] is None:
            path.append([])
        else:
            path[-1].append(row["year"])
    return [years for path in paths.values() for years in path if years]


@pytest.mark.parametrize(
    ("key", "first", "expected"),
    [
        ("gld", 2019, [["2019/20", "2020/21"], ["2021/22", "2022/23"]]),
        ("em_strong", 2018, [["2018/19"], ["2019/20"], ["2020/21"], ["2021/22"]]),
        ("em_strong", 2021, [["2021/22"], ["2022/23", "2023/24", "2024/25"]]),
        ("attainment8", 2022, [["2022/23", "2023/24", "2024/25", "2025/26"]]),
        ("persistent_absence", 2022, [["2022/23", "2023/24"], ["2024/25", "2025/26"]]),
        ("part_time_timetable", 2019, [["2019/20", "2020/21", "2021/22", "2022/23"]]),
    ],
)
def test_a_line_breaks_where_the_definition_changes(key, first, expected) -> None:
    years = range(first, first + 4)
    if key == "attainment8":
        found = [figures.mean([20.0, 30.0] * 6, [40.0] * 12, year=year) for year in years]
    else:
        found = [figures.proportion(key, (9, 22), (90, 220), year=year) for year in years]
    spec = charts.trend_chart(tuple(reversed(found)))
    assert spec is not None
    for line in ("Children with a social worker", "Other pupils"):
        assert drawn_lines(spec, line) == expected
    values = [r["value"] for r in rows(spec) if r["line"] == "Children with a social worker"]
    assert None not in values


def test_a_year_without_figures_still_breaks_the_line_inside_a_stretch() -> None:
    found = [figures.proportion("ks2_rwm", year=year) for year in (2025, 2023, 2022)]
    spec = charts.trend_chart(tuple(found))
    assert spec is not None
    expected = [["2022/23", "2023/24"], ["2025/26"]]
    assert drawn_lines(spec, "Children with a social worker") == expected


def test_a_national_series_breaks_where_the_definition_changes() -> None:
    spec = charts.series_chart(p for p in national_series("persistent_absence") if p.year > 2020)
    assert spec is not None
    assert drawn_lines(spec, "All pupils") == [["2021/22", "2022/23", "2023/24"], ["2024/25"]]
