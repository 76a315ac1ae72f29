"""The governors' page: what was published, and nothing else of the school."""

import re
from datetime import date

import pytest

from cwsw.access import Role
from cwsw.charts.published import LEGEND
from cwsw.disclosure import publish, to_json
from cwsw.intake import SourceFile, read_files
from cwsw.reports.published import (
    about,
    note,
    own_words,
    three_years,
    year_headings,
)
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.half_terms import block_of
from cwsw.ui.auth import page_registry
from cwsw.ui.governors import page, publishing
from cwsw.ui.state import session
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.books import school_book
from tests.support.published import HEADINGS, PRACTICE, rounded

PAGE = "pages/governors/summary.py"
SOMETIME = date(2026, 7, 20)


pytestmark = pytest.mark.usefixtures("empty_server")


@pytest.fixture
def school(empty_server):  # noqa: ARG001 - it must come first
    """60 pupils, 23 in the cohort; 8 of them suspended, and 21 of the other 37."""
    rows = [(f"U{i}", "SUSP", "03/07/2026") for i in (*range(8), *range(23, 44))]
    more = {"Exclusions": [("UPN", "Type", "Start date"), *rows]}
    book = school_book(cohort=23, more=more)
    workspace = Workspace.load(read_files([SourceFile("h.xlsx", book)]))
    session.workspaces().replace(page_registry.ALONE_SCHOOL, workspace)
    return workspace


@pytest.fixture
def published(school):
    return put(school, SOMETIME, "Mornings are hard.", ["Breakfast room"])


def put(workspace, on, comment="", actions=()):
    return publishing.own_publications().publish(
        page_registry.ALONE_SCHOOL,
        publish(summarise(workspace), PRACTICE),
        block_of(on),
        on,
        "headteacher",
        comment,
        actions,
    )


def without_escapes(at):
    said = words(at) + "\n" + "\n".join(c.value for c in at.caption)
    return re.sub(r"\\(?=[^\w\s])", "", said)


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.DSL, Role.GOVERNOR])
def test_a_draft_is_shown_to_nobody(role):
    at = open_app(role, PAGE)
    assert not at.error
    assert page.NOTHING_YET in at.info[0].value
    assert not at.header
    assert len(at.get("vega_lite_chart")) == 0
    may_publish = any(link.label == "Publish to governors" for link in at.get("page_link"))
    assert may_publish == (role is Role.HEADTEACHER)


@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.DSL, Role.GOVERNOR])
def test_the_publication_is_one_page_in_the_order_of_the_sheet(published, role):
    at = open_app(role, PAGE)
    assert not at.error
    seen = without_escapes(at)
    assert [h.value for h in at.header] == HEADINGS
    assert "**21 to 25 of our 60 pupils (about 1 in 3):**" in seen
    assert "published 20 July 2026" in seen
    assert "Mornings are hard." in seen
    assert "Breakfast room" in seen
    shown = published.summary
    for sentence in (*shown.questions, *shown.practice, *shown.method):
        assert sentence in seen


@pytest.mark.usefixtures("published")
def test_one_chart_and_one_table_say_the_year():
    at = open_app(Role.GOVERNOR, PAGE)
    (chart,) = [c.proto.alt for c in at.get("vega_lite_chart")]
    assert chart.startswith("Suspended at least once: 6 to 10 of 21 to 25, from 24% to 48%")
    seen = without_escapes(at)
    assert ">6–10 of 21–25<" in seen
    assert ">29 of 60<" in seen
    assert "Department for Education" in seen


@pytest.mark.parametrize("choice", session.SAMPLES)
def test_it_is_read_in_two_minutes(choice):
    """At most 350 words, numbers and the chart's own words included."""
    put(session.sample_workspace(choice), SOMETIME, "We now meet every half-term.", ["A club"])
    shown = publishing.own_publications().current(page_registry.ALONE_SCHOOL).summary
    rows = [*three_years(shown), year_headings(shown)]
    chart = [LEGEND, *(f.title for f in shown.latest if not f.hidden), "0% 25% 50% 75% 100%"]
    sentences = (*shown.minute, *shown.practice, *shown.questions, *shown.method)
    said = [about(shown), *HEADINGS, *sentences, *own_words(shown), *chart, note(shown)]
    said += [cell for row in rows for cell in row]
    assert len(" ".join(said).split()) <= 350
    seen = without_escapes(open_app(Role.GOVERNOR, PAGE))
    assert [words for words in said if words.split(": ")[-1] not in seen + " ".join(chart)] == []


@pytest.mark.usefixtures("published")
def test_no_exact_count_reaches_the_browser():
    at = open_app(Role.GOVERNOR, PAGE)
    kinds = ("markdown", "html", "vega_lite_chart")
    sent = "".join(str(element.proto) for kind in kinds for element in at.get(kind))
    for exact in ("8 of", "of 23", "35%", "34.8", "0.348"):
        assert exact not in sent
    assert len(at.get("arrow_data_frame")) == 0


@pytest.mark.usefixtures("published")
def test_no_pupil_is_named():
    assert "Sur1" not in words(open_app(Role.GOVERNOR, PAGE))


@pytest.mark.usefixtures("published")
def test_what_changes_in_the_data_changes_nothing_here():
    before = words(open_app(Role.GOVERNOR, PAGE))
    session.workspaces().replace(
        page_registry.ALONE_SCHOOL, Workspace.load(school_upload(pupils=90))
    )
    assert words(open_app(Role.GOVERNOR, PAGE)) == before
    session.workspaces().remove(page_registry.ALONE_SCHOOL)
    assert words(open_app(Role.GOVERNOR, PAGE)) == before


def school_upload(**sizes):
    return read_files([SourceFile("h.xlsx", school_book(**sizes))])


@pytest.mark.usefixtures("published")
def test_earlier_ones_are_found_by_their_date_and_withdrawn_ones_not(school):
    put(school, date(2026, 9, 20), "September")
    gone = put(school, date(2026, 11, 10), "November")
    publishing.own_publications().withdraw(page_registry.ALONE_SCHOOL, gone.id, date(2026, 11, 11))
    at = open_app(Role.GOVERNOR, PAGE)
    assert "September" in words(at)
    assert "November" not in words(at)
    which = next(s for s in at.selectbox if s.label == page.WHICH)
    assert which.options == ["20 September 2026", "20 July 2026"]
    at = which.select_index(1).run()
    assert "Mornings are hard." in without_escapes(at)


def test_a_publication_of_the_first_rules_is_read_as_it_was():
    publishing.own_publications().fill(page_registry.ALONE_SCHOOL, [to_json(rounded())])
    at = open_app(Role.GOVERNOR, PAGE)
    assert not at.error
    seen = without_escapes(at)
    for figure in rounded().summary.figures:
        assert figure.finding in seen
    assert "Between 38 and 77" in seen
    assert len(at.get("vega_lite_chart")) > 3
    assert [b.label for b in at.get("download_button")] == ["Download the sheet (PDF)"]


def test_a_school_too_small_for_any_figure_gets_words_actions_and_questions():
    put(schools.load(schools.tiny()), SOMETIME, actions=["A key adult each"])
    at = open_app(Role.GOVERNOR, PAGE)
    seen = without_escapes(at)
    assert not at.error
    assert [h.value for h in at.header] == HEADINGS
    assert "A key adult each" in seen
    assert "How do we know that the list of these children is complete?" in seen
    assert not re.search(r"\b\d+[–to ]+\d+ of\b", seen)


def test_a_governor_without_data_is_offered_nothing_to_load():
    at = open_app(Role.GOVERNOR, PAGE)
    assert page.NOTHING_YET in at.info[0].value
    assert len(at.button) == 0
