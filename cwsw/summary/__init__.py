"""The whole answer about one school as one presentation-free object."""

from cwsw.summary.build import summarise
from cwsw.summary.model import MissingMeasure, Summary

__all__ = ["MissingMeasure", "Summary", "summarise"]
