"""The advice as data: complete, honest, and in words fit for children."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from cwsw.advice import library
from cwsw.advice.model import Rule
from cwsw.advice.suggest import COUNTED_FACTS, UNDATED_PLAN
from cwsw.children.fact_counts import DATED_FACTS
from cwsw.measures.registry import BY_KEY
from cwsw.tables import codes

MEASURES = set(BY_KEY)
AREAS = {
    "attendance",
    "suspensions",
    "early_years",
    "primary",
    "gcse",
    "wellbeing",
    "cohort",
}
BANNED = re.compile(r"risk|failing|problem|vulnerable", re.IGNORECASE)


def texts(value: object) -> Iterator[str]:
    """Every text inside data, however deep."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


EVERYTHING = (
    library.rules(),
    library.not_suggested(),
    tuple(library.strands().values()),
    library.guidance(),
    library.findings(),
    library.principles(),
    tuple(library.routes().values()),
    library.areas(),
)


@pytest.mark.parametrize("rule", library.rules(), ids=lambda rule: rule.id)
def test_every_rule_is_complete(rule: Rule) -> None:
    said = (rule.title, rule.evidence, rule.cautions, rule.leads, rule.success, rule.review)
    assert all((*said, rule.confidence, rule.actions, rule.first_steps, rule.helpers))
    assert rule.strength in library.principles().strength
    assert rule.area in AREAS
    assert not rule.tested_on_cwsw
    assert "children with a social worker" in rule.tested


@pytest.mark.parametrize("rule", library.rules(), ids=lambda rule: rule.id)
def test_every_rule_hangs_on_what_exists(rule: Rule) -> None:
    assert set(rule.measures) | set(rule.page_measures) <= MEASURES
    assert not set(rule.measures) & set(rule.page_measures)
    assert set(rule.phases) <= set(codes.PHASES)
    assert {s.key for s in library.strands_of(rule)} == set(rule.strands)
    assert {r.key for r in library.helpers_of(rule)} == set(rule.helpers)


def test_the_table_of_triggers_names_rules_of_the_library() -> None:
    triggers = library._load("triggers.toml")
    ids = {rule.id for rule in library.rules()}
    assert {*triggers["cohort"], *triggers["child"]} < ids
    for rule in library.rules():
        assert rule.measures == tuple(triggers["cohort"].get(rule.id, ()))
        assert rule.child_fact == triggers["child"].get(rule.id, "")


def test_what_no_column_can_fire_can_still_be_read() -> None:
    unfired = [rule for rule in library.rules() if not rule.measures and not rule.child_fact]
    assert unfired
    assert all(rule.page_measures for rule in unfired)


def test_rule_ids_are_unique_and_all_there() -> None:
    counts = {"ATT": 7, "SUS": 5, "AP": 3, "EY": 4, "PH": 2, "KS2": 4, "TRN": 1, "KS3": 1}
    counts |= {"KS4": 3, "P16": 2, "WB": 6, "ID": 1}
    expected = {f"{name}-{n}" for name, count in counts.items() for n in range(1, count + 1)}
    assert sorted(rule.id for rule in library.rules()) == sorted(expected)


def test_a_raised_questionnaire_score_fires_nothing() -> None:
    assert library.rules_for("sdq_raised") == ()
    assert library.rules_for_page("sdq_raised")


def test_rules_by_measure_and_by_fact() -> None:
    assert [r.id for r in library.rules_for("persistent_absence")] == ["ATT-1"]
    assert [r.id for r in library.rules_for("ks2_rwm")] == ["KS2-1", "KS2-2"]
    assert library.rule("AP-3").child_fact == "part_time_over_6_weeks"


def test_every_fact_that_is_counted_belongs_to_a_rule() -> None:
    """And every fact that a rule hangs on is counted: else it would never fire."""
    hung_on = {rule.child_fact for rule in library.rules()} - {""}
    assert hung_on == {UNDATED_PLAN, *COUNTED_FACTS, *DATED_FACTS}


def test_no_hard_word_about_children() -> None:
    urls_apart = (t for t in texts(EVERYTHING) if not t.startswith("https://"))
    assert [t for t in urls_apart if BANNED.search(t)] == []


def test_nothing_from_the_list_of_the_not_suggested() -> None:
    terms = [term for item in library.not_suggested() for term in item.terms]
    assert len(library.not_suggested()) == 9
    for rule in library.rules():
        suggested = " ".join((rule.title, *rule.actions, *rule.first_steps)).lower()
        assert [term for term in terms if term in suggested] == [], rule.id


def test_months_never_stand_without_whose_and_of_what() -> None:
    progress = re.compile(r"\d\s*(?:extra )?months|months of (?:extra )?progress")
    shown = [s.sentence for s in library.strands().values()]
    for text in (*texts(library.rules()), *texts(library.findings()), *shown):
        if progress.search(text):
            assert "attainment, all pupils" in text or "first six months" in text, text
    assert any("+4 months (attainment, all pupils)" in text for text in shown)


def test_a_range_is_to_be_confirmed() -> None:
    for strand in library.strands().values():
        ranged = " to " in f"{strand.months} {strand.cost} {strand.padlocks}"
        assert strand.confirm or not ranged, strand.key
        if strand.confirm:
            assert strand.sentence.endswith("confirm on the EEF page")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        (
            "parental_engagement",
            "Parental engagement: +4 months (attainment, all pupils); very low cost; "
            "extensive evidence; EEF 2025, checked",
        ),
        (
            "behaviour",
            "Behaviour interventions: +3 months (attainment, all pupils); low cost; limited to "
            "moderate evidence; EEF 2025, months checked; padlocks to confirm; "
            "confirm on the EEF page",
        ),
        (
            "learning_styles",
            "Learning styles: no figure given (attainment, all pupils); very low cost; "
            "insufficient evidence; EEF 2021, second-hand",
        ),
    ],
)
def test_a_strand_in_one_line(key: str, sentence: str) -> None:
    assert library.strands()[key].sentence == sentence


def test_the_guidance_the_advice_page_names() -> None:
    by_key = {g.key: g for g in library.guidance()}
    assert len(by_key["behaviour"].recommendations) == 6
    assert {"attendance", "sen", "parents", "metacognition"} <= set(by_key)
    assert library.findings()[0].topic == "Nurture"
    assert "local authorities, not on schools" in library.principles().law
    assert library.strands()["ey_literacy"].url == ""
    assert library.strands()["phonics"].url.endswith("/teaching-learning-toolkit/phonics")
    assert library.strands()["feedback"].url.endswith("/teaching-learning-toolkit")


def test_the_local_offer_is_found_by_name() -> None:
    kent = library.area_of(" kent ")
    assert kent is not None
    assert [link.name for link in kent.links][:2] == ["Resilience Hub", "SEN Hub"]
    assert library.area_of("Elsewhere") is None
    assert library.area_of(None) is None


def test_only_addresses_of_known_publishers() -> None:
    known = (
        "https://educationendowmentfoundation.org.uk/",
        "https://virtualschool.lea.kent.sch.uk/",
    )
    addresses = [t for t in texts(EVERYTHING) if "://" in t]
    assert addresses
    assert all(address.startswith(known) for address in addresses)
