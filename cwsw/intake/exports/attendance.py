"""Sums of sessions as rows of Attendance: of one academic year each, or of a part of one."""

from collections.abc import Sequence
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.exports import sessions, values
from cwsw.intake.exports.academic_years import read_years, year_around
from cwsw.intake.exports.around import nearest_statement
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sessions import SUMS
from cwsw.intake.exports.sheet import CODE, ExportSheet
from cwsw.intake.exports.sheet_parts import SheetPart, empty
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.sheet_words import AttendancePeriod, YearPart, part_in, year_of
from cwsw.intake.exports.units import COUNTED
from cwsw.intake.exports.year_words import read_year_word
from cwsw.intake.grids import Cell
from cwsw.intake.problems import shorten
from cwsw.tables.proposal import Choice
from cwsw.tables.schema import ATTENDANCE
from cwsw.tables.years import label

TERM = "term"
"""The field of a row's part of the year, beside those of Attendance; '' for the whole of it."""

WHOLE_YEAR = "the year so far"
_OF = (*COUNTED, "attended_of", "absent_of", CODE)


def take_sums(
    sheet: ExportSheet, identities: Sequence[Identity], notebook: Notebook
) -> SheetPart | None:
    """The sums of a sheet as rows, and their columns taken from it; None where it has none.

    A row whose year is not named has none here: it is of the academic year of the as-at date.
    """
    sums = sessions.read_sums(sheet, notebook)
    if not set(SUMS) <= set(sums):
        return None
    years = _years(sheet, notebook)
    terms = _terms(sheet, notebook)
    part = empty(sheet, ATTENDANCE, "academic_year", *SUMS, "late", TERM)
    part.expected = sheet.rows_with(_OF)
    late = sheet.column("late")
    blank: list[Any] = [None] * len(sheet.body)
    lates = blank if late is None else values.each(sheet, late, values.read_count, notebook)
    if terms is not None:
        rows = zip(years, *(sums[name] for name in SUMS), lates, terms, strict=True)
        for position, row in enumerate(rows):
            _add(part, identities[position], position, row, notebook)
    # Else the same sums would be read once more as those of the pupil.
    sheet.columns = [c for c in sheet.columns if c.field not in _OF]
    return part


def _add(
    part: SheetPart, identity: Identity, position: int, row: Sequence[Any], notebook: Notebook
) -> None:
    """Add one row; one that lacks a sum or its year is set aside, one without any is left out."""
    sheet = part.sheet
    year, cells = row[0], row[1:4]
    column = sheet.column("academic_year")
    if all(cell is None for cell in cells):
        return
    if None in cells or (year is None and column is not None):
        place = sheet.place(column.heading if column else None, sheet.numbers[position])
        text = f"Row {place.row} of {place.sheet} lacks its academic year or one of its sums."
        notebook.findings.row_aside("cell_missing", place, text)
        return
    part.add(identity, sheet.numbers[position], row)


def _years(sheet: ExportSheet, notebook: Notebook) -> list[int | None]:
    """The academic year of each row, None for that of the as-at date."""
    for name in ("academic_year", TERM):
        column = sheet.column(name)
        # 'Autumn 2024' in a column of terms names the year as well.
        named = column is not None and any(map(_names_year, set(sheet.cells(column.index))))
        if column is not None and (named or name == "academic_year"):
            return read_years(sheet, column, notebook)
    year = year_around(sheet, notebook)
    if year is None:
        text = "its sums are of the academic year of the as-at date, as it names no year"
    else:
        text = f"its sums are of {label(year)}, as its title or name says"
    notebook.decide(sheet.place(), text)
    return [year] * len(sheet.body)


def _names_year(cell: Cell) -> bool:
    return read_year_word(plain(cell)) is not None


def are_rows(sheet: ExportSheet, identities: Sequence[Identity]) -> bool:
    """Whether the sums of a sheet are of a year, of a part of one, or several of one pupil."""
    if not sheet.has_any(frozenset(_OF)):
        return False
    if sheet.has("academic_year") or sheet.has(TERM):
        return True
    around = (
        nearest_statement(sheet, year_of) is not None
        or nearest_statement(sheet, part_in) is not None
    )
    return around or len(set(identities)) < len(identities)


def _terms(sheet: ExportSheet, notebook: Notebook) -> list[str] | None:
    """The part of the year that each row is of; None where the whole sheet is to be left out."""
    cells = sheet.values(TERM) or sheet.values("academic_year")
    texts = ["" if values.is_null(c) else plain(c) for c in cells or ()]
    if cells is not None and len(set(texts)) > 1:
        return [text if part_in(text) or sheet.has(TERM) else "" for text in texts]
    text, part = part_of_all(sheet)
    # Absence of one week is no absence of the year: asked before it is counted as such.
    if part is not None and part.span is AttendancePeriod.WEEK:
        answer = ask_part(sheet, text, notebook)
        return [""] * len(sheet.body) if answer == WHOLE_YEAR else None
    return [text if part is not None and part.span is AttendancePeriod.TERM else ""] * len(
        sheet.body
    )


def part_of_all(sheet: ExportSheet) -> tuple[str, YearPart | None]:
    """The one part of a year that all rows are of, with its words: by column, else around."""
    cells = sheet.values(TERM) or sheet.values("academic_year")
    if cells is not None:
        texts = {plain(c) for c in cells if not values.is_null(c)}
        text = texts.pop() if len(texts) == 1 else ""
        return text, part_in(text)
    around = nearest_statement(
        sheet, lambda text: (text, part) if (part := part_in(text)) else None
    )
    return around or ("", None)


def ask_part(sheet: ExportSheet, text: str, notebook: Notebook) -> str | None:
    """Ask whether what is said of a part of a year stands for the year so far."""
    question = missing_fact(
        sheet,
        "Part of the year",
        text=f"The attendance on {sheet.grid.sheet} seems to be of a part of the year only "
        f'("{shorten(text)}"): what are they?',
        options=(
            Choice(values.DROP, "Of a part of the year: leave them out"),
            Choice(WHOLE_YEAR, "Of the whole year so far"),
        ),
        suggested=values.DROP,
        why="absence is judged over the year so far",
        cost="It decides how much absence is counted.",
    )
    return notebook.settle(question)
