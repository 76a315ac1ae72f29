"""Sentences about files that cannot be read: what each is, and what to do instead."""

from cwsw.intake import limits
from cwsw.intake.sniff import Format

_MEGABYTE = 2**20
# Each says what is wrong and what to do about it, in the words of somebody who did not make the
# file.
_SENTENCES = {
    "file_empty": "{name} holds nothing: check that it was saved, and choose it again.",
    "file_locked": "{name} is protected by a password. The screen asks for it; on the command "
    "line it is taken from the variable CWSW_PASSWORD.",
    "password_wrong": "The password does not open {name}: mind capital letters, and try again.",
    "lock_not_known": "{name} is protected in a way that cannot be opened here: open it in the "
    "program that made it, save it as .xlsx with a password, and choose that.",
    "file_old_kind": "{name} is a very old spreadsheet: open it and save it as .xlsx.",
    "file_damaged": "{name} is cut short or damaged: save it again and choose the new copy.",
    "text_not_readable": "{name} is no text that can be read: save it as CSV UTF-8.",
    "quotes_open": "{name} has a quotation mark that is opened and not closed, or a cell of more "
    "than a million characters: save it again as CSV.",
    "archive_unsafe": "{name} unpacks to far more than it seems to hold, so it was not opened: "
    "save the sheets in a new workbook.",
    "archive_nested": "{name} is a zip file inside a zip file: put the spreadsheets in one.",
    "archive_empty": "{name} holds no spreadsheet and no CSV file.",
    "archive_locked": "{name} is protected by the password of its zip file: unpack it on your "
    "computer, and choose the spreadsheets themselves.",
    "too_many_sheets": f"{{name}} has more than {limits.MAX_SHEETS} sheets: remove the others.",
    "too_many_rows": f"{{name}} has a sheet of more than {limits.MAX_ROWS:,} rows: "
    "split it by academic year.",
    "too_many_columns": f"{{name}} has a sheet of more than {limits.MAX_COLUMNS:,} columns: "
    "remove those not needed.",
    "file_too_big": "{name} is larger than "
    f"{limits.MAX_FILE_BYTES // _MEGABYTE} MB: remove sheets and pictures not needed.",
    "read_stopped": "{name} holds something unusual at which the reader stopped: copy the cells "
    "into a new workbook and save that.",
    "read_too_long": "Reading {name} took too long and was stopped: remove sheets not needed.",
    "read_too_much": "Reading {name} needed too much memory and was stopped: remove sheets, rows "
    "and columns not needed.",
}
_EXPORT = "export the same data as .xlsx or .csv and choose that"
_COPY_TABLE = "copy its table into a spreadsheet and choose that"
_ASK_COUNCIL = (
    "it is made by a local authority of all its children. Ask the authority for a list of your "
    "pupils with UPN, plan, start date and end date as .xlsx or .csv"
)
_EXPORT_PUPILS = (
    "export pupils, attendance and exclusions from your school system as .xlsx or .csv and choose "
    "those"
)
_INSTEAD: dict[Format, str] = {
    Format.PDF: _EXPORT,
    Format.PICTURE: "a list has to be typed, or exported as .xlsx or .csv",
    Format.WORD: _COPY_TABLE,
    Format.SLIDES: _COPY_TABLE,
    Format.WEB_PAGE: "it has no table of pupils. Export the report as .xlsx or .csv and choose it",
    Format.WEB_ARCHIVE: "it has no table of pupils. Export the report as .xlsx or .csv",
    Format.APPLE: "open it there, choose File, Export To, Excel, and choose that file",
    Format.DATABASE: "open it, export the table with the pupils as .xlsx or .csv and choose that",
    Format.MESSAGE: "save the spreadsheet attached to it and choose that",
    Format.LINK: "open it in the browser, download it as .xlsx and choose that",
    Format.COMPRESSED: "unpack it and choose the spreadsheets in it",
    Format.TRANSFER_FILE: f"it is meant for another school and holds no plans. For your pupils, "
    f"{_EXPORT_PUPILS}, and add your own list of plans",
    Format.CIN_CENSUS: _ASK_COUNCIL,
    Format.LOOKED_AFTER_RETURN: _ASK_COUNCIL,
    Format.SCHOOL_CENSUS: _EXPORT_PUPILS,
    Format.OTHER_RETURN: _EXPORT_PUPILS,
    Format.FLAT_SHEET: "open it, save it as .ods or .xlsx and choose that",
    Format.XML: _EXPORT,
}


def sentence(name: str, code: str) -> str:
    """What is said of a file for which one problem code says all."""
    return _SENTENCES[code].format(name=name)


def password_not_given(name: str) -> str:
    """What is said of a protected file whose password nobody gave."""
    return f"{name} was not opened: it is protected by a password, and none was given."


def wrong_kind(name: str, kind: Format) -> str:
    """What is said of a file that is no spreadsheet."""
    instead = _INSTEAD.get(kind, "choose .xlsx, .xls, .ods or .csv")
    return f"{name} is {kind.value}, not a spreadsheet: {instead}."
