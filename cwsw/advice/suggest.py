"""Which rules of the library speak to this school's figures, and why.

A cohort rule fires on an alarm against the like-for-like figure, or where the gap to the school's
other pupils is clearly worse than the national gap; never on a bare ratio or point gap, which an
average school shows too (design section 5). A child fact is a plain count and fires on one child.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cwsw.advice.library import rules
from cwsw.advice.model import Rule
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.gaps import national_gap, wider_gaps
from cwsw.compare.model import Figure, Verdict, latest_judged
from cwsw.compare.sentences import finding, verdict_words
from cwsw.compare.showing import SQUARES_BELOW, national
from cwsw.compare.words import group
from cwsw.tables.english import verb
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
    wider = {f.measure.key for f in wider_gaps(compared_by_rules(figures))}
    compared = [s for rule in rules() for s in _from_comparison(rule, figures, wider)]
    fired = {s.rule.id for s in compared}
    counted = [
        s for rule in rules() if rule.id not in fired for s in _from_fact(rule, figures, cohort)
    ]
    return (*compared, *counted)


def compared_by_rules(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figure that each measure of a cohort rule is read by, every measure once."""
    keys = dict.fromkeys(key for r in rules() if r.level == "cohort" for key in r.measures)
    found = (latest_judged(figures, key) for key in keys)
    return tuple(figure for figure in found if figure is not None)


def _from_comparison(
    rule: Rule, figures: Sequence[Figure], wider: Collection[str]
) -> Iterator[Suggestion]:
    """At most one suggestion: the first of the rule's measures that speaks."""
    if rule.level != "cohort":
        return
    for key in rule.measures:
        figure = latest_judged(figures, key)
        because = _why(figure, key in wider) if figure else None
        if figure and because:
            yield Suggestion(rule, figure, because, figure.cwsw.pupils < SQUARES_BELOW)
            return


def _why(figure: Figure, has_wider_gap: bool) -> str | None:
    """Which comparison fired, in words; None where neither did."""
    if figure.alarm and figure.verdict is Verdict.WORSE:
        return f"{finding(figure)} {verdict_words(figure)}"
    if has_wider_gap:
        return f"{finding(figure)} {_gap_words(figure)}"
    return None


def _gap_words(figure: Figure) -> str:
    gap, basis = national_gap(figure), figure.like_for_like
    if gap is None or basis is None:
        raise ValueError("only a figure with a national gap can be wider than it")
    points = national(abs(gap), figure.measure).removesuffix("%")
    return (
        "The gap to the school's other pupils is clearly wider than the national gap between "
        f"children in need and {basis.comparator} ({points} percentage points in {basis.year})."
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
            who, did = group("cwsw", found.of), verb(fact.words, n, found.of)
            because = f"{n} of {found.of} {who} {did} ({label(figure.year)})."
            yield Suggestion(rule, figure, because, look_at_each_child=True)
