"""A figure worded for an inspector: number, date, comparators and caveat, ready to copy."""

from datetime import date

from cwsw.compare.model import Figure
from cwsw.compare.nationals import NationalRow, nationals
from cwsw.compare.nearest import NEAREST
from cwsw.compare.sentences import group_sentence, others, verdict_words
from cwsw.compare.showing import SQUARES_BELOW
from cwsw.tables.english import day

CONFIDENTIAL = (
    "So few children can be recognised: say this in confidence to those who may know, never in "
    "writing to others."
)
CAVEAT = (
    "Ours were on a child in need or child protection plan in the past six years; national "
    "figures are of children with a social worker on one day, so the groups are not the same."
)


def for_inspector(figure: Figure, group: str, as_at: date, is_whole: bool) -> str:
    """The figure with its date, its comparators and its caveat, to be copied.

    `is_whole`: the whole cohort is shown, so that the verdict may be said as well.
    """
    rows = _comparators(figure, group)
    national = " ".join(row.words for row in rows) or "no figure is published for these children."
    # A verdict is made for the whole cohort: said of a part it would claim too much.
    verdict = verdict_words(figure) if is_whole else ""
    # Below ten a child can be recognised from the sentence, so it goes nowhere in writing.
    few = CONFIDENTIAL if figure.groups[group].pupils < SQUARES_BELOW else ""
    parts = (
        f"As at {day(as_at)}: {group_sentence(figure, group)} {others(figure)}",
        f"Nationally: {national}",
        verdict,
        CAVEAT if rows else "",
        few,
    )
    return " ".join(part for part in parts if part)


def _comparators(figure: Figure, group: str) -> tuple[NationalRow, ...]:
    """Of each set of national figures that of the nearest group, else the first with a value."""
    own = NEAREST[group].cohort if group in NEAREST else "CINO"
    rows = zip(figure.benchmarks, nationals(figure), strict=True)
    chosen: dict[str, tuple[bool, NationalRow]] = {}
    for compared, row in rows:
        benchmark = compared.benchmark
        is_own, known = benchmark.cohort == own, chosen.get(benchmark.set)
        # The first row with a value serves, until one of the nearest group comes.
        if benchmark.value is not None and (known is None or (is_own and not known[0])):
            chosen[benchmark.set] = is_own, row
    return tuple(row for _, row in chosen.values())
