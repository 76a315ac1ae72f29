"""Reads name, phase and day of the data from title rows, to be suggested and never taken."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from cwsw.intake.exports.dates import Style, readings
from cwsw.intake.exports.sheet import filled
from cwsw.intake.grids import Grid
from cwsw.tables.upload import School

_MOST = 200
"""Characters of a title that are looked at."""

_TOP, _FEW = 8, 3
_SCHOOL = re.compile(r"\b(?:school|academy|college|nursery|infants?|juniors?|primary|high)\b", re.I)
# Words of titles that are about a report: 'School attendance register'.
_NO_NAME = re.compile(
    r"\b(?:list|report|export|printed|pupils?|students?|children|attendance|register|plans?|date"
    r"|year|term|group|class|roll|data|head(?:teacher)?|safeguarding|phase|type|name)\b",
    re.I,
)
_LABEL = re.compile(
    r"^\s*(?:school(?: name)?|name of school|establishment|academy)\s*[:=]\s*", re.I
)
# What parts a title: 'Foxglove School - Pupil list (17/07/2026)'.
_BETWEEN = re.compile(r"\s+[-–—|]+\s+|\s*[|:;]\s*|\s{3,}|\s+\(|\)")
_WITHIN = re.compile(r",\s+|\b(?:for|at)\s+", re.I)
_LONGEST_NAME = 80

# In this order: an 'all-through academy' may also name its primary phase.
_PHASES: Sequence[tuple[str, re.Pattern[str]]] = (
    ("all-through", re.compile(r"\ball[- ]?through\b", re.I)),
    ("AP", re.compile(r"\b(?:pupil referral|PRU|alternative provision)\b", re.I)),
    ("special", re.compile(r"\bspecial (?:school|academy|needs school)\b", re.I)),
    ("primary", re.compile(r"\b(?:primary|infants?|juniors?|first school)\b", re.I)),
    ("secondary", re.compile(r"\b(?:secondary|high school|upper school|grammar school)\b", re.I)),
    ("post-16", re.compile(r"\b(?:sixth[- ]form(?: college)?|post[- ]?16)\b", re.I)),
    ("nursery", re.compile(r"\bnursery (?:school|and|academy)\b", re.I)),
)
# The day for which data are true is surer than the one on which they were printed.
_TRUE_ON = re.compile(
    r"\b(?:as (?:at|of)|correct (?:at|on|as at)|effective(?: date)?|date of (?:the )?data"
    r"|as-at date|on roll (?:at|on))\b[\s:|]*(?:the\s+)?",
    re.I,
)
_MADE_ON = re.compile(
    r"\b(?:printed|run|generated|exported|extracted|produced|created|report(?:ed)? date|date"
    r"|downloaded|to|until|ending)\b(?: on)?[\s:|]*",
    re.I,
)
_DAY = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \-][A-Za-z]{3,9},?[ \-]\d{4}",
    re.I,
)


def top_texts(grid: Grid) -> list[str]:
    """The texts of the first rows that hold few, as titles do, before any headings are found."""
    rows = [filled(row[:60]) for row in grid.rows[:_TOP]]
    return [text for texts in rows if len(texts) <= _FEW for text in texts]


def titled_school(sheets: Iterable[Sequence[str]]) -> School:
    """What the title rows of sheets say; nothing where they say different things."""
    titles = [[title[:_MOST] for title in own] for own in sheets]
    return School(
        name=_common_text(name for own in titles for name in map(_name, own)),
        phase=_common_text(phase for own in titles for phase in map(_phase, own)),
        as_at=_day(titles),
    )


def _common_text(texts: Iterable[str]) -> str | None:
    """What is said, where everybody who says something says the same."""
    different = {text.casefold(): text for text in texts if text}
    return different.popitem()[1] if len(different) == 1 else None


def _name(title: str) -> str:
    """The name of a school in a title; '' where it names none."""
    labelled = _LABEL.match(title)
    text = title[labelled.end() :] if labelled else title
    pieces = _BETWEEN.split(_DAY.sub(" | ", text))
    for piece in (*pieces, *(part for whole in pieces for part in _WITHIN.split(whole))):
        name = piece.strip(" ,.-")
        fits = labelled or (_SCHOOL.search(name) and not _NO_NAME.search(name))
        if fits and " " in name and len(name) <= _LONGEST_NAME:
            return name
    return ""


def _phase(title: str) -> str:
    return next((phase for phase, words in _PHASES if words.search(title)), "")


def _day(titles: Sequence[Sequence[str]]) -> date | None:
    """The day for which the data are said to be true, else the one on which they were made."""
    texts = [" | ".join(own) for own in titles]
    for pattern in (_TRUE_ON, _MADE_ON):
        days = [
            day for text in texts for match in pattern.finditer(text) if (day := _at(text, match))
        ]
        if days:
            return max(days)
    lone_days = [_read(match) for text in texts for match in _DAY.findall(text)]
    different_days = {day for day in lone_days if day}
    return different_days.pop() if len(different_days) == 1 else None


def _at(text: str, words: re.Match[str]) -> date | None:
    """The day right behind some words."""
    day = _DAY.match(text, words.end())
    return _read(day[0]) if day else None


def _read(text: str) -> date | None:
    days = readings(text)
    return days.get(Style.DAY_FIRST) or next(iter(days.values()), None)
