"""The national picture: our phase first, our own figures beside, and each view by its address."""

import pyarrow as pa
import pytest

from cwsw.ui.national.tabs import TABS
from tests.support.app import open_app, words
from tests.support.explore import ask
from tests.support.schools import open_sample, summary_of

NATIONAL = "pages/national/national.py"

pytestmark = pytest.mark.usefixtures("one_server")


def rows(at, place):
    """What one of the two charts draws, statistic by statistic."""
    (data,) = at.get("vega_lite_chart")[place].proto.datasets
    table = pa.ipc.open_stream(data.data.data).read_all()
    return {row["label"]: row for row in table.to_pylist()}


def test_it_needs_no_data_and_then_shows_england_alone():
    at = open_app(page=NATIONAL)
    assert not at.exception
    assert at.title[0].value == "1 in 10 children in England needed a social worker in six years"
    percent, times = rows(at, 0), rows(at, 1)
    assert (percent["Good level of development"]["national_text"]) == "50.0%"
    assert times["Permanently excluded"]["national_text"] == "2 to 4 times"
    assert times["Permanently excluded"]["beside_text"] == "7.5 times"
    assert all(
        row["ours"] is None and not row["here"] for row in (*percent.values(), *times.values())
    )


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        ("sample secondary", "Grade 5+ in English and maths"),
        ("sample primary", "Good level of development"),
    ],
)
def test_the_statistics_of_our_phase_come_first(choice, first):
    at = open_sample(choice, NATIONAL)
    assert not at.exception
    assert next(iter(rows(at, 0))) == first


def test_our_own_figures_stand_where_the_statistics_are_the_same():
    at = open_sample("sample secondary", NATIONAL)
    absent = summary_of("sample secondary").latest_judged("persistent_absence")
    percent = rows(at, 0)["Missed 10% or more of school"]
    assert percent["ours"] == pytest.approx(100 * absent.cwsw.estimate.value, abs=0.05)
    assert percent["here"] == f"51% ({absent.cwsw.n} of {absent.cwsw.of})"
    assert percent["note"] == "England: all schools"
    times = rows(at, 1)
    assert times["Missed 10% or more of school"]["here"] == "2.3 times as likely"
    passes = summary_of("sample secondary").latest_judged("em_strong")
    less_likely = times["Grade 5+ in English and maths: less likely"]
    assert less_likely["ours"] == pytest.approx(1 / passes.ratio.value, abs=0.05)
    assert less_likely["low"] < less_likely["ours"] < less_likely["high"]
    assert times["Higher education at 18: less likely"]["note"] == "a school cannot count it"


def test_a_figure_that_was_counted_anew_has_no_mark_beside_2018():
    level = rows(open_sample("sample primary", NATIONAL), 0)["Good level of development"]
    assert level["ours"] is None
    assert level["here"]
    assert level["note"] == "counted otherwise then"


def test_every_view_opens_by_its_address():
    seen = {tab: words(ask(open_app(page=NATIONAL), picture=tab)) for tab in TABS}
    assert "50% of children with a social worker" in seen["Sources"]
    assert "No: context only" in seen["Sources"]
    assert "12.7%" in seen["Who the groups are"]
    assert "England" in seen["Year by year"]


def test_every_series_and_phase_can_be_shown_ours_only_beside_its_own_phase():
    at = ask(open_sample("sample secondary", NATIONAL), picture="Year by year")
    for measure in at.selectbox(key="series").options:
        at.selectbox(key="series").select(measure).run()
        for phase in at.selectbox(key="schools").options:
            at.selectbox(key="schools").select(phase).run()
            assert not at.exception, (measure, phase)
            assert "England" in words(at)
            assert ("Our children with a social worker" in words(at)) <= (
                phase != "primary schools"
            )
