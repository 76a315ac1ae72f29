"""Which academic year rows are of: by their own column, else by the words around the table."""

from typing import Any

from cwsw.intake.cells import Unreadable, plain
from cwsw.intake.exports import values
from cwsw.intake.exports.around import nearest_statement
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import missing_fact, which_order
from cwsw.intake.exports.sheet_words import year_of
from cwsw.intake.exports.year_words import YearWord, read_year_word
from cwsw.intake.grids import Cell
from cwsw.intake.problems import shorten
from cwsw.tables import years
from cwsw.tables.proposal import Choice

ENDS, BEGINS = "ends in it", "begins in it"
_NO_YEAR = Unreadable("is no academic year that is known: write it as 2025/26")
_MOST_ASKED = 8
"""Different unknown words of a column that are asked about; with more, each row is named."""

_FIRST, _LAST = 2017, 2032
_COST = "It decides the academic year in which these rows count."


def read_years(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """Read a column of academic years; a word that names no certain one is asked about once.

    Returns:
        For each row the calendar year in which the academic year begins, None for a blank cell.
    """
    words = {plain(c): read_year_word(plain(c)) for c in set(sheet.cells(column.index))}
    ends = _calendar_years(sheet, column, words, notebook)
    unknown = [text for text, word in words.items() if word is None and not values.is_null(text)]

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        text = plain(cell)
        if values.is_null(cell):
            return None
        word = words[text]
        if word is not None and word.options:
            return word.options[ends != ENDS]
        year = word.settled(notebook.this_year) if word else None
        # A column of free text would otherwise be as many questions.
        if year is None and word is None and len(unknown) > _MOST_ASKED:
            return _NO_YEAR
        return year if year is not None else _ask_year(sheet, column, text, word, notebook)

    return values.each(sheet, column, read_cell, notebook)


def _calendar_years(
    sheet: ExportSheet, column: MatchedColumn, words: dict[str, YearWord | None], notebook: Notebook
) -> str | None:
    """Whether '2025' is the year that ends or that begins in it: `ENDS` or `BEGINS`."""
    bare = {word.options for word in words.values() if word and word.options}
    if not bare:
        return None
    latest = max(options[1] for options in bare)
    named = {word.year for word in words.values() if word and word.year is not None}
    likely = _likely_end(bare, named, notebook.this_year)
    question = which_order(
        sheet,
        column.key,
        heading=column.heading,
        text=f'"{shorten(column.heading)}" on {sheet.grid.sheet} says {latest}: is that the '
        "academic year that ends in it, or the one that begins in it?",
        options=(
            Choice(ENDS, f"It ends in it: {latest} is {years.label(latest - 1)}"),
            Choice(BEGINS, f"It begins in it: {latest} is {years.label(latest)}"),
        ),
        suggested=likely,
        why="one year alone can mean either",
        cost=_COST,
    )
    return notebook.settle(question)


def _likely_end(bare: set[tuple[int, ...]], named: set[int], this_year: int | None) -> str | None:
    """The likelier meaning, by years that are named in full and because none lies ahead."""
    ends, begins = ({options[at] for options in bare} for at in (0, 1))
    if this_year is not None and max(begins) > this_year:
        return ENDS
    if bool(ends & named) == bool(begins & named):
        return None
    return ENDS if ends & named else BEGINS


def _ask_year(
    sheet: ExportSheet, column: MatchedColumn, text: str, word: YearWord | None, notebook: Notebook
) -> Any:  # noqa: ANN401
    back = word.back if word else None
    near = notebook.likely_year
    likely = years.label(near - back) if back is not None and near is not None else None
    options = [*_labels(), Choice(values.DROP, "Not known: leave these rows out")]
    answer = values.ask_word(sheet, column, text, options, _COST, notebook, likely)
    year = years.parse_label(answer or "")
    return _NO_YEAR if year is None else year


def year_around(sheet: ExportSheet, notebook: Notebook) -> int | None:
    """The academic year that title, sheet or file name; None where they name none.

    It is asked where they name one that is not certain, as "last year".
    """
    word = nearest_statement(sheet, year_of)
    if word is None:
        return None
    year = word.settled(notebook.this_year)
    if year is not None:
        return year
    why = "what the words above it or its name say"
    return ask_year_of_sheet(sheet, _likely(word, notebook), why, notebook)


def _likely(word: YearWord, notebook: Notebook) -> int | None:
    near = notebook.likely_year
    if word.back is not None:
        return None if near is None else near - word.back
    return near if near in word.options else None


def ask_year_of_sheet(
    sheet: ExportSheet, likely: int | None, why: str, notebook: Notebook
) -> int | None:
    """Ask of which academic year all rows of a sheet are."""
    question = missing_fact(
        sheet,
        "Academic year",
        text=f"Of which academic year is what {sheet.grid.sheet} says?",
        options=_labels(),
        suggested=None if likely is None else years.label(likely),
        why=f"{why} is not certain",
        cost=_COST,
    )
    return years.parse_label(notebook.settle(question) or "")


def _labels() -> tuple[Choice, ...]:
    return tuple(Choice(years.label(y), years.label(y)) for y in range(_FIRST, _LAST))
