"""What titles, footers and a School column say of the school: suggestions, never facts."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.foreign.aliases import aliases
from cwsw.intake.foreign.dates import Style, readings
from cwsw.intake.foreign.sheet import filled
from cwsw.intake.grids import Cell, Grid
from cwsw.tables.upload import School

_TOP, _END = 12, 6
"""Rows from the top and from the end of a sheet that may hold a title or a footer."""

_LONGEST = 150
_AS_AT = re.compile(
    r"\b(?:as (?:at|of|on)|correct (?:at|on|as at)|data (?:as )?(?:at|of|from)|snapshot)\b", re.I
)
_MADE = re.compile(
    r"\b(?:date|printed|generated|exported|produced|created|reported|run|downloaded)\b", re.I
)
_DAY = re.compile(
    r"\b(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9}\s\d{4})\b",
    re.I,
)
_NAME = re.compile(
    r"((?:[A-Z][\w'’.&\-]*\s(?:(?:of|the|and|upon|on|in|le|de)\s)?){1,6}"
    r"(?:School|Academy|College|Federation)(?:\s(?:and|&)\s[A-Z]\w+(?:\s[A-Z]\w+)?)?)\b"
)
_NO_NAME = re.compile(
    r"^(?:The )?(?:Whole|Our|This|Main|Previous|Next|Attendance|Pupils?|Report|Name of)\b"
)
# fmt: off
_PHASES = (
    ("special", ("special school",)),
    ("AP", ("pupil referral", "alternative provision", "pru")),
    ("primary", ("primary", "infant", "junior", "first school", "lower school")),
    ("nursery", ("nursery school",)),
    ("post-16", ("sixth form college", "sixth-form college")),
    ("secondary", ("secondary", "high school", "grammar", "upper school", "comprehensive")),
)
# fmt: on


def suggested_school(grids: Sequence[Grid]) -> School:
    """Name, phase and as-at date as the words around the tables have them, where they agree."""
    texts = [text for grid in grids for text in _around(grid)]
    names = Counter(name for text in texts if (name := name_in(text)))
    names.update({n: len(texts) + 1 for grid in grids if (n := _from_column(grid))})
    name = names.most_common(1)[0][0] if names else None
    return School(name=name, phase=phase_of(name or ""), as_at=_as_at(grids))


def name_in(text: str) -> str | None:
    """The name of a school in a title: 'Foxmoor School - pupils' -> 'Foxmoor School'."""
    match = _NAME.search(text[:_LONGEST])
    return match[1].strip() if match and not _NO_NAME.match(match[1]) else None


def phase_of(name: str) -> str | None:
    """The phase that a school's name tells; None where it tells none or two."""
    words = name.casefold()
    found = [phase for phase, forms in _PHASES if any(form in words for form in forms)]
    return found[0] if len(found) == 1 else None


def _around(grid: Grid) -> Iterable[str]:
    """Texts that may be titles or footers: rows with few cells at either end."""
    ends = [*grid.rows[:_TOP], *grid.rows[max(_TOP, len(grid.rows) - _END) :]]
    for row in ends:
        texts = filled(row[:60])
        if len(texts) <= 3:
            yield from texts


def _from_column(grid: Grid) -> str | None:
    """The one school that a School column names."""
    for index, row in enumerate(grid.rows[:_TOP]):
        for place, cell in enumerate(row[:60]):
            alias = aliases().get(fold(plain(cell)))
            if alias is not None and alias.field == "school_name":
                below = grid.rows[index + 1 : index + 400]
                found = {plain(r[place]) for r in below if place < len(r)} - {""}
                return found.pop()[:_LONGEST] if len(found) == 1 else None
    return None


def _as_at(grids: Sequence[Grid]) -> date | None:
    """The latest day that is said to be that of the data, else that of the report."""
    for word in (_AS_AT, _MADE):
        days = [day for grid in grids for day in _days(grid, word)]
        if days:
            return max(days)
    return None


def _days(grid: Grid, word: re.Pattern[str]) -> Iterable[date]:
    for row in [*grid.rows[:_TOP], *grid.rows[max(_TOP, len(grid.rows) - _END) :]]:
        texts = filled(row[:60])
        if len(texts) <= 3 and any(word.search(text[:_LONGEST]) for text in texts):
            yield from (day for cell in row[:60] if (day := _day(cell)))


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DAY.search(plain(cell)[:_LONGEST]) if isinstance(cell, str) else None
    found = readings(match[0].replace(".", "/")) if match else {}
    order = (Style.DAY_FIRST, Style.ISO, Style.DAY_WORD, Style.MONTH_FIRST)
    return next((found[style] for style in order if style in found), None)
