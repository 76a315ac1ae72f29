"""A real small drive that fills up, fails, is pulled and comes back: nothing said is untrue."""

import os

import pytest

from cwsw.records import Awareness, facts
from cwsw.store.archive import Archive, ArchiveError
from cwsw.store.archive import errors as wrong
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
from tests.support.drives import small_drive

ROOM = (0, 4, 8, 16, 24, 32, 48, 64, 128)
"""Kilobytes that are left, from none to enough for everything that a test keeps."""
MORE_ROOM = range(0, 161, 4)
"""The same with --long."""


@pytest.fixture
def drive(tmp_path):
    with small_drive(tmp_path) as made:
        yield made


def kept_on(drive):
    archive, workspace = begun(drive.folder), school(pupils=6, cohort=3)
    archive.save(workspace)
    return archive, workspace


def told_of(drive):
    """The pupils of whom the next opening says that somebody was told."""
    archive = Archive.open(drive.folder, PASSPHRASE)
    try:
        return set(facts(archive.load(), Awareness))
    finally:
        archive.close()


def test_on_a_full_drive_what_is_refused_is_not_there_and_what_is_accepted_is(drive, long_run):
    archive, workspace = kept_on(drive)
    accepted, refused = set(), set()
    for number, room in enumerate(MORE_ROOM if long_run else ROOM):
        ballast = drive.fill(leaving=room)
        try:
            record_awareness(workspace, number % 6, role=f"Role {number}")
            accepted.add(awareness(number % 6, role=f"Role {number}"))
        except wrong.DiskFullError:
            refused.add(number)
        ballast.unlink()
        assert set(facts(workspace, Awareness)) == accepted
    assert refused
    assert accepted
    archive.close()
    assert told_of(drive) == accepted


def test_beginning_on_a_nearly_full_drive_keeps_all_or_leaves_nothing(drive, long_run):
    workspace = school(pupils=6, cohort=3)
    rooms = MORE_ROOM if long_run else ROOM
    is_kept = {room: begun_with_room_for(drive, room, workspace) for room in rooms}
    assert set(is_kept.values()) == {True, False}


def begun_with_room_for(drive, room, workspace):
    """Whether an archive could be begun with so many kilobytes left; else nothing is left of it."""
    ballast, folder = drive.fill(leaving=room), drive.place / f"{room}"
    archive = None
    try:
        archive = Archive.create(folder, PASSPHRASE, UNTIL, CHEAP)
        archive.save(workspace)
        archive.prove()
    except wrong.DiskFullError:
        if archive is not None:
            archive.erase()
        left = [*folder.iterdir()] if folder.exists() else []
        assert [path.name for path in left] in ([], ["lock"])
        return False
    else:
        archive.close()
        archive = Archive.open(folder, PASSPHRASE)
        assert all_rows(archive.load()) == all_rows(workspace)
        archive.erase()
        return True
    finally:
        ballast.unlink()


def test_a_full_drive_can_be_opened_and_erased(drive):
    archive, workspace = kept_on(drive)
    archive.close()
    drive.fill(leaving=0)
    archive = Archive.open(drive.folder, PASSPHRASE)
    assert all_rows(archive.load()) == all_rows(workspace)
    archive.erase()
    assert not drive.folder.exists()


def test_a_drive_that_breaks_down_and_turns_read_only(drive):
    archive, workspace = kept_on(drive)
    record_awareness(workspace, 1)
    drive.break_down()
    with pytest.raises(ArchiveError) as refused:
        record_awareness(workspace, 2)
    assert isinstance(refused.value, wrong.CannotWriteError)
    with pytest.raises(wrong.CannotWriteError):
        archive.retain_until(UNTIL.replace(year=UNTIL.year - 1))
    with pytest.raises(wrong.CannotWriteError):
        archive.erase()
    assert set(facts(workspace, Awareness)) == {awareness(1)}
    with pytest.raises(wrong.CannotWriteError):
        begun(drive.place / "another")
    archive.close()
    drive.pull()
    drive.mount()
    assert told_of(drive) == {awareness(1)}


def test_a_drive_that_is_pulled_and_connected_again(drive):
    archive, workspace = kept_on(drive)
    record_awareness(workspace, 1)
    drive.pull()
    assert "cannot be reached" in archive.trouble()
    with pytest.raises(wrong.CannotWriteError, match="cannot be reached"):
        record_awareness(workspace, 2)
    with pytest.raises(wrong.CannotWriteError):
        archive.erase()
    drive.mount()
    assert archive.trouble() is None
    record_awareness(workspace, 3)
    assert set(facts(workspace, Awareness)) == {awareness(1), awareness(3)}
    archive.close()
    assert told_of(drive) == {awareness(1), awareness(3)}


def test_pulled_where_the_folder_is_the_drive_itself_nothing_is_written_beside_it(drive):
    (drive.place / "lost+found").rmdir()
    archive, workspace = begun(drive.place), school(pupils=6, cohort=3)
    archive.save(workspace)
    drive.pull()
    with pytest.raises(wrong.CannotWriteError):
        record_awareness(workspace, 2)
    assert os.listdir(drive.place) == []


def test_pulled_between_the_two_writes_what_was_said_is_so(drive, monkeypatch):
    """The file of a change is on the drive, and the drive is gone before the manifest follows."""
    archive, workspace = kept_on(drive)
    write = archive._ledger._write

    def pulled(about):
        drive.pull()
        write(about)

    monkeypatch.setattr(archive._ledger, "_write", pulled)
    accepted = set()
    try:
        record_awareness(workspace, 1)
        accepted.add(awareness(1))
    except ArchiveError:
        pass
    monkeypatch.undo()
    archive.close()
    drive.mount()
    assert told_of(drive) == accepted == set(facts(workspace, Awareness))


def test_two_computers_on_one_drive_lose_nothing_that_was_accepted(drive):
    archive, here = kept_on(drive)
    (drive.folder / "lock").unlink()
    there = Archive.open(drive.folder, PASSPHRASE)
    record_awareness(there.load(), 1)
    with pytest.raises(wrong.OpenedElsewhereError):
        record_awareness(here, 2)
    there.close()
    archive = archive.open_again()
    record_awareness(archive.load(), 3)
    archive.close()
    assert told_of(drive) == {awareness(1), awareness(3)}
