"""Kill the program while it saves, flip any byte, cut any file: nothing accepted is ever lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwsw.records import Awareness, facts
from cwsw.store.archive import Archive, ArchiveError
from tests.support.archives import PASSPHRASE, all_rows, begun, record_awareness, school
from tests.support.saver import PUPILS

ROOT = Path(__file__).resolve().parents[2]
LONGEST_WAIT = 0.25
BESIDE = ("lock", "keep-until.txt")
"""What opening makes anew (the second: tests/unit/store/test_archive_retention_day.py)."""


@pytest.fixture
def savers(tmp_path):
    """A program that starts one saver after another, so that only the first must import all."""
    program = [sys.executable, "-m", "tests.support.saver", str(tmp_path / "kept")]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as started:
        yield started
        started.stdin.close()


def killed_while_saving(savers, first, wait):
    """Have a saver started, kill it after `wait` seconds, and say what it acknowledged."""
    savers.stdin.write(f"{first}\n")
    savers.stdin.flush()
    ready, process = savers.stdout.readline().split()
    assert ready == "ready"
    time.sleep(wait)
    os.kill(int(process), signal.SIGKILL)
    return [int(line) for line in iter(savers.stdout.readline, "dead\n")]


def roles_told(archive):
    """The numbers of the changes that are there, from the facts they kept."""
    found = facts(archive.load(), Awareness)
    return {int(f.role.split()[1]) * PUPILS + int(f.upn[1:]) for f in found}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_program_killed_while_saving_loses_nothing_it_acknowledged(savers, tmp_path, long_run):
    chance = random.Random(7)
    folder, accepted = tmp_path / "kept", set()
    for _ in range(200 if long_run else 10):
        first = max(accepted, default=-1) + 2
        said = killed_while_saving(savers, first, chance.uniform(0, LONGEST_WAIT))
        accepted |= set(said)
        archive = Archive.open(folder, PASSPHRASE)
        there = roles_told(archive)
        archive.close()
        assert accepted <= there
        # At most the one change that was under way when the program was killed.
        assert len(there - accepted) <= 1
        assert not [*folder.glob("*.unfinished")]
        accepted = there
    assert accepted


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A closed archive as bytes by file name, and what it holds."""
    folder = tmp_path_factory.mktemp("archive") / "kept"
    archive, workspace = begun(folder), school()
    archive.save(workspace)
    for number in range(3):
        record_awareness(workspace, number)
    archive.put("publication", b"published")
    archive.close()
    data = {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in BESIDE}
    return data, all_rows(workspace)


def placed(folder, data):
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in data.items():
        (folder / name).write_bytes(content)


@given(data=st.data())
def test_any_flipped_byte_is_noticed_and_nothing_is_changed(kept, tmp_path_factory, data):
    files, _ = kept
    name = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(files[name]) - 1))
    flip = data.draw(st.integers(1, 255))
    broken = bytearray(files[name])
    broken[place] ^= flip
    said_of(tmp_path_factory.getbasetemp() / "flipped", {**files, name: bytes(broken)})


@given(data=st.data())
def test_any_file_cut_short_is_noticed(kept, tmp_path_factory, data):
    files, _ = kept
    name = data.draw(st.sampled_from(sorted(files)))
    length = data.draw(st.integers(0, len(files[name]) - 1))
    said_of(tmp_path_factory.getbasetemp() / "cut", {**files, name: files[name][:length]})


def said_of(folder, files):
    """Opening these files is one sentence and leaves every byte as it was."""
    placed(folder, files)
    with pytest.raises(ArchiveError) as error:
        Archive.open(folder, PASSPHRASE)
    assert str(error.value).endswith((".",))
    assert "\n" not in str(error.value)
    left = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}
    assert left == files


def test_unbroken_it_opens(kept, tmp_path):
    files, held = kept
    placed(tmp_path / "whole", files)
    assert all_rows(Archive.open(tmp_path / "whole", PASSPHRASE).load()) == held
