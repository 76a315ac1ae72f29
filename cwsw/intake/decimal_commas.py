"""Numbers with a comma before the decimals, '92,1', as spreadsheets of other languages write them.

A column decides: its commas are decimal where one of them cannot stand between thousands, and no
number of it has a decimal point. '1,234' alone stays one thousand two hundred and thirty-four.
"""

import re
from collections.abc import Iterable, Sequence

from cwsw.intake.cells import plain
from cwsw.intake.grids import Cell

# '92,1', '1.234,5' and ',5%'. Every repetition is bounded, so that no long cell costs time.
_COMMA = re.compile(r"[-+]?\d{0,15}(?:\.\d{3})*,\d{1,30}\s?%?")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+\s?%?")
_POINT = re.compile(r"[-+]?\d{0,15}(?:,\d{3})*\.\d{1,30}\s?%?")
_MOST = 60
"""Characters of the longest text that is looked at."""


def has_decimal_commas(cells: Iterable[Cell]) -> bool:
    """Whether the commas in a column of numbers are decimal ones."""
    texts = {cell for cell in cells if isinstance(cell, str) and len(cell) < _MOST}
    if not any("," in text for text in texts):
        return False
    lines = set(map(plain, texts))
    numbers = {line for line in lines if _COMMA.fullmatch(line)}
    # '1,234' can be both; one '92,1' or '0,5' beside it decides for the whole column.
    sure = any(not _THOUSANDS.fullmatch(line) for line in numbers)
    return sure and not any(_POINT.fullmatch(line) for line in lines - numbers)


def with_points(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of such a column with a point for each decimal comma: '1.234,5' -> '1234.5'."""
    return [_with_point(cell) for cell in cells]


def _with_point(cell: Cell) -> Cell:
    text = plain(cell) if isinstance(cell, str) and len(cell) < _MOST else ""
    return text.replace(".", "").replace(",", ".") if _COMMA.fullmatch(text) else cell
