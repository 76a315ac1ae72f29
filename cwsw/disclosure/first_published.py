"""Keep each published figure as first published: a second number of a count would narrow it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cwsw.disclosure.model import EARLIER, HIDDEN, PublishedFigure, PublishedSummary
from cwsw.disclosure.publish import KEYS, PARTS, YEARS, title_of
from cwsw.disclosure.rounded import RoundedFigure, RoundedSummary
from cwsw.disclosure.rules import Range
from cwsw.disclosure.sentences import with_sentences
from cwsw.measures.registry import BY_KEY
from cwsw.tables.years import academic_year, parse_label

Earlier = Sequence[tuple[date, PublishedSummary | RoundedSummary]]
"""The day and content of each earlier publication, the earliest first."""
_SPREAD = 2
"""A count rounded to 5 stands for the counts up to this far on either side."""
_ORDER = (*KEYS, *(part for parts in PARTS.values() for part in parts))
Place = tuple[str, str]
"""A measure's key and an academic year."""


def as_first_published(draft: PublishedSummary, earlier: Earlier) -> PublishedSummary:
    """The draft with every figure, and the size of the school year, as they first went out.

    Figures of the years shown that the data no longer give come back from earlier publications.
    """
    places: dict[Place, PublishedFigure] = {(f.key, f.academic_year): f for f in draft.figures}
    # The first number wins over today's: two numbers of one count narrow it
    # (docs/decisions/0010-publications.md).
    places |= _first_published(earlier, places)
    _drop_sums_of_published_parts(places, earlier)
    recent = [figure for (_, year), figure in places.items() if _is_recent(year, draft.year)]
    ordered = sorted(recent, key=lambda f: f.academic_year, reverse=True)
    ordered.sort(key=lambda f: _ORDER.index(f.key))
    return with_sentences(replace(_with_first_size(draft, earlier), figures=tuple(ordered)))


def _first_published(
    earlier: Earlier, drafted: Mapping[Place, PublishedFigure]
) -> dict[Place, PublishedFigure]:
    """Each figure of the earlier publications, from the first that gave it."""
    first: dict[Place, PublishedFigure] = {}
    for day, summary in earlier:
        for figure in _figures(summary, drafted):
            dated = figure.first_published or day
            place = (figure.key, figure.academic_year)
            # Withdrawn publications too: withdrawing does not undo reading.
            first.setdefault(place, replace(figure, first_published=dated))
    return first


def _figures(
    summary: PublishedSummary | RoundedSummary, drafted: Mapping[Place, PublishedFigure]
) -> Iterator[PublishedFigure]:
    if isinstance(summary, PublishedSummary):
        yield from summary.figures
        return
    for figure in summary.figures:
        # A year that was not over then is kept only where it hides today's number of that year
        # (docs/decisions/0018-ranges.md).
        if figure.complete or (figure.key, figure.academic_year) in drafted:
            yield _in_ranges(figure, drafted.get((figure.key, figure.academic_year)))


def _in_ranges(figure: RoundedFigure, drafted: PublishedFigure | None) -> PublishedFigure:
    """A figure of the first rules as the ranges that it said, and nothing more.

    Of a year that was not over then nothing is said: the two numbers would be of nearly one group.
    """
    count, of = figure.count, figure.of
    is_given = figure.complete and count is not None and of is not None
    measure = BY_KEY[figure.key]
    return PublishedFigure(
        key=figure.key,
        academic_year=figure.academic_year,
        title=title_of(measure),
        definition=measure.meets,
        count=_range(count) if is_given and count is not None else None,
        of=_range(of) if is_given and of is not None else None,
        school=drafted.school if drafted else None,
        beside_others="cannot_tell" if is_given else None,
        why="" if is_given else HIDDEN if figure.complete else EARLIER,
        better=measure.better,
        nationals=figure.nationals,
        first_published=figure.first_published,
    )


def _range(rounded: int) -> Range:
    # The width of the old rounding and no less: a narrower range would be a second statement.
    return Range(rounded - _SPREAD, rounded + _SPREAD)


def _drop_sums_of_published_parts(places: dict[Place, PublishedFigure], earlier: Earlier) -> None:
    """Remove a pooled number whose parts were published apart: each result enters one number."""
    rounded = [summary for _, summary in earlier if isinstance(summary, RoundedSummary)]
    rounded_places = {(f.key, f.academic_year) for summary in rounded for f in summary.figures}
    for key, parts in PARTS.items():
        for year in {year for part, year in rounded_places if part in parts}:
            places.pop((key, year), None)


def _with_first_size(draft: PublishedSummary, earlier: Earlier) -> PublishedSummary:
    """The size as first published in the school year of the as-at date."""
    for _, summary in earlier:
        # Once a school year: the children between two sizes of one year could be counted.
        if academic_year(summary.as_at) == academic_year(draft.as_at):
            if isinstance(summary, PublishedSummary):
                return replace(draft, size=summary.size, on_roll=summary.on_roll)
            return replace(draft, size=Range(*summary.size) if summary.size else None)
    return draft


def _is_recent(year: str, latest: str) -> bool:
    """Whether a year is one of those side by side."""
    first, last = parse_label(year), parse_label(latest)
    return first is not None and last is not None and last - YEARS < first <= last
