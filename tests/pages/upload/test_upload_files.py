"""Files of an upload that ask for a password, or cannot be used."""

import pytest

from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from tests.support.app import open_app, press, words
from tests.support.books import school_book
from tests.support.protected import PASSWORD, agile

PAGE = "pages/data/upload.py"
HALF = school_book()[:3_000]
GO_ON = "Go on to confirm"

pytestmark = pytest.mark.usefixtures("empty_server")


def check(*files):
    at = open_app(page=PAGE)
    at.file_uploader[0].set_value(
        [(name, data, "application/octet-stream") for name, data in files]
    )
    return press(at.run(), "Check the files")


def type_password(at, word):
    at.text_input[0].set_value(word)
    return press(at, "Open and read")


def everything_in(at):
    """All that the server's session holds, the values of boxes too, as text."""
    state = at._session_state._state
    widgets = [w.value for w in state._new_widget_state.states.values()]
    return repr((state._old_state, state._new_session_state, widgets))


def test_a_protected_file_asks_for_its_password_and_is_read():
    at = check(("list.xlsx", agile(school_book())))
    assert "A password is needed" in words(at)
    assert "save a copy without" not in words(at).lower()
    (box,) = at.text_input
    label = box.label.replace("\\", "")
    assert (label, box.proto.type) == ("Password of list.xlsx", box.proto.PASSWORD)
    at = type_password(at, "secret word")
    assert "does not open list.xlsx" in words(at).replace("\\", "")
    assert at.text_input[0].value == ""
    assert "secret word" not in everything_in(at)
    assert "list.xlsx" in everything_in(at)
    at = type_password(at, PASSWORD)
    assert "60 pupils recognised" in words(at)
    assert PASSWORD not in everything_in(at)
    assert not at.text_input
    at = press(press(at, GO_ON), "Confirm")
    assert session.workspaces().get(page_registry.ALONE_SCHOOL) is not None


def test_an_empty_box_asks_again_and_reads_nothing():
    at = press(check(("list.xlsx", agile(school_book()))), "Open and read")
    assert "A password is needed" in words(at)


def test_one_may_go_on_without_a_protected_file_once_one_has_seen_it():
    at = check(("list.xlsx", agile(school_book())), ("hill.xlsx", school_book()))
    at = press(at, "Go on without list.xlsx")
    assert "list.xlsx was not opened" in words(at)
    assert "60 pupils recognised" in words(at)
    (seen,) = at.checkbox
    assert all(button.disabled for button in at.button if button.label == GO_ON)
    at = seen.check().run()
    assert not any(button.disabled for button in at.button if button.label == GO_ON)


def test_a_file_that_cannot_be_used_is_seen_before_the_others_are_confirmed():
    at = check(("half.xlsx", HALF), ("hill.xlsx", school_book()))
    assert "half.xlsx is cut short or damaged" in words(at)
    assert "children, plans and figures that are only there are not counted" in words(at)
    assert all(button.disabled for button in at.button if button.label == GO_ON)
    at = at.checkbox[0].check().run()
    at = press(press(at, GO_ON), "Confirm")
    assert session.workspaces().get(page_registry.ALONE_SCHOOL) is not None


def test_where_no_file_can_be_used_nothing_can_be_confirmed():
    at = check(("half.xlsx", HALF))
    assert "cannot be used" in words(at)
    assert GO_ON not in {button.label for button in at.button}
