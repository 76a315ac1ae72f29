"""Whatever file operation fails, and however: what was said is what is there afterwards."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from cwsw.store.archive import Archive, ArchiveError
from cwsw.store.archive import errors as wrong
from cwsw.store.archive.lock import Lock
from tests.support.archives import CHEAP, PASSPHRASE, UNTIL, begun, record_awareness, school
from tests.support.failing_disk import How, Killed, failing_disk

MOST = 200
"""No step of an archive takes as many operations."""
LATER = UNTIL.replace(year=UNTIL.year - 1)
CERTAIN = (wrong.DiskFullError, wrong.CannotWriteError, wrong.OpenedElsewhereError)


@pytest.fixture
def folders():
    """A place for many folders, in memory where the system has one: no disk is waited for."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory) as place:
        yield Path(place)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """An archive with an upload, two changes of it, another upload and a publication."""
    folder = tmp_path_factory.mktemp("prepared") / "kept"
    archive, first = begun(folder), school(pupils=6, cohort=3)
    archive.save(first)
    record_awareness(first, 1)
    record_awareness(first, 2)
    archive.save(school(pupils=6, cohort=3))
    archive.put("publication", b"first")
    archive.close()
    return folder


@pytest.fixture
def copies(prepared, folders):
    """Copies of it, each in a folder of its own."""

    def _copy(number):
        folder = folders / f"{number}"
        shutil.copytree(prepared, folder)
        return folder

    return _copy


def contents(folder):
    """Everything that a next opening finds: numbers and bytes, the day, the uploads."""
    archive = Archive.open(folder, PASSPHRASE)
    try:
        kinds = ("upload", "change", "publication")
        found = {h.number: (kind, data) for kind in kinds for h, data in archive.stored(kind)}
        return found, archive.keep_until, [u.number for u in archive.uploads()]
    finally:
        archive.close()


def put(archive):
    archive.put("publication", b"second")


def retain_until(archive):
    archive.retain_until(LATER)


def erase_upload(archive):
    archive.erase_upload(1)


STEPS = (put, retain_until, erase_upload)


def attempted(archive, step, how, after):
    """Do a step on a failing disk: the error it ended with, None, and whether the disk failed."""
    error = None
    with failing_disk(how, after) as disk:
        try:
            step(archive)
        except (ArchiveError, Killed) as raised:
            error = raised
    return error, disk.is_reached


def every_failure(how, step, copies):
    """For each operation of a step: an archive whose step met the failure there, and its error."""
    for after in range(MOST):
        archive = Archive.open(copies(after), PASSPHRASE)
        error, failed = attempted(archive, step, how, after)
        if not failed:
            assert error is None
            archive.close()
            return
        yield archive, error
        archive.close()
    pytest.fail("the step never came to its end")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("how", How)
def test_what_was_said_is_what_the_next_opening_finds(prepared, copies, how, step):
    before = contents(prepared)
    done = copies("done")
    archive = Archive.open(done, PASSPHRASE)
    step(archive)
    archive.close()
    after = contents(done)
    assert before != after
    outcomes = set()
    for archive, error in every_failure(how, step, copies):
        archive.close()
        outcomes.add(type(error))
        found = contents(archive.folder)
        if error is None or isinstance(error, wrong.UnfinishedErasureError):
            assert found == after
        elif isinstance(error, CERTAIN):
            assert found == before
        else:
            assert isinstance(error, wrong.UncertainError | Killed)
            assert found in (before, after)
    assert outcomes


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("how", [how for how in How if not how.name.startswith("KILLED")])
def test_what_was_said_holds_when_the_program_goes_on(prepared, copies, how, step):
    """The disk is well again: what comes next is kept, and nothing refused comes back with it."""
    before = contents(prepared)
    done = copies("done")
    archive = Archive.open(done, PASSPHRASE)
    step(archive)
    archive.close()
    after = contents(done)
    for archive, error in every_failure(how, step, copies):
        assert archive.trouble() is None
        number = archive.put("publication", b"last")
        archive.close()
        found, until, uploads = contents(archive.folder)
        assert found.pop(number) == ("publication", b"last")
        is_done = error is None or isinstance(error, wrong.UnfinishedErasureError)
        assert (found, until, uploads) == (after if is_done else before)
        assert not [*archive.folder.glob("*.unfinished")] or error is not None


@pytest.mark.parametrize("how", How)
def test_erasing_everything_ends_with_nothing_or_leaves_everything(prepared, copies, how):
    before = contents(prepared)
    for archive, error in every_failure(how, Archive.erase, copies):
        if isinstance(error, CERTAIN):
            assert archive.trouble() is None
            archive.close()
            assert contents(archive.folder) == before
            continue
        archive.close()
        assert isinstance(error, wrong.UnfinishedErasureError | Killed | None)
        if error is not None and (archive.folder / "archive.cwsw").exists():
            assert contents(archive.folder) == before
            continue
        with pytest.raises(wrong.NotAnArchiveError):
            Archive.open(archive.folder, PASSPHRASE)
        assert not [*archive.folder.glob("*.kept")]


@pytest.mark.parametrize("how", How)
def test_a_beginning_that_fails_holds_nothing_and_lets_the_folder_go(folders, how):
    for after in range(MOST):
        folder = folders / str(after)
        error = archive = None
        with failing_disk(how, after) as disk:
            try:
                archive = Archive.create(folder, PASSPHRASE, UNTIL, CHEAP)
                archive.put("publication", b"first")
                archive.prove()
            except (ArchiveError, Killed) as raised:
                error = raised
        if not disk.is_reached:
            archive.close()
            return
        if archive is not None:
            assert archive.is_proven is (error is None)
            archive.close()
        if error is None:
            assert contents(folder)[0] == {1: ("publication", b"first")}
        elif archive is None and how not in (How.KILLED, How.KILLED_AFTER):
            let_go = Lock(folder) if folder.exists() else None
            assert let_go is None or let_go.is_held()
    pytest.fail("beginning never came to its end")
