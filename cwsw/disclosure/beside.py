"""What may be said of a published figure beside the nation, from the published numbers alone.

Anybody could work it out from what they read, so that it gives nothing more away.
"""

from fractions import Fraction

from cwsw.benchmarks.model import Benchmark
from cwsw.compare.intervals import wilson
from cwsw.compare.model import Figure
from cwsw.compare.showing import national
from cwsw.compare.words import cohort
from cwsw.disclosure.rules import SPREAD, Tally
from cwsw.measures.registry import Better, Measure


def beside(figure: Figure, shown: Tally | None) -> str:
    """A sentence; '' where the count is hidden, the year is young or nothing may be compared.

    "Even so" is said only where it holds for every count that rounds to the published one.
    """
    basis = figure.like_for_like
    if shown is None or basis is None or basis.value is None:
        return ""
    if not figure.complete or not figure.measure.has_direction:
        return ""
    nation = (
        f"the {national(basis.value, figure.measure)} of {cohort(basis.cohort)} nationally in "
        f"{basis.year}{_all_pupils(basis, figure.measure)}"
    )
    higher = _is_clear(shown, basis.value)
    if higher is None:
        return f"Chance alone could make a group of this size differ this much from {nation}."
    way = "higher" if higher else "lower"
    said = f"Even allowing for chance and for rounding, this is {way} than {nation}."
    is_better = higher == (figure.measure.better is Better.HIGHER)
    return f"{said} {_USUAL}" if is_better else said


def _all_pupils(basis: Benchmark, measure: Measure) -> str:
    if basis.comparator_value is None:
        return ""
    return f" ({basis.comparator}: {national(basis.comparator_value, measure)})"


_USUAL = "A group that holds children whose plan ended years ago usually looks a little better."


def _is_clear(shown: Tally, nation: Fraction) -> bool | None:
    """True: clearly higher; False: clearly lower; None: cannot tell."""
    lowest = wilson(shown.n - SPREAD, shown.of + SPREAD).low
    highest = wilson(shown.n + SPREAD, shown.of - SPREAD).high
    if lowest is not None and lowest > nation:
        return True
    if highest is not None and highest < nation:
        return False
    return None
