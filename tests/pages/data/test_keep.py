"""Keep on this machine, as a headteacher meets it: begin, add, restart, open, erase."""

from datetime import date, timedelta
from gc import collect
from weakref import ref

import pytest
import streamlit as st

from cwsw.access import Role
from cwsw.charts.squares import squares
from cwsw.records import FollowUp, facts, record, today
from cwsw.records.differences import differences
from cwsw.store.archive import data_folders
from cwsw.store.archive.erasing import start_erasing
from cwsw.store.archive.passphrase import PassphraseStrength
from cwsw.ui.auth import page_registry
from cwsw.ui.state import archives, session
from cwsw.ui.upload import lay_over
from cwsw.ui.wording import archive_wording
from tests.support import schools
from tests.support.app import open_app, press, words
from tests.support.archives import CHEAP, ON, PASSPHRASE, awareness, record_awareness
from tests.support.books import school_book

KEEP = "pages/data/keep.py"
UPLOAD = "pages/data/upload.py"
UNTIL = today() + timedelta(days=365)
SCHOOL = page_registry.ALONE_SCHOOL


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    """A machine of one's own, on which nothing is kept yet and keys cost nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("cwsw.store.archive.archive.Cost", lambda: CHEAP)
    st.cache_resource.clear()
    yield tmp_path / "data" / "cwsw-dashboard" / "kept"
    restart()


def restart():
    """The program stops and starts: the lock is gone with it, and everything in memory."""
    archives.close(SCHOOL)
    st.cache_resource.clear()


def begun(role=Role.HEADTEACHER):
    at = open_app(role, KEEP)
    at.text_input(key="keep_passphrase 0").set_value(PASSPHRASE)
    at.text_input(key="keep_again 0").set_value(PASSPHRASE)
    at.checkbox(key="keep_understood").check()
    at.date_input(key="keep_until").set_value(UNTIL)
    return press(at, archive_wording.BEGIN_BUTTON)


def opened(passphrase=PASSPHRASE):
    at = open_app()
    at.text_input(key="open_passphrase 0").set_value(passphrase)
    return press(at, archive_wording.OPEN_BUTTON)


def upload(at, book):
    at.switch_page(UPLOAD).run()
    at.file_uploader[0].upload("school.xlsx", book).run()
    press(at, "Check the files")
    return press(at, "Go on to confirm")


def test_nothing_is_kept_unless_it_is_switched_on(own_home):
    workspace = schools.load(school_book())
    at = open_app(page=KEEP)
    assert not at.error
    record_awareness(workspace, 1)
    assert not own_home.exists()


def test_begun_added_to_restarted_and_opened_everything_is_there():
    workspace = schools.load(school_book())
    at = begun()
    assert not at.error
    assert "Kept: what is loaded" in words(at)
    record_awareness(workspace, 1)
    restart()
    assert session.workspaces().get(SCHOOL) is None
    at = opened()
    assert not at.error
    again = session.workspaces().get(SCHOOL)
    assert facts(again, type(awareness(1))) == (awareness(1),)
    record_awareness(again, 2)
    assert "1 upload, 2 changes" in words(at.switch_page(KEEP).run())


def test_what_is_missing_or_weak_is_said_and_nothing_is_kept(own_home):
    at = open_app(page=KEEP)
    at.text_input(key="keep_folder").set_value("here")
    at.text_input(key="keep_passphrase 0").set_value("short")
    at = press(at, archive_wording.BEGIN_BUTTON)
    for sentence in (
        archive_wording.NO_FOLDER,
        PassphraseStrength.TOO_WEAK.value,
        archive_wording.NOT_THE_SAME,
        archive_wording.NOT_UNDERSTOOD,
        archive_wording.NO_DAY,
    ):
        assert sentence in at.error[0].value
    assert not own_home.exists()


def test_a_wrong_passphrase_is_one_sentence():
    schools.load(school_book())
    begun()
    restart()
    at = opened(PASSPHRASE + "?")
    assert "does not open it" in at.error[0].value
    assert session.workspaces().get(SCHOOL) is None


def test_the_next_term_is_laid_over_this_one_and_both_stand_side_by_side():
    workspace = schools.load(school_book())
    begun()
    note = FollowUp(upn="U58", date=ON, kind="Call home", by="Ms Day")
    record(workspace, "add", [note])
    record_awareness(workspace, 1)
    next_term = school_book(pupils=55, as_at=date(2026, 12, 18))
    at = upload(open_app(), next_term)
    shown = words(at)
    assert "5 children left" in [e.label for e in at.expander]
    assert f"{lay_over.CARRIED}: Awareness 1." in shown
    assert "Sur58, For" in shown
    press(at, "Confirm")
    new = session.workspaces().get(SCHOOL)
    assert facts(new, type(awareness(1))) == (awareness(1),)
    at.switch_page(KEEP).run()
    assert not at.error
    shown = words(at)
    assert "22 of 60 pupils" in shown
    assert "22 of 55 pupils" in shown
    assert "Follow-ups: 1" in shown
    restart()
    opened()
    assert session.workspaces().get(SCHOOL).former_records.keys() == {"pupils", "follow_ups"}


def test_what_names_pupils_on_the_confirm_step_goes_with_a_cancelled_upload(monkeypatch):
    made = []

    def noted(*both):
        found = differences(*both)
        made.append(ref(found))
        return found

    monkeypatch.setattr(lay_over, "differences", noted)
    schools.load(school_book())
    at = upload(open_app(), school_book(pupils=55))
    at.run()
    press(at, "Cancel")
    collect()
    assert [found() for found in made] == [None]


def anew(at):
    return next(box for box in at.checkbox if box.label == lay_over.ANEW)


@pytest.mark.parametrize("is_left_behind", [True, False])
def test_over_another_schools_data_starting_anew_is_ticked(is_left_behind):
    record_awareness(schools.load(school_book(name="Hill School")), 1)
    at = upload(open_app(), school_book(name="Dale School"))
    assert lay_over.ANOTHER_SCHOOL in [w.value for w in at.warning]
    assert anew(at).value
    if not is_left_behind:
        anew(at).uncheck().run()
    press(at, "Confirm")
    kept = facts(session.workspaces().get(SCHOOL), type(awareness(1)))
    assert kept == (() if is_left_behind else (awareness(1),))


def test_starting_anew_leaves_everything_behind():
    record_awareness(schools.load(school_book()), 1)
    at = upload(open_app(), school_book(as_at=date(2026, 12, 18)))
    assert not anew(at).value
    anew(at).check().run()
    assert lay_over.ANEW_MEANS in [w.value for w in at.warning]
    press(at, "Confirm")
    assert facts(session.workspaces().get(SCHOOL), type(awareness(1))) == ()


def test_a_first_upload_lays_nothing_over():
    at = upload(open_app(), school_book())
    assert lay_over.TITLE not in [h.value for h in at.header]


def test_erasing_is_typed_and_leaves_nothing(own_home):
    schools.load(school_book())
    at = press(begun(), archive_wording.ERASE_BUTTON)
    assert at.error[0].value == archive_wording.ERASE_NOT_TYPED
    at.text_input(key="erase_typed 1").set_value("erase")
    at = press(at, archive_wording.ERASE_BUTTON)
    assert archive_wording.ERASED_ALL in words(at)
    assert not own_home.exists()
    assert session.workspaces().get(SCHOOL) is None


def test_one_upload_is_erased_and_the_one_before_it_is_loaded_again():
    schools.load(school_book(name="First"))
    begun()
    at = upload(open_app(), school_book(name="First", as_at=date(2026, 12, 18)))
    press(at, "Confirm")
    at.switch_page(KEEP).run()
    at.selectbox(key="erase_what").set_value(at.selectbox(key="erase_what").options[-1])
    at.text_input(key="erase_typed 0").set_value("erase")
    at = press(at, archive_wording.ERASE_BUTTON)
    assert archive_wording.ERASED_ONE in words(at)
    assert session.workspaces().get(SCHOOL).as_at == date(2026, 7, 17)
    assert len(archives.of(SCHOOL).uploads()) == 1


def test_past_its_day_everything_goes_at_the_next_start_and_while_running(own_home):
    schools.load(school_book())
    begun()
    archives.of(SCHOOL).retain_until(today() - timedelta(days=1))
    drawn = squares(())
    at = open_app()
    assert squares(()) is not drawn
    assert "are erased" in at.warning[0].value
    assert not own_home.exists()
    schools.load(school_book())
    begun()
    assert not open_app().warning
    archives.of(SCHOOL).retain_until(today() - timedelta(days=1))
    restart()
    at = open_app()
    assert "have been erased" in at.warning[0].value
    assert not own_home.exists()
    assert data_folders.remembered() is None


def test_an_erasure_that_was_cut_off_is_finished_at_the_next_start(own_home):
    schools.load(school_book())
    begun()
    restart()
    start_erasing(own_home)
    assert [*own_home.glob("*.kept")]
    assert "has been erased" in open_app().warning[0].value
    assert not own_home.exists()


def test_a_chosen_folder_is_found_again(tmp_path):
    chosen = tmp_path / "elsewhere"
    schools.load(school_book())
    archives.begin(SCHOOL, chosen, PASSPHRASE, UNTIL)
    restart()
    assert data_folders.remembered() == chosen
    opened()
    assert archives.of(SCHOOL).folder == chosen


def test_closing_leaves_the_files_and_says_so(own_home):
    workspace = schools.load(school_book())
    at = press(begun(), "Close it")
    assert archive_wording.CLOSED in words(at)
    record_awareness(workspace, 1)
    assert own_home.exists()


def test_the_program_s_own_folder_is_no_place():
    with pytest.raises(archives.ArchiveError, match="outside"):
        archives.begin(SCHOOL, archives.REPLACED_BY_UPDATES / "kept", PASSPHRASE, UNTIL)


@pytest.mark.parametrize("role", [Role.PASTORAL, Role.GOVERNOR])
def test_others_are_offered_nothing(role):
    schools.load(school_book())
    begun()
    restart()
    assert archive_wording.OPEN not in [h.value for h in open_app(role).header]


def test_an_upload_beside_what_is_kept_and_not_open_is_warned_of():
    schools.load(school_book())
    begun()
    restart()
    at = upload(open_app(), school_book())
    assert archive_wording.NOT_OPEN in [w.value for w in at.warning]
    assert archive_wording.OPEN_FIRST in words(at.switch_page(KEEP).run())
