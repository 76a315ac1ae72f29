"""The whole answer about one school as one presentation-free object."""

from cwsw.summary.build import summarise
from cwsw.summary.model import Card, Missing, Summary

__all__ = ["Card", "Missing", "Summary", "summarise"]
