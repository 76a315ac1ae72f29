"""Who is eligible for a measure in a year, and with what outcome (contract section 3).

Each function gives a pupil's outcome in a year, or None where the pupil is not eligible:
true or false for a proportion, a number for a mean, (absent, possible) for a ratio of sums.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from tests.oracle.case import Case, Row, academic_year, first_day, same_day_earlier

Outcome = bool | Fraction | tuple[int, int] | None
ENGLISH = ("English Language", "English Literature")
PRESENT = set("/\\LKVPWBJ")
ABSENT = {"C1", "C2", "J1", *"CEIMRSTHFGNOU"}
RAISED = {"Teacher": 16, "Parent": 17, "Self": 18}


def results(case: Case, pupil: Row, stage: str, subjects: tuple[str, ...]) -> list[Row]:
    """A pupil's rows of some subjects, in any year."""
    rows = case.of("results", pupil)
    return [r for r in rows if r["stage"] == stage and r["subject"] in subjects]


def in_year(rows: list[Row], year: int) -> list[str]:
    """The results of one year."""
    return [row["result"] for row in rows if row["academic_year"] == year]


def gld(case: Case, pupil: Row, year: int) -> Outcome:
    """Good level of development."""
    rows = in_year(results(case, pupil, "EYFS", ("GLD",)), year)
    return ("Y" in rows) if rows else None


def phonics(case: Case, pupil: Row, year: int) -> Outcome:
    """The phonics standard, in Year 1 only."""
    rows = in_year(results(case, pupil, "PHONICS", ("Mark",)), year)
    if not rows or case.year_group(pupil, year) != 1:
        return None
    return max(Fraction(mark) for mark in rows) >= 32


def _reached(result: str) -> bool:
    if result in ("EXS", "GDS"):
        return True
    try:
        return Fraction(result) >= 100
    except ValueError:
        return False


def ks2_rwm(case: Case, pupil: Row, year: int) -> Outcome:
    """Reading, writing and maths at the expected standard."""
    by = {}
    for subject in ("Reading", "Writing", "Maths"):
        by[subject] = in_year(results(case, pupil, "KS2", (subject,)), year)
    if not any(by.values()):
        return None
    tests = all(any(_reached(r) for r in by[s]) for s in ("Reading", "Maths"))
    return tests and any(r in ("EXS", "GDS") for r in by["Writing"])


def grades(case: Case, pupil: Row, year: int, subjects: tuple[str, ...]) -> list[Fraction]:
    """Grades that count in a year: none unless it is the pupil's Year 11 year."""
    if case.year_11(pupil) != year:
        return []
    rows = [r for r in results(case, pupil, "KS4", subjects) if r["academic_year"] <= year]
    return [Fraction(0) if r["result"] == "U" else Fraction(r["result"]) for r in rows]


def _em(grade: int) -> Callable[[Case, Row, int], Outcome]:
    def outcome(case: Case, pupil: Row, year: int) -> Outcome:
        english = grades(case, pupil, year, ENGLISH)
        maths = grades(case, pupil, year, ("Maths",))
        if not english and not maths:
            return None
        return max(english, default=0) >= grade and max(maths, default=0) >= grade

    return outcome


def attainment8(case: Case, pupil: Row, year: int) -> Outcome:
    """Attainment 8, the best of the year."""
    rows = in_year(results(case, pupil, "KS4", ("Attainment 8",)), year)
    return max((Fraction(value) for value in rows), default=None)


def _of_age(case: Case, pupil: Row, year: int) -> bool:
    born = pupil.get("date_of_birth")
    if born is None:
        group = case.year_group(pupil, year)
        return group is not None and 1 <= group <= 11
    age = year - born.year - (1 if (born.month, born.day) > (8, 31) else 0)
    return bool(5 <= age <= 15)


def _sessions(case: Case, pupil: Row, year: int) -> tuple[int, int]:
    """(absent, possible) by the first source that knows; (0, 0) where none does."""
    rows = [r for r in case.of("attendance", pupil) if r["academic_year"] == year]
    if not rows and year == case.school_year and _flat_counts(case.flat(pupil)):
        rows = [case.flat(pupil)]
    if rows:
        absent = sum(r["authorised_absence"] + r["unauthorised_absence"] for r in rows)
        return absent, sum(r["possible_sessions"] for r in rows)
    marks = _marks(case, pupil, year)
    absent = sum(mark in ABSENT for mark in marks)
    return absent, absent + sum(mark in PRESENT for mark in marks)


def _marks(case: Case, pupil: Row, year: int) -> list[str]:
    rows = [r for r in case.of("register", pupil) if academic_year(r["date"]) == year]
    return [mark for row in rows for mark in (row.get("am"), row.get("pm")) if mark is not None]


def _flat_counts(flat: Row) -> bool:
    needed = ("possible_sessions", "authorised_absence", "unauthorised_absence")
    return all(flat.get(field) is not None for field in needed)


def _percent(case: Case, pupil: Row, year: int) -> Fraction | None:
    """Share of sessions attended where nothing else is known of the year, out of 100."""
    rows = [r for r in case.of("attendance", pupil) if r["academic_year"] == year]
    if rows or _marks(case, pupil, year):
        return None
    flat = case.flat(pupil)
    percent = flat.get("attendance_percent")
    if year != case.school_year or _flat_counts(flat) or percent is None:
        return None
    return Fraction(percent)


def overall_absence(case: Case, pupil: Row, year: int) -> Outcome:
    """(absent, possible) of one pupil."""
    absent, possible = _sessions(case, pupil, year)
    return (absent, possible) if possible > 0 and _of_age(case, pupil, year) else None


def _absent_from(share: Fraction) -> Callable[[Case, Row, int], Outcome]:
    def outcome(case: Case, pupil: Row, year: int) -> Outcome:
        percent = _percent(case, pupil, year)
        if percent is not None and _of_age(case, pupil, year):
            return 1 - percent / 100 >= share
        sums = overall_absence(case, pupil, year)
        return Fraction(*sums) >= share if isinstance(sums, tuple) else None

    return outcome


def possible_sessions(case: Case, pupil: Row, year: int) -> int | None:
    """Possible sessions of a pupil eligible for absence: 0 where only a percentage is known."""
    sums = overall_absence(case, pupil, year)
    if isinstance(sums, tuple):
        return sums[1]
    has_sessions = _percent(case, pupil, year) is not None and _of_age(case, pupil, year)
    return 0 if has_sessions else None


def from_first_row(case: Case, table: str) -> set[int]:
    """The years a sheet speaks of: from its first row's to the as-at year."""
    if table not in case.supplied:
        return set()
    years = [academic_year(r["start_date"]) for p in case.pupils for r in case.of(table, p)]
    return set(range(min([*years, case.year]), case.year + 1))


def _excluded(type_: str, field: str) -> Callable[[Case, Row, int], Outcome]:
    def outcome(case: Case, pupil: Row, year: int) -> Outcome:
        cell = case.flat(pupil).get(field) if year == case.school_year else None
        covered = year in from_first_row(case, "exclusions")
        if not case.on_roll(pupil, year) or (cell is None and not covered):
            return None
        days = [r["start_date"] for r in case.of("exclusions", pupil) if r["type"] == type_]
        return bool(cell) or any(academic_year(day) == year for day in days)

    return outcome


def _placed(kind: str) -> Callable[[Case, Row, int], Outcome]:
    def outcome(case: Case, pupil: Row, year: int) -> Outcome:
        if "placements" not in case.supplied or not case.on_roll(pupil, year):
            return None
        for row in case.of("placements", pupil):
            end = row.get("end_date") or date.max
            begun = row["start_date"] <= case.status_date(year)
            if row["kind"] == kind and begun and end >= first_day(year):
                return True
        return False

    return outcome


def _destination(age: str, destination: str) -> Callable[[Case, Row, int], Outcome]:
    def outcome(case: Case, pupil: Row, year: int) -> Outcome:
        rows = [r for r in case.of("destinations", pupil) if r["age"] == age]
        known_rows = [r for r in rows if r["destination"] != "Unknown"]
        if len({r["destination"] for r in known_rows}) != 1:
            return None
        if min(r["academic_year"] for r in known_rows) != year:
            return None
        return bool(known_rows[0]["destination"] == destination)

    return outcome


def sdq_raised(case: Case, pupil: Row, year: int) -> Outcome:
    """The latest SDQ total of the year, high or very high."""
    if not case.school.get("sdq_permission"):
        return None
    totals = []
    for row in case.of("wellbeing", pupil):
        is_scored = row["instrument"] == "SDQ" and row.get("informant") is not None
        if is_scored and academic_year(row["date"]) == year:
            totals.append(row)
    if not totals:
        return None
    latest = max(row["date"] for row in totals)
    last = [row for row in totals if row["date"] == latest]
    return any(row["score"] >= RAISED[row["informant"]] for row in last)


def wellbeing_known(case: Case, pupil: Row, year: int) -> Outcome:
    """Any score in the twelve months to the as-at date."""
    if "wellbeing" not in case.supplied or year != case.year or not case.on_roll_now(pupil):
        return None
    after = same_day_earlier(case.as_at, 1)
    return any(row["date"] > after for row in case.of("wellbeing", pupil))


MEASURES: dict[str, Callable[[Case, Row, int], Outcome]] = {
    "gld": gld,
    "phonics": phonics,
    "ks2_rwm": ks2_rwm,
    "em_strong": _em(5),
    "em_standard": _em(4),
    "attainment8": attainment8,
    "overall_absence": overall_absence,
    "persistent_absence": _absent_from(Fraction(1, 10)),
    "severe_absence": _absent_from(Fraction(1, 2)),
    "suspended": _excluded("SUSP", "suspensions"),
    "permanently_excluded": _excluded("PERM", "permanently_excluded"),
    "alternative_provision": _placed("AP"),
    "part_time_timetable": _placed("Part-time timetable"),
    "a_levels_at_16": _destination("16", "A levels"),
    "neet_at_16": _destination("16", "NEET"),
    "he_at_18": _destination("18", "Higher education"),
    "sdq_raised": sdq_raised,
    "wellbeing_known": wellbeing_known,
}

BETTER = dict.fromkeys(MEASURES, "lower") | {
    "gld": "higher",
    "phonics": "higher",
    "ks2_rwm": "higher",
    "em_strong": "higher",
    "em_standard": "higher",
    "attainment8": "higher",
    "wellbeing_known": "higher",
    "alternative_provision": "none",
    "a_levels_at_16": "none",
    "he_at_18": "context",
}
"""Which way is better; lower where nothing is said."""
