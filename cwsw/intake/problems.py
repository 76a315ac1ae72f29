"""Every problem code with its meaning, and `Findings`, which gathers the problems of an upload."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cwsw.intake.severity import at_least
from cwsw.tables.upload import Problem, Severity

CODES: Mapping[str, str] = {
    # the files
    "no_files": "No file was given.",
    "too_many_files": "More files were given than one upload may hold.",
    "file_empty": "The file holds nothing.",
    "file_too_big": "The file is larger than the limit.",
    "file_locked": "The file is protected by a password, which was not given.",
    "password_wrong": "The password given for a file is not the one that opens it.",
    "lock_not_known": "The file is protected in a way that cannot be opened here.",
    "file_wrong_kind": "The file is not a spreadsheet or CSV file (a PDF, a picture, a web page).",
    "file_old_kind": "The file is a very old spreadsheet that has to be saved as .xlsx first.",
    "file_damaged": "The file is cut short or damaged.",
    "text_not_readable": "The letters of a CSV file are stored in a way that is not known.",
    "quotes_open": "The quotation marks of a CSV file do not fit together.",
    "archive_unsafe": "The file unpacks to more than is safe to open.",
    "archive_nested": "A zip file holds another zip file.",
    "archive_empty": "A zip file holds no spreadsheet or CSV file.",
    "archive_locked": "A file in a zip file is protected by the password of the zip file.",
    "too_many_sheets": "The workbook has more sheets than the limit.",
    "too_many_rows": "A sheet has more rows than the limit.",
    "too_many_columns": "A sheet has more columns than the limit.",
    "read_too_long": "Reading took too long and was stopped.",
    "read_too_much": "Reading needed too much memory and was stopped.",
    "read_stopped": "The reader stopped on something unusual inside the file.",
    # the sheets and their headings
    "no_pupil_table": "No sheet or file has the headings of Pupils.",
    "heading_missing": "A heading that is needed is not on the sheet.",
    "needs_confirmation": "A heading looks like one of ours but is not certain.",
    "heading_twice": "A heading is on a sheet twice; only one is read.",
    "heading_not_read": "Headings that are not ours; their columns are not read.",
    "column_not_understood": "A column that was not read, and could change a figure.",
    "heading_blank": "A column with values has no heading; it is not read.",
    "never_read": "Columns that are never read, because the dashboard does not need them.",
    "mapping_unused": "A line of the heading list fits no heading, or names none of ours.",
    "sheet_not_read": "A sheet that is not one of ours.",
    "sheet_empty": "A sheet without any cells; it counts as not supplied.",
    "formula_not_saved": "Formulas on a sheet have no saved results.",
    "page_cut_short": "A web page ends before its table does; rows may be missing.",
    "letters_lost": "Letters of a text file could not be read.",
    "rows_hidden": "A row is hidden or filtered out in the workbook, and was read like any other.",
    "rows_struck": "A row has a line through its text, and was read like any other.",
    "columns_hidden": "A column is hidden in the workbook, and was read like any other.",
    "sheet_hidden": "A hidden sheet was read like any other.",
    "rows_after_gap": "Rows below a long gap of blank rows were not read.",
    # the rows and cells
    "example_row": "An example row of the empty workbook, left out.",
    "row_misshapen": "A CSV row has more cells than there are headings.",
    "cell_missing": "A cell that is needed is blank.",
    "cell_not_readable": "A cell does not hold what its column asks for.",
    "date_at_night": "Real dates at 23:00, which look exported an hour early.",
    "value_not_known": "A cell holds a word that its column does not know.",
    "read_as_fractions": "A column of percentages was given as fractions of 1.",
    "read_as_decimals": "Commas in a column of numbers were read as decimal points.",
    "blank_is_none": "Blank cells in a column of numbers that has others, read as none.",
    "unknown_mark": "A register mark that is no attendance code.",
    "same_row": "A row is in the upload twice; it counts once.",
    "pupil_twice": "One UPN has different values in several rows of Pupils.",
    "no_pupils": "No row of Pupils is left.",
    "upn_not_in_pupils": "A row's UPN is not in Pupils.",
    "absence_above_possible": "More sessions of absence than were possible.",
    "flat_absence_in_part": "Some, not all, of the three absence cells of a pupil are given.",
    "placement_ends_before_start": "A placement ends before it starts.",
    "plan_without_dates": "A plan has no dates.",
    "plan_ends_before_start": "A plan ends before it starts.",
    "plan_dates_differ": "The cells of a plan do not fit together: its dates, or open and closed.",
    "plan_date_unlikely": "A plan's year looks mistyped: before the child was born, or far ahead.",
    "age_unlikely": "A pupil's year group does not fit the date of birth.",
    "year_groups_off": "Most of the list is off by a year: it looks like last year's list.",
    "dates_exchanged": "Dates of birth and admission dates look exchanged.",
    "admission_before_birth": "A pupil was admitted before the date of birth.",
    "leaving_before_admission": "A pupil left before the admission date.",
    "date_unlikely": "A row is dated before its pupil was born.",
    "exclusion_may_not_count": "The reason of an exclusion says that it was taken back.",
    "sessions_unlikely": "A pupil has more possible sessions than a school year has.",
    "subject_not_known": "A subject that does not belong to its stage.",
    "result_not_readable": "A result that its subject does not have.",
    "register_twice": "Two different register rows of one pupil and day.",
    "exclusion_not_counted": "Rows of a list that are no suspension or exclusion that counts.",
    "register_differs": "Attendance and Register differ by more than 2 sessions.",
    # sheets that are not our own
    "read_as": "A rule by which a column or sheet of another system was read.",
    "assumed": "A column or sheet was read by a rule where another reading was possible.",
    "rows_skipped": "Rows that are no data (a title, guidance, totals, a footer) were skipped.",
    "rows_not_understood": "Rows that may be about a child were skipped.",
    "rows_after_headings": "Other headings begin below the data; what follows was not read.",
    "list_not_understood": "A sheet names children or plans, and none of it was understood.",
    "plan_blank": "Rows of a list of plans name a child and no plan.",
    "plans_not_told": "A column says who had a social worker, but not which plan or when.",
    "wrong_report": "The sheet looks like another report than the one that is needed.",
    "child_not_named": "A row of a list says something about a child, but not which child.",
    "upn_placeholder": "A cell for the UPN says that the UPN is not known.",
    "same_child_twice": "One name and date of birth are on the roll under two UPNs.",
    "name_remark": "A remark next to a name speaks of a plan, its end, or a child who has left.",
    "two_as_one": "Children of a list with different names were accepted as one pupil.",
    "upn_destroyed": "A spreadsheet turned a UPN into a rounded number.",
    "upn_without_letter": "UPNs have lost their first letter.",
    "upn_check_letter": "The check letters of some UPNs do not fit.",
    "pupil_rows_differ": "Several rows of one pupil on a sheet say different things.",
    "other_year": "Figures in a pupil's row are of another year, or of a part of it: not read.",
    "percent_above_100": "An attendance above 100%, read as 100%.",
    "marks_do_not_add_up": "Marks and possible sessions of a row do not fit together.",
    "attendance_differs": "A percentage and the sessions of a row do not fit together.",
    "not_on_roll": "Children on a list are not among this school's pupils: set aside, counted.",
    "left_out_of_roll": "Pupils who have left or are registered elsewhere: set aside.",
    "files_differ": "Two files say different things about one pupil.",
    "last_years_data": "All dates lie before the academic year of the as-at date.",
    "after_as_at": "Rows dated after the as-at date, or of a year that begins after it.",
    # the school
    "school_rows": "The School sheet has more than one row.",
    "as_at_missing": "There is no as-at date.",
}
"""Problem code -> what it means, in one line. Codes are stable: outside scripts rely on them."""

ROW_ASIDE = "This row is set aside: it counts for nothing."
ROWS_ASIDE = "These rows are set aside: they count for nothing."
CELL_BLANK = "The cell counts as blank; the rest of the row is used."
PLAN_UNDATED = "The plan stays, and counts as one without dates until the cell is mended."
GROUP_UNKNOWN = (
    "The pupil stays with an unknown year group: in no figure of Year 1 or Year 11, and in absence "
    "only by date of birth."
)
NOTHING_READ = "Nothing was read from this upload."
_LEFT_OUT = "children, plans and figures that are only there are not counted."
FILE_LEFT_OUT = f"Nothing of this file was read: {_LEFT_OUT}"
SHEET_LEFT_OUT = f"Nothing of this sheet was read: {_LEFT_OUT}"
PASSWORD_CODES = frozenset(("file_locked", "password_wrong"))
"""Codes of files that a password opens: without it nothing of the upload is read."""
NO_CHANGE = "No figure changes."
"""Only for what holds nothing that a figure could be made of."""

READ_SO = "It was read that way."
COUNTED_ONCE = "It counts once."

PER_KIND = 1_000
"""Problems of one code and place that are listed one by one; the rest are counted."""

MAX_VALUE = 60
"""Characters of a cell's value that a problem shows."""


@dataclass(frozen=True)
class Place:
    """Where in the upload something was noticed; `row` is the spreadsheet's row number."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


class FileRefusedError(Exception):
    """A whole file that cannot be read; `code` is the problem's code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def shorten(value: str) -> str:
    """A cell's value fit to show: one line, no control characters, at most `MAX_VALUE` long."""
    line = "".join(c if c.isprintable() else " " for c in value[: MAX_VALUE + 1])
    return line if len(value) <= MAX_VALUE else line[: MAX_VALUE - 1] + "…"


def rows_named(numbers: Sequence[int]) -> str:
    """[3, 9, 12] -> 'rows 3, 9 and 12'; at most the first five are named."""
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    if len(numbers) > 5:
        return "rows " + ", ".join(map(str, numbers[:5])) + f" and {len(numbers) - 5} more"
    return "rows " + ", ".join(map(str, numbers[:-1])) + f" and {numbers[-1]}"


FEW = 12
"""Rows up to which each has a line of its own; more are one line with their number."""


def locked_files(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The files whose password is asked for."""
    locked = (p.file for p in problems if p.code in PASSWORD_CODES and p.effect == NOTHING_READ)
    return tuple(dict.fromkeys(file for file in locked if file))


def left_out(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that name a file or a sheet that could not be used while the others were read."""
    return tuple(p for p in problems if p.effect in (FILE_LEFT_OUT, SHEET_LEFT_OUT))


class Findings:
    """Gathers problems; beyond `PER_KIND` of one code and place it only counts them."""

    def __init__(self) -> None:
        self.refused = False
        self.left_out = False
        self._listed: list[Problem] = []
        self._counts: Counter[tuple[str, Severity, str | None, str | None, str | None]] = Counter()
        self._last: dict[tuple[str, Severity, str | None, str | None, str | None], Problem] = {}

    def error(
        self, code: str, place: Place, message: str, effect: str, value: str | None = None
    ) -> None:
        """Something that sets a row, or the upload, aside, or costs a child its date."""
        self._add(Severity.ERROR, code, place, message, effect, value)

    def row_aside(self, code: str, place: Place, message: str, value: str | None = None) -> None:
        """A row that counts for nothing, and why; whoever reports it also leaves the row out."""
        self.error(code, place, message, ROW_ASIDE, value)

    def warning(
        self, code: str, place: Place, message: str, effect: str, value: str | None = None
    ) -> None:
        """Something that is used, but not as the sheet has it, or that needs a look."""
        self._add(Severity.WARNING, code, place, message, effect, value)

    def note(
        self, code: str, place: Place, message: str, effect: str, value: str | None = None
    ) -> None:
        """Something to know on which no figure, plan or child can depend."""
        self._add(Severity.NOTE, code, place, message, effect, value)

    def refuse(self, code: str, place: Place, message: str, value: str | None = None) -> None:
        """Something for which nothing of the upload may be loaded."""
        self.refused = True
        self.error(code, place, message, NOTHING_READ, value)

    def leave_out(self, code: str, place: Place, message: str) -> None:
        """A file or a sheet that cannot be used, while the others are read."""
        self.left_out = True
        self.error(code, place, message, SHEET_LEFT_OUT if place.sheet else FILE_LEFT_OUT)

    def problems(self) -> tuple[Problem, ...]:
        """Everything noticed; one line more for each kind of which not all are listed."""
        return (*self._listed, *map(self._rest, self._last))

    def _add(
        self,
        severity: Severity,
        code: str,
        place: Place,
        message: str,
        effect: str,
        value: str | None,
    ) -> None:
        short_value = None if value is None else shorten(value)
        severity = at_least(code, severity)
        problem = Problem(
            code,
            severity,
            message,
            effect,
            place.file,
            place.sheet,
            place.row,
            place.column,
            short_value,
        )
        kind = (code, severity, place.file, place.sheet, place.column)
        self._counts[kind] += 1
        # One wrong column of a register is 200,000 problems, which nobody reads and every screen
        # has to hold.
        if self._counts[kind] <= PER_KIND:
            self._listed.append(problem)
        else:
            self._last[kind] = problem

    def _rest(self, kind: tuple[str, Severity, str | None, str | None, str | None]) -> Problem:
        more = self._counts[kind] - PER_KIND
        message = f"The same was found {more} more {'time' if more == 1 else 'times'}" + (
            f" on {kind[3]}: {CODES[kind[0]]}" if kind[3] else f": {CODES[kind[0]]}"
        )
        return replace(self._last[kind], row=None, value=None, message=message)


def warn_of_rows(
    findings: Findings,
    code: str,
    places: Sequence[Place],
    sentence_of: Callable[[Place], str],
    summary: str,
    effect: str,
) -> None:
    """Warn of rows: each by itself while they are few, else once with their number.

    Args:
        findings: Gets the warnings.
        code: Their code.
        places: The rows.
        sentence_of: Gives the sentence of one row.
        summary: Begins the sentence for all of them; their numbers follow it.
        effect: What the rows count for.
    """
    if len(places) <= FEW:
        for place in places:
            findings.warning(code, place, sentence_of(place), effect)
        return
    numbers = [place.row for place in places if place.row is not None]
    message = f"{summary} ({rows_named(numbers)})."
    findings.warning(code, replace(places[0], row=None), message, effect)
