"""Files become grids of raw cells: limits first, then the format by content, then the cells."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from python_calamine import CalamineError, PasswordError

from cwsw.intake import limits
from cwsw.intake.books import sheets
from cwsw.intake.containers import check_container, members
from cwsw.intake.grids import Grid, SourceFile
from cwsw.intake.problems import FileRefusedError, Findings, Place
from cwsw.intake.sniff import Format, sniff
from cwsw.intake.texts import csv_rows, decode

_MEGABYTE = 2**20
_COPY_NUMBER = re.compile(r"\s*\(\d+\)$")
_SENTENCES = {
    "file_empty": "{name} holds nothing: check that it was saved, and choose it again.",
    "file_locked": "{name} is protected by a password: save a copy without one.",
    "file_old_kind": "{name} is a very old spreadsheet: open it and save it as .xlsx.",
    "file_damaged": "{name} is cut short or damaged: save it again and choose the new copy.",
    "text_not_readable": "{name} is no text that can be read: save it as CSV UTF-8.",
    "quotes_open": "{name} has a quotation mark that is opened and not closed, or a cell of more "
    "than a million characters: save it again as CSV.",
    "archive_unsafe": "{name} unpacks to far more than it seems to hold, so it was not opened: "
    "save the sheets in a new workbook.",
    "archive_nested": "{name} is a zip file inside a zip file: put the spreadsheets in one.",
    "archive_empty": "{name} holds no spreadsheet and no CSV file.",
    "too_many_sheets": f"{{name}} has more than {limits.MAX_SHEETS} sheets: remove the others.",
    "too_many_rows": f"{{name}} has a sheet of more than {limits.MAX_ROWS:,} rows: "
    "split it by academic year.",
    "too_many_columns": f"{{name}} has a sheet of more than {limits.MAX_COLUMNS:,} columns: "
    "remove those not needed.",
    "file_too_big": "{name} is larger than "
    f"{limits.MAX_FILE_BYTES // _MEGABYTE} MB: remove sheets and pictures not needed.",
    "read_stopped": "{name} holds something unusual at which the reader stopped: copy the cells "
    "into a new workbook and save that.",
}
_CODES = {
    Format.EMPTY: "file_empty",
    Format.LOCKED: "file_locked",
    Format.DAMAGED: "file_damaged",
    Format.OLD: "file_old_kind",
}


def check_sizes(files: Sequence[SourceFile], findings: Findings) -> None:
    """Refuse no file, too many, and too large ones, before anything is opened."""
    if not files:
        findings.refuse("no_files", Place(), "No file was chosen: choose at least one.")
    if len(files) > limits.MAX_FILES:
        text = f"{len(files)} files are more than {limits.MAX_FILES}: choose fewer."
        findings.refuse("too_many_files", Place(), text)
    for file in files:
        if len(file.data) > limits.MAX_FILE_BYTES:
            refuse_file(file.name, "file_too_big", findings)
    if sum(len(file.data) for file in files) > limits.MAX_UPLOAD_BYTES:
        most = limits.MAX_UPLOAD_BYTES // _MEGABYTE
        findings.refuse("file_too_big", Place(), f"Together the files are larger than {most} MB.")


def open_files(
    files: Sequence[SourceFile], findings: Findings, progress: Callable[[int], None]
) -> list[Grid]:
    """All sheets of all files; `progress` is told the index of each file before it is opened.

    A file that cannot be read is a refusal in `findings`; the others are still read.
    """
    grids: list[Grid] = []
    for index, file in enumerate(files):
        progress(index)
        try:
            grids += _open(file, findings, inside=False)
        except FileRefusedError as error:
            refuse_file(file.name, error.code, findings)
    return grids


def refuse_file(name: str, code: str, findings: Findings) -> None:
    """A refusal of one file, in its own sentence."""
    findings.refuse(code, Place(name), _SENTENCES[code].format(name=name))


def _open(file: SourceFile, findings: Findings, *, inside: bool) -> Iterator[Grid]:
    kind = sniff(file.data)
    if kind is Format.WORKBOOK:
        yield from _workbook(file, findings)
    elif kind is Format.TEXT:
        yield _csv(file)
    elif kind is Format.ARCHIVE:
        if inside:
            raise FileRefusedError("archive_nested")
        yield from _archive(file, findings)
    elif kind in _CODES:
        raise FileRefusedError(_CODES[kind])
    else:
        text = f"{file.name} is {kind.value}, not a spreadsheet: choose .xlsx, .ods or .csv."
        findings.refuse("file_wrong_kind", Place(file.name), text)


def _workbook(file: SourceFile, findings: Findings) -> list[Grid]:
    if file.data.startswith(b"PK"):
        check_container(file.data)
    try:
        return list(sheets(file.name, file.data, findings))
    except PasswordError as error:
        raise FileRefusedError("file_locked") from error
    except CalamineError as error:
        raise FileRefusedError("file_damaged") from error
    except (FileRefusedError, MemoryError):
        raise
    except BaseException as error:  # calamine's PanicException is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise FileRefusedError("read_stopped") from error


def _csv(file: SourceFile) -> Grid:
    rows, first = csv_rows(decode(file.data))
    if max(map(len, rows), default=0) > limits.MAX_COLUMNS:
        raise FileRefusedError("too_many_columns")
    stem = PurePosixPath(file.name.replace("\\", "/")).stem
    return Grid(file.name, _COPY_NUMBER.sub("", stem), rows, first)


def _archive(file: SourceFile, findings: Findings) -> Iterator[Grid]:
    check_container(file.data)
    count = 0
    for name, data in members(file.data):
        count += 1
        inner = SourceFile(f"{file.name}/{name}", data)
        try:
            yield from _open(inner, findings, inside=True)
        except FileRefusedError as error:
            refuse_file(inner.name, error.code, findings)
    if not count:
        raise FileRefusedError("archive_empty")
