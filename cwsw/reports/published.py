"""The words about a publication that its page and every file made from it share."""

from cwsw.disclosure import PublishedSummary
from cwsw.disclosure.words import beside_words, cell_words, range_words, school_words
from cwsw.reports.stamps import DRAFT_STAMP, sample_marks
from cwsw.tables.english import day

TITLE = "Children with a social worker: for governors"
IN_ONE_MINUTE = "In one minute"
THIS_YEAR = "This year"
THREE_YEARS = "Three years"
WHAT_WE_DO = "What the school does"
QUESTIONS = "Three questions"
METHOD = "How it was made"
IN_NUMBERS = "In numbers"
DEFINITIONS = "Definitions and sources"
NO_CHART = "Nothing can be drawn: too few in the school."
NOT_SAID = "Not said: too few in the school. Ask the head."
FROM_THE_HEAD = "In the headteacher's words"


def marks(summary: PublishedSummary) -> tuple[str, ...]:
    """The marks of every page and sheet: that it is a draft, that the pupils are made up."""
    draft = () if summary.published else (DRAFT_STAMP,)
    return (*draft, *sample_marks(summary.sample))


def about(summary: PublishedSummary) -> str:
    """Which school and days it speaks of: one line beneath the title."""
    released = f"published {day(summary.published)}" if summary.published else DRAFT_STAMP.lower()
    return f"{summary.school} · school year {summary.year} · {released}"


def own_words(summary: PublishedSummary) -> tuple[str, ...]:
    """The headteacher's comment, paragraph by paragraph, then the actions under way."""
    comment = (words for words in summary.comment.splitlines() if words.strip())
    actions = (f"Under way: {'; '.join(summary.actions)}",) if summary.actions else ()
    return (*comment, *actions)


def size(summary: PublishedSummary) -> str:
    """'16 to 20', or that nothing is said."""
    return range_words(summary.size) if summary.size else "not said: the school is small"


def year_headings(summary: PublishedSummary) -> tuple[str, ...]:
    """The headings of `three_years`: the closed years that have a figure, then of the latest."""
    return ("Figure", *_years(summary), "All pupils", "More or less?")


def three_years(summary: PublishedSummary) -> tuple[tuple[str, ...], ...]:
    """A row for each measure: its years, then the whole school's figure and more or less."""
    rows = []
    for latest in summary.latest:
        years = {f.academic_year: f for f in summary.figures if f.key == latest.key}
        # A dash where there is no figure of that year: one that is hidden has words of its own.
        cells = (cell_words(years[year]) if year in years else "–" for year in _years(summary))
        rows.append((latest.title, *cells, school_words(latest.school), beside_words(latest)))
    return tuple(rows)


def note(summary: PublishedSummary) -> str:
    """What "not said" means; empty where the table has none."""
    return NOT_SAID if any(figure.hidden for figure in summary.figures) else ""


def sources(summary: PublishedSummary) -> tuple[str, ...]:
    """Where the national figures come from, each named once."""
    return tuple(dict.fromkeys(s for n in summary.nationals for s in n.source.split("; ")))


def _years(summary: PublishedSummary) -> tuple[str, ...]:
    return tuple(sorted({figure.academic_year for figure in summary.figures}))
