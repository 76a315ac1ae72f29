"""A child's sessions drawn: whole bars, plans above them, and nothing but days and numbers."""

from datetime import date

import pytest

from cwsw.charts import Mode
from cwsw.charts.child import (
    ATTENDED,
    AUTHORISED,
    MISSED,
    UNAUTHORISED,
    PlanBar,
    Spell,
    sessions_chart,
)

WEEK = Spell(
    date(2026, 1, 5),
    date(2026, 1, 10),
    ((ATTENDED, 5), (AUTHORISED, 3), (UNAUTHORISED, 2)),
)
YEAR = Spell(date(2024, 9, 1), date(2025, 8, 31), ((ATTENDED, 300), (MISSED, 100)))
SPAN = (date(2024, 9, 1), date(2026, 3, 20))


def rows(spec, place):
    """The rows of a layer; where there is one layer alone, its data stand on the chart."""
    data = spec["layer"][place].get("data") or spec["data"]
    return data.get("values") or spec["datasets"][data["name"]]


@pytest.mark.parametrize("mode", Mode)
def test_each_bar_is_whole_and_in_its_order(mode):
    bars = rows(sessions_chart((YEAR, WEEK), SPAN, (), mode), 0)
    assert [(b["kind"], b["low"], b["high"]) for b in bars] == [
        (ATTENDED, 0, 75),
        (MISSED, 75, 100),
        (ATTENDED, 0, 50),
        (AUTHORISED, 50, 80),
        (UNAUTHORISED, 80, 100),
    ]
    assert {key for bar in bars for key in bar} == {"first", "last", "kind", "low", "high"}


def test_a_part_with_nothing_in_it_is_not_drawn():
    full = Spell(WEEK.first, WEEK.last, ((ATTENDED, 10), (AUTHORISED, 0), (UNAUTHORISED, 0)))
    assert [b["kind"] for b in rows(sessions_chart((full,), SPAN), 0)] == [ATTENDED]


def test_plans_stand_above_the_bars_and_only_where_they_are_given():
    plans = (
        PlanBar("CIN", date(2020, 1, 1), date(2025, 1, 1)),
        PlanBar("CP", date(2026, 2, 2), date(2026, 2, 2)),
    )
    spec = sessions_chart((WEEK,), SPAN, plans)
    first, second = rows(spec, 1)
    assert first["first"] == SPAN[0].isoformat()  # cut at the first day shown
    assert second["first"] < second["last"]  # a single day can be seen
    assert 100 < first["low"] < first["high"] < second["low"]
    assert [row["words"] for row in rows(spec, 2)] == ["CIN", "CP"]
    assert len(sessions_chart((WEEK,), SPAN)["layer"]) == 1
    assert "CIN" not in str(sessions_chart((WEEK,), SPAN))
