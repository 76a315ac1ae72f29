"""A change that was written down and then could not be made is taken back, or said to be unsure."""

from contextlib import contextmanager

import pytest

from cwsw.records import Awareness, facts
from cwsw.store import Workspace
from cwsw.store.archive import Archive
from cwsw.store.archive import errors as wrong
from tests.support.archives import PASSPHRASE, awareness, begun, record_awareness, school


class NoMemory:
    """A cursor that does everything but commit."""

    def __init__(self, cursor):
        self._cursor = cursor

    def __getattr__(self, name):
        return getattr(self._cursor, name)

    def commit(self):
        raise MemoryError


@pytest.fixture
def kept(tmp_path):
    archive, workspace = begun(tmp_path / "kept"), school(pupils=6, cohort=3)
    archive.save(workspace)
    record_awareness(workspace, 1)
    return archive, workspace


def without_memory(monkeypatch):
    real = Workspace.cursor

    @contextmanager
    def cursor(self):
        with real(self) as found:
            yield NoMemory(found)

    monkeypatch.setattr(Workspace, "cursor", cursor)


def told_of(archive):
    archive.close()
    return set(facts(Archive.open(archive.folder, PASSPHRASE).load(), Awareness))


def test_it_is_taken_back(kept, monkeypatch):
    archive, workspace = kept
    with monkeypatch.context() as broken:
        without_memory(broken)
        with pytest.raises(MemoryError):
            record_awareness(workspace, 2)
    assert set(facts(workspace, Awareness)) == {awareness(1)}
    record_awareness(workspace, 3)
    assert told_of(archive) == {awareness(1), awareness(3)} == set(facts(workspace, Awareness))


def test_where_it_cannot_be_taken_back_that_is_said_and_done_at_the_next_chance(kept, monkeypatch):
    archive, workspace = kept
    with monkeypatch.context() as broken:
        without_memory(broken)
        broken.setattr("cwsw.store.archive.ledger.Ledger._without", refuse)
        with pytest.raises(wrong.UncertainError):
            record_awareness(workspace, 2)
    assert set(facts(workspace, Awareness)) == {awareness(1)}
    assert archive.trouble() is None
    assert told_of(archive) == {awareness(1)}


def refuse(*_):
    raise wrong.CannotWriteError(wrong.CANNOT_BE_USED)
