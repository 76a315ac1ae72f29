"""Columns of numbers with decimal commas, on a sheet that is not our own."""

from cwsw.intake.decimal_commas import has_decimal_commas, with_points
from cwsw.intake.exports.aliases import fields
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet

_NUMBERS = frozenset(("number", "whole", "count", "count_flag"))
"""Kinds of field that are read as numbers; percentages are read with either mark."""


def settle_commas(sheet: ExportSheet, notebook: Notebook) -> None:
    """Put a point for each decimal comma in the columns of numbers, and say so."""
    for column in sheet.columns:
        field = fields().get(column.field or "")
        cells = sheet.cells(column.index)
        if field is None or field.kind not in _NUMBERS or not has_decimal_commas(cells):
            continue
        for position, cell in enumerate(with_points(cells)):
            row = list(sheet.body[position])
            if column.index < len(row):
                row[column.index] = cell
            sheet.body[position] = row
        text = "commas are read as decimal points: 92,1 is 92.1"
        notebook.decide(sheet.place(column.heading), text)
