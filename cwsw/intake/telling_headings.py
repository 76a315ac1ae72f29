"""Tells whether a heading that is not ours may stand over something that changes a figure."""

import re
from collections.abc import Mapping

from cwsw.tables.schema import ATTENDANCE, EXCLUSIONS, PLANS, PUPILS, REGISTER, RESULTS, TableSchema

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


# The words by table that could change who counts, or how much. A column with none of them is only
# noted.
_WORDS: Mapping[TableSchema, re.Pattern[str]] = {
    PUPILS: _any(
        r"on.?roll|left|leav\w*|enrol\w*|status|current\w*|active|archived|former|guest|dual"
        r"|suspen\w*|exclu\w*|absen\w*|authori\w*|unauthori\w*|sessions?|cin|cpp?"
        r"|cla|lac|child protection|in need"
    ),
    PLANS: _any(
        r"plans?|cin|cpp?|cla|lac|start\w*|began|begin\w*|from|open\w*|end\w*|until|clos\w*|ceas\w*"
        r"|step\w*|finish\w*|status|current\w*|active|stage|outcome|decision|type|level|histor\w*"
        r"|now|still|ongoing|dates?"
    ),
    EXCLUSIONS: _any(
        r"type|kind|category|outcome|status|decision|result|appeal|rescind\w*|withdr\w*|cancel\w*"
        r"|quash\w*|overturn\w*|reinstat\w*|upheld|permanent\w*|fixed|internal"
    ),
    ATTENDANCE: _any(
        r"years?|terms?|periods?|weeks?|possible|absen\w*|authori\w*|unauthori\w*|attended|present"
    ),
    REGISTER: _any(r"am|pm|sessions?|codes?|marks?"),
    RESULTS: _any(r"years?|stage|result|grades?|marks?|scores?|status|withdrawn|void"),
}
_OTHERS = _any(r"status|outcome|cancel\w*|withdr\w*|void|deleted")
_HARMLESS = _any(
    r"review\w*|meetings?|visits?|visited|conference|birth|updated?|next|contact\w*|seen|allocat\w*"
    r"|worker|team|notes?|comments?|return\w*|reintegration|letters?|target\w*|priority"
)
"""Words that make a heading harmless again: 'Date of next review'."""


def could_matter(heading: str, table: TableSchema) -> bool:
    """Whether rows of a table may mean something else by what stands below a heading."""
    words = _CAMEL.sub(" ", heading).replace("_", " ")
    return bool(_WORDS.get(table, _OTHERS).search(words)) and not is_harmless(heading)


_OVER = re.compile(
    r"\b(?:closed|ended|ceased|step(?:ped)?[ -]down|de-?planned|no longer|came off|discharged)\b",
    re.I,
)
_DENIED = re.compile(  # May alone is a month
    r"\b(?:not|never|isn't|hasn't|if|when|until|may (?:be|have|end|close|step|cease|well|soon)"
    r"|might|could|should)\b",
    re.I,
)


def mentions_end(text: str) -> bool:
    """Whether a remark says that a plan is over: 'Closed in May', and not 'not yet closed'."""
    return bool(_OVER.search(text)) and not _DENIED.search(text)


def is_harmless(heading: str) -> bool:
    """Whether a heading says that no figure hangs on what stands below it, whatever it is."""
    return bool(_HARMLESS.search(_CAMEL.sub(" ", heading).replace("_", " ")))
