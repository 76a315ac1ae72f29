"""The line of a child's plans: what is drawn, in which time, and nothing about who it is."""

from datetime import date

from cwsw.charts import Mode
from cwsw.charts.timeline import TimelineBar, timeline

WINDOW = (date(2020, 7, 20), date(2026, 7, 20))
ROLL = (date(2022, 9, 1), date(2026, 7, 20))
SPANS = (
    TimelineBar("CP, does not count", date(2015, 1, 1), date(2016, 1, 1), False),
    TimelineBar("CIN, counts", date(2024, 2, 3), date(2024, 2, 3), True),
)


def rows(spec, layer):
    data = spec["layer"][layer]["data"]
    return data.get("values") or spec["datasets"][data["name"]]


def test_the_six_years_and_the_time_on_roll_are_shaded():
    shades = rows(timeline(SPANS, WINDOW, ROLL), 0)
    assert [(s["shade"], s["first"], s["last"]) for s in shades] == [
        ("Six years", "2020-07-20", "2026-07-20"),
        ("On our roll", "2022-09-01", "2026-07-20"),
    ]


def test_each_plan_has_a_bar_and_a_single_day_can_be_seen():
    bars = rows(timeline(SPANS, WINDOW, ROLL), 1)
    assert [(b["first"], b["counts"]) for b in bars] == [
        ("2015-01-01", False),
        ("2024-02-03", True),
    ]
    assert bars[1]["last"] > bars[1]["first"]


def test_the_axis_begins_with_the_earliest_plan_or_with_the_six_years():
    def begins(spans):
        spec = timeline(spans, WINDOW, ROLL)
        return spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0]

    assert begins(SPANS) == "2015-01-01"
    assert begins(SPANS[1:]) == "2020-07-20"


def test_light_and_dark_differ_in_ink_alone():
    light, dark = (timeline(SPANS, WINDOW, ROLL, mode) for mode in (Mode.LIGHT, Mode.DARK))
    assert light["config"]["background"] != dark["config"]["background"]
    assert rows(light, 1) == rows(dark, 1)
