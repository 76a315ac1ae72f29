"""The folder that is hosted: its list of files, its policy, its first page."""

import gzip
import hashlib
import json
import re

import pytest

from edition import site
from edition.build import build
from edition.parts import PartsError

FILES = {
    "index.html": b"<p>" * 3000,
    "program.js": b"// ours" * 3000,
    "static/large.js": b"x" * 5000,
    "static/small.js": b"x",
    "parts/packed.whl": b"PK" * 3000,
}


def laid_down(folder):
    for name, data in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    site.pack(folder)
    text = (folder / "build.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("self.BUILD = ").removesuffix(";\n"))


def test_every_file_is_listed_with_the_checksum_of_what_it_is_unpacked(tmp_path):
    listed = laid_down(tmp_path)
    assert listed["files"].keys() == FILES.keys()
    for name, about in listed["files"].items():
        assert about["sha256"] == hashlib.sha256(FILES[name]).hexdigest()
        path = tmp_path / (f"{name}.gz" if about["packed"] else name)
        data = path.read_bytes()
        assert (gzip.decompress(data) if about["packed"] else data) == FILES[name]
    assert [name for name, about in listed["files"].items() if about["packed"]] == [
        "static/large.js"
    ]


def test_another_file_is_another_version(tmp_path, monkeypatch):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    first = laid_down(tmp_path / "one")["version"]
    monkeypatch.setitem(FILES, "static/small.js", b"y")
    assert laid_down(tmp_path / "two")["version"] != first


def test_the_policy_lets_no_other_place_in():
    sources = dict(part.split(" ", 1) for part in site.POLICY.split("; "))
    assert sources["default-src"] == "'none'"
    assert sources["connect-src"] == sources["worker-src"] == "'self'"
    assert not re.search(r"https?:|wss?:|\*", site.POLICY)


def test_the_first_page_holds_the_policy_and_no_script_of_its_own():
    text = (site._OURS / "index.html").read_text(encoding="utf-8")
    page = site._page(text, ["static/css/index.css"])
    assert f'content="{site.POLICY}"' in page
    assert './static/css/index.css"' in page
    assert re.findall(r"<script[^>]*>", page) == ['<script type="module" src="./boot.js">']
    assert "@" not in page


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(PartsError, match="is not empty"):
        build(tmp_path, tmp_path / "cache")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
