"""What differs in the browser edition: nothing is kept there, and where the data go."""

import pytest
from streamlit.testing.v1 import AppTest

from cwsw.access import Role
from cwsw.reports import what_leaves
from cwsw.ui import shell
from cwsw.ui.auth import page_registry
from cwsw.ui.state import edition
from cwsw.ui.wording import text
from tests.support.app import open_app, open_page_alone, words

pytestmark = pytest.mark.usefixtures("empty_server", "here")
KEEP = "pages/data/keep.py"


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(edition, "in_browser", lambda: True)


@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.DSL])
def test_keeping_on_a_disk_is_in_no_menu(role):
    who = page_registry.whoever_is_alone(role)
    assert KEEP not in {entry.path for entry in page_registry.entries_for(who)}


def test_its_address_says_how_to_go_on_another_day(monkeypatch):
    monkeypatch.setattr(shell.st, "Page", lambda page, **about: (page, about["url_path"]))
    made = shell._more_addresses(page_registry.whoever_is_alone())
    at_keep = [page for page, url in made if url == "keep"]
    assert at_keep == [shell._missing_page]
    monkeypatch.undo()
    shown = words(AppTest.from_string("from cwsw.ui import shell; shell._missing_page()").run())
    assert "download the workbook" in shown


def test_it_says_that_nothing_leaves_the_tab():
    assert text.IN_BROWSER in words(open_app())
    assert shell.data_statement() == text.IN_BROWSER


def test_the_page_on_what_leaves_speaks_of_no_program_to_be_set_up():
    shown = words(open_page_alone("pages/data/what_leaves.py", Role.HEADTEACHER))
    assert what_leaves.IN_BROWSER in shown
    assert "pypi.org" not in shown
    assert "python" not in shown


def test_it_is_alone_whatever_the_server_address_says(monkeypatch):
    monkeypatch.setattr(page_registry.st, "get_option", lambda _: "0.0.0.0")  # noqa: S104
    assert page_registry.runs_alone()
