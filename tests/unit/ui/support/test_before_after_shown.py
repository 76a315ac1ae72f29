"""Before and after as shown: counts for few, no percentage under ten, never an arrow or a name."""

import json
from datetime import date, timedelta

import pytest

from cwsw.charts import Mode
from cwsw.charts.before_after import before_after_alt_text, before_after_chart
from cwsw.children.before_after import BeforeAfter, SessionSums, SupportWeek
from cwsw.ui.support.before_after import SHORT, sentences, weeks_table

START = date(2026, 1, 12)


def found(pupils, weeks=2, others=200, left_out=0):
    """Each pupil missed 3 of 10 a week before and 1 of 10 after; the others half a session."""

    def week(number):
        missed = 3 if number < 0 else 1
        ours = SessionSums(missed * pupils, 10 * pupils, pupils)
        first = START + timedelta(weeks=number)
        return SupportWeek(number, first, ours, SessionSums(others // 2, others * 10, others))

    child = (SessionSums(3 * weeks, 10 * weeks, 1), SessionSums(weeks, 10 * weeks, 1))
    return BeforeAfter(
        START, tuple(week(n) for n in range(-weeks, weeks)), (child,) * pupils, left_out
    )


@pytest.mark.parametrize(("pupils", "share"), [(1, None), (5, None), (6, "6 of 6"), (9, "9 of 9")])
def test_under_ten_there_are_counts_and_no_percentage(pupils, share):
    said = " ".join(sentences(found(pupils)))
    assert f"missed {6 * pupils} of {20 * pupils} sessions in the 2 school weeks before" in said
    assert "3.0 a week" in said
    assert "1.0 after" in said
    assert "%" not in said
    assert (share in said) if share else "tenth" not in said


def test_from_ten_on_the_share_has_its_likely_range():
    said = " ".join(sentences(found(10)))
    assert "10 of 10 (100%, likely range 72% to 100%) before" in said
    assert "likely range" in said


def test_other_pupils_stand_beside_unless_they_are_too_few():
    assert "about 200) missed 0.5 a week each" in " ".join(sentences(found(3)))
    few = found(3, others=8)
    assert "too few other pupils" in " ".join(sentences(few))
    assert "Other pupils" not in json.dumps(before_after_chart(few, "These 3 pupils"))
    assert weeks_table(few).rows[0][-1] == "too few"


def test_short_times_and_pupils_on_one_side_are_said():
    assert SHORT in sentences(found(3))
    assert SHORT not in sentences(found(3, weeks=6))
    assert any("1 pupil has sessions on one side" in s for s in sentences(found(3, left_out=1)))


@pytest.mark.parametrize("mode", Mode)
def test_the_line_breaks_at_the_start_and_holds_sums_alone(mode):
    spec = before_after_chart(found(3), "These 3 pupils", mode)
    (rows,) = [r for r in spec["datasets"].values() if len(r) > 1]
    assert {key for row in rows for key in row} == {"line", "side", "week", "value"}
    sides = [row["side"] for row in rows if row["line"] == "These 3 pupils"]
    assert sides == ["These 3 pupils before"] * 2 + ["These 3 pupils after"] * 2
    assert [row["value"] for row in rows][:4] == [3.0, 3.0, 1.0, 1.0]
    assert [{"start": START.isoformat(), "words": "Start"}] in spec["datasets"].values()


def test_the_words_for_those_who_do_not_see_it_name_weeks_and_days():
    words = before_after_alt_text(found(3), "these 3 pupils")
    assert "2 school weeks before and 2 after the start on 12 January 2026" in words
    assert before_after_chart(BeforeAfter(START), "Nobody") is None
