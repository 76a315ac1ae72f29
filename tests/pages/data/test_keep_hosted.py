"""Hosted, what a school keeps is opened for it alone, with the server's own secret."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import streamlit as st

from cwsw.disclosure import publish
from cwsw.records import Awareness, facts, today
from cwsw.store.archive import ArchiveError
from cwsw.store.archive.errors import CannotWriteError
from cwsw.summary import summarise
from cwsw.tables.half_terms import TermBlock
from cwsw.ui.auth import hosted_settings
from cwsw.ui.state import archives, erasures
from cwsw.ui.state.publication_store import PUBLICATION
from tests.support.archives import CHEAP, awareness, record_awareness, school

UNTIL = date(2099, 8, 31)
TERM = TermBlock("Summer", date(2026, 6, 1), date(2026, 7, 22))


@pytest.fixture(autouse=True)
def hosted(tmp_path, monkeypatch):
    """A hosted server with a data folder of its own."""
    settings = hosted_settings.HostedSettings(
        tmp_path / "people", tmp_path, "s" * 40, timedelta(1), timedelta(1), "https://x.example"
    )
    monkeypatch.setattr(hosted_settings, "is_on", lambda: True)
    monkeypatch.setattr(hosted_settings, "settings", lambda: settings)
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    st.cache_resource.clear()
    yield tmp_path / "kept"
    restart()


def restart():
    for name in ("hill", "dale"):
        archives.close(name)
    st.cache_resource.clear()


def begin(name):
    archives.workspaces().replace(name, school(name=name))
    passphrase = archives.hosted_passphrase(name)
    archives.begin(name, archives.hosted_folder(name), passphrase, UNTIL)


def test_two_schools_each_find_their_own_again():
    begin("hill")
    begin("dale")
    record_awareness(archives.workspaces().get("hill"), 1)
    restart()
    for name, found in (("hill", (awareness(1),)), ("dale", ())):
        assert archives.workspaces().get(name) is None
        archives.open_hosted(name)
        assert archives.workspaces().get(name).school.name == name
        assert facts(archives.workspaces().get(name), Awareness) == found


def test_one_schools_folder_does_not_open_for_another():
    begin("hill")
    restart()
    Path(archives.hosted_folder("hill")).rename(archives.hosted_folder("dale"))
    with pytest.raises(ArchiveError, match="does not open it"):
        archives.open_hosted("dale")
    assert archives.workspaces().get("dale") is None


def test_a_school_that_keeps_nothing_opens_nothing(hosted):
    archives.open_hosted("hill")
    assert archives.of("hill") is None
    assert not hosted.exists()


def test_past_its_day_it_goes_though_nobody_of_the_school_comes():
    begin("hill")
    archives.of("hill").retain_until(today() - timedelta(days=1))
    restart()
    erasures.keep_to_the_day()
    assert not archives.hosted_folder("hill").exists()
    assert "have been erased" in erasures.erased("hill")
    assert erasures.erased("dale") is None


def test_a_folder_that_cannot_be_erased_shows_nothing_and_stands_in_no_other_schools_way(
    monkeypatch,
):
    begin("hill")
    begin("dale")
    archives.of("hill").retain_until(today() - timedelta(days=1))

    def closed(_):
        raise CannotWriteError("The folder cannot be used.")

    monkeypatch.setattr("cwsw.store.archive.archive.start_erasing", closed)
    monkeypatch.setattr("cwsw.store.archive.erasing.start_erasing", closed)
    erasures.keep_to_the_day()
    assert archives.workspaces().get("hill") is None
    assert erasures.erased("hill") == "The folder cannot be used."
    assert archives.workspaces().get("dale") is not None
    with pytest.raises(ArchiveError, match="cannot be used"):
        archives.open_hosted("hill")


def test_what_was_published_or_withdrawn_while_nothing_was_open_is_kept_at_the_next_opening():
    begin("hill")
    register = archives.own_publications()
    draft = publish(summarise(archives.workspaces().get("hill")))
    first = register.publish("hill", draft, TERM, date(2026, 6, 2), "Head")
    archives.close("hill")
    register.withdraw("hill", first.id, date(2026, 6, 3))
    register.publish("hill", draft, TERM, date(2026, 6, 4), "Head")
    was = register.of("hill")
    for _ in range(3):
        archives.open_hosted("hill")
        assert archives.own_publications().of("hill") == was
        assert len(archives.of("hill").stored(PUBLICATION)) == 3
        restart()


def test_publications_are_kept_and_withdrawn_with_the_data_and_erased_with_them():
    workspace = school(name="hill")
    archives.workspaces().replace("hill", workspace)
    draft = publish(summarise(workspace))
    before = archives.own_publications().publish("hill", draft, TERM, date(2026, 6, 2), "Head")
    begin("hill")
    archives.own_publications().withdraw("hill", before.id, date(2026, 6, 3))
    archives.own_publications().publish("hill", draft, TERM, date(2026, 6, 4), "Head")
    was = archives.own_publications().of("hill")
    restart()
    assert archives.own_publications().of("hill") == ()
    archives.open_hosted("hill")
    assert archives.own_publications().of("hill") == was
    erasures.erase("hill")
    assert archives.own_publications().of("hill") == ()
