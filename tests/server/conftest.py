"""The real server as run.py starts it, asked without a browser."""

from collections.abc import Iterator

import pytest

from tests.browser.support import ROOT, Server, running_server

SOON = 2
"""Seconds that a closed tab may come back in here; the real setting is looked at by a test."""


@pytest.fixture(scope="module")
def alone() -> Iterator[Server]:
    """One server for the tests of a module."""
    soon = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(SOON)}
    with running_server(ROOT / "serve_local.py", "cwsw.ui.server", **soon) as server:
        yield server
