"""Figures that can be trusted: in front, left out, said aloud, checked, taken away."""

import csv
import io

import pytest

from cwsw import compare
from cwsw.access import Person, Role
from cwsw.compare.front import Front, in_front
from cwsw.compare.nearest import NEAREST
from cwsw.measures.filters import Filters
from cwsw.measures.registry import Page
from cwsw.ui import mix, reconcile, say_this, session, take_away, years
from cwsw.ui.compare_with import FRONTS, MEANINGS
from cwsw.ui.filters import SUB_COHORTS, Chosen
from cwsw.ui.links import FIGURES
from cwsw.ui.take_away import HEADINGS, as_csv
from cwsw.ui.view import View
from tests.support import schools
from tests.support.app import open_app, words
from tests.support.schools import open_sample, summary_of

ATTENDANCE = FIGURES[Page.ATTENDANCE][0]
SUSPENSIONS = FIGURES[Page.SUSPENSIONS][0]
HEAD = Person("Head", Role.HEADTEACHER, "s")
PASTORAL = Person("Pastoral", Role.PASTORAL, "s")


pytestmark = pytest.mark.usefixtures("one_server")


@pytest.fixture
def own_school(one_server):  # noqa: ARG001 - it must come first
    """The school's own data, gone after the test."""
    schools.load(schools.tiny())
    yield
    session.workspaces.clear()


def sample(script, role=Role.HEADTEACHER):
    return open_sample("sample secondary", script, role)


def front(at, value):
    return next(r for r in at.radio if r.label == "National figures in front").set_value(value)


def codes(at):
    return [code.value for code in at.get("code")]


def captions(at):
    return "\n".join(caption.value for caption in at.caption)


def tables(at, caption):
    return [h.proto.body for h in at.get("html") if f"<caption>{caption}" in h.proto.body]


def view_of(choice, who=HEAD, chosen=None):
    workspace = session.sample_workspace(choice)
    return View(chosen or Chosen(), Front.IN_2018, summary_of(choice), workspace, who)


@pytest.mark.parametrize(
    ("chosen", "first"), [("2018", "2018: "), ("Like for like", "Like for like: ")]
)
def test_the_chosen_national_figures_stand_first_in_table_and_chart(chosen, first):
    at = front(sample(ATTENDANCE), {words: f for f, words in FRONTS.items()}[chosen]).run()
    (table,) = tables(at, "Persistent absence: national figures")
    assert table.split("<tbody")[1].split('role="rowheader">')[1].startswith(first)
    assert MEANINGS[{words: f for f, words in FRONTS.items()}[chosen]] in captions(at)


def test_2018_stands_first_until_something_else_is_chosen():
    at = sample(ATTENDANCE)
    assert next(r for r in at.radio if r.label == "National figures in front").value == "2018"


def test_the_latest_figure_is_named_so_beside_an_older_year():
    at = front(sample(ATTENDANCE), Front.LATEST).run()
    next(s for s in at.selectbox if s.label == "Academic year").set_value("2023/24")
    seen = words(at.run())
    assert "Latest published: Children in need" in seen
    assert "later than the school&#x27;s figure of 2023/24: no verdict." in seen
    assert "Like for like: Children in need" in seen


def test_the_choice_holds_on_the_next_page():
    at = front(sample(ATTENDANCE), Front.LATEST).run().switch_page(SUSPENSIONS).run()
    chosen = next(r for r in at.radio if r.label == "National figures in front")
    assert chosen.value == Front.LATEST


@pytest.mark.parametrize("group", ["cwsw", "current_cp", "looked_after_now", "ended"])
def test_the_nearest_published_group_is_named(group):
    at = sample(ATTENDANCE)
    next(s for s in at.selectbox if s.label == "Which children").set_value(group).run()
    assert NEAREST[group].words in captions(at)


def test_children_are_set_beside_children_in_need_before_how_they_do():
    seen = words(sample(ATTENDANCE))
    assert mix.WHY in seen
    assert "41 of 150 (27%)" in seen
    assert "21.9% in 2024/25, all schools" in seen


def test_a_number_opens_to_who_is_left_out_and_to_its_rows():
    seen = words(sample(ATTENDANCE))
    left_out = "Left out: 16 under 5 or over 15."
    assert (
        f"Showing 140 of 156 children with a social worker on roll in the year. {left_out}" in seen
    )
    assert "Attendance (1,224 rows of 2025/26)" in seen


def test_rows_are_for_those_who_upload():
    seen = words(sample(ATTENDANCE, Role.PASTORAL))
    assert "Left out: 16 under 5 or over 15." in seen
    assert "rows of 2025/26" not in seen


def test_each_figure_carries_definition_phase_and_confidence():
    seen = words(sample(ATTENDANCE))
    (table,) = tables(sample(ATTENDANCE), "Persistent absence: what the national figures count")
    assert 'data-label="Phase">all schools<' in table
    assert 'data-label="How sure of it">' in table
    assert "who missed 10% or more of their own possible sessions" in table
    assert "code J1" in seen


def test_sentences_can_be_copied():
    said = codes(sample(SUSPENSIONS))
    assert any(s.startswith("As at 17 July 2026: 37 of 156 children") for s in said)
    governors = [s for s in said if s.startswith("As at 17 July 2026: About")]
    assert governors == [
        "As at 17 July 2026: About 35 of about 155 children with a social worker (23%) were "
        "suspended at least once in 2025/26. Nationally: In 2023/24, like for like, all "
        "schools: Children in need: 14.2%; all pupils: 4.0%. "
        f"{say_this.GOVERNORS_CAVEAT} {say_this.SAMPLE}"
    ]
    assert all(s.endswith(say_this.SAMPLE) for s in said)


def test_what_is_not_safe_for_governors_is_not_offered():
    seen = words(sample(SUSPENSIONS))
    assert say_this.NOT_SAFE in seen
    assert say_this.NOT_AMONG in seen


@pytest.mark.usefixtures("own_school")
def test_nothing_of_a_tiny_school_is_offered_for_governors():
    at = open_app(page=ATTENDANCE)
    assert not any("To governors" in code or "About" in code for code in codes(at))
    assert say_this.NOT_SAFE in words(at)


def test_governors_hear_nothing_of_a_part_nor_of_another_year():
    at = sample(SUSPENSIONS)
    next(s for s in at.selectbox if s.label == "Which children").set_value("while_on_roll").run()
    assert say_this.WHOLE_ONLY in words(at)
    assert not any("About" in code for code in codes(at))
    at = sample(SUSPENSIONS)
    next(s for s in at.selectbox if s.label == "Academic year").set_value("2023/24").run()
    assert "Governors see 2025/26 of this measure" in words(at)
    assert not any("About" in code for code in codes(at))


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_governors_hear_only_what_their_page_says(choice):
    summary = summary_of(choice)
    published = session.publish(summary)
    page = " ".join(published.sentences)
    said = [s for f in summary.figures if (s := say_this.for_governors(f, published))]
    assert said
    for sentence in said:
        body = sentence.split(": ", 1)[1].removesuffix(say_this.GOVERNORS_CAVEAT).strip()
        finding, _, national = body.partition(" Nationally: ")
        assert finding in page
        assert national in page


def test_a_systems_own_total_is_compared_and_forgotten_with_the_visit():
    at = sample(SUSPENSIONS)
    box = next(n for n in at.number_input if "Suspended at least once" in n.label)
    assert box.value is None
    assert "Here 97 pupils of the whole school were suspended at least once." in words(at)
    seen = words(box.set_value(100).run())
    assert "Your system has 3 more than here." in seen
    assert "A pupil counts once here" in seen
    again = sample(SUSPENSIONS)
    assert next(n for n in again.number_input).value is None


def test_some_year_groups_are_not_set_beside_a_total_of_all():
    at = sample(SUSPENSIONS)
    at.multiselect[0].set_value([7]).run()
    assert not any(reconcile.ASK in n.label for n in at.number_input)


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("choice", schools.SAMPLES)
def test_the_table_is_taken_away_with_source_date_and_mark(choice):
    view = view_of(choice)
    for figure in view.everyone.figures:
        fronted = in_front(figure, view.front, view.everyone.school.phase)
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
    figure = summary_of("sample secondary").latest("suspended")
    hidden = {compare.words.capital(compare.words.group(name)) for name in SUB_COHORTS}
    for who, seen in ((HEAD, True), (PASTORAL, False)):
        rows = rows_of(as_csv(figure, figure, view_of("sample secondary", who)))
        assert bool(hidden & {row["Who"] for row in rows}) is seen
    small = [r for r in rows if r["Out of"] and int(r["Out of"].replace(",", "")) < 6]
    assert all(row["Value"] == "counts only" for row in small)


def test_a_narrowed_table_says_so():
    chosen = Chosen(filters=Filters((7,)))
    figure = summary_of("sample secondary").latest("suspended")
    rows = rows_of(as_csv(figure, figure, view_of("sample secondary", chosen=chosen)))
    assert all(row["Data"].endswith("some year groups only") for row in rows)


def test_a_file_cannot_run_a_formula():
    text = take_away.csv_bytes(HEADINGS, [("=1+1",) * len(HEADINGS)]).decode("utf-8-sig")
    assert '"\'=1+1"' in text


def test_the_file_is_made_on_a_click_only():
    at = sample(SUSPENSIONS)
    button = next(iter(at.get("download_button")))
    assert button.label.startswith("Download the table of")


def test_small_groups_are_put_together_over_three_years():
    at = open_sample("sample primary", FIGURES[Page.PRIMARY][0])
    assert "2023/24 to 2025/26 together:" in words(at)


def test_large_groups_are_not():
    assert "together:" not in words(sample(SUSPENSIONS))


def test_each_part_over_the_years_is_shown_on_request():
    at = sample(SUSPENSIONS)
    before = len(at.get("vega_lite_chart"))
    toggle = next(t for t in at.toggle if t.label == years.EACH_PART)
    toggle.set_value(True).run()
    charts = at.get("vega_lite_chart")
    assert len(charts) == before + 5
    (table,) = tables(at, "Suspended at least once: each part of the cohort over the years")
    figures = summary_of("sample secondary").of("suspended")
    for name in years.parts(figures, True):
        for figure in figures:
            found = figure.groups[name]
            assert f"{found.n:,} of {found.of:,}" in table
    assert any("child protection plan now" in chart.proto.alt for chart in charts)


def test_parts_that_tell_a_plan_are_for_those_with_that_right():
    at = sample(SUSPENSIONS, Role.PASTORAL)
    assert not any(toggle.label == years.EACH_PART for toggle in at.toggle)
    assert not tables(at, "Suspended at least once: each part of the cohort over the years")


def test_what_is_going_well_stands_on_the_page():
    assert "What is going well." in words(sample(ATTENDANCE))
