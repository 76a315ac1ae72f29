"""How grave a problem is, by what could come out differently if its reading is wrong.

This is the one table that decides between note, warning and error. A note is only for what no
figure, plan or child can depend on. What a figure or a plan hangs on is at least a warning, what
nothing may be loaded for is an error. A question is the error `needs_confirmation`, asked on the
screen. A caller may report something as graver than its code (a row that is set aside is an
error), never as lighter: `Findings` holds every report to `least`.
"""

from collections.abc import Mapping
from enum import StrEnum

from cwsw.tables.upload import Severity


class Depends(StrEnum):
    """What could come out differently if the reader is wrong about something."""

    NOTHING = "nothing"
    FIXED_RULE = "nothing: a published rule decides"
    FIGURE = "a figure"
    PLAN = "a plan"
    CHILD = "a child"
    UPLOAD = "the whole upload"


LEAST: Mapping[Depends, Severity] = {
    Depends.NOTHING: Severity.NOTE,
    Depends.FIXED_RULE: Severity.NOTE,
    Depends.FIGURE: Severity.WARNING,
    Depends.PLAN: Severity.WARNING,
    Depends.CHILD: Severity.WARNING,
    Depends.UPLOAD: Severity.ERROR,
}
"""What depends on a problem -> the lightest severity it may be reported with."""

# fmt: off
_CODES: Mapping[Depends, tuple[str, ...]] = {
    Depends.NOTHING: (
        "example_row", "heading_not_read", "never_read", "rows_skipped", "sheet_empty",
        "sheet_not_read", "upn_check_letter",
    ),
    Depends.FIXED_RULE: (
        "blank_is_none", "read_as", "read_as_decimals", "read_as_fractions", "same_row",
    ),
    Depends.FIGURE: (
        "absence_above_possible", "admission_before_birth", "after_as_at", "age_unlikely",
        "assumed", "attendance_differs", "cell_missing", "cell_not_readable",
        "column_not_understood", "columns_hidden", "date_at_night", "date_unlikely",
        "dates_exchanged", "exclusion_may_not_count", "exclusion_not_counted", "files_differ",
        "flat_absence_in_part", "formula_not_saved", "heading_blank", "heading_twice",
        "last_years_data", "leaving_before_admission", "mapping_unused", "marks_do_not_add_up",
        "other_year", "percent_above_100", "placement_ends_before_start", "pupil_rows_differ",
        "register_differs", "register_twice", "result_not_readable", "row_misshapen",
        "rows_after_gap", "rows_after_headings", "school_rows", "sessions_unlikely", "sheet_hidden",
        "subject_not_known", "unknown_mark", "value_not_known", "wrong_report", "year_groups_off",
    ),
    Depends.PLAN: (
        "plan_blank", "plan_date_unlikely", "plan_dates_differ", "plan_ends_before_start",
        "name_remark", "plan_without_dates", "plans_not_told",
    ),
    Depends.CHILD: (
        "child_not_named", "left_out_of_roll", "letters_lost", "list_not_understood", "not_on_roll",
        "page_cut_short", "pupil_twice", "rows_hidden", "rows_not_understood", "rows_struck",
        "same_child_twice", "two_as_one", "upn_destroyed", "upn_not_in_pupils", "upn_placeholder",
        "upn_without_letter",
    ),
    Depends.UPLOAD: (
        "archive_empty", "archive_locked", "archive_nested", "archive_unsafe", "as_at_missing",
        "file_damaged", "file_empty", "file_locked", "file_old_kind", "file_too_big",
        "file_wrong_kind", "heading_missing", "lock_not_known", "needs_confirmation", "no_files",
        "no_pupil_table", "no_pupils", "password_wrong", "quotes_open", "read_stopped",
        "read_too_long", "read_too_much", "text_not_readable", "too_many_columns", "too_many_files",
        "too_many_rows", "too_many_sheets",
    ),
}
# fmt: on

DEPENDS: Mapping[str, Depends] = {
    code: depends for depends, codes in _CODES.items() for code in codes
}
"""Problem code -> what depends on it."""

_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def least(code: str) -> Severity:
    """The lightest severity that a problem of this code may have."""
    return LEAST[DEPENDS[code]]


def at_least(code: str, severity: Severity) -> Severity:
    """The graver of a severity and the least that a code may have."""
    return max(severity, least(code), key=_ORDER.index)
