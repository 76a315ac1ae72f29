"""Asks about lists whose title or name says that all their pupils have left."""

from cwsw.intake.columns import fold
from cwsw.intake.exports.around import statement_of_all
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.sheet_words import left_in
from cwsw.intake.grids import Grid, Rows
from cwsw.intake.problems import warn_of_rows
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice
from cwsw.tables.schema import PUPILS

LEFT, ON_ROLL = "L", "Y"
_EFFECT = "Their rows are set aside: they are not on roll."


def are_leavers(sheet: ExportSheet, number: int, notebook: Notebook) -> bool:
    """Ask whether the pupils of a list have left, where only the words around it say so.

    Args:
        sheet: The list.
        number: How many of its pupils no row says anything of.
        notebook: Holds the answer, or gets the question.
    """
    if not number or not statement_of_all(sheet, left_in):
        return False
    question = missing_fact(
        sheet,
        "Leaving date",
        text=f"{sheet.grid.sheet} seems to list pupils who have left, and gives no leaving date of "
        f"{counted(number, 'pupil')}: have they left?",
        options=(
            Choice(LEFT, "They have left: set them aside"),
            Choice(ON_ROLL, "They are on this school's roll"),
        ),
        suggested=LEFT,
        why="a title or the name of the list says so, and no row does",
        cost="It decides whether these pupils are counted at all.",
    )
    return notebook.settle(question) == LEFT


def set_own_aside(grid: Grid, rows: Rows, notebook: Notebook) -> None:
    """Set aside the pupils of a sheet with our own headings whose name says that all have left."""
    if fold(grid.sheet) == fold(PUPILS.sheet):
        return
    sheet = ExportSheet(grid, grid.sheet, 0, (), [], [])
    leaving_dates = rows.values("leaving_date")
    leavers = [index for index in rows.live() if leaving_dates[index] is None]
    if not are_leavers(sheet, len(leavers), notebook):
        return
    rows.set_aside(leavers)
    places = [rows.place(index) for index in leavers]
    many = f"{counted(len(leavers), 'pupil')} of {grid.sheet} have left"
    warn_of_rows(
        notebook.findings,
        "left_out_of_roll",
        places,
        lambda place: f"The pupil in row {place.row} of {place.sheet} has left.",
        many,
        _EFFECT,
    )
