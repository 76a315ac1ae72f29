"""Decodes CSV files, finds their delimiter, and reads their rows."""

import csv
import io
import re
from itertools import islice

from cwsw.intake import limits
from cwsw.intake.grids import Row
from cwsw.intake.problems import FileRefusedError

DELIMITERS = ",;\t|"
# Excel writes and reads a first line 'sep=;' that names the delimiter.
_EXCELS_HINT = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?[,; \t|]*(?:\r\n|\r|\n|$)", re.I)
_TEXT_AS_FORMULA = re.compile(r'\s*="([^"]*)"\s*')
_LOOK = 40
"""Lines from the top by which the delimiter is chosen."""

LOST = "\ufffd"
"""What stands for a letter that could not be read."""

# Byte order marks; that of UTF-32 begins like that of UTF-16, and so comes before it.
_MARKED = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HEAD = 4096
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_TWO_BYTES_AND_MORE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_MOST_LOST = 100
"""Letters to one that may be lost in a text that is read."""


def stated_encoding(data: bytes) -> str | None:
    """The encoding that the first bytes give away: a Unicode mark, or zeros between letters."""
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), None)
    if marked:
        return marked
    head = data[:_HEAD]
    half = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    # Letters of English in UTF-16 have a zero in every second byte, on the one side or the other.
    if second * 2 > half > 20 * first:
        return "utf-16-le"
    return "utf-16-be" if first * 2 > half > 20 * second else None


def decode(data: bytes) -> str:
    """Bytes to text: as the first bytes say, else UTF-8, else as old Macs or Windows wrote.

    A letter that cannot be read becomes `LOST`. Raises FileRefusedError where too many are.
    """
    stated = stated_encoding(data)
    try:
        return data.decode(stated or "utf-8")
    except UnicodeDecodeError as error:
        if stated and not stated.startswith("utf-8"):
            raise FileRefusedError("text_not_readable") from error
    text = _decode_damaged(data)
    if text.count(LOST) * _MOST_LOST > max(len(text), _MOST_LOST):
        raise FileRefusedError("text_not_readable")
    return text


def _decode_damaged(data: bytes) -> str:
    """Text that is not whole UTF-8: mostly so with some bytes spoilt, or of an older encoding."""
    whole = sum(len(match) for match in _TWO_BYTES_AND_MORE.findall(data))
    beyond = len(_BEYOND_ASCII.findall(data))
    # Sequences that only UTF-8 has outnumber the rest: a few bytes were spoilt, as by cutting and
    # joining.
    if whole * 2 > beyond:
        return data.decode("utf-8-sig", "replace")
    # Only Macs before 2001 end lines by a carriage return alone, and Excel for Mac still can.
    old_mac = b"\r" in data and b"\n" not in data
    return data.decode("mac_roman" if old_mac else "cp1252", "replace")


def csv_rows(text: str) -> tuple[list[Row], int]:
    """The rows of a CSV text and the row number of the first. Raises FileRefusedError."""
    first = 1
    if hint := _EXCELS_HINT.match(text):
        delimiter, text, first = hint[1], text[hint.end() :], 2
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(limits.MAX_CELL)
    # Strict: with a quotation mark left open the rest of the file would become one cell, without a
    # word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    has_formulas = '="' in text
    blank = 0
    try:
        for row in reader:
            rows.append([_without_formula(cell) for cell in row] if has_formulas else row)
            blank += not any(row)
            if len(rows) - blank > limits.MAX_ROWS + 1 or blank > limits.MAX_ROWS:
                raise FileRefusedError("too_many_rows")
    except csv.Error as error:
        raise FileRefusedError("quotes_open") from error
    return rows, first


def _without_formula(cell: str) -> str:
    """'="007"' -> '007': a text written so that a spreadsheet does not take it for a number."""
    match = _TEXT_AS_FORMULA.fullmatch(cell)
    return match[1] if match else cell


def _delimiter(text: str) -> str:
    """The delimiter that gives most lines, then the first line, the most cells."""
    filled = (line for line in text.splitlines() if line.strip(" \t,;|"))
    lines = [*islice(filled, _LOOK)]
    sizes = {mark: [_cells(line, mark) for line in lines] for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: (_middle(sizes[mark]), *sizes[mark][:1]))


def _cells(line: str, mark: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=mark), []))
    except csv.Error:  # a cell longer than the limit: refused when the rows are read
        return 1


def _middle(sizes: list[int]) -> int:
    return sorted(sizes)[len(sizes) // 2] if sizes else 0
