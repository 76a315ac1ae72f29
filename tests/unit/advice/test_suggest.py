"""Which rules fire, why, and in which order (design section 6)."""

from dataclasses import replace

import pytest

from cwsw.advice.suggest import (
    AS_WIDE,
    WIDER,
    WIDER_BY_LUCK_PERHAPS,
    Priority,
    Suggestion,
    first,
    suggestions,
)
from cwsw.children.fact_counts import FactCount
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.model import Figure, NationalGap, SchoolGap
from tests.support.figures import proportion

COHORT = CohortCounts(1200, 150, 22, 41, 87, 60, 3, 4, 0, 5, 1041)
LIKE_THE_NATION = (
    proportion(cwsw=(92, 150), other=(198, 1041)),
    proportion("suspended", cwsw=(21, 150), other=(42, 1041)),
)
"""Secondary: 61% persistently absent beside 19%; 14% suspended beside 4%."""


def ask(*figures: Figure, cohort: CohortCounts = COHORT) -> dict[str, Suggestion]:
    return {s.rule.id: s for s in suggestions(figures, cohort, "secondary")}


def test_a_clear_gap_fires_though_the_nations_is_as_wide() -> None:
    fired = ask(*LIKE_THE_NATION)
    assert [*fired] == ["ATT-1", "SUS-1"]
    assert {s.priority for s in fired.values()} == {Priority.ORDINARY_GAP}
    assert fired["ATT-1"].because.startswith("92 of 150 children with a social worker (61%)")
    assert "198 of 1,041 other pupils (19%)" in fired["ATT-1"].because
    assert fired["ATT-1"].because.endswith(AS_WIDE)


def test_a_gap_beside_a_figure_of_all_schools_fires_and_says_so() -> None:
    because = ask(*LIKE_THE_NATION)["SUS-1"].because
    assert "3.5 times as likely: a clear gap to our other pupils." in because
    assert because.endswith("England: all schools, so it does not judge ours.")


def test_no_clear_gap_fires_nothing() -> None:
    assert ask(proportion(cwsw=(6, 30), other=(200, 1041))) == {}
    assert ask(proportion(cwsw=(5, 5), other=(0, 1041))) == {}


def test_what_is_unusual_comes_first_whatever_the_librarys_order() -> None:
    wide = proportion("em_standard", cwsw=(1, 60), other=(190, 200), year=2024)
    fired = suggestions([LIKE_THE_NATION[0], wide], COHORT, "secondary")
    assert [(s.rule.id, s.priority) for s in fired] == [
        ("KS4-1", Priority.UNUSUAL_GAP),
        ("ATT-1", Priority.ORDINARY_GAP),
    ]
    assert fired[0].because.endswith(WIDER)


def test_an_alarm_on_the_worse_side_is_unusual_too() -> None:
    """22 of 22 beside 24 of 26: a narrow gap, and far above the nation."""
    figure = proportion(cwsw=(22, 22), other=(12, 26))
    assert figure.alarm
    assert figure.gap.national_like_for_like is not NationalGap.WIDER
    fired = ask(figure)["ATT-1"]
    assert fired.priority is Priority.UNUSUAL_GAP
    assert "by more than chance would usually give" in fired.because


def test_a_gap_hardly_wider_may_be_chance_among_many_looked_at() -> None:
    """Alone it is unusual; among four gaps it is one that may be by luck."""
    shapes = [(n, 60) for n in range(20, 60)]
    figure = next(
        f
        for n in shapes
        if (f := proportion(cwsw=n, other=(30, 540))).gap.national_like_for_like == "wider"
    )
    assert ask(figure)["ATT-1"].because.endswith(WIDER)
    others = [
        proportion(key, cwsw=(9, 60), other=(150, 540))
        for key in ("em_standard", "em_strong", "severe_absence")
    ]
    among = ask(figure, *others)["ATT-1"]
    assert among.priority is Priority.ORDINARY_GAP
    assert among.because.endswith(WIDER_BY_LUCK_PERHAPS)


def test_below_ten_it_becomes_look_at_each_child() -> None:
    assert ask(proportion(cwsw=(9, 9)))["ATT-1"].look_at_each_child
    assert not ask(proportion(cwsw=(10, 10)))["ATT-1"].look_at_each_child


def _young(figure: Figure) -> Figure:
    return replace(figure, so_far=True, complete=False)


def test_the_last_complete_year_is_read_and_the_year_under_way_where_only_it_is_behind() -> None:
    behind, level = ("suspended", (30, 150), (40, 1041)), ("suspended", (6, 150), (42, 1041))
    now, then = _young(proportion(*level, year=2026)), proportion(*behind, year=2025)
    assert ask(now, then)["SUS-1"].figure is then
    now, then = _young(proportion(*behind, year=2026)), proportion(*level, year=2025)
    assert (then.gap.here, ask(now, then)["SUS-1"].figure) == (SchoolGap.NOT_CLEAR, now)
    assert "so far in 2026/27" in ask(now, then)["SUS-1"].because


def test_a_counted_fact_asks_to_look_at_each_child() -> None:
    fired = ask(proportion("severe_absence", cwsw=(1, 150), other=(30, 1041)))
    assert [*fired] == ["ATT-3"]
    assert fired["ATT-3"].look_at_each_child
    assert fired["ATT-3"].priority is Priority.SINGLE_CHILDREN


def test_dated_facts_of_single_children_come_last() -> None:
    dated = {
        "repeat_suspension": FactCount(2, 150, "have been suspended 2 times or more this year")
    }
    fired = suggestions(LIKE_THE_NATION, COHORT, "secondary", dated)
    assert [s.rule.id for s in fired] == ["ATT-1", "SUS-1", "SUS-2"]
    assert fired[-1].because == (
        "2 of 150 children with a social worker have been suspended 2 times or more this year."
    )
    assert (fired[-1].figure, fired[-1].look_at_each_child) == (None, True)


def test_plans_without_dates_ask_for_the_dates() -> None:
    assert [*ask(cohort=replace(COHORT, undated=2))] == ["ID-1"]


def test_at_most_three_come_first_each_of_another_measure() -> None:
    figures = [
        proportion("ks2_rwm", cwsw=(2, 30), other=(150, 200), phase="primary"),
        *(
            proportion(key, cwsw=(30, 60), other=(40, 540))
            for key in ("suspended", "severe_absence")
        ),
        proportion("permanently_excluded", cwsw=(20, 60), other=(4, 540)),
    ]
    every = suggestions(figures, COHORT, "primary")
    assert len(every) > len(first(every)) == 3
    measures = [s.figure.measure.key for s in first(every) if s.figure]
    assert len(set(measures)) == 3


@pytest.mark.parametrize(
    ("phase", "fires"), [("primary", True), ("secondary", False), (None, True)]
)
def test_a_rule_of_another_phase_does_not_fire(phase, fires, monkeypatch) -> None:
    from cwsw.advice import library, suggest

    rule = replace(library.rule("ATT-6"), measures=("persistent_absence",))
    monkeypatch.setattr(suggest, "rules", lambda: (rule,))
    found = suggestions(LIKE_THE_NATION, COHORT, phase)
    assert bool(found) is fires
