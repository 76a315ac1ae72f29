"""Former pupils who are held apart can be erased, with an archive and without."""

from datetime import date, timedelta

import pytest
import streamlit as st

from cwsw.records import Awareness, FollowUp, facts, record, today
from cwsw.records.next_upload import lay_over
from cwsw.store import Workspace
from cwsw.store.archive import Archive
from cwsw.ui.auth import page_registry
from cwsw.ui.state import archives
from cwsw.ui.wording import archive_wording
from tests.support.app import open_app, press, words
from tests.support.archives import (
    CHEAP,
    ON,
    PASSPHRASE,
    all_rows,
    awareness,
    record_awareness,
    school,
)

KEEP = "pages/data/keep.py"
SCHOOL = page_registry.ALONE_SCHOOL
UNTIL = today() + timedelta(days=365)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A machine of one's own, on which a second upload is loaded without a pupil of the first."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    st.cache_resource.clear()
    yield tmp_path / "kept"
    archives.close(SCHOOL)
    st.cache_resource.clear()


def next_term():
    """The next upload laid over one with a follow-up of a pupil who is no longer in it."""
    first, second = school(), school(pupils=55, as_at=date(2026, 12, 18))
    record(first, "add", [FollowUp(upn="U58", date=ON, kind="Call home", by="Ms Day")])
    archives.workspaces().replace(SCHOOL, first)
    return first, Workspace.load(lay_over(first, second.as_upload()).upload)


def erased():
    at = open_app(page=KEEP)
    assert "Sur58" in words(at)
    press(at, archive_wording.ERASE_FORMER_BUTTON)
    assert at.error[0].value == archive_wording.ERASE_NOT_TYPED
    at.text_input(key="former_typed 0").set_value("erase")
    press(at, archive_wording.ERASE_FORMER_BUTTON)
    assert not at.error
    assert archive_wording.ERASED_FORMER in words(at)
    assert "Sur58" not in words(at)


def test_without_an_archive_they_are_gone_and_all_else_is_there():
    _, second = next_term()
    archives.save_upload(SCHOOL, second)
    record_awareness(second, 1)
    was = all_rows(second)
    erased()
    found = archives.workspaces().get(SCHOOL)
    assert not found.former_records
    assert all_rows(found) == was
    assert found.last_change is None


def test_kept_they_are_gone_from_the_latest_upload_and_stay_in_the_earlier(folder):
    first, second = next_term()
    written = facts(first, FollowUp)
    archives.begin(SCHOOL, folder, PASSPHRASE, UNTIL)
    archives.save_upload(SCHOOL, second)
    record_awareness(second, 1)
    erased()
    record_awareness(archives.workspaces().get(SCHOOL), 2)
    archives.close(SCHOOL)
    archive = Archive.open(folder, PASSPHRASE)
    earlier, latest = archive.uploads()
    assert facts(archive.load(earlier.number), FollowUp) == written
    assert not archive.load().former_records
    assert set(facts(archive.load(latest.number), Awareness)) == {awareness(1), awareness(2)}
    archive.close()
