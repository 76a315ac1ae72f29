"""The command `cwsw-dashboard`, which pip, pipx and uvx install: start it and open the browser."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from cwsw import __version__
from cwsw.start import server
from cwsw.start.console import StopError

INTERRUPTED = 130
"""Exit code of a program ended by Ctrl-C, as shells count it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the installed dashboard with the Python that runs this, until it ends or Ctrl-C."""
    parser = argparse.ArgumentParser(
        prog="cwsw-dashboard",
        allow_abbrev=False,
        description="Start the dashboard on this machine and open it in the browser.",
    )
    add_options(parser)
    parser.add_argument("--version", action="version", version=__version__)
    options = parser.parse_args(arguments)
    python = Path(sys.executable)
    return exit_code_of(
        lambda: server.serve(python, os.environ, options.port, show=not options.no_browser)
    )


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of a server that starts: its port, and no browser."""
    parser.add_argument(
        "--port",
        type=_port,
        help=f"the port to use (default: the first free one from {server.DEFAULT_PORT} on)",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def exit_code_of(work: Callable[[], int]) -> int:
    """Do the work; return the exit code. Every foreseen failure is one sentence."""
    signal.signal(signal.SIGTERM, _exit_on_sigterm)
    try:
        return work()
    except StopError as stop:
        print(stop, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return port


def _exit_on_sigterm(_signal: int, _frame: FrameType | None) -> None:
    """Turn a request to end into an exception, so that the server is stopped on the way out."""
    raise SystemExit(128 + signal.SIGTERM)
