"""Which years a measure may be shown for: those its table was supplied for (contract section 3)."""

from tests.oracle.case import Case
from tests.oracle.outcomes import ENGLISH, from_first_row, grades, in_year, results


def _anybody(case: Case, year: int, stage: str, subjects: tuple[str, ...]) -> bool:
    return any(in_year(results(case, p, stage, subjects), year) for p in case.pupils)


def _ks2_supplied(case: Case, year: int) -> bool:
    return all(_anybody(case, year, "KS2", (s,)) for s in ("Reading", "Writing", "Maths"))


def _em_supplied(case: Case, year: int) -> bool:
    english = any(grades(case, p, year, ENGLISH) for p in case.pupils)
    return english and any(grades(case, p, year, ("Maths",)) for p in case.pupils)


def is_supplied(case: Case, key: str, year: int) -> bool:
    """Whether a measure may be shown for a year at all."""
    if key == "ks2_rwm":
        return _ks2_supplied(case, year)
    if key in ("em_strong", "em_standard"):
        return _em_supplied(case, year)
    if key in ("suspended", "permanently_excluded"):
        field = "suspensions" if key == "suspended" else key
        has_value = any(case.flat(p).get(field) is not None for p in case.pupils)
        flat_year = has_value and year == case.school_year
        return flat_year or year in from_first_row(case, "exclusions")
    if key in ("alternative_provision", "part_time_timetable"):
        return year in from_first_row(case, "placements")
    return True
