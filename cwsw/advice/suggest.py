"""Suggestions: which rules of the library fit this school's figures, why, and in which order.

A cohort rule fires where the gap to the school's own other pupils is clear (`gap.here` behind). The
order says how unusual the gap is: first those clearly wider than the nation's and alarms, then
clear gaps as wide as the nation's, then facts of single children (design section 6). Which rule
hangs on what is the table `data/triggers.toml`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from cwsw.advice.library import rules
from cwsw.advice.model import Rule
from cwsw.children.fact_counts import FactCount
from cwsw.cohort.counts import CohortCounts
from cwsw.compare.gap import unusual
from cwsw.compare.model import Figure, NationalGap, SchoolGap, latest_judged
from cwsw.compare.narrative import gap_words
from cwsw.compare.sentences import group_sentence, others, verdict_words
from cwsw.compare.showing import SQUARES_BELOW
from cwsw.compare.words import group
from cwsw.measures.registry import SEVERE_SHARE
from cwsw.tables.english import capital, verb
from cwsw.tables.years import label

FIRST = 3
"""How many suggestions are shown first."""


class Priority(IntEnum):
    """How unusual what fired is, the most unusual first."""

    UNUSUAL_GAP = 1
    ORDINARY_GAP = 2
    SINGLE_CHILDREN = 3


@dataclass(frozen=True)
class CountedFact:
    """A fact of single children that a measure already counts."""

    measure: str
    words: str
    counts_unmet: bool = False


COUNTED_FACTS: Mapping[str, CountedFact] = {
    "severe_absence": CountedFact(
        "severe_absence", f"missed {SEVERE_SHARE} or more of their sessions"
    ),
    "in_alternative_provision": CountedFact(
        "alternative_provision", "had a placement in alternative provision"
    ),
    "wellbeing_unknown": CountedFact(
        "wellbeing_known", "have had no look at their wellbeing in 12 months", True
    ),
    "gld_not_met": CountedFact("gld", "did not reach a good level of development", True),
    "phonics_not_met": CountedFact("phonics", "did not meet the phonics standard", True),
}
UNDATED_PLAN = "undated_plan"
WIDER = "It is clearly wider than England's."
WIDER_BY_LUCK_PERHAPS = "It is wider than England's, as one of so many gaps may be by chance."
AS_WIDE = "England's is as wide: an ordinary gap, and worth closing."


@dataclass(frozen=True)
class Suggestion:
    """A rule that fired. `figure` is what it fired on, None where it was the list itself.

    `because`: the gap (n of N) and which comparison fired, or how many children the fact holds for.
    `look_at_each_child`: fewer than ten children are behind it, so that no rate is spoken of.
    """

    rule: Rule
    priority: Priority
    figure: Figure | None
    because: str
    look_at_each_child: bool


def suggestions(
    figures: Sequence[Figure],
    cohort: CohortCounts,
    phase: str | None,
    dated: Mapping[str, FactCount] = MappingProxyType({}),
) -> tuple[Suggestion, ...]:
    """Every rule that fires in a school of this phase, the most unusual first.

    Among equals in the order of the library.

    Args:
        figures: Every figure, the latest year of a measure first.
        cohort: The size of the cohort and of the other groups.
        phase: The school's phase; None where it is not known.
        dated: The facts of single children (`fact_counts`).

    """
    # A school without a phase gets the rules of all: too much rather than too little.
    suited = [rule for rule in rules() if not rule.phases or phase is None or phase in rule.phases]
    looked_at = compared_by_rules(figures)
    first_ones = unusual(looked_at)
    gaps = [s for rule in suited for s in _from_gap(rule, looked_at, first_ones)]
    # A rule is suggested once, by its gap before single children.
    fired = {s.rule.id for s in gaps}
    single = [
        s
        for rule in suited
        if rule.id not in fired
        for s in _from_fact(rule, figures, cohort, dated)
    ]
    return tuple(sorted((*gaps, *single), key=lambda s: s.priority))


def first(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """The suggestions to show first: at most one for each measure."""
    by_measure: dict[str, Suggestion] = {}
    for suggestion in suggestions:
        key = suggestion.figure.measure.key if suggestion.figure else suggestion.rule.id
        # Three suggestions about one gap would hide the other gaps.
        by_measure.setdefault(key, suggestion)
    return tuple(by_measure.values())[:FIRST]


def compared_by_rules(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figure that each measure of a cohort rule is read by, every measure once.

    The latest year that is not "so far"; but the year under way where the cohort is clearly behind
    only there: both sides have had the same weeks of it (contract section 3).
    """
    keys = dict.fromkeys(key for rule in rules() for key in rule.measures)
    chosen_figures = (_read_by(figures, key) for key in keys)
    return tuple(figure for figure in chosen_figures if figure is not None)


def _read_by(figures: Sequence[Figure], key: str) -> Figure | None:
    of_measure = [figure for figure in figures if figure.measure.key == key]
    judged = latest_judged(of_measure, key)
    newest = of_measure[0] if of_measure else None
    # Both sides have had the same weeks, so a gap under way is a true one (contract section 4).
    is_newly_behind = newest is not None and newest.gap.here is SchoolGap.BEHIND
    if judged is not None and judged.gap.here is not SchoolGap.BEHIND and is_newly_behind:
        return newest
    return judged


def _from_gap(
    rule: Rule, figures: Sequence[Figure], unusual_ones: Sequence[Figure]
) -> Iterator[Suggestion]:
    """At most one suggestion: of the most unusual of the rule's measures, else of the first."""
    of_rule = [f for key in rule.measures for f in figures if f.measure.key == key]
    behind = [f for f in of_rule if f.gap.here is SchoolGap.BEHIND]
    for figure in sorted(behind, key=lambda f: f not in unusual_ones)[:1]:
        is_unusual = figure in unusual_ones
        priority = Priority.UNUSUAL_GAP if is_unusual else Priority.ORDINARY_GAP
        # Nine children or fewer: look at each of them, a rate means nothing.
        is_small = figure.cwsw.pupils < SQUARES_BELOW
        because = _because(figure, is_unusual)
        yield Suggestion(rule, priority, figure, because, is_small)


def _because(figure: Figure, is_unusual: bool) -> str:
    """The cohort, the other pupils, and which comparison fired."""
    gap_sentence = f"{capital(gap_words(figure).here)}: a clear gap to our other pupils."
    sides = f"{group_sentence(figure, 'cwsw')} {others(figure)}"
    return " ".join(filter(None, (sides, gap_sentence, _nation_sentence(figure, is_unusual))))


def _nation_sentence(figure: Figure, is_unusual: bool) -> str:
    """How unusual the gap is, in a sentence; '' where there is no national gap to compare with."""
    nation_gap = figure.gap.national_like_for_like
    # By its own interval a gap may be wide by chance, one among so many: only where it is unusual
    # among all of them the sentence has no "may".
    if nation_gap is NationalGap.WIDER:
        return WIDER if is_unusual else WIDER_BY_LUCK_PERHAPS
    if is_unusual:
        return verdict_words(figure)
    return AS_WIDE if nation_gap is NationalGap.NOT_CLEAR else gap_words(figure).note


def _from_fact(
    rule: Rule,
    figures: Sequence[Figure],
    cohort: CohortCounts,
    dated: Mapping[str, FactCount],
) -> Iterator[Suggestion]:
    """At most one suggestion: for the children for whom the rule's fact is true."""
    counted = COUNTED_FACTS.get(rule.child_fact)
    figure = latest_judged(figures, counted.measure) if counted else None
    because = ""
    if rule.child_fact == UNDATED_PLAN:
        because = _undated(cohort.undated)
    elif fact_count := dated.get(rule.child_fact):
        because = _count_sentence(fact_count.number, fact_count.of, fact_count.words, "")
    elif counted and figure:
        side = figure.cwsw
        number = side.of - side.n if counted.counts_unmet else side.n
        because = _count_sentence(number, side.of, counted.words, f" ({label(figure.year)})")
    if because:
        yield Suggestion(rule, Priority.SINGLE_CHILDREN, figure, because, look_at_each_child=True)


def _undated(number: int) -> str:
    if not number:
        return ""
    pupils = "1 pupil has" if number == 1 else f"{number} pupils have"
    return f"{pupils} a plan on record that cannot be placed in time."


def _count_sentence(number: int, of: int, words: str, year: str) -> str:
    """'1 of 2 children with a social worker has had no look at their wellbeing (2025/26).'"""
    if not number:
        return ""
    return f"{number} of {of} {group('cwsw', of)} {verb(words, number, of)}{year}."
