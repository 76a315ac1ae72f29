"""Streamlit's own command, without its old ways with a folder named pages: `-m cwsw.ui.server`.

Until app.py has run once, Streamlit takes the folder for pages to show by file name. The first
visitor after a start, with the address of a page, would find "Page not found" over that page.
"""

import os

from cwsw.ui import streamlit_internals as internals
from cwsw.ui.asgi import safe_logging
from cwsw.ui.state import memory
from cwsw.ui.streamlit_internals import config

_ALLOWED_HOSTS = "server.allowedHosts"
_BASE = "server.baseUrlPath"
_NO_GREETING = {"STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
"""Told to listen on every address, Streamlit asks a web site outside for its own, to greet with."""


def prepare() -> None:
    """What must hold before the first visitor, however Streamlit was started."""
    safe_logging.install()
    memory.wipe_what_is_freed()
    internals.ignore_pages_folder()
    internals.keep_uploads_in_memory()
    # Below another path every address that the middlewares watch would be another one.
    config.set_option(_BASE, "")


def answer_to(host: str) -> None:
    """Admit one more name under which browsers reach this server ('': none)."""
    allowed = list(config.get_option(_ALLOWED_HOSTS))
    if host and host not in allowed:
        config.set_option(_ALLOWED_HOSTS, [*allowed, host])


def serve() -> None:
    """Run Streamlit's command line with app.py alone saying which pages there are."""
    prepare()
    # Before Streamlit's command line reads its settings.
    os.environ.update(_NO_GREETING)
    internals.run_command_line(prog_name="streamlit")


if __name__ == "__main__":
    serve()
