"""Options and Hypothesis profiles for every test."""

import os
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from cwsw.store import workspace
from tests.support import samples
from tests.support.order import durations, in_order

settings.register_profile(
    "slice",
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    max_examples=2000,
    print_blob=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="run the stated numbers of the long tests too"
    )


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "slice")
    if not config.getoption("--long"):
        # Hypothesis would parse every module of ours for constants: 13 s for each worker.
        providers._get_local_constants = lambda: providers._local_constants


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:] = in_order(items)
    if config.getoption("--long"):
        return
    for item in items:
        if "long" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="only with --long"))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("--long"):
        terminalreporter.section("how long each file took")
        reports = chain.from_iterable(terminalreporter.stats.values())
        for line in durations(r for r in reports if isinstance(r, pytest.TestReport)):
            terminalreporter.line(line)


@pytest.fixture(scope="session", autouse=True)
def _samples_are_read_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Workers have a folder each, side by side in that of the run."""
    own = tmp_path_factory.getbasetemp()
    samples.share_in(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session", autouse=True)
def _installed_packages_are_searched_once() -> Iterator[None]:
    """Each AppTest would read what every installed package says of itself: 0.1 s, its page 0.02."""
    with pytest.MonkeyPatch.context() as patched:
        once = cache(manifest_scanner.scan_component_manifests)
        patched.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_thread_for_each_database() -> Iterator[None]:
    """Two threads wait for each other more than they work on schools as small as those of tests.

    What a server, a command line or a browser is tested with has the product's own two.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(workspace._HARDENED, "threads", "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _runs_of_pages_are_waited_for() -> Iterator[None]:
    """AppTest would ask a thousand times a second whether a page has run, and slow it down."""
    ask = local_script_runner.require_widgets_deltas

    def wait(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
        if runner._script_thread is not None:
            runner._script_thread.join(timeout)
        ask(runner, 0.1)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture(scope="session")
def long_run(pytestconfig: pytest.Config) -> bool:
    """Whether the stated numbers are asked for, for tests that choose their own size."""
    return bool(pytestconfig.getoption("--long"))
