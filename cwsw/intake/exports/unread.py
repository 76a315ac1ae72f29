"""Reports columns that were not read: a warning where they could change a figure, else a note."""

from collections.abc import Sequence

from cwsw.intake.cells import plain
from cwsw.intake.columns import is_never_read
from cwsw.intake.exports.aliases import why_never, word
from cwsw.intake.exports.exclusion_words import NOT_COUNTED, read_outcome
from cwsw.intake.exports.kinds import SheetKind
from cwsw.intake.exports.planwords import read_plan_word
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.shapes import fit
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.values import is_null
from cwsw.intake.problems import NO_CHANGE, rows_named, shorten
from cwsw.intake.telling_headings import could_matter, is_harmless
from cwsw.tables.schema import ATTENDANCE, EXCLUSIONS, PLANS, PUPILS, REGISTER, RESULTS, TableSchema

_TABLES: dict[SheetKind, TableSchema] = {
    SheetKind.PUPILS: PUPILS,
    SheetKind.PLANS: PLANS,
    SheetKind.EXCLUSIONS: EXCLUSIONS,
    SheetKind.ATTENDANCE: ATTENDANCE,
    SheetKind.RESULTS: RESULTS,
    SheetKind.REGISTER: REGISTER,
    SheetKind.REGISTER_WIDE: REGISTER,
    SheetKind.MARKS: REGISTER,
}
_MOST_DATES = 0.75
"""Share of dates from which a column of a list of plans may be their start or end."""

_MOST_WORDS = 6
"""Different words of a column up to which they are named; a column with more is free text."""


def report_unread(sheet: ExportSheet, kind: SheetKind, notebook: Notebook) -> None:
    """Name every column that was not read; warn of those on which a figure could depend."""
    unread = [c for c in sheet.columns if c.field is None]
    loud = [c for c in unread if _could_matter(sheet, c, _TABLES[kind])]
    for column in loud:
        _warn(sheet, column, notebook)
    quiet = [c for c in unread if c.heading and c not in loud]
    for why in dict.fromkeys(c.why for c in quiet):
        _note(sheet, why, [c.heading for c in quiet if c.why == why], notebook)


def _could_matter(sheet: ExportSheet, column: MatchedColumn, table: TableSchema) -> bool:
    """Whether a column without an answer holds something that a figure may hang on."""
    texts = [plain(c) for c in sheet.cells(column.index) if not is_null(c)]
    if not texts or column.settled or column.why.endswith("instead"):
        return False
    if why_never(column.heading) is not None or is_never_read(column.heading):
        return False
    if not column.heading:
        if _is_of_another_block(sheet, column):
            return False
        # A column of numbers without a heading is the row number that reports add.
        return not all(text.replace(".", "").isdigit() for text in texts)
    return could_matter(column.heading, table) or _values_matter(sheet, column, table)


def _values_matter(sheet: ExportSheet, column: MatchedColumn, table: TableSchema) -> bool:
    """Whether the values of a column are about plans or exclusions, whatever its heading says."""
    if is_harmless(column.heading) or table not in (PLANS, EXCLUSIONS):
        return False
    cells = sheet.cells(column.index)
    texts = {plain(cell) for cell in cells if not is_null(cell)}
    if table is EXCLUSIONS:
        return any(read_outcome(text) == NOT_COUNTED for text in texts)
    words = any(word("when", text) in ("open", "over") or _is_plan(text) for text in texts)
    return words or (fit("date", cells) or 0) >= _MOST_DATES


def _is_plan(text: str) -> bool:
    plan_word = read_plan_word(text)
    return bool(plan_word and plan_word.plan)


def _is_of_another_block(sheet: ExportSheet, column: MatchedColumn) -> bool:
    """Whether the column has a heading after all, of a table beside this one."""
    row = sheet.grid.rows[sheet.header]
    return column.index < len(row) and bool(plain(row[column.index]))


def _warn(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> None:
    rows = [
        number
        for number, cell in zip(sheet.numbers, sheet.cells(column.index), strict=True)
        if not is_null(cell)
    ]
    words = dict.fromkeys(plain(c) for c in sheet.cells(column.index) if not is_null(c))
    listed = ", ".join(f'"{shorten(word)}"' for word in words)
    # A few words are a code list; more are free text, which may say anything about a child and is
    # never quoted.
    quoted = f" ({listed})" if len(words) <= _MOST_WORDS else ""
    named = f'"{shorten(column.heading)}"' if column.heading else "A column without a heading"
    text = f"{named} on {sheet.grid.sheet} was not read, and says something in "
    text += f"{rows_named(rows)}{quoted}: say what it is, or that it does not matter."
    code = "column_not_understood" if column.heading else "heading_blank"
    effect = "What it says counts for nothing."
    notebook.findings.warning(code, sheet.place(column.heading or None), text, effect)


def _note(sheet: ExportSheet, why: str, headings: Sequence[str], notebook: Notebook) -> None:
    more = f" and {len(headings) - 20} more" if len(headings) > 20 else ""
    listed = ", ".join(heading[:40] for heading in headings[:20])
    text = f"Not read on {sheet.grid.sheet} ({why}): {listed}{more}."
    code = "never_read" if why.startswith("never") else "heading_not_read"
    notebook.findings.note(code, sheet.place(), text, NO_CHANGE)
