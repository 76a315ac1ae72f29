"""The cells of an upload as read, packed in the reading process, for a copy with marks.

The files themselves are never opened a second time. Columns that are never read keep only their
heading.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold, is_never_read
from cwsw.intake.grids import Grid, Row
from cwsw.intake.header import likely_header
from cwsw.tables.upload import Problem, Severity

TO_MEND = "What to mend"
"""The heading of the column in which a marked sheet says what is wrong with each row."""

MOST_CELLS = 1_500_000
"""Cells of an upload beyond which no marked copy is offered."""

_MOST_BYTES = 60 * 2**20
_CHUNK = 500


def pack_cells(grids: Sequence[Grid], problems: Sequence[Problem]) -> bytes:
    """Pack every sheet as it was read.

    Returns:
        Lines of JSON, packed by zlib, for `unpack`; b'' where no row needs mending or there are
        too many cells.
    """
    size = sum(len(row) for grid in grids for row in grid.rows)
    if size > MOST_CELLS or not any(map(is_to_mend, problems)):
        return b""
    # The fastest level: it is packed at every reading, and unpacked only where somebody asks for
    # the copy.
    packer, packed, length = zlib.compressobj(1), [], 0
    for line in _lines(grids):
        length += len(line)
        if length > _MOST_BYTES:
            return b""
        packed.append(packer.compress(line))
    return b"".join((*packed, packer.flush()))


def _lines(grids: Sequence[Grid]) -> Iterator[bytes]:
    """A line that names each sheet, then its rows in chunks."""
    for grid in grids:
        header = likely_header(grid.rows)
        about = {"file": grid.file, "sheet": grid.sheet, "first": grid.first_row, "header": header}
        yield json.dumps(about).encode() + b"\n"
        # What is never read must not be kept on the way either: addresses, ethnicity and the
        # like.
        rows = _readable_rows(grid.rows, header)
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            yield json.dumps(chunk, default=_as_json).encode() + b"\n"


def _readable_rows(rows: Sequence[Row], header: int | None) -> Sequence[Row]:
    """The rows without what is below headings that are never read, or of an earlier marking."""
    if header is None:
        return rows
    names = [plain(cell) for cell in rows[header]]
    unread_columns = {i for i, name in enumerate(names) if is_never_read(name) or _is_marking(name)}
    if not unread_columns:
        return rows
    below = [
        ["" if i in unread_columns else cell for i, cell in enumerate(row)]
        for row in rows[header + 1 :]
    ]
    return [*rows[: header + 1], *below]


def _is_marking(heading: str) -> bool:
    return fold(heading) == fold(TO_MEND)


def is_to_mend(problem: Problem) -> bool:
    """Whether a problem is about a row that somebody can mend."""
    return problem.row is not None and problem.severity is not Severity.NOTE


@lru_cache(4096)  # a register has each day hundreds of times
def _as_json(cell: object) -> object:
    return {"day": cell.isoformat()} if isinstance(cell, date) else str(cell)


@dataclass(frozen=True)
class AsRead:
    """A sheet as read; `first` is the spreadsheet row of `rows[0]`, `header` an index in `rows`."""

    file: str
    sheet: str
    first: int
    header: int | None
    rows: list[list[Any]]

    @property
    def headings(self) -> list[str]:
        """The cells of the row of headings."""
        return [] if self.header is None else [str(cell) for cell in self.rows[self.header]]

    def place_of(self, heading: str | None) -> int | None:
        """The index of a heading's column; None where there is none."""
        folded = [fold(h) or h for h in self.headings]
        name = fold(heading or "") or heading
        return folded.index(name) if heading and name in folded else None


def unpack(packed: bytes) -> list[AsRead]:
    """The reverse of `pack_cells`; a date comes as {'day': its ISO form}."""
    sheets: list[AsRead] = []
    for line in zlib.decompress(packed).splitlines():
        read = json.loads(line)
        if isinstance(read, dict):
            sheets.append(AsRead(rows=[], **read))
        else:
            sheets[-1].rows.extend(read)
    return sheets
