"""Workbooks (xlsx, xlsb, xls, ods): their sheets as grids of raw cells, by calamine."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cwsw.intake import limits
from cwsw.intake.grids import Grid, Row
from cwsw.intake.merged import fill_down, merges
from cwsw.intake.problems import FileRefusedError, Findings


def sheets(name: str, data: bytes, findings: Findings) -> Iterator[Grid]:
    """Read the worksheets of a workbook, hidden ones too.

    Args:
        name: The file, for problems.
        data: The bytes of an .xlsx, .xlsb, .xls or .ods file.
        findings: Gathers what is said of the sheets.

    Raises:
        FileRefusedError: Beyond the limits.
        CalamineError: For a file that calamine cannot open.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if len(book.sheet_names) > limits.MAX_SHEETS:
        raise FileRefusedError("too_many_sheets")
    for about in book.sheets_metadata:
        # Charts, dialogues and macros are sheets as well, without cells.
        if about.typ == SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            hidden = about.visible != SheetVisibleEnum.Visible
            yield _grid(Grid(name, about.name, (), hidden=hidden), sheet, findings)


@dataclass(frozen=True)
class _Cut:
    rows: list[Row]
    at_gap: bool


def _grid(empty: Grid, sheet: CalamineSheet, findings: Findings) -> Grid:
    if sheet.start is None:
        return empty
    if sheet.width > limits.MAX_COLUMNS:
        raise FileRefusedError("too_many_columns")
    cut = _rows(sheet)
    first = sheet.start[0] + 1
    if cut.at_gap:
        report_gap(empty, first + len(cut.rows), findings)
    merged = merges(sheet.merged_cell_ranges, sheet.start, cut.rows)
    filled = fill_down(cut.rows, merged)
    return replace(empty, rows=filled, first_row=first, first_column=sheet.start[1], merged=merged)


def report_gap(sheet: Grid, row: int, findings: Findings) -> None:
    """Say that a sheet was read only down to a long run of blank rows, which begins in `row`."""
    findings.warning(
        "rows_after_gap",
        replace(sheet.place, row=row),
        f"{sheet.sheet} has {limits.BLANK_ROWS_END:,} blank rows in a run from row {row} on, and "
        "cells below them: move those up if they count.",
        "Rows below the gap were not read.",
    )


def _rows(sheet: CalamineSheet) -> _Cut:
    """All rows of a sheet of sensible height, else those above the first long gap."""
    # Formatting a whole column makes a sheet a million rows high. Those are read row by row, so
    # that the blank ones need no memory.
    if sheet.height <= limits.MAX_ROWS:
        return _Cut([*sheet.to_python()], at_gap=False)
    rows: list[Row] = []
    blank = all_blank = 0
    for row in sheet.iter_rows():
        blank = 0 if any(cell != "" for cell in row) else blank + 1
        all_blank += blank > 0
        rows.append(row)
        if blank >= limits.BLANK_ROWS_END:
            return _Cut(rows[:-blank], at_gap=True)
        if len(rows) - all_blank > limits.MAX_ROWS + 1:
            raise FileRefusedError("too_many_rows")
    return _Cut(rows, at_gap=False)
