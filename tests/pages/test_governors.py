"""The governors' page: what was published, in sentences, and nothing else of the school."""

import re

import pytest
import streamlit as st

from cwsw.access import Role
from cwsw.intake import SourceFile, read_files
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.ui import roles, session, text
from tests.support.app import open_app, words
from tests.support.books import school_book

PAGE = "pages/governors/summary.py"
DRAWN = ("table", "arrow_data_frame", "vega_lite_chart", "imgs", "download_button", "metric")


@pytest.fixture(autouse=True)
def empty_server():
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def school():
    """60 pupils, 22 in the cohort; 9 of them suspended, and 21 of the other 38."""
    rows = [(f"U{i}", "SUSP", "03/07/2026") for i in (*range(9), *range(22, 43))]
    more = {"Exclusions": [("UPN", "Type", "Start date"), *rows]}
    workspace = Workspace.load(read_files([SourceFile("h.xlsx", school_book(more=more))]))
    session.workspaces().replace(roles.ALONE_SCHOOL, workspace)
    return workspace


def without_escapes(at):
    return re.sub(r"\\(?=[^\w\s])", "", words(at))


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.GOVERNOR])
def test_the_draft_is_shown_as_a_draft(role):
    at = open_app(role, PAGE)
    assert [i.value for i in at.info] == [text.DRAFT]
    assert [h.value for h in at.header][:2] == ["Who are they?", "Are they attending?"]


def test_every_sentence_is_one_of_the_publication(school):
    at = open_app(Role.GOVERNOR, PAGE)
    seen = without_escapes(at)
    assert all(sentence in seen for sentence in session.publish(summarise(school)).sentences)
    assert "About 10 of about 20 children with a social worker (50%)" in seen
    assert "Between 18 and 37 of our pupils" in seen


@pytest.mark.usefixtures("school")
def test_no_exact_count_of_the_school_reaches_the_browser():
    seen = without_escapes(open_app(Role.GOVERNOR, PAGE))
    own = [line for line in seen.splitlines() if not line.startswith(("Nationally", "Source"))]
    numbers = set(re.findall(r"\b\d+\b", "\n".join(own)))
    assert numbers.isdisjoint({"9", "22", "21", "38", "60", "41", "55", "30"})


@pytest.mark.usefixtures("school")
def test_nothing_is_drawn_or_offered_for_download():
    at = open_app(Role.GOVERNOR, PAGE)
    assert [kind for kind in DRAWN if len(at.get(kind))] == []


@pytest.mark.usefixtures("school")
def test_no_pupil_is_named():
    assert "Sur1" not in words(open_app(Role.GOVERNOR, PAGE))


def test_a_governor_without_data_is_offered_nothing_to_load():
    at = open_app(Role.GOVERNOR, PAGE)
    assert text.NOTHING_PUBLISHED in words(at)
    assert len(at.button) == 0


def test_a_sample_says_so_to_governors_too():
    at = open_app()
    next(b for b in at.button if "primary" in b.label).click().run()
    at.sidebar.selectbox(key=roles.VIEW_AS).set_value(Role.GOVERNOR).run()
    assert [t.value for t in at.title] == ["Governors"]
    assert text.SAMPLE_MARK in words(at)
