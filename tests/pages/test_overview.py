"""The overview: one finding, the gaps, whom to talk about first, what next, the list."""

import json

import pyarrow as pa
import pytest

from cwsw.access import Role
from cwsw.advice.suggest import first
from cwsw.charts.row_layout import PICKED
from cwsw.compare.narrative import NO_FIGURES, NOBODY, TOO_FEW, headline
from cwsw.compare.strengths import strengths
from cwsw.measures.school_phases import overview_keys
from cwsw.ui.overview import gap_card
from cwsw.ui.support.suggestions import short_title
from cwsw.ui.wording import text
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.schools import open_sample, summary_of

PAGE = "pages/overview/overview.py"

pytestmark = pytest.mark.usefixtures("empty_server")


def charts(at):
    return [chart.proto for chart in at.get("vega_lite_chart")]


def rows_of(at):
    (chart,) = charts(at)
    (data,) = chart.datasets
    return pa.ipc.open_stream(data.data.data).read_all().to_pylist()


def links(at):
    return [link.proto.label for link in at.main.get("page_link")]


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_the_title_is_the_finding_and_the_chart_holds_the_main_measures(choice):
    at, summary = open_sample(choice, PAGE), summary_of(choice)
    figures = gap_card.main_figures(summary)
    assert not at.exception
    assert [t.value for t in at.title] == [headline(figures, summary.figures)]
    assert {row["label"] for row in rows_of(at)} == {f.measure.short for f in figures}
    assert {f.measure.key for f in figures} <= set(overview_keys(summary.school.phase))
    assert json.loads(charts(at)[0].spec)["params"][0]["name"] == PICKED


def test_the_first_comparison_is_the_schools_own_other_pupils():
    at = open_sample("sample secondary", PAGE)
    (suspended,) = [row for row in rows_of(at) if row["label"] == "Suspended at least once"]
    assert suspended["here"] == "4.2 times as likely"
    assert suspended["nation"] == ""  # figures of all schools stand beside no secondary's gap
    (grade,) = [row for row in rows_of(at) if row["label"] == "Grade 4+ in English and maths"]
    assert (grade["here"], grade["nation"]) == ("44 points behind", "England 2018: 45.4 points")
    assert "absence, suspensions: all schools" in words(at)


def test_the_national_figures_can_be_the_latest():
    at = open_sample("sample secondary", PAGE)
    before = {row["label"]: row["national"] for row in rows_of(at)}
    at.segmented_control(key="national").set_value(gap_card.LATEST).run()
    after = {row["label"]: row["national"] for row in rows_of(at)}
    assert before["Missed 10% or more of school"] == pytest.approx(32.7)
    assert after["Missed 10% or more of school"] == pytest.approx(61.0)


def test_children_to_talk_about_stand_in_a_table_with_their_facts():
    at = open_sample("sample secondary", PAGE)
    (table,) = at.dataframe
    frame = table.value
    assert list(frame.columns) == ["Child", "Facts", "Year", "Weeks"]
    assert 0 < len(frame) <= 20
    assert all(", " in facts for facts in frame["Facts"])
    assert f"Talk about first: {len(frame)} children have two or more facts." in words(at)


def test_what_next_and_the_list_are_ways_on():
    at, summary = open_sample("sample secondary", PAGE), summary_of("sample secondary")
    shown = links(at)
    titles = [short_title(suggestion.rule.title) for suggestion in first(summary.suggestions)]
    assert [label for label in shown if label.removeprefix("→ ") in titles] == [
        f"→ {title}" for title in titles
    ]
    steps = {q for link in at.main.get("page_link") for q in link.proto.query_string.split("&")}
    assert {f"suggestion={s.rule.id}" for s in first(summary.suggestions)} <= steps
    assert strengths(summary.figures)
    assert "✓ Wellbeing looked at: 56 points ahead" in shown
    assert "150 of 1,200 (13%); about 1 in 10 nationally." in words(at)


@pytest.mark.parametrize("school", schools.SAMPLES)
def test_what_is_to_be_found_out_is_said_as_on_the_page_that_it_leads_to(school):
    at = open_sample(school, PAGE)
    questions = [label.removeprefix("→ ") for label in links(at) if "ask about" in label]
    questions += [label.removeprefix("→ ") for label in links(at) if "need a date" in label]
    assert len(questions) == 2
    assert at.switch_page("pages/cohort/missing.py").run().title[0].value == " and ".join(questions)


def test_only_a_list_of_children_says_what_is_still_missing():
    schools.load(schools.school_book(cohort=12))
    at = open_app(page=PAGE)
    assert not at.exception
    assert [t.value for t in at.title] == [NO_FIGURES]
    assert gap_card.ADD_SHEETS in words(at)
    assert not charts(at)


def test_nobody_in_the_cohort_is_said_plainly():
    schools.load(schools.nobody())
    at = open_app(page=PAGE)
    assert not at.exception
    assert "**0 of 60 pupils** have a social worker" in words(at)
    assert not charts(at)
    # Attendance was given: it must not be asked for.
    assert [t.value for t in at.title] == [NOBODY]
    assert gap_card.ADD_SHEETS not in words(at)
    assert "→ Whom to ask" in links(at)
    assert gap_card.ADD_SHEETS not in words(open_app(page="pages/explore/explore.py"))


def test_a_share_is_rounded_half_up_as_on_every_page():
    schools.load(schools.school_book(pupils=40, cohort=3))
    assert "3 of 40 (8%); about 1 in 10 nationally." in words(open_app(page=PAGE))
    assert "(8%) are on the list" in words(open_app(page="pages/cohort/missing.py"))


def test_a_tiny_school_has_no_percentage():
    schools.load(schools.tiny())
    at = open_app(page=PAGE)
    assert not at.exception
    assert [t.value for t in at.title] == [TOO_FEW]
    assert "**Too few children to compare**" in words(at)
    assert all(row["value"] is None for row in rows_of(at))


def test_a_year_under_way_is_judged_by_the_last_complete_one():
    schools.load(schools.young_year())
    at = open_app(page=PAGE)
    assert not at.exception
    assert "in 2024/25" in words(at) or "40%" in at.title[0].value


def test_the_pastoral_team_is_not_told_kinds_of_plan():
    at = open_sample("sample secondary", PAGE, Role.PASTORAL)
    seen = words(at) + str(at.dataframe[0].value)
    assert "**150 of 1,200 pupils** have a social worker" in seen
    assert "child protection" not in seen
    assert "child in need plan" not in seen


def test_before_anything_is_loaded_it_says_what_to_do():
    at = open_app(page=PAGE)
    assert not at.exception
    assert "Try the sample primary school" in [button.label for button in at.button]
    assert text.NO_DATA in words(at)
