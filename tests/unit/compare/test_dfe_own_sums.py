"""DfE's own numerators and denominators, through our code, give DfE's own percentages.

Two kinds: pairs that DfE publishes with their percentage (benchmarks.md A.1, and the data pages of
Explore Education Statistics, counts rounded to ten by DfE), and parts that add up to a published
whole (groups by kind of school to all schools). Open Government Licence v3.0.
"""

from fractions import Fraction

import pytest

from cwsw.benchmarks.advice_page import claims
from cwsw.benchmarks.series import point_of
from cwsw.compare.figures import group_figure
from cwsw.compare.showing import group_value, half_up, national
from cwsw.measures.count import Counts
from cwsw.measures.registry import BY_KEY


@pytest.mark.parametrize(
    ("cohort", "pupils", "of", "percent"),
    [
        ("CINO", 2_310, 118_960, "1.94"),
        ("CPPO", 690, 26_850, "2.57"),
        ("CLA12", 520, 34_660, "1.50"),
        ("all pupils", 15_866, 8_500_000, "0.187"),
    ],
)
def test_alternative_provision_of_2023_24(cohort: str, pupils: int, of: int, percent: str) -> None:
    found = group_figure(BY_KEY["alternative_provision"].kind, Counts(pupils, of, of))
    places = len(percent.partition(".")[2])
    assert str(half_up(100 * Fraction(pupils, of), places)) == percent, cohort
    assert found.estimate.value == pytest.approx(
        float(percent) / 100, abs=0.5 * 10 ** -(places + 2)
    )


def test_the_advice_page_s_over_ten_times_comes_from_these() -> None:
    everybody = Fraction(15_866, 8_500_000)
    pairs = {"CINO": (2_310, 118_960), "CPPO": (690, 26_850), "CLA12": (520, 34_660)}
    times = {cohort: half_up(Fraction(*pair) / everybody, 1) for cohort, pair in pairs.items()}
    assert {cohort: str(ratio) for cohort, ratio in times.items()} == {
        "CINO": "10.4",
        "CPPO": "13.8",
        "CLA12": "8.0",
    }
    words = next(c for c in claims() if c.id == "ADV-14").raw
    assert all(share in words for share in ("1.94%", "2.57%", "1.50%"))


PUBLISHED = [
    # Absence by local authority, national rows of 2021/22: children in need, six half terms.
    ("overall_absence", 6_952_200, 42_332_310, "16.4%"),
    ("overall_absence", 3_665_040, 15_964_720, "23.0%"),
    ("overall_absence", 1_952_330, 18_402_240, "10.6%"),
    ("persistent_absence", 58_120, 119_950, "48.5%"),
    ("persistent_absence", 29_070, 46_950, "61.9%"),
    ("persistent_absence", 18_780, 50_580, "37.1%"),
    # The same of 2022/23.
    ("severe_absence", 12_530, 120_300, "10.4%"),
    ("severe_absence", 8_670, 46_740, "18.5%"),
    # Early years 2023/24: children in need at any point, and all pupils.
    ("gld", 7_790, 18_590, "41.9%"),
    ("gld", 411_630, 608_220, "67.7%"),
    # Key Stage 4 of 2024/25, children in need.
    ("em_strong", 1_280, 13_260, "9.7%"),
]


@pytest.mark.parametrize(("key", "n", "of", "shown"), PUBLISHED)
def test_a_published_pair_gives_the_published_percentage(
    key: str, n: int, of: int, shown: str
) -> None:
    measure = BY_KEY[key]
    found = group_figure(measure.kind, Counts(n, of, 1))
    value = group_value(found, measure)
    assert value is not None
    assert national(value, measure) == shown


def test_all_pupils_of_the_early_years_are_those_of_our_series() -> None:
    point = point_of("gld", "EYFS", "all pupils", 2023)
    assert point is not None
    assert half_up(100 * Fraction(411_630, 608_220), 1) == half_up(100 * point.value, 1)


PUPILS_2024 = {
    "CINO": {"Primary": 50_670, "Secondary": 44_600, "Special": 22_640, "AP": 2_340},
    "CPPO": {"Primary": 14_450, "Secondary": 10_220, "Special": 1_460, "AP": 720},
    "CLA12": {"Primary": 13_030, "Secondary": 16_350, "Special": 4_040, "AP": 520},
}
"""Children behind each percentage of 2024/25 (benchmarks.md B.3)."""


@pytest.mark.parametrize("measure", ["persistent_absence", "severe_absence"])
@pytest.mark.parametrize("cohort", PUPILS_2024)
def test_the_kinds_of_school_add_up_to_all_schools(measure: str, cohort: str) -> None:
    pupils = PUPILS_2024[cohort]
    parts = {phase: point_of(measure, phase, cohort, 2024) for phase in pupils}
    met = sum(point.value * pupils[phase] for phase, point in parts.items() if point)
    whole = point_of(measure, "All", cohort, 2024)
    assert whole is not None
    assert None not in parts.values()
    # Every part is rounded to 0.1, the whole as well.
    assert abs(met / sum(pupils.values()) - whole.value) <= Fraction(1, 1000)


@pytest.mark.parametrize(
    ("measure", "phase", "cohort", "times"),
    [
        ("em_strong", "KS4", "CINO", "0.22"),
        ("em_standard", "KS4", "CINO", "0.30"),
        ("persistent_absence", "All", "CINO", "2.9"),
        ("persistent_absence", "All", "CPPO", "3.5"),
        ("persistent_absence", "All", "CLA12", "1.06"),
        ("permanently_excluded", "All", "CINO", "7.5"),
    ],
)
def test_the_ratios_behind_the_phrases_of_2018(
    measure: str, phase: str, cohort: str, times: str
) -> None:
    """Half as likely, three times, two to four times: what the raw figures say (A.1)."""
    group, everybody = (point_of(measure, phase, who, 2017) for who in (cohort, "all pupils"))
    assert group is not None
    assert everybody is not None
    places = len(times.partition(".")[2])
    assert str(half_up(group.value / everybody.value, places)) == times
