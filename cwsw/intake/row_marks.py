"""Warns of rows and columns that a spreadsheet hides or strikes through: they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases, why_never
from cwsw.intake.grids import Grid
from cwsw.intake.header import is_blank, likely_header
from cwsw.intake.problems import Findings, Place, rows_named, warn_of_rows

_COUNTS = "It was read like the rest of the sheet, and counts."


def report_marks(grids: Iterable[Grid], findings: Findings) -> None:
    """Say which rows and columns of sheets that are read are hidden or struck through."""
    for grid in grids:
        marks = grid.marks
        if not (marks.hidden_rows or marks.struck_rows or marks.hidden_columns):
            continue
        header = likely_header(grid.rows)
        if header is None:
            continue
        # Titles above the headings are often struck or hidden, and are no rows of anybody.
        first = grid.first_row + header + 1
        hidden = _filled(grid, marks.hidden_rows, first)
        _report_rows(grid, hidden, "rows_hidden", "is hidden or filtered out", findings)
        struck = _filled(grid, marks.struck_rows, first)
        _report_rows(grid, struck, "rows_struck", "has a line through its text", findings)
        _report_columns(grid, header, findings)


def _filled(grid: Grid, numbers: Iterable[int], first: int) -> list[int]:
    """Those rows, from `first` on, that hold something."""
    below = grid.first_row + len(grid.rows)
    inside = (number for number in sorted(numbers) if first <= number < below)
    return [number for number in inside if not is_blank(grid.rows[number - grid.first_row])]


def _report_rows(
    grid: Grid, rows: Sequence[int], code: str, predicate: str, findings: Findings
) -> None:
    """A warning for each row while they are few, else one with their number."""
    others = f", one of {len(rows)} ({rows_named(rows)})" if len(rows) > 1 else ""

    def sentence_of(place: Place) -> str:
        row = f"Row {place.row} of {grid.sheet}"
        return f"{row} {predicate}{others}: remove it if it should not count."

    places = [replace(grid.place, row=row) for row in rows]
    many = (
        f"On {grid.sheet} there are {len(rows)} rows each of which {predicate}: remove those that "
    )
    warn_of_rows(findings, code, places, sentence_of, f"{many}should not count", _COUNTS)


def _report_columns(grid: Grid, header: int, findings: Findings) -> None:
    """A warning for each hidden column whose heading may be read."""
    for column in sorted(grid.marks.hidden_columns):
        index = column - grid.first_column
        if not 0 <= index < len(grid.rows[header]):
            continue
        heading = plain(grid.rows[header][index])
        if fold(heading) in aliases() and why_never(heading) is None:
            text = f"The column {heading} of {grid.sheet} is hidden: look whether it should count."
            findings.warning("columns_hidden", replace(grid.place, column=heading), text, _COUNTS)
