"""Reads columns of percentages: 93.4, '93.4 %' or 0.934, decided by most of the column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cwsw.intake.cells import Unreadable, plain
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.values import each, is_null
from cwsw.intake.grids import Cell

_FORM = re.compile(r"(\d{0,7}(?:[.,]\d{1,30})?)\s*(%?)")
_BULK = 0.8
"""Share of a column's numbers that makes the whole column fractions of 1."""

# Attendance above 100% is written as 1.05 in a column of fractions.
_FRACTION = Decimal("1.2")
_HUNDRED = Decimal(100)
_CAPPED = Decimal(110)
"""Above 100 and up to this a percentage is read as 100: a child who was always there."""

_NINE_PLACES = Decimal("0.000000001")


@dataclass(frozen=True)
class _Number:
    value: Decimal
    signed: bool


def read_percent(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """Read a column of percentages as 0 to 100; what is above 100 or unreadable is named by row."""
    fractions = are_fractions(sheet.cells(column.index))
    text = "read as fractions: 0.93 is 93%" if fractions else "read as percentages"
    notebook.decide(sheet.place(column.heading), text)

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        if is_null(cell):
            return None
        number = _number(cell)
        return _NO_PERCENT if number is None else _percent(number, fractions=fractions)

    values = each(sheet, column, read_cell, notebook)
    for position, value in enumerate(values):
        if value is not None and value > _HUNDRED:
            _warn_above(sheet, column, position, notebook)
            values[position] = _HUNDRED
    return values


_NO_PERCENT = Unreadable("is not a percentage from 0 to 100")
_TOO_SMALL = Unreadable("looks like a fraction of 1 in a column of percentages: correct it")


def are_fractions(cells: Sequence[Cell]) -> bool:
    """Whether nearly all numbers of a column are fractions of 1."""
    numbers = [n.value for cell in cells if (n := _number(cell)) and not n.signed and n.value]
    low = sum(number <= _FRACTION for number in numbers)
    return bool(numbers) and low >= _BULK * len(numbers) and min(numbers) <= 1


def _number(cell: Cell) -> _Number | None:
    if isinstance(cell, float):
        return _Number(Decimal(repr(cell)), signed=False) if 0 <= cell < 10**9 else None
    match = _FORM.fullmatch(plain(cell)[:60])
    if match is None or not match[1] or match[1] in ".,":
        return None
    return _Number(Decimal(match[1].replace(",", ".")), bool(match[2]))


def _percent(number: _Number, *, fractions: bool) -> Decimal | Unreadable:
    value = number.value
    if not number.signed and fractions and value <= _FRACTION:
        value *= 100
    # 0.93 among 93.4 and 88 was meant as 93%: nobody attends for less than one per cent.
    elif not number.signed and not fractions and 0 < value <= 1:
        return _TOO_SMALL
    return value.quantize(_NINE_PLACES) if value <= _CAPPED else _NO_PERCENT


def _warn_above(
    sheet: ExportSheet, column: MatchedColumn, position: int, notebook: Notebook
) -> None:
    place = sheet.place(column.heading, sheet.numbers[position])
    value = plain(sheet.cells(column.index)[position])
    text = f'{column.heading} "{value}" in row {place.row} of {place.sheet} is above 100%: correct '
    text += "it, or leave it."
    effect = "It is read as 100%: the pupil counts as always there."
    notebook.findings.warning("percent_above_100", place, text, effect, value)
