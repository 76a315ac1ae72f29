"""CSV files: which letters, which delimiter, and their rows."""

import csv
import io
from itertools import islice

from cwsw.intake import limits
from cwsw.intake.grids import Row
from cwsw.intake.problems import FileRefusedError

DELIMITERS = ",;\t|"
_LOOK = 40
"""Lines from the top by which the delimiter is told."""

_MARKED = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes) -> str:
    """Bytes to text: by Unicode mark, else UTF-8, else Windows-1252. Raises FileRefusedError."""
    marked = next((name for mark, name in _MARKED if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefusedError("text_not_readable")


def csv_rows(text: str) -> tuple[list[Row], int]:
    """The rows of a CSV text and the row number of the first. Raises FileRefusedError."""
    first = 1
    line = text.split("\n", 1)[0].strip().lower()
    if line.startswith("sep=") and len(line) == 5 and line[4] in DELIMITERS:  # Excel's own hint
        delimiter, text, first = line[4], text.partition("\n")[2], 2
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(limits.MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    blank = 0
    try:
        for row in reader:
            rows.append(row)
            blank += not any(row)
            if len(rows) - blank > limits.MAX_ROWS + 1 or blank > limits.MAX_ROWS:
                raise FileRefusedError("too_many_rows")
    except csv.Error as error:
        raise FileRefusedError("quotes_open") from error
    return rows, first


def _delimiter(text: str) -> str:
    """The delimiter that gives most lines, then the first line, the most cells."""
    found = (line for line in text.splitlines() if line.strip(" \t,;|"))
    lines = [*islice(found, _LOOK)]
    sizes = {mark: [_cells(line, mark) for line in lines] for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: (_middle(sizes[mark]), *sizes[mark][:1]))


def _cells(line: str, mark: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=mark), []))
    except csv.Error:  # a cell longer than the limit: said when the rows are read
        return 1


def _middle(sizes: list[int]) -> int:
    return sorted(sizes)[len(sizes) // 2] if sizes else 0
