"""Who counts, what to do, help: as much as a person may see, and nothing that is not so."""

import re
from html import escape

import pytest

from cwsw import cohort
from cwsw.access import Role
from cwsw.advice import library
from cwsw.ui import session
from cwsw.ui.cohort import cohort_list
from cwsw.ui.data import guidance
from cwsw.ui.names import full_name
from cwsw.ui.support import suggestions
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.explore import ask
from tests.support.schools import open_sample, summary_of

WHO = "pages/cohort/our_list.py"
WHAT_TO_DO = "pages/support/what_to_do.py"
HELP = "pages/data/help.py"


pytestmark = pytest.mark.usefixtures("empty_server")


def ours(choice):
    return [m for m in cohort.members(session.sample_workspace(choice)) if m.group == "cwsw"]


def test_the_rule_is_said_with_its_dates():
    seen = words(open_sample("sample secondary", WHO))
    assert "on any day from 17 July 2020 to 17 July 2026" in seen


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_every_child_on_the_list_is_shown_with_the_reason(choice):
    seen = words(open_sample(choice, WHO))
    children = ours(choice)
    assert children
    for child in children:
        assert escape(full_name(child)) in seen
        assert escape(child.why) in seen
    assert all(escape(cohort_list.plan_words(plan)) in seen for plan in children[0].plans)


def test_undated_plans_become_a_list_of_what_to_ask_for():
    at = open_sample("sample secondary", WHO)
    assert "What to ask for" in [h.value for h in at.header]
    assert "plan begin and end?" in words(at)


def test_hidden_names_leave_the_page_altogether():
    at = open_sample("sample secondary", WHO)
    at = at.toggle[0].set_value(True).run()
    seen = words(at)
    everybody = cohort.members(session.sample_workspace("sample secondary"))
    on_page = [m for m in everybody if m.group != "other"]
    assert f"Pupil {on_page[0].number}<" in seen
    assert not any(escape(full_name(member)) in seen for member in on_page)
    assert not any(member.upn in seen for member in on_page)


def test_the_pastoral_team_sees_the_list_and_no_kind_of_plan_or_date():
    seen = words(open_sample("sample secondary", WHO, Role.PASTORAL))
    body = seen.split("The children", 1)[1]
    assert full_name(ours("sample secondary")[0]) in body
    assert cohort_list.ON_THE_LIST in body
    for told in ("plan now", "ended", "CIN ", "CP ", "looked after", "usable dates"):
        assert told not in body


def test_nobody_on_the_list_is_no_clean_bill():
    schools.load(schools.nobody())
    at = open_app(page=WHO)
    assert not at.exception
    assert cohort_list.NOBODY in words(at)


def test_the_download_holds_what_the_list_shows_and_is_made_on_request():
    at = open_sample("sample secondary", WHO, Role.PASTORAL)
    (button,) = at.get("download_button")
    assert button.proto.label == "Download this list (150 children, CSV)"
    assert not button.proto.url


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
