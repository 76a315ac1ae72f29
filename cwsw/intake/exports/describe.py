"""Describes the columns of a sheet for the screen that shows how it is read, values masked."""

from itertools import groupby

from cwsw.intake.cells import plain
from cwsw.intake.columns import is_never_read
from cwsw.intake.exports.aliases import fields
from cwsw.intake.exports.planwords import without_category
from cwsw.intake.exports.sheet import CODE, DAY, ExportSheet, MatchedColumn
from cwsw.intake.problems import shorten
from cwsw.tables.proposal import ColumnProposal

SAMPLES = 3
# fmt: off
_UNMASKED = frozenset((
    "year_group", "sen", "sex", "fsm", "pupil_premium", "eal", "looked_after", "plan", "cin_now",
    "cp_now", "possible_sessions", "attended_sessions", "authorised_absence",
    "unauthorised_absence", "absent_sessions", "attendance_percent", "absence_percent",
    "enrolment_status", "exclusion_type", "exclusion_sessions", "exclusion_days", "suspensions",
    "suspension_days", "permanently_excluded", "academic_year", "stage", "subject", "am", "pm",
    "mark", "session", "gld",
))
# fmt: on
"""Fields whose values name nobody and are shown as they are."""


def describe(sheet: ExportSheet) -> list[ColumnProposal]:
    """One line for each column with a heading, and one for each run of days or codes."""
    columns = [c for c in sheet.columns if c.heading]
    lines = []
    for run, group in groupby(columns, key=lambda c: c.field if c.field in (DAY, CODE) else c.key):
        members = [*group]
        lines.append(_line(sheet, members, is_run=run in (DAY, CODE)))
    return lines


def _line(sheet: ExportSheet, members: list[MatchedColumn], *, is_run: bool) -> ColumnProposal:
    first, last = members[0], members[-1]
    heading = first.heading if first is last else f"{first.heading} … {last.heading}"
    label = {DAY: "Register", CODE: "Attendance codes"}.get(first.field or "", "")
    if first.field in fields():
        label = fields()[first.field or ""].label
    return ColumnProposal(
        file=sheet.grid.file,
        sheet=sheet.grid.sheet,
        heading=shorten(heading),
        field=first.field,
        label=label,
        samples=samples(sheet, first),
        sure=first.sure,
        why=first.why,
        key="" if is_run else first.key,
        count=len(members),
    )


def samples(sheet: ExportSheet, column: MatchedColumn) -> tuple[str, ...]:
    """Up to three different values of a column, masked where they may name somebody.

    Returns:
        Texts with letters as x and digits as 9; as they are only in the fields of `_UNMASKED`,
        none of a column that is never read.
    """
    # Not even masked: what is never read leaves the reading process in no form.
    if is_never_read(column.heading):
        return ()
    is_unmasked = column.field in _UNMASKED or column.field in (DAY, CODE)
    distinct: dict[str, None] = {}
    for row in sheet.body[:200]:
        text = plain(row[column.index]) if column.index < len(row) else ""
        if text:
            # The category of abuse must not be shown, and stands behind the plan: 'CP - neglect'.
            text = without_category(text) if column.field == "plan" else text
            distinct[shorten(text if is_unmasked else mask(text))] = None
        if len(distinct) == SAMPLES:
            break
    return tuple(distinct)


def mask(text: str) -> str:
    """'Adams, Ava' -> 'xxxxx, xxx'; 'A801200001001' -> 'x999999999999'."""
    return "".join("x" if c.isalpha() else "9" if c.isdigit() else c for c in text)
