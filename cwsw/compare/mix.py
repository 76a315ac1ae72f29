"""The cohort's profile beside England's: SEN support, EHC plans, free school meals."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cwsw.benchmarks.advice_page import context_mix
from cwsw.benchmarks.series import ALL_PUPILS, SeriesPoint
from cwsw.cohort import Member
from cwsw.compare.figures import group_figure
from cwsw.compare.showing import Show, count_text, how, percent
from cwsw.measures.count import Counts
from cwsw.measures.registry import FigureKind

_KNOWN: Mapping[str, Callable[[Member], bool | None]] = {
    "sen_support": lambda m: None if m.sen is None else m.sen == "K",
    "ehc_plan": lambda m: None if m.sen is None else m.sen == "E",
    "free_school_meals": lambda m: m.fsm,
}
"""Series key -> function that says whether a pupil counts; None where the list is blank."""


@dataclass(frozen=True)
class CohortShare:
    """`n` of `of` pupils for whom it is known."""

    n: int
    of: int

    @property
    def text(self) -> str:
        """'60 of 150 (40%)', or the counts alone of a group under ten."""
        if self.of == 0:
            return "not in the pupil list"
        counts = f"{count_text(self.n)} of {count_text(self.of)}"
        figure = group_figure(FigureKind.PROPORTION, Counts(self.n, self.of, self.of))
        # The same limit as every figure: a percentage of fewer than ten tells of single children.
        is_large = how(figure) is Show.PERCENT
        return f"{counts} ({percent(Fraction(self.n, self.of))})" if is_large else counts


@dataclass(frozen=True)
class ProfileLine:
    """One line of the mix: the cohort, the other pupils, and the latest national figures."""

    key: str
    cohort: CohortShare
    other: CohortShare
    children_in_need: SeriesPoint
    all_pupils: SeriesPoint | None


def mix(pupils: Iterable[Member], phase: str | None) -> tuple[ProfileLine, ...]:
    """SEN support, EHC plans and free school meals of the pupils on roll, beside England's.

    `phase` picks the national figure of all pupils where it is published by phase only.
    """
    members = tuple(pupils)
    return tuple(
        ProfileLine(
            key,
            _share(is_so, (m for m in members if m.group == "cwsw")),
            _share(is_so, (m for m in members if m.group == "other")),
            *_national(key, phase),
        )
        for key, is_so in _KNOWN.items()
    )


def _share(is_so: Callable[[Member], bool | None], members: Iterable[Member]) -> CohortShare:
    # A blank is not a no: who is not known is left out of both numbers.
    known = [answer for m in members if (answer := is_so(m)) is not None]
    return CohortShare(sum(known), len(known))


def _national(key: str, phase: str | None) -> tuple[SeriesPoint, SeriesPoint | None]:
    points = context_mix()[key]
    in_need = max((p for p in points if p.cohort == "CINO"), key=_year)
    phases = ("all", (phase or "").lower())
    # Free meals of all pupils are published by phase only, so the school's own phase may serve.
    all_pupils = [p for p in points if p.cohort == ALL_PUPILS and p.phase.lower() in phases]
    same_year = (p for p in all_pupils if p.year == in_need.year)
    # Of the same year where there is one: two years side by side would look like a difference.
    return in_need, next(same_year, max(all_pupils, key=_year, default=None))


def _year(point: SeriesPoint) -> int:
    return point.year
