"""What is going well, in words that say so: the children who already do well."""

from collections.abc import Mapping

from cwsw.compare.model import Figure, Verdict
from cwsw.compare.showing import count_text
from cwsw.compare.words import group
from cwsw.measures.registry import Better, Kind
from cwsw.tables.english import verb
from cwsw.tables.years import label

_OTHERWISE: Mapping[str, str] = {
    "persistent_absence": "attended more than 90% of their sessions",
    "severe_absence": "attended more than half of their sessions",
    "suspended": "were not suspended",
    "permanently_excluded": "were not permanently excluded",
    "part_time_timetable": "were on a full timetable",
    "neet_at_16": "went on to education, employment or training",
    "sdq_raised": "had a Strengths and Difficulties total that is not high",
}
"""What the other children of a measure did, where less of it is better."""


def going_well(figure: Figure) -> str | None:
    """Of a figure with a gap, the children who already do well; None without a gap or a child."""
    has_gap = bool(figure.gap_pupils) or figure.verdict is Verdict.WORSE
    measure = figure.measure
    if not has_gap or measure.kind is not Kind.PROPORTION:
        return None
    lower = measure.better is Better.LOWER
    number = figure.cwsw.of - figure.cwsw.n if lower else figure.cwsw.n
    did = _OTHERWISE.get(measure.key) if lower else measure.did
    if number == 0 or did is None:
        return None
    counts = f"{count_text(number)} of {count_text(figure.cwsw.of)}"
    who, did = group("cwsw", figure.cwsw.of), verb(did, number, figure.cwsw.of)
    return f"Going well: {counts} {who} {did} in {label(figure.year)}."


def beside_others(figure: Figure) -> str:
    """Where less is better, the children who did well, and the school's other pupils beside them.

    '42 of 42 children with a social worker were not suspended in 2025/26, and 283 of 285 other
    pupils.'
    """
    cohort, other = figure.cwsw, figure.other
    well = cohort.of - cohort.n
    ours = f"{count_text(well)} of {count_text(cohort.of)} {group('cwsw', cohort.of)}"
    theirs = (
        f"{count_text(other.of - other.n)} of {count_text(other.of)} {group('other', other.of)}"
    )
    did = verb(_OTHERWISE[figure.measure.key], well, cohort.of)
    when = f"in {label(figure.year)}" if figure.complete else f"so far in {label(figure.year)}"
    return f"{ours} {did} {when}, and {theirs}."
