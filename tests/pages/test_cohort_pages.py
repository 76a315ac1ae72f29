"""Who counts, what to do, help: as much as a person may see, and nothing that is not so."""

import re

import pytest

from cwsw.advice import library
from cwsw.ui.data import guidance
from cwsw.ui.support import suggestions
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.explore import ask
from tests.support.schools import open_sample, summary_of

WHO = "pages/cohort/our_list.py"
WHAT_TO_DO = "pages/support/what_to_do.py"
HELP = "pages/data/help.py"


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_every_suggestion_says_all_that_must_be_said(choice):
    at = open_sample(choice, WHAT_TO_DO)
    seen, summary = words(at), summary_of(choice)
    assert not at.exception
    assert summary.suggestions
    for suggestion in summary.suggestions:
        rule = suggestion.rule
        assert rule.title in [h.value for h in at.subheader]
        for said in (suggestion.because, rule.cautions, rule.leads, rule.success, rule.review):
            assert said in seen
        assert all(step in seen for step in (*rule.actions, *rule.first_steps))
        assert suggestions.strength(rule) in seen
    assert "not tested on children with a social worker" in seen.lower()


def test_months_are_never_shown_without_their_words():
    seen = words(open_sample("sample secondary", WHAT_TO_DO))
    months = [m.end() for m in re.finditer(r"\+\d[\d–]* months", seen)]
    assert months
    assert all(seen[end:].startswith(" (attainment, all pupils)") for end in months)


def test_the_library_and_what_is_not_suggested_are_there():
    at = open_sample("sample secondary", WHAT_TO_DO)
    seen = words(at)
    fired = {s.rule.id for s in summary_of("sample secondary").suggestions}
    rest = [rule.title for rule in library.rules() if rule.id not in fired]
    assert rest == [e.label for e in at.expander if e.label in rest]
    assert all(entry.reason in seen for entry in library.not_suggested())


def test_when_nothing_fires_it_says_so_and_offers_the_library():
    schools.load(schools.nobody())
    at = open_app(page=WHAT_TO_DO)
    assert not at.exception
    assert suggestions.NOTHING_FIRES in words(at)
    assert len(at.expander) > len(library.rules()) - 1


@pytest.mark.parametrize("choice", [*schools.SAMPLES, None])
def test_help_is_there_with_and_without_data(choice):
    at = open_sample(choice, HELP) if choice else open_app(page=HELP)
    seen = "".join(words(ask(at, guide=tab)) for tab in guidance.TABS)
    assert not at.exception
    assert library.principles().law in seen
    assert all(line in seen for report in library.guidance() for line in report.recommendations)
    assert all(finding.says in seen for finding in library.findings())
    assert "Virtual School Kent" in seen


def test_words_about_children_are_kind():
    unkind = re.compile(r"\b(at risk|risk score|failing|problem child|vulnerable)\b", re.IGNORECASE)
    for script in (WHO, WHAT_TO_DO, "pages/overview/overview.py", "pages/explore/explore.py"):
        assert not unkind.search(words(open_sample("sample secondary", script))), script
