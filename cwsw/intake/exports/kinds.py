"""Tells what kind of sheet a table is, from the fields its columns were matched to."""

from dataclasses import replace
from enum import StrEnum

from cwsw.intake.exports import exclusions, plan_fields
from cwsw.intake.exports.plan_lists import is_list_of_children, names_plan
from cwsw.intake.exports.shapes import fit
from cwsw.intake.exports.sheet import CODE, DAY, ExportSheet
from cwsw.tables.proposal import Certainty


class SheetKind(StrEnum):
    """The kinds that are read; the value is the word for it on screen."""

    PUPILS = "a list of pupils"
    PLANS = "a list of plans"
    REGISTER_WIDE = "a register with a column for each day"
    REGISTER = "a register with a row for each mark or day"
    MARKS = "a register with marks in one string"
    EXCLUSIONS = "a list of suspensions and exclusions"
    ATTENDANCE = "attendance by academic year"
    RESULTS = "a list of results"
    NOTHING = "nothing that is read"


PLAN_FIELDS = plan_fields.DATES | {"plan"}
_NAMING_FIELDS = ("upn", "full_name", "surname")
_EXCLUSION = ("exclusion_type", "exclusion_start")
_MOST_DAYS = 3


def settle_kind(sheet: ExportSheet) -> SheetKind:
    """Settle the kind of a sheet; headings that several kinds share get the field of that kind.

    The tests go from the rarest columns to the most common ones: a register has names and years
    as well, but no list of pupils has a column for each day.
    """
    _read_shared_headings(sheet)
    if not sheet.has_any(_NAMING_FIELDS):
        return SheetKind.NOTHING
    days = sum(c.field == DAY for c in sheet.columns)
    if days >= _MOST_DAYS:
        return SheetKind.REGISTER_WIDE
    if sheet.has("marks") and sheet.has_any(("week_start", "date")):
        return SheetKind.MARKS
    if sheet.has("date") and sheet.has_any(("am", "pm", "mark")):
        return SheetKind.REGISTER
    if sheet.has("subject", "result"):
        return SheetKind.RESULTS
    if sheet.has("exclusion_type") or sheet.has("exclusion_start"):
        return SheetKind.EXCLUSIONS
    if sheet.has("academic_year", "possible_sessions") and not sheet.has("year_group"):
        return SheetKind.ATTENDANCE
    if _is_plan_list(sheet):
        return SheetKind.PLANS
    if is_list_of_children(sheet):
        return SheetKind.PLANS
    return SheetKind.PUPILS if _is_about_pupils(sheet) else SheetKind.NOTHING


def _is_plan_list(sheet: ExportSheet) -> bool:
    """Plans and little else, or a plan in nearly every row."""
    if not sheet.has_any(PLAN_FIELDS):
        return False
    # That is the roll: plans beside its pupils are columns of theirs.
    if sheet.has("upn", "admission_date"):
        return False
    if not sheet.has("upn", "year_group"):
        return True
    columns = [sheet.values(name) for name in PLAN_FIELDS]
    rows = zip(*(cells for cells in columns if cells is not None), strict=True)
    rows_with_plan = sum(any(cell != "" for cell in row) for row in rows)
    # A plan in nearly every row is a list of plans; in some rows it is a list of pupils.
    return rows_with_plan > 0.6 * len(sheet.body)


# fmt: off
_ABOUT = frozenset((
    "year_group", "date_of_birth", "sen", "fsm", "pupil_premium", "eal", "language",
    "looked_after", "admission_date", "leaving_date", "possible_sessions", "attended_sessions",
    "authorised_absence", "unauthorised_absence", "attendance_percent", "absence_percent",
    "suspensions", "suspension_days", "permanently_excluded", "gld", "phonics_mark",
    "ks2_reading", "ks2_writing", "ks2_maths", "english_language", "english_literature", "maths",
    "attainment_8", "cin_now", "cp_now", "form", "sex", "birth_year", "attended_of", "absent_of",
))
# fmt: on


def _is_about_pupils(sheet: ExportSheet) -> bool:
    return sheet.has_any(_ABOUT) or any(c.field == CODE for c in sheet.columns)


def _read_shared_headings(sheet: ExportSheet) -> None:
    """'Start date', 'Type', 'Status', 'Reason' and 'Month' mean what their sheet makes of them."""
    _read_terms(sheet)
    _read_exclusion_type(sheet)
    kind = sheet.column("type")
    if kind is not None and not sheet.has("exclusion_type"):
        if (fit("enrolment", sheet.cells(kind.index)) or 0) >= 0.5:
            _rename(sheet, "type", "enrolment_status", "its values say who is on roll")
        elif (fit("plan", sheet.cells(kind.index)) or 0) >= 0.4:
            _rename(sheet, "type", "plan", "its values are kinds of plan")
    start = "plan_start" if sheet.has_any(("plan", "plan_end")) else None
    if start is None and names_plan(sheet) and not sheet.has_any((*_EXCLUSION, "admission_date")):
        start = "plan_start"
    if start is None and sheet.has_any((*_EXCLUSION, "exclusion_sessions", "exclusion_days")):
        start = "exclusion_start"
        _rename(sheet, "reason", "exclusion_reason", "the sheet lists exclusions")
        _rename(sheet, "date", "exclusion_start", "the sheet lists exclusions")
        exclusions.claim_columns(sheet)
    if start is not None:
        _rename(sheet, "start_date", start, "the sheet makes it so")
    if start == "plan_start":
        _rename(sheet, "end_date", "plan_end", "the sheet makes it so")
        _rename(sheet, "date", "plan_start", "the sheet lists plans")
    # What no kind has claimed is not read: a date of nobody knows what.
    for name in ("start_date", "end_date", "type", "reason"):
        _rename(sheet, name, None, "it belongs to something that is not asked for")


def _read_exclusion_type(sheet: ExportSheet) -> None:
    """The column that says the kind of each exclusion, whatever its heading is."""
    if sheet.has("exclusion_type") or sheet.has_any(PLAN_FIELDS):
        return
    is_list = sheet.has_any(("exclusion_start", "exclusion_sessions", "exclusion_days"))
    place = exclusions.kind_column(sheet)
    if place is None:
        if is_list:
            _rename(sheet, "type", "exclusion_type", "the sheet lists exclusions")
        return
    cells = sheet.cells(sheet.columns[place].index)
    share = fit("exclusion", cells) or 0
    if (is_list or share >= 0.5) and share > (fit("plan", cells) or 0):
        why = "its values are kinds of exclusion"
        named = replace(
            sheet.columns[place], field="exclusion_type", sure=Certainty.LIKELY, why=why
        )
        sheet.columns[place] = named


def _read_terms(sheet: ExportSheet) -> None:
    """'Month' and 'Week beginning' beside sums say of which part of the year they are."""
    if sheet.has_any(("possible_sessions", "attended_sessions", "attendance_percent")):
        if not sheet.has("birth_year"):
            _rename(sheet, "birth_month", "term", "it says of which month the sessions are")
        if not sheet.has_any(("mark", "marks", "am", "pm")):
            _rename(sheet, "week_start", "term", "it says of which week the sessions are")


def _rename(sheet: ExportSheet, name: str, new: str | None, why: str) -> None:
    for place, column in enumerate(sheet.columns):
        is_used = any(c.field == new and c.span == column.span for c in sheet.columns)
        if column.field == name and not (new and is_used):
            sheet.columns[place] = replace(column, field=new, sure=Certainty.LIKELY, why=why)
