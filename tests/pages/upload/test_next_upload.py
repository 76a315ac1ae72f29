"""The confirm step over what was recorded: told in words, asked, and nothing half-loaded."""

from datetime import date

import pytest

from cwsw.cohort.upkeep import NewChild, RecordedBy, add_plan, child_joined, end_plan
from cwsw.records import ListChange, facts
from cwsw.records.differences import Differences
from cwsw.records.next_upload import KEEP, ONE_BY_ONE, LaidOver
from cwsw.records.next_upload.questions import DROP, FILE, SAME_CHILD
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session, version_cache
from cwsw.ui.upload import doubtful, lay_over, recorded_questions
from tests.support import schools
from tests.support.app import press, words
from tests.support.books import JOINED, school_book
from tests.support.foreign_pages import check
from tests.support.next_upload import BEGAN

pytestmark = pytest.mark.usefixtures("empty_server")

NEXT, ENDED = date(2026, 7, 20), date(2026, 7, 13)
DSL = RecordedBy(by="DSL", on=date(2026, 7, 15))


def own():
    return session.workspaces().get(page_registry.ALONE_SCHOOL)


def plans(*rows):
    return {"Plans": [("UPN", "Plan", "Start date", "End date"), *rows]}


def still_open(number=3):
    return school_book(cohort=number, as_at=NEXT)


def at_confirm(book):
    return press(check(("school.xlsx", book)), "Go on to confirm")


def confirm_button(at):
    return next(button for button in at.button if button.label == "Confirm")


def radio(at, words_):
    return next(one for one in at.radio if words_ in one.label)


@pytest.fixture
def ended():
    workspace = schools.load(school_book(cohort=3))
    end_plan(workspace, "U0", "CIN", ENDED, DSL)
    return workspace


def test_a_contradiction_is_asked_and_what_was_recorded_is_chosen(ended):
    at = at_confirm(still_open())
    asked = radio(at, "For Sur0, CIN plan: ended on 13 July 2026")
    assert asked.value == KEEP
    assert own() is ended
    press(at, "Confirm")
    (kept,) = [row for row in own().rows("plans").to_pylist() if row["upn"] == "U0"]
    assert kept["end_date"] == ENDED


def test_the_files_word_is_one_choice_and_told_in_words(ended):
    at = at_confirm(still_open())
    assert own() is ended
    assert "No child and no plan changed." in words(at)
    radio(at, "For Sur0").set_value(FILE)
    at = at.run()
    assert "1 change: 1 plan with other dates." in words(at)
    press(at, "Confirm")
    (change,) = facts(own(), ListChange)
    assert (change.settled, change.settled_on) == ("replaced", NEXT)


def test_the_six_changes_are_one_sentence_with_the_children_behind_it():
    schools.load(school_book(cohort=3))
    pupils = [
        ("UPN", "Surname", "Forename", "Year group", "Admission date"),
        *((f"U{n}", f"Sur{n}", "For", "8", JOINED) for n in (*range(59), 70, 71)),
    ]
    rows = [("U0", "CIN", BEGAN, ENDED), *((f"U{n}", "CIN", BEGAN, None) for n in (1, 2, 8, 9))]
    book = school_book(as_at=NEXT, more={"Pupils": pupils} | plans(*rows))
    at = at_confirm(book)
    assert "6 changes: 2 plans begun, 1 ended, 2 children new, 1 left." in words(at)
    labels = [box.label for box in at.expander]
    assert labels[:3] == ["3 plans changed", "2 children new", "1 child left"]
    assert not confirm_button(at).disabled


def test_plans_that_are_gone_are_one_question_that_must_be_answered():
    schools.load(school_book(cohort=3))
    at = at_confirm(school_book(cohort=1, as_at=NEXT))
    assert confirm_button(at).disabled
    assert recorded_questions.MISSING in [box.label for box in at.expander]
    radio(at, "2 plans that were loaded are not in this file").set_value(DROP)
    at = at.run()
    assert not confirm_button(at).disabled
    press(at, "Confirm")
    assert own().rows("plans").num_rows == 1


def test_a_child_with_a_temporary_key_is_recognised():
    workspace = schools.load(school_book(cohort=3))
    upn = child_joined(workspace, NewChild("Sur70", "For", ENDED), DSL)
    add_plan(workspace, upn, "CP", ENDED, None, None, DSL)
    at = at_confirm(school_book(pupils=71, cohort=3, as_at=NEXT))
    assert confirm_button(at).disabled  # no date of birth, so nothing is suggested
    radio(at, "UPN U70, the child you have as NEW-0001?").set_value(SAME_CHILD)
    at = at.run()
    press(at, "Confirm")
    new = own().rows("plans").to_pylist()
    assert [(row["upn"], row["start_date"]) for row in new if row["plan"] == "CP"] == [
        ("U70", ENDED)
    ]


def test_many_questions_have_one_answer_or_each_its_own():
    workspace = schools.load(school_book(cohort=9))
    for number in range(8):
        end_plan(workspace, f"U{number}", "CIN", ENDED, DSL)
    at = at_confirm(still_open(9))
    together = radio(at, recorded_questions.FOR_ALL)
    assert [one.label for one in at.radio if "For Sur" in one.label] == []
    together.set_value(FILE)
    at = at.run()
    assert "8 changes: 8 plans with other dates." in words(at)
    radio(at, recorded_questions.FOR_ALL).set_value(ONE_BY_ONE)
    at = at.run()
    radio(at, "For Sur3").set_value(FILE)
    at = at.run()
    assert "1 change: 1 plan with other dates." in words(at)


def test_what_somebody_records_meanwhile_is_asked_before_anything_is_replaced(ended):
    at = at_confirm(still_open())
    end_plan(ended, "U1", "CIN", ENDED, DSL)
    at = press(at, "Confirm")
    assert lay_over.MEANWHILE in [w.value for w in at.warning]
    assert own() is ended
    press(at, "Confirm")
    assert own() is not ended
    assert len(facts(own(), ListChange)) == 2


def test_last_years_roll_is_used_only_when_asked_to():
    schools.load(school_book())
    at = at_confirm(school_book(as_at=date(2025, 7, 18)))
    assert any("earlier than what is loaded" in w.value for w in at.warning)
    assert confirm_button(at).disabled
    next(box for box in at.checkbox if box.label == doubtful.GO_ON).check()
    at = at.run()
    press(at, "Confirm")
    assert own().as_at == date(2025, 7, 18)


def test_starting_anew_asks_nothing(ended):
    at = at_confirm(still_open())
    assert own() is ended
    next(box for box in at.checkbox if box.label == lay_over.ANEW).check()
    at = at.run()
    assert [one.label for one in at.radio if "For Sur0" in one.label] == []
    press(at, "Confirm")
    assert facts(own(), ListChange) == ()
    remembered = version_cache._CACHE._answers.get(own(), (0, {}))[1].values()
    assert [one for one in remembered if isinstance(one, LaidOver | Differences)] == []
