"""Small uploads for the tests of the reader."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

import xlsxwriter

from cwsw.intake import SourceFile
from cwsw.intake.reading import read_in_process
from cwsw.tables.upload import Problem, Upload

PUPILS = """UPN,Surname,Forename,Year group,Admission date
A1,Adams,Ava,7,01/09/2024
A2,Brown,Ben,8,
A3,Clark,Cai,9,2023-09-01
"""
SCHOOL = """Name,Phase,As at
Foxglove (sample data),secondary,17/07/2026
"""


def read(mapping: Mapping[str, str] | None = None, **texts: str) -> Upload:
    """Read CSV texts by sheet name, with Pupils and School as above unless given ('' for none)."""
    texts_by_name = {"school": SCHOOL, "pupils": PUPILS} | texts
    files = [
        SourceFile(f"{name}.csv", text.encode()) for name, text in texts_by_name.items() if text
    ]
    return read_in_process(files, mapping)


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An xlsx of raw cells: dates become date cells, None stays blank."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(y, x, datetime.combine(cell, time()), day)
                    elif cell is not None:
                        page.write(y, x, cell)
    return buffer.getvalue()


def rows_of(text: str) -> list[list[str]]:
    """The cells of a CSV text without quotation marks."""
    return [line.split(",") for line in text.strip().splitlines()]


def problems_of(upload: Upload, code: str) -> list[Problem]:
    """The problems of one code."""
    return [problem for problem in upload.problems if problem.code == code]


def codes(upload: Upload) -> set[str]:
    """The codes of all problems."""
    return {problem.code for problem in upload.problems}


def column(upload: Upload, table: str, name: str) -> list[object]:
    """The kept values of one field."""
    values: list[object] = upload.tables[table].column(name).to_pylist()
    return values
