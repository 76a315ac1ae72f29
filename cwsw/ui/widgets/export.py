"""Tables to take away as CSV."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA_STARTS = frozenset("=+-@|%")
"""How a cell begins that a spreadsheet program could run as a formula."""
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
"""Kinds of characters that such a program may skip, or that begin a new cell: none is seen."""


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 CSV that Excel opens as it should, with every cell shown as text."""
    out = StringIO(newline="")
    # All quoted: a cell that holds a comma, a quote or a line break stays one cell.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(map(_as_text, headings))
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    # With the mark at the start: without it Excel takes UTF-8 for the computer's own code page.
    return out.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    """A cell that cannot be run: an apostrophe is put before what could be a formula.

    Full-width signs count as the signs that they look like.
    """
    start = next((mark for mark in cell if unicodedata.category(mark) not in _UNSEEN), "")
    runs = unicodedata.normalize("NFKC", start)[:1] in _FORMULA_STARTS
    return f"'{cell}" if runs or cell[:1] in ("\t", "\r", "\n") else cell
