"""The children that a list names in a cell or two: one or several, with remarks behind the name.

'Marlow, Isla (7B)', 'Isla & Isaac Marlow', 'Theo "Teddy" Smythe - left', 'Marlow x2'. Where a cell
can be read in more than one way, each way is a reading; the roll decides between them.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cwsw.intake.exports.mended_text import mended
from cwsw.intake.exports.spelling import UNREADABLE

_MOST_CHARACTERS = 200
_MOST_WORDS = 12
_MOST_CHILDREN = 12
"""Of one cell: a longer one is no name, and must not cost time."""

# Letters that Unicode does not part into a letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʻ＇"))  # noqa: RUF001
# A letter that was lost in storing comes as '?': 'Zo?' and 'Nia?h'.
_LOST = re.compile(r"(?<=\w)\?+(?=\w)")

# fmt: off
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "master", "mstr", "dr", "sir", "rev"))
_REMARKS = frozenset((
    "left", "leaver", "leaving", "moved", "cp", "cpp", "cin", "ehcp", "ehc", "sen", "send", "lac",
    "cla", "yr", "year", "dob", "upn", "twin", "twins", "sibling", "siblings", "family", "tbc",
))
# fmt: on
"""Words that stand beside a name and belong to no name."""

_NO_NAME = frozenset(("tbc", "tba", "unknown", "notknown", "noname", "notgiven", "asabove"))

# The closing bracket is often forgotten.
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_THE = re.compile(r"^\s*the\b", re.IGNORECASE)
# 'Isla Marlow (and Isaac)' names two children.
_WITH = re.compile(r"[(\[{]\s*(?=(?:[&+]|\band\b|\bplus\b))", re.IGNORECASE)
# 'Theo "Teddy" Smythe'; a single mark within a word is an apostrophe.
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|(?<!\w)['‘]([^'‘’]+)['’](?!\w)")
# What follows is another name of the same child.
_ALSO = re.compile(
    r"\b(?:known as|aka|a\.k\.a\.?|k/a|goes by|pref(?:erred|ers)?(?: name)?|formerly|previously"
    r"|prev|née|nee|was|now)\b[:.]?",
    re.IGNORECASE,
)
# ' - left', ': see notes', '# 2'; a hyphen without spaces is part of a name.
_TAIL = re.compile(r"(?<!\s)\s+[-–—]+\s+|(?:(?<!\s)\s+)?[:|*#]+\s*")
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?(?:[&+;\n]|\band\b|\bplus\b)\s*", re.IGNORECASE)
_OR_SLASH = re.compile(r"(?:(?<!\s)\s+)?(?:[&+;\n/\\]|\band\b|\bplus\b)\s*", re.IGNORECASE)
_OR_COMMA = re.compile(r"(?:(?<!\s)\s+)?(?:[&+;\n/\\,]|\band\b|\bplus\b)\s*", re.IGNORECASE)
# 'Marlow x2', '3 children', 'Marlow twins'.
_FAMILY = re.compile(
    r"\b[x×]\s?\d\b|\b\d\s?[x×](?!\w)|\b\d\s(?:children|kids|siblings|boys|girls|pupils)\b"
    r"|\b(?:twins|triplets|family|siblings|sibs|both|brothers|sisters|children)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ListedName:
    """A child as a list names it.

    `words` are the folded words of the name, `other_names` those of others the child is known by.
    `of_family` says that the list names a family and not which of its children is meant.
    """

    text: str
    words: tuple[str, ...]
    other_names: tuple[str, ...] = ()
    of_family: bool = False


Reading = tuple[ListedName, ...]
"""The children that a row names, if it is read in one way."""


@lru_cache(maxsize=16384)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a name without accents, apostrophes and case; a hyphen parts words."""
    line = _LOST.sub(lambda lost: UNREADABLE * len(lost[0]), mended(text[:_MOST_CHARACTERS]))
    line = line.translate(_APOSTROPHES).casefold().translate(_LETTERS)
    bare = (c for c in unicodedata.normalize("NFKD", line) if not unicodedata.combining(c))
    letters = "".join(c if c.isalnum() or c == UNREADABLE else " " for c in bare)
    return tuple(letters.split()[:_MOST_WORDS])


def readings(surname: str | None, forename: str | None, whole: str | None) -> tuple[Reading, ...]:
    """Every way to read a row's name; the likelier first, none where it names nobody.

    `whole` is a cell that holds the whole name, in whatever order.
    """
    if whole is not None:
        all_readings = _of_one_cell(whole)
    elif surname and forename:
        all_readings = _of_two_cells(surname, forename)
    else:
        all_readings = _of_one_cell(surname or forename or "")
    return tuple(
        dict.fromkeys(tuple(r[:_MOST_CHILDREN]) for r in all_readings if any(n.words for n in r))
    )


def _of_one_cell(text: str) -> list[Reading]:
    core, other_names, family = _without_remarks(text)
    if family:
        return [_of_family(core, other_names)]
    left, comma, right = core.partition(",")
    if comma and right.strip() and len(_OR_SLASH.split(left)) == 1:
        return _of_surname_first(left, right, core, other_names, text)
    pieces = _pieces(_OR_SLASH, core)
    if len(pieces) == 1:
        reading = (_named(core, other_names, shown=text),)
        return (
            [reading, _of_family(core, other_names)]
            if other_names and len(reading[0].words) == 1
            else [reading]
        )
    return [_with_shared_surname(pieces, other_names, first=last) for last in (False, True)]


def _of_surname_first(
    left: str, right: str, core: str, other_names: Sequence[str], text: str
) -> list[Reading]:
    """'Marlow, Isla & Isaac'; also 'Isla, Isaac and Ivy Marlow', where commas part children."""
    firsts = _pieces(_OR_COMMA, right)
    if len(firsts) == 1:
        return [(_named(core, other_names, shown=text),)]
    by_surname = tuple(_named(f"{first} {left}", other_names) for first in firsts)
    if len(_words(firsts[-1])) < 2:
        return [by_surname]
    return [by_surname, _with_shared_surname(_pieces(_OR_COMMA, core), other_names, first=False)]


def _with_shared_surname(
    pieces: Sequence[str], other_names: Sequence[str], *, first: bool
) -> Reading:
    """Children of whom only some have a surname: the others have that of the next, or the last.

    `first` says that the surname is the first word of a name and not what follows it.
    """
    children = []
    for place, piece in enumerate(pieces):
        words = piece.split()
        others = (p.split() for p in (*pieces[place + 1 :], *reversed(pieces[:place])))
        longer = next((o for o in others if len(o) > 1), None)
        if len(words) == 1 and longer:
            words = [*words, *(longer[:1] if first else longer[1:])]
        children.append(_named(" ".join(words), other_names))
    return tuple(children)


def _of_two_cells(surname: str, forename: str) -> list[Reading]:
    """Surname and forename in columns of their own, each for one child or for several."""
    last, also_last, family = _without_remarks(surname)
    first, also_first, of_first = _without_remarks(forename)
    other_names = (*also_last, *also_first)
    if (family or of_first) and not _words(first):
        return [_of_family(last, other_names)]
    lasts, firsts = _pieces(_OR_SLASH, last), _pieces(_OR_COMMA, first)
    reading = (_named(f"{first} {last}", other_names),)
    if len(firsts) < 2:
        return [reading]
    paired = lasts if len(lasts) == len(firsts) else [last] * len(firsts)
    each = tuple(_named(f"{f} {s}", other_names) for f, s in zip(firsts, paired, strict=True))
    # 'Isla, Rose' may be one child with two names: the roll decides.
    return [each] if _BETWEEN.search(first) else [reading, each]


def _of_family(surname: str, other_names: Sequence[str]) -> Reading:
    """'Marlow x2'; the children by name where a remark says who they are: (Isla + Isaac)."""
    surname = _THE.sub("", surname)
    if other_names:
        return tuple(_named(f"{first} {surname}", ()) for first in other_names)
    return (_named(surname, (), of_family=True),)


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in between.split(text) if _bare_words(piece)] or [text]


def _without_remarks(text: str) -> tuple[str, tuple[str, ...], bool]:
    """A name without what stands behind it, its other names, and whether a family is meant."""
    core = _WITH.sub(" ", mended(text[:_MOST_CHARACTERS]))
    other_names: list[str] = []
    for bracketed in (*_BRACKETS.finditer(core), *_QUOTED.finditer(core)):
        other_names += _other_names(
            bracketed[1] or (bracketed[2] if bracketed.re is _QUOTED else "") or ""
        )
    family = bool(_FAMILY.search(core))
    core = _FAMILY.sub(" ", _QUOTED.sub(" ", _BRACKETS.sub(" ", core)))
    core, has_other_name, other = _parted(_ALSO, core)
    other_names += _other_names(other) if has_other_name else []
    return _without_tail(core), tuple(dict.fromkeys(other_names)), family


def _parted(pattern: re.Pattern[str], text: str) -> tuple[str, bool, str]:
    match = pattern.search(text)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def _without_tail(text: str) -> str:
    """'Niamh O'Hare - left' -> 'Niamh O'Hare'; 'Marlow - Isla' stays whole."""
    head = _TAIL.split(text, maxsplit=1)[0]
    return head if "," in head or len(_words(head)) > 1 else text


def _other_names(text: str) -> tuple[str, ...]:
    """The words of a remark, where they can be names: 'Teddy', not '7B' and not 'moved to Kent'."""
    words = _words(_FAMILY.sub(" ", _OR_COMMA.sub(" ", _ALSO.sub(" ", text))))
    return words if len(words) <= 3 and not _REMARKS.intersection(words) else ()


def _words(text: str) -> tuple[str, ...]:
    """The words of a name without titles, classes and remarks, unless nothing else is there."""
    words = tuple(w for w in folded_words(text) if not any(c.isdigit() for c in w))
    return () if "".join(words) in _NO_NAME else _bare_words(text) or words


def _bare_words(text: str) -> tuple[str, ...]:
    words = (w for w in folded_words(text) if not any(c.isdigit() for c in w))
    return tuple(w for w in words if w not in _REMARKS and w not in _TITLES)


def _named(
    text: str, other_names: Iterable[str], *, shown: str | None = None, of_family: bool = False
) -> ListedName:
    words = _words(text)
    of_family = of_family or len(words) == 1
    return ListedName(" ".join((shown or text).split()), words, tuple(other_names), of_family)
