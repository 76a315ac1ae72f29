"""A measure by parts of the cohort, with ranges and the finding in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cwsw.compare.figures import group_figure
from cwsw.compare.intervals import newcombe
from cwsw.compare.model import Figure, GroupFigure
from cwsw.compare.narrative import counts_words, finding
from cwsw.compare.showing import Show, group_value, how
from cwsw.measures.breakdown import Dimension, PartValue, Subgroup
from cwsw.measures.count import Counts
from cwsw.measures.registry import Better, FigureKind, Measure
from cwsw.tables.codes import year_group_label

NOT_KNOWN = "Not known"
TOO_SMALL = "Too few children in each group to compare them: see the counts"
_NAMES: Mapping[tuple[Dimension, PartValue], str] = {
    (Dimension.PLAN, "current_cp"): "CP plan now",
    (Dimension.PLAN, "current_cin"): "CIN plan now",
    (Dimension.PLAN, "ended"): "No plan now",
    (Dimension.SEN, "N"): "No SEN",
    (Dimension.SEN, "K"): "SEN support",
    (Dimension.SEN, "E"): "EHC plan",
    (Dimension.SEX, "F"): "Girls",
    (Dimension.SEX, "M"): "Boys",
    (Dimension.FSM, True): "Free meals",
    (Dimension.FSM, False): "No free meals",
}


@dataclass(frozen=True)
class PartFigure:
    """One part of the cohort with its interval, and the other pupils of the same part."""

    value: PartValue
    name: str
    cwsw: GroupFigure
    other: GroupFigure


def part_figures(
    measure: Measure, dimension: Dimension, parts: Sequence[Subgroup]
) -> tuple[PartFigure, ...]:
    """The parts as they are shown, in their order."""
    return tuple(
        PartFigure(
            part.value,
            part_name(dimension, part.value),
            group_figure(measure.kind, part.cwsw),
            group_figure(measure.kind, part.other),
        )
        for part in parts
    )


def part_name(dimension: Dimension, value: PartValue) -> str:
    """What a part is called: 'Year 9', 'SEN support', 'Girls', a form as the school writes it."""
    if value is None:
        return NOT_KNOWN
    if dimension is Dimension.YEAR_GROUP:
        return year_group_label(int(value))
    return _NAMES.get((dimension, value), str(value))


def finding_of_parts(figure: Figure, parts: Sequence[PartFigure]) -> str:
    """'Year 9 is highest, but within chance of the rest: 59% (17 of 29).'

    Only parts of ten children and more are compared; `figure` is the whole cohort's.
    """
    if len(parts) < 2:
        return finding(figure)
    # Small parts are shown as counts; compared they would be ranked by chance.
    large = [part for part in parts if how(part.cwsw) is Show.PERCENT]
    if len(large) < 2:
        return f"{TOO_SMALL}."
    lowest = figure.measure.better is Better.HIGHER
    chosen = (min if lowest else max)(large, key=lambda part: _value(part, figure.measure))
    way = "lowest" if lowest else "highest"
    chance = "" if _differs(chosen, figure) else ", but within chance of the rest"
    counts = counts_words(chosen.cwsw, figure.measure)
    others = counts_words(figure.other, figure.measure)
    return f"{chosen.name}: {way}{chance}, {counts}. Our other pupils: {others}."


def _value(part: PartFigure, measure: Measure) -> float:
    return float(group_value(part.cwsw, measure) or 0)


def _differs(part: PartFigure, figure: Figure) -> bool:
    """Whether a part differs from the rest of the cohort by more than chance (Newcombe, 95%)."""
    # A GroupFigure does not carry the sums that the variance of the rest needs, so the part's own
    # interval is held against the whole.
    if figure.measure.kind is not FigureKind.PROPORTION:
        low, high = part.cwsw.estimate.low, part.cwsw.estimate.high
        whole = figure.cwsw.estimate.value
        return None not in (low, high, whole) and not (low or 0) <= (whole or 0) <= (high or 0)
    # Against the rest and not the whole: a part compared with itself differs too little.
    n, of = figure.cwsw.n - part.cwsw.n, figure.cwsw.of - part.cwsw.of
    part_counts = Counts(part.cwsw.n, part.cwsw.of, part.cwsw.pupils)
    gap = newcombe(part_counts, Counts(n, of, of))
    if gap is None or gap.low is None or gap.high is None:
        return False
    return not gap.low <= 0 <= gap.high
