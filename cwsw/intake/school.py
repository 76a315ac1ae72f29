"""The School sheet: who the figures are about, and the as-at date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cwsw.intake.cells import plain, read_date
from cwsw.intake.columns import fold
from cwsw.intake.grids import Cell, Rows
from cwsw.intake.problems import Findings, Place
from cwsw.intake.recognise import TableSheet
from cwsw.tables.schema import SCHOOL
from cwsw.tables.upload import School

NO_FIGURES = "No figures can be made until it is given."
SAMPLE_MARK = "(sample data)"
"""What the name of a made-up school ends with."""


def read_school(rows: Rows | None, findings: Findings) -> School:
    """The school of an upload, and a problem where it has no as-at date."""
    row = _one_row(rows, findings) if rows else {}
    school = _school(row)
    if school.as_at is None:
        place = replace(rows.place(0), row=None) if rows and rows.numbers else Place(sheet="School")
        text = "There is no as-at date, the day for which the figures are asked: "
        text += "fill in As at on the School sheet."
        findings.error("as_at_missing", replace(place, column="As at"), text, NO_FIGURES)
    return school


def stated_school(sheets: Sequence[TableSheet]) -> School:
    """Name and as-at date of the School sheets, before their rows are read and checked."""
    # Needed before rows are read, for the years of foreign sheets: so without findings, which come
    # with the rows.
    days = [read_date(cell) for cell in _under(sheets, "As at")]
    names = [plain(cell) for cell in _under(sheets, "Name") if plain(cell)]
    as_at = max((day for day in days if isinstance(day, date)), default=None)
    return School(name=names[0] if names else None, as_at=as_at)


def _under(sheets: Sequence[TableSheet], heading: str) -> list[Cell]:
    """The cells under a heading of the School sheets."""
    cells = []
    for sheet in sheets:
        if sheet.table is SCHOOL:
            at = [i for i, cell in enumerate(sheet.headings) if fold(plain(cell)) == fold(heading)]
            below = sheet.grid.rows[sheet.header + 1 :]
            cells += [row[i] for i in at[:1] for row in below if i < len(row)]
    return cells


def _school(row: dict[str, Any]) -> School:
    name = row.get("name")
    return School(
        name=name,
        phase=row.get("phase"),
        local_authority=row.get("local_authority"),
        urn=row.get("urn"),
        as_at=row.get("as_at"),
        sdq_permission=row.get("sdq_permission") is True,
        sample=bool(name) and str(name).endswith(SAMPLE_MARK),
    )


def _one_row(rows: Rows, findings: Findings) -> dict[str, Any]:
    """The only row, or of several the one with the latest as-at date, whatever their order."""
    live = [*rows.live()]
    if not live:
        return {}
    # Equal days go by the words, so that the order of files does not decide.
    chosen = max(live, key=lambda i: (_as_at(rows, i), _words(rows, i)))
    if len(live) > 1:
        place = rows.place(chosen)
        text = f"School has {len(live)} rows; row {place.row} was used, with the latest as-at date."
        findings.warning("school_rows", place, text, "The other rows count for nothing.")
        rows.set_aside(set(live) - {chosen})
    return {column.field: rows.values(column.field)[chosen] for column in SCHOOL.columns}


def _as_at(rows: Rows, index: int) -> date:
    day: date | None = rows.values("as_at")[index]
    return day or date.min


def _words(rows: Rows, index: int) -> list[str]:
    return [str(rows.values(column.field)[index]) for column in SCHOOL.columns]
