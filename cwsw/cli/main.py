"""`python -m cwsw sample | check | measures`: exit 0 done, 2 wrong usage, 3 refused."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cwsw.cli.answers import Json, check_object, measures_object, refused_object
from cwsw.cli.text import check_text, measures_text, problems_text
from cwsw.intake import SourceFile, read_files
from cwsw.sample import sample_workbook
from cwsw.store import Workspace
from cwsw.summary import summarise
from cwsw.tables.codes import PHASES
from cwsw.tables.upload import Upload

DONE, WRONG_USAGE, REFUSED = 0, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Results go to standard output, nothing else."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except OSError as error:
        name = error.filename or "the file"
        return _usage(f"{name} could not be read or written: {error.strerror}.")
    except (json.JSONDecodeError, UnicodeDecodeError):
        return _usage("The mapping file is not a JSON object of headings.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cwsw", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="sample | check | measures")
    sample = commands.add_parser("sample", help="write the workbook of a made-up school")
    sample.add_argument("--phase", choices=PHASES, required=True)
    sample.add_argument("--pupils", type=_size, required=True)
    sample.add_argument("--seed", type=int, required=True)
    sample.add_argument("--out", type=Path, required=True)
    sample.set_defaults(run=_sample)
    check = _reading(commands.add_parser("check", help="say what is read and every problem"))
    check.set_defaults(run=_check)
    measures = _reading(commands.add_parser("measures", help="the cohort and every measure"))
    measures.add_argument("--as-at", type=date.fromisoformat, metavar="YYYY-MM-DD")
    measures.set_defaults(run=_measures)
    return parser


def _reading(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--mapping", type=Path)
    command.add_argument("--json", action="store_true")
    return command


def _size(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 5000:
        raise argparse.ArgumentTypeError("a made-up school has 1 to 5,000 pupils")
    return number


def _sample(options: argparse.Namespace) -> int:
    options.out.write_bytes(sample_workbook(options.phase, options.pupils, options.seed))
    return DONE


def _check(options: argparse.Namespace) -> int:
    upload = _read(options)
    _print(check_object(upload) if options.json else check_text(upload))
    return REFUSED if upload.refused else DONE


def _measures(options: argparse.Namespace) -> int:
    upload = _read(options)
    if upload.refused or (options.as_at or upload.school.as_at) is None:
        answer = refused_object if options.json else problems_text
        _print(answer(upload.problems))
        return REFUSED
    workspace = Workspace.load(upload, options.as_at)
    summary = summarise(workspace)
    _print(measures_object(summary) if options.json else measures_text(summary))
    return DONE


def _read(options: argparse.Namespace) -> Upload:
    mapping = json.loads(options.mapping.read_text("utf-8")) if options.mapping else None
    return read_files([SourceFile(p.name, p.read_bytes()) for p in options.files], mapping)


def _print(answer: Json | str) -> None:
    text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")


def _usage(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return WRONG_USAGE
