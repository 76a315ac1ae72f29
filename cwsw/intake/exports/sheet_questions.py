"""Builders of the questions that only a person can answer, one for each section of a mapping.

A builder knows where the answer goes (`section` and `path` of `Question`, which make its key) and
where the question stands; the caller says what is asked.
"""

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.grids import Grid
from cwsw.intake.problems import Place
from cwsw.tables.proposal import Choice, Question
from cwsw.tables.upload import Problem


class Wording(TypedDict, total=False):
    """What a question says, by the names of the fields of `Question`."""

    text: Required[str]
    options: Required[tuple[Choice, ...]]
    suggested: str | None
    why: str
    cost: str


def question_at(
    place: Place, section: str, path: tuple[str, ...], **wording: Unpack[Wording]
) -> Question:
    """A question about a place in the upload; a place without a column is a whole sheet or row."""
    return Question(
        section=section,
        path=path,
        file=place.file or "",
        sheet=place.sheet or "",
        heading=place.column or "",
        row=place.row,
        **wording,
    )


def missing_fact(
    sheet: ExportSheet,
    fact: str,
    heading: str = "",
    row: int | None = None,
    **wording: Unpack[Wording],
) -> Question:
    """Ask for something that a sheet does not say itself: 'Year group', 'Plan start'.

    Args:
        sheet: The sheet that leaves it out.
        fact: Its name in a mapping, which must not change: saved mappings answer by it.
        heading: The column that the question is about, '' for the whole sheet.
        row: The spreadsheet row that the question is about, None for the whole sheet.
        wording: What is asked.
    """
    path = (f"{sheet.key}!{fact}",)
    return question_at(sheet.place(heading, row), "missing", path, **wording)


def which_column(sheet: ExportSheet, column: MatchedColumn, **wording: Unpack[Wording]) -> Question:
    """Ask what a column is; the options are labels of fields, '' for a column that is not read."""
    return question_at(sheet.place(column.heading), "headings", (column.key,), **wording)


def which_meaning(
    sheet: ExportSheet, column: MatchedColumn, word: str, **wording: Unpack[Wording]
) -> Question:
    """Ask what one word of a column means; the answer holds for every cell with that word."""
    return question_at(sheet.place(column.heading), "values", (column.key, word), **wording)


def which_order(
    sheet: ExportSheet, key: str, heading: str = "", **wording: Unpack[Wording]
) -> Question:
    """Ask how dates are read; `key` is that of a column, or of a sheet for all its columns."""
    return question_at(sheet.place(heading), "dates", (key,), **wording)


def whether_read(grid: Grid, key: str, **wording: Unpack[Wording]) -> Question:
    """Ask whether a sheet is read at all; `key` is its name in mappings."""
    return question_at(grid.place, "sheets", (key,), **wording)


def which_child(place: Place, key: str, **wording: Unpack[Wording]) -> Question:
    """Ask which pupil is meant; `key` is a hash or a kind of likeness: never pupil data."""
    return question_at(place, "joins", (key,), **wording)


def own_heading_questions(problems: Sequence[Problem]) -> tuple[Question, ...]:
    """One question for each heading of our own sheets that may be one of ours.

    Our own sheets are read strictly, so that what is asked of them is made from their problems.
    """
    return tuple(
        question_at(
            Place(problem.file, problem.sheet, column=problem.value),
            "headings",
            (f"{problem.sheet}!{problem.value}",),
            text=problem.message,
            options=(
                Choice(problem.column, f"It is {problem.column}"),
                Choice("", "Do not read it"),
            ),
            suggested=problem.column,
            why="the heading is nearly one of ours",
        )
        for problem in problems
        if problem.code == "needs_confirmation" and problem.column and problem.value
    )
