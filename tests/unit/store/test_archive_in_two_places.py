"""One folder opened twice, an older copy of it, another school's files in it, and a wrong clock."""

import shutil
from datetime import date, timedelta

import pytest

from cwsw.records import Awareness, facts
from cwsw.store.archive import Archive
from cwsw.store.archive import errors as wrong
from cwsw.store.archive.erasing import erase_where_due
from cwsw.store.archive.last_seen import LastSeen
from tests.support.archives import (
    CHEAP,
    PASSPHRASE,
    UNTIL,
    all_rows,
    awareness,
    begun,
    record_awareness,
    school,
)

ELSEWHERE = wrong.OpenedElsewhereError


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def last_seen(tmp_path):
    return LastSeen(tmp_path / "last-seen")


def kept_school(folder, last_seen=None):
    archive = Archive.create(folder, PASSPHRASE, UNTIL, CHEAP, last_seen)
    workspace = school(pupils=6, cohort=3)
    archive.save(workspace)
    return archive, workspace


def told_of(folder):
    archive = Archive.open(folder, PASSPHRASE)
    try:
        return set(facts(archive.load(), Awareness))
    finally:
        archive.close()


def lock_removed(folder, _monkeypatch):
    (folder / "lock").unlink()


def lock_replaced(folder, _monkeypatch):
    (folder / "lock").unlink()
    (folder / "lock").write_bytes(b"")


def a_drive_without_locks(_folder, monkeypatch):
    """Another computer, to which the lock of the system does not reach."""
    monkeypatch.setattr("cwsw.store.archive.lock._take", lambda _: None)


WAYS = (lock_removed, lock_replaced, a_drive_without_locks)


@pytest.mark.parametrize("way", WAYS)
def test_whoever_opened_first_is_told_and_both_sides_changes_are_there(folder, monkeypatch, way):
    first, here = kept_school(folder)
    record_awareness(here, 1)
    way(folder, monkeypatch)
    second = Archive.open(folder, PASSPHRASE)
    there = second.load()
    record_awareness(there, 2)
    assert "another" in first.trouble()
    with pytest.raises(ELSEWHERE, match="Nothing was kept or changed here"):
        record_awareness(here, 3)
    assert set(facts(here, Awareness)) == {awareness(1)}
    record_awareness(there, 4)
    second.close()
    again = first.open_again()
    assert set(facts(again.load(), Awareness)) == {*map(awareness, (1, 2, 4))}
    record_awareness(again.load(), 5)
    again.close()
    assert told_of(folder) == {*map(awareness, (1, 2, 4, 5))}


@pytest.mark.parametrize("way", WAYS)
def test_both_write_at_the_same_moment_and_one_is_refused(folder, monkeypatch, way):
    """Each has looked at the folder before the other writes: the number itself decides."""
    first, here = kept_school(folder)
    way(folder, monkeypatch)
    second = Archive.open(folder, PASSPHRASE)
    there = second.load()
    monkeypatch.setattr("cwsw.store.archive.ledger.Ledger.make_ready", lambda _: None)
    record_awareness(here, 1)
    with pytest.raises(ELSEWHERE):
        record_awareness(there, 2)
    monkeypatch.undo()
    first.close()
    second.close()
    assert told_of(folder) == {awareness(1)}


def test_a_lock_that_was_removed_and_is_nobodys_is_taken_again(folder):
    archive, workspace = kept_school(folder)
    (folder / "lock").unlink()
    record_awareness(workspace, 1)
    assert archive.trouble() is None
    with pytest.raises(wrong.InUseError):
        Archive.open(folder, PASSPHRASE)


def test_somebody_came_and_went_and_what_they_added_is_not_written_over(folder):
    first, here = kept_school(folder)
    (folder / "lock").unlink()
    second = Archive.open(folder, PASSPHRASE)
    record_awareness(second.load(), 1)
    second.close()
    with pytest.raises(ELSEWHERE, match="was added"):
        record_awareness(here, 2)
    again = first.open_again()
    assert set(facts(again.load(), Awareness)) == {awareness(1)}


def test_opening_again_while_the_other_has_it_open_changes_nothing(folder):
    first, here = kept_school(folder)
    (folder / "lock").unlink()
    second = Archive.open(folder, PASSPHRASE)
    with pytest.raises(wrong.InUseError):
        first.open_again()
    with pytest.raises(ELSEWHERE):
        record_awareness(here, 2)
    second.close()
    record_awareness(here, 3)
    first.close()
    assert told_of(folder) == {awareness(3)}


def two_computers(folder):
    """Copies of one folder on two computers; each adds, and then the folders are synchronised."""
    archive, here = kept_school(folder)
    elsewhere = folder.with_name("elsewhere")
    shutil.copytree(folder, elsewhere)
    other = Archive.open(elsewhere, PASSPHRASE)
    there = other.load()
    record_awareness(here, 1)
    record_awareness(there, 2)
    record_awareness(there, 3)
    there.undo()
    record_awareness(there, 4)
    other.save(school(pupils=6, cohort=3))
    other.close()
    archive.close()
    return elsewhere


def synchronised(folder, elsewhere):
    """What a synchronising program makes of it: what clashes gets the computer's name."""
    for path in elsewhere.glob("*.kept"):
        is_taken = (folder / path.name).exists()
        shutil.copy(path, folder / (f"{path.stem}-DESKTOP-7.kept" if is_taken else path.name))


def test_what_a_synchronised_folder_holds_of_both_computers_is_all_there(folder):
    synchronised(folder, two_computers(folder))
    archive = Archive.open(folder, PASSPHRASE)
    assert archive.adopted == 1
    first, *_ = archive.uploads()
    assert set(facts(archive.load(first.number), Awareness)) == {*map(awareness, (1, 2, 4))}
    assert not [*folder.glob("*-DESKTOP-7.kept")]
    archive.close()
    again = Archive.open(folder, PASSPHRASE)
    assert again.adopted == 0
    again.close()


def test_what_was_taken_in_when_the_program_was_killed_is_not_taken_in_twice(folder):
    elsewhere = two_computers(folder)
    synchronised(folder, elsewhere)
    archive = Archive.open(folder, PASSPHRASE)
    kept = sorted(folder.glob("*.kept"))
    archive.close()
    synchronised(folder, elsewhere)
    again = Archive.open(folder, PASSPHRASE)
    assert again.adopted == 0
    assert sorted(folder.glob("*.kept")) == kept


def test_what_was_erased_here_does_not_come_back_under_another_name(folder):
    archive, workspace = kept_school(folder)
    record_awareness(workspace, 1)
    strayed = {path: path.read_bytes() for path in folder.glob("*.kept")}
    archive.erase_upload(1)
    archive.close()
    for path, data in strayed.items():
        path.with_name(f"{path.stem} (copy).kept").write_bytes(data)
    archive = Archive.open(folder, PASSPHRASE)
    assert archive.uploads() == ()
    assert not [*folder.glob("*.kept")]


def test_a_file_that_is_none_of_ours_is_left_alone(folder, tmp_path):
    kept_school(folder)[0].close()
    kept_school(tmp_path / "other")[0].close()
    shutil.copy(tmp_path / "other" / "000001.kept", folder / "000001 (theirs).kept")
    (folder / "holiday.kept").write_bytes(b"not ours")
    archive = Archive.open(folder, PASSPHRASE)
    assert archive.adopted == 0
    assert len([*folder.glob("*.kept")]) == 3


def test_a_file_after_a_gap_shows_that_one_is_missing(folder):
    archive, workspace = kept_school(folder)
    older = (folder / "archive.cwsw").read_bytes()
    record_awareness(workspace, 1)
    record_awareness(workspace, 2)
    archive.close()
    (folder / "archive.cwsw").write_bytes(older)
    (folder / "000002.kept").unlink()
    with pytest.raises(wrong.MissingError, match=r"000002\.kept"):
        Archive.open(folder, PASSPHRASE)


def rolled_back(folder, last_seen, change):
    """The folder as it was before a change, put back after it."""
    archive, workspace = kept_school(folder, last_seen)
    record_awareness(workspace, 1)
    shutil.copytree(folder, folder.with_name("copy"))
    change(archive, workspace)
    archive.close()
    shutil.rmtree(folder)
    folder.with_name("copy").rename(folder)
    return Archive.open(folder, PASSPHRASE, last_seen=last_seen)


@pytest.mark.parametrize(
    "change",
    [
        lambda _, workspace: record_awareness(workspace, 2),
        lambda archive, _: archive.erase_upload(1),
        lambda archive, _: archive.put("publication", b"p"),
        lambda archive, _: archive.retain_until(UNTIL - timedelta(days=1)),
    ],
)
def test_an_older_copy_of_the_folder_is_noticed_until_somebody_goes_on_with_it(
    folder, last_seen, change
):
    archive = rolled_back(folder, last_seen, change)
    assert archive.older_than is not None
    for number in (3, 4):
        record_awareness(archive.load(), number)
        archive.close()
        archive = Archive.open(folder, PASSPHRASE, last_seen=last_seen)
        assert archive.older_than is not None
    archive.accept_as_it_is()
    archive.close()
    assert Archive.open(folder, PASSPHRASE, last_seen=last_seen).older_than is None


def test_the_newer_folder_put_back_is_no_older_copy(folder, last_seen):
    archive, workspace = kept_school(folder, last_seen)
    older = folder.with_name("older")
    shutil.copytree(folder, older)
    record_awareness(workspace, 1)
    archive.close()
    assert Archive.open(older, PASSPHRASE, last_seen=last_seen).older_than is not None
    assert Archive.open(folder, PASSPHRASE, last_seen=last_seen).older_than is None


def test_a_folder_that_went_on_elsewhere_is_no_older_copy(folder, last_seen, tmp_path):
    kept_school(folder, last_seen)[0].close()
    elsewhere = Archive.open(folder, PASSPHRASE, last_seen=LastSeen(tmp_path / "other"))
    record_awareness(elsewhere.load(), 1)
    elsewhere.close()
    assert Archive.open(folder, PASSPHRASE, last_seen=last_seen).older_than is None


def test_nothing_is_remembered_of_what_was_erased(folder, last_seen):
    kept_school(folder, last_seen)[0].erase()
    assert [*last_seen.place.iterdir()] == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"next": "x"}', b"\xff"])
def test_what_is_remembered_may_be_damaged(folder, last_seen, content):
    archive, workspace = kept_school(folder, last_seen)
    archive.close()
    (last_seen.place / archive.id).write_bytes(content)
    again = Archive.open(folder, PASSPHRASE, last_seen=last_seen)
    assert again.older_than is None
    assert all_rows(again.load()) == all_rows(workspace)


@pytest.mark.parametrize("name", ["000001.kept", "000002.kept", "archive.cwsw"])
def test_files_of_another_school_are_refused(folder, tmp_path, name):
    archive, workspace = kept_school(folder)
    record_awareness(workspace, 1)
    archive.close()
    other = Archive.create(tmp_path / "other", "another long passphrase", UNTIL, CHEAP)
    theirs = school(pupils=6, cohort=3)
    other.save(theirs)
    record_awareness(theirs, 1)
    other.close()
    shutil.copy(tmp_path / "other" / name, folder / name)
    with pytest.raises((wrong.DamagedError, wrong.WrongPassphraseError)):
        Archive.open(folder, PASSPHRASE)


DAY = date(2027, 8, 31)


def open_with_passphrase(folder, today, last_seen):
    return Archive.open(folder, PASSPHRASE, today, last_seen)


@pytest.mark.parametrize("look", [open_with_passphrase, erase_where_due])
def test_a_clock_that_is_set_back_keeps_nothing_longer(folder, last_seen, look):
    archive, _ = kept_school(folder, last_seen)
    archive.retain_until(DAY)
    assert archive.is_past(DAY - timedelta(days=400)) is False
    assert archive.is_past(DAY + timedelta(days=1)) is True
    assert archive.is_past(DAY - timedelta(days=400)) is True
    archive.close()
    before = DAY - timedelta(days=400)
    with pytest.raises(wrong.PastDateError):
        look(folder, before, last_seen)
    assert not folder.exists()


def test_two_begin_at_once_in_one_folder_and_one_is_refused(folder):
    first = begun(folder)
    with pytest.raises((wrong.InUseError, wrong.NotAnArchiveError)):
        begun(folder)
    first.close()
    Archive.open(folder, PASSPHRASE).close()
