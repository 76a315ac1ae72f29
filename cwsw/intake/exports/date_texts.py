"""Reads what a text says of when: a day, a month, a span, still open, over.

A text is taken apart into dates and the words around them. It is read only where every word is
known (`data/plan_words.toml`, section `date_words`) and fits the column; else a person has to
mend it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from cwsw.intake.cells import EARLIEST_YEAR, LATEST_YEAR, Unreadable, plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.dates import full_year, readings, split_time
from cwsw.intake.grids import Cell
from cwsw.intake.plan_dates import last_of_month, month_number

LONGEST = 120
"""Characters of a text that is still looked at for dates."""


class DateRole(StrEnum):
    """What the dates of a column are."""

    START = "start"
    END = "end"
    SPAN = "start and end"
    DAY = "day"


@dataclass(frozen=True)
class DateReading:
    """What one cell says: first and last day as far as they are said, still open, or over.

    `remark` says by which convention a text was read that can be read in another way too.
    """

    first: date | None = None
    last: date | None = None
    is_open: bool = False
    is_over: bool = False
    remark: str = ""


class DateWordKind(StrEnum):
    """What a word beside a date does (section `date_words` of `plan_words.toml`)."""

    PLAIN = "plain"
    START = "start"
    END = "end"
    BETWEEN = "between"
    OPEN = "open"
    ABOUT = "about"


@dataclass(frozen=True)
class _Date:
    """A date inside a text: a day as text, or the first day of a month."""

    text: str
    month: date | None = None
    short: bool = False


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2})?)?"
# 13/09/2023, 13.9.23, 2023-09-13, 13th Sept 2023, Sept 13, 2023; both separators must be the same.
# Every repetition is bounded: a text of a stranger must not cost time.
_DAYS = (
    rf"\d{{1,2}}([/.\-])\d{{1,2}}\1\d{{2,4}}{_TIME}|\d{{4}}([/.\-])\d{{1,2}}\2\d{{1,2}}{_TIME}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s\-/.]{{0,3}}(?:of\s{{1,3}})?{_MONTH}\.?,?[\s\-/'’]{{0,3}}"
    rf"(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?(?:,\s{{0,3}}|\s{{1,3}})\d{{4}}"
)
# 'Sept 2023', 'September of 23'.
_NAMED_MONTH = rf"({_MONTH})\.?,?(?:\s{{0,3}}of)?([\s\-/'’.]{{0,3}})(\d{{4}}|\d{{2}})"
# '09/2023', '2023-09'.
_NUMBER_MONTH = r"(\d{1,2})[/.\-](\d{4})|(\d{4})[/.\-](\d{1,2})"
# No part of a longer word or number, as in a case number.
_APART = r"(?<![A-Za-z0-9])(?:{})(?![A-Za-z0-9])"
_DATE = re.compile(_APART.format(f"{_DAYS}|{_NAMED_MONTH}|{_NUMBER_MONTH}"), re.IGNORECASE)
_MONTH_ONLY = re.compile(f"{_NAMED_MONTH}|{_NUMBER_MONTH}", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+|\d+|[^\sa-z\d]")
# Words that the search for words would take apart.
_JOINED = (("w/c", "week"), ("w/b", "week"), ("w/e", "week"), ("de-plan", "deplan"))

_NOT_A_DATE = Unreadable("is not a date that can be read: write it as dd/mm/yyyy")
_YEAR_ALONE = Unreadable("is a year and no date: write the day as dd/mm/yyyy")
_SEVERAL = Unreadable("holds several dates: put each in a cell of its own")
_ONE_OF_TWO = Unreadable("holds one date and does not say whether it is the start or the end")


def in_texts(cells: Sequence[Cell]) -> list[str]:
    """The days, as texts, that stand among words in the cells of a column, one for each time."""
    texts = [plain(c) for c in cells if isinstance(c, str)]
    days_by_text = {
        text: [d.text for d in _dates(text)[0] if d.month is None] for text in set(texts)
    }
    return [day for text in texts for day in days_by_text[text] if day != text]


def is_date_text(text: str) -> bool:
    """Whether a text holds a day or a month, alone or among words."""
    return bool(readings(text)) or bool(_dates(text)[0])


def read_text(
    text: str, role: DateRole, day_of: Callable[[str], date | None]
) -> DateReading | Unreadable:
    """What a text that is no plain day says in a column of a role.

    `day_of` reads the text of a day in the order of the column.
    """
    dates, gaps = _dates(text)
    kinds = [_kinds(gap) for gap in gaps] if dates else []
    if not dates or any(kind is None for gap in kinds for kind in gap):
        return _YEAR_ALONE if re.fullmatch(r"\d{4}", text) else _NOT_A_DATE
    if len(dates) > 2:
        return _SEVERAL
    kind_sets = [{kind for kind in gap if kind} for gap in kinds]
    if len(dates) == 2:
        return _span(dates, kind_sets, role, day_of)
    return _single(dates[0], kind_sets[0], kind_sets[1], role, day_of)


def _dates(text: str) -> tuple[list[_Date], list[str]]:
    """The dates inside a text, and the texts before, between and behind them."""
    if len(text) > LONGEST or not any(c.isdigit() for c in text):
        return [], [text]
    dates, gaps, last = [], [], 0
    for match in _DATE.finditer(text):
        dates.append(_Date(match[0], *_month_of(match[0])))
        gaps.append(text[last : match.start()])
        last = match.end()
    return dates, [*gaps, text[last:]]


def _month_of(text: str) -> tuple[date | None, bool]:
    """The first day of a month alone, and whether its year may be a day: 'Sept 23'."""
    match = _MONTH_ONLY.fullmatch(text)
    if match is None:
        return None, False
    named, between, year, month, four, year_first, second = match.groups()
    if named:
        short = len(year) == 2 and between.strip() == ""
        return _first_day(full_year(year), month_number(named) or 0), short
    if year_first and int(second) == (int(year_first) + 1) % 100:  # 2010-11: an academic year?
        return None, False
    return _first_day(int(four or year_first), int(month or second)), False


def _first_day(year: int, month: int) -> date | None:
    usable = EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12
    return date(year, month, 1) if usable else None


def _kinds(gap: str) -> list[DateWordKind | None]:
    """What each word of a text without dates does; None for one that is not known."""
    text = gap.casefold()
    for form, joined in _JOINED:
        text = text.replace(form, joined)
    return [_kind(token) for token in _WORD.findall(text)]


def _kind(token: str) -> DateWordKind | None:
    kind = word("date_words", token)
    return DateWordKind(kind) if kind else None


def _span(
    dates: Sequence[_Date],
    kind_sets: Sequence[set[DateWordKind]],
    role: DateRole,
    day_of: Callable[[str], date | None],
) -> DateReading | Unreadable:
    """Two dates: from the first to the second, where the words between them say so."""
    before, between, after = kind_sets
    joins = bool(between & {DateWordKind.BETWEEN, DateWordKind.END}) and not between & {
        DateWordKind.OPEN,
        DateWordKind.START,
    }
    fits = before <= {DateWordKind.PLAIN, DateWordKind.START, DateWordKind.ABOUT} and after <= {
        DateWordKind.PLAIN,
        DateWordKind.ABOUT,
    }
    if role is DateRole.DAY or not (joins and fits):
        return _SEVERAL
    first, last = _edge(dates[0], day_of, last=False), _edge(dates[1], day_of, last=True)
    if first is None or last is None:
        return _NOT_A_DATE
    return DateReading(first, last, remark=_remark(dates, before | between | after))


def _single(
    text_date: _Date,
    before: set[DateWordKind],
    after: set[DateWordKind],
    role: DateRole,
    day_of: Callable[[str], date | None],
) -> DateReading | Unreadable:
    """One date with words around it."""
    words = before | after
    if role is DateRole.DAY:
        day = (
            day_of(text_date.text)
            if text_date.month is None and words <= {DateWordKind.PLAIN}
            else None
        )
        return _NOT_A_DATE if day is None else DateReading(day, day)
    ends = DateWordKind.END in words or (
        DateWordKind.BETWEEN in before and DateWordKind.START not in before
    )
    is_open = DateWordKind.OPEN in after or {DateWordKind.OPEN, DateWordKind.START} <= before
    if role is DateRole.SPAN and DateWordKind.BETWEEN in after and not ends:  # '13/09/2023 -'
        is_open = True
    starts = DateWordKind.START in words or is_open
    if (starts and ends) or (DateWordKind.OPEN in words and not is_open):
        return _NOT_A_DATE
    if role is DateRole.SPAN and not (starts or ends):
        return _ONE_OF_TWO
    is_start = starts or (role is DateRole.START and not ends)
    if is_start is not (role is DateRole.START) and role is not DateRole.SPAN:
        return _NOT_A_DATE
    day = _edge(text_date, day_of, last=not is_start)
    if day is None:
        return _NOT_A_DATE
    remark = _remark([text_date], words)
    if not is_start:
        return DateReading(None, day, remark=remark)
    return DateReading(day, None, is_open=is_open or role is DateRole.SPAN, remark=remark)


def _edge(text_date: _Date, day_of: Callable[[str], date | None], *, last: bool) -> date | None:
    """The day of a date; of a month its first or its last."""
    if text_date.month is None:
        return day_of(text_date.text)
    return last_of_month(text_date.month) if last else text_date.month


def _remark(dates: Sequence[_Date], words: set[DateWordKind]) -> str:
    if DateWordKind.ABOUT in words:
        return "is not exact"
    return "is read as a month and a year" if any(text_date.short for text_date in dates) else ""


# fmt: off
_NO_DAYS = frozenset((
    (9999, 12, 31), (2999, 12, 31), (2199, 12, 31), (2100, 1, 1), (2100, 12, 31), (2099, 12, 31),
    (2099, 1, 1), (1970, 1, 1), (1900, 1, 0), (1900, 0, 1), (1900, 1, 1), (1899, 12, 30),
    (1899, 12, 31), (1800, 1, 1), (1753, 1, 1), (1, 1, 1),
))
# fmt: on
"""Days that systems write where there is none: the last they know, the first, or 0 as a date."""

_THREE = re.compile(r"(\d{1,4})[/.\-](\d{1,2}|[A-Za-z]{3,9})[/.\-](\d{1,4})")


def is_no_day(cell: Cell) -> bool:
    """Whether a cell holds one of the days, or the 0, that systems write for no day at all."""
    if isinstance(cell, timedelta):
        return not cell
    if isinstance(cell, time):
        return cell == time()
    if isinstance(cell, date):
        return (cell.year, cell.month, cell.day) in _NO_DAYS
    if isinstance(cell, int | float):
        return cell == 0
    if isinstance(cell, str) and len(cell) > LONGEST:
        return False
    text, _ = split_time(plain(cell))
    if fold(text) in ("0", "00", "0000", "000000"):
        return True
    match = _THREE.fullmatch(text)
    if match is None:
        return False
    month = int(match[2]) if match[2].isdigit() else month_number(match[2]) or -1
    first, third = int(match[1]), int(match[3])
    if len(match[1]) == 4:
        return (first, month, third) in _NO_DAYS
    year = {"00": 1900}.get(match[3], third) if first == 0 else third
    return bool({(year, month, first), (year, first, month)} & _NO_DAYS)
