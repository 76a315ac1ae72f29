"""Who counts, what to do, help: as much as a person may see, and nothing that is not so."""

import re

import pytest

from cwsw.advice import library
from cwsw.ui.data import guidance
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.explore import ask
from tests.support.schools import open_sample

LIST = "pages/cohort/our_list.py"
WHAT_TO_DO = "pages/support/what_to_do.py"
HELP = "pages/data/help.py"


pytestmark = pytest.mark.usefixtures("empty_server")


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
    for script in (LIST, WHAT_TO_DO, "pages/overview/overview.py", "pages/explore/explore.py"):
        assert not unkind.search(words(open_sample("sample secondary", script))), script
