"""Rows of one random pupil, table by table."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.oracle.builder import Builder
from tests.oracle.case import Row, first_day, same_day_earlier
from tests.oracle.groups import GROUPS
from tests.oracle.outcomes import ABSENT, PRESENT

NOT_POSSIBLE = (*"DQXYZ#", *(f"Y{number}" for number in range(1, 8)))
CODES = (*sorted(PRESENT), *sorted(ABSENT), *NOT_POSSIBLE)
DESTINATIONS = (
    "A levels",
    "Other level 3",
    "Level 2 or below",
    "Apprenticeship",
    "Employment",
    "Higher education",
    "NEET",
    "Unknown",
)
GROUP_SPANS = {"nursery": (-2, 0), "primary": (-2, 6), "secondary": (7, 13), "post-16": (12, 14)}


def _born(build: Builder, group: int | None) -> date | None:
    if group is None or build.chance(0.12):
        return None
    autumn = build.year - 5 - group
    if build.chance(0.3):
        return build.near(date(autumn, 8, 31), first_day(autumn))
    return first_day(autumn) + timedelta(build.rnd.randrange(365))


def pupil_row(build: Builder, number: int) -> Row:
    """A row of Pupils."""
    low, high = GROUP_SPANS.get(build.school["phase"], (0, 13))
    group = build.rnd.randint(low, high)
    if build.chance(0.2):
        group = build.rnd.choice((1, 6, 11, 13))
    usual = 0.04 if build.big else 0.25
    born = _born(build, group)
    return {
        "upn": f"P{number}",
        "surname": f"Sur{number}",
        "forename": "Given",
        "date_of_birth": born,
        "year_group": None if build.chance(0.03) else group,
        "sex": build.rnd.choice(("F", "M", None)),
        "sen": build.rnd.choice(("N", "K", "E", None)),
        "fsm": build.rnd.choice((True, False, None)),
        "form": build.rnd.choice(("A", "B", None)),
        "looked_after": build.rnd.choice((None, False, True)) if build.chance(usual) else None,
        "admission_date": build.day(6) if build.chance(usual + 0.1) else None,
        "leaving_date": build.day(3) if build.chance(usual) else None,
    }


def _dates(build: Builder) -> tuple[date | None, date | None]:
    start = None if build.chance(0.1) else build.day()
    if build.chance(0.35):
        return start, None
    if start is not None and build.chance(0.1):
        return start, build.near(start)
    if start is not None and build.chance(0.8):
        return start, max(start, build.day())
    return start, build.day()


def _plans(build: Builder) -> list[Row]:
    if not build.rate("plan", 0.3 if build.big else 0.7):
        return []
    rows = []
    for _ in range(build.rnd.choice((1, 1, 2, 3))):
        start, end = _dates(build)
        kind = build.rnd.choice(("CIN", "CIN", "CP", "CLA"))
        rows.append({"plan": kind, "start_date": start, "end_date": end})
    return rows


def _absent(build: Builder, possible: int) -> int:
    if not build.big or build.chance(0.15):
        edges = [0, possible // 10, possible // 10 + 1, possible // 2, possible // 2 + 1, possible]
        return min(possible, build.rnd.choice(edges))
    if build.rate("persistent", 0.3):
        return build.rnd.randint(possible // 10, possible // 2)
    return build.rnd.randint(0, max(0, possible // 10 - 1))


def _sums(build: Builder) -> Row:
    possible = build.rnd.choice((0, 1, 10, 20, 60, 119, 120, 121, 190, 200, 373, 380))
    if build.big:
        possible = build.rnd.choice((110, 120, 120, 130, 190, 380))
    absent = _absent(build, possible)
    authorised = build.rnd.randint(0, absent)
    return {
        "possible_sessions": possible,
        "authorised_absence": authorised,
        "unauthorised_absence": absent - authorised,
    }


def _attendance(build: Builder) -> list[Row]:
    rows = []
    for year in {build.a_year() for _ in range(build.rnd.choice((0, 1, 1, 3)))}:
        late = build.rnd.sample((None, 0, 1, 2), build.rnd.choice((1, 1, 1, 2)))
        rows += [{"academic_year": year, **_sums(build), "late": cell} for cell in late]
    return rows


def _register(build: Builder) -> list[Row]:
    start = build.near(build.as_at, first_day(build.year), build.any_day(1))
    length = build.rnd.choice((0, 1, 3, 65 if build.big and build.chance(0.3) else 6))
    days = {start - timedelta(back) for back in range(length)}
    marks = CODES if not build.big or build.chance(0.3) else ("/", "\\", "L", "I")
    return [
        {"date": day, "am": _mark(build, marks), "pm": _mark(build, marks)} for day in sorted(days)
    ]


def _mark(build: Builder, marks: tuple[str, ...]) -> str | None:
    return None if build.chance(0.05) else build.rnd.choice(marks)


def _exclusions(build: Builder) -> list[Row]:
    if not build.rate("excluded", 0.15 if build.big else 0.4):
        return []
    return [
        {
            "type": build.rnd.choice(("SUSP", "SUSP", "PERM")),
            "start_date": build.day(2, 1),
            "sessions": build.rnd.choice((None, 0, 2, 10)),
        }
        for _ in range(build.rnd.choice((1, 1, 2)))
    ]


def _grade(build: Builder) -> str:
    if build.big:
        return str(build.rnd.randint(*((4, 8) if build.rate("grades", 0.25) else (1, 4))))
    return build.rnd.choice(("U", "1", "3", "4", "5", "9"))


def _score(build: Builder) -> str:
    if build.big:
        return build.rnd.choice(("100", "110") if build.rate("ks2", 0.4) else ("90", "99"))
    return build.rnd.choice(("99", "100", "120", "80", "EXS", "GDS", "WTS", "A", "B", "HNM"))


def _teacher(build: Builder) -> str:
    return "EXS" if build.rate("ks2", 0.4) else build.rnd.choice(("WTS", "GDS", "105", "HNM"))


def _points(build: Builder) -> str:
    return str(Decimal(build.rnd.randint(0, 900)) / 10) if not build.chance(0.2) else "17.3"


RESULTS: dict[tuple[str, str], Callable[[Builder], str]] = {
    ("EYFS", "GLD"): lambda b: "Y" if b.rate("gld", 0.5) else "N",
    ("PHONICS", "Mark"): lambda b: str(b.rnd.choice((0, 20, 31, 32, 33, 40))),
    ("KS2", "Reading"): _score,
    ("KS2", "Writing"): _teacher,
    ("KS2", "Maths"): _score,
    ("KS4", "English Language"): _grade,
    ("KS4", "English Literature"): _grade,
    ("KS4", "Maths"): _grade,
    ("KS4", "Attainment 8"): _points,
    ("KS4", "Progress 8"): lambda b: str(b.rnd.choice(("-1.5", "0", "0.2"))),
}


def _result_year(build: Builder, pupil: Row, stage: str) -> int:
    group = pupil["year_group"]
    usual = {"EYFS": 0, "PHONICS": 1, "KS2": 6, "KS4": 11}[stage]
    if group is None or build.chance(0.3) or not 0 <= group - usual <= 3:
        return build.a_year()
    return build.year - int(group - usual)


def _results(build: Builder, pupil: Row) -> list[Row]:
    rows = []
    share = 0.9 if build.big else 0.4
    for stage in ("EYFS", "PHONICS", "KS2", "KS4"):
        if not build.chance(0.5):
            continue
        year = _result_year(build, pupil, stage)
        for (own, subject), make in RESULTS.items():
            if own == stage and build.chance(share):
                times = build.rnd.choice((1, 1, 1, 2))
                for _ in range(times):
                    other = year if build.chance(0.93) else build.a_year()
                    row = {"academic_year": other, "stage": stage, "subject": subject}
                    rows.append(row | {"result": make(build)})
    return rows


def _placements(build: Builder) -> list[Row]:
    if not build.rate("placed", 0.1 if build.big else 0.4):
        return []
    rows = []
    for kind in build.rnd.sample(("AP", "Part-time timetable", "Dual"), build.rnd.choice((1, 2))):
        start = build.day(3, 1)
        end = None if build.chance(0.4) else max(start, build.day(3, 1))
        rows.append({"kind": kind, "start_date": start, "end_date": end})
    return rows


def _destinations(build: Builder) -> list[Row]:
    rows = []
    for _ in range(build.rnd.choice((0, 1, 1, 2))):
        choice = build.rnd.choice(DESTINATIONS)
        kind = "A levels" if build.chance(0.3) else choice
        age = build.rnd.choice(("16", "18"))
        rows.append({"academic_year": build.a_year(), "age": age, "destination": kind})
    return rows


def _wellbeing(build: Builder) -> list[Row]:
    rows = []
    yearly = (build.as_at, same_day_earlier(build.as_at, 1), first_day(build.year))
    day = build.near(*yearly)
    for _ in range(build.rnd.choice((0, 1, 2, 3))):
        day = day if build.chance(0.6) else build.any_day(2)
        rows.append(
            {
                "date": day,
                "instrument": build.rnd.choice(("SDQ", "SDQ", "WEMWBS", "Own scale")),
                "informant": build.rnd.choice(("Teacher", "Parent", "Self", None)),
                "score": Decimal(build.rnd.choice((0, 15, 16, 17, 18, 30))),
            }
        )
    return rows


def _overrides(build: Builder) -> list[Row]:
    if not build.chance(0.05 if build.big else 0.3):
        return []
    return [
        {
            "group": build.rnd.choice(GROUPS),
            "reason": "Told by the local authority",
            "by": "DSL",
            "on": build.near(build.as_at),
            "from_date": None if build.chance(0.4) else build.edge(),
        }
        for _ in range(build.rnd.choice((1, 1, 2, 3)))
    ]


def _flag(build: Builder) -> bool | None:
    return build.rnd.choice((None, False, False, True))


def _flat(build: Builder) -> list[Row]:
    cin, cp = _dates(build), _dates(build)
    row: Row = {
        "cin_now": _flag(build) if build.chance(0.3) else None,
        "cp_now": _flag(build) if build.chance(0.2) else None,
        "attendance_percent": Decimal(build.rnd.choice((0, 50, 89, 90, 91, 100)))
        if build.chance(0.3)
        else None,
        "suspensions": build.rnd.choice((None, 0, 0, 1, 3)),
        "permanently_excluded": _flag(build),
    }
    if build.chance(0.3):
        row |= {"cin_start": cin[0], "cin_end": cin[1]}
    if build.chance(0.2):
        row |= {"cp_start": cp[0], "cp_end": cp[1]}
    if build.chance(0.5):
        row |= _sums(build)
    if build.chance(0.1):
        row["authorised_absence"] = None
    return [row | _flat_results(build)]


def _flat_results(build: Builder) -> Row:
    def maybe(value: Any) -> Any:
        return value if build.chance(0.3) else None

    return {
        "gld": maybe(build.rate("gld", 0.5)),
        "phonics_mark": maybe(build.rnd.choice((31, 32, 40))),
        "ks2_reading": maybe(_score(build)),
        "ks2_writing": maybe(_teacher(build)),
        "ks2_maths": maybe(_score(build)),
        "english_language": maybe(_grade(build)),
        "english_literature": maybe(_grade(build)),
        "maths": maybe(_grade(build)),
        "attainment_8": maybe(Decimal(_points(build))),
    }


MAKE: dict[str, Callable[[Builder, Row], list[Row]]] = {
    "plans": lambda build, _: _plans(build),
    "attendance": lambda build, _: _attendance(build),
    "register": lambda build, _: _register(build),
    "exclusions": lambda build, _: _exclusions(build),
    "results": _results,
    "placements": lambda build, _: _placements(build),
    "destinations": lambda build, _: _destinations(build),
    "wellbeing": lambda build, _: _wellbeing(build),
    "overrides": lambda build, _: _overrides(build),
    "flat": lambda build, _: _flat(build),
}

ALWAYS = tuple(name for name in MAKE if name not in ("flat", "overrides"))
"""Tables a school may well have; a flat sheet and overrides are rarer."""
