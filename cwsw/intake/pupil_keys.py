"""What stands in a cell for a pupil's key: the key itself, or words for one that is not known."""

import re

# Ways in which a key is kept from becoming a number: ="A1", =T("A1"), ("A1").
_WRAPPING = re.compile(r'=?\s*(?:(?:(?:T|TEXT)\(?|\()\s*)?["“”](.*?)["“”]\s*\)?', re.IGNORECASE)
_MARKS = " '\"’‘`´“”,;:"  # noqa: RUF001

# fmt: off
_WORDS = frozenset((
    "tbc", "tba", "tbd", "nk", "unk", "unknown", "none", "null", "nil", "nan", "na", "blank",
    "missing", "pending", "new", "newstarter", "newpupil", "newchild", "temp", "temporary",
    "waiting", "awaited", "requested", "applied", "appliedfor", "noupn", "upn", "upntbc",
    "upnneeded", "ref", "value", "name", "notyet", "inprogress", "dontknow",
))
# fmt: on
# 'see SIMS', 'awaiting from LA', 'not yet known': no figure may stand in it, as a key has some.
_SENTENCE = re.compile(
    r"(?:see|ask|await\w*|waiting|pending|request\w*|to be|to follow|tb[ac]|not|no|unknown|unk"
    r"|none|missing|check|chasing|needs?|still|does(?:n['’]?t| not)|has(?:n['’]?t| not)"
    r"|don['’]?t|can(?:['’]?t|not)|in progress|applied|on sims|in sims|n/?k|n/?a)\b[^0-9]*",
    re.IGNORECASE,
)
_FIGURE = re.compile("[0-9]")
_SAME_DIGITS = re.compile(r"[A-Z]?(?:0{11,12}|(\d)\1{10,11})[A-Z]?|0{2,}|X{2,}", re.IGNORECASE)
"""A whole UPN of one figure, or noughts alone. A short key such as P000 is somebody's."""


def is_placeholder(text: str) -> bool:
    """Whether a text in place of a key says that there is none: TBC, Not known, ?, A000000000000.

    A key is any text, so only words and figures that nobody gives to a pupil are taken for this.
    """
    bare = text.strip()
    folded = bare.casefold()
    letters = folded if folded.isalnum() else "".join(c for c in folded if c.isalnum())
    if not letters:
        return bool(bare)
    if _SAME_DIGITS.fullmatch(letters):
        return True
    if _FIGURE.search(bare):  # nearly always: no word and no sentence of these has one
        return False
    return letters in _WORDS or (len(bare) <= 60 and bool(_SENTENCE.fullmatch(bare)))


def without_wrapping(text: str) -> str:
    """A key without what keeps a spreadsheet from changing it: 'A1, ="A1", "A1" -> A1."""
    if text.isalnum():  # nearly always: look no further
        return text
    wrapped = _WRAPPING.fullmatch(text) if len(text) <= 60 else None
    return (wrapped[1] if wrapped else text).strip(_MARKS)
