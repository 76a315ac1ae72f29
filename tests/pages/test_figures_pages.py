"""The figure pages: counts first, verdicts for the whole cohort only, every number opens."""

import re

import pytest

from cwsw.access import Role
from cwsw.compare import sentences
from cwsw.compare.nationals import nationals
from cwsw.measures.registry import MEASURES, Page, suits
from cwsw.ui import apart
from cwsw.ui.blocks import VERDICTS_OF_THE_WHOLE, not_this_phase
from cwsw.ui.links import FIGURES
from cwsw.ui.years import EACH_PART
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.schools import open_sample, summary_of

ATTENDANCE = FIGURES[Page.ATTENDANCE][0]


pytestmark = pytest.mark.usefixtures("empty_server")


def own(book, page, role=Role.HEADTEACHER):
    schools.load(book)
    return open_app(role, page)


def charts(at):
    return at.get("vega_lite_chart")


def chosen(at, label, value):
    return next(s for s in at.selectbox if s.label == label).set_value(value).run()


@pytest.mark.parametrize("choice", schools.SAMPLES)
@pytest.mark.parametrize("place", Page)
def test_every_measure_of_a_page_is_given_or_named_as_missing(choice, place):
    at = open_sample(choice, FIGURES[place][0])
    assert not at.exception
    assert not at.error
    summary = summary_of(choice)
    seen = words(at)
    for measure in (m for m in MEASURES if m.page == place):
        latest = summary.latest(measure.key)
        if not suits(place, summary.school.phase):
            assert not_this_phase(summary.school.phase) in seen
        elif latest is None:
            reason = next(m.reason for m in summary.missing if m.key == measure.key)
            assert reason in seen
        else:
            assert sentences.finding(latest) in seen
            assert sentences.verdict_words(latest) in seen
            assert all(row.source in seen for row in nationals(latest))
            assert measure.eligible in seen
            assert measure.left_out in seen


@pytest.mark.parametrize("place", Page)
def test_a_page_without_data_says_what_to_do_next(place):
    at = open_app(page=FIGURES[place][0])
    assert not at.exception
    assert "Try the sample secondary school" in [button.label for button in at.button]
    assert charts(at) == []


@pytest.mark.parametrize("place", Page)
@pytest.mark.parametrize("book", [schools.tiny, schools.nobody, schools.young_year])
def test_odd_schools_show_every_page(place, book):
    at = own(book(), FIGURES[place][0])
    assert not at.exception
    assert not at.error


def test_what_a_group_could_show_stands_before_what_it_shows():
    seen = words(open_sample("sample secondary", ATTENDANCE))
    could = seen.index("What a group of this size can show")
    assert could < seen.index("were persistently absent")


def test_attendance_begins_with_persistent_absence():
    at = open_sample("sample secondary", ATTENDANCE)
    assert next(h.value for h in at.header) == "Persistent absence"


def test_pupils_too_young_or_too_old_are_shown_apart_at_the_end():
    at = open_sample("sample secondary", ATTENDANCE)
    assert at.header[-1].value == apart.TITLE
    assert apart.WHY_APART in words(at)
    rows = summary_of("sample secondary").apart
    assert rows
    assert all(f"{row.missed:,}</td>" in words(at) for row in rows)


def test_where_nobody_is_apart_nothing_is_said_of_it():
    at = own(schools.tiny(), ATTENDANCE)
    assert apart.TITLE not in [h.value for h in at.header]


def test_fewer_than_six_are_counts_only():
    at = own(schools.tiny(), ATTENDANCE)
    seen = words(at)
    assert "1 of 1 child with a social worker was persistently absent" in seen
    assert "counts only" in seen
    cohort = [line for line in seen.split("<tr") if ">Children with a social worker<" in line]
    assert cohort
    assert not any("%" in line for line in cohort)


def test_a_chart_holds_no_name_and_no_key():
    at = own(schools.tiny(), ATTENDANCE)
    everything = str([(c.proto.spec, c.proto.alt, c.proto.datasets) for c in charts(at)])
    assert charts(at)
    for told in ("Adams", "Ava", "Brown", "U1", "U2"):
        assert not re.search(rf"\b{told}\b", everything)


def test_every_chart_is_named_by_its_own_sentence():
    at = open_sample("sample secondary", ATTENDANCE)
    figures = summary_of("sample secondary")
    findings = tuple(sentences.finding(figure) for figure in figures.figures)
    named = {chart.proto.alt.split(" Allowing")[0] for chart in charts(at)}
    assert len(charts(at)) == 6
    assert len(named) == 6
    assert all(chart.proto.alt.startswith(findings) for chart in charts(at))


def test_the_year_can_be_chosen():
    at = chosen(open_sample("sample secondary", ATTENDANCE), "Academic year", "2023/24")
    assert "persistently absent in 2023/24" in words(at)
    assert "persistently absent in 2025/26" not in words(at).split("year by year")[0]


def test_a_sub_cohort_stands_beside_the_others_without_a_verdict():
    at = chosen(open_sample("sample secondary", ATTENDANCE), "Which children", "current_cp")
    seen = words(at)
    assert "children on a child protection plan now" in seen
    assert VERDICTS_OF_THE_WHOLE in seen
    assert "Verdict." not in seen
    assert "Our cohort" not in seen
    assert re.search(r"Showing 21 of 150 children with a social worker on roll", seen)


def test_a_year_group_filter_says_what_it_leaves_and_gives_no_verdict():
    at = open_sample("sample secondary", ATTENDANCE)
    at = at.multiselect[0].set_value([7, 8]).run()
    seen = words(at)
    assert re.search(r"Showing \d+ of 150 children .* on roll: Year 7 and Year 8\.", seen)
    assert "Verdict." not in seen


def test_an_all_through_school_is_asked_for_the_phase():
    at = own(schools.all_through(), ATTENDANCE)
    assert "Showing 12 of 12" in words(at)
    at = chosen(at, "Phase", "Secondary (Years 7 to 11)")
    assert "Showing 5 of 12" in words(at)
    assert not at.exception


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_other_schools_are_not_asked_for_the_phase(choice):
    at = open_sample(choice, ATTENDANCE)
    assert "Phase" not in [s.label for s in at.selectbox]


def test_a_year_under_way_is_said_and_set_beside_the_same_weeks():
    seen = words(own(schools.young_year(), ATTENDANCE))
    assert "so far in 2025/26" in seen
    assert "still under way" in seen
    assert "Too early to judge" in seen


def test_kinds_of_plan_are_for_those_with_that_right():
    told = (
        "child protection plan now",
        "plan ended within six years",
        "looked after now",
        "while on our roll",
        EACH_PART,
    )
    at = open_sample("sample secondary", ATTENDANCE, Role.PASTORAL)
    seen = words(at)
    assert "were persistently absent" in seen
    assert not any(words_ in seen for words_ in told)
    assert not any(toggle.label == EACH_PART for toggle in at.toggle)
    assert not any(box.label == "Which children" for box in at.selectbox)


def test_a_measure_leads_to_what_to_do():
    at = open_sample("sample secondary", FIGURES[Page.SUSPENSIONS][0])
    assert "Suspended at least once: what to do" in [h.value for h in at.subheader]


def test_the_national_page_needs_no_data():
    at = open_app(page="pages/national/national.py")
    seen = words(at)
    assert not at.exception
    assert "50% of children with a social worker" in seen
    assert "No: context only" in seen
    assert "12.7%" in seen
    assert len(charts(at)) == 1


def test_every_series_and_phase_can_be_shown():
    at = open_app(page="pages/national/national.py")
    for measure in at.selectbox(key="national_measure").options:
        at.selectbox(key="national_measure").select(measure).run()
        for phase in at.selectbox(key="national_phase").options:
            at.selectbox(key="national_phase").select(phase).run()
            assert not at.exception, (measure, phase)
            assert "England" in words(at)
