"""Writes the sheets of an upload as a new workbook in which the cells to mend are marked."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from math import isfinite
from pathlib import PurePosixPath
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cwsw.intake.as_read import TO_MEND, AsRead, is_to_mend, unpack
from cwsw.tables.upload import Problem, Upload

# Limits of Excel for the text of a cell and the name of a sheet.
_MAX_TEXT = 32_767
_MAX_NAME = 31
# Excel opens no workbook with one of these in the name of a sheet.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def marked_workbook(upload: Upload) -> bytes:
    """All sheets of an upload as a workbook (xlsx), its bad cells coloured and said in words.

    Uploading it after mending stands for all the files of the upload. b'' where nothing is to mend
    or the upload was too large to be marked.
    """
    if not upload.as_read:
        return b""
    sheets = unpack(upload.as_read)
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    styles = _AnnotationStyles.of(book)
    by_sheet = _by_sheet(upload.problems)
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        _write(book.add_worksheet(name), sheet, by_sheet[sheet.file, sheet.sheet], styles)
    book.close()
    return buffer.getvalue()


@dataclass(frozen=True)
class _AnnotationStyles:
    bad: Format
    day: Format
    bad_day: Format
    moment: Format
    heading: Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "_AnnotationStyles":
        # The border is for whoever does not see the colour.
        bad = {"bg_color": "#FFE08A", "font_color": "#000000", "border": 2}
        day = {"num_format": "dd/mm/yyyy"}
        return cls(
            bad=book.add_format(bad),
            day=book.add_format(day),
            bad_day=book.add_format(bad | day),
            moment=book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            heading=book.add_format({"bold": True}),
        )


def _by_sheet(problems: Sequence[Problem]) -> Mapping[tuple[str, str], list[Problem]]:
    by_sheet: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in filter(is_to_mend, problems):
        by_sheet[problem.file or "", problem.sheet or ""].append(problem)
    return by_sheet


def _names(sheets: Sequence[AsRead]) -> list[str]:
    """A name for each sheet, its own where that can be: mappings speak of sheets by name."""
    times = Counter(sheet.sheet for sheet in sheets)
    names: list[str] = []
    for sheet in sheets:
        stem = PurePosixPath(sheet.file.replace("\\", "/")).stem
        whole = sheet.sheet if times[sheet.sheet] == 1 else f"{stem} {sheet.sheet}"
        name = whole.translate(_NOT_IN_NAMES).strip()[:_MAX_NAME] or "Sheet"
        names.append(_not_yet(name, names))
    return names


def _not_yet(name: str, names: Sequence[str]) -> str:
    # Excel keeps the name History for itself.
    used_names = {other.casefold() for other in (*names, "history")}
    number, free = 1, name
    while free.casefold() in used_names:
        number += 1
        free = f"{name[: _MAX_NAME - 4]} {number}"
    return free


def _write(
    page: Worksheet, sheet: AsRead, problems: Sequence[Problem], styles: _AnnotationStyles
) -> None:
    marks: defaultdict[int, dict[int, None]] = defaultdict(dict)
    messages_by_row: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for problem in problems:
        row = (problem.row or 0) - 1
        # A problem of a whole row marks its first cell.
        marks[row][sheet.place_of(problem.column) or 0] = None
        messages_by_row[row][problem.message] = None
    for index, cells in enumerate(sheet.rows):
        row = sheet.first - 1 + index
        for place, cell in enumerate(cells):
            _write_cell(page, row, place, cell, styles, bad=place in marks.get(row, ()))
    if sheet.header is not None and messages_by_row:
        _write_messages(page, sheet, messages_by_row, styles)


def _write_messages(
    page: Worksheet,
    sheet: AsRead,
    messages_by_row: Mapping[int, Mapping[str, None]],
    styles: _AnnotationStyles,
) -> None:
    """Write the column that says in words what is wrong, for whoever does not see the colour."""
    column = sheet.place_of(TO_MEND)
    target = max(map(len, sheet.rows)) if column is None else column
    page.write_string(sheet.first - 1 + (sheet.header or 0), target, TO_MEND, styles.heading)
    page.set_column(target, target, 60)
    for row, messages in messages_by_row.items():
        page.write_string(row, target, " ".join(messages)[:_MAX_TEXT])


def _write_cell(
    page: Worksheet,
    row: int,
    place: int,
    cell: Any,  # noqa: ANN401
    styles: _AnnotationStyles,
    *,
    bad: bool,
) -> None:
    style = styles.bad if bad else None
    if isinstance(cell, dict):
        moment = datetime.fromisoformat(cell["day"])
        usual = styles.moment if moment.time() != time() else styles.day
        page.write_datetime(row, place, moment, styles.bad_day if bad else usual)
    elif isinstance(cell, bool):
        page.write_boolean(row, place, cell, style)
    # xlsxwriter refuses NaN and infinity as numbers; they are written as text.
    elif isinstance(cell, int | float) and isfinite(cell):
        page.write_number(row, place, cell, style)
    elif cell != "":
        page.write_string(row, place, str(cell)[:_MAX_TEXT], style)
    # A blank cell has to be written all the same: without a cell there is nothing to colour.
    elif bad:
        page.write_blank(row, place, None, style)
