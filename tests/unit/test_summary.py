"""Cards, what is missing, and suggestions."""

from dataclasses import replace

import pytest

from cwsw.advice.suggest import suggestions
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.strengths import beside_others
from cwsw.measures.registry import MEASURES, OVERVIEW, Better, Kind
from cwsw.summary.cards import MOST_CARDS, cards
from cwsw.summary.missing import missing
from cwsw.tables.codes import PHASES
from cwsw.tables.upload import School
from tests.support.figures import proportion, sessions

COHORT = CohortCounts(1200, 150, 22, 41, 87, 60, 3, 4, 0, 5, 1041)


def ids(*figures: object, cohort: CohortCounts = COHORT) -> dict[str, bool]:
    fired = suggestions(figures, cohort)  # type: ignore[arg-type]
    return {s.rule.id: s.look_at_each_child for s in fired}


def test_an_alarm_fires_its_cohort_rule() -> None:
    assert ids(proportion(cwsw=(22, 22)))["ATT-1"] is False


def test_below_ten_it_becomes_look_at_each_child() -> None:
    assert ids(proportion(cwsw=(9, 9)))["ATT-1"] is True


def test_an_average_school_hears_nothing_although_its_gap_is_large() -> None:
    """Like the nation (secondary): 61% of the cohort, 23% of others; suspended 14% v 4%."""
    average = (
        proportion(cwsw=(92, 150), other=(240, 1041)),
        proportion("suspended", cwsw=(21, 150), other=(42, 1041)),
    )
    assert ids(*average) == {}


def test_a_gap_clearly_wider_than_the_national_one_fires_without_an_alarm() -> None:
    figure = proportion(cwsw=(95, 150), other=(20, 1041))
    assert not figure.alarm
    assert "ATT-1" in ids(figure)
    assert "clearly wider than the national gap" in suggestions([figure], COHORT)[0].because


def test_a_counted_fact_asks_to_look_at_each_child() -> None:
    fired = ids(proportion("severe_absence", cwsw=(1, 150), other=(30, 1041)))
    assert fired == {"ATT-3": True}


def test_plans_without_dates_ask_for_the_dates() -> None:
    assert ids(cohort=replace(COHORT, undated=2)) == {"ID-1": True}


@pytest.mark.parametrize("phase", [*PHASES, None])
def test_at_most_seven_cards_and_one_strength(phase: str | None) -> None:
    keys = {key for keys in OVERVIEW.values() for key in keys} - {"attainment8", "overall_absence"}
    figures = [proportion(key, cwsw=(11, 22), other=(200, 1000)) for key in sorted(keys)]
    figures.append(sessions([(10, 100)] * 20, [(5, 100)] * 30))
    found = cards(figures, phase)
    assert len(found) <= MOST_CARDS
    assert [card.is_strength for card in found].index(True) == 0
    assert sum(card.is_strength for card in found) == 1


def test_the_strength_is_where_the_cohort_leads_the_other_pupils() -> None:
    figures = [proportion(), proportion("gld", cwsw=(18, 20), other=(30, 40), phase="primary")]
    strength = next(c for c in cards(figures, "primary") if c.is_strength)
    assert strength.figure.measure.key == "gld"


def test_a_strength_counts_those_who_did_well_where_less_is_better() -> None:
    figures = [proportion(cwsw=(16, 20), other=(37, 40))]
    strength = next(c for c in cards(figures, "primary") if c.is_strength)
    assert strength.strength == (
        "4 of 20 children with a social worker attended more than 90% of their sessions in 2025/26,"
        " and 3 of 40 other pupils."
    )


def test_nobody_who_did_well_is_no_strength() -> None:
    assert not any(c.is_strength for c in cards([proportion(cwsw=(20, 20), other=(9, 9))], None))


def test_every_measure_of_which_less_is_better_can_be_a_strength() -> None:
    for measure in MEASURES:
        if measure.kind is Kind.PROPORTION and measure.better is Better.LOWER:
            assert beside_others(proportion(measure.key, cwsw=(1, 20), other=(1, 20)))


def test_where_it_leads_in_nothing_attendance_is_the_strength() -> None:
    strength = next(c for c in cards([proportion(cwsw=(9, 22))], "secondary") if c.is_strength)
    assert strength.strength == (
        "13 of 22 children with a social worker attended more than 90% of their sessions."
    )


def test_what_is_missing_has_its_reason_and_suits_the_phase() -> None:
    school = School(phase="primary")
    reasons = {m.key: m.reason for m in missing(school, frozenset({"pupils", "wellbeing"}), ())}
    assert reasons["gld"].startswith("No Results sheet")
    assert "SDQ permission" in reasons["sdq_raised"]
    assert "em_strong" not in reasons
