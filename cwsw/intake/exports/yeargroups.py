"""Year groups as schools write them: 'Year N2', 'Yr 7', 'FS2', '7.0'; and words that may be one."""

import re

from cwsw.intake.exports.aliases import word
from cwsw.tables import codes

LEFT = "left"
"""The answer about a year group that says the pupils have left."""

# fmt: off
_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen",
)
# fmt: on
_YEAR = r"(?:national curriculum |curriculum |nc ?)?(?:year group|year|yr|ncy|y)"
# '7', '07', '7.0', 'Year 7', 'NC Year 7', 'Yr. 7', 'Year Seven'.
_PLAIN = re.compile(
    rf"(?:{_YEAR}[\s.:_-]*|curriculum |nc ?)?0*(\d{{1,2}}|{'|'.join(_WORDS)})(?:\.0+)?", re.I
)
# 'Year 7 Maple', not 'Year 7/8'.
_WITH_MORE = re.compile(rf"{_YEAR}[\s.:_-]*0*(\d{{1,2}})(?![\d/&,+–-])", re.I)
_CLASS = re.compile(r"0*(\d{1,2})(?:[\s-]?[A-Za-z]{1,3}\d?|\s*\(.*\))")
# 'Year 3/4', 'R-2', 'Years 5 and 6'.
_MIXED = re.compile(
    rf"(?:{_YEAR}s?\s*)?(R|Rec|Reception|\d{{1,2}})\s*(?:[/&,+–-]|and|to)\s*(?:{_YEAR}\s*)?"
    r"(\d{1,2})",
    re.I,
)
_LEAVER = re.compile(
    r"leavers?|left(?: school)?|has left|have left|gone|off[ -]?roll|alumni|alumnus"
    r"|(?:ex|former)[ -]?(?:pupil|student)s?",
    re.I,
)
_RANGES = (
    (re.compile(r"nur(?:s(?:ery)?)?\b.*|pre-? ?school.*|kindergarten", re.I), (-2, -1)),
    (re.compile(r"toddlers?|rising 3s?|2 ?(?:yr|year) ?olds?", re.I), (-2, -2)),
    (re.compile(r"eyfs.*|early years.*|foundation(?: stage)?|fs", re.I), (-2, 0)),
    (re.compile(r"-2", re.I), (-2, -2)),
    (re.compile(r"-1", re.I), (-1, -1)),
    (re.compile(r"0", re.I), (0, 0)),
    (re.compile(r"ks ?1|key stage (?:1|one)", re.I), (1, 2)),
    (re.compile(r"infants?", re.I), (0, 2)),
    (re.compile(r"ks ?2|key stage (?:2|two)|juniors?", re.I), (3, 6)),
    (re.compile(r"ks ?3|key stage (?:3|three)", re.I), (7, 9)),
    (re.compile(r"ks ?4|key stage (?:4|four)", re.I), (10, 11)),
    (
        re.compile(
            r"ks ?5|key stage (?:5|five)|(?:6th|sixth)(?: form)?|post[ -]?16|p16|12\+", re.I
        ),
        (12, 14),
    ),
)


def read_group(text: str) -> int | None:
    """Read a year group.

    Returns:
        -2 (N1) to 14; None where it is not certain: '0', 'EYFS', 'Nursery'.
    """
    meaning = word("year_group", text)
    if meaning is not None:
        return codes.YEAR_GROUPS[meaning]
    match = _PLAIN.fullmatch(text.strip())
    return _number(match[1]) if match else None


def possible_groups(text: str) -> tuple[int, ...]:
    """The year groups that a word may mean, in order; none where nothing speaks for any."""
    text = text.strip()
    if mixed := _MIXED.fullmatch(text):
        first, last = _number(mixed[1]), _number(mixed[2])
        # A range of more than four years is no mixed class.
        if first is not None and last is not None and first < last <= first + 3:
            return tuple(range(first, last + 1))
    for form, (first, last) in _RANGES:
        if form.fullmatch(text):
            return tuple(range(first, last + 1))
    match = _WITH_MORE.match(text) or _CLASS.fullmatch(text)
    number = _number(match[1]) if match else None
    return () if number is None else (number,)


def is_leaver(text: str) -> bool:
    """Whether a word in place of a year group says that the pupil has left."""
    return bool(_LEAVER.fullmatch(text.strip()))


def _number(text: str) -> int | None:
    word_ = text.casefold()
    if word_ in _WORDS:
        return _WORDS.index(word_) + 1
    return codes.YEAR_GROUPS.get("R" if word_.startswith("r") else str(int(word_)))
