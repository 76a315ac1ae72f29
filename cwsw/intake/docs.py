"""The tables of docs/workbook.md and docs/problems.md, made from the schema, notes and codes.

`python -m cwsw.intake.docs` writes them again between the two marks; a test fails while they are
stale. The rules around them are written by hand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from cwsw.intake import limits, severity, workbook_text
from cwsw.intake.problems import CODES
from cwsw.paths import DOCS
from cwsw.tables import codes
from cwsw.tables.schema import FLAT_COLUMNS, PUPILS, SCHOOL, TABLES, Column, TableSchema

BEGIN = "<!-- begin: made by python -m cwsw.intake.docs, do not edit -->"
END = "<!-- end -->"

_MEGABYTE = 2**20


def page(text: str, tables: str) -> str:
    """Put tables between the two marks of a page.

    Args:
        text: The page as it is.
        tables: What stands between the marks from now on.

    Raises:
        ValueError: Where the marks are not there, or more than once.
    """
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def problems() -> str:
    """Every problem code: its meaning, what depends on it, and how grave it is at least."""
    rows = (
        (f"`{code}`", meaning, str(severity.DEPENDS[code]), str(severity.least(code)))
        for code, meaning in CODES.items()
    )
    return _table(("code", "meaning", "what depends on it", "at least"), rows)


def workbook() -> str:
    """Every sheet, the one-row-per-pupil columns, the code sets and the limits."""
    return "\n".join([*map(_sheet, TABLES), _flat(), _subjects(), _marks(), _limits()])


def _sheet(table: TableSchema) -> str:
    lines = [f"### {table.sheet}", workbook_text.PURPOSE[table.name][0], *_left_out(table)]
    return "\n\n".join([*lines, _columns(table, table.columns)])


def _left_out(table: TableSchema) -> Iterator[str]:
    """What leaving the sheet out means; of School the rules above the sheets say it."""
    if table is not SCHOOL:
        yield f"*Left out:* {workbook_text.PURPOSE[table.name][1]}"


def _flat() -> str:
    return "\n\n".join(
        [
            "### One row per pupil",
            "Columns that Pupils may have in place of the other sheets.",
            _columns(PUPILS, FLAT_COLUMNS),
        ]
    )


def _columns(table: TableSchema, columns: Iterable[Column]) -> str:
    rows = ((_heading(c), _what_to_write(table, c)) for c in columns)
    return _table(("column", "what to write"), rows)


def _heading(column: Column) -> str:
    """Bold where the cell is needed, with a star where the heading is."""
    if column.cell_needed:
        return f"**{column.heading}**\\*"
    return f"{column.heading}\\*" if column.heading_needed else column.heading


def _what_to_write(table: TableSchema, column: Column) -> str:
    suggested = workbook_text.SUGGESTED.get((table.sheet, column.heading), ())
    known_values = f" Known: {', '.join(suggested)}." if suggested else ""
    return workbook_text.column_note(table, column) + known_values


def _subjects() -> str:
    rows = ((stage, ", ".join(subjects)) for stage, subjects in codes.SUBJECTS.items())
    return f"### Stages and subjects of Results\n\n{_table(('stage', 'subjects'), rows)}"


def _marks() -> str:
    """What each attendance code counts as, at any date."""
    rows = (
        (mark.value, " ".join(f"`{c}`" for c, m in codes.REGISTER_CODES.items() if m is mark))
        for mark in codes.RegisterMark
    )
    return f"### Attendance codes of Register\n\n{_table(('counts as', 'codes'), rows)}"


def _limits() -> str:
    rows = (
        ("files in one upload", f"{limits.MAX_FILES}"),
        ("size of one file", f"{limits.MAX_FILE_BYTES // _MEGABYTE} MB"),
        ("size of all files together", f"{limits.MAX_UPLOAD_BYTES // _MEGABYTE} MB"),
        ("size of one file, unpacked", f"{limits.MAX_UNPACKED_BYTES // _MEGABYTE} MB"),
        ("sheets of a workbook", f"{limits.MAX_SHEETS}"),
        ("rows of a sheet", f"{limits.MAX_ROWS:,}"),
        ("columns of a sheet", f"{limits.MAX_COLUMNS:,}"),
        ("time to read everything", f"{limits.MOST_SECONDS:.0f} seconds of processor time"),
    )
    return f"### Limits\n\n{_table(('what', 'at most'), rows)}"


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


PAGES: Mapping[Path, Callable[[], str]] = {
    DOCS / "workbook.md": workbook,
    DOCS / "problems.md": problems,
}
"""Page -> what makes its tables."""


if __name__ == "__main__":
    for path, make in PAGES.items():
        path.write_text(page(path.read_text(encoding="utf-8"), make()), encoding="utf-8")
