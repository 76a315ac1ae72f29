"""The overview: the cohort in a sentence, at most seven cards, what next, what is missing."""

import re

import pytest

from cwsw.access import Role
from cwsw.compare import sentences
from cwsw.measures.registry import BY_KEY
from cwsw.ui import text
from cwsw.ui.cards import (
    BETTER,
    CLOSER,
    FEW,
    NO_CARDS,
    NOBODY,
    STRENGTH,
    TO_BUILD_ON,
    UNCLEAR,
    counted_words,
    national_lines,
    verdict,
)
from cwsw.ui.upload_check import missing_words
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.figures import proportion
from tests.support.schools import open_sample, summary_of

PAGE = "pages/overview/overview.py"


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_cards_say_what_the_summary_says(choice):
    at = open_sample(choice, PAGE)
    seen, summary = words(at), summary_of(choice)
    assert not at.exception
    assert "as at 17 July 2026" in seen
    assert "Sample data" in seen
    assert sentences.cohort_sentence(summary.cohort) in seen
    titles = [card.figure.measure.title for card in summary.cards[1:]]
    assert [heading.value for heading in at.subheader] == [STRENGTH, *titles]
    assert len(summary.cards) <= 7
    assert TO_BUILD_ON in seen
    for card in summary.cards:
        assert (card.strength or sentences.finding(card.figure)) in seen
        assert card.is_strength or sentences.card_verdict(card.figure) in seen


def test_a_card_has_the_2018_pair_and_the_like_for_like_pair():
    seen = words(open_sample("sample secondary", PAGE))
    assert "In 2018, all schools: children in need 32.7%, all pupils 11.2%." in seen
    assert "Like for like, 2024/25: children in need 61.0%, all pupils 23.4%." in seen


def test_pairs_come_from_the_figures_own_benchmarks():
    figure = summary_of("sample secondary").latest("suspended")
    assert figure is not None
    assert national_lines(figure) == (
        "In 2018, all schools: children in need 9.5%, all pupils 2.3%.",
        "Like for like, 2023/24, all schools: children in need 14.2%, all pupils 4.0%.",
    )


def test_the_expected_size_is_a_question():
    seen = words(open_sample("sample secondary", PAGE))
    assert "150 of 1,200 pupils (13%)" in seen
    assert "1 in 10" in seen
    assert "16.6%" in seen
    assert "might somebody be missing?" in seen


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_what_is_missing_is_named_with_its_reason(choice):
    seen, summary = words(open_sample(choice, PAGE)), summary_of(choice)
    assert all(text.plain(reason) in seen for reason in missing_words(summary))


def test_only_a_list_of_children_has_no_cards_but_the_sheets_to_add():
    schools.load(schools.school_book(cohort=12))
    at = open_app(page=PAGE)
    seen = words(at)
    assert not at.exception
    assert NO_CARDS in seen
    assert not at.subheader
    assert [h.value for h in at.header] == [
        "Is our list complete?",
        "What to do next",
        "What could not be given, and why",
    ]
    assert re.search(r"No Attendance or .*sheet\\: no figures for .*Persistent absence", seen)


def test_the_first_suggestions_are_named():
    seen = words(open_sample("sample secondary", PAGE))
    titles = [s.rule.title for s in summary_of("sample secondary").suggestions]
    assert len(titles) > 3
    assert all(f"- {title}" in seen for title in titles[:3])
    assert f"- {titles[3]}" not in seen
    assert f"The first 3 of {len(titles)}" in seen


@pytest.mark.parametrize(
    ("counts", "shape"),
    [((9, 22), UNCLEAR), ((13, 15), UNCLEAR), ((22, 22), CLOSER), ((0, 22), BETTER), ((2, 4), FEW)],
)
def test_a_verdict_has_a_shape_and_words(counts, shape):
    figure = proportion(cwsw=counts)
    html = verdict(figure)
    assert f">{shape}</span>{sentences.card_verdict(figure)}</p>" in html
    assert html.count('aria-hidden="true"') == 1


def test_every_card_leads_to_its_page():
    at = open_sample("sample secondary", PAGE)
    links = [link.proto.label for link in at.get("page_link")]
    assert "Attendance in detail" in links
    assert "See what to do next" in links


def test_a_card_of_fewer_children_than_the_list_says_who_is_counted():
    at = open_sample("sample secondary", PAGE)
    on_list = summary_of("sample secondary").cohort.cwsw
    cards = [c.figure for c in summary_of("sample secondary").cards if not c.is_strength]
    fewer = [figure.measure for figure in cards if figure.cwsw.pupils != on_list]
    said = [c.value for c in at.caption if c.value.startswith("Counted: ")]
    assert said == [counted_words(measure) for measure in fewer] != []
    assert counted_words(BY_KEY["persistent_absence"]) == (
        "Counted: pupils with at least one possible session in the year who were 5 to 15 years old "
        "on the 31 August before it."
    )


def test_nobody_in_the_cohort_is_said_plainly():
    schools.load(schools.nobody())
    at = open_app(page=PAGE)
    assert not at.exception
    assert NOBODY in words(at)
    assert at.header[0].value == "Is our list complete?"


def test_a_tiny_school_has_no_percentage_on_its_cards():
    schools.load(schools.tiny())
    at = open_app(page=PAGE)
    shown = [m.value for m in at.markdown if "with a social worker" in m.value]
    findings = [value for value in shown if value[0].isdigit()]
    assert not at.exception
    assert findings
    assert not any("%" in value for value in findings)


def test_the_year_under_way_stands_beside_the_same_weeks():
    schools.load(schools.young_year())
    seen = words(open_app(page=PAGE))
    assert "so far in 2025/26" in seen
    assert "still under way" in seen


def test_the_pastoral_team_is_not_told_kinds_of_plan():
    seen = words(open_sample("sample secondary", PAGE, Role.PASTORAL))
    assert "150 of 1,200 pupils are children with a social worker." in seen
    assert "child protection" not in seen


def test_before_anything_is_loaded_it_says_what_to_do():
    at = open_app(page=PAGE)
    assert not at.exception
    assert "Try the sample primary school" in [button.label for button in at.button]
