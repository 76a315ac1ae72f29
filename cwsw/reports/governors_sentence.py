"""A sentence about one figure that is safe for governors: only what they read of it."""

from cwsw.compare.model import Figure
from cwsw.compare.words import in_year
from cwsw.disclosure import PublishedFigure, PublishedSummary
from cwsw.disclosure.words import beside_words, figure_words, school_words
from cwsw.tables.english import day, listed
from cwsw.tables.years import label

GOVERNORS_CAVEAT = (
    "Numbers are ranges on purpose. In a small group a difference can be chance, so it is a "
    "question and no finding."
)
NOT_SAFE = (
    "Nothing of this figure can be said safely to governors: with what they know already, a child "
    "might be recognised."
)
NOT_AMONG = (
    "This figure is not among those that governors see, so nothing is offered: with the others "
    "it might name a child."
)


def for_governors(figure: Figure, published: PublishedSummary) -> str | None:
    """Only what governors read of this figure, with date and caveat; None where it is hidden."""
    # From the publication: `figure` itself has exact counts, which no governor may see.
    same = _published(figure, published)
    if same is None or same.hidden:
        return None
    counts = f"{figure_words(same)} children with a social worker {figure.measure.predicate}"
    school = f"whole school {school_words(same.school)}" if same.school else ""
    parts = (f"{counts}{in_year(figure)}", school, beside_words(same))
    statement = "; ".join(filter(None, parts))
    return f"As at {day(published.as_at)}: {statement}. {GOVERNORS_CAVEAT}"


def why_not(figure: Figure, published: PublishedSummary) -> str:
    """Why nothing is offered for governors."""
    years = [f.academic_year for f in published.figures if f.key == figure.measure.key]
    if not years:
        return NOT_AMONG
    if label(figure.year) not in years:
        return f"Governors see {listed(years)} of this measure, and no other year of it."
    return NOT_SAFE


def _published(figure: Figure, published: PublishedSummary) -> PublishedFigure | None:
    same = (f for f in published.figures if f.key == figure.measure.key)
    return next((f for f in same if f.academic_year == label(figure.year)), None)
