"""Ranges in words, the same on the page, on paper and in sentences."""

from cwsw.disclosure.model import NOBODY, PublishedFigure, WholeSchoolFigure
from cwsw.disclosure.rules import Range


def range_words(limits: Range) -> str:
    """'5 or fewer', '11 to 15', '38'."""
    if limits.low == limits.high:
        return f"{limits.low:,}"
    return f"{limits.high:,} or fewer" if limits.low == 0 else f"{limits.low:,} to {limits.high:,}"


def figure_words(figure: PublishedFigure) -> str:
    """'11 to 15 of 41 to 45', or why nothing is said."""
    if figure.count is None or figure.of is None:
        return figure.why
    return f"{range_words(figure.count)} of {range_words(figure.of)}"


def school_words(school: WholeSchoolFigure | None) -> str:
    """'38 of 327', '5 or fewer of 421', 'none of 421'."""
    if school is None:
        return ""
    if school.n.high == 0:
        return f"none of {school.of:,}"
    few = school.n.low < school.n.high
    return f"{school.n.high:,}{' or fewer' if few else ''} of {school.of:,}"


def cell_words(figure: PublishedFigure) -> str:
    """The same for a cell of a table: '11–15 of 41–45', 'not said'."""
    if figure.count is None or figure.of is None:
        return "none" if figure.why == NOBODY else "not said"
    return counts_words(figure.count, figure.of)


def counts_words(count: Range, of: Range) -> str:
    """'11–15 of 41–45'."""
    return f"{_dashed(count)} of {_dashed(of)}"


def _dashed(limits: Range) -> str:
    return range_words(limits).replace(" to ", "–")


def beside_words(figure: PublishedFigure) -> str:
    """Beside our other pupils, in a table's cell."""
    return BESIDE.get(figure.beside_others or "", "")


BESIDE = {
    "more": "clearly more",
    "less": "clearly less",
    "cannot_tell": "cannot tell",
}
