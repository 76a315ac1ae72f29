"""What to do: three suggestions at most come first, and nothing that must be said is left out."""

import re

import pytest

from cwsw.access import Role
from cwsw.advice import library
from cwsw.advice.suggest import first
from cwsw.ui.support import suggestions
from cwsw.ui.support.rule_text import strength
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.explore import ask
from tests.support.schools import open_sample, summary_of

PAGE = "pages/support/what_to_do.py"


pytestmark = pytest.mark.usefixtures("empty_server")


def labels(at):
    return [link.proto.label for link in at.main.get("page_link")]


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_three_come_first_each_with_its_numbers_evidence_and_a_way_on(choice):
    at = open_sample(choice, PAGE)
    assert not at.exception
    seen, chosen = words(at), first(summary_of(choice).suggestions)
    assert len(chosen) == 3
    for suggestion in chosen:
        rule = suggestion.rule
        assert f"**{rule.title}**" in seen
        assert suggestions.in_short(suggestion) in seen
        assert f"Evidence {rule.strength} of A to D" in seen
        assert rule.cautions not in seen
    assert sum(label.startswith("Plan this: ") for label in labels(at)) == 3
    assert seen.casefold().count("not tested on children with a social worker") == sum(
        "not tested" in s.rule.tested for s in chosen
    )


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_everything_that_must_be_said_of_a_suggestion_is_one_click_away(choice):
    for suggestion in first(summary_of(choice).suggestions):
        rule = suggestion.rule
        seen = words(ask(open_sample(choice, PAGE), **{f"how_{rule.id}": True}))
        for part in (suggestion.because, rule.cautions, rule.leads, rule.success, rule.review):
            assert part in seen
        assert all(step in seen for step in (*rule.actions, *rule.first_steps))
        assert strength(rule) in seen


def test_the_title_is_the_gap_to_begin_with():
    at = open_sample("sample secondary", PAGE)
    assert [t.value for t in at.title] == [
        "Missed 10% or more of school: 2.3 times as likely. Start here"
    ]
    assert "71 of 140 (51%); our other pupils 185 of 853 (22%): 2.3 times as likely." in words(at)


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_a_link_to_a_suggestion_opens_it_and_leaves_the_others_as_they_were(choice):
    everything = summary_of(choice).suggestions
    top = first(everything)
    for suggestion in (top[-1], everything[-1]):
        at = open_sample(choice, PAGE)
        at.query_params.update(suggestions.asks_for(suggestion))
        at.run()
        rule, seen = suggestion.rule, words(at)
        assert [h.value for h in at.header] == [rule.title]
        assert all(part in seen for part in (*rule.actions, rule.cautions, rule.success))
        others = {s.rule.title for s in top if s is not suggestion}
        cards = {title for title in (s.rule.title for s in top) if f"**{title}**" in seen}
        assert cards == others


@pytest.mark.parametrize("words_", ["ATT-99", "", "<b>"])
def test_a_suggestion_that_does_not_fit_is_not_opened(words_):
    at = open_sample("sample secondary", PAGE)
    at.query_params["suggestion"] = words_
    at.run()
    assert not at.exception
    assert not at.header
    assert at.title[0].value.endswith("Start here")


def test_the_other_suggestions_are_listed_and_read_one_at_a_time():
    at = ask(open_sample("sample secondary", PAGE), more=True)
    found = summary_of("sample secondary").suggestions
    others = [s for s in found if s not in first(found)]
    assert list(at.dataframe[0].value["What to try"]) == [s.rule.title for s in others]
    at = at.selectbox(key="more_read_None").set_value(others[-1].rule.title).run()
    assert others[-1].because in words(at)
    assert others[-1].rule.cautions in words(at)


def test_the_library_and_what_is_not_suggested_are_there():
    at = ask(open_sample("sample secondary", PAGE), library=True)
    fired = {s.rule.id for s in summary_of("sample secondary").suggestions}
    rest = [rule for rule in library.rules() if rule.id not in fired]
    assert list(at.dataframe[0].value["What to try"]) == [rule.title for rule in rest]
    assert all(entry.reason in words(at) for entry in library.not_suggested())
    at = at.selectbox(key="library_read_None").set_value(rest[0].title).run()
    assert all(action in words(at) for action in rest[0].actions)


def test_months_are_never_shown_without_their_words():
    at = open_sample("sample secondary", PAGE)
    chosen = first(summary_of("sample secondary").suggestions)
    seen = words(ask(at, **{f"how_{s.rule.id}": True for s in chosen}))
    months = [m.end() for m in re.finditer(r"\+\d[\d–]* months", seen)]
    assert months
    assert all(seen[end:].startswith(" (attainment, all pupils)") for end in months)


def test_when_nothing_fires_it_says_so_and_offers_the_library():
    schools.load(schools.nobody())
    at = open_app(page=PAGE)
    assert not at.exception
    assert suggestions.NOTHING_FIRES in words(at)
    at = ask(at, library=True)
    assert len(at.dataframe[0].value) == len(library.rules())


def test_what_is_running_and_due_is_a_click_away():
    at = open_sample("sample secondary", PAGE, Role.PASTORAL)
    assert "16 kinds of support are running, 2 due for review" in words(at)
    assert "See what runs" in labels(at)


def test_a_plan_is_reached_with_nothing_of_a_pupil_in_the_address():
    at = ask(open_sample("sample secondary", PAGE), library=True)
    found = [link.proto for link in at.main.get("page_link")]
    plans = [link for link in found if link.label.startswith("Plan this: ")]
    assert {q.split("=")[0] for link in plans for q in link.query_string.split("&")} == {
        "rule",
        "measure",
        "school",
    }
