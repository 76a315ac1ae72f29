"""Measures that could not be given, each with its reason."""

from cwsw.compare.model import Figure
from cwsw.measures.registry import MEASURES, Measure
from cwsw.measures.school_phases import suits
from cwsw.summary.model import MissingMeasure
from cwsw.tables.english import uncapital
from cwsw.tables.schema import BY_NAME
from cwsw.tables.upload import School


def missing(
    school: School, supplied: frozenset[str], figures: tuple[Figure, ...]
) -> tuple[MissingMeasure, ...]:
    """One entry for every measure of the school's phase that has no figure in any year."""
    counted_keys = {figure.measure.key for figure in figures}
    absent = (m for m in MEASURES if m.key not in counted_keys and suits(m.page, school.phase))
    return tuple(MissingMeasure(m.key, _reason(m, school, supplied)) for m in absent)


def _reason(measure: Measure, school: School, supplied: frozenset[str]) -> str:
    sheets = [BY_NAME[name].sheet for name in measure.needs if name in BY_NAME]
    # Any one of its sheets would have been enough.
    if not supplied & set(measure.needs):
        return f"No {' or '.join(sheets)} sheet: {measure.title} cannot be given."
    if measure.key == "sdq_raised" and not school.sdq_permission:
        return (
            "The School sheet does not state SDQ permission, so Strengths and Difficulties "
            "totals are not used."
        )
    eligible = measure.eligible.split(". ")[0].rstrip(".")
    return (
        f"{measure.title}: the {' or '.join(sheets)} sheet has nobody to count, in the cohort or "
        f"among other pupils. Counted are {uncapital(eligible)}."
    )
