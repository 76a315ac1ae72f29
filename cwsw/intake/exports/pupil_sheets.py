"""Reads sheets with one row for each pupil: pupil lists, SEN, attendance, results in columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cwsw.intake.cells import plain
from cwsw.intake.exports import (
    date_columns,
    exclusion_counts,
    group_column,
    percentages,
    scores,
    sessions,
    values,
)
from cwsw.intake.exports.aliases import fields as alias_fields
from cwsw.intake.exports.folding import fold
from cwsw.intake.exports.pupil_identity import Identity
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.exports.sheet import ExportSheet, MatchedColumn
from cwsw.intake.exports.upns import read_upn
from cwsw.intake.flat import NONE_OF
from cwsw.intake.problems import Place, warn_of_rows
from cwsw.tables.english import counted
from cwsw.tables.schema import FLAT_COLUMNS, PUPILS

_PLAN_DATES = frozenset(("cin_start", "cin_end", "cp_start", "cp_end"))
OURS = {c.field: c for c in (*PUPILS.columns, *FLAT_COLUMNS) if c.field not in _PLAN_DATES}
"""Fields a pupil may get from a sheet; plan dates become plans."""

IDENTITY = ("upn", "surname", "forename", "date_of_birth")
_ASK_UNKNOWN_WORDS = frozenset(("looked_after", "gld"))


@dataclass
class People:
    """What one sheet says of each pupil: a dict of fields for each, with its place.

    `counted` are the counts that it holds, in which a blank cell has been read as none.
    """

    sheet: ExportSheet
    identities: list[Identity] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    former: dict[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()

    @property
    def where(self) -> tuple[str, str]:
        """The file and the sheet."""
        return self.sheet.grid.file, self.sheet.grid.sheet

    def place(self, index: int, name: str | None = None) -> Place:
        """Where a fact stands, in the user's own words."""
        column = self.sheet.column(name) if name else None
        return self.sheet.place(column.heading if column else name, self.numbers[index])


def read_people(
    sheet: ExportSheet, identities: list[Identity], flags: list[dict[str, Any]], notebook: Notebook
) -> People:
    """Read everything a sheet says of pupils, several rows of one pupil folded into one.

    Args:
        sheet: The sheet, its columns matched.
        identities: The child of each row.
        flags: For each row the fields that its plan words gave.
        notebook: Gets questions, decisions and warnings.
    """
    field_values: dict[str, list[Any]] = {
        "upn": [identity.upn for identity in identities],
        "surname": [identity.surname for identity in identities],
        "forename": [identity.forename for identity in identities],
        "date_of_birth": [identity.birth for identity in identities],
    }
    for column in sheet.columns:
        name = column.field
        if name == "year_group":
            # Year groups need the dates of birth, which are read before them.
            births = field_values["date_of_birth"]
            field_values[name] = group_column.read_groups(sheet, column, births, notebook)
        # Sums of sessions need several columns at once and are read together below.
        elif name in OURS and name not in field_values and name not in sessions.FIELDS:
            field_values[name] = read_field(sheet, column, notebook)
    _add_language(sheet, field_values, notebook)
    _add_suspension_days(sheet, field_values, notebook)
    exclusion_counts.fill_blanks(sheet, field_values, notebook)
    field_values |= sessions.read_sums(sheet, notebook)
    for name in {name for row in flags for name in row}:
        field_values[name] = [row.get(name) for row in flags]
    supplied = tuple(n for n in field_values if n not in IDENTITY or _has(sheet, n))
    people = People(sheet, fields=supplied)
    people.counted = tuple(
        n for n in NONE_OF if any(v is not None for v in field_values.get(n, ()))
    )
    people.former = _former(sheet, identities)
    _fold(people, identities, field_values, notebook)
    return people


def _has(sheet: ExportSheet, name: str) -> bool:
    if name in ("surname", "forename"):
        return sheet.has_any((name, "full_name"))
    return sheet.has(name) or (name == "date_of_birth" and sheet.has("birth_year"))


def read_field(sheet: ExportSheet, column: MatchedColumn, notebook: Notebook) -> list[Any]:
    """The values of a column, by the kind of its field."""
    kind = alias_fields()[column.field or ""].kind
    special = _READERS.get(kind)
    if special is not None:
        return special(sheet, column, notebook)
    if kind in ("flag", "plan_flag"):
        ask_unknown = kind == "plan_flag" or column.field in _ASK_UNKNOWN_WORDS
        return values.read_flags(sheet, column, notebook, ask_unknown=ask_unknown)
    if kind == "count_flag":
        counts = values.each(sheet, column, values.count_or_flag, notebook)
        return [None if count is None else count > 0 for count in counts]
    return values.each(sheet, column, values.SIMPLE[kind], notebook)


_READERS: Mapping[str, Callable[[ExportSheet, MatchedColumn, Notebook], list[Any]]] = {
    "date": date_columns.read_dates,
    "sen": values.read_sen,
    "percent": percentages.read_percent,
    "ks2": scores.ks2_score,
    "grade": scores.grade,
}


def _add_language(
    sheet: ExportSheet, field_values: dict[str, list[Any]], notebook: Notebook
) -> None:
    column = sheet.column("language")
    if column is None or "eal" in field_values:
        return
    texts = values.each(sheet, column, values.read_words, notebook)
    field_values["eal"] = [
        None if t is None else t.casefold() not in ("eng", "english") for t in texts
    ]
    notebook.decide(sheet.place(column.heading), "any language but English is read as EAL")


def _add_suspension_days(
    sheet: ExportSheet, field_values: dict[str, list[Any]], notebook: Notebook
) -> None:
    column = sheet.column("suspension_days")
    if column is None or "suspensions" in field_values:
        return
    days = values.each(sheet, column, values.read_some_number, notebook)
    field_values["suspensions"] = [None if d is None else int(d > 0) for d in days]
    text = "more than none is read as one suspension, as it does not say how many there were"
    notebook.decide(sheet.place(column.heading), text)


def _former(sheet: ExportSheet, identities: Sequence[Identity]) -> dict[str, str]:
    column = sheet.column("former_upn")
    if column is None:
        return {}
    former = (read_upn(plain(cell)).key for cell in sheet.cells(column.index))
    pairs = zip(former, identities, strict=True)
    return {old: child.upn for old, child in pairs if old and child.upn and old != child.upn}


def _fold(
    people: People,
    identities: Sequence[Identity],
    field_values: dict[str, list[Any]],
    notebook: Notebook,
) -> None:
    """Fold the rows of each child into one, and report where they differ."""
    sheet, names = people.sheet, people.fields
    blank = [()] * len(identities)
    rows = zip(*(field_values[n] for n in names), strict=True) if names else iter(blank)
    facts = [dict(zip(names, row, strict=True)) for row in rows]
    folded = fold(identities, facts, sheet.numbers)
    people.identities, people.facts = folded.identities, folded.facts
    people.numbers = folded.numbers
    for number, into in folded.further.items():
        notebook.source_rows.fold(*people.where, number, into)
    if folded.further:
        text = (
            f"{counted(len(folded.further), 'further row')} of pupils who are on it twice joined "
        )
        text += "to their first row: blanks are filled, the first value stays"
        notebook.decide(sheet.place(), text)
    for name, numbers in folded.differing.items():
        column = sheet.column(name)
        place = sheet.place(column.heading if column else name)
        _report_conflict(place, numbers, notebook)


def _report_conflict(place: Place, numbers: list[int], notebook: Notebook) -> None:
    def sentence_of(at: Place) -> str:
        text = f"{at.column} in row {at.row} of {at.sheet} differs from an earlier row of the same "
        return f"{text}pupil: correct the one or the other."

    places = [replace(place, row=number) for number in numbers]
    many = f"{place.column} on {place.sheet} differs from an earlier row of the same pupil "
    many += f"{len(numbers):,} times: correct the one or the other"
    effect = "The first row's value is used."
    warn_of_rows(notebook.findings, "pupil_rows_differ", places, sentence_of, many, effect)
