"""Tables to take away as CSV."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""How a cell begins that a spreadsheet program could run as a formula."""


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 CSV that Excel opens as it should, with every cell shown as text."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    """A cell that cannot be run: an apostrophe stands before what could be a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
