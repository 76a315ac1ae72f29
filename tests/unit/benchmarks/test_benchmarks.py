"""National figures: values as published, fallbacks, order, and nothing left blank."""

from fractions import Fraction

import pytest

from cwsw.benchmarks import docs
from cwsw.benchmarks.model import figures_2018, like_for_like
from cwsw.benchmarks.series import all_series, national_series, points
from cwsw.benchmarks.sources import CONFIDENCE, sources
from cwsw.measures.registry import BY_KEY

MEASURES = (*BY_KEY, "level2_by_21")
PHASES = ("nursery", "primary", "secondary", "all-through", "special", "AP", "post-16", None)


def percent(text: str) -> Fraction:
    return Fraction(text) / 100


EVERY = [
    benchmark
    for measure in MEASURES
    for benchmark in (
        *figures_2018(measure),
        *(b for year in range(2015, 2027) for p in PHASES for b in like_for_like(measure, year, p)),
    )
]


def test_no_figure_lacks_what_must_be_said_beside_it() -> None:
    for b in EVERY:
        assert all((b.cohort, b.comparator, b.year, b.source, b.phase)), b
        assert b.set in ("2018", "like_for_like")
        assert b.kind in ("raw", "adjusted", "phrase")
        assert b.confidence in CONFIDENCE
        assert (b.kind == "phrase") == bool(b.phrase)


def test_a_phrase_has_no_value_and_an_unpublished_figure_says_so() -> None:
    for b in EVERY:
        if b.kind == "phrase":
            assert b.value is None
        elif b.value is None:
            assert b.note.startswith("Not published for this group.")


def test_percentages_are_fractions_of_one() -> None:
    for b in EVERY:
        for value in (b.value, b.comparator_value):
            assert value is None or 0 <= value <= (90 if b.measure == "attainment8" else 1)


@pytest.mark.parametrize(
    ("measure", "year", "phase", "at", "value", "comparator"),
    [
        ("persistent_absence", 2024, "primary", "2024/25 Primary", "34.3", "12.99"),
        ("persistent_absence", 2025, "secondary", "2024/25 Secondary", "61.0", "23.37"),
        ("persistent_absence", 2025, "all-through", "2024/25 All", "46.0", "18.14"),
        ("persistent_absence", 2025, None, "2024/25 All", "46.0", "18.14"),
        ("persistent_absence", 2019, "special", "2018/19 Special", "31.9", "28.85"),
        ("persistent_absence", 2017, "primary", "2017/18 All", "32.7", "11.17"),
        ("severe_absence", 2025, "AP", "2024/25 AP", "54.5", None),
        ("overall_absence", 2023, "secondary", "2023/24 Secondary", "25.8", "8.89"),
        ("gld", 2021, "nursery", "2021/22 EYFS", "36.7", "65.2"),
        ("ks2_rwm", 2020, "primary", "2018/19 KS2", "35", "65.0"),
        ("em_strong", 2019, "secondary", "2018/19 KS4", "10.0", "43.2"),
        ("em_strong", 2020, "secondary", "2018/19 KS4", "10.0", "43.2"),
        ("em_standard", 2021, "secondary", "2021/22 KS4", "23.6", "68.8"),
        ("suspended", 2025, "secondary", "2023/24 All", "14.24", "4.04"),
        ("permanently_excluded", 2024, "primary", "2023/24 All", "1.03", "0.1289"),
    ],
)
def test_like_for_like(
    measure: str, year: int, phase: str | None, at: str, value: str, comparator: str | None
) -> None:
    first = like_for_like(measure, year, phase)[0]
    assert f"{first.year} {first.phase}" == at
    assert (first.cohort, first.comparator) == ("CINO", "all pupils")
    assert first.value == percent(value)
    assert first.comparator_value == (percent(comparator) if comparator else None)


def test_attainment_8_is_in_points() -> None:
    first = like_for_like("attainment8", 2020, "secondary")[0]
    assert (first.year, first.value, first.comparator_value) == (
        "2018/19",
        Fraction("19.3"),
        Fraction("46.7"),
    )
    assert first.unit == "points"


@pytest.mark.parametrize(
    ("measure", "year"),
    [
        ("gld", 2020),
        ("phonics", 2024),
        ("severe_absence", 2017),
        ("alternative_provision", 2024),
        ("he_at_18", 2024),
        ("neet_at_16", 2024),
        ("wellbeing_known", 2024),
        ("sen_support", 2024),
        ("no such measure", 2024),
    ],
)
def test_nothing_like_for_like(measure: str, year: int) -> None:
    assert like_for_like(measure, year, "primary") == ()


@pytest.mark.parametrize(
    ("measure", "cohorts"),
    [
        ("persistent_absence", ["CINO", "CPPO", "CLA12"]),
        ("gld", ["CINO", "CPPO", "CLA12"]),
        ("suspended", ["CINO", "CLA12"]),
        ("permanently_excluded", ["CINO"]),
    ],
)
def test_like_for_like_order(measure: str, cohorts: list[str]) -> None:
    assert [b.cohort for b in like_for_like(measure, 2024, "primary")] == cohorts


@pytest.mark.parametrize(
    ("measure", "value", "comparator"),
    [
        ("ks2_rwm", "34", "65"),
        ("em_strong", "9.5", "43.5"),
        ("em_standard", "19", "64.4"),
        ("overall_absence", "11.1", "4.81"),
        ("persistent_absence", "32.7", "11.17"),
        ("suspended", "9.48", "2.33"),
        ("permanently_excluded", "0.73", "0.0977"),
        ("gld", "50", "72"),
        ("he_at_18", "6", "27"),
    ],
)
def test_figures_of_2018(measure: str, value: str, comparator: str) -> None:
    first = figures_2018(measure)[0]
    assert (first.year, first.kind) == ("2017/18", "raw")
    assert (first.value, first.comparator_value) == (percent(value), percent(comparator))


@pytest.mark.parametrize(("measure", "comparator"), [("severe_absence", "0.77"), ("phonics", "82")])
def test_2018_without_a_group_figure(measure: str, comparator: str) -> None:
    (only,) = figures_2018(measure)
    assert (only.cohort, only.value) == ("CINO", None)
    assert only.comparator_value == percent(comparator)


@pytest.mark.parametrize(
    ("measure", "phrase"),
    [
        ("em_strong", "around half as likely"),
        ("a_levels_at_16", "around 3 times less likely"),
        ("he_at_18", "almost 5 times less likely"),
        ("persistent_absence", "around 3 times more likely"),
        ("permanently_excluded", "2 to 4 times more likely"),
        ("alternative_provision", "over 10 times more likely"),
    ],
)
def test_phrases_come_last(measure: str, phrase: str) -> None:
    rows = figures_2018(measure)
    assert rows[-1].phrase == phrase
    assert [b.kind for b in rows[:-1]] == ["raw"] * (len(rows) - 1)


def test_gld_of_2018_is_in_words_and_second_hand() -> None:
    (only,) = figures_2018("gld")
    assert only.cohort == "children with a social worker"
    assert only.comparator == "children who never had a social worker"
    assert only.confidence == "second-hand"


def test_a_rate_beside_a_percentage_is_said() -> None:
    for b in (
        figures_2018("permanently_excluded")[0],
        like_for_like("permanently_excluded", 2024, None)[0],
    ):
        assert "rate per 100 pupils on roll" in b.note
        assert b.comparator_unit == "per 100 pupils"


def test_national_series_goes_by_group_then_year() -> None:
    series = national_series("persistent_absence", "Primary")
    assert [p.year for p in series if p.cohort == "CPPO"] == [2018, 2020, 2021, 2022, 2023, 2024]
    assert list(dict.fromkeys(p.cohort for p in series)) == ["CINO", "CPPO", "CLA12", "all pupils"]
    assert national_series("wellbeing_known") == ()


def test_years_not_to_be_trended_are_marked() -> None:
    odd = {
        key: {p.year for p in national_series(key) if not p.in_trend}
        for key in ("em_strong", "gld", "severe_absence", "ks2_rwm")
    }
    assert odd == {
        "em_strong": {2019, 2020},
        "gld": {2015, 2016, 2017, 2018},
        "severe_absence": {2020},
        "ks2_rwm": set(),
    }


def test_every_point_has_a_known_series_and_source() -> None:
    assert len(points()) > 50
    for rows in points().values():
        for point in rows:
            assert point.measure in all_series()
            assert point.source in sources()


def test_the_docs_are_fresh() -> None:
    assert docs.DOCS.read_text("utf-8") == docs.markdown(), "run python -m cwsw.benchmarks.docs"
