"""The day until which data are kept is kept to, though the manifest is damaged or gone."""

from datetime import date

import pytest

from cwsw.store.archive import Archive, data_folders
from cwsw.store.archive import errors as wrong
from cwsw.store.archive.erasing import erase_unopened, erase_where_due
from cwsw.store.archive.retention_day import retained_until
from tests.support.archives import PASSPHRASE, begun, school

UNTIL = date(2027, 8, 31)
AFTER = date(2027, 9, 1)


@pytest.fixture
def folder(tmp_path):
    """A closed archive, to be kept until UNTIL."""
    archive = begun(tmp_path / "kept")
    archive.save(school())
    archive.retain_until(UNTIL)
    archive.close()
    return archive.folder


def damage(path):
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [damage, lambda path: path.unlink()])
def test_a_damaged_manifest_is_erased_on_its_day_all_the_same(folder, harm):
    harm(folder / "archive.cwsw")
    assert data_folders.has_archive(folder)
    erase_where_due(folder, UNTIL)
    assert [*folder.glob("*.kept")]
    with pytest.raises(wrong.PastDateError, match="31/08/2027"):
        erase_where_due(folder, AFTER)
    assert not folder.exists()


def test_where_both_are_damaged_no_day_is_made_up(folder):
    damage(folder / "archive.cwsw")
    damage(folder / "keep-until.txt")
    assert retained_until(folder) is None
    erase_where_due(folder, AFTER)
    assert [*folder.glob("*.kept")]
    erase_unopened(folder)
    assert not folder.exists()


@pytest.mark.parametrize("harm", [damage, lambda path: path.unlink()])
def test_the_second_place_is_put_right_and_stands_in_nobodys_way(folder, harm):
    was = (folder / "keep-until.txt").read_bytes()
    harm(folder / "keep-until.txt")
    assert retained_until(folder) == UNTIL
    Archive.open(folder, PASSPHRASE, UNTIL).close()
    assert (folder / "keep-until.txt").read_bytes() == was


def test_what_is_open_is_not_erased_from_beside(folder):
    archive = Archive.open(folder, PASSPHRASE, UNTIL)
    with pytest.raises(wrong.InUseError):
        erase_unopened(folder)
    assert archive.load().school.name
    archive.close()
