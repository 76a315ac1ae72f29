"""Leaves out who is not on this school's roll: leavers, guests, other registrations.

A pupil who has left and whose leaving date is given stays, as the date says the rest. Everybody
else who is not on roll is set aside, and the row is named.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.exports import sheet_words, values
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.group_column import ask_group
from cwsw.intake.exports.leavers import are_leavers
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.shapes import is_date
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.yeargroups import LEFT, is_leaver
from cwsw.intake.grids import Cell
from cwsw.intake.problems import Place, warn_of_rows
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice

_COST = "It decides whether these pupils are counted at all."
_BLANK = "blank"
"""The word for a blank cell in a question about a column that only ever says Yes."""

_EFFECT = "The row is set aside: unless another list has them, they are not on roll."


class RollStanding(StrEnum):
    """What a row says of a pupil's place on this school's roll."""

    COUNTED = "counted"
    LEFT = "left"
    ELSEWHERE = "elsewhere"


_ANSWERS: Mapping[str, RollStanding] = {
    "Y": RollStanding.COUNTED,
    "N": RollStanding.ELSEWHERE,
    "L": RollStanding.LEFT,
}
_OPTIONS = (
    Choice("Y", "They are on this school's roll"),
    Choice("L", "They have left"),
    Choice("N", "They are on another school's roll"),
)


def set_aside(sheet: ExportSheet, notebook: Notebook) -> None:
    """Leave pupils who are not on roll out of a list of pupils, and warn of each.

    Args:
        sheet: The list; its rows are changed.
        notebook: Holds answers about words that are not certain, and gets the questions.
    """
    standing: list[RollStanding | None] = [None] * len(sheet.body)
    for name, read in _READERS.items():
        column = sheet.column(name)
        if column is not None:
            column_standing = read(sheet, column, notebook)
            standing = [
                a if a in (RollStanding.LEFT, RollStanding.ELSEWHERE) else b or a
                for a, b in zip(standing, column_standing, strict=True)
            ]
    # Leavers with a date stay: they count in the years in which they were here.
    dated = _have_leaving_date(sheet)
    unsaid = [row for row, state in enumerate(standing) if state is None and not dated[row]]
    if are_leavers(sheet, len(unsaid), notebook):
        standing = [
            RollStanding.LEFT if row in {*unsaid} else state for row, state in enumerate(standing)
        ]
    off_roll = [
        row
        for row, state in enumerate(standing)
        if state is RollStanding.ELSEWHERE or (state is RollStanding.LEFT and not dated[row])
    ]
    if off_roll:
        _report_off_roll(sheet, off_roll, notebook)
        sheet.keep([row for row in range(len(sheet.body)) if row not in {*off_roll}])


def _report_off_roll(sheet: ExportSheet, off_roll: list[int], notebook: Notebook) -> None:
    places = [sheet.place(row=sheet.numbers[row]) for row in off_roll]

    def sentence_of(place: Place) -> str:
        return f"The pupil in row {place.row} of {place.sheet} has left or is registered elsewhere."

    many = f"{counted(len(off_roll), 'pupil')} of {sheet.grid.sheet} have left or are registered "
    warn_of_rows(
        notebook.findings, "left_out_of_roll", places, sentence_of, f"{many}elsewhere", _EFFECT
    )


def _each(
    sheet: ExportSheet, column: MatchedColumn, read_cell: Callable[[Cell], RollStanding | None]
) -> list[RollStanding | None]:
    cells = sheet.cells(column.index)
    standing_of_cell = {cell: read_cell(cell) for cell in {*cells}}
    return [standing_of_cell[cell] for cell in cells]


def _status(
    sheet: ExportSheet, column: MatchedColumn, notebook: Notebook
) -> list[RollStanding | None]:
    """By a word such as Leaver, Guest or C; others are asked."""

    def read_cell(cell: Cell) -> RollStanding | None:
        text = plain(cell)
        standing_word = None if values.is_null(cell) else word("enrolment", text)
        if standing_word or values.is_null(cell):
            return RollStanding(standing_word) if standing_word else None
        likely = {True: "L", False: "Y", None: None}[sheet_words.left_in(text)]
        answer = values.ask_word(sheet, column, text, _OPTIONS, _COST, notebook, likely)
        return _ANSWERS.get(answer or "")

    return _each(sheet, column, read_cell)


def _flag(yes: RollStanding, no: RollStanding) -> Callable[..., list[RollStanding | None]]:
    """Readers of Yes and No below headings such as 'On roll' and 'Leaver?'."""

    def read(
        sheet: ExportSheet, column: MatchedColumn, notebook: Notebook
    ) -> list[RollStanding | None]:
        def read_cell(cell: Cell) -> RollStanding | None:
            text = plain(cell)
            flag = word("flag", text) if text else None
            if flag in ("Y", "N"):
                return yes if flag == "Y" else no
            standing_word = word("enrolment", text) if text and flag is None else None
            if standing_word or flag or values.is_null(cell):
                return RollStanding(standing_word) if standing_word else None
            answer = values.ask_word(sheet, column, text, _OPTIONS, _COST, notebook)
            return _ANSWERS.get(answer or "")

        standings = _each(sheet, column, read_cell)
        # A column that only ever says Yes may leave the cell of a leaver blank, or may just be
        # filled in badly.
        if yes is RollStanding.COUNTED and {*standings} == {yes, None}:
            answer = values.ask_word(sheet, column, _BLANK, _OPTIONS, _COST, notebook, "L")
            blank = _ANSWERS.get(answer or "")
            return [state or blank for state in standings]
        return standings

    return read


def _by_words_around(
    sheet: ExportSheet,
    column: MatchedColumn,
    notebook: Notebook,  # noqa: ARG001 - every reader is called with the three
) -> list[RollStanding | None]:
    """By a line above the rows, a label above a block or a sheet's name, such as Leavers."""
    standing_of = {True: RollStanding.LEFT, False: None, None: None}
    return _each(sheet, column, lambda cell: standing_of[sheet_words.left_in(plain(cell))])


def _by_leaving_words(
    sheet: ExportSheet,
    column: MatchedColumn,
    notebook: Notebook,  # noqa: ARG001 - every reader is called with the three
) -> list[RollStanding | None]:
    """By a word in place of a leaving date; words that say 'still here' become blank cells."""

    def read_cell(cell: Cell) -> RollStanding | None:
        text = plain(cell)
        if values.is_null(cell) or is_date(cell):
            return None
        if word("flag", text) in ("Y", "N"):
            return RollStanding.LEFT if word("flag", text) == "Y" else RollStanding.COUNTED
        standing_word = word("enrolment", text)
        return RollStanding(standing_word) if standing_word else None

    standings = _each(sheet, column, read_cell)
    for row, standing in enumerate(standings):
        if standing is not None:
            cells: list[Cell] = [*sheet.body[row]]
            cells[column.index] = ""
            sheet.body[row] = cells
    return [None if state is RollStanding.COUNTED else state for state in standings]


def _by_year_group(
    sheet: ExportSheet, column: MatchedColumn, notebook: Notebook
) -> list[RollStanding | None]:
    """By a year group that is no year group: 'Leaver', or what a person said has left."""

    def read_cell(cell: Cell) -> RollStanding | None:
        text = plain(cell)
        if is_leaver(text):
            ask_group(sheet, column, text, LEFT, notebook)
        answer = notebook.answers.get("values", column.key, text) if text else None
        is_left = answer == LEFT or (answer is None and is_leaver(text))
        return RollStanding.LEFT if is_left else None

    return _each(sheet, column, read_cell)


def _have_leaving_date(sheet: ExportSheet) -> list[bool]:
    column = sheet.column("leaving_date")
    if column is None:
        return [False] * len(sheet.body)
    return [is_date(cell) for cell in sheet.cells(column.index)]


_Reader = Callable[[ExportSheet, MatchedColumn, Notebook], list[Any]]
_READERS: Mapping[str, _Reader] = {
    "enrolment_status": _status,
    "on_roll": _flag(RollStanding.COUNTED, RollStanding.LEFT),
    "has_left": _flag(RollStanding.LEFT, RollStanding.COUNTED),
    "state": _by_words_around,
    "leaving_date": _by_leaving_words,
    "year_group": _by_year_group,
}
"""Field -> how its cells are read; the first that says a pupil is not on roll decides."""
