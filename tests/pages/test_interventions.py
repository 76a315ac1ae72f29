"""Support: planned from a gap after asking why, logged, reviewed, and set beside other pupils."""

from datetime import date, timedelta

import pytest

from cwsw.access import Role
from cwsw.children.address import address
from cwsw.children.support import Support
from cwsw.cohort.all_pupils import Pupil, pupils_by_upn
from cwsw.records import Intervention, facts, today
from cwsw.store import TableChange
from cwsw.ui.children import choice
from cwsw.ui.support import before_after, interventions, plan_support, support_table
from cwsw.ui.widgets.name_visibility import HIDDEN_TEXT, Names
from cwsw.ui.widgets.roster import Roster
from cwsw.ui.wording import text
from tests.support import schools
from tests.support.app import new_session, open_app, open_first, open_page_alone, press, words
from tests.support.books import school_book
from tests.support.explore import ask
from tests.support.schools import open_sample

PAGE = "pages/support/interventions.py"
PLAN = "pages/support/plan.py"
BOX = "support_None_False"
START = date(2026, 1, 12)
SUPPORT = [
    ("UPN", "Intervention", "Lead", "Start date", "Measure", "Why", "Review date", "Outcome"),
    ("U1", "Reading with Sur1", "Uncle of sur1", START, "persistent_absence", "Tired", START, None),
    (None, "Breakfast club", "DSL", START, "Mornings", None, None, None),
    ("U2", "Mentoring", "HoY", START, None, None, START, "stop"),
]


pytestmark = pytest.mark.usefixtures("empty_server")


def supported(**more):
    return schools.load(school_book(more={"Interventions": SUPPORT} | more))


def look_at(at, words_="", key=BOX):
    """Choose one support in the select box under the table."""
    box = at.selectbox(key=key)
    return box.set_value(next(option for option in box.options if words_ in option)).run()


def open_forms(at, words_=""):
    return ask(look_at(at, words_), support_part="Log and review")


def answer_three(at):
    asked = [box for box in at.text_input if box.key.startswith("plan_why")]
    for box in asked[:3]:
        box.set_value("Not known yet")
    return at.run()


@pytest.mark.parametrize("choice", schools.SAMPLES)
@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.PASTORAL])
def test_it_stands_on_the_samples_with_warning_and_without_an_arrow(choice, role):
    at = open_sample(choice, PAGE, role)
    assert not at.exception
    assert not at.error
    assert "due for review" in at.title[0].value
    assert support_table.SELECT in words(at)
    box = at.selectbox(key=BOX)
    at = box.set_value(next(o for o in box.options if o.endswith("2026"))).run()
    seen = words(at)
    assert before_after.WARNING in seen
    assert not any(sign in seen for sign in "↑↓▲▼→")
    lower = seen.casefold()
    assert not any(word in lower for word in ("at risk", "failing", "vulnerable", "problem"))


@pytest.mark.parametrize("book", [schools.tiny(), schools.nobody(), schools.young_year()])
def test_it_stands_on_schools_of_an_odd_shape(book):
    schools.load(book)
    at = open_app(page=PAGE)
    assert not at.exception
    assert not at.error
    assert interventions.NONE in words(at)


def test_governors_are_refused_and_without_data_the_way_in_is_shown():
    assert text.NOT_ALLOWED in words(open_page_alone(PAGE, Role.GOVERNOR))
    assert text.NO_DATA in words(open_app(Role.PASTORAL, PAGE))


def test_pastoral_staff_see_no_plan_and_no_download_but_may_undo_their_own():
    supported()
    at = open_app(Role.PASTORAL, PAGE)
    seen = words(at) + at.dataframe[0].value.to_string()
    assert "CIN" not in seen
    assert not at.get("download_button")
    at = press(open_forms(at), "Log sessions")
    assert at.button(key="undo").label == "Undo: log sessions attended"
    assert not at.button(key="undo").disabled


def test_a_change_of_the_list_is_not_theirs_to_undo():
    workspace = supported()
    row = {"upn": "U1", "plan": "CIN", "start_date": START}
    workspace.change("dates of a plan", TableChange("plans", into=(row,)))
    at = open_app(Role.PASTORAL, PAGE)
    assert at.button(key="undo").disabled
    assert at.button(key="undo").label == "Undo"


def test_what_runs_is_listed_by_review_date_and_what_ended_can_still_be_looked_at():
    supported()
    at = open_app(page=PAGE)
    assert [t.value for t in at.title] == ["2 kinds of support are running, 1 due for review"]
    table = at.dataframe[0].value
    assert list(table["Support"]) == ["Reading with Sur1", "Breakfast club"]
    assert list(table["State"]) == ["Due", "Running"]
    assert list(table["For"]) == ["Sur1, For", support_table.WHOLE_COHORT]
    ended = ask(at, support="Ended").dataframe[0].value
    assert list(ended["State"]) == ["Decided: stop"]


def test_only_the_support_of_the_children_one_came_with_is_shown():
    workspace = supported()
    number = next(p.number for p in pupils_by_upn(workspace).values() if p.upn == "U1")
    at = new_session()
    at.query_params["child"] = address(workspace, number)
    at = open_first(at, PAGE)
    assert list(at.dataframe[0].value["Support"]) == ["Reading with Sur1"]
    assert "Show all support" in [link.proto.label for link in at.main.get("page_link")]


def test_children_stand_by_year_group_form_and_surname_and_not_by_upn():
    names = [("Zed", 8, "8B"), ("Ash", 9, "9A"), ("Moss", 8, "8A"), ("Bell", 8, "8B")]
    found = [
        Pupil(n, f"U{n}", surname, "Jo", None, year, form, None, None)
        for n, (surname, year, form) in enumerate(names)
    ]
    who_is = Roster({p.upn: p for p in found}, frozenset(), Names(hidden=False))
    spell = [
        Intervention(intervention="Mentoring", lead="HoY", start_date=START, upn=p.upn)
        for p in found
    ]
    shown = support_table.for_whom(Support(tuple(spell), START), who_is, most=None)
    assert shown == "Moss, Jo; Bell, Jo; Zed, Jo; Ash, Jo"


def test_what_starts_later_is_listed_apart():
    later = (None, "Music club", "DSL", date(2099, 1, 1), None, None, None, None)
    supported(Interventions=[*SUPPORT, later])
    at = open_app(page=PAGE)
    assert [t.value for t in at.title] == ["2 kinds of support are running, 1 due for review"]
    assert "Music club" not in set(at.dataframe[0].value["Support"])
    later = ask(at, support="Starts later").dataframe[0].value
    assert list(later["Support"]) == ["Music club"]
    assert list(later["State"]) == ["Starts later"]


def test_without_a_register_the_years_are_shown_or_that_nothing_can_be():
    supported()
    assert before_after.NO_YEARS in words(look_at(open_app(page=PAGE)))
    supported(Attendance=schools.attendance(60, lambda _: (380, 10, 5), 0))
    seen = words(look_at(open_app(page=PAGE)))
    assert "Sessions missed by year" in seen
    assert before_after.YEARS_MEAN in seen


def test_nothing_is_offered_before_three_questions_are_answered():
    supported()
    at = open_app(page=PLAN)
    assert plan_support.ASK_FIRST in words(at)
    assert "Start this support" not in [b.label for b in at.button]
    assert "Start this support" in [b.label for b in answer_three(at).button]


def test_a_suggestion_leads_to_a_plan_that_is_kept_with_its_why_and_taken_back():
    workspace = supported()
    at = new_session()
    at.query_params["measure"] = "persistent_absence"
    at.query_params["rule"] = "ATT-3"
    at = open_first(at, PLAN)
    assert at.selectbox(key="plan_gap_0").value == "Persistent absence"
    at = answer_three(at)
    assert at.selectbox(key="plan_rule_0").value.startswith("A joint plan for children")
    assert "not tested on children with a social worker" in words(at).casefold()
    at.text_input(key="plan_lead_0").set_value("SENCO")
    at = press(at, "Start this support")
    assert not at.error
    (new,) = [f for f in facts(workspace, Intervention) if f.lead == "SENCO"]
    assert (new.upn, new.measure) == (None, "persistent_absence")
    assert new.why.count("Not known yet") == 3
    assert new.review_date == new.start_date + timedelta(weeks=6) == today() + timedelta(weeks=6)
    assert "Kept: support for the whole cohort" in words(at)
    at.button(key="undo").click().run()
    assert "SENCO" not in {f.lead for f in facts(workspace, Intervention)}


@pytest.mark.usefixtures("day_of_data")
def test_a_childs_page_leads_to_a_plan_for_this_child():
    workspace = supported()
    at = new_session()
    number = next(p.number for p in pupils_by_upn(workspace).values() if p.upn == "U3")
    at.query_params["child"] = address(workspace, number)
    at = open_first(at, PLAN)
    assert at.radio(key="plan_scope_0").value == plan_support.CHOSEN_CHILDREN
    assert at.multiselect(key="plan_children_0_False").value == ["Sur3, For, Year 8"]


@pytest.mark.usefixtures("day_of_data")
def test_the_children_chosen_elsewhere_are_those_the_plan_begins_with():
    workspace = supported()
    numbers = [p.number for p in pupils_by_upn(workspace).values() if p.upn in ("U3", "U5")]
    at = new_session()
    asked = choice.asks_for_several(workspace, numbers)[choice.CHILDREN_PARAMETER]
    at.query_params[choice.CHILDREN_PARAMETER] = f"{asked},1234,U7"
    at = open_first(at, PLAN)
    assert at.radio(key="plan_scope_0").value == plan_support.CHOSEN_CHILDREN
    chosen = at.multiselect(key="plan_children_0_False").value
    assert chosen == ["Sur3, For, Year 8", "Sur5, For, Year 8"]


@pytest.mark.usefixtures("day_of_data")
def test_several_children_get_the_same_support_in_one_step_and_ones_own_is_warned_of():
    workspace = supported()
    at = open_app(page=PLAN)
    at = at.radio(key="plan_scope_0").set_value(plan_support.CHOSEN_CHILDREN).run()
    chosen = ["Sur3, For, Year 8", "Sur4, For, Year 8"]
    at.multiselect(key="plan_children_0_False").set_value(chosen)
    at = answer_three(at)
    at = at.selectbox(key="plan_rule_0").set_value(plan_support.OWN).run()
    at.text_input(key="plan_name_0").set_value("Prizes for full weeks")
    at.text_input(key="plan_lead_0").set_value("HoY")
    at = press(at, "Start this support")
    assert {f.upn for f in facts(workspace, Intervention) if "Prizes" in f.intervention} == {
        "U3",
        "U4",
    }
    assert "on the list of what is not suggested" in words(at)


def test_a_plan_without_a_lead_a_child_or_a_later_review_is_not_kept():
    workspace = supported()
    at = open_app(page=PLAN)
    at = at.radio(key="plan_scope_0").set_value(plan_support.CHOSEN_CHILDREN).run()
    at = press(answer_three(at), "Start this support")
    assert plan_support.WHO_MISSING in at.error[0].value
    at = at.radio(key="plan_scope_0").set_value(plan_support.WHOLE_COHORT).run()
    at.date_input(key="plan_review_0").set_value(today())
    at = press(at, "Start this support")
    assert plan_support.LEAD_MISSING in at.error[0].value
    assert plan_support.REVIEW_MISSING in at.error[0].value
    assert workspace.last_change is None


def test_a_review_needs_a_next_day_unless_it_stops():
    workspace = supported()
    at = open_forms(open_app(page=PAGE))
    at.text_input(key="review_by").set_value("A. Lead")
    at = press(at, "Keep this decision")
    assert interventions.NO_NEXT in at.error[0].value
    at.selectbox(key="review_outcome_0").set_value("stop")
    at = press(at, "Keep this decision")
    (stopped,) = [f for f in facts(workspace, Intervention) if f.upn == "U1"]
    assert (stopped.outcome, stopped.end_date) == ("stop", today())
    assert "1 kind of support is running" in at.title[0].value
    assert "Somebody else was here first" not in words(at)
    assert interventions.NOT_RUNNING in words(at)
    assert "Log sessions" not in [b.label for b in at.button]


def test_somebody_elses_review_is_not_overwritten():
    workspace = supported()
    mine, theirs = open_forms(open_app(page=PAGE)), open_forms(open_app(Role.DSL, PAGE))
    for at, by in ((theirs, "B. First"), (mine, "A. Second")):
        at.text_input(key="review_by").set_value(by)
        at.selectbox(key="review_outcome_0").set_value("change")
        at.date_input(key="review_next_0").set_value(today() + timedelta(weeks=3))
        press(at, "Keep this decision")
    kept = [f for f in facts(workspace, Intervention) if f.upn == "U1"]
    assert [f.note for f in kept] == ["(B. First)", None]
    assert "Somebody else was here first" in words(mine)


def test_typed_words_with_a_name_in_them_go_with_the_names():
    supported()
    at = ask(look_at(open_app(page=PAGE)), support_part="What was written down")
    assert "Tired" in words(at)
    at = look_at(at.toggle[0].set_value(True).run(), key="support_None_True")
    seen = words(at) + at.dataframe[0].value.to_string()
    assert "sur1" not in seen.casefold()
    assert "Tired" not in seen
    assert HIDDEN_TEXT in seen
    assert "Breakfast club" in seen
    assert "Pupil 2" in seen
