"""The command line of run.py."""

import argparse
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from launcher import checks, server
from launcher.environment import TEST_LOCK, prepare
from launcher.words import StopError, say

INTERRUPTED = 130
"""Exit code of a program ended by Ctrl-C, as shells count it."""


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit code. Every foreseen failure is one sentence."""
    signal.signal(signal.SIGTERM, _end_in_order)
    try:
        return _do(*parse(arguments))
    except StopError as stop:
        print(stop, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Read the arguments: what to do, and for `test` what is handed on to pytest."""
    parser = _parser()
    wanted, rest = parser.parse_known_args(arguments)
    if rest and wanted.command != "test":
        parser.error(f"unknown argument: {rest[0]}")
    if wanted.command == "test" and wanted.long:
        rest.append("--long")
    return wanted, rest


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py",
        allow_abbrev=False,
        description="Without a command: set up on first use, start the dashboard, open a browser.",
    )
    parser.add_argument(
        "--port",
        type=_port,
        help=f"the port to use (default: the first free one from {server.DEFAULT_PORT} on)",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser("setup", help="only set up", allow_abbrev=False)
    test = commands.add_parser(
        "test",
        help="set up the test tools and a browser and run every check and test",
        allow_abbrev=False,
        epilog="Other arguments are handed on to pytest.",
    )
    test.add_argument("--long", action="store_true", help="run the long tests' stated numbers too")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return port


def _do(wanted: argparse.Namespace, rest: Sequence[str]) -> int:
    if wanted.command == "test":
        return checks.run_all(prepare(TEST_LOCK), rest)
    python = prepare()
    if wanted.command == "setup":
        say("The dashboard is set up; start it with: python3 run.py")
        return 0
    return server.serve(python, wanted.port, show=not wanted.no_browser)


def _end_in_order(_signal: int, _frame: FrameType | None) -> None:
    """Turn a request to end into an exception, so that the server is stopped on the way out."""
    raise SystemExit(128 + signal.SIGTERM)
