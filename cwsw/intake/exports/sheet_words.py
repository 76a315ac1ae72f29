"""Reads what sheet and file names, titles and lines between rows say of the rows.

Nothing here decides anything: a row's own words always outweigh these.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from cwsw.intake.cells import plain
from cwsw.intake.exports.year_words import YearWord, span_in, year_in
from cwsw.intake.exports.yeargroups import read_group

NO_PLAN = ""
MOST = 200
"""Characters of a name or title that are looked at."""


def _any(*words: str) -> re.Pattern[str]:
    """A pattern for any of some words, each whole."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)


# fmt: off
_PLANS = (
    ("CIN", _any(
        r"c\.?i\.?n\.?p?", "child(?:ren)?[ -]in[ -]need", "(?:section|s) ?17",
    )),
    ("CP", _any(r"c\.?p\.?p?", "child(?:ren)?(?:'?s)?[ -]protection")),
    ("CLA", _any("lac", "cla", "cic", "looked[ -]after", "(?:child(?:ren)? )?in care")),
    (NO_PLAN, _any(
        "early[ -]help", "taf", "team around", "eh[ampt]?", "referr(?:als?|ed)", "mash",
        "assessments?", "young carers?", "family support", "universal", "monitoring",
        "s(?:ection )?47", "no plans?",
    )),
)
_ENDED = _any(
    "closed", "closures?", "ended", "histor(?:ic|ical|y)", "archived?", "past", "former",
    "previous(?:ly)?", "^old$", "old (?:cases|plans?|data|lists?|records?|cin|cp)",
    "step(?:ped)?[ -]?down", "no longer", "ceased",
    "finished", "inactive", "expired", "resolved", "dormant", "discharged", "removed", "nfa",
    "no further action", "de-?planned", "de-?regist(?:ered|rations?)", "transferred out",
    "moved (?:on|away|out)", "not (?:current|open|active|live)",
)
_OPEN = _any("current(?:ly)?", "open", "active", "live", "ongoing", "now")
_NO_LONGER = _any(r"(?:not|no longer)(?: \w+)?")
_LEFT = _any(
    "(?<!care )leavers?", "left", "off[ -]?roll", "departed", "de-?registered", "gone",
    "(?:ex|former|previous)[ -]pupils", "no longer on roll", "moved (?:on|school|away)",
    "transferred",
)
_PLAINLY = _any(
    "leavers", "off[ -]?roll", "(?:ex|former|previous)[ -]pupils", "left school", "archived?",
    "(?:closed|ended|historic(?:al)?|past|previous|old) (?:cases|plans?|cin|cp|lists?|records?)",
    "(?:cin|cp|plans?|cases) (?:closed|ended|historic(?:al)?)",
)
_ON_ROLL = _any("on[ -]?roll", "current pupils", "all pupils", "starters", "joiners", "joined")
DOUBTFUL = re.compile(_any(
    "not?", "never", r"un\w+", "pending", r"consider\w*", "possibl[ey]", r"potential\w*",
    r"propos\w+", r"await\w*", r"declin\w+", r"refus\w+", r"reject\w+", r"request\w*", "under",
    "ex", "was", "were", "to", "from", "risk",
).pattern + "|[?>→]", re.I)
"""Words beside a plan that make it uncertain whether there is one."""

# 'Last year' is no plan that was last: such words are taken out first.
_OF_YEARS = _any(r"(?:last|previous|past|current|this) (?:\w+ )?years?(?:'?s)?")
# 'CPList' is 'CP List'.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")
# 'Year 7', 'Yr 7', 'Y7'; not 'Years 7-9' or 'Year 7/8', which are several.
_GROUP = re.compile(r"\b(?:years?|yrs?|y)\.?\s*(?:groups?\s*)?(\d{1,2}|R)(?![\w/&,–-])", re.I)
_EARLY_GROUP = _any("reception", "nursery", "N[12]", "EYFS")
# '7B', 'Class 7B', 'Form 10 XY1': the year group is the number.
_CLASS = re.compile(r"(?:class|form|tutor group)?\s*(\d{1,2})\s?[a-z]{1,3}\d?", re.I)
_NUMBER = re.compile(r"\d{1,2}")
_WEEK = _any(
    "(?:last|this|past|previous) (?:week|month|fortnight|day)", "weekly", "monthly", "daily",
    "today", "yesterday", "weeks?", "w/?[cbe]", "fortnight", r"last \d{1,2} (?:days|weeks)",
)
_TO_DATE = _any(
    "year[ -]to[ -]date", "ytd", "to[ -]date", "so far", "cumulative", "(?:whole|full|entire) year",
    "annual", "this (?:academic |school )?year",
)
# 'Autumn', 'Autumn term', 'Autumn 2' for the second half of it.
_SEASON = tuple(
    re.compile(rf"\b(?:{words})(?=\b|\d)(?:\s?(?:term)?\s?([12])\b)?", re.I)
    for words in ("autumn|aut|michaelmas", "spring|spr|lent", "summer|sum|trinity")
)
# 'HT3', 'Half term 3', 'T3': of six in a year.
_HALF_TERM = re.compile(r"\b(?:ht|half[ -]?term|term|t)\s?([1-6])\b", re.I)
_MONTH = _any(  # a "sep line" names the delimiter of a CSV file
    "sep(?:tember|t)?(?! line)", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?", "jan(?:uary)?",
    "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
)
# fmt: on
_FEW_DAYS = 45
"""Days up to which two dates in a title are a part of a year and not a term of it."""

_MONTHS = ["sep", "oct", "nov", "dec", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug"]


class AttendancePeriod(StrEnum):
    """Parts of a year that attendance is given for, and the whole of it so far."""

    WEEK = "a week or a month"
    TERM = "a term or half-term"
    YEAR = "the year to date"


@dataclass(frozen=True)
class YearPart:
    """A part of an academic year: its span, and its place in the year, 1 to 7, 0 where unknown."""

    span: AttendancePeriod
    order: float = 0.0


def tidy(text: str) -> str:
    """A name as words: 'CPList_2025.csv' -> 'CP List 2025 csv'."""
    return _CAMEL.sub(" ", plain(text)[:MOST].replace("_", " "))


def plans_in(text: str) -> tuple[str, ...]:
    """The plans that a text names, in the order CIN, CP, CLA; '' is help that is no plan."""
    words = tidy(text)
    whole = plain(text)[:MOST]
    return tuple(p for p, form in _PLANS if form.search(words) or form.search(whole))


def ended_in(text: str) -> bool | None:
    """True for 'Closed cases', False for 'Current', None where a text says neither or both."""
    words = _OF_YEARS.sub(" ", tidy(text)).strip()
    is_open = bool(_OPEN.search(_NO_LONGER.sub(" ", words)))
    return _one_of(bool(_ENDED.search(words)), is_open)


def is_plainly_over(text: str) -> bool:
    """Whether the name of a file says that what is in it is over: 'Leavers', 'Closed cases'."""
    words = tidy(text)
    return bool(_PLAINLY.search(words)) or _ENDED.fullmatch(words.strip()) is not None


def left_in(text: str) -> bool | None:
    """True for 'Leavers 2024-25', False for 'On roll', None where a text says neither or both."""
    words = tidy(text)
    return _one_of(bool(_LEFT.search(words)), bool(_ON_ROLL.search(words)))


def _one_of(yes: bool, no: bool) -> bool | None:
    return None if yes == no else yes


def year_of(text: str) -> YearWord | None:
    """The academic year a text names."""
    return year_in(plain(text)[:MOST].replace("_", " "))


def group_in(text: str) -> tuple[int | None, bool]:
    """The year group that a name gives, and whether it is certain: of '7' alone it is not."""
    words = tidy(text)
    groups = {read_group(m[1]) for m in _GROUP.finditer(words)}
    groups |= (
        {read_group(m[0]) for m in _EARLY_GROUP.finditer(words)} - {None} if not groups else set()
    )
    if not groups and (match := _CLASS.fullmatch(words)):
        groups = {read_group(match[1])}
    if not groups and _NUMBER.fullmatch(words):
        return read_group(words), False
    groups.discard(None)
    return (groups.pop(), True) if len(groups) == 1 else (None, False)


def part_in(text: str) -> YearPart | None:
    """The part of a year that a text names: a week, a term, or the year to date."""
    words = tidy(text)
    if _TO_DATE.search(words):
        return YearPart(AttendancePeriod.YEAR)
    terms = {_place(n, m) for n, form in enumerate(_SEASON) for m in form.finditer(words)}
    terms |= {float(m[1]) for m in _HALF_TERM.finditer(words)} if not terms else set()
    if len(terms) == 1:
        return YearPart(AttendancePeriod.TERM, terms.pop())
    months = {m[:3] for m in _MONTH.findall(words.lower())} if not terms else set()
    if len(months) == 1:
        return YearPart(AttendancePeriod.WEEK, 1 + _MONTHS.index(months.pop()) / 2)
    days = span_in(text)
    short = days is not None and (days[1] - days[0]).days <= _FEW_DAYS
    return YearPart(AttendancePeriod.WEEK) if short or _WEEK.search(words) else None


def without_part(text: str) -> str:
    """A heading without the part of the year in it: 'Autumn term possible' -> 'possible'."""
    for form in (_TO_DATE, *_SEASON, _HALF_TERM, _WEEK):
        text = form.sub(" ", text)
    return text


def _place(season: int, match: re.Match[str]) -> float:
    """Autumn is 1.5, its second half 2: so that halves and whole terms have one order."""
    half = match[1]
    return season * 2 + (float(half) if half else 1.5)


def means_something(text: str) -> bool:
    """Whether a line between the rows of a table says something of the rows below it."""
    words = plain(text)
    facets = (plans_in(words), year_of(words), part_in(words), group_in(words)[0])
    ended = ended_in(words) is not None or left_in(words) is not None
    return ended or any(facet not in ((), None) for facet in facets)
