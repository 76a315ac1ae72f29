"""Fills rows that leave blank what the row above says: further plans of a child, siblings.

A list often names a child in the first of several rows only. Where the rows below can be of no
other child the blanks are filled, which is told; where they can, it is asked.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cwsw.intake.cells import plain
from cwsw.intake.exports.kinds import SheetKind
from cwsw.intake.exports.listed_names import folded_words
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.shapes import is_date
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn, filled
from cwsw.intake.exports.sheet_questions import missing_fact
from cwsw.intake.exports.upns import read_upn
from cwsw.intake.exports.values import is_null
from cwsw.intake.grids import Cell
from cwsw.intake.problems import rows_named
from cwsw.intake.pupil_keys import is_placeholder
from cwsw.tables.proposal import Choice, Question

SAME_CHILD, SHARED, LEAVE_OUT = "same child", "shared", ""

_NAMES = ("full_name", "surname", "forename")
_NAMING_FIELDS = ("upn", *_NAMES, "date_of_birth")
_CLASS_FIELDS = ("form", "year_group")
_PLAN = ("plan", "plan_start", "plan_end", "cin_start", "cin_end", "cp_start", "cp_end")
_EVENTS: Mapping[SheetKind, tuple[str, ...]] = {
    SheetKind.PLANS: _PLAN,
    SheetKind.EXCLUSIONS: ("exclusion_type", "exclusion_start"),
    SheetKind.RESULTS: ("subject", "result"),
    SheetKind.ATTENDANCE: ("academic_year",),
    SheetKind.REGISTER: ("date",),
    SheetKind.MARKS: ("date", "week_start"),
}
"""Kind of sheet -> the columns of which one at least says that a row is about a child."""

_DITTO = frozenset(('"', "''", "“", "”", "〃", "ditto", "do.", "as above", "same as above", "^"))
_SUMS = re.compile(r"^(?:grand |sub|overall )?\s?-?(?:totals?|averages?|count|number of)\b", re.I)
_COST = "It decides who counts as a child with a social worker."


@dataclass
class _Rows:
    """Positions of rows that leave something blank, by what is to be done about them."""

    continued: list[int] = field(default_factory=list)
    after_a_gap: list[int] = field(default_factory=list)
    of_nobody: list[int] = field(default_factory=list)
    siblings: list[int] = field(default_factory=list)


def fill_continued_rows(sheet: ExportSheet, kind: SheetKind, notebook: Notebook) -> None:
    """Fill what rows leave blank because it stands in the row above."""
    # On a list of pupils a blank is a blank: no row goes on with the one above.
    if kind not in _EVENTS or not sheet.has_any(_NAMING_FIELDS):
        return
    filling = _Filling(sheet, kind)
    if not filling.has_blanks():  # nearly always: look no further
        return
    filling.repeat_dittos()
    rows = filling.study()
    if rows.after_a_gap and notebook.settle(_gap_question(sheet, rows, filling)) == SAME_CHILD:
        filling.name_as_above(rows.after_a_gap)
    if rows.continued:
        text = f"{filling.named(rows.continued)} name no child and are read as further rows of the "
        notebook.assume(sheet.place(), text + "child above them")
    sharing = [p for p in rows.siblings if filling.may_share(p)]
    if sharing and notebook.settle(_sharing_question(sheet, sharing, filling)) == SHARED:
        filling.share(sharing)
    for position in rows.of_nobody:
        place = sheet.place(row=sheet.numbers[position])
        text = f"Row {place.row} of {place.sheet} names no child: write which child it is about."
        notebook.findings.row_aside("child_not_named", place, text)


class _Filling:
    """A sheet's rows while blanks are filled from the row above."""

    def __init__(self, sheet: ExportSheet, kind: SheetKind) -> None:
        self.sheet, self.kind = sheet, kind
        self._columns = {
            name: c for name in (*_NAMING_FIELDS, *_CLASS_FIELDS) if (c := sheet.column(name))
        }
        self._events = [c for name in _EVENTS[kind] if (c := sheet.column(name))]
        self._above: dict[int, int] = {}
        self._identities: dict[tuple[Cell, ...], dict[str, str]] = {}

    def has_blanks(self) -> bool:
        """Whether any row leaves a column blank that says which child it is about."""
        columns = [column for name, column in self._columns.items() if name in _NAMING_FIELDS]
        different = (set(self.sheet.cells(c.index)) for c in (*columns, *self._events))
        blank = any(_is_empty(c) for own in columns for c in set(self.sheet.cells(own.index)))
        return blank or any(map(_is_ditto, set().union(*different)))

    def named(self, positions: Sequence[int]) -> str:
        """'Rows 3, 5 and 7'."""
        return rows_named([self.sheet.numbers[p] for p in positions]).capitalize()

    def repeat_dittos(self) -> None:
        """Marks that say 'as above' become what stands above."""
        for column in (*self._columns.values(), *self._events):
            cells = self.sheet.cells(column.index)
            # From the top down, as a ditto mark may stand below another.
            for position in range(1, len(cells)):
                if _is_ditto(cells[position]):
                    cells[position] = cells[position - 1]
                    self._set(position, column, cells[position])

    def study(self) -> _Rows:
        """Fill the blanks of which there is no doubt, and tell the other rows apart."""
        rows = _Rows()
        child: int | None = None
        for position in range(len(self.sheet.body)):
            identity = self._identity(position)
            if any(identity.values()):
                if child is not None and self._follows(position, child):
                    self._complete(position, child, identity, rows)
                child = position
            elif not self._is_event(position):
                child = None if filled(self.sheet.body[position]) else child
            elif child is None:
                if not self._has_word_for(position):
                    rows.of_nobody.append(position)
            else:
                self._above[position] = child
                near = self._follows(position, child)
                (rows.continued if near else rows.after_a_gap).append(position)
                if near:
                    self._copy(position, child, self._columns.values())
                    child = position
        return rows

    def name_as_above(self, positions: Sequence[int]) -> None:
        """Give rows the child of the row above, as a person said."""
        for position in positions:
            self._copy(position, self._above[position], self._columns.values())

    def may_share(self, position: int) -> bool:
        """Whether a brother's or sister's row leaves blank a plan or start that stands above."""
        above = self._above[position]
        return any(
            self._text(position, column) == "" and self._text(above, column) != ""
            for column in self._events
            if not (column.field or "").endswith("_end")
        )

    def share(self, positions: Sequence[int]) -> None:
        """Give rows the plan and dates of the row above, where they leave them blank.

        An end is taken over with its start only: alone, a blank end is an open plan.
        """
        for position in positions:
            columns = [
                column
                for column in self._events
                if not (column.field or "").endswith("_end") or self._has_no_start(position, column)
            ]
            self._copy(position, self._above[position], columns)

    def _has_no_start(self, position: int, end: MatchedColumn) -> bool:
        start = self.sheet.column((end.field or "").replace("_end", "_start"))
        return start is None or self._text(position, start) == ""

    def _complete(
        self, position: int, above: int, identity: Mapping[str, str], rows: _Rows
    ) -> None:
        """Fill what one row says less of a child than the row above, if it is the same child."""
        above_identity = self._identity(above)
        same = [
            name for name in identity if identity[name] and identity[name] == above_identity[name]
        ]
        differ = [
            name
            for name in identity
            if identity[name] and above_identity[name] and identity[name] != above_identity[name]
        ]
        names = [name for name in _NAMES if name in identity]
        only_surname = (
            not identity.get("surname", "x")
            and identity.get("forename")
            and not identity.get("upn")
        )
        if only_surname and above_identity["surname"] and "forename" not in same:
            first = self._above[above] if above in rows.siblings else above
            self._above[position] = first
            self._copy(position, first, [self._columns["surname"]])
            rows.siblings.append(position)
        # The same UPN, the same birthday or all of the name, and nothing that speaks against it.
        elif not differ and same and ("upn" in same or "date_of_birth" in same or same == names):
            self._copy(position, above, self._columns.values())

    def _has_word_for(self, position: int) -> bool:
        """Whether a row that names nobody says so in words: TBC is reported when looked up."""
        return any(self._text(position, c) for n, c in self._columns.items() if n in _NAMING_FIELDS)

    def _identity(self, position: int) -> dict[str, str]:
        """What a row says of a child, folded; '' for a blank and for words like 'not known'."""
        columns = [(name, c) for name, c in self._columns.items() if name in _NAMING_FIELDS]
        row = self.sheet.body[position]
        cells = tuple(row[c.index] if c.index < len(row) else "" for _, c in columns)
        if cells not in self._identities:
            texts = {n: self._text(position, c) for n, c in columns}
            upn = {"upn": read_upn(texts["upn"]).key or ""} if "upn" in texts else {}
            names = {n: " ".join(folded_words(texts[n])) for n in _NAMES if n in texts}
            self._identities[cells] = texts | upn | names
        return self._identities[cells]

    def _is_event(self, position: int) -> bool:
        """Whether a row that names nobody says something of a child, and is no line of sums."""
        row = self.sheet.body[position]
        texts = filled(row)
        if not texts or _SUMS.match(texts[0]):
            return False
        return any(
            is_date(cell) or any(c.isalpha() for c in plain(cell))
            for column in self._events
            if column.index < len(row) and not is_null(cell := row[column.index])
        )

    def _follows(self, position: int, above: int) -> bool:
        numbers = self.sheet.numbers
        return position == above + 1 and numbers[position] == numbers[above] + 1

    def _text(self, position: int, column: MatchedColumn) -> str:
        row = self.sheet.body[position]
        cell = row[column.index] if column.index < len(row) else ""
        return "" if is_null(cell) else plain(cell)

    def _copy(self, position: int, above: int, columns: Iterable[MatchedColumn]) -> None:
        """Give a row what it leaves blank of some columns and the other row has."""
        source = self.sheet.body[above]
        for column in columns:
            if self._text(position, column) == "" and column.index < len(source):
                self._set(position, column, source[column.index])

    def _set(self, position: int, column: MatchedColumn, cell: Cell) -> None:
        row = list(self.sheet.body[position])
        row += [""] * (column.index + 1 - len(row))
        row[column.index] = cell
        self.sheet.body[position] = row


def _is_empty(cell: Cell) -> bool:
    return is_null(cell) or is_placeholder(plain(cell))


def _is_ditto(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().casefold() in _DITTO


def _gap_question(sheet: ExportSheet, rows: _Rows, filling: _Filling) -> Question:
    return missing_fact(
        sheet,
        "Child",
        text=f"{filling.named(rows.after_a_gap)} of {sheet.grid.sheet} name no child and follow a "
        "blank row: are they about the child above?",
        options=(
            Choice(SAME_CHILD, "Yes, about the child named last above them"),
            Choice(LEAVE_OUT, "No: leave them out"),
        ),
        suggested=SAME_CHILD,
        why="there is a blank row between",
        cost=_COST,
        row=sheet.numbers[rows.after_a_gap[0]],
    )


def _sharing_question(sheet: ExportSheet, positions: Sequence[int], filling: _Filling) -> Question:
    return missing_fact(
        sheet,
        "Shared plan",
        text=f"{filling.named(positions)} of {sheet.grid.sheet} give a first name, and leave the "
        "surname and the plan blank: do these children share the plan and dates of the row above?",
        options=(
            Choice(SHARED, "Yes, brothers and sisters with the same plan and dates"),
            Choice(LEAVE_OUT, "No: leave their plan blank"),
        ),
        suggested=SHARED,
        why="blank cells below a first row often mean the same again",
        cost=_COST,
        row=sheet.numbers[positions[0]],
    )
