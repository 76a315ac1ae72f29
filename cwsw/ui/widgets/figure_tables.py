"""The tables of a figure: groups, national figures, years. Small groups show counts only."""

from collections.abc import Iterable, Mapping

from cwsw.compare import showing, words
from cwsw.compare.model import Figure, GroupFigure
from cwsw.compare.nationals import NationalRow, nationals
from cwsw.compare.sentences import verdict_short
from cwsw.measures.registry import FigureKind, Measure
from cwsw.reports.document import Table
from cwsw.tables.english import counted
from cwsw.tables.years import label

COUNTS_ONLY = "counts only"
NO_PERCENTAGE = "no percentage"
HOW_SMALL = (
    f"Fewer than {showing.COUNTS_BELOW} children: {COUNTS_ONLY}. Fewer than "
    f"{showing.SQUARES_BELOW}: {NO_PERCENTAGE}, for one child would move it too far."
)
DASH = "–"
BY_PLAN = frozenset(
    {
        "current_cp",
        "current_cin",
        "ended",
        "while_on_roll",
        "looked_after_now",
        "without_looked_after_now",
        "undated",
        "earlier",
        "looked_after",
    }
)
"""Groups that tell which kind of plan a child has, or when: for those with that right only.

With a year group "1 of 1" and the list by name would say it of one child.
"""

_COUNTED = {
    FigureKind.PROPORTION: ("How many", "Out of"),
    FigureKind.MEAN: ("Children with a score",),
    FigureKind.RATIO_OF_SUMS: ("Sessions missed", "Sessions possible", "Children counted"),
}
_VALUE = {
    FigureKind.PROPORTION: "Percentage",
    FigureKind.MEAN: "Average points",
    FigureKind.RATIO_OF_SUMS: "Percentage",
}


def group_table(figure: Figure, group: str = "cwsw", has_plan_detail: bool = True) -> Table:
    """Every group of a figure: the one shown and the other pupils first.

    Without `has_plan_detail`, no group that would tell a kind of plan, or when there was one.
    """
    kind = figure.measure.kind
    # The two sides of the comparison first, whatever the order of the groups.
    order = dict.fromkeys((group, "other", *words.GROUPS))
    hidden = frozenset() if has_plan_detail else BY_PLAN
    names = [name for name in order if name in figure.groups and name not in hidden]
    headings = ("Group", *_COUNTED[kind], _VALUE[kind], "Likely range")
    return Table(
        caption=f"{figure.measure.title}, {label(figure.year)}: our school by group",
        headings=headings,
        rows=tuple(_group_row(figure, name) for name in names),
        numbers=frozenset(range(1, len(headings))),
        notes=(HOW_SMALL,) if any(is_small(figure.groups[name]) for name in names) else (),
    )


def national_table(figure: Figure, is_whole: bool = True) -> Table:
    """The national figures for a figure, each with its own comparator, year, source and note.

    Sources and notes are numbered, and written out beneath the table.
    """
    rows = nationals(figure)
    sources = _numbered(row.source for row in rows)
    notes = _numbered((row.note for row in rows), first="a")
    ours = ("Our cohort",) if is_whole else ()
    return Table(
        caption=f"{figure.measure.title}: national figures",
        headings=("National figure", "Year", "Figure", "Comparator", *ours, "Source, note"),
        rows=tuple(_national_row(row, sources, notes, is_whole) for row in rows),
        notes=(
            *(f"Source {mark}: {source}." for source, mark in sources.items()),
            *(f"Note {mark}: {note}" for note, mark in notes.items()),
        ),
    )


def _national_row(
    row: NationalRow, sources: Mapping[str, str], notes: Mapping[str, str], is_whole: bool
) -> tuple[str, ...]:
    marks = ", ".join(filter(None, (sources.get(row.source), notes.get(row.note))))
    ours = (row.position_words or DASH,) if is_whole else ()
    comparator = f"{row.comparator}: {row.comparator_text}"
    return (f"{row.set}: {row.cohort}", row.year, row.value_text, comparator, *ours, marks)


def _numbered(texts: Iterable[str], first: str = "1") -> dict[str, str]:
    """Each different text with its mark: 1, 2, 3 or a, b, c."""
    # One source is often that of every row: written once beneath, with its mark in each.
    different = dict.fromkeys(text for text in texts if text)
    return {text: chr(ord(first) + place) for place, text in enumerate(different)}


def year_table(figures: Iterable[Figure], group: str = "cwsw") -> Table:
    """One measure over the years, latest first."""
    ordered = tuple(figures)
    measure = ordered[0].measure
    names = (group, "other")
    headings = tuple(words.capital(words.group(name)) for name in names)
    # Verdicts are of the whole cohort alone.
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


def in_short(measure: Measure, group_figure: GroupFigure | None) -> str:
    """'9 of 22 (41%, likely 23% to 61%)', as much of it as the size of the group allows."""
    if group_figure is None or group_figure.pupils == 0:
        return "nobody counted"
    counts = counted(group_figure.pupils, "pupil", "pupils")
    if measure.kind is FigureKind.PROPORTION:
        counts = f"{showing.count_text(group_figure.n)} of {showing.count_text(group_figure.of)}"
    if showing.how(group_figure) is not showing.Show.PERCENT:
        return counts
    value, likely = value_text(measure, group_figure), range_text(measure, group_figure)
    return f"{counts} ({value}, likely {likely})"


def is_small(group_figure: GroupFigure) -> bool:
    """Whether a group has somebody, but too few for a percentage."""
    return 0 < group_figure.pupils < showing.SQUARES_BELOW


def value_text(measure: Measure, group_figure: GroupFigure) -> str:
    """A group's value, or why it has none."""
    how = showing.how(group_figure)
    if group_figure.pupils == 0:
        return DASH
    if how is showing.Show.PERCENT:
        return showing.amount(showing.group_value(group_figure, measure) or 0, measure)
    return COUNTS_ONLY if how is showing.Show.COUNTS else NO_PERCENTAGE


def range_text(measure: Measure, group_figure: GroupFigure) -> str:
    """A group's 95% interval in words, for six pupils and more."""
    if showing.how(group_figure) is showing.Show.COUNTS:
        return DASH
    return showing.span(group_figure.estimate, measure) or DASH


def _group_row(figure: Figure, name: str) -> tuple[str, ...]:
    measure, group_figure = figure.measure, figure.groups[name]
    cells = [words.capital(words.group(name)), *_counts(measure, group_figure)]
    return (*cells, value_text(measure, group_figure), range_text(measure, group_figure))


def _counts(measure: Measure, group_figure: GroupFigure) -> tuple[str, ...]:
    if measure.kind is FigureKind.MEAN:
        return (showing.count_text(group_figure.pupils),)
    pair = (showing.count_text(group_figure.n), showing.count_text(group_figure.of))
    if measure.kind is FigureKind.RATIO_OF_SUMS:
        return (*pair, showing.count_text(group_figure.pupils))
    return pair
