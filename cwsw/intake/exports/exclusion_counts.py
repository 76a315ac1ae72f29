"""Decides what a blank cell means in counts of suspensions and permanent exclusions."""

from collections.abc import Mapping, Sequence
from typing import Any

from cwsw.intake.exports import values
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.flat import NONE_OF
from cwsw.intake.grids import Rows
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice
from cwsw.tables.schema import FLAT_COLUMNS

NONE, NOT_KNOWN = "none", "not known"
_LABELS: Mapping[str, str] = {c.field: c.heading for c in FLAT_COLUMNS if c.field in NONE_OF}


def ask_of_others(
    pupils: Rows,
    lists: Sequence[tuple[ExportSheet, Sequence[Mapping[str, Any]]]],
    notebook: Notebook,
) -> None:
    """Pupils of whom no list gives a count: asked, where a list gives those of some pupils only.

    `lists` are sheets and what they say of each pupil. A blank cell on one of them has been read as
    none already; what is still blank was not given, or could not be read.
    """
    for name, label in _LABELS.items():
        counted_sheets = [(sheet, [f[name] for f in facts if f.get(name) is not None])
                 for sheet, facts in lists]  # fmt: skip
        counted_sheets = [(sheet, numbers) for sheet, numbers in counted_sheets if numbers]
        unread = pupils.unread.setdefault(name, set())
        values_ = pupils.values(name)
        others = {i for i in pupils.live() if values_[i] is None and i not in unread}
        if counted_sheets and others:
            # A list on which every pupil has at least one is a list of those who had any.
            all_some = all(all(numbers) for _, numbers in counted_sheets)
            if _ask(counted_sheets[0][0], label, len(others), all_some, notebook) != NONE:
                unread |= others


def _ask(
    sheet: ExportSheet, label: str, number: int, all_some: bool, notebook: Notebook
) -> str | None:
    question = missing_fact(
        sheet,
        f"{label} of the others",
        heading=label,
        text=f"{sheet.grid.sheet} says nothing of {label} of {counted(number, 'pupil')}: had they "
        "none?",
        options=(
            Choice(NONE, "They had none"),
            Choice(NOT_KNOWN, "Not known: leave them out of these figures"),
        ),
        suggested=NONE if all_some else NOT_KNOWN,
        why="the list holds some of the pupils only",
        cost="It decides of how many pupils the suspended and excluded are counted.",
    )
    return notebook.settle(question)


def fill_blanks(sheet: ExportSheet, field_values: dict[str, list[Any]], notebook: Notebook) -> None:
    """Fill blank cells with none where their column holds counts; unreadable ones stay unknown."""
    for name, none in NONE_OF.items():
        days = "suspension_days" if name == "suspensions" else name
        column = sheet.column(name) or sheet.column(days)
        if column is None or all(value is None for value in field_values[name]):
            continue
        cells = sheet.cells(column.index)
        blank = [
            i for i, v in enumerate(field_values[name]) if v is None and values.is_null(cells[i])
        ]
        for index in blank:
            field_values[name][index] = none
        if blank:
            text = "blank is read as none, because other cells of the column are filled"
            notebook.decide(sheet.place(column.heading), text)
