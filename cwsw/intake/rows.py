"""The rows of one sheet: values read, bad cells blank or their row set aside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cwsw.intake import limits, plan_dates
from cwsw.intake.cells import ColumnValues, plain, read_column
from cwsw.intake.columns import Heading
from cwsw.intake.decimal_commas import has_decimal_commas, with_points
from cwsw.intake.flat_words import DATE_FIELDS, NOTHING, NOW_FIELDS, UNDATED, partner, read_now
from cwsw.intake.grids import Cell, Origin, Row, Rows
from cwsw.intake.header import is_blank
from cwsw.intake.problems import (
    CELL_BLANK,
    GROUP_UNKNOWN,
    NO_CHANGE,
    PLAN_UNDATED,
    READ_SO,
    ROW_ASIDE,
    Findings,
)
from cwsw.intake.recognise import TableSheet
from cwsw.intake.workbook_examples import EXAMPLE, is_example
from cwsw.tables.schema import PLACEMENTS, PLANS, PUPILS, SCHOOL, CellKind, Column, TableSchema


@dataclass(frozen=True)
class _Body:
    """The rows below the headings that are not blank, with their spreadsheet row numbers."""

    rows: list[Row]
    numbers: list[int]


def read_rows(sheet: TableSheet, headings: Sequence[Heading], findings: Findings) -> Rows | None:
    """Read the rows of one of our own sheets.

    Args:
        sheet: The sheet and the row of its headings.
        headings: Its headings, each with the column it is read as.
        findings: Gets what is wrong with rows and cells.

    Returns:
        The rows, bad ones set aside; None where only our example row is left, or too many rows.
    """
    body = _body(sheet)
    if len(body.rows) > limits.MAX_ROWS:
        text = f"{sheet.grid.sheet} has more than {limits.MAX_ROWS:,} rows: "
        findings.refuse("too_many_rows", sheet.grid.place, text + "split it by academic year.")
        return None
    filled = _without_examples(sheet, body, findings)
    is_untouched = not filled.rows and bool(body.rows)
    # A sheet of the empty workbook that nobody touched is not supplied, which is not the same as
    # none.
    if is_untouched and sheet.table not in (PUPILS, SCHOOL):
        return None
    return _read(sheet, headings, filled, findings)


def sets_aside(table: TableSchema, column: Column) -> bool:
    """Whether a bad cell of this column sets its row aside (contract sections 1 and 6)."""
    if table is SCHOOL:
        return False
    if table is PUPILS:  # a child is never hidden by a bad cell
        return column.field == "upn"
    dated = table is PLACEMENTS and column.field in ("start_date", "end_date")
    return column.field == "upn" or column.cell_needed or dated  # a blank UPN may mean all pupils


def _effect(whole: Rows, column: Column, index: int, value: str) -> str:
    """What a cell that cannot be read costs its row."""
    if sets_aside(whole.table, column):
        return ROW_ASIDE
    if whole.table is PUPILS and column.field == "year_group":
        return GROUP_UNKNOWN
    if whole.table is PLANS and column.field in ("start_date", "end_date"):
        return PLAN_UNDATED
    if whole.table is PUPILS and column.field in DATE_FIELDS:
        other = whole.values(partner(column.field))[index]
        if not isinstance(other, date) and value.casefold() not in NOTHING:
            return PLAN_UNDATED
    return CELL_BLANK


def _body(sheet: TableSheet) -> _Body:
    first = sheet.grid.first_row + sheet.header + 1
    rows = sheet.grid.rows[sheet.header + 1 :]
    starts = {row[0] if row else "" for row in rows}
    doubtful = (s for s in starts if not (isinstance(s, str) and s[:1].isalnum()))
    if not any(is_blank([start]) for start in doubtful):  # nearly always: look no further
        return _Body([*rows], list(range(first, first + len(rows))))
    indexes = [i for i, row in enumerate(rows) if not is_blank(row)]
    return _Body([rows[i] for i in indexes], [first + i for i in indexes])


def _without_examples(sheet: TableSheet, body: _Body, findings: Findings) -> _Body:
    """The body without the example rows of the empty workbook."""
    columns = zip(*_even(body.rows, len(sheet.headings)), strict=True)
    if not any(EXAMPLE in _as_one_text(cells) for cells in columns):
        return body
    indexes = [i for i, row in enumerate(body.rows) if not is_example(row)]
    if len(indexes) == len(body.rows):
        return body
    text = f"The example row on {sheet.grid.sheet} was left out."
    findings.note("example_row", sheet.grid.place, text, NO_CHANGE)
    return _Body([body.rows[i] for i in indexes], [body.numbers[i] for i in indexes])


def _as_one_text(cells: Row) -> str:
    return "\n".join(cell for cell in set(cells) if isinstance(cell, str)).upper()


def _even(rows: Sequence[Row], width: int) -> Sequence[Row]:
    """Rows of one width: short ones filled up with blanks, long ones cut."""
    if set(map(len, rows)) <= {width}:
        return rows
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def _read(sheet: TableSheet, headings: Sequence[Heading], body: _Body, findings: Findings) -> Rows:
    grid = sheet.grid
    whole = Rows(sheet.table, {}, body.numbers, [Origin(0, grid.file, grid.sheet)])
    even = _even(body.rows, len(headings))
    columns: Sequence[Row] = [*zip(*even, strict=True)] if even else [()] * len(headings)
    # All columns are read before any is reported: what a bad date costs depends on the other date
    # of the plan.
    read = {
        heading.column: _read_field(whole, heading.column, columns[heading.index])
        for heading in headings
        if heading.column is not None
    }
    for heading in headings:
        if heading.column is not None:
            cells = columns[heading.index]
            _report_field(whole, heading.column, cells, read[heading.column], findings)
    if sheet.table is PLANS:
        plan_dates.settle(whole)
    _report_shapes(whole, headings, body, columns, findings)
    return whole


_NUMBERS = frozenset((CellKind.WHOLE, CellKind.NUMBER, CellKind.PERCENT))


def _read_field(whole: Rows, column: Column, cells: Row) -> ColumnValues:
    reader = plan_dates.reader_of(whole.table, column)
    commas = column.kind in _NUMBERS and has_decimal_commas(cells)
    cells = with_points(cells) if commas else cells
    read = read_column(column, cells, read_now if column.field in NOW_FIELDS else reader)
    whole.fields[column.field] = read.values
    return replace(read, has_decimal_commas=True) if commas else read


def _report_field(
    whole: Rows, column: Column, cells: Row, read: ColumnValues, findings: Findings
) -> None:
    _report_bad(whole, column, cells, read, findings)
    if column.cell_needed and None in read.values:
        _report_blank(whole, column, read, findings)
    if read.has_decimal_commas:
        place = replace(whole.place(0), row=None, column=column.heading)
        text = f"Commas in {column.heading} on {place.sheet} are decimal points: 92,1 is 92.1."
        findings.note("read_as_decimals", place, text, READ_SO)
    if column.kind is CellKind.DATE:
        _report_late(whole, column, cells, findings)
    if read.as_fractions and whole.numbers:
        place = replace(whole.place(0), row=None, column=column.heading)
        text = f"{column.heading} on {place.sheet} was read as fractions: 0.93 is 93%."
        findings.note("read_as_fractions", place, text, READ_SO)


def _report_late(whole: Rows, column: Column, cells: Row, findings: Findings) -> None:
    """Real dates at 23:00 look exported an hour early: the day is read as it is written."""
    late = [i for i, cell in enumerate(cells) if isinstance(cell, datetime) and cell.hour == 23]
    if late:
        place = whole.place(late[0], column.heading)
        text = f"{len(late):,} of the cells below {column.heading} on {place.sheet} are at 23:00, "
        text += f"the first in row {place.row}: export them as days, without a time."
        effect = "Each is read as the day that is written, which may be a day too early."
        findings.warning("date_at_night", place, text, effect, plain(cells[late[0]]))


def _report_bad(
    whole: Rows, column: Column, cells: Sequence[Cell], read: ColumnValues, findings: Findings
) -> None:
    for index, reason in read.bad.items():
        value = plain(cells[index])
        effect = _effect(whole, column, index, value)
        place = whole.place(index, column.heading)
        text = f'{column.heading} "{value[:40]}" in row {place.row} of {place.sheet} {reason.mend}.'
        report = findings.warning if effect == CELL_BLANK else findings.error
        report(reason.code, place, text, effect, value)
        whole.unread.setdefault(column.field, set()).add(index)
        if effect == ROW_ASIDE:
            whole.set_aside([index])
        elif effect == PLAN_UNDATED:
            whole.undated.add(index)
            read.values[index] = UNDATED


def _report_blank(whole: Rows, column: Column, read: ColumnValues, findings: Findings) -> None:
    for index, value in enumerate(read.values):
        if value is None and index not in read.bad:
            effect = _effect(whole, column, index, "")
            report = findings.warning if effect == CELL_BLANK else findings.error
            place = whole.place(index, column.heading)
            text = f"{column.heading} is blank in row {place.row} of {place.sheet}: fill it in."
            report("cell_missing", place, text, effect)
            if effect == ROW_ASIDE:
                whole.set_aside([index])


def _report_shapes(
    whole: Rows,
    headings: Sequence[Heading],
    body: _Body,
    columns: Sequence[Row],
    findings: Findings,
) -> None:
    """Rows longer than the headings, and columns that have cells but no heading."""
    width = len(headings)
    long = [i for i, row in enumerate(body.rows) if len(row) > width]
    for index in long:
        if not is_blank(body.rows[index][width:]):
            place = whole.place(index)
            text = f"Row {place.row} of {place.sheet} has more cells than there are headings: "
            text += "put quotation marks round values with a comma in them."
            whole.reject(index, findings, "row_misshapen", place, text)
    nameless = [h.index + 1 for h in headings if not h.text and not is_blank(columns[h.index])]
    if nameless and whole.numbers:
        place = replace(whole.place(0), row=None)
        numbers = ", ".join(map(str, nameless[:20]))
        text = f"On {place.sheet}, column {numbers} has cells but no heading, and was not read."
        findings.warning("heading_blank", place, text, "What it says counts for nothing.")
