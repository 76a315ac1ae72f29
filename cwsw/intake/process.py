"""Reading files in a process of their own, so that no file can harm the server."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cwsw.intake import limits
from cwsw.intake.grids import SourceFile
from cwsw.intake.opening import check_sizes
from cwsw.intake.problems import Findings, Place
from cwsw.intake.wire import pack_question, unpack_answer
from cwsw.tables.upload import Upload

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import sys; sys.modules['numpy'] = None; "  # pyarrow starts five times as fast without
    "from cwsw.intake.child import main; main()"
)
_OPENING = re.compile(rb"^opening (\d+)\r?$", re.MULTILINE)
_SENTENCES = {
    "read_too_long": "Reading {name} took too long and was stopped: remove sheets not needed.",
    "read_too_much": "Reading {name} needed too much memory and was stopped: remove sheets, rows "
    "and columns not needed.",
    "read_stopped": "{name} holds something unusual at which the reader stopped: copy the cells "
    "into a new workbook and save that.",
}


def read_files(files: Sequence[SourceFile], mapping: Mapping[str, Any] | None = None) -> Upload:
    """Read one or several files in a child process; nothing is written to disk.

    `mapping` settles what is not certain. Headings alone may stand flat ('Heading' or
    'Sheet!Heading' as written -> our heading, '' for none); docs/reading.md lists its sections.
    Never raises for what is in a file: an upload that cannot be read comes back `refused`, and its
    problems say why.
    """
    findings = Findings()
    check_sizes(files, findings)
    if findings.refused:
        return Upload(problems=findings.problems(), refused=True)
    question = pack_question(files, mapping)
    try:
        done = _run(question)
    except subprocess.TimeoutExpired as late:
        return _stopped("read_too_long", files, late.stderr or b"")
    except OSError:  # no process can be started
        return _stopped("read_stopped", files, b"")
    try:
        return unpack_answer(done.stdout)
    except (EOFError, ValueError, KeyError, TypeError):
        return _stopped(_why(done.stderr), files, done.stderr)


def _run(question: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own program, no shell
        [sys.executable, "-c", _PROGRAM],
        input=question,
        capture_output=True,
        timeout=limits.seconds_for(len(question)),
        cwd=_ROOT,
        env=_environment(),
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """This program's environment, with our package found first and no secrets handed on."""
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return found | {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}


def _why(said: bytes) -> str:
    memory = b"memory allocation of" in said or b"MemoryError" in said or b"bad_alloc" in said
    return "read_too_much" if memory else "read_stopped"


def _stopped(code: str, files: Sequence[SourceFile], said: bytes) -> Upload:
    """A refusal that names the file the child was opening when it ended."""
    opened = _OPENING.findall(said)
    name = files[int(opened[-1])].name if opened else files[0].name
    findings = Findings()
    findings.refuse(code, Place(name), _SENTENCES[code].format(name=name))
    return Upload(problems=findings.problems(), refused=True)
