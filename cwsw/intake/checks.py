"""Rules within and between tables: what sets a row aside, and what is worth saying."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cwsw.intake.exports.exclusion_words import withdrawal_in
from cwsw.intake.grids import Rows
from cwsw.intake.problems import Findings, Place
from cwsw.tables import years
from cwsw.tables.english import short_day

DAY_FIELDS: Mapping[str, str] = {
    "register": "date",
    "exclusions": "start_date",
    "placements": "start_date",
    "wellbeing": "date",
}
"""Table -> the date by which its rows may lie after the as-at date."""

YEAR_TABLES = ("attendance", "results", "destinations")


def set_strangers_aside(rows: Rows, pupil_upns: set[str], findings: Findings) -> None:
    """Set aside the rows whose UPN is not in Pupils; a blank UPN speaks of the whole cohort.

    Args:
        rows: The rows of one table.
        pupil_upns: The UPNs of Pupils and, for records of staff, of former pupils.
        findings: Gets an error for each such row.
    """
    upns = rows.values("upn")
    strangers = set(upns) - pupil_upns - {None}
    if not strangers:
        return
    for index in [*rows.live()]:
        if upns[index] in strangers:
            place = rows.place(index, "UPN")
            text = f"UPN {upns[index][:40]} in row {place.row} of {place.sheet} is not in Pupils: "
            text += "add the pupil or correct the UPN."
            rows.reject(index, findings, "upn_not_in_pupils", place, text, upns[index])


def check_attendance(rows: Rows, findings: Findings) -> None:
    """Set aside rows with more sessions of absence than were possible."""
    names = ("possible_sessions", "authorised_absence", "unauthorised_absence")
    cells = [*zip(*map(rows.values, names), strict=True)]
    for index in [*rows.live()]:
        possible, authorised, unauthorised = cells[index]
        if authorised + unauthorised > possible:
            place = rows.place(index, "Possible sessions")
            text = f"Row {place.row} of {place.sheet} has {authorised + unauthorised} sessions of "
            text += f"absence but {possible} possible: correct the one or the other."
            rows.reject(index, findings, "absence_above_possible", place, text, str(possible))


def check_reasons(rows: Rows, findings: Findings) -> None:
    """Warn of exclusions that count although their reason says that they were taken back."""
    for index, reason in enumerate(rows.values("reason")):
        words = withdrawal_in(reason) if reason and index not in rows.aside else None
        if words is not None:
            place = rows.place(index, "Reason")
            text = f'The reason in row {place.row} of {place.sheet} has the word "{words}": remove '
            text += "the row if the exclusion was taken back."
            effect = "It counts until the row is removed."
            findings.warning("exclusion_may_not_count", place, text, effect, words)


def check_placements(rows: Rows, findings: Findings) -> None:
    """Set aside placements that end before they start."""
    for index in _backwards(rows):
        place = rows.place(index, "End date")
        text = f"The placement in row {place.row} of {place.sheet} ends before it starts: "
        text += "correct one of the dates."
        value = short_day(rows.fields["end_date"][index])
        rows.reject(index, findings, "placement_ends_before_start", place, text, value)


def check_plans(rows: Rows, findings: Findings) -> None:
    """Name the rows of plans without usable dates: such plans are counted apart, never dropped."""
    effect = "It counts as a plan without dates: ask for them."
    for index in _backwards(rows):
        place = rows.place(index, "End date")
        text = f"The plan in row {place.row} of {place.sheet} ends before it starts."
        value = short_day(rows.fields["end_date"][index])
        findings.warning("plan_ends_before_start", place, text, effect, value)
    starts, ends = rows.values("start_date"), rows.values("end_date")
    for index in rows.live():
        # A date that could not be read was named already, as an error of its cell.
        reported = index in rows.undated
        if starts[index] is None and ends[index] is None and not reported:
            place = rows.place(index, "Start date")
            text = f"The plan in row {place.row} of {place.sheet} has no dates."
            findings.warning("plan_without_dates", place, text, effect)


def report_later_rows(tables: Mapping[str, Rows], as_at: date, findings: Findings) -> None:
    """Warn of rows dated after the as-at date: they stay, and the figures leave them out."""
    for name, rows in tables.items():
        later = _later(name, rows, as_at)
        if later:
            place = replace(rows.place(later[0]), row=None)
            text = f"{len(later):,} rows of {place.sheet} are dated after {short_day(as_at)}."
            effect = "They are left out of every figure."
            findings.warning("after_as_at", place, text, effect)


def latest_date(tables: Mapping[str, Rows]) -> date | None:
    """The latest register or exclusion date, offered where there is no as-at date."""
    days = [
        day
        for name in ("register", "exclusions")
        if name in tables
        for day in set(tables[name].live_values(DAY_FIELDS[name]))
    ]
    return max(days, default=None)


def report_last_years_data(latest: date | None, as_at: date | None, findings: Findings) -> None:
    """Say that everything dated lies before the academic year that is asked about."""
    if latest is None or as_at is None or latest >= years.first_day(years.academic_year(as_at)):
        return
    text = (
        f"The latest register or exclusion is of {short_day(latest)}: this looks like last year's "
    )
    text += f"data for an as-at date of {short_day(as_at)}. Export this year's."
    findings.warning("last_years_data", Place(), text, "This year has no figures from these rows.")


def _later(name: str, rows: Rows, as_at: date) -> list[int]:
    # A register has a day hundreds of times: the different days are compared, then looked up.
    if name in DAY_FIELDS:
        days = rows.values(DAY_FIELDS[name])
        after = {day for day in set(days) if day is not None and day > as_at}
    elif name in YEAR_TABLES:
        days = rows.values("academic_year")
        after = {y for y in set(days) if y is not None and years.first_day(y) > as_at}
    else:
        return []
    return [index for index in rows.live() if days[index] in after] if after else []


def _backwards(rows: Rows) -> list[int]:
    """Indices of rows that end before they start."""
    starts, ends = rows.values("start_date"), rows.values("end_date")
    return [i for i in rows.live() if starts[i] and ends[i] and ends[i] < starts[i]]
