"""Columns made from the words around a table: the lines between its rows, the words above a block.

A row's own words outweigh the line above it, that the title, that the sheet's name, and that the
name of the file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from cwsw.intake.exports import sheet_words, values
from cwsw.intake.exports.blocks import SHARED
from cwsw.intake.exports.exclusion_words import outcome_of_line
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_words import (
    DOUBTFUL,
    group_in,
    is_plainly_over,
    part_in,
    plans_in,
    year_of,
)
from cwsw.intake.grids import Cell
from cwsw.intake.problems import shorten
from cwsw.tables.proposal import Certainty
from cwsw.tables.years import label

LINE, LABEL = "the line above the rows", "the words above the headings"
_T = TypeVar("_T")


@dataclass(frozen=True)
class _Facet:
    """Something words may say of rows: the field it becomes, and its text where one does."""

    field: str
    read: Callable[[str], str | None]


def _plan(text: str) -> str | None:
    """The plan as its own word where the text names one and nothing speaks against it."""
    plans = plans_in(text)
    if not plans:
        return None
    plain_words = len(plans) == 1 and not DOUBTFUL.search(text)
    if not plain_words or sheet_words.ended_in(text):
        return text
    return plans[0] or "Early help"


def _year(text: str) -> str | None:
    year_word = year_of(text)
    if year_word is None or year_word.back is not None:
        return None if year_word is None else _RELATIVE[year_word.back or 0]
    return label(year_word.year) if year_word.year is not None else str(year_word.options[-1])


_RELATIVE = ("this year", "last year", "year before last")


def _part(text: str) -> str | None:
    return text if part_in(text) else None


def _group(text: str) -> str | None:
    number, is_sure = group_in(text)
    return text if number is not None and is_sure else None


def _state(text: str) -> str | None:
    ended = sheet_words.ended_in(text), sheet_words.left_in(text)
    return text if ended != (None, None) else None


STATE = "state"
"""The field of a column that holds words such as 'Closed' or 'Leavers' from around the rows."""

_FACETS = (
    _Facet("plan", _plan),
    _Facet("academic_year", _year),
    _Facet("term", _part),
    _Facet("year_group", _group),
    _Facet(STATE, _state),
    _Facet("exclusion_outcome", outcome_of_line),
)


def add_columns(sheet: ExportSheet, notebook: Notebook) -> None:
    """Add columns for what the lines and the label of a table say of its rows.

    Args:
        sheet: The table; columns of its own are only filled where they are blank.
        notebook: Gets what was added, so that it can be shown.
    """
    if sheet.lines:
        # On a list of plans 'Withdrawn' between rows is no outcome of an exclusion.
        for facet in _FACETS if _is_of_exclusions(sheet) else _FACETS[:-1]:
            _add(sheet, facet, LINE, _from_lines(sheet, facet), notebook)
    if sheet.label:
        for facet in _FACETS[:-1]:
            text = facet.read(sheet.label)
            if text is not None:
                _add(sheet, facet, LABEL, _where_filled(sheet, text), notebook)


def _is_of_exclusions(sheet: ExportSheet) -> bool:
    return sheet.has_any(("exclusion_type", "exclusion_start", "exclusion_sessions"))


def _from_lines(sheet: ExportSheet, facet: _Facet) -> list[str]:
    """For each row the last line above it that says this; a line that says nothing ends it."""
    now = next(filter(None, map(facet.read, reversed(sheet.titles))), "")
    texts: list[str] = []
    for start, text in sheet.lines:
        texts += [now] * (start - len(texts))
        value = facet.read(text)
        if value is not None:
            now = value
        elif not sheet_words.means_something(text):
            # A line that means nothing known begins another group, which must not take the plan of
            # the one before: its own words are asked.
            now = text if facet.field == "plan" else ""
    return [*texts, *[now] * (len(sheet.body) - len(texts))]


def _where_filled(sheet: ExportSheet, text: str) -> list[str]:
    """The text beside each row in which the block has a cell."""
    own = [c.index for c in sheet.columns if c.heading and c.field not in SHARED]
    return [
        text if any(i < len(row) and not values.is_null(row[i]) for i in own) else ""
        for row in sheet.body
    ]


def _add(
    sheet: ExportSheet, facet: _Facet, heading: str, texts: Sequence[str], notebook: Notebook
) -> None:
    if not any(facet.read(text) for text in texts):
        return
    own = sheet.column(facet.field)
    if own is not None:
        _fill(sheet, own, texts, notebook)
        return
    index = max([len(sheet.headings), *map(len, sheet.body)])
    sheet.headings = [*sheet.headings, *[""] * (index - len(sheet.headings)), heading]
    sheet.body = [
        [*row, *[""] * (index - len(row)), text]
        for row, text in zip(sheet.body, texts, strict=True)
    ]
    key = f"{sheet.key}!{heading}"
    display_heading = "" if facet.field == STATE else heading
    sheet.columns.append(
        MatchedColumn(index, display_heading, key, facet.field, Certainty.SURE, "it says so")
    )
    listed = ", ".join(shorten(t) for t in dict.fromkeys(texts) if t)
    if display_heading:
        notebook.decide(sheet.place(), f"{heading} says of each row: {listed}")


def _fill(
    sheet: ExportSheet, column: MatchedColumn, texts: Sequence[str], notebook: Notebook
) -> None:
    """Fill the blank cells of a column of the sheet's own with what the lines say."""
    cells = sheet.cells(column.index)
    blank = [i for i, cell in enumerate(cells) if values.is_null(cell) and texts[i]]
    if not blank:
        return
    width = column.index + 1
    for i in blank:
        row: list[Cell] = [*sheet.body[i], *[""] * (width - len(sheet.body[i]))]
        row[column.index] = texts[i]
        sheet.body[i] = row
    notebook.decide(
        sheet.place(column.heading), "blank cells are filled from the line above the rows"
    )


def statement_of_all(sheet: ExportSheet, read: Callable[[str], bool | None]) -> bool:
    """Whether title or sheet name say something of all rows, else the file's name in so many words.

    A file is named by many words: 'status_leaver.csv' says less than a sheet 'Leavers'.
    """
    near = next((answer for t in _near(sheet) if (answer := read(t)) is not None), None)
    file = stem(sheet.grid.file)
    return near if near is not None else bool(read(file)) and is_plainly_over(file)


def _near(sheet: ExportSheet) -> list[str]:
    """The words nearer than the file's name, the nearest first."""
    texts = [sheet.label, *reversed(sheet.titles)]
    # A CSV file has one sheet, named after the file.
    is_text_file = sheet.grid.sheet.casefold() in stem(sheet.grid.file).casefold()
    return texts if is_text_file else [*texts, sheet.grid.sheet]


def nearest_statement(sheet: ExportSheet, read: Callable[[str], _T | None]) -> _T | None:
    """What the words around a table say, by the nearest that say anything.

    Args:
        sheet: The table.
        read: Gives what one text says, None for nothing.

    Returns:
        What label, title, sheet name or file name say, in this order; None where none says
        anything, or those of one rank say different things.
    """
    for texts in _levels(sheet):
        readings = {reading for reading in map(read, texts) if reading is not None}
        if readings:
            return readings.pop() if len(readings) == 1 else None
    return None


def _levels(sheet: ExportSheet) -> list[Sequence[str]]:
    """The words around a table: its label, its titles, its sheet's name, its file's name."""
    return [(sheet.label,), sheet.titles, (sheet.grid.sheet,), (stem(sheet.grid.file),)]


def stem(file: str) -> str:
    """The name of a file without folders and ending."""
    return PurePosixPath(file.replace("\\", "/")).stem


def plan_around(sheet: ExportSheet) -> tuple[str, ...]:
    """The plans that the words around a table name, '' for help that is no plan."""
    return nearest_statement(sheet, lambda text: plans_in(text) or None) or ()
