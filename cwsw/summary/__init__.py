"""The whole answer about one school as one presentation-free object."""

from cwsw.summary.build import summarise
from cwsw.summary.model import Missing, Summary

__all__ = ["Missing", "Summary", "summarise"]
