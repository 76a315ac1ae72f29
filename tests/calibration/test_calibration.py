"""Chance alone raises an alarm on at most 1 overview in 20, and Wilson's interval holds."""

import re
from datetime import UTC, datetime

import numpy as np
import pytest
from scipy import stats

from cwsw.compare.figures import compare
from cwsw.measures.count import Counts
from cwsw.measures.registry import BY_KEY
from cwsw.measures.registry import MEASURES as REGISTRY
from cwsw.measures.school_phases import overview_keys
from tests.calibration import docs
from tests.calibration.coverage import SIZES as COVERED
from tests.calibration.coverage import coverage
from tests.calibration.gaps import LIKE, OTHERS, gaps, others_absence, wider_power
from tests.calibration.overviews import PROMISE, false_alarms
from tests.calibration.plan import (
    DESIGNS,
    SCHOOLS,
    SCHOOLS_OF_GAPS,
    SCHOOLS_OF_POWER,
    SEED,
    SIZES,
    SLICE_SCHOOLS,
    SLICE_SIZES,
)
from tests.calibration.power import LATEST, doubled, power
from tests.calibration.schools import (
    AS_AT,
    JUDGED,
    MEASURES,
    YEARS,
    absence,
    as_nation,
    benchmark,
    national,
    school,
    scores,
    tally,
)

MANY = 100_000


def most(schools: int) -> int:
    """So many false alarms happen by luck in 1 drawing of 100 where the promise is just kept."""
    return int(stats.binom.ppf(0.99, schools, PROMISE))


@pytest.mark.parametrize("phase", MEASURES)
@pytest.mark.parametrize("name", DESIGNS)
def test_a_slice_of_overviews_keeps_the_promise(phase: str, name: str) -> None:
    found = [false_alarms(SEED, phase, n, DESIGNS[name], SLICE_SCHOOLS) for n in SLICE_SIZES]
    assert sum(f.overviews for f in found) <= most(SLICE_SCHOOLS * len(SLICE_SIZES))


@pytest.mark.long
@pytest.mark.parametrize("phase", MEASURES)
@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("pupils", SIZES)
def test_overviews_keep_the_promise(phase: str, name: str, pupils: int) -> None:
    assert false_alarms(SEED, phase, pupils, DESIGNS[name], SCHOOLS).overviews <= most(SCHOOLS)


def test_alarms_are_raised_at_all() -> None:
    """Else a promise of few false alarms would be empty."""
    assert power(SEED, "secondary", "severe_absence", 100, 40) > 0.8
    assert power(SEED, "primary", "persistent_absence", 50, 40) > 0.8
    assert power(SEED, "secondary", "overall_absence", 50, 40) > 0.8


@pytest.mark.long
@pytest.mark.parametrize(("phase", "key"), [(p, key) for p, keys in JUDGED.items() for key in keys])
def test_power_grows_with_the_group(phase: str, key: str) -> None:
    small, large = (power(SEED, phase, key, n, SCHOOLS_OF_POWER) for n in (15, SIZES[-1]))
    assert small < large


@pytest.mark.parametrize("phase", MEASURES)
def test_the_schools_hold_every_measure_that_can_be_judged(phase: str) -> None:
    everything = [tally(m.key, LATEST, Counts(100, 200, 200)) for m in REGISTRY]
    judged = {f.measure.key for f in compare(everything, phase, AS_AT) if f.verdict.is_judged}
    others = {"gld", "ks2_rwm", "em_strong", "em_standard", "attainment8"} - {*MEASURES[phase]}
    assert judged - others == {*JUDGED[phase]}
    assert len({*overview_keys(phase)} & judged) > 3


@pytest.mark.parametrize("phase", MEASURES)
@pytest.mark.parametrize("year", YEARS)
def test_the_children_are_those_of_the_nation(phase: str, year: int) -> None:
    drawn = absence(np.random.default_rng(1), as_nation(year, phase), MANY)
    assert all(0 < middle < 1 for middle in as_nation(year, phase).middles)
    for key, counts in drawn.items():
        assert counts.n / counts.of == pytest.approx(national(key, year, phase), abs=0.006)


def test_scores_are_those_of_the_nation_and_skewed() -> None:
    mean = national("attainment8", LATEST, "secondary")
    drawn = scores(np.random.default_rng(1), mean, MANY)
    found = float(drawn.total) / MANY
    assert found == pytest.approx(mean, abs=0.25)
    assert (float(drawn.squares) / MANY - found**2) ** 0.5 == pytest.approx(18, abs=0.5)


@pytest.mark.parametrize("phase", MEASURES)
def test_a_school_counts_as_many_as_it_is_told(phase: str) -> None:
    random = np.random.default_rng(1)
    tallies = school(random, phase, 40, DESIGNS["3 years, all counted"])
    assert {t.groups["cwsw"].pupils for t in tallies} == {40}
    assert len(tallies) == 3 * len(MEASURES[phase])
    figures = compare(school(random, phase, 40, DESIGNS["1 year, usual year groups"]), phase, AS_AT)
    assert {f.year for f in figures} == {LATEST}
    assert all(f.complete for f in figures)


@pytest.mark.parametrize(
    ("key", "phase", "expected"),
    [
        ("severe_absence", "secondary", 0.402),
        ("persistent_absence", "primary", 0.686),
        ("persistent_absence", "secondary", 0.805),
        ("gld", "primary", 0.198),
        ("attainment8", "secondary", 8.65),
    ],
)
def test_twice_as_bad(key: str, phase: str, expected: float) -> None:
    assert doubled(key, phase) == pytest.approx(expected)


def test_wilson_holds_the_true_share_on_average_in_every_group() -> None:
    assert [*COVERED] == [*range(6, 201)]
    assert [c for c in map(coverage, COVERED) if c.average < 0.945] == []


def test_coverage_is_that_of_plain_counting() -> None:
    """At one true share, by adding up the chances of every count whose interval holds it."""
    found = coverage(8)
    chances = stats.binom.pmf(range(9), 8, found.at)
    held = [docs_low <= found.at <= docs_high for docs_low, docs_high in _limits(8)]
    assert sum(c for c, h in zip(chances, held, strict=True) if h) == pytest.approx(found.lowest)


def _limits(of: int) -> list[tuple[float, float]]:
    z = 1.959964
    pairs = []
    for n in range(of + 1):
        centre, spread = n + z * z / 2, z * (n * (of - n) / of + z * z / 4) ** 0.5
        pairs.append(((centre - spread) / (of + z * z), (centre + spread) / (of + z * z)))
    return pairs


def page() -> str:
    return docs.PATH.read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The lines of the table under a heading of the page, after the two of its head."""
    section = re.split(rf"^#+ {re.escape(heading)}$", page(), flags=re.MULTILINE)[1]
    lines = re.split(r"^#+ ", section, flags=re.MULTILINE)[0].splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("|")][2:]


def test_the_page_is_of_these_schools() -> None:
    """What is not drawn must be that of the code; what is drawn is dated."""
    text = page()
    made = re.search(r"Made on (\d+ \w+ \d{4}) by", text)
    assert made
    started = text.split("## How often any entry", 1)[0]
    day = datetime.strptime(made[1], "%d %B %Y").replace(tzinfo=UTC).date()
    expected = docs.introduction(day)
    assert started.startswith(expected), "run python -m tests.calibration.docs"
    assert docs.power_words() in text
    assert docs.coverage_section() in text


@pytest.mark.parametrize("phase", MEASURES)
def test_the_page_shows_the_promise_kept(phase: str) -> None:
    shown = rows(f"{phase.capitalize()}: overviews")
    assert [int(row[0]) for row in shown] == [*SIZES]
    assert all(len(row) == 1 + len(DESIGNS) for row in shown)
    rates = [float(cell) / 100 for row in shown for cell in row[1:]]
    assert max(rates) <= most(SCHOOLS) / SCHOOLS


@pytest.mark.parametrize("phase", MEASURES)
def test_the_page_shows_the_power_beside_it(phase: str) -> None:
    shown = rows(f"{phase.capitalize()}: power")
    assert [row[0] for row in shown] == [docs.power_name(key, phase) for key in JUDGED[phase]]
    assert all(len(row) == 1 + len(SIZES) for row in shown)


FALSELY_BEHIND = 0.09
"""The most that one measure reads `behind` by chance: Attainment 8 of six children (decision 9)."""


@pytest.mark.parametrize("phase", MEASURES)
def test_a_slice_of_gaps_is_rarely_read_where_there_is_none(phase: str) -> None:
    found = [gaps(SEED, "classmates", phase, n, SLICE_SCHOOLS) for n in SLICE_SIZES]
    drawn = SLICE_SCHOOLS * len(SLICE_SIZES)
    for key in MEASURES[phase]:
        behind = sum(f.behind.get(key, 0) for f in found)
        assert behind <= stats.binom.ppf(0.99, drawn, FALSELY_BEHIND), key


@pytest.mark.parametrize("phase", MEASURES)
def test_a_slice_of_what_comes_first_keeps_the_promise_too(phase: str) -> None:
    """Schools like the nation; most of them hear a suggestion, hardly any that one is unusual."""
    found = [gaps(SEED, "nation", phase, n, SLICE_SCHOOLS) for n in SLICE_SIZES]
    assert sum(f.unusual for f in found) <= most(SLICE_SCHOOLS * len(SLICE_SIZES))
    assert found[-1].suggested == SLICE_SCHOOLS


@pytest.mark.long
@pytest.mark.parametrize("phase", MEASURES)
@pytest.mark.parametrize("pupils", SIZES)
@pytest.mark.parametrize("like", LIKE)
def test_gaps_keep_the_promise(phase: str, like: str, pupils: int) -> None:
    found = gaps(SEED, like, phase, pupils, SCHOOLS_OF_GAPS)
    assert found.unusual <= most(SCHOOLS_OF_GAPS)
    falsely = found.behind if like == "classmates" else found.wider
    limit = stats.binom.ppf(0.99, SCHOOLS_OF_GAPS, FALSELY_BEHIND)
    assert max(falsely.values(), default=0) <= limit


def test_gaps_are_seen_at_all() -> None:
    assert gaps(SEED, "nation", "secondary", 50, 40).behind["persistent_absence"] > 35
    assert wider_power(SEED, "secondary", "severe_absence", 100, 40) > 0.6
    assert wider_power(SEED, "primary", "persistent_absence", 50, 40) > 0.8


@pytest.mark.parametrize("phase", MEASURES)
def test_other_pupils_make_the_school_one_of_the_nation(phase: str) -> None:
    drawn = absence(np.random.default_rng(1), others_absence(phase), MANY)
    assert all(0 < middle < 1 for middle in others_absence(phase).middles)
    for key, counts in drawn.items():
        every = benchmark(key, LATEST, phase).comparator_value
        both = (OTHERS * counts.n / counts.of + national(key, LATEST, phase)) / (OTHERS + 1)
        assert both == pytest.approx(float(every), abs=0.006)


@pytest.mark.parametrize("phase", MEASURES)
def test_the_page_shows_what_gaps_do(phase: str) -> None:
    name = phase.capitalize()
    falsely = rows(f"{name}: behind, like their classmates")
    assert [row[0] for row in falsely[:-1]] == [BY_KEY[key].title for key in MEASURES[phase]]
    assert max(float(cell) for row in falsely[:-1] for cell in row[1:]) <= 100 * FALSELY_BEHIND
    *_, first = rows(f"{name}: wider")
    assert max(map(float, first[1:])) <= 100 * most(SCHOOLS_OF_GAPS) / SCHOOLS_OF_GAPS
    assert [row[0] for row in rows(f"{name}: power of the gap")] == [
        docs.power_name(key, phase) for key in docs.with_wider(phase)
    ]
    words = (docs.gap_words(), docs.nation_words(), docs.wider_words(), docs.gap_power_words())
    assert all(part in page() for part in words)
