"""Figures of made-up schools, by hand, through the same door as real ones."""

from datetime import date
from fractions import Fraction

from cwsw.compare.figures import compare
from cwsw.compare.model import Figure
from cwsw.measures.count import Counts, Tally
from cwsw.measures.registry import BY_KEY

AS_AT = date(2026, 7, 17)
YEAR = 2025
ENOUGH_SESSIONS = 300.0


def proportion(
    key: str = "persistent_absence",
    cwsw: tuple[int, int] = (9, 22),
    other: tuple[int, int] = (187, 1012),
    year: int = YEAR,
    phase: str = "secondary",
    **more: tuple[int, int],
) -> Figure:
    """A proportion, each group as (n, of): by default 9 of 22 beside 187 of 1,012."""
    groups = {"cwsw": cwsw, "other": other} | more
    counts = {name: Counts(n, of, of) for name, (n, of) in groups.items()}
    return _figure(key, counts, year, phase)


def mean(cwsw: list[float], other: list[float], year: int = YEAR) -> Figure:
    """Attainment 8 scores of two groups."""
    counts = {name: _scores(scores) for name, scores in (("cwsw", cwsw), ("other", other))}
    return _figure("attainment8", counts, year, "secondary")


def sessions(cwsw: list[tuple[int, int]], other: list[tuple[int, int]], year: int = YEAR) -> Figure:
    """Overall absence from (missed, possible) of each pupil."""
    counts = {name: _sums(pupils) for name, pupils in (("cwsw", cwsw), ("other", other))}
    return _figure("overall_absence", counts, year, "secondary")


def _figure(key: str, counts: dict[str, Counts], year: int, phase: str) -> Figure:
    tally = Tally(BY_KEY[key], year, counts, ENOUGH_SESSIONS)
    return compare([tally], phase, AS_AT)[0]


def _scores(scores: list[float]) -> Counts:
    exact = [Fraction(score) for score in scores]
    number = len(exact)
    squares = sum((score * score for score in exact), Fraction(0))
    return Counts(number, number, number, total=sum(exact, Fraction(0)), squares=squares)


def _sums(pupils: list[tuple[int, int]]) -> Counts:
    return Counts(
        n=sum(missed for missed, _ in pupils),
        of=sum(possible for _, possible in pupils),
        pupils=len(pupils),
        squares=Fraction(sum(missed**2 for missed, _ in pupils)),
        products=Fraction(sum(missed * possible for missed, possible in pupils)),
        of_squares=Fraction(sum(possible**2 for _, possible in pupils)),
    )
