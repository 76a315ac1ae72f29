"""What can be taken from the governors' page: made from the publication shown, on request."""

import json

import pytest

from cwsw.access import Role
from cwsw.cli.answers import governors_object
from cwsw.reports.governors import governors_pdf
from cwsw.reports.governors_workbook import governors_workbook
from cwsw.tables.half_terms import block_of
from cwsw.ui.auth import page_registry
from cwsw.ui.governors import papers, publishing
from tests.support import telling
from tests.support.app import open_app
from tests.support.downloads import words_of
from tests.support.published import DAY, draft
from tests.support.schools import load

PAGE = "pages/governors/summary.py"


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture
def published(empty_server):  # noqa: ARG001 - it must come first
    load(telling.book())
    register, own = publishing.own_publications(), publishing.session.published()
    return register.publish(page_registry.ALONE_SCHOOL, own, block_of(DAY, ()), DAY, "head").summary


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.DSL, Role.GOVERNOR])
def test_whoever_reads_the_publication_may_take_it_away(role):
    at = open_app(role, PAGE)
    assert not at.error
    assert [b.label for b in at.get("download_button")] == [papers.PDF, papers.SPREADSHEET]


def test_without_a_publication_there_is_nothing_to_take():
    assert not open_app(Role.GOVERNOR, PAGE).get("download_button")


@pytest.mark.parametrize("make", [governors_pdf, governors_workbook])
def test_no_child_and_no_exact_count_is_in_a_download(published, make):
    words = words_of(make(published))
    assert telling.NAME in words
    assert telling.leaks(words) == set()
    for figure in json.loads(json.dumps(governors_object(published)))["figures"]:
        ends = figure["count"] or {}
        assert [end for end in ends.values() if str(end) not in words] == []


def test_the_reading_would_find_them():
    assert telling.leaks(words_of(telling.book())) >= {"Wexq0", telling.UPNS[0]}


def test_a_file_is_named_for_its_day(published):
    assert papers.file_name(published) == "governors-2026-09-21"
    assert papers.file_name(draft()) == "governors-draft-2026-07-17"
