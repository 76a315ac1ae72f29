"""What a figure says, in plain words: counts first, chance said, comparators named."""

from fractions import Fraction

from cwsw.cohort.counts import CohortCounts
from cwsw.compare.intervals import wilson
from cwsw.compare.model import Figure, GroupFigure, Verdict
from cwsw.compare.showing import (
    Show,
    amount,
    count_text,
    group_value,
    how,
    national,
    range_words,
)
from cwsw.compare.verdicts import FEWEST
from cwsw.compare.words import group, in_year
from cwsw.measures.registry import Better, Kind, Measure
from cwsw.tables.english import counted, verb
from cwsw.tables.years import label


def cohort_sentence(counts: CohortCounts) -> str:
    """'150 of 1,200 pupils are children with a social worker: 22 on a CP plan, ...'."""
    if counts.cwsw == 0:
        everybody = counted(counts.on_roll, "pupil", "pupils")
        return f"None of the {everybody} is known to have a social worker."
    parts = (
        f"{count_text(counts.current_cp)} on a child protection (CP) plan",
        f"{count_text(counts.current_cin)} on a child in need (CIN) plan",
        f"{count_text(counts.ended)} with no plan now",
    )
    on_roll = counted(counts.on_roll, "pupil", "pupils")
    are = "is a" if counts.cwsw == 1 else "are"
    who = f"{count_text(counts.cwsw)} of {on_roll} {are} {group('cwsw', counts.cwsw)}"
    return f"{who}: {', '.join(parts)}."


def ours(figure: Figure) -> str:
    """The cohort's figure in one sentence."""
    return group_sentence(figure, "cwsw")


def others(figure: Figure) -> str:
    """The same of the school's other pupils."""
    return group_sentence(figure, "other")


def group_sentence(figure: Figure, name: str) -> str:
    """Any group's or sub-cohort's figure in one sentence, as much as its size allows."""
    found = figure.groups[name]
    if found.pupils == 0:
        return f"No {group(name)} are counted here{in_year(figure)}."
    tell = {Kind.PROPORTION: _proportion, Kind.MEAN: _mean, Kind.RATIO_OF_SUMS: _sessions}
    told = tell[figure.measure.kind](figure.measure, found, name)
    return f"{told}{in_year(figure)}.{_chance(figure.measure, found)}"


def _proportion(measure: Measure, found: GroupFigure, name: str) -> str:
    who = f"{group(name, found.of)}{_share(measure, found)}"
    did = verb(measure.did, found.n, found.of)
    return f"{count_text(found.n)} of {count_text(found.of)} {who} {did}"


def _mean(measure: Measure, found: GroupFigure, name: str) -> str:
    who = f"{found.pupils} {group(name, found.pupils)}"
    if how(found) is not Show.PERCENT:
        return f"{who} {verb('have a score', found.pupils)} in {measure.title}"
    value = amount(found.estimate.value or 0, measure)
    return f"{who} scored {value} points on average in {measure.title}"


def _sessions(measure: Measure, found: GroupFigure, name: str) -> str:
    sums = f"{count_text(found.n)} of {counted(found.of, 'session', 'sessions')}"
    return f"{found.pupils} {group(name, found.pupils)} missed {sums}{_share(measure, found)}"


def _share(measure: Measure, found: GroupFigure) -> str:
    """' (41%)' of ten pupils and more."""
    value = group_value(found, measure)
    return f" ({amount(value or 0, measure)})" if how(found) is Show.PERCENT else ""


def _chance(measure: Measure, found: GroupFigure) -> str:
    """The interval in words, where the group is large enough to say anything."""
    words = range_words(found, measure)
    return f" Allowing for chance: {words}." if words else ""


def verdict_short(figure: Figure) -> str:
    """The verdict as a word or two, for a table."""
    way = _way(figure)
    return {
        Verdict.BETTER: f"{way} than children in need",
        Verdict.WORSE: f"{way} than children in need",
        Verdict.CANNOT_TELL: "Like children in need, within chance",
        Verdict.TOO_FEW: "Too few to judge",
        Verdict.SO_FAR: "Too early to judge",
        Verdict.CONTEXT_ONLY: "For context",
    }[figure.verdict]


def verdict_words(figure: Figure) -> str:
    """What may be said against the like-for-like figure, in one sentence."""
    if figure.verdict is Verdict.SO_FAR:
        return "Too early to judge: this year is still under way."
    if figure.verdict is Verdict.CONTEXT_ONLY:
        return _context(figure)
    named = _named_national(figure)
    if figure.verdict is Verdict.TOO_FEW:
        return f"Too few children to judge against {named}."
    if figure.verdict is Verdict.CANNOT_TELL:
        return f"Like {named}: the difference could easily be chance."
    if figure.verdict is Verdict.BETTER:
        return (
            f"{_way(figure)} than {named}. That is better than children in need today, as a "
            "six-year group usually is."
        )
    return f"{_way(figure)} than {named}, by more than chance would usually give."


def _context(figure: Figure) -> str:
    if not figure.measure.has_direction:
        return "For context: neither more nor less is better in itself, so this is not judged."
    if any(c.position is not None and not c.same_phase for c in figure.benchmarks):
        return "For context: the national figure is of all schools, and phases differ too much."
    return "For context: no national figure for children in need is published to judge this by."


def _way(figure: Figure) -> str:
    """Which way the cohort lies, as a word."""
    worse_is_higher = figure.measure.better is Better.LOWER
    is_higher = (figure.verdict is Verdict.WORSE) == worse_is_higher
    return "Higher" if is_higher else "Lower"


def _named_national(figure: Figure) -> str:
    basis = figure.like_for_like
    if basis is None or basis.value is None:
        return "the national figure"
    shown = national(basis.value, figure.measure)
    return f"children in need nationally ({shown} in {basis.year})"


def so_far_note(figure: Figure) -> str | None:
    """What "so far this year" means, where the figure's year is under way."""
    if figure.complete:
        return None
    return (
        f"{label(figure.year)} is still under way. Set it beside the school's other pupils over "
        "the same weeks, not beside a national figure for a whole year."
    )


def gap_sentence(figure: Figure) -> str | None:
    """The distance to the national figure, in children; None where there is none."""
    if not figure.gap_pupils:
        return None
    children = (
        "1 child's outcome"
        if figure.gap_pupils == 1
        else f"{figure.gap_pupils} children's outcomes"
    )
    return f"To reach {_named_national(figure)}, {children} would have to change."


def could_show(figure: Figure) -> str:
    """What a group of this size could show against the national figure, said before it is shown."""
    cohort, basis = figure.cwsw, figure.like_for_like
    if figure.measure.kind is not Kind.PROPORTION or basis is None or basis.value is None:
        return _could_show_alone(figure)
    worth = (
        f"One child is worth {amount(Fraction(1, cohort.of), figure.measure)} of this group. "
        if cohort.of
        else ""
    )
    if cohort.of < FEWEST:
        return (
            f"{worth}With fewer than {FEWEST} children no result is told apart from a national "
            "figure."
        )
    return worth + _needed(cohort.of, basis.value, national(basis.value, figure.measure))


def _could_show_alone(figure: Figure) -> str:
    pupils = figure.cwsw.pupils
    if pupils < FEWEST:
        return "With so few children, read this as a prompt to look at each child."
    if figure.measure.kind is Kind.PROPORTION:
        share = amount(Fraction(1, figure.cwsw.of), figure.measure)
        return (
            f"One child is worth {share} of this group. There is no national figure for children "
            "in need in schools like ours to tell it apart from: read it with its range."
        )
    return f"With {pupils} children, a few can move this figure: read it with its range."


def _needed(of: int, p0: Fraction, shown: str) -> str:
    """The counts that would lie outside chance: 'To differ from 46.0% it would take ...'."""
    value = float(p0)
    low = max((k for k in range(of + 1) if _high(k, of) < value), default=None)
    high = min((k for k in range(of + 1) if _low(k, of) > value), default=None)
    if low is None and high is None:
        return f"No result in a group this size could differ from {shown}."
    ends = [f"{low} or fewer" if low else "none"] if low is not None else []
    ends += [f"{high} or more" if high < of else "all"] if high is not None else []
    return f"To differ from {shown} it would take {', or '.join(ends)} of the {of}."


def _low(k: int, of: int) -> float:
    return wilson(k, of).low or 0.0


def _high(k: int, of: int) -> float:
    return wilson(k, of).high or 0.0
