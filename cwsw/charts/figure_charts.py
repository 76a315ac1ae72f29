"""Charts of one figure, by the size of the group, and their text for screen readers."""

from dataclasses import replace
from typing import Any

from cwsw.benchmarks.series import line_breaks
from cwsw.charts.dots import dots
from cwsw.charts.lines import YearMark, lines
from cwsw.charts.marks import (
    group_mark_words,
    has_value,
    marks,
    national_basis,
    scaled,
    top,
    unit,
)
from cwsw.charts.squares import MOST, Count, squares
from cwsw.charts.theme import MarkRole, Mode
from cwsw.compare import words
from cwsw.compare.model import Figure
from cwsw.compare.nationals import nationals, with_schools
from cwsw.compare.sentences import group_sentence, others
from cwsw.measures.registry import FigureKind
from cwsw.tables.years import label

FEWEST_YEARS = 2


def dot_chart(
    figure: Figure, group: str = "cwsw", mode: Mode = Mode.LIGHT
) -> dict[str, Any] | None:
    """A group, the school's other pupils and the national figures; None with nothing to draw.

    A group of fewer than ten has no mark here: see `square_chart`.
    """
    dot_marks = marks(figure, group)
    if not dot_marks:
        return None
    return dots(dot_marks, top(figure.measure), unit(figure.measure), mode)


def roles(figure: Figure, group: str = "cwsw") -> tuple[MarkRole, ...]:
    """The roles of the marks of `dot_chart`, in their order."""
    return tuple(mark.role for mark in marks(figure, group))


def square_chart(
    figure: Figure, group: str = "cwsw", mode: Mode = Mode.LIGHT
) -> dict[str, Any] | None:
    """The children of a group of one to nine as squares; None for other sizes and kinds."""
    group_figure = figure.groups.get(group)
    if (
        group_figure is None
        or figure.measure.kind is not FigureKind.PROPORTION
        or not 1 <= group_figure.of <= MOST
    ):
        return None
    label = f"{group_mark_words(figure, group)}, filled"
    return squares((Count(label, MarkRole.COHORT, group_figure.n, group_figure.of),), mode)


def trend_chart(
    figures: tuple[Figure, ...], group: str = "cwsw", mode: Mode = Mode.LIGHT, name: str = ""
) -> dict[str, Any] | None:
    """One measure over the years; None where fewer than two years have a value for the group.

    A dot and whisker a year for the group and the other pupils, a dot for the like-for-like
    national figure of the same year. A year that is not complete is not joined to the others, nor
    are years between which the definition changed. A click selects a year.
    `name` is shown for the group where its own words are too long for a small chart.
    """
    if sum(has_value(figure.groups.get(group)) for figure in figures) < FEWEST_YEARS:
        return None
    year_marks = [
        mark for figure in sorted(figures, key=_year) for mark in _year_marks(figure, group)
    ]
    year_marks = [
        replace(m, line=name) if name and m.role is MarkRole.COHORT else m for m in year_marks
    ]
    measure = figures[0].measure
    order = list(MarkRole)
    # By role, so that the legend reads the same in every chart.
    year_marks.sort(key=lambda mark: order.index(mark.role))
    breaks = line_breaks(measure.key, (mark.year for mark in year_marks))
    return lines(tuple(year_marks), top(measure), unit(measure), mode, breaks, takes_clicks=True)


def alt_text(figure: Figure, group: str = "cwsw") -> str:
    """What the charts of a figure show, in the same sentences as on the page."""
    national = " ".join(row.words for row in nationals(figure))
    return f"{group_sentence(figure, group)} {others(figure)} {national}".strip()


def trend_alt_text(figures: tuple[Figure, ...], group: str = "cwsw") -> str:
    """What the chart over the years shows, in sentences, earliest year first."""
    ordered = sorted(figures, key=_year)
    return " ".join(group_sentence(f, group) for f in ordered if group in f.groups)


def _year(figure: Figure) -> int:
    return figure.year


def _year_marks(figure: Figure, group: str) -> list[YearMark]:
    pairs = ((group, MarkRole.COHORT), ("other", MarkRole.OTHERS))
    school = [_group_year(figure, name, role) for name, role in pairs]
    return [mark for mark in (*school, _national_year(figure, group)) if mark is not None]


def _group_year(figure: Figure, name: str, role: MarkRole) -> YearMark | None:
    group_figure = figure.groups.get(name)
    if group_figure is None or not has_value(group_figure):
        return None
    measure, estimate = figure.measure, group_figure.estimate
    return YearMark(
        line=words.capital(words.group(name)),
        role=role,
        year=figure.year,
        value=scaled(measure, estimate.value or 0.0),
        low=None if estimate.low is None else scaled(measure, estimate.low),
        high=None if estimate.high is None else scaled(measure, estimate.high),
        joined=figure.complete,
    )


def _national_year(figure: Figure, group: str) -> YearMark | None:
    """The national figure of exactly this year: an earlier one would be drawn at a wrong place."""
    basis = national_basis(figure, group, like_for_like=True)
    if basis is None or basis.value is None or basis.year != label(figure.year):
        return None
    cohort_words = words.capital(words.cohort(basis.cohort))
    line = with_schools(f"{cohort_words}, England", basis)
    return YearMark(line, MarkRole.NATIONAL, figure.year, scaled(figure.measure, basis.value))
