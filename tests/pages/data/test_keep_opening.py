"""Alone: whose publications are brought together at an opening, and what cannot be read."""

from datetime import date, timedelta

import pytest
import streamlit as st

from cwsw.disclosure import publish
from cwsw.records import today
from cwsw.store.archive import ArchiveError
from cwsw.summary import summarise
from cwsw.tables.half_terms import TermBlock
from cwsw.ui.auth import page_registry
from cwsw.ui.state import archives
from cwsw.ui.state.publication_store import PUBLICATION
from tests.support.archives import CHEAP, PASSPHRASE, school

SCHOOL = page_registry.ALONE_SCHOOL
UNTIL = today() + timedelta(days=365)
TERM = TermBlock("Summer", date(2026, 6, 1), date(2026, 7, 22))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """What the school Hill keeps, closed again."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    st.cache_resource.clear()
    archives.workspaces().replace(SCHOOL, school(name="Hill"))
    archives.begin(SCHOOL, tmp_path / "kept", PASSPHRASE, UNTIL)
    yield tmp_path / "kept"
    archives.close(SCHOOL)
    st.cache_resource.clear()


def restart():
    archives.close(SCHOOL)
    st.cache_resource.clear()


def publish_as(name):
    draft = publish(summarise(school(name=name)))
    return archives.own_publications().publish(SCHOOL, draft, TERM, date(2026, 6, 2), "Head")


@pytest.mark.parametrize("keeps_one", [False, True])
def test_another_schools_publication_is_not_mixed_in(folder, keeps_one):
    if keeps_one:
        publish_as("Hill")
    restart()
    other = publish_as("Dale")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(ArchiveError, match="another name"):
        archives.open_kept(SCHOOL, folder, PASSPHRASE)
    assert archives.own_publications().of(SCHOOL) == (other,)
    assert archives.workspaces().get(SCHOOL) is None
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["Hill", None])
def test_the_schools_own_is_kept(folder, name):
    archives.save_upload(SCHOOL, school(name=name))
    restart()
    own = publish_as(name)
    archives.open_kept(SCHOOL, folder, PASSPHRASE)
    assert archives.own_publications().of(SCHOOL) == (own,)
    assert len(archives.of(SCHOOL).stored(PUBLICATION)) == 1


def test_a_publication_of_another_version_is_one_sentence(folder):
    archives.of(SCHOOL).put(PUBLICATION, b'{"version": 2, "content": {}}')
    restart()
    with pytest.raises(ArchiveError, match="another version of the dashboard"):
        archives.open_kept(SCHOOL, folder, PASSPHRASE)
    assert archives.workspaces().get(SCHOOL) is None
