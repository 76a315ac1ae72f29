"""The texts of the shell. Texts about figures are in the registry and in `compare`."""

from collections.abc import Iterable
from datetime import date

# Passed on (`as` says so to the type checker): pages take every helper for words from this module.
from cwsw.reports.stamps import SAMPLE_MARK as SAMPLE_MARK
from cwsw.tables.english import capital as capital
from cwsw.tables.english import counted as counted
from cwsw.tables.english import day as day
from cwsw.tables.english import listed as listed
from cwsw.tables.english import uncapital as uncapital
from cwsw.tables.upload import School
from cwsw.ui.wording.escaping import label as label
from cwsw.ui.wording.escaping import plain as plain

TITLE = "Children with a social worker"
WHAT_THIS_IS = (
    "Find your school's children with a social worker, compare how they are doing with your other "
    "pupils and the national figures, and see what to do next. "
    "It says honestly what figures for so few children can and cannot show."
)
WHO_IS_MEANT = (
    "A child with a social worker (CWSW for short) is a pupil who was on a child in need plan or a "
    "child protection plan on any day of the past six years."
)
TWO_SHEETS = (
    "A workbook with only Pupils and Plans already answers who counts, why, and what to ask for."
)
NOT_ALLOWED_TITLE = "This page is not open to you"
NOT_ALLOWED = "Ask your headteacher if you need to see it."
HOSTED_TITLE = "Not set up for sharing yet"
HOSTED = (
    "This copy can be reached from other computers, so it shows nothing. Start it with "
    "`python3 run.py` to use it on one computer. To host it for several people, each signed in, "
    "start `serve_hosted.py`: docs/deployment.md says how."
)
HOSTED_AMISS = "Nobody can be let in at the moment. Tell whoever looks after this dashboard:"
SIGN_IN = "Sign in"
SIGN_IN_MEANS = (
    "Sign in with your school's account. After a time without use you are asked to sign in again."
)
SIGN_OUT = "Sign out"
SIGNED_IN_AS = "Signed in as"
NOT_LISTED = (
    "You have signed in, but you are not on this dashboard's list: ask your headteacher if you "
    "should be."
)
LOADING_SAMPLE = "Opening the sample school"
NO_DATA = "There is nothing to show yet: choose a sample school, or upload your spreadsheet."
NOTHING_PUBLISHED = "There is nothing to show yet: the school has not loaded its data."
GO_TO_START = "Go to your data"
SORRY_TITLE = "Something went wrong"
SORRY = (
    "This page could not be shown. Your data are unchanged. Go to another page, or reload this one."
)
FILE_NOT_OFFERED = (
    "This file can no longer be given: what the page shows has changed since. Reload the page and "
    "press again."
)
FILE_NOT_MADE = (
    "The file could not be made. Your data are unchanged: reload the page and try again."
)
NOT_NOTED = (
    "Nothing was done, because the record of who did what cannot be written. Tell whoever looks "
    "after this dashboard: its data folder may be full or read-only."
)
UPLOAD_LEAD = "Nothing is kept until you confirm."
WHAT_TO_CHOOSE = (
    "Excel (.xlsx), OpenDocument (.ods) or CSV; several CSV files, or a zip of them, work as one "
    "upload."
)
REFUSED = "Nothing was read, and what was loaded before is unchanged."
AS_AT_MEANS = (
    "Every question is answered for one day, the data's own. Usually it is the day on which the "
    "lists were taken from the school's systems."
)
NO_PLANS = "Add the safeguarding lead's list below, or a Plans sheet to your workbook."
REPLACES = "This replaces what is loaded now:"
CONFIRM_MEANS = (
    "The figures are then shown to everybody who uses this copy of the dashboard, until you remove "
    "them or close the program."
)
VIEW_AS = "View as"
LOOK_AT_OWN = "Look at your school"
REMOVE = "Remove this school's data"
REMOVE_MEANS = (
    "This forgets everything that was uploaded, on this page and in every other tab. Your own "
    "spreadsheet is not touched. What governors were shown stays until it is withdrawn."
)
REMOVE_YES = "Yes, remove the data"
WHERE_TITLE = "Where the data go"

_ON_THIS_COMPUTER = (
    "The dashboard runs on this computer only. A spreadsheet you upload is read into its memory: "
    "nothing is written to disk, nothing is sent anywhere, and closing the program forgets it all."
)
_IN_A_FOLDER = (
    "The dashboard runs on this computer only, and nothing is sent anywhere. What your school "
    "loads and adds is kept in a folder on this computer, encrypted, because somebody has switched "
    "that on: see the page Keep on this machine. Nothing else is written to disk."
)
_KEPT_ON_SERVER = " What your school loads and adds is also kept on the server, encrypted."
_USAGE_ON = " Streamlit's own usage statistics are switched on: they hold no pupil data."
_SHARED = (
    "The dashboard runs on a server, for people who have signed in. A spreadsheet is read into "
    "the server's memory and forgotten when it is removed or the server stops. The server keeps a "
    "record of who did what, in which a child is a pseudonym. Nothing is sent anywhere else."
)

IN_BROWSER = (
    "The dashboard runs inside this browser tab. A spreadsheet you choose is read by the tab "
    "itself: it is not uploaded, nothing is written to disk, nothing is sent anywhere, and closing "
    "or reloading the tab forgets it all."
)
NOT_IN_BROWSER_TITLE = "Nothing is kept by the browser edition"
NOT_IN_BROWSER = (
    "Closing the tab forgets everything. To go on another day, download the workbook under Your "
    "data or on any page where you add something, keep it where your school keeps such lists, and "
    "choose it again next time: all that you added comes back. The program for a computer can keep "
    "the data encrypted."
)


def where_data_go(alone: bool, usage_statistics: bool, is_kept: bool = False) -> str:
    """The statement on where the data go, for the way the dashboard is running."""
    if not alone:
        return _SHARED + (_KEPT_ON_SERVER if is_kept else "")
    return (_IN_A_FOLDER if is_kept else _ON_THIS_COMPUTER) + (
        _USAGE_ON if usage_statistics else ""
    )


def school_name(school: School) -> str:
    """The school's name, or what to call it where the upload gives none; safe in Markdown."""
    return plain(school.name or "Your school")


def school_line(school: School, as_at: date) -> str:
    """The school and date that a page is about, and whether its pupils are made up (Markdown)."""
    parts = [f"**{school_name(school)}**", f"as at {day(as_at)}"]
    if school.sample:
        parts.append(f"**{SAMPLE_MARK}**")
    return " · ".join(parts)


def smaller_roll(on_roll: int, former: int) -> str:
    """The warning that a new roll is far smaller than the one loaded now."""
    return (
        f"{counted(on_roll, 'pupil')} on roll; {former:,} are loaded now. Is a year group or a "
        "file missing?"
    )


def sidebar_lines(school: School, as_at: date) -> str:
    """School, as-at date and the mark of a sample, a line each (Markdown)."""
    lines = [f"**{school_name(school)}**", f"As at {day(as_at)}"]
    return "  \n".join([*lines, *([SAMPLE_MARK] if school.sample else [])])


def phase_school(phase: str) -> str:
    """'a secondary school', 'an all-through school', 'a school for alternative provision'."""
    if phase == "AP":
        return "a school for alternative provision"
    return f"{'an' if phase[0] in 'aeiou' else 'a'} {phase} school"


def left_out(titles: Iterable[str], phase: str) -> str:
    """Which pages the menu leaves out, and why."""
    return f"Not shown for {phase_school(phase)}: {listed(titles)}."


def page_title(page: str) -> str:
    """The browser tab's title: 'Attendance - Children with a social worker'."""
    return f"{page} - {TITLE}"


def version_line(version: str) -> str:
    """The footer's last line."""
    return f"Version {version}. National figures: Department for Education."
