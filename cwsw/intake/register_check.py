"""Attendance against Register: a warning where the two differ for a pupil and year."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from cwsw.intake.grids import Rows
from cwsw.intake.problems import Findings, Place
from cwsw.tables.codes import REGISTER_CODES, RegisterMark
from cwsw.tables.years import academic_year, label

ALLOWED = 2
"""Sessions by which the two may differ without a word."""

_Sums = list[int]  # possible, authorised, unauthorised
_ADDS: Mapping[RegisterMark, tuple[int, int, int]] = {
    RegisterMark.ATTENDING: (1, 0, 0),
    RegisterMark.AUTHORISED: (1, 1, 0),
    RegisterMark.UNAUTHORISED: (1, 0, 1),
    RegisterMark.NOT_POSSIBLE: (0, 0, 0),
}


def compare(attendance: Rows, register: Rows, as_at: date | None, findings: Findings) -> None:
    """Warn of each pupil and year whose sessions differ by more than `ALLOWED`."""
    marked = _from_register(register, as_at)
    stated, first = _from_attendance(attendance)
    for (upn, year), sums in stated.items():
        other = marked.get((upn, year), sums)
        if max(abs(a - b) for a, b in zip(sums, other, strict=True)) > ALLOWED:
            _warn(attendance.place(first[upn, year], "UPN"), upn, year, (sums, other), findings)


def _from_register(register: Rows, as_at: date | None) -> Mapping[tuple[str, int], _Sums]:
    marked_days = set(register.live_values("date"))
    days = {day: academic_year(day) for day in marked_days if not as_at or day <= as_at}
    names = ("upn", "date", "am", "pm")
    rows = zip(*map(register.live_values, names), strict=True)
    # Counted by day and marks first: a year of registers has 228,000 rows and few different ones.
    times = Counter((upn, days[day], am, pm) for upn, day, am, pm in rows if day in days)
    sums: defaultdict[tuple[str, int], _Sums] = defaultdict(lambda: [0, 0, 0])
    for (upn, year, *marks), count in times.items():
        total = sums[upn, year]
        for mark in marks:
            if mark is not None:
                total[:] = [t + count * a for t, a in zip(total, _adds(mark), strict=True)]
    return sums


def _adds(mark: str) -> tuple[int, int, int]:
    return _ADDS[REGISTER_CODES[mark]]


def _from_attendance(
    attendance: Rows,
) -> tuple[Mapping[tuple[str, int], _Sums], Mapping[tuple[str, int], int]]:
    """Sums per pupil and year, and the index of the first row of each."""
    names = ("upn", "academic_year", "possible_sessions", "authorised_absence")
    rows = [*zip(*map(attendance.values, (*names, "unauthorised_absence")), strict=True)]
    sums: defaultdict[tuple[str, int], _Sums] = defaultdict(lambda: [0, 0, 0])
    first: dict[tuple[str, int], int] = {}
    for index in attendance.live():
        upn, year, *cells = rows[index]
        total = sums[upn, year]
        total[:] = [t + c for t, c in zip(total, cells, strict=True)]
        first.setdefault((upn, year), index)
    return sums, first


def _warn(place: Place, upn: str, year: int, both: tuple[_Sums, _Sums], findings: Findings) -> None:
    sums, marks = (f"{s[0]} possible, {s[1]} authorised, {s[2]} unauthorised" for s in both)
    text = f"For UPN {upn[:40]} in {label(year)}, Attendance has {sums}, but Register {marks}: "
    text += "check which is right."
    findings.warning("register_differs", place, text, "Attendance is used for this year.", upn)
