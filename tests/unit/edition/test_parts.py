"""The browser edition is built from exactly the parts that were pinned, or not at all."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from edition import parts, runtime
from edition.parts import Part, PartsError

ROOT = Path(__file__).parents[3]
PART = Part("wheel", "thing", "1.0", hashlib.sha256(b"right").hexdigest())


def fetching(monkeypatch, data, calls):
    def fetch(_, folder):
        calls.append(folder)
        (folder / "thing-1.0.whl").write_bytes(data)

    monkeypatch.setattr(parts, "_fetch", fetch)


def test_a_part_is_fetched_once_and_then_taken_from_the_cache(monkeypatch, tmp_path):
    calls = []
    fetching(monkeypatch, b"right", calls)
    first, second = (parts.fetched(PART, tmp_path) for _ in range(2))
    assert first.read_bytes() == second.read_bytes() == b"right"
    assert len(calls) == 1


def test_a_part_that_differs_is_refused_and_not_kept(monkeypatch, tmp_path):
    fetching(monkeypatch, b"wrong", [])
    with pytest.raises(PartsError, match=r"thing 1\.0: sha256"):
        parts.fetched(PART, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_part_that_changed_in_the_cache_is_refused(monkeypatch, tmp_path):
    fetching(monkeypatch, b"right", [])
    parts.fetched(PART, tmp_path).write_bytes(b"wrong")
    with pytest.raises(PartsError):
        parts.fetched(PART, tmp_path)


def test_a_client_that_fails_or_is_absent_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(parts, "pip_command", lambda *_: ["/nowhere/pip"])
    with pytest.raises(PartsError, match="/nowhere/pip cannot be started"):
        parts.fetched(PART, tmp_path)
    monkeypatch.setattr(parts, "pip_command", lambda *_: ["false"])
    with pytest.raises(PartsError, match=r"thing 1\.0 could not be fetched"):
        parts.fetched(PART, tmp_path)


def test_nothing_of_a_package_is_run_or_installed_to_fetch_it(tmp_path):
    assert "--ignore-scripts" in parts.npm_command(replace(PART, kind="npm"))
    pip = parts.pip_command(PART, tmp_path)
    assert "download" in pip
    assert pip[pip.index("--only-binary") + 1] == ":all:"


def test_a_package_of_the_mirror_must_be_the_one_in_pyodides_own_lock():
    name = "numpy-2.whl"
    entry = {"file_name": name, "sha256": hashlib.sha256(b"right").hexdigest()}
    mirrored = runtime._MIRROR_FOLDER + name
    assert runtime.official(entry, {mirrored: b"right"}) == b"right"
    for wheels in ({mirrored: b"wrong"}, {}):
        with pytest.raises(PartsError, match=name):
            runtime.official(entry, wheels)


def test_packages_that_the_program_has_too_are_of_the_same_version():
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    native = dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE))
    both = [part for part in parts.locked().values() if part.name in native]
    assert len(both) > 25
    assert {p.name: p.version for p in both} == {p.name: native[p.name] for p in both}
    assert all(re.fullmatch("[0-9a-f]{64}", part.sha256) for part in parts.locked().values())
