"""If you want a figure for governors, come through here: small numbers are hidden on the way."""

from cwsw.disclosure.model import Answer, National, PublishedFigure, PublishedSummary
from cwsw.disclosure.own_words import holds_small_number, names_a_pupil
from cwsw.disclosure.publications import (
    Publication,
    Publications,
    PublishedAlreadyError,
    from_json,
    prepare,
    to_json,
)
from cwsw.disclosure.publish import UNNAMED, Hidden, hidden_because, publish

__all__ = [
    "UNNAMED",
    "Answer",
    "Hidden",
    "National",
    "Publication",
    "Publications",
    "PublishedAlreadyError",
    "PublishedFigure",
    "PublishedSummary",
    "from_json",
    "hidden_because",
    "holds_small_number",
    "names_a_pupil",
    "prepare",
    "publish",
    "to_json",
]
