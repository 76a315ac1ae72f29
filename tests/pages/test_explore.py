"""Explore: bars by part, the years, the children behind, and what stands one click away."""

import csv
import io
import json
import re
from itertools import cycle, product

import pytest

from cwsw import compare
from cwsw.access import Role, User
from cwsw.charts.row_layout import PICKED, ROW
from cwsw.compare.benchmark_order import FirstBenchmarks, reorder_benchmarks
from cwsw.disclosure.words import figure_words
from cwsw.measures.breakdown import Dimension
from cwsw.reports import governors_sentence
from cwsw.reports.stamps import SAMPLE_MARK
from cwsw.ui.explore import choices, cohort_profile, measure_csv, out_of_age_absence
from cwsw.ui.explore.measure_csv import HEADINGS, as_csv
from cwsw.ui.explore.tabs import TABS
from cwsw.ui.overview.gap_card import ADD_SHEETS
from cwsw.ui.state import session
from cwsw.ui.widgets.figure_context import FigureContext
from cwsw.ui.widgets.filters import SUB_COHORTS, FilterChoice
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.explore import EXPLORE, ask, explore
from tests.support.schools import open_sample, summary_of

HEAD = User("Head", Role.HEADTEACHER, "s")
PASTORAL = User("Pastoral", Role.PASTORAL, "s")
SECONDARY = "sample secondary"

pytestmark = pytest.mark.usefixtures("one_server")


@pytest.fixture
def own_school(one_server, request):  # noqa: ARG001 - it must come first
    """The school's own data, gone after the test."""
    schools.load(request.param())
    yield
    session.workspaces.clear()


def codes(at):
    return [code.value for code in at.get("code")]


def tables(at, caption):
    return [h.proto.body for h in at.get("html") if f"<caption>{caption}" in h.proto.body]


def control(at, key):
    return next(c for c in at.segmented_control if c.key == key)


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_every_measure_can_be_looked_at_by_every_part(choice, long_run):
    at = open_sample(choice, EXPLORE)
    keys = list(dict.fromkeys(f.measure.key for f in summary_of(choice).figures if f.cwsw.pupils))
    assert at.selectbox(key=choices.MEASURE).options == [
        f.measure.short for f in map(summary_of(choice).latest, keys) if f
    ]
    pairs = product(keys, Dimension) if long_run else zip(keys, cycle(Dimension), strict=False)
    for key, dimension in pairs:
        ask(at, measure=key, by=dimension.value)
        assert not at.exception, (key, dimension)
        assert not at.error, (key, dimension)


def test_the_bars_are_the_parts_and_the_title_is_the_finding():
    seen = words(explore(SECONDARY))
    assert (
        "**Year 9: highest, but within chance of the rest, 59% (17 of 29). "
        "Our other pupils: 22% (185 of 853).**"
    ) in seen
    assert "**71 children who were persistently absent, 1 of them not on the list now**" in seen
    assert "140 counted, 150 on the list now: pupils with at least one possible session" in seen
    gap = "Gap 28 points in 2023/24, 29 in 2025/26."
    assert f"**{gap} It has not changed by more than chance can explain.**" in seen
    assert "From August 2024 interviews (code J1) count as absence" in seen


def test_the_children_behind_stand_in_the_table_least_attended_first():
    at = explore(SECONDARY)
    (table,) = at.dataframe
    assert len(table.value) == 70
    assert table.value["Attended"].is_monotonic_increasing


@pytest.mark.parametrize(
    "own_school",
    [schools.tiny, schools.nobody, schools.young_year, schools.all_through],
    indirect=True,
)
@pytest.mark.usefixtures("own_school")
def test_odd_schools_show_every_tab():
    at = open_app(page=EXPLORE)
    for tab in TABS:
        ask(at, tab=tab)
        assert not at.exception, tab
        assert not at.error, tab


@pytest.mark.parametrize("own_school", [lambda: schools.school_book(cohort=12)], indirect=True)
@pytest.mark.usefixtures("own_school")
def test_a_list_of_children_alone_says_what_to_add():
    assert ADD_SHEETS in words(open_app(page=EXPLORE))


def at_address(role=Role.HEADTEACHER, **query):
    """Explore as a link or a reload opens it."""
    at = open_sample(SECONDARY, EXPLORE, role)
    at.query_params.update(query)
    return at.run()


def selected_rows(at):
    """The rows that the chart of bars begins with."""
    (spec,) = [json.loads(c.proto.spec) for c in at.get("vega_lite_chart")][:1]
    picked = next(p for p in spec["params"] if p["name"] == PICKED)
    return [row[ROW] for row in picked.get("value", [])]


def test_a_group_in_the_address_is_selected_and_its_children_stand_beneath():
    at = at_address(group="Year 9")
    assert selected_rows(at) == [2]
    assert "**Year 9: 17 children who were persistently absent" in words(at)
    assert len(at.dataframe[0].value) == 17
    at = at.selectbox(key="explore_group").set_value("Year 7").run()
    assert at.query_params["group"] == "Year 7"
    assert "**Year 7: " in words(at)
    at = at.selectbox(key="explore_group").set_value("All groups").run()
    assert "group" not in at.query_params
    assert len(at.dataframe[0].value) == 70


def test_of_an_earlier_year_the_year_is_said():
    at = explore(SECONDARY, year="2023/24")
    assert at.title[0].value.startswith("In 2023/24: 46% of our children with a social worker")
    assert "children who were persistently absent in 2023/24" in words(at)


def test_a_form_is_in_the_address_by_a_number_of_this_upload():
    at = explore(SECONDARY, by=Dimension.FORM.value)
    form = at.selectbox(key="explore_group").options[1]
    at = at.selectbox(key="explore_group").select_index(1).run()
    assert at.query_params["group"].isdigit()
    assert f"**{form}: " in words(at)


@pytest.mark.parametrize("asked", ["Year 14", "0", "<b>9</b>", "CP plan now"])
def test_a_group_that_is_not_there_is_ignored(asked):
    at = at_address(group=asked)
    assert not at.exception
    assert selected_rows(at) == []
    assert len(at.dataframe[0].value) == 70


def test_no_address_shows_the_pastoral_team_a_plan():
    ours, theirs = (
        at_address(Role.PASTORAL, **query)
        for query in ({}, {"by": Dimension.PLAN.words, "group": "CP plan now"})
    )
    assert not theirs.exception
    assert words(theirs) == words(ours)
    assert theirs.dataframe[0].value.equals(ours.dataframe[0].value)


def test_before_anything_is_loaded_it_says_what_to_do():
    assert "Try the sample primary school" in [b.label for b in open_app(page=EXPLORE).button]


def test_kinds_of_plan_are_for_those_with_that_right():
    plan = Dimension.PLAN.words
    assert plan in control(explore(SECONDARY), choices.BY).options
    at = explore(SECONDARY, Role.PASTORAL, tab="How it is counted")
    assert plan not in control(at, choices.BY).options
    (groups,) = tables(at, "Persistent absence, 2025/26: our school by group")
    assert "plan" not in groups


@pytest.mark.parametrize("own_school", [schools.tiny], indirect=True)
@pytest.mark.usefixtures("own_school")
def test_fewer_than_six_are_counts_only():
    at = open_app(page=EXPLORE)
    assert "%" not in "".join(m.value for m in at.main.markdown if m.value.startswith("**"))


def test_a_chart_holds_no_name_and_no_key():
    at = explore(SECONDARY)
    sent = str([(c.proto.spec, c.proto.alt, c.proto.datasets) for c in at.get("vega_lite_chart")])
    pupils = session.sample_workspace(SECONDARY).rows("pupils").to_pylist()
    assert not any(pupil["upn"] in sent for pupil in pupils)
    assert "persistent_absence" not in sent


@pytest.mark.parametrize(
    ("front", "first"), [(FirstBenchmarks.IN_2018, "2018: "), (FirstBenchmarks.LATEST, "Latest")]
)
def test_the_chosen_national_figures_stand_first(front, first):
    at = explore(SECONDARY, national=front.value, tab="National")
    (table,) = tables(at, "Persistent absence: national figures")
    assert table.split('scope="row"')[1].split(">", 1)[1].lower().startswith(first.lower())


def test_a_number_opens_to_who_is_left_out_and_to_its_rows():
    at = explore(SECONDARY, tab="How it is counted")
    seen = words(at)
    left_out = "Left out: 16 under 5 or over 15."
    assert (
        f"Showing 140 of 156 children with a social worker on roll in the year. {left_out}" in seen
    )
    assert "Attendance (1,224 rows of 2025/26)" in seen
    (table,) = tables(at, "Persistent absence: what the national figures count")
    assert 'data-label="Phase">all schools<' in table
    assert "who missed 10% or more of their own possible sessions" in table
    assert cohort_profile.WHY_IT_MATTERS in seen
    assert out_of_age_absence.TITLE in [h.value for h in at.subheader]


def test_rows_are_for_those_who_upload():
    seen = words(explore(SECONDARY, Role.PASTORAL, tab="How it is counted"))
    assert "Left out: 16 under 5 or over 15." in seen
    assert "rows of 2025/26" not in seen


def test_sentences_can_be_copied():
    said = codes(explore(SECONDARY, measure="suspended", tab="Say this"))
    assert any(s.startswith("As at 17 July 2026: 37 of 156 children") for s in said)
    assert any(s.startswith("As at 17 July 2026: 36 to 40 of 156 to 160 children") for s in said)
    assert all(s.endswith(f"{SAMPLE_MARK}.") for s in said)


def test_what_is_not_among_the_governors_figures_is_not_offered():
    seen = words(explore(SECONDARY, measure="part_time_timetable", tab="Say this"))
    assert governors_sentence.NOT_AMONG in seen


def test_governors_hear_of_closed_years_only():
    at = explore(SECONDARY, measure="suspended", tab="Say this")
    ask(at, year="2024/25")
    assert any("16 to 20 of 136 to 140" in code for code in codes(at))


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_governors_hear_only_what_their_page_says(choice):
    summary = summary_of(choice)
    published = session.publish(summary)
    page = {figure_words(f) for f in published.figures if not f.hidden}
    said = [s for f in summary.figures if (s := governors_sentence.for_governors(f, published))]
    assert len(said) > 3
    for sentence in said:
        counts = re.search(r": (.+?) children with", sentence)[1]
        assert counts in page


def test_a_systems_own_total_is_compared_and_forgotten_with_the_visit():
    at = explore(SECONDARY, measure="suspended", tab="Say this")
    box = next(n for n in at.number_input if "Suspended at least once" in n.label)
    assert "Here 97 pupils of the whole school were suspended at least once." in words(at)
    seen = words(box.set_value(100).run())
    assert "Your system has 3 more than here." in seen
    assert "A pupil counts once here" in seen
    again = explore(SECONDARY, measure="suspended", tab="Say this")
    assert next(iter(again.number_input)).value is None


def view_of(choice, who=HEAD, chosen=None):
    workspace = session.sample_workspace(choice)
    return FigureContext(
        chosen or FilterChoice(), FirstBenchmarks.IN_2018, summary_of(choice), workspace, who
    )


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_the_table_is_taken_away_with_source_date_and_mark(choice):
    view = view_of(choice)
    for figure in view.everyone.figures:
        fronted = reorder_benchmarks(figure, view.front, view.everyone.school.phase)
        rows = rows_of(as_csv(figure, fronted, view))
        assert tuple(rows[0]) == HEADINGS
        for row in rows:
            assert row["Source"]
            assert row["As at"] == "17 July 2026"
            assert row["Data"].startswith("Sample data")
        ours = next(r for r in rows if r["Who"] == "Children with a social worker")
        if ours["Count"]:
            assert ours["Count"] == f"{figure.cwsw.n:,}"
            assert ours["Out of"] == f"{figure.cwsw.of:,}"
        assert len([r for r in rows if "England" in r["Who"]]) == len(fronted.benchmarks)


def test_the_file_tells_no_more_than_the_screen():
    figure = summary_of(SECONDARY).latest("suspended")
    hidden = {compare.words.capital(compare.words.group(name)) for name in SUB_COHORTS}
    for who, seen in ((HEAD, True), (PASTORAL, False)):
        rows = rows_of(as_csv(figure, figure, view_of(SECONDARY, who)))
        assert bool(hidden & {row["Who"] for row in rows}) is seen
    small = [r for r in rows if r["Out of"] and int(r["Out of"].replace(",", "")) < 6]
    assert all(row["Value"] == "counts only" for row in small)


def test_a_file_cannot_run_a_formula():
    text = measure_csv.csv_bytes(HEADINGS, [("=1+1",) * len(HEADINGS)]).decode("utf-8-sig")
    assert '"\'=1+1"' in text


def test_small_groups_are_put_together_over_three_years():
    at = explore("sample primary", measure="phonics", tab="Years")
    assert "2023/24 to 2025/26 together:" in words(at)
    assert "together:" not in words(explore(SECONDARY, measure="suspended", tab="Years"))


def test_what_to_do_about_a_measure_is_one_click_away():
    at = explore(SECONDARY, measure="suspended", tab="What to do")
    assert "Suspended at least once: what to do" in [h.value for h in at.subheader]
