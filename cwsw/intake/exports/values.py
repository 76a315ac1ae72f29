"""Reads the cells of a matched column as values; words that are not certain are asked about."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cwsw.intake.cells import Unreadable, plain, read_number, read_text, read_whole
from cwsw.intake.decimal_commas import has_decimal_commas, with_points
from cwsw.intake.exports.aliases import fields, word
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import which_meaning
from cwsw.intake.flat_words import UNDATED
from cwsw.intake.grids import Cell
from cwsw.intake.problems import CELL_BLANK, shorten
from cwsw.tables.proposal import Choice

NULLS = frozenset(("", "-", "n/a", "na", "#n/a", "nan", "null", "none", "#value!", "#ref!"))
"""Words for nothing, in lower case."""

DROP = ""
"""The answer that leaves a word out."""

_NUMBERS = frozenset(("number", "whole", "count", "count_flag"))
"""Kinds of field that are read as numbers; percentages are read with either mark."""

_BLANK_IS_NO = "blank is read as No, because the column holds only words for Yes"
_BLANK_UNKNOWN = "blank is read as unknown"


def is_null(cell: Cell) -> bool:
    """Whether a cell says nothing."""
    return plain(cell).casefold() in NULLS


def each(
    sheet: ExportSheet,
    column: MatchedColumn,
    read: Callable[[Cell], Any],
    notebook: Notebook,
    effect: str = CELL_BLANK,
) -> list[Any]:
    """Read a column cell by cell, each different cell once.

    Args:
        sheet: The sheet.
        column: Its column.
        read: Gives the value of a cell, None for blank, `Unreadable` for a bad one.
        notebook: Gets a warning for each bad cell.
        effect: What a bad cell costs, in words.

    Returns:
        A value for each row; None for blank and bad cells.
    """
    cells = [plain(c) if isinstance(c, bool) else c for c in sheet.cells(column.index)]
    outcome = {cell: read(cell) for cell in set(cells)}
    values = [outcome[cell] for cell in cells]
    for position, value in enumerate(values):
        if isinstance(value, Unreadable):
            place = sheet.place(column.heading, sheet.numbers[position])
            notebook.bad_cell(place, plain(cells[position]), value.mend, effect)
            values[position] = None
    return values


def ask_word(
    sheet: ExportSheet,
    column: MatchedColumn,
    text: str,
    options: Sequence[Choice],
    cost: str,
    notebook: Notebook,
    suggested: str | None = None,
) -> str | None:
    """Ask what a word of a column means; the answer, or what is suggested until there is one."""
    field = fields().get(column.field or "")
    label = field.label if field else "value"
    question = which_meaning(
        sheet,
        column,
        text,
        text=f'"{shorten(column.heading)}" on {sheet.grid.sheet} says "{shorten(text)}": what does '
        f"that mean for {label}?",
        options=tuple(options),
        suggested=suggested,
        why="the word is not one the dashboard knows",
        cost=cost,
    )
    return notebook.settle(question)


def read_flags(
    sheet: ExportSheet, column: MatchedColumn, notebook: Notebook, *, ask_unknown: bool
) -> list[Any]:
    """Yes and no in many forms; the rule for blank cells is stated.

    Of plans 'Open' is yes, and a word such as Historic is `UNDATED`.
    """
    cells = sheet.cells(column.index)
    of_plans = column.field in ("cin_now", "cp_now")
    flags = {_flag_word(plain(c), of_plans=of_plans) for c in set(cells)}
    # A column that only ever says Yes leaves the cells of the others blank.
    blank = False if True in flags and False not in flags and None not in flags else None
    if any(is_null(c) for c in cells) and True in flags:
        report = notebook.assume if blank is False and column.field == "gld" else notebook.decide
        report(sheet.place(column.heading), _BLANK_UNKNOWN if blank is None else _BLANK_IS_NO)

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        text = plain(cell)
        # Below a yes-or-no heading 'None' is an answer: there is no such plan.
        if not text or text.casefold() in NULLS - {"none"}:
            return blank
        if word("flag", text) == "unknown":
            return None
        flag = _flag_word(text, of_plans=of_plans)
        if flag in (True, False):
            return flag
        if word("when", text) == "over" and of_plans:
            return UNDATED
        if not ask_unknown:
            return Unreadable("is neither yes nor no")
        return _ask_flag(sheet, column, text, notebook)

    return each(sheet, column, read_cell, notebook)


def _ask_flag(sheet: ExportSheet, column: MatchedColumn, text: str, notebook: Notebook) -> Any:  # noqa: ANN401
    """What a remark under a yes-or-no heading means: 'Y since 2023', 'N - ended'."""
    options = [Choice("Y", "Yes"), Choice("N", "No"), Choice(DROP, "Not known")]
    if column.field in ("cin_now", "cp_now"):
        options.insert(
            2, Choice(UNDATED, "There was a plan and it is over: it counts as a plan without dates")
        )
    # 'Y - ended' begins with yes and means no.
    ended = re.search(r"\b(?:ended|closed|was|ex|former\w*|previous\w*|historic\w*)\b", text, re.I)
    first = word("flag", re.split(r"[^\w✓✔]", text, maxsplit=1)[0])
    likely = None if ended or "?" in text or first not in ("Y", "N") else first
    answer = ask_word(sheet, column, text, options, "It decides who is counted.", notebook, likely)
    return {"Y": True, "N": False, UNDATED: UNDATED}.get(answer or "")


def _flag_word(text: str, *, of_plans: bool) -> bool | str | None:
    """True, False, None for another word, 'blank' for nothing at all."""
    if not text or text.casefold() in NULLS - {"none"} or word("flag", text) == "unknown":
        return "blank"
    if word("when", text) == "over":
        return "blank"
    if of_plans and word("when", text) == "open":
        return True
    return {"Y": True, "N": False}.get(word("flag", text) or "")


def read_sen(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """N, K or E, also from words; blank is N where the column never says so."""
    cells = sheet.cells(column.index)
    meanings = {word("sen", plain(c)) for c in set(cells) if not _blank(c)}
    # Systems export the pupils with SEN support, and leave the others blank.
    blank = "N" if meanings & {"K", "E"} and "N" not in meanings else None
    if any(map(_blank, cells)) and meanings:
        text = (
            "blank is read as N, because no cell of the column has N" if blank else _BLANK_UNKNOWN
        )
        notebook.decide(sheet.place(column.heading), text)

    def read_cell(cell: Cell) -> Any:  # noqa: ANN401
        if _blank(cell):
            return blank
        return word("sen", plain(cell)) or Unreadable("is no level of SEN support (N, K or E)")

    return each(sheet, column, read_cell, notebook)


def _blank(cell: Cell) -> bool:
    return plain(cell).casefold() in NULLS - {"none"}


def read_sex(cell: Cell) -> Any:  # noqa: ANN401
    """M or F from words and older numbers; any other text as it is."""
    return None if is_null(cell) else word("sex", plain(cell)) or plain(cell)


def read_count(cell: Cell) -> Any:  # noqa: ANN401
    """A whole number of 0 or more; words for nothing are blank."""
    return None if is_null(cell) else read_whole(cell)


def read_some_number(cell: Cell) -> Any:  # noqa: ANN401
    """An exact decimal; words for nothing are blank."""
    return None if is_null(cell) else read_number(cell)


def read_words(cell: Cell) -> Any:  # noqa: ANN401
    """Free text."""
    return read_text(cell)


def count_or_flag(cell: Cell) -> Any:  # noqa: ANN401
    """A number, or yes and no as 1 and 0."""
    if is_null(cell):
        return None
    flag = {"Y": 1, "N": 0}.get(word("flag", plain(cell)) or "")
    # '1' is a word for yes too, and here the number one.
    return read_whole(cell) if flag is None or plain(cell).isdigit() else flag


SIMPLE: Mapping[str, Callable[[Cell], Any]] = {
    "text": read_words,
    "name": read_words,
    "sex": read_sex,
    "whole": read_count,
    "number": read_some_number,
    "count": count_or_flag,
}


def settle_commas(sheet: ExportSheet, notebook: Notebook) -> None:
    """Put a point for each decimal comma in the columns of numbers, and say so."""
    for column in sheet.columns:
        field = fields().get(column.field or "")
        cells = sheet.cells(column.index)
        if field is None or field.kind not in _NUMBERS or not has_decimal_commas(cells):
            continue
        for position, cell in enumerate(with_points(cells)):
            row = list(sheet.body[position])
            if column.index < len(row):
                row[column.index] = cell
            sheet.body[position] = row
        text = "commas are read as decimal points: 92,1 is 92.1"
        notebook.decide(sheet.place(column.heading), text)
