"""Takes figures of another year, or of a part of a year, away from pupils' own rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.exports import values
from cwsw.intake.exports.academic_years import read_years, year_around
from cwsw.intake.exports.attendance import TERM, WHOLE_YEAR, ask_part, part_of_all
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.pupil_sheets import read_field
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_parts import SheetPart, empty
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.sheet_words import AttendancePeriod, part_in
from cwsw.intake.problems import shorten
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice
from cwsw.tables.schema import RESULTS
from cwsw.tables.years import label, parse_label

_PERCENTS = ("attendance_percent", "absence_percent")
_EVENTS = ("suspensions", "suspension_days", "permanently_excluded")
_RESULTS: Mapping[str, tuple[str, str]] = {
    "gld": ("EYFS", "GLD"),
    "phonics_mark": ("PHONICS", "Mark"),
    "ks2_reading": ("KS2", "Reading"),
    "ks2_writing": ("KS2", "Writing"),
    "ks2_maths": ("KS2", "Maths"),
    "english_language": ("KS4", "English Language"),
    "english_literature": ("KS4", "English Literature"),
    "maths": ("KS4", "Maths"),
    "attainment_8": ("KS4", "Attainment 8"),
}
"""Field beside a pupil -> stage and subject of a result."""

_OF_A_YEAR = frozenset((*_PERCENTS, *_EVENTS, *_RESULTS))


def take_other_years(
    sheet: ExportSheet, identities: Sequence[Identity], notebook: Notebook
) -> SheetPart | None:
    """Blank figures of another academic year, and make results rows of their own year.

    Args:
        sheet: A list of pupils; cells and columns are changed.
        identities: The child of each row.
        notebook: Gets warnings, and the question of which year the data are.

    Returns:
        The results of named years; None where there are none.
    """
    _settle_parts(sheet, notebook)
    if not sheet.has_any(_OF_A_YEAR):
        return None
    column = sheet.column("academic_year")
    years = read_years(sheet, column, notebook) if column else [None]
    if column is None:
        years = [year_around(sheet, notebook)] * len(sheet.body)
    if not {*years} - {None}:
        return None
    part = _take_results(sheet, identities, years, notebook)
    this_year = _this_year(sheet, years, notebook) if sheet.has_any(_OF_A_YEAR) else None
    other = [i for i, year in enumerate(years) if year is not None and year != this_year]
    for name in (*_PERCENTS, *_EVENTS):
        field_column = sheet.column(name)
        if field_column is not None:
            listed = ", ".join(sorted({label(years[i] or 0) for i in other}))
            _blank(
                sheet,
                field_column,
                other,
                f"of {listed}, which is not the year of the data",
                notebook,
            )
    return part


def _settle_parts(sheet: ExportSheet, notebook: Notebook) -> None:
    """A percentage of a week or a term is not the year's."""
    for name in _PERCENTS:
        column = sheet.column(name)
        if column is None:
            continue
        parts = [part_in(plain(cell)) for cell in sheet.values(TERM) or ()]
        if len(set(parts)) > 1:
            other = [
                i for i, part in enumerate(parts) if part and part.span is not AttendancePeriod.YEAR
            ]
            _blank(sheet, column, other, "of a part of the year", notebook)
            continue
        text, part = part_of_all(sheet)
        is_part = part is not None and part.span is not AttendancePeriod.YEAR
        if is_part and ask_part(sheet, text, notebook) != WHOLE_YEAR:
            _blank(sheet, column, range(len(sheet.body)), "of a part of the year", notebook)


def _blank(
    sheet: ExportSheet, column: MatchedColumn, rows: Sequence[int], why: str, notebook: Notebook
) -> None:
    """Blank some cells of a column, and say so; a column that is blanked whole is not read."""
    filled_rows = [i for i in rows if column.index < len(sheet.body[i])]
    filled_rows = [i for i in filled_rows if not values.is_null(sheet.body[i][column.index])]
    if not filled_rows:
        return
    body = [*sheet.body]
    for i in filled_rows:
        body[i] = [*body[i][: column.index], "", *body[i][column.index + 1 :]]
    sheet.body = body
    if all(map(values.is_null, sheet.cells(column.index))):
        sheet.columns = [
            replace(c, field=None, why=why) if c is column else c for c in sheet.columns
        ]
    place = sheet.place(column.heading, sheet.numbers[filled_rows[0]])
    rows_text = counted(len(filled_rows), "row")
    text = f'"{shorten(column.heading)}" on {place.sheet} is {why} in {rows_text}, '
    text += f"from row {place.row} on."
    effect = "These cells are not read: no figure of this year can be made of them."
    notebook.findings.warning("other_year", place, text, effect)


def _take_results(
    sheet: ExportSheet,
    identities: Sequence[Identity],
    years: Sequence[int | None],
    notebook: Notebook,
) -> SheetPart | None:
    """Results of a named year as rows of Results, their columns taken from the sheet."""
    columns = [c for c in sheet.columns if c.field in _RESULTS]
    if not columns:
        return None
    part = empty(sheet, RESULTS, "academic_year", "stage", "subject", "result")
    for column in columns:
        named = _RESULTS[column.field or ""]
        for row, value in enumerate(read_field(sheet, column, notebook)):
            if value is not None and years[row] is not None:
                part.add(identities[row], sheet.numbers[row], (years[row], *named, _text(value)))
    # Rows without a year keep their results beside the pupil.
    if None not in years:
        sheet.columns = [c for c in sheet.columns if c not in columns]
    return part


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, bool):
        return "Y" if value else "N"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _this_year(sheet: ExportSheet, years: Sequence[int | None], notebook: Notebook) -> int | None:
    """The academic year of the as-at date, asked where nothing states it."""
    if notebook.this_year is not None:
        return notebook.this_year
    named = sorted({year for year in years if year is not None})
    likely = notebook.likely_year if notebook.likely_year in named else named[-1]
    question = missing_fact(
        sheet,
        "Year of the data",
        text=f"{sheet.grid.sheet} speaks of {', '.join(map(label, named))}: for which academic "
        "year are the figures of this upload?",
        options=(
            *(Choice(label(year), f"{label(year)}: read what is of it") for year in named),
            Choice("", "Another year: read none of it"),
        ),
        suggested=label(likely or named[-1]),
        why="no as-at date is given, and a pupil's row can hold figures of one year only",
        cost="It decides which percentages and numbers of suspensions count.",
    )
    return parse_label(notebook.settle(question) or "")
