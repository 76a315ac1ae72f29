"""The meeting: its pack without a plan, what is carried forward, overdue, ticked and recorded."""

from datetime import date

import pytest

from cwsw.access import Role
from cwsw.cohort.all_pupils import pupils_by_upn
from cwsw.records import Action, Meeting, facts
from cwsw.reports import meeting_pack
from cwsw.reports.meeting_pack import QUESTIONS
from cwsw.ui.children import choice
from cwsw.ui.support import meeting, meeting_children
from cwsw.ui.widgets.name_visibility import HIDDEN_TEXT
from cwsw.ui.wording import text
from tests.support import schools
from tests.support.app import new_session, open_app, open_first, open_page_alone, press, words
from tests.support.books import school_book
from tests.support.explore import ask
from tests.support.schools import open_sample

PAGE = "pages/support/meeting.py"
FORMS = "Write down"
FIRST, SECOND = date(2026, 2, 5), date(2026, 3, 26)
RECORDS = {
    "Meetings": [
        ("Date", "Attended", "Notes"),
        (FIRST, "DSL", None),
        (SECOND, "DSL, SENCO", "Well"),
    ],
    "Actions": [
        ("Meeting date", "UPN", "Action", "Who", "By when", "Done on"),
        (FIRST, "U1", "Call home", "HoY", date(2026, 2, 20), None),
        (FIRST, None, "Train staff", "Head", date(2026, 3, 20), date(2026, 3, 2)),
        (SECOND, None, "Ask the local authority", "DSL", date(2099, 1, 1), None),
        (SECOND, "U2", "Meet Sur2", "SENCO", date(2026, 4, 3), SECOND),
    ],
    "Voice": [
        ("UPN", "Date", "Strengths", "In their words", "Hopes"),
        ("U1", FIRST, "Kind", None, "To sing"),
        ("U1", SECOND, "Builds <b>things</b>", None, None),
    ],
}


pytestmark = pytest.mark.usefixtures("empty_server")


def met():
    return schools.load(school_book(more=RECORDS))


@pytest.mark.parametrize("choice", schools.SAMPLES)
@pytest.mark.parametrize("role", [Role.DSL, Role.PASTORAL])
def test_the_pack_stands_on_the_samples_without_a_plan(choice, role):
    at = open_sample(choice, PAGE, role)
    assert not at.exception
    assert not at.error
    assert all(question in words(at) for question in QUESTIONS)
    seen = everything(at)
    assert not any(kind in seen for kind in ("CIN", "child protection plan", "child in need plan"))
    lower = seen.casefold()
    assert not any(word in lower for word in ("at risk", "failing", "vulnerable", "problem"))


@pytest.mark.parametrize("book", [schools.tiny(), schools.nobody(), schools.all_through()])
def test_it_stands_on_schools_of_an_odd_shape(book):
    schools.load(book)
    at = open_app(page=PAGE)
    assert not at.exception
    assert not at.error
    assert "No meeting is on record yet, and no action is open" in words(at).replace("\\", "")
    assert meeting_pack.NO_ACTIONS not in words(at)
    assert not ask(at, agenda="Figures").exception
    nobody = at.title[0].value.startswith("0 children")
    assert (meeting.CHOOSE_SOMEBODY in words(ask(at, agenda="Each child"))) is nobody


def test_governors_are_refused_and_without_data_the_way_in_is_shown():
    assert text.NOT_ALLOWED in words(open_page_alone(PAGE, Role.GOVERNOR))
    assert text.NO_DATA in words(open_app(Role.PASTORAL, PAGE))


def test_what_is_open_is_carried_forward_and_what_was_done_long_ago_is_not():
    met()
    seen = everything(open_app(page=PAGE))
    assert "overdue, carried forward once" in seen
    assert "Ask the local authority" in seen
    assert "done on 26 March 2026" in seen
    assert "Train staff" not in seen
    assert "Builds &lt;b&gt;things" in seen
    assert "Hopes:</strong> To sing" in seen


def test_names_off_leaves_numbers_and_no_typed_word():
    met()
    at = open_app(page=PAGE)
    assert "Sur1, For" in everything(at)
    assert "This page lists 22 children. Should the reader have this?" in captions(at)
    at = at.toggle[0].set_value(True).run()
    seen = everything(at)
    assert "Sur" not in seen
    assert "To sing" not in seen
    assert HIDDEN_TEXT in seen
    assert "Pupil 2" in seen
    assert "by number" in captions(at)


def everything(at):
    """The words and tables of every tab."""
    seen = ""
    for name in ("Last time", "Figures", "Each child"):
        at = ask(at, agenda=name)
        assert not at.exception
        seen += words(at) + "".join(table.value.to_string() for table in at.dataframe)
    return seen


def chosen(at):
    return at.multiselect(key="meeting_children_False").value


@pytest.mark.usefixtures("day_of_data")
def test_the_pack_begins_with_the_children_chosen_elsewhere_and_stays_with_a_choice():
    workspace = met()
    numbers = [p.number for p in pupils_by_upn(workspace).values() if p.upn in ("U3", "U5")]
    at = new_session()
    asked = choice.asks_for_several(workspace, numbers)[choice.CHILDREN_PARAMETER]
    at.query_params[choice.CHILDREN_PARAMETER] = asked
    at = open_first(at, PAGE)
    assert chosen(at) == ["Sur3, For, Year 8", "Sur5, For, Year 8"]
    at = at.multiselect(key="meeting_children_False").set_value(chosen(at)[:1]).run()
    assert "1 child to talk about" in at.title[0].value
    at = at.toggle[0].set_value(True).run()
    assert len(at.multiselect(key="meeting_children_True").value) == 1


def test_the_pack_begins_with_those_to_talk_about_first_by_facts_without_plans():
    at = open_sample("sample secondary", PAGE)
    head, pastoral = chosen(at), chosen(open_sample("sample secondary", PAGE, Role.PASTORAL))
    assert head == pastoral
    assert 0 < len(head) < 30
    at = at.selectbox(key="meeting_group").set_value("Year 9").run()
    assert {words_.split(", ")[-2] for words_ in chosen(at)} == {"Year 9"}
    at = at.selectbox(key="meeting_group").set_value(meeting_children.EVERYBODY).run()
    assert len(chosen(at)) == 150
    at = at.selectbox(key="meeting_group").set_value(meeting_children.FIRST).run()
    assert chosen(at) == head


def captions(at):
    return " ".join(caption.value for caption in at.caption)


def tick_first(at):
    box = at.multiselect(key="tick_actions_False")
    box.set_value(box.options[:1])


@pytest.mark.usefixtures("day_of_data")
def test_a_meeting_and_its_actions_are_recorded_ticked_and_taken_back():
    workspace = schools.load(school_book())
    at = ask(open_app(Role.PASTORAL, PAGE), agenda=FORMS)
    assert meeting.NO_MEETING in words(at)
    at.date_input(key="meeting_day_0").set_value(SECOND)
    at.text_input(key="meeting_came_0").set_value("DSL,  SENCO")
    at = press(at, "Record the meeting")
    assert facts(workspace, Meeting) == (Meeting(date=SECOND, attended="DSL, SENCO"),)
    at = press(at, "Add the action")
    assert meeting.ACTION_MISSING in at.error[0].value
    assert meeting.WHO_MISSING in at.error[0].value
    at.text_input(key="action_what_0").set_value("Call home")
    at.selectbox(key="action_child_0_False").set_value("Sur3, For, Year 8")
    at.text_input(key="action_who_0").set_value("HoY")
    at = press(at, "Add the action")
    (action,) = facts(workspace, Action)
    assert (action.upn, action.meeting_date, action.by_when) == ("U3", SECOND, date(2026, 4, 9))
    assert at.text_input(key="action_what_1").value == ""
    at.text_input(key="action_what_1").set_value("Call home")
    at.selectbox(key="action_child_1_False").set_value("Sur3, For, Year 8")
    at.text_input(key="action_who_1").set_value("HoY")
    at = press(at, "Add the action")
    assert meeting.ON_RECORD in at.error[0].value
    tick_first(at)
    at.date_input(key="tick_day").set_value(date(2026, 4, 2))
    at = press(at, "Keep")
    assert [a.done_on for a in facts(workspace, Action)] == [date(2026, 4, 2)]
    at.button(key="undo").click().run()
    assert [a.done_on for a in facts(workspace, Action)] == [None]


def test_what_is_left_empty_stays_as_that_days_meeting_has_it():
    workspace = met()
    at = ask(open_app(Role.DSL, PAGE), agenda=FORMS)
    at.date_input(key="meeting_day_0").set_value(SECOND)
    at.text_input(key="meeting_notes_0").set_value("Better")
    press(at, "Record the meeting")
    assert facts(workspace, Meeting)[1:] == (
        Meeting(date=SECOND, attended="DSL, SENCO", notes="Better"),
    )


def test_an_open_action_gets_a_new_day_and_none_chosen_is_said():
    workspace = met()
    at = press(ask(open_app(page=PAGE), agenda=FORMS), "Keep")
    assert meeting.CHOOSE_ONE in at.error[0].value
    tick_first(at)
    at.radio(key="tick_what").set_value(meeting.NEW_DAY)
    at.date_input(key="tick_day").set_value(date(2030, 5, 1))
    press(at, "Keep")
    moved = [a for a in facts(workspace, Action) if a.action == "Call home"]
    assert [a.by_when for a in moved] == [date(2030, 5, 1)]
