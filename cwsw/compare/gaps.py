"""The gap to the school's other pupils beside the national one: which are clearly wider.

Design section 5: the Newcombe interval of cwsw - other lies wholly on the bad side of the national
gap. Two things keep an average school from being told so (decision 9): the interval is widened for
all the gaps looked at together, and a national gap to all pupils, the cohort among them, is first
turned into the gap to the others.
"""

from collections.abc import Sequence
from fractions import Fraction

from scipy.special import ndtri

from cwsw.benchmarks.series import ALL_PUPILS
from cwsw.compare.alarms import LEVEL
from cwsw.compare.intervals import newcombe
from cwsw.compare.model import Figure
from cwsw.measures.count import Counts
from cwsw.measures.registry import Better, Kind


def wider_gaps(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those of `figures` whose gap is clearly wider than in the nation, all looked at together."""
    looked_at = [figure for figure in figures if expected_gap(figure) is not None]
    return tuple(figure for figure in looked_at if _is_wider(figure, len(looked_at)))


def national_gap(figure: Figure) -> Fraction | None:
    """National cohort minus its comparator, like for like; None where either is missing."""
    basis = figure.like_for_like
    if basis is None or basis.value is None or basis.comparator_value is None:
        return None
    return basis.value - basis.comparator_value


def expected_gap(figure: Figure) -> Fraction | None:
    """Cohort minus other pupils in a school whose cohort and whose pupils are as the nation's.

    All pupils hold the cohort too, so the others lie further away: by the share of others among
    those counted here. None where the figure is not judged, no proportion, or lacks a side.
    """
    gap, ours, others = national_gap(figure), figure.cwsw.of, figure.other.of
    is_proportion = figure.measure.kind is Kind.PROPORTION
    if gap is None or not is_proportion or not figure.verdict.is_judged or not others:
        return None
    basis = figure.like_for_like
    is_of_all = basis is not None and basis.comparator == ALL_PUPILS
    return gap * Fraction(ours + others, others) if is_of_all else gap


def _is_wider(figure: Figure, looks: int) -> bool:
    own, gap = _interval(figure, looks), expected_gap(figure)
    if own is None or gap is None:
        return False
    low, high = own
    return low > gap if figure.measure.better is Better.LOWER else high < gap


def _interval(figure: Figure, looks: int) -> tuple[float, float] | None:
    """Newcombe's interval of the gap, wide enough for so many at once (Bonferroni)."""
    first, second = (Counts(g.n, g.of, g.of) for g in (figure.cwsw, figure.other))
    found = newcombe(first, second, float(ndtri(1 - LEVEL / (2 * looks))))
    if found is None or found.low is None or found.high is None:
        return None
    return found.low, found.high
