"""Reports foreign sheets that hold no pupils, or that were not read, by what they look like."""

from collections.abc import Sequence

from cwsw.intake.cells import plain
from cwsw.intake.exports import unsupported_reports
from cwsw.intake.exports.parsed_sheets import Foreign
from cwsw.intake.exports.plan_lists import upns_in
from cwsw.intake.exports.planwords import read_plan_word
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.grids import Grid
from cwsw.intake.problems import NOTHING_READ, Place, rows_named
from cwsw.tables.english import counted


def refuse_without_rows(foreign: Foreign, notebook: Notebook) -> bool:
    """Refuse, and say so, where the only thing wrong with a list of pupils is that it is empty."""
    for grid in foreign.no_rows:
        text = (
            f"There are no pupils in this file: {grid.sheet} has headings and nothing below them."
        )
        notebook.findings.refuse("no_pupils", Place(grid.file, grid.sheet), text)
    return bool(foreign.no_rows)


def report_wrong(
    foreign: Foreign, grids_in_question: Sequence[Grid], notebook: Notebook, *, has_pupils: bool
) -> list[Grid]:
    """Name the sheets that were not read for what they look like; those left unnamed.

    Of `grids_in_question` nothing more is said.
    """
    unnamed = []
    for grid in (sheet.grid for sheet in foreign.unread if sheet.grid not in grids_in_question):
        sure = unsupported_reports.looks_like(grid.rows)
        # A sheet with UPNs is about children of somebody: more than a note, even if nothing was
        # understood.
        children = upns_in(grid) if sure is None and has_pupils else 0
        if children:
            _warn_of_children(grid, children, notebook)
            continue
        if sure is None and has_pupils:
            if not _warn_of_plans(grid, notebook):
                unnamed.append(grid)
            continue
        kind, instead = sure or unsupported_reports.maybe_like(grid.rows)
        text = f"{grid.sheet} looks like {kind}: {instead}."
        place = Place(grid.file, grid.sheet)
        effect = "The sheet was not read." if has_pupils else NOTHING_READ
        report = notebook.findings.warning if has_pupils else notebook.findings.error
        report("wrong_report", place, text, effect)
    if not has_pupils:
        _report_no_roll(foreign, notebook)
    return unnamed


def _warn_of_children(grid: Grid, children: int, notebook: Notebook) -> None:
    """A sheet that names children and of which nothing was understood."""
    text = (
        f"{grid.sheet} names {counted(children, 'child', 'children')} by UPN, and none of it was "
    )
    text += "understood: correct its headings, or leave it out."
    place = Place(grid.file, grid.sheet)
    notebook.findings.warning("list_not_understood", place, text, "The sheet was not read.")


def _warn_of_plans(grid: Grid, notebook: Notebook) -> bool:
    """Warn of a sheet that has words for plans in its rows and says of no child who it is."""
    rows = [
        number
        for number, row in enumerate(grid.rows, start=grid.first_row)
        if any(
            (plan_word := read_plan_word(plain(cell))) and plan_word.plan for cell in row if cell
        )
    ]
    if not rows:
        return False
    text = f"{grid.sheet} speaks of plans in {rows_named(rows)}, and does not say of which of "
    text += "your pupils: add a column UPN, or names and dates of birth."
    place = Place(grid.file, grid.sheet)
    notebook.findings.warning("list_not_understood", place, text, "The sheet was not read.")
    return True


def _report_no_roll(foreign: Foreign, notebook: Notebook) -> None:
    """Of sheets that were understood, and are no list of pupils, say what is needed beside them."""
    grids = [p.sheet.grid for p in foreign.people if "upn" not in p.fields]
    unnamed = {(grid.file, grid.sheet) for grid in grids}
    for sheet in notebook.sheets:
        where = (sheet.file, sheet.sheet)
        description = "a class list without UPNs" if where in unnamed else sheet.kind
        text = f"{sheet.sheet} looks like {description}, and no file lists the school's pupils: "
        place = Place(sheet.file, sheet.sheet)
        notebook.findings.error(
            "wrong_report", place, f"{text}{unsupported_reports.PUPIL_LIST}.", NOTHING_READ
        )
