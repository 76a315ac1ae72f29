"""The advice page's statistics as data."""

from cwsw.benchmarks.advice_page import (
    cautions,
    claims,
    claims_for,
    context_mix,
    group_sizes,
    groups,
)
from cwsw.benchmarks.sources import CONFIDENCE


def test_every_statistic_is_there_and_complete() -> None:
    assert [c.id for c in claims()] == [f"ADV-{n:02d}" for n in range(1, 15)]
    for c in claims():
        assert all((c.claim, c.cohort, c.comparator, c.year, c.raw, c.why)), c.id
        assert c.kind in ("raw", "phrase")
        assert c.availability in ("school", "context")
        assert c.agrees in ("yes", "no", "cannot be tested")
        assert c.confidence in CONFIDENCE
        assert c.publication.publisher


def test_the_two_phrases_that_raw_figures_do_not_reproduce() -> None:
    assert [c.id for c in claims() if c.agrees == "no"] == ["ADV-07", "ADV-13"]


def test_what_a_school_cannot_hold_is_context() -> None:
    context = {c.id for c in claims() if c.availability == "context"}
    assert {"ADV-01", "ADV-03", "ADV-04", "ADV-10", "ADV-11"} <= context


def test_groups_and_sizes() -> None:
    assert [g.key for g in groups()] == ["CIN", "CINO", "CPPO", "CLA12", "all pupils", "Ever6"]
    assert [s.percent for s in group_sizes()] == ["12.7", "2.2", "1.7"]
    assert all(c.words and c.confidence in CONFIDENCE for c in cautions())


def test_who_the_children_are() -> None:
    mix = context_mix()
    latest = {(p.cohort, p.phase): p.text for p in mix["free_school_meals"] if p.year == 2024}
    assert latest == {
        ("CINO", "All"): "61.7",
        ("all pupils", "Primary"): "24.7",
        ("all pupils", "Secondary"): "25.8",
    }
    assert {p.text for p in mix["ehc_plan"] if p.year == 2024} == {"31.4", "33.9", "5.3"}


def test_what_a_chart_draws_is_stated_or_published() -> None:
    drawn = {name: [c for c in claims() if name in c.charts] for name in ("percent", "times")}
    assert [c.id for c in drawn["percent"]] == [f"ADV-{n:02d}" for n in (6, 7, 10, 11, 12)]
    assert all(c.short and c.shares for c in drawn["percent"])
    assert [c.id for c in drawn["times"]] == [f"ADV-{n:02d}" for n in (7, 8, 9, 12, 13, 14)]
    assert all(c.short and c.times for c in drawn["times"])
    for claim in drawn["percent"]:
        published = claim.published
        if claim.percent and published:
            assert claim.shares == (published.value, published.comparator_value)


def test_how_many_times_by_the_published_figures() -> None:
    times = {c.id: c.times_published for c in claims() if "times" in c.charts}
    rounded = {
        key: None if value is None else round(float(value), 1) for key, value in times.items()
    }
    assert rounded == {
        "ADV-07": 4.6,
        "ADV-08": None,
        "ADV-09": 4.5,
        "ADV-12": 2.9,
        "ADV-13": 7.5,
        "ADV-14": 10.4,
    }


def test_the_statistics_of_a_schools_phase_come_first() -> None:
    assert claims_for(None) == claims()
    assert claims_for("primary")[0].id == "ADV-06"
    assert claims_for("secondary")[0].id == "ADV-07"
    assert claims_for("special")[0].id == "ADV-01"
