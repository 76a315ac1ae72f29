"""The overview: at most seven cards, one of them a strength, which comes first."""

from collections.abc import Sequence

from cwsw.compare.model import Figure, latest_judged
from cwsw.compare.sentences import finding, others
from cwsw.compare.showing import SQUARES_BELOW
from cwsw.compare.strengths import beside_others
from cwsw.compare.words import group
from cwsw.measures.registry import MEASURES, Better, Kind, overview_keys
from cwsw.summary.model import Card

MOST_CARDS = 7


def cards(figures: Sequence[Figure], phase: str | None) -> tuple[Card, ...]:
    """What is going well, then the phase's measures in their fixed order."""
    ahead = _ahead_of_others(figures)
    chosen = (latest_judged(figures, key) for key in overview_keys(phase))
    ordinary = [Card(f) for f in chosen if f and not (ahead and f is ahead.figure)]
    first = ahead or _attending(figures)
    return (*([first] if first else []), *ordinary[: MOST_CARDS - 1])


def strength(figures: Sequence[Figure]) -> Card | None:
    """What is going well in these figures (latest year of a measure first); None without it."""
    return _ahead_of_others(figures) or _attending(figures)


def _ahead_of_others(figures: Sequence[Figure]) -> Card | None:
    """The measure on which the cohort is furthest ahead of the school's other pupils.

    Not the `better` verdict: an average six-year group already looks better than children in
    need today (contract section 4).
    """
    shown = (latest_judged(figures, measure.key) for measure in MEASURES)
    ahead = [f for f in shown if f and _is_fair(f) and _lead(f) >= 0]
    best = max(ahead, key=_lead, default=None)
    return Card(best, _in_words(best)) if best else None


def _in_words(figure: Figure) -> str:
    """What is going well: where less is better, by the children who did well."""
    if figure.measure.better is Better.LOWER:
        return beside_others(figure)
    return f"{finding(figure)} {others(figure)}"


def _is_fair(figure: Figure) -> bool:
    """Enough children, a direction, and something to have done well in.

    That wellbeing was looked at is the staff's doing: it is no strength of the children's.
    """
    measure = figure.measure
    has_share = measure.kind is Kind.PROPORTION and measure.has_direction
    if measure.key == "wellbeing_known":
        return False
    is_lower = measure.better is Better.LOWER
    somebody = figure.cwsw.n < figure.cwsw.of if is_lower else figure.cwsw.n > 0
    both = figure.cwsw.pupils >= SQUARES_BELOW and figure.other.pupils >= SQUARES_BELOW
    return has_share and somebody and both


def _lead(figure: Figure) -> float:
    """How far the cohort is ahead of the school's other pupils, as a fraction of 1."""
    gap = figure.difference.value if figure.difference else None
    if gap is None:
        return -1.0
    return -gap if figure.measure.better is Better.LOWER else gap


def _attending(figures: Sequence[Figure]) -> Card | None:
    """Where the cohort leads in nothing: the children who attend more than 90% of the time."""
    figure = latest_judged(figures, "persistent_absence")
    if figure is None or figure.cwsw.n == figure.cwsw.of:
        return None
    present = figure.cwsw.of - figure.cwsw.n
    who = group("cwsw", figure.cwsw.of)
    words = f"{present} of {figure.cwsw.of} {who} attended more than 90% of their sessions."
    return Card(figure, words)
