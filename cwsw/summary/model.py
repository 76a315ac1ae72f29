"""The summary of one school: everything worked out, without any presentation."""

from dataclasses import dataclass
from datetime import date

from cwsw.advice.suggest import Suggestion
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.model import Figure, latest_judged
from cwsw.tables.upload import School


@dataclass(frozen=True)
class MissingMeasure:
    """A measure that could not be given, and why ("No Results sheet: ...")."""

    key: str
    reason: str


@dataclass(frozen=True)
class Summary:
    """Everything that screens, reports and the command line show of one school.

    `figures` holds every measure and year in registry order, latest year first within a measure.
    """

    school: School
    as_at: date
    cohort: CohortCounts
    figures: tuple[Figure, ...]
    suggestions: tuple[Suggestion, ...]
    missing: tuple[MissingMeasure, ...]
    supplied: frozenset[str]

    def of(self, key: str) -> tuple[Figure, ...]:
        """All years of one measure, latest first."""
        return tuple(f for f in self.figures if f.measure.key == key)

    def latest(self, key: str) -> Figure | None:
        """The latest year of one measure."""
        return next(iter(self.of(key)), None)

    def latest_judged(self, key: str) -> Figure | None:
        """The latest year that is not "so far", or the latest where there is no other."""
        return latest_judged(self.figures, key)
