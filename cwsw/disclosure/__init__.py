"""What governors may see: the only way to a figure for them, with small numbers hidden."""

from cwsw.disclosure.model import National, PublishedFigure, PublishedSummary
from cwsw.disclosure.own_words import has_small_number, names_a_pupil
from cwsw.disclosure.practice import practice
from cwsw.disclosure.publications import (
    Publication,
    Publications,
    PublishedAlreadyError,
    from_json,
    prepare,
    to_json,
)
from cwsw.disclosure.publish import UNNAMED, HiddenFigure, hidden_figures, publish
from cwsw.disclosure.rounded import RoundedAnswer, RoundedFigure, RoundedSummary
from cwsw.disclosure.rules import Range

__all__ = [
    "UNNAMED",
    "HiddenFigure",
    "National",
    "Publication",
    "Publications",
    "PublishedAlreadyError",
    "PublishedFigure",
    "PublishedSummary",
    "Range",
    "RoundedAnswer",
    "RoundedFigure",
    "RoundedSummary",
    "from_json",
    "has_small_number",
    "hidden_figures",
    "names_a_pupil",
    "practice",
    "prepare",
    "publish",
    "to_json",
]
