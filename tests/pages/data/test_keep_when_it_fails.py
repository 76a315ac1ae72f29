"""What the pages promise of keeping when the folder fails: only what is so."""

import errno
import os
from datetime import timedelta

import pytest
import streamlit as st

from cwsw.access import AuditEvent
from cwsw.records import today
from cwsw.store.archive import Archive, ArchiveError, data_folders
from cwsw.store.archive import errors as wrong
from cwsw.store.archive.ledger import Ledger
from cwsw.ui.auth import page_registry
from cwsw.ui.state import archives, audit_store, erasures, session
from cwsw.ui.wording import archive_wording, text
from tests.support import schools
from tests.support.app import open_app, press, words
from tests.support.archives import CHEAP, PASSPHRASE, awareness, record_awareness
from tests.support.books import school_book
from tests.support.drives import small_drive

KEEP = "pages/data/keep.py"
TOLD = "pages/cohort/awareness.py"
SCHOOL = page_registry.ALONE_SCHOOL
UNTIL = today() + timedelta(days=365)


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """A machine of one's own, on which nothing is kept yet and keys cost nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    st.cache_resource.clear()
    audit_store.forget()
    yield tmp_path / "data" / "cwsw-dashboard" / "kept"
    restart()


def restart():
    archives.close(SCHOOL)
    st.cache_resource.clear()


def press_begin(at=None):
    at = at or open_app(page=KEEP)
    at.text_input(key="keep_passphrase 0").set_value(PASSPHRASE)
    at.text_input(key="keep_again 0").set_value(PASSPHRASE)
    at.checkbox(key="keep_understood").check()
    at.date_input(key="keep_until").set_value(UNTIL)
    return press(at, archive_wording.BEGIN_BUTTON)


def promises(at):
    """Whether the page on which staff add things promises that they are kept."""
    return archive_wording.ADDED_IS_KEPT in words(at.switch_page(TOLD).run())


def unreachable(*_, **__):
    raise OSError(errno.EIO, "input/output error")


FAILURES = {
    "nothing can be written": (os, "write"),
    "no file gets its number": (os, "link"),
    "nothing can be read back": (Ledger, "read"),
}


@pytest.mark.parametrize(("owner", "step"), FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("is_cleared", [True, False])
def test_beginning_that_fails_promises_nothing(own_home, monkeypatch, owner, step, is_cleared):
    workspace = schools.load(school_book())
    with monkeypatch.context() as broken:
        broken.setattr(owner, step, unreachable)
        if not is_cleared:
            broken.setattr(os, "replace", unreachable)
        at = press_begin()
    assert len(at.error) == 1
    assert archives.of(SCHOOL) is None
    assert not session.is_kept()
    assert not promises(at)
    record_awareness(workspace, 1)
    restart()
    assert session.workspaces().get(SCHOOL) is None
    assert is_cleared is False or not data_folders.has_archive(own_home)


def test_where_even_the_clean_up_fails_that_is_said_and_the_folder_let_go(tmp_path, monkeypatch):
    schools.load(school_book())
    monkeypatch.setattr("cwsw.ui.state.archives.put_all", lambda *_: (_ for _ in ()).throw(full()))
    monkeypatch.setattr("cwsw.store.archive.archive.start_erasing", lambda _: refuse())
    with pytest.raises(ArchiveError, match="could not be removed"):
        archives.begin(SCHOOL, tmp_path / "kept", PASSPHRASE, UNTIL)
    assert archives.of(SCHOOL) is None
    Archive.open(tmp_path / "kept", PASSPHRASE).close()


def full():
    return wrong.DiskFullError(wrong.FULL)


def refuse():
    raise wrong.CannotWriteError(wrong.CANNOT_BE_USED)


def test_an_unforeseen_failure_holds_nothing_either(tmp_path, monkeypatch):
    schools.load(school_book())
    monkeypatch.setattr("cwsw.ui.state.archives.put_all", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        archives.begin(SCHOOL, tmp_path / "kept", PASSPHRASE, UNTIL)
    assert archives.of(SCHOOL) is None
    assert not data_folders.has_archive(tmp_path / "kept")


def begun_on(drive):
    workspace = schools.load(school_book())
    archives.begin(SCHOOL, drive.folder, PASSPHRASE, UNTIL)
    return workspace


def test_on_a_real_drive_that_fills_up_or_is_pulled_while_it_begins(tmp_path, monkeypatch):
    with small_drive(tmp_path) as drive:
        workspace = schools.load(school_book())
        ballast = drive.fill(leaving=8)
        with pytest.raises(wrong.DiskFullError):
            archives.begin(SCHOOL, drive.folder, PASSPHRASE, UNTIL)
        assert not session.is_kept()
        assert not drive.folder.exists()
        ballast.unlink()
        monkeypatch.setattr("cwsw.ui.state.archives.put_all", lambda *_: drive.pull())
        with pytest.raises(ArchiveError):
            archives.begin(SCHOOL, drive.folder, PASSPHRASE, UNTIL)
        monkeypatch.undo()
        assert archives.of(SCHOOL) is None
        record_awareness(workspace, 1)
        drive.mount()


def test_a_pulled_drive_is_said_where_keeping_was_promised_and_goes_on_when_it_is_back(tmp_path):
    with small_drive(tmp_path) as drive:
        workspace = begun_on(drive)
        at = open_app()
        assert promises(at)
        drive.pull()
        assert not promises(at)
        assert wrong.CANNOT_BE_REACHED in [warning.value for warning in at.warning]
        with pytest.raises(wrong.CannotWriteError):
            record_awareness(workspace, 1)
        at.switch_page(KEEP).run()
        assert wrong.CANNOT_BE_REACHED in [error.value for error in at.error]
        drive.mount()
        assert promises(at)
        record_awareness(workspace, 2)
        restart()


def test_what_is_erased_while_the_drive_is_away_is_erased_when_it_is_back(tmp_path):
    with small_drive(tmp_path) as drive:
        begun_on(drive)
        at = open_app(page=KEEP)
        at.text_input(key="erase_typed 0").set_value("erase")
        drive.break_down()
        at = press(at, archive_wording.ERASE_BUTTON)
        assert wrong.CANNOT_BE_USED in [error.value for error in at.error]
        assert session.is_kept()
        restart()


def test_erasing_that_is_cut_off_shows_nothing_more_and_is_finished_at_the_next_chance(
    own_home, monkeypatch
):
    schools.load(school_book())
    at = press_begin()
    at.text_input(key="erase_typed 1").set_value("erase")
    with monkeypatch.context() as broken:
        broken.setattr(os, "truncate", unreachable)
        broken.setattr("cwsw.store.archive.erasing.remove_everything", lambda _: refuse())
        at = press(at, archive_wording.ERASE_BUTTON)
        assert wrong.ERASING_BEGUN in words(at)
        assert session.workspaces().get(SCHOOL) is None
        assert not session.is_kept()
        assert [*own_home.glob("*.kept")]
    open_app()
    assert not own_home.exists()


def test_what_is_to_be_erased_later_is_never_a_new_archive_in_the_same_folder(
    own_home, monkeypatch
):
    schools.load(school_book())
    archives.begin(SCHOOL, own_home, PASSPHRASE, UNTIL)
    with monkeypatch.context() as broken:
        broken.setattr(os, "truncate", unreachable)
        with pytest.raises(wrong.UnfinishedErasureError):
            erasures.erase(SCHOOL)
    for path in own_home.iterdir():
        path.unlink()
    schools.load(school_book())
    archives.begin(SCHOOL, own_home, PASSPHRASE, UNTIL)
    archives.close(SCHOOL)
    open_app()
    assert [*own_home.glob("*.kept")]


def test_opened_in_another_window_both_see_both_after_opening_again(own_home):
    workspace = schools.load(school_book())
    at = press_begin()
    (own_home / "lock").unlink()
    elsewhere = Archive.open(own_home, PASSPHRASE)
    record_awareness(elsewhere.load(), 1)
    with pytest.raises(wrong.OpenedElsewhereError):
        record_awareness(workspace, 2)
    assert not promises(at)
    elsewhere.close()
    at = press(at.switch_page(KEEP).run(), archive_wording.OPEN_AGAIN)
    assert archive_wording.OPENED_AGAIN in words(at)
    assert promises(at)
    shown = session.workspaces().get(SCHOOL)
    assert [row["upn"] for row in shown.rows("awareness").to_pylist()] == [awareness(1).upn]


def test_an_older_copy_is_said_until_somebody_goes_on_with_it(own_home):
    workspace = schools.load(school_book())
    press_begin()
    copy = {path.name: path.read_bytes() for path in own_home.iterdir()}
    record_awareness(workspace, 1)
    restart()
    for path in own_home.iterdir():
        path.unlink()
    for name, data in copy.items():
        (own_home / name).write_bytes(data)
    older = archive_wording.OLDER.format(day=text.day(today()))
    for _ in range(2):
        at = open_app(page=KEEP)
        at.text_input(key="open_passphrase 0").set_value(PASSPHRASE)
        at = press(at, archive_wording.OPEN_BUTTON)
        assert older in [warning.value for warning in at.warning]
        restart()
    at = open_app(page=KEEP)
    at.text_input(key="open_passphrase 0").set_value(PASSPHRASE)
    at = press(press(at, archive_wording.OPEN_BUTTON), archive_wording.GO_ON_WITH_OLDER)
    assert older not in [warning.value for warning in at.warning]
    events = [line.event for line in audit_store.trail().lines(SCHOOL)]
    assert AuditEvent.OLDER_COPY in events


def test_another_day_that_cannot_be_written_is_one_sentence(monkeypatch):
    schools.load(school_book())
    at = press_begin()
    at.date_input(key="keep_until").set_value(UNTIL - timedelta(days=9))
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EROFS, "")))
    at = press(at, archive_wording.NEW_DAY_BUTTON)
    assert [error.value for error in at.error] == [wrong.CANNOT_BE_USED]
    monkeypatch.undo()
    assert archives.of(SCHOOL).keep_until == UNTIL
