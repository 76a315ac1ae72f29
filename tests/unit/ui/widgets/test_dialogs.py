"""A dialog runs without its page: it looks itself whether the page still holds."""

import pytest
import streamlit as st

from cwsw.access import Role, User
from cwsw.ui.auth import page_registry
from cwsw.ui.state import session
from cwsw.ui.widgets import dialogs

LEAD = User("A. Lead", Role.DSL, "Hill School")
SCHOOL, OTHER_SCHOOL = object(), object()


class DrawnAnew(Exception):  # noqa: N818 - stands for Streamlit's way to begin the page again
    """The page is drawn anew."""


@pytest.fixture
def here(monkeypatch):
    """Who is here and what is loaded; both may change while a dialog is open."""
    now = {"user": LEAD, "workspace": SCHOOL}

    def rerun():
        raise DrawnAnew

    monkeypatch.setattr(page_registry, "current_user", lambda: now["user"])
    monkeypatch.setattr(session, "workspace", lambda: now["workspace"])
    monkeypatch.setattr(st, "rerun", rerun)
    monkeypatch.setattr(st, "dialog", lambda *_, **__: lambda body: body)
    return now


@pytest.mark.parametrize(
    "change",
    [
        {"user": User("A. Lead", Role.PASTORAL, "Hill School")},
        {"user": None},
        {"workspace": OTHER_SCHOOL},
        {"workspace": None},
    ],
)
def test_a_dialog_is_not_filled_for_somebody_else_or_with_other_data(here, change):
    filled = []
    dialogs.show_dialog("Add a plan", LEAD, SCHOOL, lambda: filled.append(1))
    assert filled == [1]
    here.update(change)
    with pytest.raises(DrawnAnew):
        dialogs.show_dialog("Add a plan", LEAD, SCHOOL, lambda: filled.append(2))
    assert filled == [1]
