"""The tables beside a figure: groups, national figures, years. Small groups show counts only."""

from collections.abc import Iterable

from cwsw.compare import showing, words
from cwsw.compare.model import Figure, GroupFigure
from cwsw.compare.nationals import nationals
from cwsw.compare.sentences import verdict_short
from cwsw.measures.registry import Kind, Measure
from cwsw.tables.years import label
from cwsw.ui.tables import Table

COUNTS_ONLY = "under 6: counts only"
NO_PERCENTAGE = "under 10: no percentage"
NOTHING = "–"

_COUNTED = {
    Kind.PROPORTION: ("Of these, meet it", "Children counted"),
    Kind.MEAN: ("Children with a score",),
    Kind.RATIO_OF_SUMS: ("Sessions missed", "Sessions possible", "Children counted"),
}
_VALUE = {
    Kind.PROPORTION: "Percentage",
    Kind.MEAN: "Average points",
    Kind.RATIO_OF_SUMS: "Percentage",
}


def group_table(figure: Figure, group: str = "cwsw") -> Table:
    """Every group of a figure: the one shown and the other pupils first."""
    kind = figure.measure.kind
    order = dict.fromkeys((group, "other", *words.GROUPS))
    names = [name for name in order if name in figure.groups]
    headings = ("Group", *_COUNTED[kind], _VALUE[kind], "Likely range")
    return Table(
        caption=f"{figure.measure.title}, {label(figure.year)}: our school by group",
        headings=headings,
        rows=tuple(_group_row(figure, name) for name in names),
        numbers=frozenset(range(1, 1 + len(_COUNTED[kind]))),
    )


def national_table(figure: Figure, is_whole: bool = True) -> Table:
    """The national figures beside a figure, each with its own comparator, year and source."""
    rows = []
    for row in nationals(figure):
        cells = (
            f"{row.set}: {row.cohort}",
            row.year,
            row.value_text,
            row.comparator,
            row.comparator_text,
            *((row.position_words or NOTHING,) if is_whole else ()),
            row.source,
            row.note or NOTHING,
        )
        rows.append(cells)
    ours = ("Where our cohort lies",) if is_whole else ()
    headings = ("National figure", "Year", "Figure", "Compared with", "Its figure", *ours)
    return Table(
        caption=f"{figure.measure.title}: national figures",
        headings=(*headings, "Source", "Note"),
        rows=tuple(rows),
    )


def year_table(figures: Iterable[Figure], group: str = "cwsw") -> Table:
    """One measure over the years, latest first."""
    ordered = tuple(figures)
    measure = ordered[0].measure
    names = (group, "other")
    headings = tuple(words.capital(words.group(name)) for name in names)
    judged = group == "cwsw"
    rows = tuple(
        (
            label(figure.year) if figure.complete else f"{label(figure.year)} so far",
            *(in_short(measure, figure.groups.get(name)) for name in names),
            *((verdict_short(figure),) if judged else ()),
        )
        for figure in ordered
    )
    return Table(
        caption=f"{measure.title} over the years",
        headings=("Academic year", *headings, *(("Verdict",) if judged else ())),
        rows=rows,
    )


def in_short(measure: Measure, found: GroupFigure | None) -> str:
    """'9 of 22 (41%, likely 23% to 61%)', as much of it as the size of the group allows."""
    if found is None or found.pupils == 0:
        return "nobody counted"
    counts = f"{found.pupils} pupils"
    if measure.kind is Kind.PROPORTION:
        counts = f"{showing.count_text(found.n)} of {showing.count_text(found.of)}"
    if showing.how(found) is not showing.Show.PERCENT:
        return counts
    return f"{counts} ({value_text(measure, found)}, likely {range_text(measure, found)})"


def value_text(measure: Measure, found: GroupFigure) -> str:
    """A group's value, or why it has none."""
    how = showing.how(found)
    if found.pupils == 0:
        return NOTHING
    if how is showing.Show.PERCENT:
        return showing.amount(showing.group_value(found, measure) or 0, measure)
    return COUNTS_ONLY if how is showing.Show.COUNTS else NO_PERCENTAGE


def range_text(measure: Measure, found: GroupFigure) -> str:
    """A group's 95% interval in words, for six pupils and more."""
    if showing.how(found) is showing.Show.COUNTS:
        return NOTHING
    return showing.span(found.estimate, measure) or NOTHING


def _group_row(figure: Figure, name: str) -> tuple[str, ...]:
    measure, found = figure.measure, figure.groups[name]
    shown = [words.capital(words.group(name)), *_counts(measure, found)]
    return (*shown, value_text(measure, found), range_text(measure, found))


def _counts(measure: Measure, found: GroupFigure) -> tuple[str, ...]:
    if measure.kind is Kind.MEAN:
        return (showing.count_text(found.pupils),)
    pair = (showing.count_text(found.n), showing.count_text(found.of))
    if measure.kind is Kind.RATIO_OF_SUMS:
        return (*pair, showing.count_text(found.pupils))
    return pair
