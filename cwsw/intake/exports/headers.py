"""Finds the headings of a table, which stand in one row or in several, below titles or none."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases, is_code_heading, why_never
from cwsw.intake.exports.dates import readings, real_date
from cwsw.intake.exports.labelled import split_heading
from cwsw.intake.exports.sheet import filled
from cwsw.intake.exports.upns import is_upn
from cwsw.intake.exports.yearless_days import LEAST, yearless_day
from cwsw.intake.grids import Cell, Grid, Row

_NAMES = frozenset(("upn", "full_name", "surname", "forename"))
_NAMING_FIELDS = _NAMES | {"date_of_birth"}
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
# Names that report writers give to boxes: 'Textbox12', 'Column3', 'Unnamed: 4'.
_TEXTBOX = re.compile(r"^(textbox|column|unnamed:?\s?|field)\s?_?\d+$", re.I)
# Totals, and the lines that reports print below a table: who printed it, and when.
_FOOTER = re.compile(
    r"^(grand |sub|overall )?\s?-?(totals?|averages?|means?|count|number of (pupils|students|rows))"
    r"\b|^(printed|report(ed)? |generated|exported|produced|created|page \d|end of|source:|©"
    r"|copyright|run (on|by)|as at|data (as|from|correct)|note:"
    r"|\d+ (pupils|students|records|rows))",
    re.I,
)


def find_header(rows: Sequence[Row], settled: Callable[[str], bool]) -> int | None:
    """The index of the row that looks most like headings; None where no row does.

    Of several tables below each other it is the first one's. `settled` tells of a heading whether
    the user has said what it is.
    """
    scores = [score(row, settled) for row in rows[:LOOK]]
    best = max(scores, default=0)
    if not best:
        return None
    at = scores.index(best)
    # Words further down may score higher, as on a second table with more columns.
    tables = [
        i for i, points in enumerate(scores[: at + 1]) if points >= 2 and is_table(filled(rows[i]))
    ]
    if at not in tables:
        return at
    # A title may look like headings: a table has a filled row below them.
    return next(i for i in tables if i == at or len(filled(rows[i + 1])) >= 2)


def is_table(texts: Sequence[str]) -> bool:
    """Whether a row's texts are headings of a list of children, and hardly anything else."""
    if not any(map(field_of, texts[:3])):  # nearly always: look no further
        return False
    fields = [field_of(text) for text in texts[:60]]
    matched_fields = [field for field in fields if field is not None]
    naming_fields = sum(field in _NAMING_FIELDS for field in matched_fields)
    if naming_fields >= 2 or (naming_fields and len(matched_fields) == len(fields) >= 2):
        return True
    return len(matched_fields) >= 3 and len(matched_fields) * 2 > len(fields)


def score(row: Row, settled: Callable[[str], bool]) -> int:
    """How many cells of a row are headings that mean something; 0 for a row of data.

    Args:
        row: The row.
        settled: Tells of a heading whether the user has said what it is.
    """
    texts = [(cell, text) for cell, text in zip(row, map(plain, row), strict=True) if text]
    numbers = sum(isinstance(c, int | float) or t.isdigit() for c, t in texts)
    is_about_a_pupil = any(is_upn(t) for _, t in texts)
    # Rows of data: pupils, or sums.
    if is_about_a_pupil or numbers * 2 > len(texts):
        return 0
    headings = {
        fold(t) for c, t in texts if isinstance(c, str) and (_is_known_heading(t) or settled(t))
    }
    codes = [t.upper() for _, t in texts if is_code_heading(t)]
    if len(set(codes)) < len(codes):  # a row of marks, not of codes as headings
        codes = []
    days = sum(map(_is_day, row)) if len(texts) > LEAST else 0
    # A letter alone is often an attendance code: only several of them beside another heading count.
    coded = len(codes) if len(codes) >= 5 and headings else 0
    return len(headings) + coded + (days if days >= 5 else 0)


def _is_day(cell: Cell) -> bool:
    is_text = isinstance(cell, str)
    return is_day_heading(cell) or (is_text and yearless_day(str(cell)) is not None)


def _is_known_heading(text: str) -> bool:
    return fold(split_heading(text)[0]) in aliases() or why_never(text) is not None


def is_day_heading(cell: Cell) -> bool:
    """Whether a heading is a day, with or without AM or PM."""
    return real_date(cell) is not None if not isinstance(cell, str) else bool(day_of(cell)[0])


# 'AM' at the end, with any marks before it: the look-behind keeps the search from starting anew at
# each of many spaces.
_SESSION = re.compile(r"(?<![\s\-_(])[\s\-_(]*\b(AM|PM)\)?$", re.I)


def day_of(text: str) -> tuple[str, str]:
    """'Mon 02/09/2024 AM' -> ('Mon 02/09/2024', 'AM'); ('', '') where it is no day."""
    line = plain(text)
    match = _SESSION.search(line)
    day = (line[: match.start()] if match else line).strip()
    if not any(c.isdigit() for c in day) or not readings(day):
        return "", ""
    return day, match[1].upper() if match else ""


@dataclass(frozen=True)
class HeadingRows:
    """The headings of a table: the indices of their first and last row in the grid.

    `labels` are the words above each heading, '' where there are none; `rows` the rows as found.
    """

    first: int
    last: int
    headings: Row
    labels: tuple[str, ...]
    rows: tuple[Row, ...]


def read_headings(grid: Grid, header: int) -> HeadingRows:
    """The headings at a row, with the rows above or below it that belong to them."""
    rows = grid.rows
    # Days above AM and PM; the scores may have chosen the one row or the other.
    for first in (header, header - 1):
        if first >= 0 and first + 1 < len(rows) and _are_days(rows[first], rows[first + 1]):
            both = rows[first], rows[first + 1]
            return HeadingRows(first, first + 1, _with_days(*both), (), both)
    last = header + 1 if header + 1 < len(rows) and _are_under(grid, header) else header
    first = last
    while first > 0 and last - first < _MOST_ABOVE and _is_above(grid, first - 1, last):
        first -= 1
    return _stacked(grid, first, last)


_MOST_ABOVE = 2
"""Rows of words above the headings that are read with them, such as a year and its terms."""


def _are_under(grid: Grid, header: int) -> bool:
    """Whether the row below a heading row holds headings too, such as Start and End under CIN."""
    above, below = grid.rows[header], grid.rows[header + 1]
    texts = [(index, plain(cell)) for index, cell in enumerate(below) if plain(cell)]
    if len(texts) < 2 or not all(_is_known_heading(text) for _, text in texts):
        return False
    named = {i for i, cell in enumerate(above) if field_of(cell) in _NAMES}
    filled_down = all(i not in named or fold(t) == fold(plain(above[i])) for i, t in texts)
    return bool(named) and filled_down


def _is_above(grid: Grid, index: int, last: int) -> bool:
    """Whether a row holds words above headings: for several columns, not a title over all."""
    row = grid.across(index)
    texts = filled(row)
    if not texts or any(not isinstance(cell, str | int | float) for cell in row):
        return False
    if any(map(is_upn, texts)) or is_guidance(texts):
        return False
    names = [i for i, cell in enumerate(grid.rows[last]) if field_of(cell) in _NAMES]
    names += [i for i, cell in enumerate(row) if field_of(cell) in _NAMES]
    labels = {i for i, cell in enumerate(row) if plain(cell) and i not in names}
    over_names = names and min(names) in {i for i, cell in enumerate(row) if plain(cell)}
    return bool(labels) and bool(names) and (not over_names or len(set(texts)) > 1)


def _stacked(grid: Grid, first: int, last: int) -> HeadingRows:
    """Rows of headings as one: the lowest word is the heading, those above it its label."""
    rows = tuple(grid.rows[first : last + 1])
    lowest, above = grid.rows[last], [grid.across(i) for i in range(first, last)]
    width = max(map(len, rows))
    spread = [_to_the_right(grid, first + i, row, width) for i, row in enumerate(above)]
    headings: list[Cell] = []
    labels = []
    for column in range(width):
        cell = lowest[column] if column < len(lowest) else ""
        words = [plain(row[column]) for row in spread]
        if not plain(cell):
            own = [plain(row[column]) if column < len(row) else "" for row in above]
            cell = next((text for text in reversed(own) if text), "")
            words = []
        labels.append(
            " ".join(t for t in dict.fromkeys(words) if t and fold(t) != fold(plain(cell)))
        )
        headings.append(cell)
    return HeadingRows(first, last, headings, tuple(labels) if any(labels) else (), rows)


def _to_the_right(grid: Grid, index: int, row: Row, width: int) -> list[Cell]:
    """A row of labels, each over the columns to the next one where no merged cells say more."""
    cells: list[Cell] = [*row, *[""] * (width - len(row))]
    # Where the sheet itself says how far a label goes, nothing is guessed.
    if any(m.top <= index <= m.bottom and m.right > m.left for m in grid.merged):
        return cells
    now: Cell = ""
    for index, cell in enumerate(cells):
        now = cell if plain(cell) else now
        cells[index] = now
    return cells


def field_of(cell: Cell) -> str | None:
    """The field of a heading in the alias file; None where it is not there."""
    alias = aliases().get(fold(plain(cell)))
    return alias.field if alias else None


def _are_days(above: Row, below: Row) -> bool:
    """Days above, and AM and PM below them."""
    days = sum(is_day_heading(c) for c in above if c != "")
    sessions = sum(plain(c).upper() in ("AM", "PM") for c in below)
    return days >= 3 and sessions >= days and sessions * 2 > len(filled(below))


def _with_days(above: Row, below: Row) -> list[Cell]:
    """'02/09/2024' above 'AM' is '02/09/2024 AM'; a day above two columns is of both."""
    cells: list[Cell] = []
    day = ""
    for index in range(max(len(above), len(below))):
        top = plain(above[index]) if index < len(above) else ""
        low = plain(below[index]) if index < len(below) else ""
        day = top or day
        cells.append(f"{day} {low}" if low.upper() in ("AM", "PM") else top or low)
    return cells


def why_above(rows: Sequence[Row]) -> str:
    """What the rows above the headings are."""
    texts = [text for row in rows for text in filled(row)]
    if any(is_guidance(filled(row)) for row in rows):
        return "title and guidance"
    return "names of the report writer" if all(map(_TEXTBOX.match, texts)) else "title"


def is_guidance(texts: Sequence[str]) -> bool:
    """Whether a row of texts tells how to fill in the columns."""
    guiding = sum(fold(t) in _GUIDANCE or bool(_GUIDANCE_START.match(t)) for t in texts)
    return bool(texts) and guiding * 2 > len(texts)


def is_footer(text: str) -> bool:
    """Whether a text begins as totals and footers do."""
    return bool(_FOOTER.match(text))
