"""Checks of the head's own words for governors: pupils' names, UPNs and small numbers."""

import re
from collections.abc import Iterable, Iterator

from cwsw.store import Workspace

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = re.compile(
    r"(?<!year )(?<![\w.,£/-])(?:[0-9]|one|two|three|four|five|six|seven|eight|nine)(?![\w%/-])"
    r"(?![.,:]\d)",
    re.IGNORECASE,
)
_SHORTEST_KEY = 6
"""A UPN this long is found inside other words too, however it is spaced."""

_PUPILS = """
select upn, surname, forename
from pupils
"""


def names_a_pupil(workspace: Workspace, texts: Iterable[str]) -> bool:
    """Whether a pupil's forename and surname stand together in a text, or a UPN stands in one.

    In either order, one word between them at most; capitals and hyphens make no difference. A
    forename by itself, or another way of saying who is meant, is for the writer to avoid.
    """
    word_lists = [words for text in texts if (words := _words(text))]
    if not word_lists:
        return False
    with workspace.cursor() as cursor:
        pupils = cursor.execute(_PUPILS).fetchall()
    # Both names together: a surname alone is often a word.
    names = {name for _, surname, forename in pupils for name in _names(surname, forename)}
    longest = max(map(len, names), default=0)
    keys = {key for upn, _, _ in pupils if _is_telling(key := "".join(_words(upn)))}
    long_keys = {key for key in keys if len(key) >= _SHORTEST_KEY}
    return any(
        not names.isdisjoint(_phrases(words, longest))
        or not keys.isdisjoint(words)
        or any(key in "".join(words) for key in long_keys)
        for words in word_lists
    )


def has_small_number(text: str) -> bool:
    """Whether a number below 10 stands in a text, in figures or words ("Year 7" is none)."""
    return _SMALL.search(text) is not None


def _is_telling(key: str) -> bool:
    """Not a short plain number, which means many things."""
    return len(key) >= _SHORTEST_KEY or not key.isdigit()


def _names(surname: str | None, forename: str | None) -> Iterator[tuple[str, ...]]:
    first, last = _words(forename or ""), _words(surname or "")
    if first and last:
        yield from ((*first, *last), (*last, *first))


def _phrases(words: tuple[str, ...], longest: int) -> Iterator[tuple[str, ...]]:
    """Every run of words up to a length, and each such run with one inner word left out."""
    for start in range(len(words)):
        for end in range(start + 2, min(start + longest + 1, len(words)) + 1):
            run = words[start:end]
            yield run
            # "Mia Rose Hall" names Mia Hall: one word between is allowed for.
            yield from (run[:gap] + run[gap + 1 :] for gap in range(1, len(run) - 1))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.casefold()))
