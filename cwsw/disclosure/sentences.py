"""What governors read in one minute, what they could ask, and how it was made.

Everything here follows from the published numbers alone: anybody who reads them could say it.
"""

from dataclasses import replace
from fractions import Fraction

from cwsw.compare.showing import half_up
from cwsw.disclosure.governor_questions import (
    ALWAYS,
    CLEARLY_BETTER,
    CLEARLY_WORSE,
    GROWING,
    HIDDEN_FIGURE,
)
from cwsw.disclosure.model import NOBODY, PublishedFigure, PublishedSummary
from cwsw.disclosure.rules import Range
from cwsw.disclosure.words import counts_words, range_words
from cwsw.measures.registry import Better

FINDINGS = 3
QUESTIONS = 3
NO_OUTCOME = (
    "Outcomes: none can be said, since the numbers are too small. Staff see them: ask what they do."
)
METHOD = (
    "Ranges on purpose: nobody can work out a child.",
    "Closed years only, never changed.",
    "England: children in need now; ours include ended plans.",
)
POOLED_METHOD = "*For their age: end of Reception, phonics, Year 6; different children, one number."
_LEAD = {
    "more": "clearly more than others",
    "less": "clearly less than others",
    "cannot_tell": "it could be chance",
}


def with_sentences(summary: PublishedSummary) -> PublishedSummary:
    """The publication with what follows from its numbers said in sentences."""
    pooled = any(figure.key == "primary_standard" for figure in summary.figures)
    return replace(
        summary,
        minute=(_size(summary), *_findings(summary)),
        questions=_questions(summary),
        method=((POOLED_METHOD,) if pooled else ()) + METHOD,
    )


def is_worse(figure: PublishedFigure) -> bool:
    """Whether the group clearly does worse than the school's other pupils."""
    return figure.beside_others == ("less" if figure.better == Better.HIGHER else "more")


def is_better(figure: PublishedFigure) -> bool:
    """Whether the group clearly does better than the school's other pupils."""
    return figure.beside_others == ("more" if figure.better == Better.HIGHER else "less")


def _size(summary: PublishedSummary) -> str:
    if summary.size is None:
        return (
            f"How many of our {summary.on_roll:,} pupils have a social worker or had one in the "
            "past six years: not said, since the school is small."
        )
    share = _share(summary.size, summary.on_roll)
    return (
        f"{range_words(summary.size)} of our {summary.on_roll:,} pupils{share}: with a social "
        "worker now or in the past six years."
    )


def _share(size: Range, on_roll: int) -> str:
    """' (about 1 in 7)'; nothing of the first range and the last, whose middle says little."""
    if size.low == 0 or size.high == on_roll:
        return ""
    return f" (about 1 in {half_up(Fraction(2 * on_roll, size.low + size.high))})"


def _findings(summary: PublishedSummary) -> tuple[str, ...]:
    """The clearest three: worse than our other pupils, then better, then where nobody can tell."""
    published = [figure for figure in summary.latest if not figure.hidden]
    # What is worse comes first: a governor reads one minute.
    ordered = sorted(published, key=lambda f: (not is_worse(f), not is_better(f)))
    return tuple(map(_finding, ordered[:FINDINGS])) or (NO_OUTCOME,)


def _finding(figure: PublishedFigure) -> str:
    if figure.count is None or figure.of is None:
        raise ValueError("a hidden figure has no finding")
    counts = counts_words(figure.count, figure.of)
    lead = _LEAD.get(figure.beside_others or "", figure.academic_year)
    return f"{_plain(figure)}: {lead}. {counts}{_expected(figure)}."


def _plain(figure: PublishedFigure) -> str:
    """The title without the mark of its note."""
    return figure.title.removesuffix("*")


def _expected(figure: PublishedFigure) -> str:
    """How many it would be if they were like the school's other pupils, from the middles."""
    if figure.count is None or figure.of is None or figure.school is None:
        return ""
    # The middles of the ranges: any reader could work it out, so it gives nothing away.
    n, of = (Fraction(ends.low + ends.high, 2) for ends in (figure.count, figure.of))
    others = max(Fraction(0), figure.school.n.low - n) / (figure.school.of - of)
    return f"; about {half_up(others * of)} if like others"


def _questions(summary: PublishedSummary) -> tuple[str, ...]:
    """Three, chosen by the findings: what is clearly worse, what grew, what cannot be shown."""
    latest = summary.latest
    fitting = [CLEARLY_WORSE[f.key] for f in latest if is_worse(f) and f.key in CLEARLY_WORSE][:1]
    fitting += [GROWING] if _is_growing(summary) else []
    fitting += [CLEARLY_BETTER.format(_plain(f)) for f in latest if is_better(f)][:1]
    # Nought in the whole school is no question.
    hidden = [_plain(f) for f in latest if f.hidden and f.why != NOBODY]
    fitting += [HIDDEN_FIGURE.format(hidden[0])] if hidden else []
    return (*fitting[: QUESTIONS - 1], *ALWAYS)[:QUESTIONS]


def _is_growing(summary: PublishedSummary) -> bool:
    """Whether the group of some measure is clearly larger than in the earliest year shown."""
    for latest in summary.latest:
        years = [f.of for f in summary.figures if f.key == latest.key and f.of is not None]
        # Ranges that do not touch: else a growth could be one child.
        if years and latest.of is not None and years[0].low > years[-1].high:
            return True
    return False
