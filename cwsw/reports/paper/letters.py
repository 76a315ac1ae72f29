"""Words as they can be printed: every letter has a shape in our fonts, or a box stands for it.

A PDF/UA file may hold no letter without a shape; typst refuses it. So a letter that the fonts lack
(an emoji) becomes a box, and the paper is still made.
"""

import re
import unicodedata
from functools import lru_cache

import typst

from cwsw.reports.paper.fonts import FONTS

BOX = "□"
_PROBE = b'#set document(title: "x")\n#set text(font: "Source Sans 3")\n#sys.inputs.letter'
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
    line = " ".join(unicodedata.normalize("NFC", words).split())
    return _LONGEST.sub("\\g<0>\u200b", "".join(map(_shape, line)))


def _shape(letter: str) -> str:
    if unicodedata.category(letter) in _UNSEEN:
        return ""
    is_sure = ord(letter) <= _SURE or letter in _USUAL
    return letter if is_sure or _has_shape(letter) else BOX


@lru_cache(maxsize=4096)
def _has_shape(letter: str) -> bool:
    try:
        typst.compile(
            _PROBE, font_paths=FONTS, pdf_standards=["ua-1"], sys_inputs={"letter": letter}
        )
    except typst.TypstError:
        return False
    return True
