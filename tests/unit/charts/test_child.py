"""A child's absence drawn: its kinds in order, everything dated in a lane of its own."""

from datetime import date

import pytest

from cwsw.charts import Mode
from cwsw.charts.child import (
    AUTHORISED,
    MISSED,
    UNAUTHORISED,
    DatedBar,
    DatedDot,
    Spell,
    absence_chart,
)

WEEK = Spell(date(2026, 1, 5), date(2026, 1, 10), 10, ((AUTHORISED, 3), (UNAUTHORISED, 2)))
YEAR = Spell(date(2024, 9, 1), date(2025, 8, 31), 400, ((MISSED, 100),))
SPAN = (date(2024, 9, 1), date(2026, 3, 20))


def rows(spec, place):
    """The rows of a layer; where there is one layer alone, its data stand on the chart."""
    data = spec["layer"][place].get("data") or spec["data"]
    return data.get("values") or spec["datasets"][data["name"]]


@pytest.mark.parametrize("mode", Mode)
def test_each_bar_is_the_share_missed_by_kind_in_its_order(mode):
    bars = rows(absence_chart((YEAR, WEEK), SPAN, (), (), mode), 0)
    assert [(b["kind"], b["low"], b["high"]) for b in bars] == [
        (MISSED, 0, 25),
        (AUTHORISED, 0, 30),
        (UNAUTHORISED, 30, 50),
    ]
    assert {key for bar in bars for key in bar} == {"first", "last", "kind", "low", "high", "words"}


def test_a_part_with_nothing_in_it_is_not_drawn():
    one_kind = Spell(WEEK.first, WEEK.last, 10, ((AUTHORISED, 10), (UNAUTHORISED, 0)))
    assert [b["kind"] for b in rows(absence_chart((one_kind,), SPAN), 0)] == [AUTHORISED]


def test_what_is_dated_has_a_lane_above_the_bars_and_only_where_it_is_given():
    dots = (DatedDot("2 February 2026, 4 sessions", date(2026, 2, 2)),)
    bars = (
        DatedBar("Breakfast club", date(2020, 1, 1), date(2025, 1, 1)),
        DatedBar("CP", date(2026, 2, 2), date(2026, 2, 2), is_plan=True),
    )
    spec = absence_chart((WEEK,), SPAN, bars, dots)
    (dot,) = rows(spec, 1)
    first, second = rows(spec, 3)
    assert first["first"] == SPAN[0].isoformat()  # cut at the first day shown
    assert second["first"] < second["last"]  # a single day can be seen
    assert 100 < dot["at"] < first["low"] < first["high"] < second["low"]
    assert (first["plan"], second["plan"]) == (False, True)
    assert [row["words"] for row in rows(spec, 4)] == ["Breakfast club", "CP"]
    assert len(absence_chart((WEEK,), SPAN)["layer"]) == 1
    assert "CP" not in str(absence_chart((WEEK,), SPAN, bars[:1]))
