"""Starts the dashboard's server inside a browser's worker: no sockets, no threads, no disk."""

import gc
import os

import event_loop_threads
from asgi_server import Server
from browser_engine import BrowserEngine

_SETTINGS = {
    "server.address": "localhost",
    "server.headless": True,
    "server.fileWatcherType": "none",
    # Nobody but this tab reaches the server: there is no other site to guard against.
    "server.enableXsrfProtection": False,
    "server.enableCORS": False,
}


async def serve() -> Server:
    """The server, ready for its first request."""
    os.chdir("/app")
    # What is imported stays for good: to look through it for garbage takes long here.
    gc.disable()
    event_loop_threads.install()
    from streamlit import config

    # By hand what `streamlit run` does: there is no command line and no process to start.
    config.get_config_options(force_reparse=True, options_from_flags=_SETTINGS)
    config._main_script_path = "/app/serve_local.py"
    _skip_searches()
    _skip_checks()
    _choose()
    import serve_local

    server = Server(serve_local.app)
    await server.start()
    gc.freeze()
    gc.enable()
    return server


def _skip_searches() -> None:
    """Answer at once what Streamlit would search for long: each costs a second here."""
    from streamlit import env_util
    from streamlit.components.v2 import manifest_scanner

    env_util.is_repl = lambda: False
    manifest_scanner.scan_component_manifests = lambda *_, **__: []


def _skip_checks() -> None:
    """Trust our own charts: Altair holds each part of each against Vega-Lite's whole schema.

    On a computer it still does, in every test of a chart.
    """
    from altair.utils import schemapi

    schemapi.DEBUG_MODE = False


def _choose() -> None:
    """What the browser has in place of a child process, typst and vl-convert."""
    import prepared

    from cwsw.intake import readers
    from cwsw.reports.paper import engine

    readers.choose(prepared.reader)
    engine.choose(BrowserEngine())
