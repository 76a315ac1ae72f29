"""Reads the words of lists of suspensions and exclusions: kinds, outcomes, withdrawals."""

import re
from typing import Final

from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import word

SUSPENSION, PERMANENT = "SUSP", "PERM"
NOT_COUNTED: Final = ""
"""The answer that leaves a row out, as for every other word."""

COUNTS = "counts"
"""The answer that takes a row for what its own type says."""

# After these the exclusion never was; in its own cell one of them decides.
_WITHDRAWN = (
    r"rescind\w*|rescission|withdr(?:awn|ew|awal)|cancel\w*|overturn\w*|quash\w*|revok\w*|annul\w*"
    r"|void(?:ed)?|not upheld|(?:recorded|entered|made|issued|logged) in error"
)
# These can mean that it was taken back, shortened or made another: always asked.
_MAY_BE_WITHDRAWN = (
    r"reinstat\w*|no further action|nfa|(?:changed|converted|amended|replaced|reduced|downgraded)"
    r"(?: \w+)? (?:to|by|with)|reduced|reversed|in error|deleted|not (?:confirmed|agreed|proven)"
)
_AT_START = re.compile(rf"(?:{_WITHDRAWN})\b", re.I)
_ANYWHERE = re.compile(rf"\b(?:{_WITHDRAWN}|{_MAY_BE_WITHDRAWN})\b", re.I)
# 'Withdrawn, then confirmed': a second verb makes the first uncertain.
_TWO_MINDS = re.compile(r"\b(?:not|no|never|declin\w*|refus\w*|but|then|part\w*|pending)\b", re.I)
_STANDS = re.compile(r"(?:upheld|confirmed|not reinstated|declin\w+ to reinstate)\b", re.I)
_HEADING_WITHDRAWN = re.compile(rf"\b(?:{_WITHDRAWN}|reinstated)\b", re.I)
_HEADING_STANDS = re.compile(r"\b(?:upheld|confirmed|counts?|valid)\b", re.I)
_HEADING_OUTCOME = re.compile(
    r"\b(?:outcomes?|status|decision|results?|review|appeals?|governors?|governing|panel|irp)\b",
    re.I,
)
_HEADING_REMARK = re.compile(
    r"\b(?:notes?|comments?|remarks?|details?|description|reasons?|narrative)\b", re.I
)
# What schools log beside exclusions and the law does not count as one.
_NO_EXCLUSION = re.compile(
    r"\b(?:internal|isolation|seclusion|detention|reflection|inclusion|warning|managed move"
    r"|removal|time ?out|part[- ]?time|reduced timetable|alternative provision)\b",
    re.I,
)
_AROUND_NONE = re.compile(
    rf"\b(?:{_WITHDRAWN}|internal|isolations?|seclusions?|detentions?|reflection)\b", re.I
)
_AROUND_COUNTS = re.compile(r"\b(?:external|suspensions?|exclusions?|permanent|fixed)\b", re.I)
_PERMANENT = re.compile(r"\bperm\w*|\bpex\b|\bp/?ex\b", re.I)
_SUSPENSION = re.compile(r"\bsusp\w*|\bfixed\b|\bfte\b|\bftex?\b|\blunch\w*|\blnch\b", re.I)


def read_kind(text: str) -> str | None:
    """SUSP, PERM, NOT_COUNTED for an internal one; None where a person has to say."""
    meaning = word("exclusion", text)
    return NOT_COUNTED if meaning == "none" else meaning


def likely_kind(text: str) -> str | None:
    """The answer to suggest for a kind that is not known; None where nothing speaks for one."""
    if _ANYWHERE.search(text) or _NO_EXCLUSION.search(text):
        return NOT_COUNTED
    if _PERMANENT.search(text):
        return PERMANENT
    return SUSPENSION if _SUSPENSION.search(text) else None


def speaks_of_none(text: str) -> bool:
    """Whether a title or name says that its rows do not count: 'Internal', 'Withdrawn in May'."""
    words = text.replace("_", " ")
    return bool(_AROUND_NONE.search(words))


def outcome_of_line(text: str) -> str | None:
    """The outcome that a line between rows gives them: its own words where they do not count."""
    if speaks_of_none(text):
        return text
    return "Upheld" if _AROUND_COUNTS.search(text) else None


def read_outcome(text: str) -> str | None:
    """COUNTS, NOT_COUNTED, or None where a person has to say."""
    if word("exclusion_outcome", text) or _STANDS.match(text):
        return COUNTS
    if _AT_START.match(text):
        rest = _AT_START.sub("", text, count=1)
        is_all = not _TWO_MINDS.search(rest) and likely_kind(rest) is None
        return NOT_COUNTED if is_all else None
    if read_kind(text) in (SUSPENSION, PERMANENT):
        return COUNTS
    return read_kind(text)


def likely_outcome(text: str) -> str | None:
    """The answer to suggest for an outcome that is not known."""
    changed = re.search(r"\b(?:changed|converted|amended|replaced|downgraded)\b(.*)", text, re.I)
    if changed:
        return likely_kind(changed[1])
    if re.search(r"\breduced\b", text, re.I):
        return COUNTS
    if _ANYWHERE.search(text) or _NO_EXCLUSION.search(text):
        return NOT_COUNTED
    return None


def withdrawal_in(text: str) -> str | None:
    """The first words in a remark that may take an exclusion back, in lower case."""
    match = _ANYWHERE.search(text)
    return match[0].lower() if match else None


def is_outcome_heading(heading: str) -> bool:
    """Whether a heading says that the outcome of an exclusion stands below it."""
    return bool(_HEADING_OUTCOME.search(heading))


def is_remark_heading(heading: str) -> bool:
    """Whether free text is to be expected below a heading: it is never quoted."""
    return bool(_HEADING_REMARK.search(heading))


def flag_heading(heading: str) -> str | None:
    """What Yes means below a heading such as 'Rescinded?' or 'Upheld'; None for any other."""
    if _HEADING_WITHDRAWN.search(heading):
        return NOT_COUNTED
    return COUNTS if _HEADING_STANDS.search(heading) and fold(heading) != "counts" else None
