"""What a figure says, in plain words: counts first, chance said, comparators named."""

from fractions import Fraction

from cwsw.cohort.counts import CohortCounts
from cwsw.compare.intervals import wilson
from cwsw.compare.model import Figure, GroupFigure, Verdict
from cwsw.compare.showing import Show, amount, count_text, group_value, how, national, span
from cwsw.compare.verdicts import FEWEST
from cwsw.compare.words import group
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
        f"{count_text(counts.ended)} whose plan ended within six years",
    )
    on_roll = counted(counts.on_roll, "pupil", "pupils")
    are = "is a" if counts.cwsw == 1 else "are"
    who = f"{count_text(counts.cwsw)} of {on_roll} {are} {group('cwsw', counts.cwsw)}"
    return f"{who}: {', '.join(parts)}."


def finding(figure: Figure) -> str:
    """The cohort's figure in one sentence."""
    return group_sentence(figure, "cwsw")


def others(figure: Figure) -> str:
    """The same of the school's other pupils."""
    return group_sentence(figure, "other")


def group_sentence(figure: Figure, name: str) -> str:
    """Any group's or sub-cohort's figure in one sentence, as much as its size allows."""
    found = figure.groups[name]
    when = _when(figure)
    if found.pupils == 0:
        return f"No {group(name)} are counted here {when}."
    if figure.measure.kind is Kind.PROPORTION:
        return _proportion(figure.measure, found, group(name, found.of), when)
    who = group(name, found.pupils)
    if figure.measure.kind is Kind.MEAN:
        return _mean(figure.measure, found, who, when)
    return _sessions(figure.measure, found, who, when)


def _proportion(measure: Measure, found: GroupFigure, who: str, when: str) -> str:
    value = group_value(found, measure)
    share = f" ({amount(value or 0, measure)})" if how(found) is Show.PERCENT else ""
    counts = f"{count_text(found.n)} of {count_text(found.of)} {who}{share}"
    did = verb(measure.did, found.n, found.of)
    return f"{counts} {did} {when}.{_chance(measure, found)}"


def _mean(measure: Measure, found: GroupFigure, who: str, when: str) -> str:
    if how(found) is Show.PERCENT:
        value = amount(found.estimate.value or 0, measure)
        start = f"{found.pupils} {who} scored {value} points on average in {measure.title} {when}."
    else:
        start = (
            f"{found.pupils} {who} {verb('have a score', found.pupils)} in {measure.title} {when}."
        )
    return start + _chance(measure, found)


def _sessions(measure: Measure, found: GroupFigure, who: str, when: str) -> str:
    value = group_value(found, measure)
    share = f" ({amount(value or 0, measure)})" if how(found) is Show.PERCENT else ""
    sums = f"{count_text(found.n)} of {counted(found.of, 'session', 'sessions')}"
    return f"{found.pupils} {who} missed {sums}{share} {when}.{_chance(measure, found)}"


def _chance(measure: Measure, found: GroupFigure) -> str:
    """The interval in words, where the group is large enough to say anything."""
    words = span(found.estimate, measure)
    if how(found) is Show.COUNTS or words is None:
        return ""
    return f" Allowing for chance: {words}."


def _when(figure: Figure) -> str:
    return f"in {label(figure.year)}" if figure.complete else f"so far in {label(figure.year)}"


def verdict_short(figure: Figure) -> str:
    """The verdict as a word or two, for a table."""
    way = _way(figure)
    return {
        Verdict.BETTER: f"{way} than children in need",
        Verdict.WORSE: f"{way} than children in need",
        Verdict.CANNOT_TELL: "Cannot tell",
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
        return f"Cannot tell it apart from {named}: the difference could easily be chance."
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


def card_verdict(figure: Figure) -> str:
    """The verdict an overview card shows: it claims a difference only on an alarm."""
    if figure.verdict not in (Verdict.BETTER, Verdict.WORSE):
        return verdict_short(figure)
    if not figure.alarm:
        return "Not clear enough to act on alone"
    if figure.verdict is Verdict.BETTER:
        return "Better than children in need today, as a six-year group usually is"
    return f"Look closer: {_way(figure).lower()} than children in need"


def alarm_differs(figure: Figure) -> str | None:
    """One sentence where the card and the detail page say different things."""
    if figure.alarm or figure.verdict not in (Verdict.BETTER, Verdict.WORSE):
        return None
    return (
        "The overview says less than this page: it allows for looking at many measures at once, "
        "when one or two will stand out by chance."
    )


def so_far_note(figure: Figure) -> str | None:
    """What "so far this year" means, where the figure's year is under way."""
    if figure.complete:
        return None
    return (
        f"{label(figure.year)} is still under way. Set it beside the school's other pupils over "
        "the same weeks, not beside a national figure for a whole year."
    )


def gap_sentence(figure: Figure) -> str | None:
    """The gap to the national figure, in children."""
    gap = figure.gap_pupils
    if gap is None:
        return None
    if gap == 0:
        return f"The cohort already does no worse than {_named_national(figure)}."
    children = "1 child's outcome" if gap == 1 else f"{gap} children's outcomes"
    return (
        f"{children} would have to change for the cohort to do no worse than "
        f"{_named_national(figure)}."
    )


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
