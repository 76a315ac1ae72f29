"""Reads which child a row is about: a UPN, or a name and a date of birth."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cwsw.intake.cells import plain
from cwsw.intake.columns import fold
from cwsw.intake.exports import date_columns, values
from cwsw.intake.exports.aliases import aliases
from cwsw.intake.exports.listed_names import Reading, folded_words, readings
from cwsw.intake.exports.mended_text import mended
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.upns import WrittenUpn, check_letter_fits, is_upn, read_upn
from cwsw.intake.grids import Cell
from cwsw.intake.problems import shorten
from cwsw.tables.english import counted


@dataclass(frozen=True)
class Identity:
    """What a row says of the child it is about.

    `whole` is the name where one column holds all of it. `upn_cleaned` says that the UPN stood
    there in another form; `further_upns` are those of other children named in the same cell.
    `preferred_name` are a surname and a forename of further columns, as for a preferred name.
    """

    upn: str | None
    surname: str | None = None
    forename: str | None = None
    birth: date | None = None
    whole: str | None = None
    upn_cleaned: bool = False
    further_upns: tuple[str, ...] = ()
    preferred_name: tuple[str | None, str | None] = field(default=(None, None), compare=False)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Made once: a year's register looks each child up 190 times."""
        return hash((self.upn, self.surname, self.forename, self.birth, self.whole))

    @property
    def name(self) -> str:
        """The name as on the list."""
        return self.whole or " ".join(part for part in (self.forename, self.surname) if part)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The children that the name may be of, read in every way that it can be."""
        _, other = self.preferred_name
        forename = f"{self.forename} ({other})" if self.forename and other else self.forename
        return readings(self.surname, forename, self.whole)


def read_identities(sheet: ExportSheet, notebook: Notebook) -> list[Identity]:
    """Read which child each row of a sheet is about.

    Args:
        sheet: The sheet, its columns matched; `detail_columns` is set.
        notebook: Gets what is odd about UPNs and names.

    Returns:
        One `Identity` for each row of `sheet.body`.
    """
    columns = (sheet.column(name) for name in ("year_group", "form", "upn"))
    sheet.detail_columns = tuple(column for column in columns if column)
    upns = read_upns(sheet, notebook)
    names = _read_names(sheet, notebook)
    births = read_births(sheet, notebook)
    others = zip(*(_other_names(sheet, name) for name in ("surname", "forename")), strict=True)
    rows = zip(upns, names, births, others, strict=True)
    return [
        Identity(upn.key, surname, forename, birth, whole, upn.cleaned, upn.further, other)
        for upn, (surname, forename, whole), birth, other in rows
    ]


def _other_names(sheet: ExportSheet, name: str) -> list[str | None]:
    """A second column of surnames or forenames, such as preferred beside legal ones."""
    own = sheet.column(name)
    second = next((c for c in sheet.columns if own and _is_second(c, name)), None)
    if second is None:
        return [None] * len(sheet.body)
    return [_name_text(cell) for cell in sheet.cells(second.index)]


def _is_second(column: MatchedColumn, name: str) -> bool:
    """Whether a column is not read because another one is read as the same name."""
    alias = aliases().get(fold(column.heading))
    return column.field is None and not column.settled and alias is not None and alias.field == name


def about_row(sheet: ExportSheet, number: int) -> str:
    """What a row says of a child beside the name: 'Year: 7; Class: 7B; UPN: TBC'."""
    row = sheet.body[sheet.numbers.index(number)]
    cells = ((c.heading, plain(row[c.index])) for c in sheet.detail_columns if c.index < len(row))
    return "; ".join(f"{shorten(heading)}: {shorten(text)}" for heading, text in cells if text)


def read_upns(sheet: ExportSheet, notebook: Notebook) -> list[WrittenUpn]:
    """Read the UPNs of a sheet in capitals without spaces.

    What a spreadsheet destroyed is reported, and gives no UPN.
    """
    column = sheet.column("upn")
    if column is None:
        return [WrittenUpn(None)] * len(sheet.body)
    cells = sheet.cells(column.index)
    read = {cell: _one_upn(cell) for cell in set(cells)}
    upns = [read[cell] for cell in cells]
    for position, upn in enumerate(upns):
        # A UPN without its letter is a number, which Excel shows and saves as 8.01E+11.
        if upn.key and "E+" in upn.key and upn.key[:1].isdigit():
            _report_rounded(sheet, column, position, upn.key, notebook)
            upns[position] = WrittenUpn(None)
    _report_doubtful(sheet, [u.key for u in upns if u.key], notebook)
    return upns


def _one_upn(cell: Cell) -> WrittenUpn:
    return WrittenUpn(None) if values.is_null(cell) else read_upn(plain(cell))


def _report_rounded(
    sheet: ExportSheet, column: MatchedColumn, position: int, upn: str, notebook: Notebook
) -> None:
    place = sheet.place(column.heading, sheet.numbers[position])
    text = f'UPN "{upn}" in row {place.row} of {place.sheet} was turned into a '
    text += "rounded number by a spreadsheet: export it again with the column as text."
    effect = "Without its UPN a child is found by name only; a row of the pupil list is set aside."
    notebook.findings.error("upn_destroyed", place, text, effect, upn)


def _report_doubtful(sheet: ExportSheet, upns: Sequence[str], notebook: Notebook) -> None:
    column = sheet.column("upn")
    place = sheet.place(column.heading if column else None)
    bare = sum(len(t) == 12 and t.isdigit() for t in upns)
    if bare:
        text = f"{counted(bare, 'UPN')} on {place.sheet} are 12 figures without a letter: "
        text += "a spreadsheet has lost it, and these pupils will not be found in other files."
        notebook.findings.warning("upn_without_letter", place, text, "The row is used.")
    unlikely_upns = sum(is_upn(t) and not check_letter_fits(t) for t in set(upns))
    if unlikely_upns:
        text = (
            f"The check letter of {counted(unlikely_upns, 'UPN')} on {place.sheet} does not fit: "
        )
        text += "look for slips."
        notebook.findings.note("upn_check_letter", place, text, "The rows are used.")


_Name = tuple[str | None, str | None, str | None]
"""Surname, forename, and the whole name where one column holds it."""


def _read_names(sheet: ExportSheet, notebook: Notebook) -> list[_Name]:
    """Names from one column or several, letters that were stored twice put right."""
    names = _read_first_names(sheet, notebook)
    further = [_texts(sheet, c, notebook) for name in _FURTHER if (c := sheet.column(name))]
    if not further:
        return names
    others = (tuple(filter(None, row)) for row in zip(*further, strict=True))
    return [_with_others(name, more) for name, more in zip(names, others, strict=True)]


_FURTHER = ("child_2", "child_3", "child_4", "child_5", "child_6")
"""Columns of further children of a row, beside that of its first."""


def _with_others(name: _Name, others: tuple[str, ...]) -> _Name:
    """A name with those of further children of the row, each on a line of its own."""
    surname, forename, whole = name
    if not others:
        return name
    if whole is None:
        return surname, "\n".join(filter(None, (forename, *others))), None
    return surname, forename, "\n".join((whole, *others))


def _read_first_names(sheet: ExportSheet, notebook: Notebook) -> list[_Name]:
    surname, forename = sheet.column("surname"), sheet.column("forename")
    whole = sheet.column("full_name")
    # Columns of their own are surer than a name that has to be taken apart.
    if whole is None or (surname is not None and forename is not None):
        columns = [_texts(sheet, column, notebook) for column in (surname, forename)]
        return [(last, first, None) for last, first in zip(*columns, strict=True)]
    texts = _texts(sheet, whole, notebook)
    if surname is not None and forename is None:
        pairs = zip(_texts(sheet, surname, notebook), texts, strict=True)
        return [_under_surname(last, text, whole.heading) for last, text in pairs]
    split = {text: split_name(text, whole.heading) for text in set(texts) if text}
    if split:
        notebook.decide(
            sheet.place(whole.heading), "one column is taken apart into surname and forename"
        )
    return [(*split[text], text) if text else (None, None, None) for text in texts]


def _texts(
    sheet: ExportSheet, column: MatchedColumn | None, notebook: Notebook
) -> list[str | None]:
    if column is None:
        return [None] * len(sheet.body)
    cells = sheet.cells(column.index)
    read = {cell: _name_text(cell) for cell in set(cells)}
    twice = {cell for cell in read if isinstance(cell, str) and mended(cell) != cell}
    if twice:
        text = f"letters that were stored twice are put right in {counted(len(twice), 'name')}"
        notebook.decide(sheet.place(column.heading), f"{text}, as ë for Ã«")
    return [read[cell] for cell in cells]


def _name_text(cell: Cell) -> str | None:
    """A name as text; each line of a cell with several stays a line of its own."""
    text = mended(cell) if isinstance(cell, str) else plain(cell)
    lines = [line for line in map(plain, text.splitlines()) if line]
    return None if values.is_null(text) else "\n".join(lines) or None


def _under_surname(surname: str | None, text: str | None, heading: str) -> _Name:
    """A family's surname beside the names of its children, with the surname or without."""
    if text is None or surname is None:
        return (surname, None, None) if text is None else (*split_name(text, heading), text)
    if set(folded_words(surname)) <= set(folded_words(text)):
        return *split_name(text, heading), text
    return surname, text, None


def split_name(text: str, heading: str) -> tuple[str | None, str | None]:
    """'Adams, Ava' -> ('Adams', 'Ava'); 'Ava Adams' -> the same, unless the heading says else."""
    text = " ".join(text.split())
    if "," in text:
        last, _, first = text.partition(",")
        return last.strip() or None, first.strip() or None
    parts = text.split()
    if len(parts) < 2:
        return text or None, None
    if heading.casefold().startswith("surname"):
        return parts[0], " ".join(parts[1:])
    return parts[-1], " ".join(parts[:-1])


def read_births(sheet: ExportSheet, notebook: Notebook) -> list[date | None]:
    """Dates of birth, from one column or from day, month and year in three."""
    column = sheet.column("date_of_birth")
    if column is not None:
        return date_columns.read_dates(sheet, column, notebook)
    parts = [sheet.column(f"birth_{part}") for part in ("year", "month", "day")]
    if None in parts:
        return [None] * len(sheet.body)
    notebook.decide(sheet.place(), "the date of birth is read from three columns")
    cells = [values.each(sheet, c, values.read_count, notebook) for c in parts if c is not None]
    return [_birth(*numbers) for numbers in zip(*cells, strict=True)]


def _birth(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
