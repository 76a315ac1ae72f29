"""Where the headings of a sheet stand, and which rows around them are no data."""

import re
from collections.abc import Callable, Sequence

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.foreign.aliases import aliases, is_code_heading, why_never
from cwsw.intake.foreign.dates import readings, real_date
from cwsw.intake.foreign.notebook import Notebook
from cwsw.intake.foreign.sheet import Sheet, filled
from cwsw.intake.foreign.upns import is_upn
from cwsw.intake.grids import Cell, Grid, Row
from cwsw.tables.proposal import Skipped

LOOK = 50
"""Rows from the top among which the headings are looked for."""

# fmt: off
_GUIDANCE = frozenset((
    "required", "optional", "mandatory", "text", "date", "number", "yesno", "yn", "conditional",
    "recommended", "string", "ddmmyyyy", "yyyymmdd", "freetext", "dropdown", "example",
    "alphanumeric", "list", "select",
))
# fmt: on
_GUIDANCE_START = re.compile(
    r"^(enter|e\.g\.|eg |for example|please|format:|must be|max |choose)", re.I
)
_TEXTBOX = re.compile(r"^(textbox|column|unnamed:?\s?|field)\s?_?\d+$", re.I)
_FOOTER = re.compile(
    r"^(grand |sub|overall )?\s?-?(totals?|averages?|means?|count|number of (pupils|students|rows))"
    r"\b|^(printed|report(ed)? |generated|exported|produced|created|page \d|end of|source:|©"
    r"|copyright|run (on|by)|as at|data (as|from|correct)|note:"
    r"|\d+ (pupils|students|records|rows))",
    re.I,
)


def find_header(rows: Sequence[Row], settled: Callable[[str], bool]) -> int | None:
    """The index of the row that looks most like headings; None where no row does.

    `settled` tells of a heading whether the user has said what it is.
    """
    best, best_score = None, 0
    for index, row in enumerate(rows[:LOOK]):
        score = _score(row, settled)
        if score > best_score:
            best, best_score = index, score
    return best


def _score(row: Row, settled: Callable[[str], bool]) -> int:
    """How many cells of a row are headings that mean something."""
    texts = [(cell, text) for cell, text in zip(row, map(plain, row), strict=True) if text]
    known = {fold(t) for c, t in texts if isinstance(c, str) and (_is_known(t) or settled(t))}
    codes = [t.upper() for _, t in texts if is_code_heading(t)]
    if len(set(codes)) < len(codes):  # a row of marks, not of codes as headings
        codes = []
    days = sum(is_day_heading(c) for c, _ in texts) if len(texts) > 8 else 0
    numbers = sum(isinstance(c, int | float) or t.isdigit() for c, t in texts)
    if any(is_upn(t) for _, t in texts):  # a row about a pupil
        return 0
    coded = len(codes) if len(codes) >= 5 and known else 0
    score = len(known) + coded + (days if days >= 5 else 0)
    return score if numbers * 2 <= len(texts) else 0


def _is_known(text: str) -> bool:
    return fold(text) in aliases() or why_never(text) is not None


def is_day_heading(cell: Cell) -> bool:
    """Whether a heading is a day, with or without AM or PM."""
    return real_date(cell) is not None if not isinstance(cell, str) else bool(day_of(cell)[0])


_SESSION = re.compile(r"[\s\-_(]*\b(AM|PM)\)?$", re.I)


def day_of(text: str) -> tuple[str, str]:
    """'Mon 02/09/2024 AM' -> ('Mon 02/09/2024', 'AM'); ('', '') where it is no day."""
    line = plain(text)
    match = _SESSION.search(line)
    day = (line[: match.start()] if match else line).strip()
    if not any(c.isdigit() for c in day) or not readings(day):
        return "", ""
    return day, match[1].upper() if match else ""


def open_sheet(grid: Grid, key: str, header: int, notebook: Notebook) -> Sheet:
    """The data rows of a sheet; what is skipped above and between them is recorded."""
    headings, first, last = _headings(grid.rows, header)
    top = [i for i in range(first) if filled(grid.rows[i])]
    if top:
        notebook.skip(_skipped(grid, top[0], first - 1, _why_above(grid.rows[:first])))
    titles = tuple(text for i in top for text in filled(grid.rows[i])[:6])
    repeated = {_folded(headings), _folded(grid.rows[last]), *(_folded(grid.rows[i]) for i in top)}
    sheet = Sheet(grid, key, header, headings, [], [], titles)
    again: list[int] = []
    guidance: list[int] = []
    for index in range(last + 1, len(grid.rows)):
        row = grid.rows[index]
        if not any(cell != "" for cell in row) or not filled(row[:400]):
            continue
        if index <= last + 3 and is_guidance(row):
            guidance.append(index)
        elif _folded(row) in repeated:
            again.append(index)
        elif _is_other_table(row):
            _tell_other_table(sheet, index, notebook)
            break
        else:
            sheet.body.append(row)
            sheet.numbers.append(grid.first_row + index)
    for index in guidance:
        notebook.skip(_skipped(grid, index, index, "guidance on how to fill in the columns"))
    for index in again:
        notebook.skip(_skipped(grid, index, index, "the headings or the title again"))
    return sheet


def _is_other_table(row: Row) -> bool:
    """Whether a row below the headings is headings of something else."""
    texts = filled(row[:60])
    known = sum(fold(t) in aliases() for t in texts)
    return known >= 3 and known * 2 > len(texts) and _score(row, lambda _: False) >= 3


def _tell_other_table(sheet: Sheet, index: int, notebook: Notebook) -> None:
    place = sheet.place(row=sheet.grid.first_row + index)
    text = f"Other headings begin in row {place.row} of {place.sheet}: put what stands there on a "
    text += "sheet of its own."
    effect = "This row and all below it were not read."
    notebook.findings.warning("rows_after_headings", place, text, effect)


def _headings(rows: Sequence[Row], header: int) -> tuple[Row, int, int]:
    """The headings, and the first and last index of their rows: a register may have two."""
    for first in (header, header - 1):
        if first >= 0 and first + 1 < len(rows) and _are_two(rows[first], rows[first + 1]):
            return _merged(rows[first], rows[first + 1]), first, first + 1
    return rows[header], header, header


def _are_two(above: Row, below: Row) -> bool:
    """Days above, and AM and PM below them."""
    days = sum(is_day_heading(c) for c in above if c != "")
    sessions = sum(plain(c).upper() in ("AM", "PM") for c in below)
    return days >= 3 and sessions >= days and sessions * 2 > len(filled(below))


def _merged(above: Row, below: Row) -> list[Cell]:
    """'02/09/2024' above 'AM' is '02/09/2024 AM'; a day above two columns is of both."""
    made: list[Cell] = []
    day = ""
    for index in range(max(len(above), len(below))):
        top = plain(above[index]) if index < len(above) else ""
        low = plain(below[index]) if index < len(below) else ""
        day = top or day
        made.append(f"{day} {low}" if low.upper() in ("AM", "PM") else top or low)
    return made


def _folded(row: Row) -> tuple[str, ...]:
    return tuple(fold(text) or text for text in filled(row[:60]))


def _skipped(grid: Grid, first: int, last: int, why: str) -> Skipped:
    return Skipped(grid.file, grid.sheet, grid.first_row + first, grid.first_row + last, why)


def _why_above(rows: Sequence[Row]) -> str:
    texts = [text for row in rows for text in filled(row)]
    if any(is_guidance(row) for row in rows):
        return "title and guidance"
    return "names of the report writer" if all(map(_TEXTBOX.match, texts)) else "title"


def is_guidance(row: Row) -> bool:
    """Whether a row tells how to fill in the columns."""
    texts = filled(row)
    told = sum(fold(t) in _GUIDANCE or bool(_GUIDANCE_START.match(t)) for t in texts)
    return bool(texts) and told * 2 > len(texts)


def drop_other_rows(sheet: Sheet, notebook: Notebook) -> None:
    """Leave out totals, footers and lines of text, once the columns that name a pupil are known."""
    who = [sheet.column(n) for n in ("upn", "full_name", "surname", "forename", "date_of_birth")]
    places = [column.index for column in who if column]
    if not places:
        return
    kept: list[int] = []
    runs: list[tuple[int, int, str]] = []
    for position, row in enumerate(sheet.body):
        why = _why_no_pupil(row, places, sheet)
        if why is None:
            kept.append(position)
        elif runs and runs[-1][1] == sheet.numbers[position] - 1 and runs[-1][2] == why:
            runs[-1] = (runs[-1][0], sheet.numbers[position], why)
        else:
            runs.append((sheet.numbers[position], sheet.numbers[position], why))
    if runs:
        sheet.keep(kept)
    for first, last, why in runs:
        notebook.skip(Skipped(sheet.grid.file, sheet.grid.sheet, first, last, why))


def _why_no_pupil(row: Row, places: Sequence[int], sheet: Sheet) -> str | None:
    named = [plain(row[i]) if i < len(row) else "" for i in places]
    upn = sheet.column("upn")
    texts = filled(row)
    lone = len(texts) == 1 and len(filled(sheet.headings)) >= 3
    if upn and named[0] and not _FOOTER.match(named[0]):
        return "a line of text" if lone and " " in named[0].strip() else None
    born = sheet.column("date_of_birth")
    if born and born.index < len(row) and is_day_heading(row[born.index]):
        return None
    if _FOOTER.match(texts[0]):
        return "totals or a footer"
    if not any(named):
        return "no pupil is named"
    return "a line of text" if lone else None
