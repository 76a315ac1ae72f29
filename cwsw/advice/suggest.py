"""Which rules of the library speak to this school's figures, and why.

A cohort rule fires on an alarm against the like-for-like figure, or where the gap to the school's
other pupils is clearly worse than the national gap; never on a bare ratio or point gap, which an
average school shows too (design section 5). A child fact is a plain count and fires on one child.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cwsw.advice.library import rules
from cwsw.advice.model import Rule
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.model import Figure, Verdict, latest_judged
from cwsw.compare.sentences import finding, verdict_words
from cwsw.compare.showing import SQUARES_BELOW, national
from cwsw.compare.words import group
from cwsw.measures.registry import Better, Kind
from cwsw.tables.years import label


@dataclass(frozen=True)
class CountedFact:
    """A fact of single children that a measure already counts."""

    measure: str
    words: str
    counts_those_who_do_not: bool = False


COUNTED_FACTS: Mapping[str, CountedFact] = {
    "severe_absence": CountedFact("severe_absence", "missed half or more of their sessions"),
    "in_alternative_provision": CountedFact(
        "alternative_provision", "had a placement in alternative provision"
    ),
    "wellbeing_unknown": CountedFact(
        "wellbeing_known", "have had no look at their wellbeing in 12 months", True
    ),
}
UNDATED_PLAN = "undated_plan"


@dataclass(frozen=True)
class Suggestion:
    """A rule that fired. `figure` is what it fired on, None where it was the list itself."""

    rule: Rule
    figure: Figure | None
    because: str
    look_at_each_child: bool


def suggestions(figures: Sequence[Figure], cohort: CohortCounts) -> tuple[Suggestion, ...]:
    """Every rule that fires, cohort comparisons first, in the library's order."""
    compared = [s for rule in rules() for s in _from_comparison(rule, figures)]
    fired = {s.rule.id for s in compared}
    counted = [
        s for rule in rules() if rule.id not in fired for s in _from_fact(rule, figures, cohort)
    ]
    return (*compared, *counted)


def _from_comparison(rule: Rule, figures: Sequence[Figure]) -> Iterator[Suggestion]:
    """At most one suggestion: the first of the rule's measures that speaks."""
    if rule.level != "cohort":
        return
    for key in rule.measures:
        figure = latest_judged(figures, key)
        because = _why(figure) if figure else None
        if figure and because:
            yield Suggestion(rule, figure, because, figure.cwsw.pupils < SQUARES_BELOW)
            return


def _why(figure: Figure) -> str | None:
    """Which comparison fired, in words; None where neither did."""
    if figure.alarm and figure.verdict is Verdict.WORSE:
        return f"{finding(figure)} {verdict_words(figure)}"
    if has_wider_gap(figure):
        return f"{finding(figure)} {_gap_words(figure)}"
    return None


def has_wider_gap(figure: Figure) -> bool:
    """Whether the whole interval of cohort minus other pupils is worse than the national gap."""
    gap, own = national_gap(figure), figure.difference
    if gap is None or own is None or not figure.verdict.is_judged:
        return False
    if figure.measure.better is Better.LOWER:
        return own.low is not None and own.low > float(gap)
    return own.high is not None and own.high < float(gap)


def national_gap(figure: Figure) -> Fraction | None:
    """National cohort minus its comparator, like for like; None where either is missing."""
    basis = figure.like_for_like
    if basis is None or basis.value is None or basis.comparator_value is None:
        return None
    return basis.value - basis.comparator_value


def _gap_words(figure: Figure) -> str:
    gap, basis = national_gap(figure), figure.like_for_like
    if gap is None or basis is None or figure.difference is None:
        raise ValueError("only a figure with a national gap can be wider than it")
    points = national(abs(gap), figure.measure).removesuffix("%")
    unit = "points" if figure.measure.kind is Kind.MEAN else "percentage points"
    return (
        "The gap to the school's other pupils is clearly wider than the national gap between "
        f"children in need and {basis.comparator} ({points} {unit} in {basis.year})."
    )


def _from_fact(rule: Rule, figures: Sequence[Figure], cohort: CohortCounts) -> Iterator[Suggestion]:
    if rule.child_fact == UNDATED_PLAN and cohort.undated:
        who = "1 pupil has" if cohort.undated == 1 else f"{cohort.undated} pupils have"
        because = f"{who} a plan on record that cannot be placed in time."
        yield Suggestion(rule, None, because, look_at_each_child=True)
    fact = COUNTED_FACTS.get(rule.child_fact or "")
    figure = next((f for f in figures if fact and f.measure.key == fact.measure), None)
    if fact and figure:
        found = figure.cwsw
        n = found.of - found.n if fact.counts_those_who_do_not else found.n
        if n:
            because = f"{n} of {found.of} {group('cwsw')} {fact.words} ({label(figure.year)})."
            yield Suggestion(rule, figure, because, look_at_each_child=True)
