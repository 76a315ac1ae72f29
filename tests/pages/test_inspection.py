"""The inspection sheet: head and safeguarding lead only, six children, and who should have it."""

import pytest

from cwsw.access import Role
from cwsw.children.random_sample import HOW
from cwsw.reports.inspection import NOBODY
from cwsw.ui.support import inspection
from cwsw.ui.wording import text
from tests.support import schools
from tests.support.app import open_app, open_page_alone, words
from tests.support.books import school_book
from tests.support.explore import ask
from tests.support.schools import open_sample

PAGE = "pages/support/inspection.py"
STORIES = "The stories"


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_it_tells_six_stories_of_the_samples_and_asks_who_should_have_them(choice):
    at = open_sample(choice, PAGE, Role.DSL)
    assert at.title[0].value.endswith("on our list, 6 stories")
    assert words(at).count("<table") == 2
    at = ask(at, sheet=STORIES)
    assert not at.exception
    assert not at.error
    seen = words(at)
    assert seen.count("<section>") == 6
    assert HOW in seen
    assert "This page lists 6 children. Should the reader have this?" in seen
    lower = seen.casefold()
    assert not any(word in lower for word in ("at risk", "failing", "vulnerable", "problem"))


@pytest.mark.parametrize("role", [Role.PASTORAL, Role.GOVERNOR])
def test_others_are_refused(role):
    assert text.NOT_ALLOWED in words(open_page_alone(PAGE, role))


def test_a_small_cohort_none_and_no_data():
    assert text.NO_DATA in words(open_app(page=PAGE))
    schools.load(schools.nobody())
    assert NOBODY in words(ask(open_app(page=PAGE), sheet=STORIES))
    schools.load(schools.tiny())
    at = ask(open_app(page=PAGE), sheet=STORIES)
    assert not at.exception
    seen = words(at)
    assert "This page lists 1 child." in seen
    assert "&lt;b&gt;Bo" in seen


def test_an_inspector_may_name_the_children_and_names_may_be_off():
    schools.load(school_book())
    at = ask(open_app(page=PAGE), sheet=STORIES)
    at = at.multiselect(key="inspection_named_False").set_value(["Sur3, For, Year 8"]).run()
    seen = words(at)
    assert inspection.NAMED in seen
    assert seen.count("<section>") == 1
    assert "Sur3, For, Year 8" in seen
    at = at.toggle[0].set_value(True).run()
    seen = words(at)
    assert "Sur" not in seen.replace("Sure", "")
    assert "It lists 6 children by number, not by name." in seen
