"""Parts headings from the year or part of a year in them: 'Possible 2024/25'."""

import re
from functools import lru_cache

from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases, why_never
from cwsw.intake.exports.sheet_words import part_in, plans_in, without_part, year_of
from cwsw.intake.exports.year_words import without_year
from cwsw.tables import years

_FILLERS = re.compile(r"\b(?:acad(?:emic)?|school|year|in|for|during|of|the|term|ay)\b", re.I)
_MARKS = re.compile(r"[()\[\]:,;\-–]")
_LONGEST = 80


@lru_cache(maxsize=4096)
def split_heading(text: str) -> tuple[str, str]:
    """Part a heading from the label in it: 'Possible 2024/25' -> ('Possible', '2024/25').

    A heading without a label, or known as it is, comes back whole with ''.
    """
    if not text or len(text) > _LONGEST or fold(text) in aliases():
        return text, ""
    bare = _FILLERS.sub(" ", without_part(without_year(text)))
    bare = " ".join(_MARKS.sub(" ", bare).split())
    # Only a known heading may lose words: 'Leaving year' is not 'Leaving'.
    if fold(bare) not in aliases() or why_never(bare):
        return text, ""
    inside = " ".join(w for w in re.split(r"[\s()\[\]:,]+", text) if fold(w) not in fold(bare))
    return (bare, inside) if has_facet(inside) else (text, "")


_DAYS = re.compile(r"\b(?:school )?days?\b", re.I)


def without_days(text: str) -> str:
    """'Days absent (authorised)' -> 'absent (authorised)', '' where it does not speak of days."""
    bare = _DAYS.sub(" ", text[:_LONGEST])
    return "" if bare == text else " ".join(bare.split())


def has_facet(label: str) -> bool:
    """Whether a label says of which year, part of a year or plan its columns are."""
    return bool(year_of(label) or part_in(label) or plans_in(label))


def same_label(label: str) -> str:
    """Labels that mean the same as one text: '24/25' and '2024-25' are '2024/25'."""
    word = year_of(label)
    only_year = word and word.year and not part_in(label) and not plans_in(label)
    return years.label(word.year) if only_year else " ".join(label.split())  # type: ignore[union-attr, arg-type]
