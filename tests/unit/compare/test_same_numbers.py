"""Chart, table and words are the same numbers: every figure and year of both samples.

A chart takes longer to draw than a figure to count, so that every sub-cohort is drawn with --long.
"""

import re

import pytest

from cwsw import charts
from cwsw.charts.marks import has_value
from cwsw.compare import sentences
from cwsw.compare.benchmark_order import FirstBenchmarks, reorder_benchmarks
from cwsw.compare.nationals import nationals
from cwsw.measures.registry import FigureKind
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.years import label
from cwsw.ui.widgets.figure_tables import group_table, in_short
from cwsw.ui.widgets.filters import SUB_COHORTS
from tests.support.samples import sample_upload

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


@pytest.fixture(scope="module", params=["primary", "secondary"])
def summary(request):
    return summarise(Workspace.load(sample_upload(f"{request.param}.xlsx")))


def rows(spec):
    (data,) = spec["datasets"].values()
    return data


def keys(summary) -> list[str]:
    return [figure.measure.key for figure in summary.figures]


def first_numbers(text: str) -> list[str]:
    """The counts and the value a text begins with, without years and likely ranges."""
    plain = re.sub(r"\d{4}/\d\d", "", text.split(" Allowing")[0].split(", likely")[0])
    return NUMBER.findall(plain)


@pytest.fixture
def drawn_groups(long_run) -> tuple[str, ...]:
    """The cohort, and a part of it, which is drawn by the same road as any other part."""
    return ("cwsw", *SUB_COHORTS) if long_run else ("cwsw", "ended")


def test_dots_say_what_sentence_and_table_say(summary, drawn_groups, long_run) -> None:
    seen = 0
    for figure in (summary.latest(key) for key in dict.fromkeys(keys(summary))):
        for name in figure.groups if long_run else figure.groups.keys() & {*drawn_groups}:
            if (
                not has_value(figure.groups[name])
                or figure.measure.kind is not FigureKind.PROPORTION
            ):
                continue
            mark = rows(charts.dot_chart(figure, name))[0]
            sentence = first_numbers(sentences.group_sentence(figure, name))
            line = group_table(figure, name).rows[0]
            assert first_numbers(mark["words"].split(": ")[-1]) == sentence[:3]
            assert list(line[1:4]) == sentence[:3]
            assert abs(mark["value"] - float(line[3].rstrip("%"))) <= 0.5
            seen += 1
    assert seen > 10


def test_lines_over_the_years_are_the_tables_values(summary, drawn_groups) -> None:
    seen = 0
    for key in dict.fromkeys(keys(summary)):
        figures = summary.of(key)
        for name in drawn_groups:
            if not any(name in figure.groups for figure in figures):
                continue
            spec = charts.trend_chart(figures, name, name="These")
            drawn = rows(spec) if spec else []
            plotted = {r["year"]: r["value"] for r in drawn if r["line"] == "These"}
            for figure in figures:
                found = figure.groups.get(name)
                cell = in_short(figure.measure, found)
                value = plotted.get(label(figure.year))
                if not has_value(found) or spec is None:
                    assert value is None
                    continue
                low, _, _ = cell.partition(", likely")
                said = float(low.rsplit("(", 1)[1].rstrip("%"))
                assert abs(value - said) <= 0.5 + 1e-9
                seen += 1
    assert seen > 20


@pytest.mark.parametrize("front", FirstBenchmarks)
def test_national_marks_are_rows_of_the_table(summary, front) -> None:
    for key in dict.fromkeys(keys(summary)):
        figure = summary.of(key)[-1]
        fronted = reorder_benchmarks(figure, front, summary.school.phase)
        texts = {t for row in nationals(fronted) for t in (row.value_text, row.comparator_text)}
        spec = charts.dot_chart(fronted)
        for row in rows(spec) if spec else []:
            if row["role"] not in ("cohort", "others"):
                assert row["words"].replace("\n", " ").rsplit(": ", 1)[1] in texts
