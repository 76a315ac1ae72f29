"""The headteacher's page: look, add words, publish, withdraw; one screen."""

from datetime import date

import pytest

from cwsw.access import Role
from cwsw.disclosure.rules import HiddenReason
from cwsw.reports.published import IN_ONE_MINUTE
from cwsw.ui.auth import page_registry
from cwsw.ui.governors import page, publish, publishing
from tests.support import schools
from tests.support.app import open_app, press, words
from tests.support.books import school_book
from tests.support.schools import open_sample

PAGE, GOVERNORS = "pages/governors/publish.py", "pages/governors/summary.py"
PUBLISH = "Publish to governors"
READ = "Read it as governors do"


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture(autouse=True)
def on_one_day(monkeypatch):
    monkeypatch.setattr(publishing, "today", lambda: date(2026, 11, 24))


@pytest.fixture
def school(empty_server):  # noqa: ARG001 - it must come first
    return schools.load(school_book())


@pytest.mark.usefixtures("school")
def test_what_is_previewed_is_what_governors_read():
    at = open_app(page=PAGE)
    at.text_area(key="publish_comment").set_value("Mornings are hard.").run()
    at.text_area(key="publish_actions").set_value("Breakfast room\n\n Breakfast room ").run()
    assert not at.error
    preview = words(at)
    at = press(at, PUBLISH)
    assert "Published on 24 November 2026" in at.success[0].value
    shown = words(open_app(Role.GOVERNOR, GOVERNORS)).split(IN_ONE_MINUTE, 1)[1]
    assert "Mornings are hard" in shown
    assert [a for a in shown.splitlines() if a not in preview] == []
    assert preview.count("Breakfast room") == 1


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize("typed", ["Sur3 For did well", "see u3"])
def test_a_pupil_named_is_refused_without_saying_which(typed):
    at = open_app(page=PAGE)
    at.text_area(key="publish_actions").set_value(f"Talks\n{typed}").run()
    assert [e.value for e in at.error] == [publish.NAMED]
    assert not any(b.label == PUBLISH for b in at.button)
    assert publishing.own_publications().of(page_registry.ALONE_SCHOOL) == ()


@pytest.mark.usefixtures("school")
def test_a_small_number_is_pointed_at():
    at = open_app(page=PAGE)
    at.text_area(key="publish_comment").set_value("We helped 3 of them.").run()
    assert [w.value for w in at.warning] == [publish.SMALL]
    assert any(b.label == PUBLISH for b in at.button)


@pytest.mark.usefixtures("school")
def test_one_each_half_term_and_withdrawn_from_sight(monkeypatch):
    at = press(open_app(page=PAGE), PUBLISH)
    assert not any(b.label == PUBLISH for b in at.button)
    assert "The next can be made from 4 January 2027" in at.info[0].value
    assert READ in links_of(at)
    at = press(at, "Withdraw it")
    assert "Withdrawn on 24 November 2026" in words(at)
    assert READ not in links_of(at)
    assert page.NOTHING_YET in open_app(Role.GOVERNOR, GOVERNORS).info[0].value
    press(at, PUBLISH)
    monkeypatch.setattr(publishing, "today", lambda: date(2027, 1, 4))
    assert any(b.label == PUBLISH for b in open_app(page=PAGE).button)


@pytest.mark.usefixtures("school")
def test_data_that_changed_since_the_look_are_not_published():
    at = open_app(page=PAGE)
    schools.load(school_book(cohort=40))
    at = press(at, PUBLISH)
    assert [s.value for s in at.success] == [publish.CHANGED]
    assert publishing.own_publications().of(page_registry.ALONE_SCHOOL) == ()


def links_of(at):
    return [link.proto.label for link in at.get("page_link")]


def suspended(children, others=21):
    """60 pupils, 22 in the cohort of whom so many were suspended, and so many of the others."""
    rows = [(f"U{i}", "SUSP", "03/07/2026") for i in (*range(children), *range(22, 22 + others))]
    return school_book(more={"Exclusions": [("UPN", "Type", "Start date"), *rows]})


def test_what_is_not_said_comes_with_the_reason():
    schools.load(suspended(3, others=4))
    assert HiddenReason.FEW_MEET_IT in words(open_app(page=PAGE))


def test_what_was_not_said_first_stays_so_and_the_page_says_it(monkeypatch):
    schools.load(suspended(3, others=4))
    press(open_app(page=PAGE), PUBLISH)
    schools.load(suspended(10))
    monkeypatch.setattr(publishing, "today", lambda: date(2027, 1, 20))
    at = open_app(page=PAGE)
    assert publish.HIDDEN_FIRST in words(at)
    assert "6 to 10 of 21 to 25" not in words(at)


def test_a_sample_can_be_tried_out_in_one_tab_and_says_so():
    at = press(open_sample("sample primary", PAGE), PUBLISH)
    assert publish.TRIED_OUT in words(at)
    at.sidebar.selectbox(key=page_registry.VIEW_AS).set_value(Role.GOVERNOR).run()
    at.switch_page(GOVERNORS).run()
    assert IN_ONE_MINUTE in [h.value for h in at.header]
    assert publish.text.SAMPLE_MARK in words(at)
    assert publishing.own_publications().of(page_registry.ALONE_SCHOOL) == ()


@pytest.mark.usefixtures("school")
def test_without_data_what_stands_can_still_be_withdrawn():
    press(open_app(page=PAGE), PUBLISH)
    publish.session.workspaces().remove(page_registry.ALONE_SCHOOL)
    at = press(open_app(page=PAGE), "Withdraw it")
    assert not at.error
    assert publishing.own_publications().current(page_registry.ALONE_SCHOOL) is None


def test_a_school_without_outcomes_shows_no_empty_table():
    schools.load(school_book())
    seen = words(open_app(page=PAGE))
    assert "In one minute" in seen
    assert "Three years" not in seen
