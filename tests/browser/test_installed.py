"""The wheel in an environment of its own, started from a folder that cannot be written."""

import subprocess
import sys
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from cwsw import __version__, paths
from launcher.environment import child_environment, python_in
from tests.browser.support import heading
from tests.support.wheel import build_wheel

pytestmark = pytest.mark.long

SAMPLE = "Try the sample secondary school"
ENDED = 128 + 15


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """The Python of a new environment with the wheel and what it asks for, fetched by pip."""
    wheel = build_wheel(tmp_path_factory.mktemp("wheel"))
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    fetch = [python_in(venv), "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel]
    subprocess.run(fetch, check=True, env=child_environment())
    return python_in(venv)


@pytest.fixture
def nowhere(tmp_path):
    """A folder of nobody's, in which nothing can be written (except by root)."""
    folder = tmp_path / "nowhere"
    folder.mkdir(mode=0o555)
    yield folder
    assert not [*folder.iterdir()]


@contextmanager
def started(python, folder):
    """Run the installed command until the block ends; gives the address that it says."""
    command = [python.parent / "cwsw-dashboard", "--no-browser"]
    with subprocess.Popen(
        command, cwd=folder, env=child_environment(), stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            said = next(line for line in running.stdout if "is open at" in line)
            yield said.split(" open at ")[1].split()[0]
        finally:
            running.terminate()
            assert running.wait(timeout=20) == ENDED


def in_the_environment(python, folder, *arguments):
    done = subprocess.run(
        [python, *arguments],
        cwd=folder, env=child_environment(), check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def test_the_first_page_opens_and_a_sample_school_is_read(python, nowhere, visit):
    with started(python, nowhere) as address:
        page = visit(address)
        page.get_by_role("button", name=SAMPLE).click()
        heading(page, "Overview")
        page.goto(f"{address}/our-list?school=sample-secondary")
        expect(page.get_by_text("Who is on it?").first).to_be_visible()


def test_the_command_line_gives_the_same_figures_and_a_paper(python, nowhere, tmp_path):
    school = str(paths.SAMPLE_FOLDER / "primary.xlsx")
    measures = ("-m", "cwsw", "measures", school, "--json")
    here = in_the_environment(sys.executable, paths.APP, *measures)
    assert in_the_environment(python, nowhere, *measures) == here
    paper = tmp_path / "summary.pdf"
    in_the_environment(python, nowhere, "-m", "cwsw", "governors", school, "--out", str(paper))
    assert paper.read_bytes().startswith(b"%PDF-")


def test_only_what_the_program_needs_is_installed(python, nowhere):
    packages = in_the_environment(python, nowhere, "-m", "pip", "list", "--format=freeze")
    assert f"cwsw-dashboard=={__version__}" in packages
    assert "scipy" not in packages
