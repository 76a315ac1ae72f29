"""Which table a sheet is: by its name, or Pupils by its headings (the flat sheet)."""

from collections.abc import Sequence
from dataclasses import dataclass

from cwsw.intake.columns import HeadingList, fold, folded
from cwsw.intake.grids import Grid, Row
from cwsw.intake.header import header_index
from cwsw.intake.notes import NOTES_HEADINGS, NOTES_SHEET
from cwsw.intake.problems import NO_CHANGE, Findings, Place
from cwsw.tables.schema import PUPILS, TABLES, Table

_BY_SHEET = {fold(table.sheet): table for table in TABLES}
_ENOUGH_OF_PUPILS = 3
"""Needed headings of Pupils from which a sheet of another name was surely meant as Pupils."""


@dataclass(frozen=True)
class Found:
    """A sheet of a known table; `header` is the index of its header row in the grid."""

    table: Table
    grid: Grid
    header: int

    @property
    def headings(self) -> Row:
        """The cells of the header row."""
        return self.grid.rows[self.header]


def recognise(grids: Sequence[Grid], settled: HeadingList, findings: Findings) -> list[Found]:
    """The sheets that are ours; notes on the others; a refusal where none holds pupils."""
    found: list[Found] = []
    others: list[Found] = []
    for grid in grids:
        header = header_index(grid.rows)
        if header is None:
            _note_empty(grid, findings)
            continue
        table = _table_of(grid.sheet, grid.rows[header], settled)
        (others if table is None else found).append(Found(table or PUPILS, grid, header))
    if not any(sheet.table is PUPILS for sheet in found):
        meant = [s for s in others if _count_of_pupils(s, settled) >= _ENOUGH_OF_PUPILS]
        found += meant
        others = [sheet for sheet in others if sheet not in meant]
    _report(found, others, settled, findings)
    return found


def _table_of(sheet: str, cells: Row, settled: HeadingList) -> Table | None:
    named = _BY_SHEET.get(fold(sheet))
    headings = folded(sheet, cells, settled)
    if named and _needed(named) <= headings:
        return named
    return PUPILS if _needed(PUPILS) <= headings else named


def _needed(table: Table) -> set[str]:
    return {fold(column.heading) for column in table.columns if column.heading_needed}


def _count_of_pupils(sheet: Found, settled: HeadingList) -> int:
    return len(_needed(PUPILS) & folded(sheet.grid.sheet, sheet.headings, settled))


def _note_empty(grid: Grid, findings: Findings) -> None:
    text = f"{grid.sheet} has no cells: it counts as not supplied."
    findings.note("sheet_empty", grid.place, text, NO_CHANGE)


def _report(
    found: list[Found], others: list[Found], settled: HeadingList, findings: Findings
) -> None:
    for sheet in found:
        if sheet.grid.hidden:
            text = f"{sheet.grid.sheet} is hidden in the workbook and was read like any other."
            findings.note("sheet_hidden", sheet.grid.place, text, "Its rows count.")
    for sheet in others:
        if not _is_our_notes(sheet):
            _report_other(sheet, settled, findings)
    if not any(sheet.table is PUPILS for sheet in found):
        names = ", ".join(sheet.grid.sheet for sheet in (*found, *others)[:20]) or "none"
        needed = ", ".join(c.heading for c in PUPILS.columns if c.heading_needed)
        findings.refuse(
            "no_pupil_table",
            Place(),
            f"No sheet or file holds the pupils; found: {names}. One must be named Pupils or have "
            f"the headings {needed}.",
        )


def _is_our_notes(sheet: Found) -> bool:
    ours = fold(sheet.grid.sheet) == fold(NOTES_SHEET)
    return ours and set(map(fold, NOTES_HEADINGS)) <= {fold(str(c)) for c in sheet.headings}


def _report_other(sheet: Found, settled: HeadingList, findings: Findings) -> None:
    """A sheet of another name: a warning where its headings are those of one of our tables."""
    headings = folded(sheet.grid.sheet, sheet.headings, settled)
    like = next((t for t in TABLES if len(_needed(t)) > 1 and _needed(t) <= headings), None)
    name = sheet.grid.sheet
    if like is None:
        text = f"{name} is none of the sheets the dashboard knows."
        findings.note("sheet_not_read", sheet.grid.place, text, "The sheet was not read.")
    else:
        text = f"{name} was not read, but has the headings of {like.sheet}: name it {like.sheet}."
        findings.warning("sheet_not_read", sheet.grid.place, text, "The sheet was not read.")
