"""Figures in plain sentences: counts first, then the range by chance, comparators by name."""

from cwsw.cohort.counts import CohortCounts
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
from cwsw.compare.words import group, in_year
from cwsw.measures.registry import Better, FigureKind, Measure
from cwsw.tables.english import counted, verb


def cohort_sentence(counts: CohortCounts) -> str:
    """'150 of 1,200 pupils are children with a social worker: 22 on a CP plan, ...'."""
    # "None is known" and not "none has": the list may not be complete.
    if counts.cwsw == 0:
        pupils = counted(counts.on_roll, "pupil", "pupils")
        return f"None of the {pupils} is known to have a social worker."
    parts = (
        f"{count_text(counts.current_cp)} on a child protection (CP) plan",
        f"{count_text(counts.current_cin)} on a child in need (CIN) plan",
        f"{count_text(counts.ended)} with no plan now",
    )
    on_roll = counted(counts.on_roll, "pupil", "pupils")
    are = "is a" if counts.cwsw == 1 else "are"
    headline = f"{count_text(counts.cwsw)} of {on_roll} {are} {group('cwsw', counts.cwsw)}"
    return f"{headline}: {', '.join(parts)}."


def ours(figure: Figure) -> str:
    """The cohort's figure in one sentence."""
    return group_sentence(figure, "cwsw")


def others(figure: Figure) -> str:
    """The figure of the school's other pupils in one sentence."""
    return group_sentence(figure, "other")


def group_sentence(figure: Figure, name: str) -> str:
    """Any group's or sub-cohort's figure in one sentence, as much as its size allows."""
    group_figure = figure.groups[name]
    # Nobody eligible is not nought of some: no share is said.
    if group_figure.pupils == 0:
        return f"No {group(name)} are counted here{in_year(figure)}."
    writers = {
        FigureKind.PROPORTION: _proportion,
        FigureKind.MEAN: _mean,
        FigureKind.RATIO_OF_SUMS: _sessions,
    }
    sentence = writers[figure.measure.kind](figure.measure, group_figure, name)
    return f"{sentence}{in_year(figure)}.{_chance(figure.measure, group_figure)}"


def _proportion(measure: Measure, group_figure: GroupFigure, name: str) -> str:
    group_words = f"{group(name, group_figure.of)}{_share(measure, group_figure)}"
    predicate = verb(measure.predicate, group_figure.n, group_figure.of)
    return (
        f"{count_text(group_figure.n)} of {count_text(group_figure.of)} {group_words} {predicate}"
    )


def _mean(measure: Measure, group_figure: GroupFigure, name: str) -> str:
    group_words = f"{group_figure.pupils} {group(name, group_figure.pupils)}"
    if how(group_figure) is not Show.PERCENT:
        return f"{group_words} {verb('have a score', group_figure.pupils)} in {measure.title}"
    value = amount(group_figure.estimate.value or 0, measure)
    return f"{group_words} scored {value} points on average in {measure.title}"


def _sessions(measure: Measure, group_figure: GroupFigure, name: str) -> str:
    sums = f"{count_text(group_figure.n)} of {counted(group_figure.of, 'session', 'sessions')}"
    pupils = f"{group_figure.pupils} {group(name, group_figure.pupils)}"
    return f"{pupils} missed {sums}{_share(measure, group_figure)}"


def _share(measure: Measure, group_figure: GroupFigure) -> str:
    """' (41%)' of ten pupils and more."""
    value = group_value(group_figure, measure)
    return f" ({amount(value or 0, measure)})" if how(group_figure) is Show.PERCENT else ""


def _chance(measure: Measure, group_figure: GroupFigure) -> str:
    """The interval in words, where the group is large enough to say anything."""
    words = range_words(group_figure, measure)
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
    # A six-year group usually looks better than children in need today (contract section 4), so the
    # sentence says so.
    if figure.verdict is Verdict.BETTER:
        return (
            f"{_way(figure)} than {named}. That is better than children in need today, as a "
            "six-year group usually is."
        )
    return f"{_way(figure)} than {named}, by more than chance would usually give."


def _context(figure: Figure) -> str:
    if not figure.measure.has_direction:
        return "For context: neither more nor less is better in itself, so this is not judged."
    # Phases differ so much that a figure of all schools judges none (contract section 4).
    if any(c.position is not None and not c.same_phase for c in figure.benchmarks):
        return "For context: the national figure is of all schools, and phases differ too much."
    return "For context: no national figure for children in need is published to judge this by."


def _way(figure: Figure) -> str:
    """Which way the cohort lies, as a word."""
    # From the verdict and the direction: the two limits of the interval need not be looked at
    # again.
    worse_is_higher = figure.measure.better is Better.LOWER
    is_higher = (figure.verdict is Verdict.WORSE) == worse_is_higher
    return "Higher" if is_higher else "Lower"


def _named_national(figure: Figure) -> str:
    basis = figure.like_for_like
    if basis is None or basis.value is None:
        return "the national figure"
    value = national(basis.value, figure.measure)
    return f"children in need nationally ({value} in {basis.year})"
