"""Keeps a reading process waiting for the next file, as starting one takes the longest.

At most one waits. It has been given nothing, and it ends with this program.
"""

import atexit
import os
import subprocess
import sys
from threading import Lock

from cwsw.paths import IMPORTED_FROM

_PROGRAM = (
    "import sys; sys.modules['numpy'] = None; "  # pyarrow starts five times as fast without
    "from cwsw.intake.worker import main; main()"
)
_LOCK = Lock()
_waiting: subprocess.Popen[bytes] | None = None


def start_ahead() -> None:
    """Have a reading process wait for the next task, unless one does already."""
    global _waiting
    with _LOCK:
        if _waiting is not None:
            if _waiting.poll() is None:
                return
            _end(_waiting)
        try:
            _waiting = _started()
        except OSError:  # whoever comes with a file is told
            _waiting = None


def next_process() -> subprocess.Popen[bytes]:
    """The process that waits, or a new one. Raises OSError where none can be started."""
    process = _take_waiting()
    if process is not None:
        if process.poll() is None:
            return process
        _end(process)
    return _started()


@atexit.register
def end_waiting() -> None:
    """End the process that waits."""
    process = _take_waiting()
    if process is not None:
        _end(process)


def _take_waiting() -> subprocess.Popen[bytes] | None:
    global _waiting
    with _LOCK:
        process, _waiting = _waiting, None
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    with process:
        process.kill()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program, no shell
        [sys.executable, "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=IMPORTED_FROM,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """This program's environment, with our package found first and no secrets handed on."""
    # Named one by one: the passphrase of an archive, or a key of the host, must not reach a process
    # that reads strangers' files.
    names = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    handed_on = {name: os.environ[name] for name in names if name in os.environ}
    return handed_on | {"PYTHONPATH": str(IMPORTED_FROM), "PYTHONUTF8": "1"}
