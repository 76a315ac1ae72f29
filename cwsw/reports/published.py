"""What the page and every file made from a publication say of it, in one place."""

from cwsw.disclosure import PublishedSummary
from cwsw.disclosure.model import PublishedFigure
from cwsw.disclosure.words import beside_words, figure_words, range_words, school_words
from cwsw.reports.words import DRAFT_STAMP, day, sample_marks

TITLE = "Children with a social worker: for governors"
IN_ONE_MINUTE = "In one minute"
THIS_YEAR = "This year"
THREE_YEARS = "Three years"
WHAT_WE_DO = "What the school does"
QUESTIONS = "Three questions for this meeting"
METHOD = "How it was made"
_THIS_YEAR_HEADINGS = ("These children", "All our pupils", "More or less?")
FROM_THE_HEAD = "In the headteacher's words"


def marks(shown: PublishedSummary) -> tuple[str, ...]:
    """What must stand on every page and sheet: that it is a draft, that the pupils are made up."""
    draft = () if shown.published else (DRAFT_STAMP,)
    return (*draft, *sample_marks(shown.sample))


def about(shown: PublishedSummary) -> str:
    """Which school and days it speaks of: one line beneath the title."""
    released = f"published {day(shown.published)}" if shown.published else DRAFT_STAMP.lower()
    return f"{shown.school} · school year {shown.year} · data of {day(shown.as_at)} · {released}"


def own_words(shown: PublishedSummary) -> tuple[str, ...]:
    """The headteacher's comment, paragraph by paragraph, then the actions under way."""
    comment = (words for words in shown.comment.splitlines() if words.strip())
    actions = (f"Under way: {'; '.join(shown.actions)}",) if shown.actions else ()
    return (*comment, *actions)


def size(shown: PublishedSummary) -> str:
    """'16 to 20', or that nothing is said."""
    return range_words(shown.size) if shown.size else "not said: the school is small"


def year_headings(shown: PublishedSummary) -> tuple[str, ...]:
    """The headings of `this_year`: the school year names the rows."""
    return (f"School year {shown.year}", *_THIS_YEAR_HEADINGS)


def this_year(shown: PublishedSummary) -> tuple[tuple[str, ...], ...]:
    """A row for each measure's latest year: the group, the whole school, more or less."""
    return tuple(
        (
            _title(figure, shown),
            figure_words(figure),
            school_words(figure.school),
            beside_words(figure),
        )
        for figure in shown.latest
    )


def years_headings(shown: PublishedSummary) -> tuple[str, ...]:
    """The closed years that have a figure, earliest first."""
    return ("", *sorted({figure.academic_year for figure in _several(shown)}))


def three_years(shown: PublishedSummary) -> tuple[tuple[str, ...], ...]:
    """A row for each measure that is said in two years or more."""
    years = years_headings(shown)[1:]
    rows = []
    for key in dict.fromkeys(figure.key for figure in _several(shown)):
        said = {f.academic_year: f for f in shown.figures if f.key == key}
        cells = (figure_words(said[year]) if year in said else "–" for year in years)
        rows.append((next(iter(said.values())).title, *cells))
    return tuple(rows)


def sources(shown: PublishedSummary) -> tuple[str, ...]:
    """Where the national figures come from, each named once."""
    return tuple(dict.fromkeys(s for n in shown.nationals for s in n.source.split("; ")))


def _title(figure: PublishedFigure, shown: PublishedSummary) -> str:
    """With its year where that is not the year of the page."""
    return figure.title if figure.academic_year == shown.year else _dated(figure)


def _dated(figure: PublishedFigure) -> str:
    return f"{figure.title} ({figure.academic_year})"


def _several(shown: PublishedSummary) -> list[PublishedFigure]:
    """The figures of measures that are said in at least two years."""
    keys = [figure.key for figure in shown.figures if not figure.hidden]
    return [figure for figure in shown.figures if keys.count(figure.key) > 1]
