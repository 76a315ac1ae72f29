"""If you want a figure for governors, come through here: small numbers are hidden on the way."""

from cwsw.disclosure.model import Answer, PublishedFigure, PublishedSummary
from cwsw.disclosure.publish import publish

__all__ = ["Answer", "PublishedFigure", "PublishedSummary", "publish"]
