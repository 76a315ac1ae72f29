"""The rows of one sheet: values read, bad cells blank or their row set aside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cwsw.intake import limits
from cwsw.intake.cells import ColumnValues, plain, read_column
from cwsw.intake.columns import Heading
from cwsw.intake.flat_words import NOW_FIELDS, read_now
from cwsw.intake.grids import Cell, Origin, Row, Rows
from cwsw.intake.header import is_blank
from cwsw.intake.notes import EXAMPLE, is_example
from cwsw.intake.problems import CELL_BLANK, NO_CHANGE, READ_SO, ROW_ASIDE, Findings
from cwsw.intake.recognise import Found
from cwsw.tables.schema import PLACEMENTS, PLANS, PUPILS, SCHOOL, Column, Table


@dataclass(frozen=True)
class _Body:
    """The rows below the headings that are not blank, with their spreadsheet row numbers."""

    rows: list[Row]
    numbers: list[int]


def read_rows(found: Found, headings: Sequence[Heading], findings: Findings) -> Rows | None:
    """The rows of a sheet, bad ones already aside; None where only our example row is left."""
    body = _body(found)
    if len(body.rows) > limits.MAX_ROWS:
        text = f"{found.grid.sheet} has more than {limits.MAX_ROWS:,} rows: "
        findings.refuse("too_many_rows", found.grid.place, text + "split it by academic year.")
        return None
    filled = _without_examples(found, body, findings)
    left_as_given = not filled.rows and bool(body.rows)
    if left_as_given and found.table not in (PUPILS, SCHOOL):
        return None
    return _read(found, headings, filled, findings)


def sets_aside(table: Table, column: Column) -> bool:
    """Whether a bad cell of this column sets its row aside (contract sections 1 and 6)."""
    if table is SCHOOL:
        return False
    if table is PUPILS:  # a child is never hidden by a bad cell
        return column.field == "upn"
    dated = table in (PLANS, PLACEMENTS) and column.field in ("start_date", "end_date")
    return column.cell_needed or dated


def _body(found: Found) -> _Body:
    first = found.grid.first_row + found.header + 1
    rows = found.grid.rows[found.header + 1 :]
    starts = {row[0] if row else "" for row in rows}
    doubtful = (s for s in starts if not (isinstance(s, str) and s[:1].isalnum()))
    if not any(is_blank([start]) for start in doubtful):  # nearly always: look no further
        return _Body([*rows], list(range(first, first + len(rows))))
    kept = [i for i, row in enumerate(rows) if not is_blank(row)]
    return _Body([rows[i] for i in kept], [first + i for i in kept])


def _without_examples(found: Found, body: _Body, findings: Findings) -> _Body:
    """The body without the example rows of the empty workbook."""
    columns = zip(*_even(body.rows, len(found.headings)), strict=True)
    if not any(EXAMPLE in _as_one_text(cells) for cells in columns):
        return body
    kept = [i for i, row in enumerate(body.rows) if not is_example(row)]
    if len(kept) == len(body.rows):
        return body
    text = f"The example row on {found.grid.sheet} was left out."
    findings.note("example_row", found.grid.place, text, NO_CHANGE)
    return _Body([body.rows[i] for i in kept], [body.numbers[i] for i in kept])


def _as_one_text(cells: Row) -> str:
    return "\n".join(cell for cell in set(cells) if isinstance(cell, str)).upper()


def _even(rows: Sequence[Row], width: int) -> Sequence[Row]:
    """Rows of one width: short ones filled up with blanks, long ones cut."""
    if set(map(len, rows)) <= {width}:
        return rows
    return [[*row[:width], *[""] * (width - len(row))] for row in rows]


def _read(found: Found, headings: Sequence[Heading], body: _Body, findings: Findings) -> Rows:
    grid = found.grid
    whole = Rows(found.table, {}, body.numbers, [Origin(0, grid.file, grid.sheet)])
    even = _even(body.rows, len(headings))
    columns: Sequence[Row] = [*zip(*even, strict=True)] if even else [()] * len(headings)
    for heading in headings:
        if heading.column is not None:
            _read_field(whole, heading.column, columns[heading.index], findings)
    _report_shapes(whole, headings, body, columns, findings)
    return whole


def _read_field(whole: Rows, column: Column, cells: Row, findings: Findings) -> None:
    reader = read_now if column.field in NOW_FIELDS else None
    read = read_column(column, cells, reader)
    whole.fields[column.field] = read.values
    _report_bad(whole, column, cells, read, findings)
    if column.cell_needed and None in read.values:
        _report_blank(whole, column, read, findings)
    if read.as_fractions and whole.numbers:
        place = replace(whole.place(0), row=None, column=column.heading)
        text = f"{column.heading} on {place.sheet} was read as fractions: 0.93 is 93%."
        findings.note("read_as_fractions", place, text, READ_SO)


def _report_bad(
    whole: Rows, column: Column, cells: Sequence[Cell], read: ColumnValues, findings: Findings
) -> None:
    aside = sets_aside(whole.table, column)
    say = findings.error if aside else findings.warning
    effect = ROW_ASIDE if aside else CELL_BLANK
    for index, reason in read.bad.items():
        place = whole.place(index, column.heading)
        value = plain(cells[index])
        text = f'{column.heading} "{value[:40]}" in row {place.row} of {place.sheet} {reason.mend}.'
        say(reason.code, place, text, effect, value)
        if aside:
            whole.aside.add(index)


def _report_blank(whole: Rows, column: Column, read: ColumnValues, findings: Findings) -> None:
    aside = sets_aside(whole.table, column)
    say = findings.error if aside else findings.warning
    for index, value in enumerate(read.values):
        if value is None and index not in read.bad:
            place = whole.place(index, column.heading)
            text = f"{column.heading} is blank in row {place.row} of {place.sheet}: fill it in."
            say("cell_missing", place, text, ROW_ASIDE if aside else CELL_BLANK)
            if aside:
                whole.aside.add(index)


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
            findings.error("row_misshapen", place, text, ROW_ASIDE)
            whole.aside.add(index)
    nameless = [h.index + 1 for h in headings if not h.text and not is_blank(columns[h.index])]
    if nameless and whole.numbers:
        place = replace(whole.place(0), row=None)
        told = ", ".join(map(str, nameless[:20]))
        text = f"On {place.sheet}, column {told} has cells but no heading, and was not read."
        findings.warning("heading_blank", place, text, "What it says counts for nothing.")
