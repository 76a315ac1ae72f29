"""Small workbooks written by openpyxl, as a school would hand them in."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook

from cwsw.tables.years import academic_year

JOINED = date(2022, 9, 1)
AS_AT = date(2026, 7, 17)

Rows = Sequence[Sequence[object]]
"""A sheet: rows of cells, the headings first."""


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of these sheets, each a list of rows with the headings first."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def school_book(
    name: str = "Hill School",
    pupils: int = 60,
    cohort: int = 22,
    as_at: date | None = AS_AT,
    more: Mapping[str, Rows] | None = None,
) -> bytes:
    """Pupils, Plans and School: the first `cohort` of `pupils` are on a child in need plan.

    All are in Year 8 in 2025/26.
    """
    year_group = str(8 + academic_year(as_at or AS_AT) - academic_year(AS_AT))
    sheets: dict[str, Rows] = {
        "Pupils": [
            ("UPN", "Surname", "Forename", "Year group", "Admission date"),
            *((f"U{i}", f"Sur{i}", "For", year_group, JOINED) for i in range(pupils)),
        ],
        "Plans": [
            ("UPN", "Plan", "Start date", "End date"),
            *((f"U{i}", "CIN", date(2024, 1, 8), None) for i in range(cohort)),
        ],
    }
    if as_at is not None:
        sheets["School"] = [("Name", "Phase", "As at"), (name, "secondary", as_at)]
    return workbook(sheets | dict(more or {}))
