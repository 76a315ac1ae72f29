"""The data-protection starter and what leaves the machine, for each role, with and without data."""

from datetime import date
from types import SimpleNamespace

import pytest

from cwsw.access import Role, User
from cwsw.reports import data_protection as pack
from cwsw.ui.data import protection
from cwsw.ui.state import archives
from cwsw.ui.wording import text
from tests.support.app import open_app, open_page_alone, words
from tests.support.schools import open_sample

STARTER = "pages/data/data_protection.py"
LEAVES = "pages/data/what_leaves.py"


pytestmark = pytest.mark.usefixtures("one_server")


def downloads(at):
    """Their labels; each file is made when asked for: a ready one is fetched by being shown."""
    assert not any(button.proto.url for button in at.get("download_button"))
    return [button.label for button in at.get("download_button")]


def test_a_head_reads_the_starter_before_any_upload():
    at = open_app(page=STARTER)
    seen = words(at).replace("\\", "")
    assert not at.error
    assert pack.STARTER in seen
    assert "nothing is uploaded" in seen
    assert downloads(at) == ["Download to print (HTML)", "Download to complete (text)"]


def test_it_is_filled_in_from_the_school_that_is_shown():
    at = open_sample("sample secondary", STARTER, Role.DSL)
    assert not at.error
    seen = words(at).replace("\\", "")
    assert pack.SAMPLE in seen
    assert f"For {pack.OUR_SCHOOL}." not in seen
    assert 'data-label="In use now">yes<' in seen


def test_the_day_until_which_data_are_kept_is_that_of_what_is_kept(monkeypatch):
    kept = SimpleNamespace(keep_until=date(2027, 7, 31))
    monkeypatch.setattr(archives, "of", lambda _: kept)
    found = protection.settings(User("Head", Role.HEADTEACHER, "s"), None)
    assert found.keep_until == date(2027, 7, 31)
    assert not found.is_sample
    monkeypatch.undo()
    assert protection.settings(User("Head", Role.HEADTEACHER, "s"), None).keep_until is None


@pytest.mark.parametrize("role", [Role.PASTORAL, Role.GOVERNOR])
def test_the_starter_is_for_those_who_upload(role):
    at = open_page_alone(STARTER, role)
    assert [title.value for title in at.title] == [text.NOT_ALLOWED_TITLE]


@pytest.mark.parametrize("role", Role)
def test_everybody_may_check_what_leaves(role):
    at = open_app(role, LEAVES)
    assert not at.error
    seen = words(at).replace("\\", "")
    assert "Nothing. What you upload stays on this computer" in seen
    assert "Press F12" in seen
    assert downloads(at) == ["Download this page (text)"]
