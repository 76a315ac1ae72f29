"""One school's rows, looked at from one as-at date (contract sections 1 to 3)."""

from collections import defaultdict
from datetime import date
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]


def academic_year(day: date) -> int:
    """The calendar year in which the academic year holding a day began."""
    return day.year if day.month >= 9 else day.year - 1


def year_label(year: int) -> str:
    """2025 -> '2025/26'."""
    return f"{year}/{str(year + 1)[-2:]}"


def first_day(year: int) -> date:
    """1 September of a year."""
    return date(year, 9, 1)


def same_day_earlier(day: date, years: int) -> date:
    """The same calendar day some years earlier; 29 February goes back to 28 February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - years, 2, 28)
    return date(day.year - years, day.month, day.day)


def blanks_as_none(rows: Rows) -> Rows:
    """Blank suspensions and exclusions of the flat sheet are none, where any pupil has a cell."""
    flat = {row["upn"]: dict(row) for row in rows.get("flat", [])}
    for field, none in (("suspensions", 0), ("permanently_excluded", False)):
        if any(row.get(field) is not None for row in flat.values()):
            for pupil in rows["pupils"]:
                row = flat.setdefault(pupil["upn"], {"upn": pupil["upn"]})
                row[field] = none if row.get(field) is None else row[field]
    return rows | {"flat": [*flat.values()]} if "flat" in rows else rows


class Case:
    """The rows that count on the as-at date, kept by pupil."""

    def __init__(self, school: Row, rows: Rows, as_at: date | None, on_list: bool = False) -> None:
        """`as_at` beats the School sheet's own date; `on_list`: as on the list of that day."""
        self.school = school
        self.on_list = on_list
        self.as_at: date = as_at or school["as_at"]
        self.year = academic_year(self.as_at)
        self.school_year = academic_year(school["as_at"])
        self.supplied = set(rows)
        self.pupils = [p for p in rows.get("pupils", []) if self._admitted(p)]
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for table, table_rows in blanks_as_none(rows).items():
            for row in table_rows:
                if self._in_time(table, row):
                    self._rows[table, row["upn"]].append(row)
        for pupil in rows.get("pupils", []):
            self._add_flat_results(pupil["upn"])

    def of(self, table: str, pupil: Row) -> list[Row]:
        """The rows of one pupil in one table."""
        return self._rows.get((table, pupil["upn"]), [])

    def flat(self, pupil: Row) -> Row:
        """The pupil's flat figures, empty where there are none or their year has not begun."""
        if self.school_year > self.year:
            return {}
        return next(iter(self.of("flat", pupil)), {})

    def status_date(self, year: int) -> date:
        """The day on which a year's groups are taken."""
        return min(self.as_at, date(year + 1, 8, 31))

    def on_roll(self, pupil: Row, year: int) -> bool:
        """On roll at some time in a year, up to its status date."""
        admission, leaving = pupil.get("admission_date"), pupil.get("leaving_date")
        has_joined = admission is None or admission <= self.status_date(year)
        return has_joined and (leaving is None or leaving >= first_day(year))

    def on_roll_now(self, pupil: Row) -> bool:
        """On roll on the as-at date."""
        leaving = pupil.get("leaving_date")
        return self._admitted(pupil) and (leaving is None or leaving >= self.as_at)

    def year_group(self, pupil: Row, year: int) -> int | None:
        """The pupil's year group in some year."""
        group = pupil.get("year_group")
        return None if group is None else group - (self._anchor(pupil) - year)

    def year_11(self, pupil: Row) -> int | None:
        """The academic year in which the pupil is in Year 11; None where unknown."""
        group = pupil.get("year_group")
        return None if group is None else self._anchor(pupil) + 11 - group

    def years(self) -> range:
        """Every academic year that any counted row could belong to."""
        first = min([self.year, self.school_year, *self._row_years()])
        return range(first, self.year + 1)

    def _anchor(self, pupil: Row) -> int:
        leaving = pupil.get("leaving_date")
        if leaving is None:
            return self.school_year
        return min(academic_year(leaving), self.school_year)

    def _admitted(self, pupil: Row) -> bool:
        admission = pupil.get("admission_date")
        return admission is None or bool(admission <= self.as_at)

    def _in_time(self, table: str, row: Row) -> bool:
        if table in ("attendance", "results", "destinations"):
            return first_day(row["academic_year"]) <= self.as_at
        if table in ("register", "wellbeing"):
            return bool(row["date"] <= self.as_at)
        if table in ("exclusions", "placements"):
            return bool(row["start_date"] <= self.as_at)
        return True

    def _row_years(self) -> list[int]:
        years = []
        for (table, _), rows in self._rows.items():
            for row in rows:
                if table in ("attendance", "results", "destinations"):
                    years.append(row["academic_year"])
                elif table in ("register", "wellbeing"):
                    years.append(academic_year(row["date"]))
                elif table in ("exclusions", "placements"):
                    years.append(academic_year(row["start_date"]))
        return years

    def _add_flat_results(self, upn: str) -> None:
        flat = self.flat({"upn": upn})
        for field, stage, subject in FLAT_RESULTS:
            value = flat.get(field)
            if value is not None:
                text = {True: "Y", False: "N"}[value] if stage == "EYFS" else str(value)
                self._rows["results", upn].append(
                    {
                        "upn": upn,
                        "academic_year": self.school_year,
                        "stage": stage,
                        "subject": subject,
                        "result": text,
                    }
                )


FLAT_RESULTS = (
    ("gld", "EYFS", "GLD"),
    ("phonics_mark", "PHONICS", "Mark"),
    ("ks2_reading", "KS2", "Reading"),
    ("ks2_writing", "KS2", "Writing"),
    ("ks2_maths", "KS2", "Maths"),
    ("english_language", "KS4", "English Language"),
    ("english_literature", "KS4", "English Literature"),
    ("maths", "KS4", "Maths"),
    ("attainment_8", "KS4", "Attainment 8"),
)
