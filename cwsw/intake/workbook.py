"""Writing workbooks: a school's tables as the contract's sheets, and the empty one to fill in.

The workbook is made in memory, never on disk, and text is always written as text, so that no cell
can become a formula. The same content gives the same bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, TypeAlias

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cwsw.intake import workbook_examples, workbook_text
from cwsw.tables import codes, years
from cwsw.tables.schema import (
    FLAT_COLUMNS,
    FORMER_PUPILS,
    PUPILS,
    SCHOOL,
    TABLES,
    CellKind,
    Column,
    TableSchema,
)
from cwsw.tables.upload import FLAT, School

_MADE = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed date: the same content gives the same bytes
_EPOCH = date(1899, 12, 30)
_FIRST_SAFE_SERIAL = 61  # 1 March 1900: before it spreadsheets disagree about the calendar
_MAX_ROWS = 1_048_575
_MAX_TEXT = 32_767
_LIST_ROWS = 5_000
_GROUP_LABELS = {number: label for label, number in codes.YEAR_GROUPS.items()}
_ACADEMIC_YEARS = tuple(years.label(year) for year in range(2014, 2038))

_Values: TypeAlias = Sequence[Any]


@dataclass(frozen=True)
class _SheetToWrite:
    """One sheet to write: its columns, and for each column its values from the top."""

    table: TableSchema
    columns: tuple[Column, ...]
    values: tuple[_Values, ...]


@dataclass(frozen=True)
class _WorkbookStyles:
    needed: Format
    heading: Format
    text: Format
    date: Format
    example: Format
    example_date: Format
    wrapped: Format


def write_workbook(
    school: School,
    tables: Mapping[str, pa.Table],
    former_records: Mapping[str, pa.Table] | None = None,
) -> bytes:
    """The contract's workbook (xlsx) of a school and its tables, each of its `SCHEMAS` type.

    A table that is missing gets no sheet; an empty one gets its headings. The flat table stands
    beside the Pupils columns. `former_records` (`Upload.former_records`) go on the same sheets, the
    pupils they are about on a sheet of their own. ValueError where a table has more rows than a
    sheet can hold.
    """
    former = former_records or {}
    whole = {
        **tables,
        **{n: _with_former(n, tables, former) for n in former if n != PUPILS.name},
    }
    sheets = [_school_sheet(school)]
    sheets += [_table_sheet(t, whole) for t in TABLES if t.name in whole and t != SCHOOL]
    if PUPILS.name in former:
        sheets.append(_table_sheet(FORMER_PUPILS, {FORMER_PUPILS.name: former[PUPILS.name]}))
    book, buffer = _new_book(f"{school.name or 'School'}: children with a social worker")
    styles = _styles(book)
    for sheet in sheets:
        _fill(_add_sheet(book, sheet, styles), sheet, styles.date)
    book.close()
    return buffer.getvalue()


def empty_workbook() -> bytes:
    """The workbook (xlsx) to fill in: headings, drop-down lists, notes, one example row a sheet."""
    book, buffer = _new_book("Children with a social worker: workbook to fill in")
    styles = _styles(book)
    _add_notes(book, styles)
    for table in TABLES:
        sheet = _example_sheet(table)
        page = _add_sheet(book, sheet, styles)
        _fill(page, sheet, styles.example_date, styles.example)
    book.close()
    return buffer.getvalue()


def _new_book(title: str) -> tuple[xlsxwriter.Workbook, BytesIO]:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": _MADE})
    return book, buffer


def _styles(book: xlsxwriter.Workbook) -> _WorkbookStyles:
    heading = {"bottom": 1, "bg_color": "#E8EEF4", "valign": "top"}
    grey = {"italic": True, "font_color": "#595959"}
    day = {"num_format": "dd/mm/yyyy", "align": "left"}
    return _WorkbookStyles(
        needed=book.add_format(heading | {"bold": True}),
        heading=book.add_format(heading),
        text=book.add_format({"num_format": "@"}),
        date=book.add_format(day),
        example=book.add_format(grey),
        example_date=book.add_format(grey | day),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
    )


def _school_sheet(school: School) -> _SheetToWrite:
    row = {
        "name": school.name,
        "phase": school.phase,
        "local_authority": school.local_authority,
        "urn": school.urn,
        "as_at": school.as_at,
        "sdq_permission": True if school.sdq_permission else None,
    }
    return _SheetToWrite(SCHOOL, SCHOOL.columns, tuple([row[c.field]] for c in SCHOOL.columns))


def _table_sheet(table: TableSchema, tables: Mapping[str, pa.Table]) -> _SheetToWrite:
    rows = tables[table.name]
    if rows.num_rows > _MAX_ROWS:
        raise ValueError(f"{table.sheet} has more rows than a sheet can hold")
    values = tuple(rows.column(c.field).to_pylist() for c in table.columns)
    sheet = _SheetToWrite(table, table.columns, values)
    return _with_flat(sheet, tables[FLAT]) if table == PUPILS and FLAT in tables else sheet


def _with_former(
    name: str, tables: Mapping[str, pa.Table], former: Mapping[str, pa.Table]
) -> pa.Table:
    return pa.concat_tables([*([tables[name]] if name in tables else []), former[name]])


def _with_flat(pupils: _SheetToWrite, flat: pa.Table) -> _SheetToWrite:
    """The Pupils sheet with the flat sheet's columns beside it, row by row for the same pupil."""
    place = {upn: i for i, upn in enumerate(flat.column("upn").to_pylist())}
    rows = [place.get(upn) for upn in pupils.values[0]]
    read = [flat.column(c.field).to_pylist() for c in FLAT_COLUMNS]
    beside = tuple([None if i is None else values[i] for i in rows] for values in read)
    return _SheetToWrite(PUPILS, pupils.columns + FLAT_COLUMNS, pupils.values + beside)


def _example_sheet(table: TableSchema) -> _SheetToWrite:
    row = workbook_examples.EXAMPLES.get(table.name, {})
    return _SheetToWrite(table, table.columns, tuple([row.get(c.field)] for c in table.columns))


def _add_sheet(
    book: xlsxwriter.Workbook, sheet: _SheetToWrite, styles: _WorkbookStyles
) -> Worksheet:
    page = book.add_worksheet(sheet.table.sheet)
    page.freeze_panes(1, 0)
    # Without this Excel marks each key and year group as a number stored as text.
    page.ignore_errors({"number_stored_as_text": f"A1:AZ{_MAX_ROWS + 1}"})
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.heading, _heading_style(column, styles))
        page.write_comment(0, place, workbook_text.column_note(sheet.table, column), {"x_scale": 2})
        page.set_column(place, place, _width(column), _column_style(column, styles))
        rule = _validation(sheet.table, column)
        if rule is not None:
            page.data_validation(1, place, _LIST_ROWS, place, rule)
    return page


def _heading_style(column: Column, styles: _WorkbookStyles) -> Format:
    return styles.needed if column.cell_needed else styles.heading


def _column_style(column: Column, styles: _WorkbookStyles) -> Format | None:
    if column.kind is CellKind.DATE:
        return styles.date
    # As text a typed key keeps its leading zeros, and 2025/26 does not turn into a date.
    is_text = column.kind in (CellKind.KEY, CellKind.YEAR_GROUP, CellKind.ACADEMIC_YEAR)
    return styles.text if is_text else None


def _width(column: Column) -> float:
    usual = {CellKind.KEY: 16, CellKind.DATE: 13, CellKind.TEXT: 20, CellKind.CHOICE: 16}
    return max(usual.get(column.kind, 10), len(column.heading) + 3)


def _validation(table: TableSchema, column: Column) -> dict[str, Any] | None:
    """The drop-down list or check of a column's cells; None where any text may stand."""
    suggested = workbook_text.SUGGESTED.get((table.sheet, column.heading))
    if suggested is not None:
        return _one_of(suggested) | {"error_type": "information"}
    rule = _rule(column)
    if rule is None:
        return None
    return rule | {
        # Excel opens no workbook with a longer title or message here.
        "error_title": f"{table.sheet}: {column.heading}"[:32],
        "error_message": workbook_text.column_note(table, column)[:255],
    }


def _rule(column: Column) -> dict[str, Any] | None:
    match column.kind:
        case CellKind.CHOICE:
            return _one_of(column.choices)
        case CellKind.FLAG:
            return _one_of(("Y", "N"))
        case CellKind.YEAR_GROUP:
            return _one_of(tuple(codes.YEAR_GROUPS))
        case CellKind.ACADEMIC_YEAR:
            return _one_of(_ACADEMIC_YEARS) | {"error_type": "warning"}
        case CellKind.MARK:
            return _one_of(tuple(codes.REGISTER_CODES)) | {"error_type": "warning"}
        case CellKind.DATE:
            return _between("date", date(1990, 1, 1), date(2099, 12, 31))
        case CellKind.WHOLE:
            return _between("integer", 0, 100_000)
        case CellKind.PERCENT:
            return _between("decimal", 0, 100)
        case CellKind.NUMBER:
            return _between("decimal", -1_000_000, 1_000_000)
    return None


def _one_of(values: tuple[str, ...]) -> dict[str, Any]:
    return {"validate": "list", "source": list(values)}


def _between(kind: str, low: object, high: object) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _add_notes(book: xlsxwriter.Workbook, styles: _WorkbookStyles) -> None:
    page = book.add_worksheet(workbook_text.NOTES_SHEET)
    page.freeze_panes(1, 0)
    page.set_column(0, 0, 16, styles.wrapped)
    page.set_column(1, 3, 52, styles.wrapped)
    rows = [("Start here", *workbook_text.START_HERE), *(_note_row(table) for table in TABLES)]
    for place, heading in enumerate(workbook_text.NOTES_HEADINGS):
        page.write_string(0, place, heading, styles.needed)
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            page.write_string(number, place, text, styles.wrapped)


def _note_row(table: TableSchema) -> tuple[str, str, str, str]:
    purpose, left_out = workbook_text.PURPOSE[table.name]
    needed = ", ".join(c.heading for c in table.columns if c.cell_needed)
    return table.sheet, purpose, needed or "None", left_out


def _fill(page: Worksheet, sheet: _SheetToWrite, day: Format, plain: Format | None = None) -> None:
    for place, (column, values) in enumerate(zip(sheet.columns, sheet.values, strict=True)):
        convert = _CONVERT.get(column.kind, _text)
        for row, value in enumerate(values, 1):
            if value is None:
                continue
            cell = convert(value)
            if isinstance(cell, str):
                page.write_string(row, place, cell, plain)
            else:
                page.write_number(row, place, cell, day if column.kind is CellKind.DATE else plain)


def _text(value: object) -> str:
    return str(value)[:_MAX_TEXT]


def _day(value: date) -> int | str:
    serial = (value - _EPOCH).days
    return serial if serial >= _FIRST_SAFE_SERIAL else value.isoformat()


def _flag(value: bool) -> str:
    return "Y" if value else "N"


_CONVERT: Mapping[CellKind, Callable[[Any], str | float]] = {
    CellKind.DATE: _day,
    CellKind.FLAG: _flag,
    CellKind.WHOLE: int,
    CellKind.NUMBER: float,
    CellKind.PERCENT: float,
    CellKind.ACADEMIC_YEAR: years.label,
    CellKind.YEAR_GROUP: _GROUP_LABELS.__getitem__,
}
"""Cell kind -> what a value is in a spreadsheet: text or a number (dates are day numbers)."""
