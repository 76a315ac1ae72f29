"""Which pupil a row is about: a UPN, or a name and a date of birth."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.foreign import date_columns, values
from cwsw.intake.foreign.notebook import Notebook, counted
from cwsw.intake.foreign.sheet import Sheet
from cwsw.intake.foreign.upns import check_letter_fits, is_upn
from cwsw.intake.problems import ROW_ASIDE


@dataclass(frozen=True)
class Who:
    """What a row says of whom it is about."""

    upn: str | None
    surname: str | None = None
    forename: str | None = None
    birth: date | None = None

    @property
    def name(self) -> str:
        """Forename and surname as on the list."""
        return " ".join(part for part in (self.forename, self.surname) if part)


def read_who(sheet: Sheet, notebook: Notebook) -> list[Who]:
    """One `Who` for each row of a sheet."""
    upns = read_upns(sheet, notebook)
    surnames, forenames = read_names(sheet, notebook)
    births = read_births(sheet, notebook)
    rows = zip(upns, surnames, forenames, births, strict=True)
    return [Who(*row) for row in rows]


def read_upns(sheet: Sheet, notebook: Notebook) -> list[str | None]:
    """UPNs in capitals without spaces; what a spreadsheet destroyed is said."""
    column = sheet.column("upn")
    if column is None:
        return [None] * len(sheet.body)
    cells = sheet.cells(column.index)
    texts = ["" if values.is_null(c) else plain(c).replace(" ", "").upper() for c in cells]
    broken = [i for i, t in enumerate(texts) if "E+" in t and t[:1].isdigit()]
    for position in broken:
        place = sheet.place(column.heading, sheet.numbers[position])
        text = f'UPN "{texts[position]}" in row {place.row} of {place.sheet} was turned into a '
        text += "rounded number by a spreadsheet: export it again with the column as text."
        notebook.findings.error("upn_destroyed", place, text, ROW_ASIDE, texts[position])
        texts[position] = ""
    _tell_doubtful(sheet, [t for t in texts if t], notebook)
    return [t or None for t in texts]


def _tell_doubtful(sheet: Sheet, upns: Sequence[str], notebook: Notebook) -> None:
    column = sheet.column("upn")
    place = sheet.place(column.heading if column else None)
    bare = sum(len(t) == 12 and t.isdigit() for t in upns)
    if bare:
        text = f"{counted(bare, 'UPN')} on {place.sheet} are 12 figures without a letter: "
        text += "a spreadsheet has lost it, and these pupils will not be found in other files."
        notebook.findings.warning("upn_without_letter", place, text, "The row is kept.")
    wrong = sum(is_upn(t) and not check_letter_fits(t) for t in set(upns))
    if wrong:
        text = f"The check letter of {counted(wrong, 'UPN')} on {place.sheet} does not fit: "
        text += "look for slips."
        notebook.findings.note("upn_check_letter", place, text, "The rows are kept and count.")


def read_names(sheet: Sheet, notebook: Notebook) -> tuple[list[str | None], list[str | None]]:
    """Surnames and forenames, from two columns or from one."""
    surname, forename = sheet.column("surname"), sheet.column("forename")
    whole = sheet.column("full_name")
    if whole is not None and (surname is None or forename is None):
        pairs = [split_name(plain(c), whole.heading) for c in sheet.cells(whole.index)]
        if any(pairs):
            text = "one column is taken apart into surname and forename"
            notebook.decide(sheet.place(whole.heading), text)
        return [p[0] for p in pairs], [p[1] for p in pairs]
    made = []
    for column in (surname, forename):
        blank: list[str | None] = [None] * len(sheet.body)
        made.append(
            blank if column is None else values.each(sheet, column, values.read_words, notebook)
        )
    return made[0], made[1]


def split_name(text: str, heading: str) -> tuple[str | None, str | None]:
    """'Adams, Ava' -> ('Adams', 'Ava'); 'Ava Adams' -> the same, unless the heading says else."""
    if "," in text:
        last, _, first = text.partition(",")
        return last.strip() or None, first.strip() or None
    parts = text.split()
    if len(parts) < 2:
        return text or None, None
    if heading.casefold().startswith("surname"):
        return parts[0], " ".join(parts[1:])
    return parts[-1], " ".join(parts[:-1])


def read_births(sheet: Sheet, notebook: Notebook) -> list[date | None]:
    """Dates of birth, from one column or from day, month and year in three."""
    column = sheet.column("date_of_birth")
    if column is not None:
        return date_columns.read_dates(sheet, column, notebook)
    parts = [sheet.column(f"birth_{part}") for part in ("year", "month", "day")]
    if None in parts:
        return [None] * len(sheet.body)
    notebook.decide(sheet.place(), "the date of birth stands in three columns")
    cells = [values.each(sheet, c, values.read_count, notebook) for c in parts if c is not None]
    return [_birth(*numbers) for numbers in zip(*cells, strict=True)]


def _birth(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def name_key(*parts: Any) -> frozenset[str]:  # noqa: ANN401
    """The words of a name without accents, apostrophes and case, in no order."""
    text = " ".join(str(part) for part in parts if part)
    bare = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return frozenset(kept.casefold().split())
