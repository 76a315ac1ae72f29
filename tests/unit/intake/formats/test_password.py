"""Workbooks that a password protects are opened in memory, and nothing of the password is left."""

import io
import logging
import tempfile
import zipfile

import pytest

from cwsw.intake import SourceFile, limits, read_files, unlock_files, waiting
from cwsw.intake.formats.password import NO_REAL_PASSWORD, decrypted
from cwsw.intake.problems import FileRefusedError
from cwsw.intake.reading import read_in_process
from cwsw.intake.unlocking import unlock
from cwsw.intake.wire import Task
from tests.support.broken import OLE, changed, zipped
from tests.support.protected import (
    FILES,
    PASSWORD,
    agile,
    agile_with_rounds,
    standard,
    whole_ods,
)
from tests.support.uploads import PUPILS, SCHOOL, book, codes, problems_of, rows_of

PLAIN = book({"Pupils": rows_of(PUPILS), "School": rows_of(SCHOOL)})
ODS, XLS = (FILES / "locked.ods").read_bytes(), (FILES / "locked.xls").read_bytes()
LOCKED = {
    "agile.xlsx": agile(PLAIN),
    "standard.xlsx": standard(PLAIN),
    "old.xls": XLS,
    "parts.ods": ODS,
    "whole.ods": whole_ods(PLAIN, deflated=False),
    "packed.ods": whole_ods(PLAIN, deflated=True),
}
UPN = "W873402119001"


def cells(data, name="list"):
    upload = read_in_process([SourceFile(name, data)])
    assert "file_locked" not in codes(upload)
    return upload


@pytest.mark.parametrize("name", LOCKED)
def test_each_kind_is_told_opened_and_read(name):
    (problem,) = read_in_process([SourceFile(name, LOCKED[name])]).problems
    assert (problem.code, problem.file) == ("file_locked", name)
    assert cells(decrypted(LOCKED[name], PASSWORD)).sources


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize("password", ["", "pa55 wörd", "x" * 256])
def test_a_wrong_password_opens_nothing(name, password):
    with pytest.raises(FileRefusedError, match="password_wrong"):
        decrypted(LOCKED[name], password)


def test_a_workbook_that_excel_opens_unasked_is_read_unasked():
    upload = read_in_process([SourceFile("a.xlsx", agile(PLAIN, NO_REAL_PASSWORD))])
    assert upload.tables["pupils"].num_rows == 3


def change_manifest(old, new):
    def change(name, part):
        return part.replace(old, new) if name == "META-INF/manifest.xml" else part

    return changed(ODS, change)


@pytest.mark.parametrize(
    "data",
    [
        agile_with_rounds(limits.MAX_KEY_ROUNDS + 1),
        agile_with_rounds(10**12),
        change_manifest(b'iteration-count="100000"', b'iteration-count="100000000"'),
        change_manifest(b'iteration-count="100000"', b'iteration-count="0"'),
        change_manifest(b"aes256-cbc", b"blowfish"),
        change_manifest(b"xmldsig#sha256", b"xmldsig#whirlpool"),
        whole_ods(PLAIN, deflated=False, memory=2**30),
        whole_ods(PLAIN, deflated=False, kind="scrypt"),
        OLE + "EncryptedPackage".encode("utf-16-le") + bytes(2_000),
    ],
)
def test_what_would_take_too_long_or_is_not_known_is_said_and_not_tried(data):
    with pytest.raises(FileRefusedError, match=r"lock_not_known|file_damaged"):
        decrypted(data, PASSWORD)
    (problem,) = read_in_process([SourceFile("list.xlsx", data)]).problems
    assert problem.code in ("lock_not_known", "file_damaged")


@pytest.mark.parametrize("name", LOCKED)
def test_a_damaged_file_is_one_sentence(name):
    data = LOCKED[name]
    for spoilt in (data[: len(data) // 2], data[:600] + bytes(400) + data[1_000:]):
        upload = read_in_process([SourceFile(name, spoilt)])
        assert upload.refused
        assert len(upload.problems) == 1
        unlocked = unlock([SourceFile(name, spoilt)], {name: PASSWORD})
        assert len(unlocked.problems) <= 1


def test_what_unpacks_to_more_than_is_safe_is_not_unpacked(monkeypatch):
    data = whole_ods(b"\0" * 50_000, deflated=True)
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 40_000)
    with pytest.raises(FileRefusedError, match="archive_unsafe"):
        decrypted(data, PASSWORD)


def test_files_come_back_opened_and_are_read_like_any_other():
    files = [SourceFile("a.xlsx", LOCKED["agile.xlsx"]), SourceFile("b.csv", b"UPN,Plan\n")]
    done = unlock_files(files, {"a.xlsx": PASSWORD})
    assert not done.problems
    assert done.files[1] is files[1]
    assert read_files(done.files).tables["pupils"].num_rows == 3


def test_a_wrong_password_is_one_sentence_and_the_file_stays_as_it_is():
    files = [SourceFile("a.xlsx", LOCKED["agile.xlsx"])]
    done = unlock_files(files, {"a.xlsx": "secret word"})
    assert done.files == tuple(files)
    assert [(p.code, p.file) for p in done.problems] == [("password_wrong", "a.xlsx")]
    assert "secret word" not in repr(done)


def test_a_protected_workbook_in_a_zip_file_is_opened_where_it_is():
    data = zipped({"in/list.xlsx": LOCKED["agile.xlsx"], "school.csv": SCHOOL})
    files = [SourceFile("all.zip", data)]
    (problem,) = problems_of(read_in_process(files), "file_locked")
    assert problem.file == "all.zip/in/list.xlsx"
    done = unlock(files, {problem.file: PASSWORD})
    assert read_in_process(done.files).tables["pupils"].num_rows == 3


def test_somebody_may_go_on_without_a_protected_file_and_it_is_told():
    files = [
        SourceFile("list.xlsx", LOCKED["agile.xlsx"]),
        SourceFile("pupils.csv", PUPILS.encode()),
        SourceFile("school.csv", SCHOOL.encode()),
    ]
    assert read_files(files).refused
    upload = read_files(files, without=["list.xlsx"])
    assert upload.tables["pupils"].num_rows == 3
    (problem,) = problems_of(upload, "file_locked")
    assert "was not opened" in problem.message
    assert "not counted" in problem.effect


def test_files_of_one_name_are_not_mixed_up():
    other = agile(book({"Plans": [["UPN", "Plan"], ["A1", "CIN"]]}), "another")
    files = [
        SourceFile("a.xlsx", other),
        SourceFile("a.xlsx", LOCKED["agile.xlsx"]),
        SourceFile("a.xlsx", PLAIN),
    ]
    done = unlock_files(files, {"a.xlsx": PASSWORD})
    assert done.files[0] is not done.files[1]
    assert done.files[0].data == other
    assert [(p.code, p.file) for p in done.problems] == [("password_wrong", "a.xlsx")]
    upload = read_files(files, without=["a.xlsx"])
    assert upload.tables["pupils"].num_rows == 3
    assert len(problems_of(upload, "file_locked")) == 2


def test_where_the_process_cannot_open_a_file_it_is_one_sentence(monkeypatch):
    monkeypatch.setattr(waiting, "_PROGRAM", "raise SystemExit(3)")
    files = [SourceFile("a.xlsx", LOCKED["agile.xlsx"])]
    done = unlock_files(files, {"a.xlsx": PASSWORD})
    assert (done.files, [p.code for p in done.problems]) == (tuple(files), ["read_stopped"])


@pytest.mark.parametrize("name", LOCKED)
def test_no_log_no_error_and_no_temporary_file_shows_the_password(name, caplog, monkeypatch):
    def no_file(*_, **__):
        raise AssertionError("a file on the disk")

    for maker in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, maker, no_file)
    with caplog.at_level(logging.DEBUG):
        decrypted(LOCKED[name], PASSWORD)
        with pytest.raises(FileRefusedError) as wrong:
            decrypted(LOCKED[name], "another secret")
    assert PASSWORD not in caplog.text
    assert "another secret" not in caplog.text
    assert "another secret" not in repr(wrong.value)


def test_a_task_does_not_show_its_passwords():
    assert PASSWORD not in repr(Task([], passwords={"a.xlsx": PASSWORD}))


def test_an_ods_is_rebuilt_of_the_parts_that_are_read():
    with zipfile.ZipFile(io.BytesIO(decrypted(ODS, PASSWORD))) as archive:
        parts = set(archive.namelist())
    assert parts == {"mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml"}
