"""Tells the data rows of a table from lines between them, and finds where the table ends."""

import re
from collections.abc import Sequence

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.exclusion_words import outcome_of_line
from cwsw.intake.exports.headers import (
    HeadingRows,
    is_day_heading,
    is_footer,
    is_guidance,
    is_table,
    score,
    why_above,
)
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, filled
from cwsw.intake.exports.sheet_words import means_something
from cwsw.intake.exports.upns import is_upn
from cwsw.intake.grids import Grid, Row
from cwsw.tables.proposal import Skipped

_WIDE = 400
"""Cells of a row that are looked at to tell whether it is blank."""

_LONGEST_LINE = 100
ABOVE_ROWS = "the words above the rows that follow"


def open_sheet(grid: Grid, key: str, heading_rows: HeadingRows, notebook: Notebook) -> ExportSheet:
    """Collect the data rows of a table below its headings.

    Args:
        grid: The sheet.
        key: The name of the table in mappings.
        heading_rows: Where its headings stand.
        notebook: Gets what is skipped above and between the rows.
    """
    top = [i for i in range(heading_rows.first) if filled(grid.rows[i])]
    if top:
        why = why_above(grid.rows[: heading_rows.first])
        notebook.skip(_skipped(grid, top[0], heading_rows.first - 1, why))
    titles = tuple(text for i in top for text in dict.fromkeys(filled(grid.rows[i])[:6]))
    labels = heading_rows.labels
    sheet = ExportSheet(
        grid, key, heading_rows.last, heading_rows.headings, [], [], titles, labels=labels
    )
    repeated = {_folded(filled(row[:60])) for row in (heading_rows.headings, *heading_rows.rows)}
    _read_body(
        sheet, heading_rows, repeated | {_folded(filled(grid.rows[i][:60])) for i in top}, notebook
    )
    return sheet


def _read_body(
    sheet: ExportSheet,
    heading_rows: HeadingRows,
    repeated: set[tuple[str, ...]],
    notebook: Notebook,
) -> None:
    grid = sheet.grid
    skipped: dict[str, list[int]] = {_GUIDANCE: [], _AGAIN: []}
    lone: list[int] = []
    firsts = {texts[0] for texts in repeated if texts}
    for index in range(heading_rows.last + 1, len(grid.rows)):
        row = grid.rows[index]
        texts = filled(row[:_WIDE])
        if not texts:
            continue
        # Collection forms explain their columns right below the headings; further down such words
        # are data.
        if index <= heading_rows.last + 3 and is_guidance(texts):
            skipped[_GUIDANCE].append(index)
        # Reports of several pages repeat title and headings on each.
        elif _folded(texts[:1])[0] in firsts and _folded(texts[:60]) in repeated:
            skipped[_AGAIN].append(index)
        elif is_table(texts) and score(row, lambda _: False) >= 2:
            sheet.rest = _from_titles(grid.rows, index, heading_rows.last)
            break
        else:
            if texts.count(texts[0]) == len(texts):
                lone.append(len(sheet.body))
            sheet.body.append(row)
            sheet.numbers.append(grid.first_row + index)
    for why, indices in skipped.items():
        for index in indices:
            notebook.skip(_skipped(grid, index, index, why))
    _take_lines(sheet, lone, notebook)


_EXCLUSIONS = re.compile(r"exclu|suspen", re.I)
_GUIDANCE = "guidance on how to fill in the columns"
_AGAIN = "the headings or the title again"


def _take_lines(sheet: ExportSheet, lone: Sequence[int], notebook: Notebook) -> None:
    """Rows of one text are lines above the rows below them, where one of them says something."""
    if sheet.rest is not None:  # what stands right above another table is its title
        above = sheet.grid.first_row + sheet.rest
        positions = [i for i, number in enumerate(sheet.numbers) if number < above]
        lone = [i for i in lone if i < len(positions)]
        sheet.keep(positions)
    words = {i: _line(sheet.body[i]) for i in lone if len(filled(sheet.headings)) >= 2}
    lines = {i: text for i, text in words.items() if text and not is_footer(text)}
    of_exclusions = bool(_EXCLUSIONS.search(" ".join(map(plain, sheet.headings))))
    telling = [means_something(t) or (of_exclusions and outcome_of_line(t)) for t in lines.values()]
    if not any(telling):
        return
    for index in lines:
        number = sheet.numbers[index]
        notebook.skip(Skipped(sheet.grid.file, sheet.grid.sheet, number, number, ABOVE_ROWS))
    sheet.lines = tuple((index - place, text) for place, (index, text) in enumerate(lines.items()))
    sheet.keep([i for i in range(len(sheet.body)) if i not in lines])


def _line(row: Row) -> str:
    """The text of a row with one text; '' where it may be about a child or is no line."""
    text = filled(row)[0]
    is_text = all(isinstance(cell, str) for cell in row if cell != "")
    is_line = is_text and len(text) <= _LONGEST_LINE and not text[:1].isdigit()
    return text if is_line and not is_upn(text) and not is_day_heading(text) else ""


def _from_titles(rows: Sequence[Row], index: int, last: int) -> int:
    """The row from which a table whose headings stand at `index` begins, its titles included."""
    first = index
    for place in range(index - 1, max(last, index - 6), -1):
        texts = filled(rows[place][:_WIDE])
        if texts and (texts.count(texts[0]) != len(texts) or not _line(rows[place])):
            break
        first = place if texts else first
    return first


def _folded(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(fold(text) or text for text in texts)


def _skipped(grid: Grid, first: int, last: int, why: str) -> Skipped:
    return Skipped(grid.file, grid.sheet, grid.first_row + first, grid.first_row + last, why)


def drop_other_rows(sheet: ExportSheet, notebook: Notebook) -> None:
    """Leave out totals, footers and lines of text; needs the columns to be matched."""
    naming_columns = [
        sheet.column(n) for n in ("upn", "full_name", "surname", "forename", "date_of_birth")
    ]
    places = [column.index for column in naming_columns if column]
    if not places:
        return
    positions: list[int] = []
    runs: list[tuple[int, int, str]] = []
    for position, row in enumerate(sheet.body):
        why = _why_no_pupil(row, places, sheet)
        if why is None:
            positions.append(position)
        elif runs and runs[-1][1] == sheet.numbers[position] - 1 and runs[-1][2] == why:
            runs[-1] = (runs[-1][0], sheet.numbers[position], why)
        else:
            runs.append((sheet.numbers[position], sheet.numbers[position], why))
    if runs:
        sheet.keep(positions)
    for first, last, why in runs:
        skipped = Skipped(sheet.grid.file, sheet.grid.sheet, first, last, why)
        # A name alone may be a child of whom the other cells were forgotten: a warning, not a note.
        notebook.skip(skipped, doubtful=why == _NAME_ALONE)


_NAME_ALONE = "a name and nothing else"


def _why_no_pupil(row: Row, places: Sequence[int], sheet: ExportSheet) -> str | None:
    named = [plain(row[i]) if i < len(row) else "" for i in places]
    upn = sheet.column("upn")
    texts = filled(row)
    lone = len(texts) == 1 and len(filled(sheet.headings)) >= 3
    if lone and any(named[1:] if upn else named) and texts[0] != plain(row[0] if row else ""):
        return _NAME_ALONE
    if upn and named[0] and not is_footer(named[0]):
        return "a line of text" if lone and " " in named[0].strip() else None
    born = sheet.column("date_of_birth")
    # Whoever has a birthday is a child, though the name may begin like a total ('Count').
    if born and born.index < len(row) and is_day_heading(row[born.index]):
        return None
    if is_footer(texts[0]):
        return "totals or a footer"
    if not any(named):
        return "no pupil is named"
    return "a line of text" if lone else None
