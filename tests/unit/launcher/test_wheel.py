"""What is in the wheel: every file that the program needs, nothing else, and its versions."""

import ast
import email
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from cwsw import __version__, paths
from launcher.environment import RUN_LOCK, packages_in
from tests.support.wheel import build_wheel

BESIDE_THE_PACKAGE = ("app.py", "serve_local.py", "serve_hosted.py", ".streamlit/config.toml")
FOLDERS_BESIDE_IT = ("pages", "data/sample")
ABOUT = f"cwsw_dashboard-{__version__}.dist-info/"
STANDARD_LIBRARY_ONLY = [
    *(paths.APP / "launcher").glob("*.py"),
    *(paths.APP / "cwsw" / "start").glob("*.py"),
    *(paths.APP / "cwsw" / name for name in ("__init__.py", "paths.py")),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    with zipfile.ZipFile(build_wheel(tmp_path_factory.mktemp("wheel"))) as opened:
        yield opened


def files_under(folder):
    """Every file of a folder of the checkout that is not made by running Python."""
    found = (path for path in (paths.APP / folder).rglob("*") if path.is_file())
    return {p.relative_to(paths.APP).as_posix() for p in found if "__pycache__" not in p.parts}


def test_every_file_that_the_program_needs_is_inside_and_nothing_else(wheel):
    beside = {*BESIDE_THE_PACKAGE}.union(*map(files_under, FOLDERS_BESIDE_IT))
    expected = files_under("cwsw") | {f"cwsw/_app/{name}" for name in beside}
    inside = {name for name in wheel.namelist() if not name.startswith(ABOUT)}
    assert inside == expected
    assert {"cwsw/_app/data/sample/secondary.xlsx", "cwsw/reports/paper/paper.typ"} < inside


def test_the_files_are_those_of_the_checkout(wheel):
    for name in wheel.namelist():
        if not name.startswith(ABOUT):
            place = paths.APP / name.removeprefix("cwsw/_app/")
            assert wheel.read(name) == place.read_bytes(), name


def test_it_asks_for_exactly_the_versions_of_the_lock(wheel):
    told = email.message_from_bytes(wheel.read(ABOUT + "METADATA"))
    wanted = [line.partition(";")[0].strip() for line in told.get_all("Requires-Dist")]
    assert told["Requires-Python"] == ">=3.11"
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in wanted)
    assert len(wanted) == packages_in(RUN_LOCK.read_text("utf-8"))
    ours = RUN_LOCK.with_suffix(".in").read_text("utf-8").splitlines()
    pinned = {line.replace("[auth]", "") for line in ours if not line.startswith("#")}
    assert pinned <= {*wanted}


def test_it_brings_one_command_and_the_licence(wheel):
    commands = wheel.read(ABOUT + "entry_points.txt").decode()
    assert commands.split() == ["[console_scripts]", "cwsw-dashboard", "=", "cwsw.start.main:main"]
    assert ABOUT + "licenses/LICENSE" in wheel.namelist()


def test_it_is_built_by_the_backend_that_the_tests_have():
    project = tomllib.loads((paths.APP / "pyproject.toml").read_text("utf-8"))
    tools = (paths.APP / "requirements-dev.in").read_text("utf-8").splitlines()
    assert {*project["build-system"]["requires"]} <= {*tools}


def test_the_program_finds_its_files_in_the_checkout():
    assert not paths.IS_INSTALLED
    assert paths.APP == paths.IMPORTED_FROM == Path(__file__).resolve().parents[3]
    assert (paths.SAMPLE_FOLDER / "primary.xlsx").exists()


@pytest.mark.parametrize("path", STANDARD_LIBRARY_ONLY, ids=lambda path: path.name)
def test_what_runs_before_anything_is_installed_needs_only_python(path):
    free = ("cwsw", "cwsw.paths", "cwsw.start", "launcher")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            top = node.module.split(".")[0]
            room = ".".join(node.module.split(".")[:2]) if top == "cwsw" else top
            assert room in free or top in sys.stdlib_module_names, node.module
        elif isinstance(node, ast.Import):
            assert all(a.name.split(".")[0] in sys.stdlib_module_names for a in node.names)
