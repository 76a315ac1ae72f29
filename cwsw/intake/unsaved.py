"""Reports formulas whose results a file does not hold, as no program ever worked them out."""

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.aliases import aliases, why_never
from cwsw.intake.grids import Grid
from cwsw.intake.header import likely_header
from cwsw.intake.problems import CELL_BLANK, Findings
from cwsw.tables.schema import FLAT_COLUMNS, TABLES

_OURS = frozenset(fold(c.heading) for table in TABLES for c in table.columns) | frozenset(
    fold(c.heading) for c in FLAT_COLUMNS
)


def unusable_reason(grid: Grid) -> str:
    """What is wrong with a sheet of which a column that is read has no results; '' if nothing."""
    headings = [h for h in _headings(grid) if _may_be_read(h)]
    if not headings:
        return ""
    return f"{_sentence(grid, headings)}: open it in Excel, save it, and choose it again."


def warn_unsaved(grid: Grid, findings: Findings) -> None:
    """Say of a sheet that is read which of its columns have no results."""
    headings = _headings(grid)
    if headings:
        text = f"{_sentence(grid, headings)}: if they count, open it in Excel and save it."
        findings.warning("formula_not_saved", grid.place, text, CELL_BLANK)


def _sentence(grid: Grid, headings: list[str]) -> str:
    listed = ", ".join(heading[:40] for heading in headings[:10])
    return f"{grid.sheet} has formulas whose results were not saved ({listed})"


def _headings(grid: Grid) -> list[str]:
    """The headings of columns with formulas in rows of data; one below many rows is a total."""
    if not grid.marks.unsaved:
        return []
    header = likely_header(grid.rows)
    if header is None:
        return []
    data_rows = len(grid.rows) - header - 1
    headings = []
    for column, rows in sorted(grid.marks.unsaved.items()):
        below = [row for row in rows if header < row - grid.first_row < len(grid.rows)]
        index = column - grid.first_column
        if len(below) > 1 or (below and data_rows == 1):
            is_inside = 0 <= index < len(grid.rows[header])
            headings.append(plain(grid.rows[header][index]) if is_inside else "")
    return headings


def _may_be_read(heading: str) -> bool:
    is_heading = fold(heading) in aliases() or fold(heading) in _OURS
    return is_heading and why_never(heading) is None
