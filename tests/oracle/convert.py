"""A random school as the store takes it (an `Upload`) and as a school would send it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
import pyarrow as pa

from cwsw.tables.codes import YEAR_GROUPS
from cwsw.tables.schema import BY_NAME, FLAT_COLUMNS, PLANS, PUPILS, SCHOOL, CellKind, Column
from cwsw.tables.upload import SCHEMAS, RowCount, School, Upload
from tests.oracle.case import Row, Rows, blanks_as_none, year_label

Sheet = tuple[tuple[Column, ...], list[Row]]

ABSENCE = ("possible_sessions", "authorised_absence", "unauthorised_absence")
LABELS = {number: label for label, number in YEAR_GROUPS.items()}


def to_upload(school: Row, rows: Rows) -> Upload:
    """Arrow tables of the shared schemas, one for each table supplied, as the reader hands over."""
    tables = {name: _arrow(name, table_rows) for name, table_rows in as_read(rows).items()}
    counts = {name: RowCount(t.num_rows, t.num_rows) for name, t in tables.items()}
    school_row = School(
        name=school.get("name", "Made-up School"),
        phase=school["phase"],
        as_at=school["as_at"],
        sdq_permission=bool(school.get("sdq_permission")),
    )
    return Upload(school=school_row, tables=tables, counts=counts)


def as_read(rows: Rows) -> Rows:
    """Rows with the flat sheet's dates as plans, its three absence cells known or all blank.

    Blank counts beside filled ones are none.
    """
    if "flat" not in rows:
        return rows
    rows = blanks_as_none(rows)
    plans = list(rows.get("plans", []))
    for row in rows["flat"]:
        for kind in ("CIN", "CP"):
            start, end = row.get(f"{kind.lower()}_start"), row.get(f"{kind.lower()}_end")
            if start is not None or end is not None:
                dates = {"start_date": start, "end_date": end}
                plans.append({"upn": row["upn"], "plan": kind, **dates})
    return rows | {"plans": plans, "flat": [_known_or_blank(row) for row in rows["flat"]]}


def _known_or_blank(row: Row) -> Row:
    is_complete = all(row.get(field) is not None for field in ABSENCE)
    return row if is_complete else row | dict.fromkeys(ABSENCE)


def _arrow(name: str, rows: list[Row]) -> Any:
    schema = SCHEMAS[name]
    return pa.Table.from_pylist([{f: row.get(f) for f in schema.names} for row in rows], schema)


def to_workbook(school: Row, rows: Rows, shuffle: Random | None = None) -> bytes:
    """The contract's workbook; with `shuffle`, sheets, columns and rows in any order.

    A school with flat figures has them beside its Pupils columns.
    """
    sheets = {SCHOOL.sheet: (SCHOOL.columns, [school])}
    for name, table_rows in rows.items():
        if name == "pupils":
            sheets[PUPILS.sheet] = _pupils_sheet(rows)
        elif name != "flat":
            sheets[BY_NAME[name].sheet] = (BY_NAME[name].columns, table_rows)
    return _write(sheets, shuffle)


def _pupils_sheet(rows: Rows) -> Sheet:
    if "flat" not in rows:
        return PUPILS.columns, rows["pupils"]
    flat = {row["upn"]: row for row in rows["flat"]}
    merged = [flat.get(pupil["upn"], {}) | pupil for pupil in rows["pupils"]]
    return (*PUPILS.columns, *FLAT_COLUMNS), merged


def _write(sheets: dict[str, Sheet], shuffle: Random | None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in _order(sheets, shuffle):
        columns, rows = sheets[title]
        columns = tuple(_order(columns, shuffle))
        sheet = book.create_sheet(title)
        sheet.append([column.heading for column in columns])
        for row in _order(rows, shuffle):
            cells = _as_people_write(title, row, shuffle)
            sheet.append([cell(column, cells.get(column.field)) for column in columns])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _as_people_write(title: str, row: Row, rnd: Random | None) -> Row:
    """A plan with a month alone, a word for still open, or a date that nobody can read."""
    if rnd is None or title != PLANS.sheet or rnd.random() < 0.5:
        return row
    start, end = row.get("start_date"), row.get("end_date")
    if start is None and end is None:
        pair = [date(2024, 3, 14), rnd.choice(("2025", "?", "Summer 2025", "31/02/2025"))]
        rnd.shuffle(pair)
        return row | dict(zip(("start_date", "end_date"), pair, strict=True))
    cells = {}
    if start is not None and start.day == 1:
        cells["start_date"] = rnd.choice((f"{start:%b %Y}", f"{start:%m/%Y}"))
    if end is None:
        cells["end_date"] = rnd.choice(("ongoing", "Current", "to date"))
    elif (end + timedelta(days=1)).day == 1:
        cells["end_date"] = rnd.choice((f"{end:%B %Y}", f"{end:%Y-%m}"))
    return row | cells


def _order(things: Iterable[Any], shuffle: Random | None) -> list[Any]:
    ordered = list(things)
    if shuffle is not None:
        shuffle.shuffle(ordered)
    return ordered


def cell(column: Column, value: Any) -> Any:
    """What a person would type for a typed value."""
    if value is None:
        return None
    if column.kind is CellKind.FLAG:
        return "Y" if value else "N"
    if column.kind is CellKind.YEAR_GROUP:
        return LABELS[value]
    if column.kind is CellKind.ACADEMIC_YEAR:
        return year_label(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell has no zone
    return _number_where_it_is_one(value) if column.kind is CellKind.TEXT else value


def _number_where_it_is_one(text: Any) -> Any:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
