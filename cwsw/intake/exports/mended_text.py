"""Texts whose letters were stored twice: 'ZoÃ«' is 'Zoë' that was read as Western European."""

import re
from functools import lru_cache

_FIRST_BYTES = "[\u00c2-\u00c5\u00c8]"
_LATER_BYTES = (
    "[\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
_TWICE = re.compile(
    f"{_FIRST_BYTES}{_LATER_BYTES}|[\u00e1\u00e2\u00ef]{_LATER_BYTES}{{2}}"
    "|\u00c6\u2019|\u00cb[\u2020\u0153]"
)
"""A letter of two or three bytes, each byte read as a Western European letter.

Only first bytes of European and Vietnamese letters and of quotation marks: others stand next to
such marks in names that are right.
"""

_OTHER_SETS = {"√": "mac_roman", "├": "cp850", "┬": "cp850"}
"""Marks that stand in no name -> the code page by which the letters were misread."""

# Each way through another system can store the letters once more.
_MOST_TIMES = 8
_MOST = 400


@lru_cache(maxsize=8192)
def mended(text: str) -> str:
    """Put letters right that were stored twice or more often: 'ZoÃ«' -> 'Zoë'.

    A text without such letters, or longer than `_MOST`, comes back as it is.
    """
    if text.isascii() or len(text) > _MOST:
        return text
    for _ in range(_MOST_TIMES):
        better = _TWICE.sub(lambda match: _letter(match[0]), _from_other_set(text))
        if better == text:
            break
        text = better
    return text


def _letter(misread: str) -> str:
    try:
        return b"".join(map(_byte, misread)).decode("utf-8")
    except UnicodeDecodeError:
        return misread


def _byte(character: str) -> bytes:
    """The byte that Windows-1252 shows as a character; five bytes have none and stay themselves."""
    code = ord(character)
    return bytes([code]) if code < 256 else character.encode("cp1252")


def _from_other_set(text: str) -> str:
    page = next((page for mark, page in _OTHER_SETS.items() if mark in text), None)
    if page is None:
        return text
    try:
        return text.encode(page).decode("utf-8")
    except UnicodeError:
        return text
