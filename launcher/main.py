"""The command line of run.py."""

import argparse
from collections.abc import Sequence

from cwsw.start import server
from cwsw.start.console import echo
from cwsw.start.main import add_options, exit_code_of
from launcher import checks
from launcher.environment import TEST_LOCK, child_environment, prepare


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say; return the exit code."""
    return exit_code_of(lambda: _run_command(*parse(arguments)))


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Read the arguments: what to do, and for `test` what is handed on to pytest."""
    parser = _parser()
    options, unknown = parser.parse_known_args(arguments)
    if unknown and options.command != "test":
        parser.error(f"unknown argument: {unknown[0]}")
    if options.command == "test" and options.long:
        unknown.append("--long")
    return options, unknown


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py",
        # No short forms: they would take arguments that are meant for pytest.
        allow_abbrev=False,
        description="Without a command: set up on first use, start the dashboard, open a browser.",
    )
    add_options(parser)
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


def _run_command(options: argparse.Namespace, more_arguments: Sequence[str]) -> int:
    if options.command == "test":
        return checks.run_all(prepare(TEST_LOCK), more_arguments)
    python = prepare()
    if options.command == "setup":
        echo("The dashboard is set up; start it with: python3 run.py")
        return 0
    return server.serve(python, child_environment(), options.port, show=not options.no_browser)
