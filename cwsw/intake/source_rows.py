"""Which rows of each source sheet were read as data, and which of them any figure can use.

A row is used where it stands in one of the tables, or was folded into a row that does. Every other
row is set aside, whatever the reason: the counts on screen and on the command line come from here.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from cwsw.intake.grids import Rows
from cwsw.tables.upload import SourceCount

_Sheet = tuple[str, str]
"""File and sheet."""


class SourceRows:
    """The data rows of each sheet by their spreadsheet row numbers, while an upload is read."""

    def __init__(self) -> None:
        self._read: defaultdict[_Sheet, set[int]] = defaultdict(set)
        self._used: defaultdict[_Sheet, set[int]] = defaultdict(set)
        self._folded: defaultdict[_Sheet, dict[int, int]] = defaultdict(dict)

    def read(self, file: str, sheet: str, numbers: Iterable[int]) -> None:
        """Rows that hold data."""
        self._read[file, sheet].update(numbers)

    def use(self, file: str, sheet: str, numbers: Iterable[int]) -> None:
        """Rows that are used without a row of their own in a table."""
        self._used[file, sheet].update(numbers)

    def fold(self, file: str, sheet: str, number: int, into: int) -> None:
        """A row that is used where the row it was folded into is."""
        self._folded[file, sheet][number] = into

    def counts(self, tables: Iterable[Rows]) -> tuple[SourceCount, ...]:
        """Read and used rows of each sheet, in the order in which the sheets were read."""
        for rows in tables:
            self._take(rows)
        for sheet, folded in self._folded.items():
            used = self._used[sheet]
            used |= {number for number, into in folded.items() if into in used}
        return tuple(
            SourceCount(*sheet, len(numbers), len(numbers & self._used[sheet]))
            for sheet, numbers in self._read.items()
        )

    def _take(self, rows: Rows) -> None:
        starts = [origin.start for origin in rows.origins]
        for origin, (start, end) in zip(
            rows.origins, pairwise([*starts, len(rows.numbers)]), strict=True
        ):
            sheet, indexes = (origin.file, origin.sheet), range(start, end)
            self._read[sheet].update(rows.numbers[i] for i in indexes)
            self._used[sheet].update(rows.numbers[i] for i in indexes if i not in rows.aside)
