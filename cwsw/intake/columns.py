"""Headings become fields: exactly, once case, spacing and punctuation are folded away."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from cwsw.intake.cells import plain
from cwsw.intake.grids import Cell, Grid
from cwsw.intake.problems import NO_CHANGE, Findings, rows_named, shorten
from cwsw.intake.telling_headings import could_matter, mentions_end
from cwsw.tables.schema import FLAT_COLUMNS, PLANS, PUPILS, Column, TableSchema

NEAR = 0.8
"""Likeness from which a heading is offered for a needed one that is missing."""

VERY_NEAR = 0.88
"""Likeness from which a heading is taken for a slip of another one of ours."""

# The contract's list of what is never read, for the protection of data.
# fmt: off
_NEVER = frozenset((
    "address", "addresses", "postcode", "contact", "contacts", "phone", "telephone", "mobile",
    "email", "parent", "parents", "carer", "carers", "guardian", "ethnicity", "ethnic", "religion",
    "faith", "abuse", "chronology",
))
# fmt: on


@dataclass(frozen=True)
class Heading:
    """One heading of a sheet: where it stands, as written, and our column (None: not read)."""

    index: int
    text: str
    column: Column | None = None
    mapped: bool = False


class HeadingList:
    """The user's answers about headings: 'Heading' or 'Sheet!Heading' -> one of ours, or ''."""

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        self._lines = dict(mapping or {})
        self._targets = {_key(key): fold(target) for key, target in self._lines.items()}
        self._used: set[str] = set()

    def target(self, sheet: str, heading: str) -> str | None:
        """The folded heading that the user gave for one; '' for none of ours, None: no answer."""
        # An answer about one sheet outweighs one about the heading everywhere.
        for key in (f"{fold(sheet)}!{fold(heading)}", fold(heading)):
            if key in self._targets:
                self._used.add(key)
                return self._targets[key]
        return None

    def has_answer(self, sheet: str, heading: str) -> bool:
        """Whether the user gave an answer about a heading; does not count as using the answer."""
        return f"{fold(sheet)}!{fold(heading)}" in self._targets or fold(heading) in self._targets

    def unused(self) -> list[str]:
        """The lines that fitted no heading of any sheet, as given."""
        return [key for key in self._lines if _key(key) not in self._used]


def fold(text: str) -> str:
    """'Admission  Date*' -> 'admissiondate'; a percent sign is the word."""
    return "".join(c for c in text.casefold().replace("%", "percent") if c.isalnum())


def _key(key: str) -> str:
    sheet, mark, heading = key.rpartition("!")
    return f"{fold(sheet)}!{fold(heading)}" if mark else fold(heading)


def columns_of(table: TableSchema) -> tuple[Column, ...]:
    """The columns a sheet of this table may have; the flat sheet's own for Pupils."""
    return table.columns + FLAT_COLUMNS if table is PUPILS else table.columns


def folded(grid_sheet: str, cells: Iterable[Cell], settled: HeadingList) -> set[str]:
    """The folded headings of a sheet, as the user's own list settles them."""
    headings = set()
    for text in map(plain, cells):
        target = settled.target(grid_sheet, text)
        headings.add(fold(text) if target is None else target)
    return headings


def match(
    table: TableSchema, sheet: str, cells: Sequence[Cell], settled: HeadingList
) -> list[Heading]:
    """Each heading of a sheet with the column of the table it stands for."""
    ours = {fold(column.heading): column for column in columns_of(table)}
    headings = []
    for index, text in enumerate(map(plain, cells)):
        target = settled.target(sheet, text)
        mapped = target is not None
        column = ours.get(fold(text) if target is None else target) if text else None
        headings.append(Heading(index, text, column, mapped))
    return headings


def report(
    table: TableSchema, grid: Grid, headings: list[Heading], findings: Findings
) -> list[Heading]:
    """Report headings that are missing, there twice, nearly ours or not read.

    Returns:
        The headings with each column of ours at most once.
    """
    once = _only_once(grid, headings, findings)
    have = {heading.column for heading in once if heading.column}
    missing = [c for c in columns_of(table) if c not in have]
    unread = [h for h in once if h.text and h.column is None]
    free = [h.text for h in unread if not h.mapped and not is_never_read(h.text)]
    candidates = {column: [text for text in free if may_be(text, column)] for column in missing}
    for column, near in candidates.items():
        if near:
            _ask(column, near, grid, findings)
        elif column.heading_needed:
            _report_missing(column, once, grid, findings)
    reported = {text for near in candidates.values() for text in near}
    reported |= _warn_of_telling(
        table, grid, [h for h in unread if h.text not in reported], findings
    )
    _report_unread(grid, [h.text for h in unread if h.text not in reported], findings)
    return once


def is_never_read(heading: str) -> bool:
    """Whether a heading names what the contract says is never read."""
    words = set(re.findall(r"[a-z]+", heading.casefold()))
    return bool(words & _NEVER) or {"social", "care"} <= words or {"social", "worker"} <= words


def likeness(heading: str, ours: str) -> float:
    """How alike two headings are, 0 to 1; 0 where their numbers differ."""
    # "CIN start 2" is nearly "CIN start 1" by its letters, and means another plan.
    if re.findall(r"\d", heading) != re.findall(r"\d", ours):
        return 0.0
    return SequenceMatcher(None, fold(heading), fold(ours)).ratio()


def _only_once(grid: Grid, headings: list[Heading], findings: Findings) -> list[Heading]:
    """Leave of several headings for one column the one that the user settled, else the first."""
    first: dict[Column, Heading] = {}
    for heading in sorted(headings, key=lambda h: (not h.mapped, h.index)):
        if heading.column is not None:
            first.setdefault(heading.column, heading)
    unique = []
    for heading in headings:
        beaten = heading.column is not None and first[heading.column] is not heading
        if beaten:
            findings.warning(
                "heading_twice",
                replace(grid.place, column=heading.text),
                f'"{heading.text}" means the same as another heading of {grid.sheet}: '
                "remove the one that should not be read.",
                "Only one of the two columns is read.",
            )
        unique.append(replace(heading, column=None, mapped=True) if beaten else heading)
    return unique


def _ask(column: Column, near: list[str], grid: Grid, findings: Findings) -> None:
    options = " or ".join(f'"{shorten(text)}"' for text in near)
    text = f"On {grid.sheet}, {options} may be our {column.heading}, but that is not certain: "
    text += "rename it, or say what it is."
    place = replace(grid.place, column=column.heading)
    findings.refuse("needs_confirmation", place, text, near[0])


def _report_missing(
    column: Column, headings: list[Heading], grid: Grid, findings: Findings
) -> None:
    heading_list = ", ".join(shorten(h.text) for h in headings[:40] if h.text) or "none"
    text = f"{grid.sheet} has no heading {column.heading}. Its headings are: {heading_list}. "
    text += "Add the column or rename its heading."
    findings.refuse("heading_missing", replace(grid.place, column=column.heading), text)


def may_be(heading: str, column: Column) -> bool:
    """Whether a heading is near enough to one of ours to be asked about."""
    if not column.heading_needed:
        # A heading that may be left out is only asked about where it is a slip of typing: each
        # question stops the upload.
        same_length = len(heading.split()) == len(column.heading.split())
        return same_length and likeness(heading, column.heading) >= VERY_NEAR
    words = set(heading.casefold().split())
    return set(column.heading.casefold().split()) <= words or (
        likeness(heading, column.heading) >= NEAR
    )


def _warn_of_telling(
    table: TableSchema, grid: Grid, unread: list[Heading], findings: Findings
) -> set[str]:
    """Warn of columns that are not ours and could change a figure; the headings warned of."""
    reported = set()
    for heading in unread:
        if heading.mapped or is_never_read(heading.text):
            continue
        rows = _telling_rows(table, heading.text, _rows_below(grid, heading))
        if rows:
            place = replace(grid.place, column=heading.text)
            text = f'"{shorten(heading.text)}" on {grid.sheet} is none of our headings and was not '
            text += f"read, but says something in {rows_named(rows)}: look whether it matters."
            effect = "What it says counts for nothing."
            findings.warning("column_not_understood", place, text, effect)
            reported.add(heading.text)
    return reported


def _telling_rows(table: TableSchema, heading: str, cells: Mapping[int, str]) -> list[int]:
    """The rows in which a column may say something that a figure hangs on."""
    if could_matter(heading, table):
        return [*cells]
    return [row for row, text in cells.items() if table is PLANS and mentions_end(text)]


def _rows_below(grid: Grid, heading: Heading) -> dict[int, str]:
    """The texts below a heading by the spreadsheet's row, blank ones left out."""
    cells = [plain(row[heading.index]) if heading.index < len(row) else "" for row in grid.rows]
    top = cells.index(heading.text) if heading.text in cells else len(cells)
    return {grid.first_row + i: text for i, text in enumerate(cells) if i > top and text}


def _report_unread(grid: Grid, unread: list[str], findings: Findings) -> None:
    never = [text for text in unread if is_never_read(text)]
    others = [text for text in unread if not is_never_read(text)]
    if never:
        text = f"Never read or kept, and not needed on {grid.sheet}: {_listed(never)}."
        findings.note("never_read", grid.place, text, NO_CHANGE)
    if others:
        text = f"Not read on {grid.sheet}, because the dashboard has no use for it: "
        findings.note("heading_not_read", grid.place, text + f"{_listed(others)}.", NO_CHANGE)


def _listed(headings: list[str]) -> str:
    more = f" and {len(headings) - 20} more" if len(headings) > 20 else ""
    return ", ".join(map(shorten, headings[:20])) + more
