"""Two visitors with the same page open: the second is told, shown both, and may go on."""

from datetime import date

import pytest

from cwsw.records import ChecklistLook, facts
from cwsw.ui.forms import edit_conflict
from cwsw.ui.forms.edit_forms import UNDONE_NOTHING
from tests.support import schools
from tests.support.app import open_app, press, words
from tests.support.archives import record_awareness
from tests.support.books import school_book

CHECKLIST = "pages/cohort/checklist.py"
ON = date(2026, 7, 1)


pytestmark = pytest.mark.usefixtures("empty_server")


def look(at, owner):
    at.text_input(key="look_owner").set_value(owner)
    at.text_input(key="look_by").set_value(owner)
    at.date_input(key="look_on").set_value(ON)
    return press(at, "Looked at it")


def test_the_later_of_two_is_told_and_shown_both_and_may_go_on():
    workspace = schools.load(school_book())
    first, second = open_app(page=CHECKLIST), open_app(page=CHECKLIST)
    first = look(first, "Ms Day")
    assert not first.error
    second = look(second, "Mr Night")
    assert second.error[0].value == edit_conflict.CHANGED
    assert "Ms Day" in words(second)
    assert [fact.owner for fact in facts(workspace, ChecklistLook)] == ["Ms Day"]
    second = press(second, "Looked at it")
    assert not second.error
    assert [fact.owner for fact in facts(workspace, ChecklistLook)] == ["Mr Night"]


def test_undo_never_takes_back_what_somebody_else_did_since():
    workspace = schools.load(school_book())
    record_awareness(workspace, 1)
    at = open_app(page=CHECKLIST)
    record_awareness(workspace, 2)
    at.button(key="undo").click().run()
    assert UNDONE_NOTHING.capitalize() in words(at)
    assert workspace.last_change is not None
    assert workspace.undo() is not None
    assert workspace.undo() is not None
