"""What the container is built from and how it may run. No engine builds it here."""

import re
import tomllib

import pytest
import yaml

from cwsw.paths import APP
from tests.support import container

HOSTING = APP / "hosting"
PINNED = re.compile(r"docker\.io/library/\w+:[\w.-]+@sha256:[0-9a-f]{64}")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((HOSTING / "compose.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def dashboard(compose):
    return compose["services"]["dashboard"]


def lines(name):
    found = (APP / name).read_text("utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def test_what_it_copies_is_what_the_wheel_holds_and_the_lock():
    project = tomllib.loads((APP / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"]} - {"serve_local.py"}
    assert container.copied().keys() == needed | {"requirements.txt"}
    assert all((APP / name).exists() for name in container.copied())
    assert all(place == name for name, place in container.copied().items())


def test_nothing_else_of_the_folder_reaches_the_builder():
    let_in = {line.removeprefix("!") for line in lines(".dockerignore") if line.startswith("!")}
    assert lines(".dockerignore")[0] == "*"
    assert let_in == container.copied().keys()


def test_every_image_is_pinned_by_its_checksum(compose):
    images = [words.split()[0] for words in container.words_of("FROM")]
    assert [name for name in images if name != "base"] == images[:1]
    assert all(PINNED.fullmatch(i) for i in (images[0], compose["services"]["caddy"]["image"]))


def test_every_package_is_checked_against_the_lock():
    (fetch,) = (words for words in container.words_of("RUN") if "pip install" in words)
    assert "--require-hashes --only-binary=:all: --requirement requirements.txt" in fetch


def test_it_runs_as_nobody_else_with_nothing_to_write_to_but_its_own_folder(dashboard):
    assert container.words_of("USER") == [dashboard["user"]] == ["10001:10001"]
    assert dashboard["read_only"] is True
    assert dashboard["cap_drop"] == ["ALL"]
    assert dashboard["security_opt"] == ["no-new-privileges:true"]
    assert dashboard["mem_limit"] == dashboard["memswap_limit"]
    assert dashboard["ulimits"] == {"core": 0}
    assert dashboard["volumes"] == ["/etc/cwsw:/etc/cwsw:ro", "kept:/var/lib/cwsw"]
    assert all("noexec" in mount for mount in dashboard["tmpfs"])


def test_only_caddy_is_reached_from_outside(compose, dashboard):
    assert "ports" not in dashboard
    assert dashboard["build"] == {"context": "..", "dockerfile": "hosting/Containerfile"}
    assert compose["services"]["caddy"]["ports"] == ["80:80", "443:443"]
    assert compose["services"]["caddy"]["depends_on"]["dashboard"]["condition"] == "service_healthy"
    assert compose["networks"]["behind"] == {"internal": True}


def test_caddy_leads_to_the_dashboard_and_takes_a_little_more_than_it(dashboard):
    caddy = (HOSTING / "Caddyfile").read_text("utf-8")
    port = container.start_command()[6].removeprefix("--server.port=")
    settings = tomllib.loads((APP / ".streamlit" / "config.toml").read_text("utf-8"))
    most = int(re.search(r"max_size (\d+)MB", caddy)[1])
    assert f"reverse_proxy dashboard:{port}\n" in caddy
    assert f"127.0.0.1:{port}/" in dashboard["healthcheck"]["test"][-1]
    assert settings["server"]["maxUploadSize"] < most <= settings["server"]["maxUploadSize"] + 5


def test_no_secret_stands_in_its_files():
    for path in HOSTING.iterdir():
        assert not re.search(r"(secret|password|token)\w*\s*[=:]\s*\S", path.read_text("utf-8"))
