"""What cannot be right of pupils and their sessions, though each cell can be read.

Nothing is changed: the rows are used as they are, and named. A slip that runs through the whole
list is one line with its number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from cwsw.intake.checks import DAY_FIELDS
from cwsw.intake.grids import Rows
from cwsw.intake.problems import Findings, Place, warn_of_rows
from cwsw.tables.codes import YEAR_GROUPS
from cwsw.tables.english import short_day
from cwsw.tables.years import academic_year

MOST_SESSIONS = 400
"""Possible sessions of a year beyond which a number is a slip: a school year has about 380."""

LEAST_PUPILS, MOST_PUPILS = 8, 0.6
"""Pupils of a list, and the share of them that must be off alike, before it is the whole list."""

OLDEST = 25
"""Years before the as-at date when no pupil of today was born yet."""

_EXCHANGED = 3
"""Rows admitted before birth from which the two columns are looked at as exchanged."""

_AGES = range(1, 22)
"""Ages that a pupil without a year group may have."""

_Ages = tuple[int | None, date | None, date | None]
"""Year group, date of birth and leaving date of a pupil."""

_LABELS = {number: label for label, number in YEAR_GROUPS.items()}
_AS_THEY_ARE = "They are used as they are: ages, absence and results of these pupils depend on it."


def check(tables: Mapping[str, Rows], as_at: date | None, findings: Findings) -> None:
    """Warn of ages, dates and sessions that cannot be right.

    Args:
        tables: The rows of each table by its name; Pupils is there.
        as_at: The as-at date; None while it is not known, and then ages are held against each
            other.
        findings: Gets the warnings.
    """
    pupils = tables["pupils"]
    exchanged = _check_admissions(pupils, as_at, findings)
    _check_ages(pupils, as_at, exchanged, findings)
    _check_sessions(tables, findings)
    _check_days(tables, as_at, findings)


def years_off(pupils: Iterable[_Ages], as_at: date) -> tuple[int, int, int] | None:
    """By how many year groups most of a list is off, how many pupils, and of how many.

    None where the list fits the as-at date, or where no one difference holds for most of it.
    """
    off = [
        group + academic_year(birth) + 5 - academic_year(as_at)
        for group, birth, leaving in pupils
        if group is not None and birth is not None and leaving is None
    ]
    if len(off) < LEAST_PUPILS:
        return None
    usual, number = Counter(off).most_common(1)[0]
    return (usual, number, len(off)) if usual and number >= MOST_PUPILS * len(off) else None


def whole_list(off: tuple[int, int, int], as_at: date) -> tuple[str, str]:
    """What to say of a list that is off as a whole, and what it costs."""
    usual, number, of = off
    side = "below" if usual < 0 else "above"
    text = (
        f"The year groups of {number:,} of {of:,} pupils are {abs(usual)} {side} what their ages "
    )
    text += f"on {short_day(as_at)} make them: "
    if usual == -1:
        text += "this looks like last year's list. Export this year's, or correct the as-at date."
    else:
        text += "look at the as-at date, the year groups and the dates of birth."
    return text, "Phonics, GCSE and absence by age are counted for the wrong pupils."


def _check_ages(pupils: Rows, as_at: date | None, skip: set[int], findings: Findings) -> None:
    """Year groups that do not fit the date of birth: the whole list, and single pupils."""
    names = ("year_group", "date_of_birth", "leaving_date")
    facts: list[_Ages] = [*zip(*map(pupils.values, names), strict=True)]
    live = [i for i in pupils.live() if i not in skip]
    off = years_off((facts[i] for i in live), as_at) if as_at else None
    if off and as_at:
        place = Place(pupils.place(live[0]).file, pupils.place(live[0]).sheet, column="Year group")
        findings.warning("year_groups_off", place, *whole_list(off, as_at))
    start = _starting_year([facts[i] for i in live], as_at, off[0] if off else 0)
    if start is not None:
        odd = [i for i in live if _is_odd(*facts[i], start, as_at)]
        _report_ages(pupils, odd, facts, findings)


def _starting_year(facts: Sequence[_Ages], as_at: date | None, off: int) -> int | None:
    """The academic year in which the pupils of the list have their year groups."""
    if as_at is not None:
        return academic_year(as_at) + off
    years = Counter(
        group + academic_year(birth) + 5
        for group, birth, leaving in facts
        if group is not None and birth is not None and leaving is None
    )
    return years.most_common(1)[0][0] if years.total() >= LEAST_PUPILS else None


def _is_odd(
    group: int | None, birth: date | None, leaving: date | None, year: int, as_at: date | None
) -> bool:
    """Whether a pupil's age cannot be that of the year group; a year back is for summer births."""
    if birth is None:
        return False
    if group is None:
        return as_at is not None and as_at.year - birth.year not in _AGES
    # A child is in Reception, year group 0, in the academic year in which it turns five.
    off = group + academic_year(birth) + 5 - (academic_year(leaving) if leaving else year)
    if group < 0:
        return abs(off) > 1
    # After Year 11 people repeat a year or come later; before it few are a year off.
    if group >= 12:
        return not -3 <= off <= 1
    # Parents of children born from April to August may have them begin a year later.
    return off != 0 and not (off == -1 and 4 <= birth.month <= 8)


def _report_ages(
    pupils: Rows, odd: Sequence[int], facts: Sequence[_Ages], findings: Findings
) -> None:
    by_row = {pupils.place(i).row: facts[i][0] for i in odd}

    def sentence_of(place: Place) -> str:
        group = by_row[place.row]
        subject = "The date of birth" if group is None else f"Year group {_LABELS[group]}"
        complaint = "is no pupil's age" if group is None else "does not fit the date of birth"
        return f"{subject} in row {place.row} of {place.sheet} {complaint}: look for a slip."

    places = [pupils.place(i, "Date of birth") for i in odd]
    many = f"The year groups of {len(odd):,} pupils do not fit their dates of birth"
    warn_of_rows(findings, "age_unlikely", places, sentence_of, many, _AS_THEY_ARE)


def _check_admissions(pupils: Rows, as_at: date | None, findings: Findings) -> set[int]:
    """Admissions before birth, after leaving or after the as-at date; rows that look exchanged."""
    names = ("date_of_birth", "admission_date", "leaving_date")
    births, admissions, leavings = map(pupils.values, names)
    both = [i for i in pupils.live() if births[i] and admissions[i]]
    before = [i for i in both if admissions[i] < births[i]]
    exchanged = len(before) >= _EXCHANGED and 2 * len(before) > len(both)
    if exchanged:
        place = replace(pupils.place(before[0], "Admission date"), row=None)
        text = f"In {len(before):,} of {len(both):,} rows of {place.sheet} the admission date is "
        text += "before the date of birth: the two columns look exchanged. Correct their headings."
        findings.warning("dates_exchanged", place, text, _AS_THEY_ARE)
    else:
        _report_days(pupils, before, "admission_before_birth", "before the date of birth", findings)
    with_leaving = [i for i in pupils.live() if admissions[i] and leavings[i]]
    after = [i for i in with_leaving if leavings[i] < admissions[i]]
    _report_days(pupils, after, "leaving_before_admission", "after the leaving date", findings)
    later = [i for i in pupils.live() if as_at and admissions[i] and admissions[i] > as_at]
    if as_at:
        _report_days(pupils, later, "after_as_at", f"after {short_day(as_at)}", findings)
    return {*before}


_COSTS: Mapping[str, str] = {
    "after_as_at": "They are not on roll yet, and in no figure.",
    "leaving_before_admission": "They count as on roll in no year, and with their rows in theirs.",
}


def _report_days(
    pupils: Rows, rows: Sequence[int], code: str, when: str, findings: Findings
) -> None:
    def sentence_of(place: Place) -> str:
        return f"The admission date in row {place.row} of {place.sheet} is {when}."

    places = [pupils.place(i, "Admission date") for i in rows]
    many = f"The admission dates of {len(rows):,} pupils are {when}"
    warn_of_rows(findings, code, places, sentence_of, many, _COSTS.get(code, _AS_THEY_ARE))


def _check_sessions(tables: Mapping[str, Rows], findings: Findings) -> None:
    """More possible sessions than a school year has, of a pupil and year."""
    for name in ("attendance", "pupils"):
        rows = tables.get(name)
        if rows is not None and "possible_sessions" in rows.fields:
            _report_sessions(rows, _too_many(rows), findings)


def _too_many(rows: Rows) -> list[int]:
    """The first row of each pupil and year whose possible sessions are too many together."""
    keys = [*zip(rows.values("upn"), rows.values("academic_year"), strict=True)]
    possible = rows.values("possible_sessions")
    sums: Counter[tuple[object, ...]] = Counter()
    first: dict[tuple[object, ...], int] = {}
    for i in rows.live():
        sums[keys[i]] += possible[i] or 0
        first.setdefault(keys[i], i)
    return [index for key, index in first.items() if sums[key] > MOST_SESSIONS]


def _report_sessions(rows: Rows, odd: Sequence[int], findings: Findings) -> None:
    def sentence_of(place: Place) -> str:
        text = f"The possible sessions of the pupil in row {place.row} of {place.sheet} are more "
        return f"{text}than {MOST_SESSIONS} in a year: a school year has about 380."

    places = [rows.place(i, "Possible sessions") for i in odd]
    many = f"The possible sessions of {len(odd):,} pupils are more than {MOST_SESSIONS} in a year"
    effect = "They are used as they are: check whether they are minutes, or of several years."
    warn_of_rows(findings, "sessions_unlikely", places, sentence_of, many, effect)


def _check_days(tables: Mapping[str, Rows], as_at: date | None, findings: Findings) -> None:
    """Days of exclusions, marks, placements and scores from before the pupil was born."""
    pupils = tables["pupils"]
    born = dict(zip(pupils.values("upn"), pupils.values("date_of_birth"), strict=True))
    oldest = as_at.year - OLDEST if as_at else 0
    for name, field in DAY_FIELDS.items():
        rows = tables.get(name)
        if rows is not None:
            days, upns = rows.values(field), rows.values("upn")
            early = {day for day in {*days} if day and day.year < oldest}
            odd = [
                i
                for i in rows.live()
                if days[i] and (days[i] in early or ((b := born.get(upns[i])) and days[i] < b))
            ]
            _report_early(rows, field, odd, findings)


def _report_early(rows: Rows, field: str, odd: Sequence[int], findings: Findings) -> None:
    heading = rows.table.column(field).heading

    def sentence_of(place: Place) -> str:
        text = f"{heading} in row {place.row} of {place.sheet} is before the pupil was born: look "
        return f"{text}for a slip in the year."

    places = [rows.place(i, heading) for i in odd]
    many = f"{heading} of {len(odd):,} rows of {rows.table.sheet} is before the pupil was born"
    effect = "The rows count in the year they give."
    warn_of_rows(findings, "date_unlikely", places, sentence_of, many, effect)
