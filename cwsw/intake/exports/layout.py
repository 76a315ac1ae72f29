"""Parts a sheet into its tables: one below the other, one beside the other, or in blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports.blocks import blocks_of
from cwsw.intake.exports.body import open_sheet
from cwsw.intake.exports.headers import field_of, find_header, read_headings
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet
from cwsw.intake.grids import Grid, Merge, Row

MOST_TABLES = 40
"""Tables of one sheet that are read; further ones are named in a warning."""

_KEYS = ("upn", "full_name", "surname")


def tables_of(grid: Grid, key: str, notebook: Notebook) -> Iterator[ExportSheet]:
    """Every table of a sheet; the second and later ones are numbered in their mapping key."""
    number = 0
    waiting = [grid]
    while waiting:
        part = waiting.pop(0)
        # The first table has the sheet's own key, so that answers given before a second one was
        # added still fit.
        name = key if number == 0 else f"{key} (table {number + 1})"
        header = find_header(part.rows, partial(notebook.answers.headings.has_answer, name))
        if header is None:
            continue
        # A sheet made up of tables must not keep the reading process busy for ever.
        if number == MOST_TABLES:
            _warn_of_too_many(part, header, notebook)
            return
        parts = _side_by_side(part, header)
        if len(parts) > 1:
            waiting = parts + waiting
            continue
        number += 1
        sheet = open_sheet(part, name, read_headings(part, header), notebook)
        if sheet.rest is not None:
            waiting.insert(0, _below(part, sheet.rest))
        yield from blocks_of(sheet)


def _warn_of_too_many(grid: Grid, header: int, notebook: Notebook) -> None:
    place = replace(grid.place, row=grid.first_row + header)
    text = f"Other headings begin in row {place.row} of {place.sheet}: put that table on a "
    text += "sheet of its own."
    effect = "This row and all below it were not read."
    notebook.findings.warning("rows_after_headings", place, text, effect)


def _below(grid: Grid, first: int) -> Grid:
    """The rows of a grid from an index on."""
    merged = [
        Merge(m.top - first, m.bottom - first, m.left, m.right)
        for m in grid.merged
        if m.top >= first
    ]
    return replace(
        grid, rows=grid.rows[first:], first_row=grid.first_row + first, merged=tuple(merged)
    )


def _side_by_side(grid: Grid, header: int) -> list[Grid]:
    """Part tables that stand side by side, where the headings for a child come again."""
    row = grid.rows[header]
    starts = _starts(row)
    if len(starts) < 2 or not _differ(grid.rows[header + 1 :], starts):
        return [grid]
    ends = [*starts[1:], max(map(len, grid.rows))]
    # Columns to the left of the first heading for a child belong to the first table.
    starts[0] = 0
    return [_columns(grid, first, end) for first, end in zip(starts, ends, strict=True)]


def _starts(row: Row) -> list[int]:
    """The columns at which the first heading for a child comes, and comes again."""
    named = [(i, fold(plain(cell))) for i, cell in enumerate(row) if field_of(cell) in _KEYS]
    return [i for i, text in named if text == named[0][1]] if named else []


def _differ(rows: Sequence[Row], starts: Sequence[int]) -> bool:
    """Whether the columns name different children: a column may just stand there twice."""
    pairs = ((plain(row[starts[0]]), plain(row[starts[1]])) for row in rows if len(row) > starts[1])
    return any(name != other for name, other in pairs)


def _columns(grid: Grid, first: int, end: int) -> Grid:
    """Some columns of a grid; its rows keep their numbers."""
    merged = [
        Merge(m.top, m.bottom, max(m.left - first, 0), min(m.right, end - 1) - first)
        for m in grid.merged
        if m.left < end and m.right >= first
    ]
    return replace(grid, rows=[row[first:end] for row in grid.rows], merged=tuple(merged))
