"""The files, command, variables and health check of the container, run without an engine."""

import os
import shutil
import socket
import subprocess
import sys
import time

import httpx
import pytest
import yaml

from cwsw.paths import APP
from tests.support import container
from tests.support.hosted import people_list, secrets

START_LIMIT = 60.0
PROVIDER = "http://127.0.0.1:9"
"""Nobody answers there; nobody signs in here."""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A read-only folder with what the image holds of the checkout."""
    folder = tmp_path_factory.mktemp("image")
    for name, place in container.copied().items():
        source, target = APP / name, folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    for path in folder.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = files_in(folder)
    yield folder
    assert files_in(folder) == before, "it wrote beside its program"
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


def files_in(folder):
    """Every file of a folder with when it was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def here(port, tmp_path_factory):
    """What stands in the container's place for a word of a command."""
    folder = tmp_path_factory.mktemp("etc")
    (folder / "people.toml").write_text(people_list())
    told = secrets(folder / "people.toml", folder / "data", PROVIDER)
    (folder / "secrets.toml").write_text(told)
    by_word = {
        "/opt/venv/bin/python": sys.executable,
        "/etc/cwsw": str(folder),
        "8501": str(port),
    }

    def _here(command):
        for word, ours in by_word.items():
            command = [part.replace(word, ours) for part in command]
        return command

    return _here


@pytest.fixture(scope="module")
def health(here):
    """Asks as compose.yaml does; the exit code."""
    compose = yaml.safe_load((APP / "hosting" / "compose.yaml").read_text("utf-8"))
    kind, *command = compose["services"]["dashboard"]["healthcheck"]["test"]
    assert kind == "CMD"
    return lambda: subprocess.run(here(command), check=False, capture_output=True).returncode


@pytest.fixture(scope="module")
def running(program, here, health, tmp_path_factory):
    """What the server prints, once it answers."""
    log = tmp_path_factory.mktemp("log") / "server.log"
    command = here(container.start_command())
    variables = {"PATH": os.environ["PATH"], **container.variables()}
    assert health() != 0
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=program, env=variables, stdout=out, stderr=out) as process,
    ):
        latest = time.monotonic() + START_LIMIT
        while health() != 0 and process.poll() is None and time.monotonic() < latest:
            time.sleep(0.2)
        yield log
        process.terminate()


@pytest.mark.usefixtures("running")
def test_it_is_healthy_and_lets_nobody_in_unasked(health, port):
    assert health() == 0
    address = f"http://127.0.0.1:{port}"
    answer = httpx.get(f"{address}/overview")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert httpx.get(f"{address}/_stcore/metrics").status_code == 404
    assert httpx.get(address, headers={"Host": "elsewhere.example"}).status_code >= 400


def test_it_asks_no_site_for_its_own_address(running):
    """As Streamlit does before it greets, where it listens on every address."""
    assert any("0.0.0.0" in word for word in container.start_command())  # noqa: S104
    assert "xternal" not in running.read_text("utf-8")
