"""Remove invisible characters that a terminal obeys or that reverse the direction of text."""

import re

_BREAKS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def without_controls(text: str) -> str:
    """Text that only shows letters; line feeds and tabs stay."""
    # Breaks become spaces first, so that two words do not grow together.
    return _CONTROLS.sub("", text.translate(_BREAKS))


def one_line(text: str) -> str:
    """The same on one line, with single spaces."""
    return " ".join(without_controls(text).split())
