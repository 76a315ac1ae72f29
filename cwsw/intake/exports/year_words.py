"""Reads academic years as schools write them: '24/25', 'AY 2024-2025', 'Autumn 2024'."""

import re
from dataclasses import dataclass
from datetime import date

from cwsw.tables import years

EARLIEST, LATEST = 2015, 2040
"""First and last calendar year in which an academic year that is written short may begin."""

_LONGEST = 60
_DASH = r"(?:[/\\_&–—-]|to)"
# '24/25', '2024-2025', '2024 to 25', not as a part of a date.
_RANGE = re.compile(rf"(?<![\d/.\-–])((?:20)?\d\d)\s?{_DASH}\s?((?:20)?\d\d)(?![\d/.\-–])", re.I)
_PREFIX = re.compile(r"^(?:a\.?/?y\.?|acad(?:emic)?\.? year|school year|year)\s*:?\s*", re.I)
# '202425', as some systems name the year.
_RUN = re.compile(r"(20\d\d)(\d\d)")
_BARE = re.compile(r"(?<![\d/.\-–])(20\d\d)(?![\d/.\-–])")
_AUTUMN = r"(?:autumn|aut|michaelmas)"
_LATER = r"(?:spring|spr|summer|sum|lent|trinity)"
_TERM_YEAR = re.compile(
    rf"\b(?:(?P<first>{_AUTUMN})|{_LATER})\b\.?\s?(?:term)?\s?[12]?\s*[-,']?\s*(20\d\d|\d\d)(?!\d)",
    re.I,
)
_YEAR_TERM = re.compile(rf"(?<!\d)(20\d\d)\s*[-,]?\s*(?:(?P<first>{_AUTUMN})|{_LATER})\b", re.I)
_KIND = r"\s+(?:acad(?:emic)?\.?\s+|school\s+)?"
_RELATIVE = (
    (2, re.compile(r"\b(?:two years ago|year before last)\b", re.I)),
    (1, re.compile(rf"\b(?:last|previous|prior|prev\.?){_KIND}years?\b", re.I)),
    (0, re.compile(rf"\b(?:this|current){_KIND}year\b", re.I)),
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_YEAR = re.compile(rf"\b((?:{'|'.join(_MONTHS)})[a-z]{{0,6}})\.?\s+(20\d\d)\b", re.I)


_DAY = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})[/.](\d{{1,2}})[/.](20\d\d)|(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?"
    rf"\b({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s+(20\d\d))(?!\d)",
    re.I,
)


@dataclass(frozen=True)
class YearWord:
    """What a text says of an academic year: the `year` it begins in, or how many years `back`.

    `options` are the years it may be where the text is one calendar year, the likeliest first.
    """

    year: int | None = None
    back: int | None = None
    options: tuple[int, ...] = ()

    def settled(self, this_year: int | None) -> int | None:
        """The year, where the text or this academic year decides it."""
        if self.back is not None and this_year is not None:
            return this_year - self.back
        return self.year


def read_year_word(text: str) -> YearWord | None:
    """The academic year that a cell names and nothing else; None where it names none."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    year = years.parse_label(text)
    if year is not None:
        return YearWord(year)
    bare = _PREFIX.sub("", text)
    run = _RUN.fullmatch(bare)
    if run and (word := _range(run[1], run[2])):
        return word
    if re.fullmatch(r"20\d\d", bare):
        return _one_year(int(bare))
    month = _MONTH_YEAR.fullmatch(bare)
    if month:
        number = _MONTHS.index(month[1][:3].lower()) + 1
        return YearWord(years.academic_year(date(int(month[2]), number, 1)))
    inside = year_in(bare)
    return inside if inside and not inside.options else None


def year_in(text: str) -> YearWord | None:
    """The academic year that a name, title or heading speaks of; None for none or several."""
    year_words = {word for m in _RANGE.finditer(text) if (word := _range(m[1], m[2]))}
    if not year_words:
        year_words = {_of_term(m[2], bool(m["first"])) for m in _TERM_YEAR.finditer(text)}
        year_words |= {_of_term(m[1], bool(m["first"])) for m in _YEAR_TERM.finditer(text)}
    if not year_words:
        year_words = {YearWord(back=back) for back, form in _RELATIVE if form.search(text)}
    # In the order of how surely each names the year; a bare '2025' can be two.
    if not year_words and (span := _of_span(text)):
        return span
    if not year_words:
        year_words = {_one_year(int(m[1])) for m in _BARE.finditer(_MONTH_YEAR.sub(" ", text))}
    return year_words.pop() if len(year_words) == 1 else None


def span_in(text: str) -> tuple[date, date] | None:
    """The first and last of two days or months that a title names: '01/09/2024 to 25/07/2025'."""
    days = [day for match in _DAY.finditer(text[:200]) if (day := _day_of(*match.groups()))]
    return (days[0], days[1]) if len(days) == 2 and days[0] < days[1] else None


def _day_of(*parts: str | None) -> date | None:
    day, month, year, of_month, name, its_year = parts
    number = _MONTHS.index(name[:3].lower()) + 1 if name else int(month or 0)
    try:
        return date(int(year or its_year or 0), number, int(day or of_month or 1))
    except ValueError:
        return None


def _of_span(text: str) -> YearWord | None:
    """The academic year in which two days of a text lie both."""
    span = span_in(text)
    begun = {years.academic_year(day) for day in span or ()}
    return YearWord(begun.pop()) if len(begun) == 1 else None


def without_year(text: str) -> str:
    """A heading without the academic year in it: 'Possible 2024/25' -> 'Possible'."""
    for form in (_RANGE, *(form for _, form in _RELATIVE)):
        text = form.sub(" ", text)
    return text


def _range(start: str, end: str) -> YearWord | None:
    """Two years one after the other, the first within what is likely where both are short."""
    first, last = (int(year) % 100 for year in (start, end))
    begins = 2000 + first
    # '24/25' may also be April 2025 or a class: only two years that follow each other count.
    fits = last == (first + 1) % 100 and EARLIEST <= begins < LATEST
    return YearWord(begins) if fits else None


def _of_term(year: str, is_autumn: bool) -> YearWord:
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    return YearWord(whole if is_autumn else whole - 1)


def _one_year(year: int) -> YearWord:
    """'2025' may be the year that ends or the one that begins in it."""
    return YearWord(options=(year - 1, year))
