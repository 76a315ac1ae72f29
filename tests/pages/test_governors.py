"""The governors' page: what was published, and nothing else of the school."""

import re
from datetime import date

import pytest

from cwsw.access import Role
from cwsw.disclosure import publish
from cwsw.intake import SourceFile, read_files
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.terms import block_of
from cwsw.ui import governors, publishing, roles, session
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.books import school_book

PAGE = "pages/governors/summary.py"
SOMETIME = date(2026, 7, 20)
QUESTIONS = [
    "Who are they?",
    "Are they attending?",
    "Are they suspended or excluded more?",
    "Are they achieving?",
    "What are we doing, and is it working?",
    "What should I ask?",
]


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture
def school(empty_server):  # noqa: ARG001 - it must come first
    """60 pupils, 22 in the cohort; 9 of them suspended, and 21 of the other 38."""
    rows = [(f"U{i}", "SUSP", "03/07/2026") for i in (*range(9), *range(22, 43))]
    more = {"Exclusions": [("UPN", "Type", "Start date"), *rows]}
    workspace = Workspace.load(read_files([SourceFile("h.xlsx", school_book(more=more))]))
    session.workspaces().replace(roles.ALONE_SCHOOL, workspace)
    return workspace


@pytest.fixture
def published(school):
    return put(school, SOMETIME, "Mornings are hard.", ["Breakfast room"])


def put(workspace, on, comment="", actions=()):
    return publishing.own_publications().publish(
        roles.ALONE_SCHOOL,
        publish(summarise(workspace)),
        block_of(on),
        on,
        "headteacher",
        comment,
        actions,
    )


def without_escapes(at):
    return re.sub(r"\\(?=[^\w\s])", "", words(at) + "\n" + "\n".join(c.value for c in at.caption))


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.DSL, Role.GOVERNOR])
def test_a_draft_is_shown_to_nobody(role):
    at = open_app(role, PAGE)
    assert not at.error
    assert governors.NOTHING_YET in at.info[0].value
    assert not at.header
    assert len(at.get("vega_lite_chart")) == 0
    may_publish = any(link.label == "Publish to governors" for link in at.get("page_link"))
    assert may_publish == (role is Role.HEADTEACHER)


@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.DSL, Role.GOVERNOR])
def test_the_publication_answers_six_questions(published, role):
    at = open_app(role, PAGE)
    assert not at.error
    seen = without_escapes(at)
    assert [h.value for h in at.header] == ["From the headteacher", *QUESTIONS, governors.ABOUT]
    assert "About 10 of about 20 children with a social worker (50%)" in seen
    assert "Between 18 and 37 of our pupils" in seen
    assert "published on 20 July 2026" in seen
    assert "Mornings are hard." in seen
    assert "Breakfast room" in seen
    for words_of in (f.finding for f in published.summary.figures):
        assert words_of in seen
    for sentence in published.summary.small_numbers:
        assert sentence in seen


@pytest.mark.usefixtures("published")
def test_each_figure_has_chart_table_source_and_questions():
    at = open_app(Role.GOVERNOR, PAGE)
    charts = [c.proto.alt for c in at.get("vega_lite_chart")]
    assert charts[0] == "Our children with a social worker: between 18 and 37."
    assert charts[1].startswith("About 10 of about 20")
    seen = without_escapes(at)
    assert "<caption>Suspended at least once</caption>" in seen
    assert "Was the social worker told each time?" in seen
    assert "Our figure: the school's own records, as at 17 July 2026." in seen
    assert "Department for Education" in seen


@pytest.mark.usefixtures("published")
def test_no_exact_count_reaches_the_browser():
    at = open_app(Role.GOVERNOR, PAGE)
    sent = "".join(str(element.proto) for kind in ("markdown", "html") for element in at.get(kind))
    charts = "".join(str(c.proto) for c in at.get("vega_lite_chart"))
    own = re.sub(r"20\d\d|\d+\.\d%|18 and 37|1[78] July|{[^}]*}", "", sent)
    assert "22" not in re.findall(r"\b\d+\b", own)
    for exact in ("9 of", "of 22", "41%", "0.409", "40.9"):
        assert exact not in own + charts
    assert len(at.get("arrow_data_frame")) == 0


@pytest.mark.usefixtures("published")
def test_no_pupil_is_named():
    assert "Sur1" not in words(open_app(Role.GOVERNOR, PAGE))


@pytest.mark.usefixtures("published")
def test_what_changes_in_the_data_changes_nothing_here():
    before = words(open_app(Role.GOVERNOR, PAGE))
    session.workspaces().replace(roles.ALONE_SCHOOL, Workspace.load(school_upload(pupils=90)))
    assert words(open_app(Role.GOVERNOR, PAGE)) == before
    session.workspaces().remove(roles.ALONE_SCHOOL)
    assert words(open_app(Role.GOVERNOR, PAGE)) == before


def school_upload(**sizes):
    return read_files([SourceFile("h.xlsx", school_book(**sizes))])


@pytest.mark.usefixtures("published")
def test_earlier_ones_are_found_by_their_date_and_withdrawn_ones_not(school):
    put(school, date(2026, 9, 20), "September")
    gone = put(school, date(2026, 11, 10), "November")
    publishing.own_publications().withdraw(roles.ALONE_SCHOOL, gone.id, date(2026, 11, 11))
    at = open_app(Role.GOVERNOR, PAGE)
    assert "September" in words(at)
    assert "November" not in words(at)
    which = next(s for s in at.selectbox if s.label == governors.WHICH)
    assert which.options == ["20 September 2026", "20 July 2026"]
    at = which.select_index(1).run()
    assert "Mornings are hard." in without_escapes(at)


@pytest.mark.usefixtures("published")
def test_a_figure_published_before_says_so(school):
    put(school, date(2026, 9, 20))
    seen = without_escapes(open_app(Role.GOVERNOR, PAGE))
    assert "Our figure: as first published on 20 July 2026" in seen


def test_a_school_too_small_for_any_figure_gets_words_actions_and_questions():
    put(schools.load(schools.tiny()), SOMETIME, actions=["A key adult each"])
    at = open_app(Role.GOVERNOR, PAGE)
    seen = without_escapes(at)
    assert not at.error
    assert [h.value for h in at.header] == [*QUESTIONS, governors.ABOUT]
    assert "A key adult each" in seen
    assert governors.HIDDEN_HERE in seen
    assert "How do we know that the list is complete" in seen
    assert not re.search(r"of about|at most [0-6]\b", seen)


def test_a_governor_without_data_is_offered_nothing_to_load():
    at = open_app(Role.GOVERNOR, PAGE)
    assert governors.NOTHING_YET in at.info[0].value
    assert len(at.button) == 0
