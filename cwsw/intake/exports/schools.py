"""Reads the School column of an export; of the pupils of several schools those of one are left."""

from collections import Counter

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.problems import Place, shorten, warn_of_rows
from cwsw.tables.english import counted
from cwsw.tables.proposal import Choice, Question

ALL = "all of them"
_MOST_OPTIONS = 30
_EFFECT = "Their rows are set aside: they are of another school."


def choose_school(sheet: ExportSheet, notebook: Notebook) -> None:
    """Ask whose school a list of several schools is, and leave its pupils alone on the list."""
    column = sheet.column("school_name")
    if column is None:
        return
    texts = [plain(cell) for cell in sheet.cells(column.index)]
    names = Counter(fold(text) for text in texts if text)
    # Only a list of pupils says who is at the school; elsewhere a School column may mean another.
    if len(names) < 2 or not sheet.has_any(("upn", "year_group")):
        return
    name_of = {fold(text): text for text in texts if text}
    answer = notebook.settle(_question(sheet, column, names, name_of, notebook))
    if not answer or answer == ALL:
        return
    other_rows = [row for row, text in enumerate(texts) if text and fold(text) != fold(answer)]
    if other_rows:
        _report_other_schools(sheet, other_rows, notebook)
        sheet.keep([row for row in range(len(sheet.body)) if row not in {*other_rows}])


def named_school(sheet: ExportSheet) -> str | None:
    """The one school that a School column names."""
    cells = sheet.values("school_name") or []
    names = {plain(cell) for cell in cells} - {""}
    return names.pop() if len(names) == 1 else None


def _question(
    sheet: ExportSheet,
    column: MatchedColumn,
    names: Counter[str],
    name_of: dict[str, str],
    notebook: Notebook,
) -> Question:
    stated = fold(notebook.school_name or "")
    likely = stated if stated in names else names.most_common(1)[0][0]
    commonest = names.most_common(_MOST_OPTIONS)
    return missing_fact(
        sheet,
        "School",
        heading=column.heading,
        text=f"{sheet.grid.sheet} lists the pupils of {len(names):,} schools: which is yours?",
        options=(
            *(
                Choice(name_of[n], f"{shorten(name_of[n])} ({counted(c, 'pupil')})")
                for n, c in commonest
            ),
            Choice(ALL, "All of them are one school"),
        ),
        suggested=name_of[likely],
        why="figures are of one school",
        cost="It decides which pupils are counted at all.",
    )


def _report_other_schools(sheet: ExportSheet, other_rows: list[int], notebook: Notebook) -> None:
    places = [sheet.place(row=sheet.numbers[row]) for row in other_rows]

    def sentence_of(place: Place) -> str:
        return f"The pupil in row {place.row} of {place.sheet} is of another school."

    many = f"{counted(len(other_rows), 'pupil')} of {sheet.grid.sheet} are of another school"
    warn_of_rows(notebook.findings, "left_out_of_roll", places, sentence_of, many, _EFFECT)
