"""A server whose "today" a test sets."""

import os
from datetime import date
from pathlib import Path

_FOLDER = Path(__file__).parent
_PATH = os.pathsep.join((str(_FOLDER), str(_FOLDER.parents[2])))


class Clock:
    """The day of a server that was started with these `variables`; it may be moved on."""

    def __init__(self, folder: Path, day: date) -> None:
        self._file = folder / "today.txt"
        self.set(day)

    def set(self, day: date) -> None:
        """Let it be another day from now on."""
        self._file.write_text(day.isoformat(), encoding="ascii")

    @property
    def variables(self) -> dict[str, str]:
        """What the server is started with: its Python finds `sitecustomize` in this folder."""
        return {"PYTHONPATH": _PATH, "CWSW_TEST_DAY": str(self._file)}
