"""If you want a figure for governors, come through here: small numbers are hidden on the way."""

from cwsw.disclosure.model import Answer, National, PublishedFigure, PublishedSummary
from cwsw.disclosure.publications import (
    Publication,
    Publications,
    PublishedAlreadyError,
    from_json,
    prepare,
    to_json,
)
from cwsw.disclosure.publish import publish

__all__ = [
    "Answer",
    "National",
    "Publication",
    "Publications",
    "PublishedAlreadyError",
    "PublishedFigure",
    "PublishedSummary",
    "from_json",
    "prepare",
    "publish",
    "to_json",
]
