"""Measures how well the values of a column fit a kind of field, for or against its heading."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from cwsw.intake.cells import plain
from cwsw.intake.exports.aliases import word
from cwsw.intake.exports.date_texts import is_date_text, is_no_day
from cwsw.intake.exports.dates import real_date
from cwsw.intake.exports.planwords import read_plan_word
from cwsw.intake.exports.upns import upns_within
from cwsw.intake.exports.year_words import read_year_word
from cwsw.intake.exports.yeargroups import is_leaver, possible_groups, read_group
from cwsw.intake.grids import Cell

SAMPLE = 400
"""Different values of a column that are looked at."""

_LONGEST_KEY = 20
_WORD_ENDS = re.compile(r"[\s,;:(–-]")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[.,]\d+)?|[.,]\d+)")
# Up to 110, with a decimal point or comma; '.93' is a fraction.
_PERCENT = re.compile(r"(?:1(?:0\d|10)|\d{1,2})(?:[.,]\d+)?\s*%?|[.,]\d+")
# GCSE grades, those before 2017, double awards of one figure, and codes for absence.
_GRADE = re.compile(r"[1-9U]|10|[A-GU]\*?|\d\.0|[XN]|ABS", re.I)
# A scaled score, or a code such as EXS, GDS, WTS, PK4 or HNM.
_KS2 = re.compile(r"\d{1,3}(\.0+)?|[A-Z]{1,4}[+\-]?\d?", re.I)
_NOTHING = frozenset(("", "-", "n/a", "na", "none", "#n/a", "nan", "null", "?"))


def fit(kind: str, cells: Sequence[Cell]) -> float | None:
    """The share of a column's rows that look like a kind of field.

    Args:
        kind: A key of `_TESTS`; any other kind fits everything.
        cells: The column; `SAMPLE` different values of it are looked at.

    Returns:
        0 to 1; None where all cells are blank or speak neither for nor against it.
    """
    rows = Counter(
        c for c in cells if plain(c).casefold() not in _NOTHING and not _is_neutral(kind, c)
    )
    values = [*rows.items()][:SAMPLE]
    test = _TESTS.get(kind)
    if not values:
        return None
    total = sum(number for _, number in values)
    return 1.0 if test is None else sum(n for cell, n in values if test(cell)) / total


def _is_neutral(kind: str, cell: Cell) -> bool:
    """Whether a cell speaks neither for nor against a column of dates: 'ongoing'."""
    return kind == "date" and isinstance(cell, str) and word("when", plain(cell)) is not None


def is_date(cell: Cell) -> bool:
    """Whether a cell holds a day or a month in any format, alone or among words."""
    if is_no_day(cell):
        return False
    return real_date(cell) is not None or (isinstance(cell, str) and is_date_text(plain(cell)))


def _full(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: bool(pattern.fullmatch(plain(cell)))


def _is_short(cell: Cell) -> bool:
    return len(plain(cell)) <= _LONGEST_KEY and not is_date(cell)


def _is_name(cell: Cell) -> bool:
    """Whether a text begins with a letter and is letters for the most part: remarks may follow."""
    text = plain(cell).lstrip("'\"‘“([* ")
    return text[:1].isalpha() and 2 * sum(map(str.isalpha, text)) >= len(text)


def _worded(section: str) -> Callable[[Cell], bool]:
    return lambda cell: word(section, plain(cell)) is not None


def _is_group(text: str) -> bool:
    """Whether a text is a year group, or a word that is asked about as one."""
    return read_group(text) is not None or is_leaver(text) or bool(possible_groups(text))


def is_roll_word(text: str) -> bool:
    """Whether a word in place of a leaving date says that a pupil has left, or has not."""
    return word("enrolment", text) is not None or word("flag", text) is not None


def _plan_flag(cell: Cell) -> bool:
    text = plain(cell)
    first = _WORD_ENDS.split(text, maxsplit=1)[0]  # of "Y (12/3/24)" and "N - ended"
    return word("flag", first) is not None or word("when", text) in ("open", "over")


_TESTS: Mapping[str, Callable[[Cell], bool]] = {
    "upn": lambda cell: bool(upns_within(plain(cell))) or _is_short(cell),
    "date": lambda cell: is_date(cell) or is_no_day(cell),
    "name": _is_name,
    "year_group": lambda cell: _is_group(plain(cell)),
    "sex": _worded("sex"),
    "sen": _worded("sen"),
    "flag": _worded("flag"),
    "plan_flag": _plan_flag,
    "plan": lambda cell: read_plan_word(plain(cell)) is not None,
    "number": _full(_NUMBER),
    "whole": _full(_NUMBER),
    "percent": _full(_PERCENT),
    "grade": lambda cell: bool(_GRADE.fullmatch(plain(cell))) or is_date(cell),
    "ks2": _full(_KS2),
    "exclusion": _worded("exclusion"),
    "enrolment": _worded("enrolment"),
    "academic_year": lambda cell: read_year_word(plain(cell)) is not None,
    "count": lambda cell: bool(_NUMBER.fullmatch(plain(cell))) or _worded("flag")(cell),
    "count_flag": lambda cell: bool(_NUMBER.fullmatch(plain(cell))) or _worded("flag")(cell),
}
