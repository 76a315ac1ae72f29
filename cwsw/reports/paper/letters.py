"""Words as they can be printed: a letter that our fonts lack becomes a box.

A PDF/UA file may hold no letter without a shape, and one emoji must not stop a paper.
"""

import re
import unicodedata
from functools import lru_cache

from cwsw.reports.paper import engine

BOX = "□"
_SURE = 0x17F
"""Up to here, the end of Latin Extended-A, the font has every letter."""
_USUAL = frozenset("–—‘’“”…−≤≥€" + BOX)
"""Signs of our own texts: not asked for, since asking takes time."""
_LONGEST = re.compile(r"\S{40}(?=\S)")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def printable(words: str) -> str:
    """The words on one line, without signs that are not seen; what has no shape as a box.

    A place to break the line is put into a word of more than 40 letters.
    """
    # Composed: the font may have a letter with its accent and lack the accent by itself.
    line = " ".join(unicodedata.normalize("NFC", words).split())
    return _LONGEST.sub("\\g<0>\u200b", "".join(map(_shape, line)))


def _shape(letter: str) -> str:
    if unicodedata.category(letter) in _UNSEEN:
        return ""
    is_sure = ord(letter) <= _SURE or letter in _USUAL
    return letter if is_sure or _has_shape(letter) else BOX


# typst sets a page to answer: each letter is asked about once.
@lru_cache(maxsize=4096)
def _has_shape(letter: str) -> bool:
    return engine.current().has_shape(letter)
