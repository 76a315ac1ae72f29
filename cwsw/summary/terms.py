"""Uploads side by side: each one's cohort and the overview's measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cwsw.compare.model import Figure, latest_judged
from cwsw.measures.registry import BY_KEY, Measure
from cwsw.measures.school_phases import overview_keys
from cwsw.summary.model import Summary


@dataclass(frozen=True)
class Term:
    """One upload's main figures: the latest of each overview measure at its as-at date."""

    as_at: date
    on_list: int
    on_roll: int
    figures: tuple[Figure, ...]

    def of(self, key: str) -> Figure | None:
        """The figure of a measure, where this upload gave one."""
        return next((f for f in self.figures if f.measure.key == key), None)


def term_of(summary: Summary) -> Term:
    """The main figures of one upload, to compare with those of others."""
    latest_figures = (
        latest_judged(summary.figures, key) for key in overview_keys(summary.school.phase)
    )
    figures = tuple(figure for figure in latest_figures if figure is not None)
    return Term(summary.as_at, summary.cohort.cwsw, summary.cohort.on_roll, figures)


def measures_of(terms: Sequence[Term]) -> tuple[Measure, ...]:
    """The measures that any of them has, in their fixed order."""
    keys = {figure.measure.key for term in terms for figure in term.figures}
    return tuple(measure for key, measure in BY_KEY.items() if key in keys)
