"""What is kept is there again; what cannot be kept or opened is said in one sentence."""

import errno
import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute
import pytest

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.records import Awareness, facts
from cwsw.store.archive import Archive, ArchiveError
from cwsw.store.archive import errors as wrong
from cwsw.store.archive.erasing import start_erasing
from cwsw.store.archive.packing import Dated, pack_upload, unpack_upload
from cwsw.tables.upload import FLAT
from tests.support.archives import (
    PASSPHRASE,
    UNTIL,
    all_rows,
    awareness,
    begun,
    record_awareness,
    school,
)
from tests.support.lists import book, disagreeing

SECOND = date(2026, 12, 18)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kept"


def reopened(archive):
    archive.close()
    return Archive.open(archive.folder, PASSPHRASE)


def kept_school(folder, changes=3):
    """An archive with a school and some changes, and its workspace."""
    archive, workspace = begun(folder), school()
    archive.save(workspace)
    for number in range(changes):
        record_awareness(workspace, number)
    return archive, workspace


def test_everything_is_there_again_and_goes_on_being_kept(folder):
    archive, workspace = kept_school(folder)
    workspace.undo()
    archive = reopened(archive)
    again = archive.load()
    assert all_rows(again) == all_rows(workspace)
    assert (again.school, again.as_at, again.supplied) == (
        workspace.school,
        workspace.as_at,
        workspace.supplied,
    )
    assert again.last_change == workspace.last_change
    again.undo()
    record_awareness(again, 9)
    last = reopened(archive).load()
    assert set(facts(last, Awareness)) == {awareness(0), awareness(9)}


def test_what_was_changed_before_keeping_can_still_be_undone_after_a_restart(folder):
    workspace = school()
    record_awareness(workspace, 1)
    archive = begun(folder)
    archive.save(workspace)
    workspace.undo()
    assert facts(reopened(archive).load(), Awareness) == ()


def test_each_upload_keeps_its_own_changes_and_only_the_latest_takes_more(folder):
    archive, first = kept_school(folder, changes=2)
    second = school(as_at=SECOND)
    archive.save(second)
    record_awareness(second, 7)
    archive = reopened(archive)
    one, two = archive.uploads()
    assert (one.changes, two.changes, two.as_at) == (2, 1, SECOND)
    assert all_rows(archive.load(one.number)) == all_rows(first)
    assert all_rows(archive.load()) == all_rows(second)
    with pytest.raises(PermissionError):
        record_awareness(archive.load(one.number), 3)


def test_publications_and_other_bytes_come_back_as_they_were(folder):
    archive = begun(folder)
    archive.put("publication", b"first")
    archive.put("publication", b"second")
    archive.put("other", b"")
    found = reopened(archive).stored("publication")
    assert [data for _, data in found] == [b"first", b"second"]


def test_files_are_this_users_alone(folder):
    kept_school(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_copied_folder_opens_elsewhere(folder, tmp_path):
    archive, workspace = kept_school(folder)
    archive.close()
    folder.rename(tmp_path / "elsewhere")
    again = Archive.open(tmp_path / "elsewhere", PASSPHRASE)
    assert all_rows(again.load()) == all_rows(workspace)


def test_a_second_opening_gets_one_sentence(folder):
    archive, _ = kept_school(folder)
    with pytest.raises(wrong.InUseError, match="open already"):
        Archive.open(folder, PASSPHRASE)
    archive.close()
    Archive.open(folder, PASSPHRASE).close()


def test_a_wrong_passphrase_changes_nothing(folder):
    archive, _ = kept_school(folder)
    archive.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(wrong.WrongPassphraseError):
        Archive.open(folder, PASSPHRASE + "!")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_missing_file_is_noticed_and_named_the_last_one_too(folder, number):
    kept_school(folder)[0].close()
    (folder / f"{number:06}.kept").unlink()
    with pytest.raises(wrong.MissingError, match=f"{number:06}.kept is missing"):
        Archive.open(folder, PASSPHRASE)


def test_a_missing_manifest_is_told_from_a_folder_that_holds_nothing(folder, tmp_path):
    kept_school(folder)[0].close()
    (folder / "archive.cwsw").unlink()
    with pytest.raises(wrong.MissingError, match=r"archive\.cwsw is missing"):
        Archive.open(folder, PASSPHRASE)
    for nothing in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(wrong.NotAnArchiveError):
            Archive.open(nothing, PASSPHRASE)
    assert not (tmp_path / "lock").exists()


def test_files_cannot_change_places_nor_come_from_another_archive(folder, tmp_path):
    kept_school(folder)[0].close()
    other = tmp_path / "other"
    kept_school(other)[0].close()
    second, third = folder / "000002.kept", folder / "000003.kept"
    was = second.read_bytes()
    for put in (third.read_bytes(), (other / "000002.kept").read_bytes(), was[:-1], b""):
        second.write_bytes(put)
        with pytest.raises(wrong.DamagedError, match=r"000002\.kept"):
            Archive.open(folder, PASSPHRASE)
    second.write_bytes(was)
    Archive.open(folder, PASSPHRASE).close()


def test_an_archive_of_a_newer_version_is_left_alone(folder):
    kept_school(folder)[0].close()
    path = folder / "archive.cwsw"
    was = path.read_bytes()
    path.write_bytes(json.dumps({**json.loads(was), "version": 2}).encode())
    with pytest.raises(wrong.NewerVersionError):
        Archive.open(folder, PASSPHRASE)
    path.write_bytes(was)
    entry = folder / "000002.kept"
    entry.write_bytes(entry.read_bytes().replace(b'"version": 1', b'"version": 2'))
    with pytest.raises(wrong.NewerVersionError):
        Archive.open(folder, PASSPHRASE)


@pytest.mark.parametrize("text", [b"", b"not json", b"[]", b'{"format": "another"}'])
def test_a_file_of_that_name_that_is_not_ours(folder, text):
    folder.mkdir()
    (folder / "archive.cwsw").write_bytes(text)
    with pytest.raises(wrong.NotAnArchiveError):
        Archive.open(folder, PASSPHRASE)


def test_an_archive_is_begun_in_an_empty_folder_only(folder):
    folder.mkdir(mode=0o755)
    (folder / "holiday.jpg").write_bytes(b"")
    with pytest.raises(wrong.NotAnArchiveError, match="other files"):
        begun(folder)
    assert [path.name for path in folder.iterdir()] == ["holiday.jpg"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    (folder / "holiday.jpg").unlink()
    begun(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_is_no_folder(folder):
    folder.write_bytes(b"")
    with pytest.raises(wrong.CannotWriteError):
        begun(folder)
    with pytest.raises(wrong.NotAnArchiveError):
        Archive.open(folder, PASSPHRASE)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, wrong.DiskFullError),
        (errno.EFBIG, wrong.DiskFullError),
        (errno.EROFS, wrong.CannotWriteError),
        (errno.EACCES, wrong.CannotWriteError),
    ],
)
@pytest.mark.parametrize("room_for", [0, 1])
def test_a_full_disk_or_a_closed_folder_loses_nothing(folder, monkeypatch, number, kind, room_for):
    archive, workspace = kept_school(folder)
    before = all_rows(workspace)
    left = [room_for]

    def no_room(handle, data):
        if left[0] == 0:
            raise OSError(number, os.strerror(number))
        left[0] -= 1
        return write(handle, data)

    write = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", no_room)
        with pytest.raises(kind, match="Nothing was kept or changed"):
            record_awareness(workspace, 5)
    assert all_rows(workspace) == before
    assert not [*folder.glob("*.unfinished")]
    record_awareness(workspace, 6)
    assert set(facts(reopened(archive).load(), Awareness)) == {*map(awareness, (0, 1, 2, 6))}


def test_what_is_taken_back_after_a_failed_save_does_not_come_back_after_a_power_cut(
    folder, monkeypatch
):
    _, workspace = kept_school(folder)
    settled = []

    def no_manifest(*_):
        settled.clear()
        raise wrong.CannotWriteError("The folder cannot be used.")

    monkeypatch.setattr("cwsw.store.archive.manifest.write", no_manifest)
    monkeypatch.setattr(
        "cwsw.store.archive.files.settle",
        lambda f: settled.append(sorted(path.name for path in f.glob("*.kept"))),
    )
    with pytest.raises(wrong.CannotWriteError):
        record_awareness(workspace, 5)
    assert settled == [[f"{number:06}.kept" for number in range(1, 5)]]


def test_an_undo_that_cannot_be_kept_is_not_made(folder, monkeypatch):
    archive, workspace = kept_school(folder)
    before = all_rows(workspace)
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EROFS, "")))
    with pytest.raises(wrong.CannotWriteError):
        workspace.undo()
    assert all_rows(workspace) == before
    assert workspace.last_change is not None
    archive.close()


def test_what_a_crash_left_is_cleared_or_taken_in(folder):
    archive, _ = kept_school(folder)
    archive.close()
    (folder / "000005.kept.0123.unfinished").write_bytes(b"half")
    one_behind = (folder / "archive.cwsw").read_bytes()
    archive = Archive.open(folder, PASSPHRASE)
    record_awareness(archive.load(), 8)
    archive.close()
    (folder / "archive.cwsw").write_bytes(one_behind)
    archive = Archive.open(folder, PASSPHRASE)
    assert set(facts(archive.load(), Awareness)) == {*map(awareness, (0, 1, 2, 8))}
    assert not [*folder.glob("*.unfinished")]
    assert set(facts(reopened(archive).load(), Awareness)) == {*map(awareness, (0, 1, 2, 8))}


def test_erasing_an_upload_removes_its_files_and_nothing_else(folder):
    archive, _ = kept_school(folder)
    replayed = (folder / "000002.kept").read_bytes()
    archive.put("publication", b"p")
    second = school(as_at=SECOND)
    archive.save(second)
    record_awareness(second, 7)
    archive.erase_upload(1)
    assert sorted(path.name for path in folder.glob("*.kept")) == [
        "000005.kept",
        "000006.kept",
        "000007.kept",
    ]
    (folder / "000002.kept").write_bytes(replayed)
    archive = reopened(archive)
    assert not (folder / "000002.kept").exists()
    assert all_rows(archive.load()) == all_rows(second)
    assert len(archive.stored("publication")) == 1
    with pytest.raises(KeyError):
        archive.erase_upload(1)


def test_a_workspace_whose_upload_is_erased_keeps_nothing_unsaid(folder):
    archive, workspace = kept_school(folder)
    archive.erase_upload(1)
    with pytest.raises(ArchiveError, match="erased"):
        record_awareness(workspace, 5)


def test_erasing_all_removes_the_folder_and_lets_nothing_more_in(folder):
    archive, workspace = kept_school(folder)
    archive.erase()
    assert not folder.exists()
    with pytest.raises(ArchiveError, match="erased"):
        record_awareness(workspace, 5)


def test_an_erasure_cut_short_is_finished_at_the_next_opening(folder):
    archive, _ = kept_school(folder)
    start_erasing(folder)
    archive.close()
    assert [*folder.glob("*.kept")]
    with pytest.raises(wrong.NotAnArchiveError, match="has been erased"):
        Archive.open(folder, PASSPHRASE)
    assert not folder.exists()


def test_past_its_day_it_is_erased_and_said(folder):
    archive, _ = kept_school(folder)
    until = date(2027, 8, 31)
    archive.retain_until(until)
    archive.close()
    Archive.open(folder, PASSPHRASE, until).close()
    with pytest.raises(wrong.PastDateError, match="31/08/2027"):
        Archive.open(folder, PASSPHRASE, date(2027, 9, 1))
    assert not folder.exists()


def test_two_writers_at_once_lose_nothing(folder):
    archive, workspace = kept_school(folder, changes=0)
    with ThreadPoolExecutor(4) as pool:
        [*pool.map(lambda n: record_awareness(workspace, n), range(24))]
    assert set(facts(reopened(archive).load(), Awareness)) == {*map(awareness, range(24))}


def test_the_day_and_the_size_are_said(folder):
    archive, _ = kept_school(folder)
    assert archive.keep_until == UNTIL
    (kept,) = archive.uploads()
    on_disk = sum(path.stat().st_size for path in folder.glob("*.kept"))
    assert archive.size == kept.size == on_disk


def test_an_upload_of_before_a_column_was_added_is_opened_with_the_column_blank():
    now = Dated(read_in_process([SourceFile("school.xlsx", book(disagreeing(12, 6, 1)))]), SECOND)
    assert pa.compute.count(now.upload.tables[FLAT]["cin_now"]).as_py() > 0
    former = now.upload.tables[FLAT].drop_columns(["cin_now_source", "cp_now_source"])
    tables = {**now.upload.tables, FLAT: former}
    opened = unpack_upload(pack_upload(replace(now, upload=replace(now.upload, tables=tables))))
    assert opened.upload.tables[FLAT] == now.upload.tables[FLAT]
