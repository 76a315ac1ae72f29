"""`python -m cwsw sample | check | measures | governors`: 0 done, 2 wrong usage, 3 refused."""

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cwsw.cli.answers import (
    Json,
    check_object,
    governors_object,
    measures_object,
    refused_object,
)
from cwsw.cli.passwords import passwords_of
from cwsw.cli.terminal import check_text, measures_text, problems_text
from cwsw.cli.writing import write_whole
from cwsw.cohort.members import members
from cwsw.disclosure import practice, publish
from cwsw.intake import SourceFile, read_files, unlock_files
from cwsw.intake.problems import left_out, locked_files
from cwsw.sample import sample_workbook
from cwsw.store import Workspace
from cwsw.summary import Summary, summarise
from cwsw.tables.codes import PHASES
from cwsw.tables.controls import one_line, without_controls
from cwsw.tables.upload import Upload

SUCCESS, WRONG_USAGE, REFUSED = 0, 2, 3
_YEARS = range(1900, 2200)


class _WrongUsageError(Exception):
    """Wrong usage that argparse does not see; its text is one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Results go to standard output, nothing else.

    Raises SystemExit with code 2 where the arguments themselves are wrong (argparse).
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except OSError as error:
        name = error.filename or "The file"
        return _usage(f"{name} could not be read or written: {error.strerror or error}.")
    except _WrongUsageError as error:
        return _usage(str(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cwsw", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="sample|check|measures|governors")
    sample = commands.add_parser("sample", help="write the workbook of a made-up school")
    sample.add_argument("--phase", choices=PHASES, required=True)
    sample.add_argument("--pupils", type=_size, required=True)
    sample.add_argument("--seed", type=int, required=True)
    sample.add_argument("--out", type=Path, required=True)
    sample.set_defaults(run=_sample)
    check = _reading(commands.add_parser("check", help="say what is read and every problem"))
    _mapped(check).set_defaults(run=_check)
    measures = _reading(commands.add_parser("measures", help="the cohort and every measure"))
    _dated(_mapped(measures)).set_defaults(run=_measures)
    governors = commands.add_parser("governors", help="what governors may see, not published")
    # This command takes no mapping (contract section 5), which `_read` looks for.
    _files(_dated(governors)).set_defaults(run=_governors, mapping=None)
    output = governors.add_mutually_exclusive_group(required=True)
    output.add_argument("--json", action="store_true")
    output.add_argument("--out", type=Path, metavar="FILE.pdf")
    return parser


def _files(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    return command


def _reading(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    _files(command).add_argument("--json", action="store_true")
    return command


def _mapped(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--mapping", type=Path, metavar="FILE")
    return command


def _dated(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--as-at", type=_day, metavar="YYYY-MM-DD")
    return command


def _size(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 5000:
        raise argparse.ArgumentTypeError("a made-up school has 1 to 5,000 pupils")
    return number


def _day(text: str) -> date:
    """A day written as YYYY-MM-DD and in no other way."""
    try:
        # Since Python 3.11 `fromisoformat` takes other forms too, such as 20260717.
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day written as YYYY-MM-DD")
    return day


def _sample(options: argparse.Namespace) -> int:
    write_whole(options.out, sample_workbook(options.phase, options.pupils, options.seed))
    return SUCCESS


def _check(options: argparse.Namespace) -> int:
    upload = _read(options)
    refused = upload.refused or upload.school.as_at is None
    if options.json:
        _print(check_object(upload, accepted=not refused))
    else:
        _print(check_text(upload, refused))
    return REFUSED if refused else SUCCESS


def _measures(options: argparse.Namespace) -> int:
    workspace = _workspace(options)
    if workspace is None:
        return REFUSED
    answer = measures_object if options.json else measures_text
    _print(answer(_summary(workspace)))
    return SUCCESS


def _governors(options: argparse.Namespace) -> int:
    if options.out and options.out.resolve() in {path.resolve() for path in options.files}:
        raise _WrongUsageError(f"{options.out} is what is read: the paper would take its place.")
    workspace = _workspace(options)
    if workspace is None:
        return REFUSED
    draft = publish(_summary(workspace), practice(workspace, members(workspace)))
    if options.json:
        _print(governors_object(draft))
        return SUCCESS
    # Charts take longer to import than the other commands to answer.
    from cwsw.reports.governors import governors_pdf

    write_whole(options.out, governors_pdf(draft))
    return SUCCESS


def _workspace(options: argparse.Namespace) -> Workspace | None:
    """What the files hold; None, after printing why, where they are refused."""
    upload = _read(options)
    if upload.refused or (options.as_at or upload.school.as_at) is None:
        refused = refused_object if options.json else problems_text
        _print(refused(upload.problems))
        return None
    return Workspace.load(upload, options.as_at)


def _summary(workspace: Workspace) -> Summary:
    # Facts of single children feed suggestions, which no command prints.
    return summarise(workspace, with_child_facts=False)


def _read(options: argparse.Namespace) -> Upload:
    """Read the files; what could not be used goes to standard error."""
    mapping = _mapping(options.mapping) if options.mapping else None
    files: Sequence[SourceFile] = [SourceFile(p.name, p.read_bytes()) for p in options.files]
    as_at = getattr(options, "as_at", None)
    upload = read_files(files, mapping, as_at=as_at)
    passwords = passwords_of(locked_files(upload.problems))
    if passwords:
        unlocked = unlock_files(files, passwords)
        if unlocked.problems:
            return Upload(problems=unlocked.problems, refused=True)
        upload = read_files(unlocked.files, mapping, as_at=as_at)
    for problem in left_out(upload.problems):
        _print_error(f"{problem.message} {problem.effect}")
    return upload


def _mapping(path: Path) -> Mapping[str, Any]:
    """What settles headings and values: a JSON object of texts, or of sections of them."""
    try:
        # With a byte order mark, as Windows' editors write it.
        mapping = json.loads(path.read_text("utf-8-sig"))
    # Brackets in brackets without end are a RecursionError.
    except (ValueError, RecursionError):
        mapping = None
    if not isinstance(mapping, dict) or not all(
        isinstance(v, str | dict) for v in mapping.values()
    ):
        raise _WrongUsageError(f"{path} is not a JSON object of headings and what they mean.")
    return mapping


def _print(answer: Json | str) -> None:
    """JSON in plain ASCII, so that no terminal or file name can get in its way."""
    # A cell or a file's name may hold characters that a terminal would obey.
    text = without_controls(answer) if isinstance(answer, str) else json.dumps(answer, indent=2)
    # What the terminal cannot show is written as \u…: never a traceback (contract section 5).
    letters = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(letters, "backslashreplace").decode(letters) + "\n")


def _usage(sentence: str) -> int:
    _print_error(sentence)
    return WRONG_USAGE


def _print_error(sentence: str) -> None:
    sys.stderr.write(one_line(sentence) + "\n")
