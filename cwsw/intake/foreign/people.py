"""Sheets with one row for each pupil: pupil lists, SEN and attendance summaries, wide results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cwsw.intake.foreign import date_columns, group_column, scores, sessions, values
from cwsw.intake.foreign.aliases import fields as alias_fields
from cwsw.intake.foreign.notebook import Notebook, counted
from cwsw.intake.foreign.sheet import Matched, Sheet
from cwsw.intake.foreign.who import Who
from cwsw.intake.problems import Place, rows_named
from cwsw.tables.schema import FLAT_COLUMNS, PUPILS

_PLAN_DATES = frozenset(("cin_start", "cin_end", "cp_start", "cp_end"))
OURS = {c.field: c for c in (*PUPILS.columns, *FLAT_COLUMNS) if c.field not in _PLAN_DATES}
"""Fields a pupil may get from a sheet; plan dates become plans."""

IDENTITY = ("upn", "surname", "forename", "date_of_birth")
_ASKS = frozenset(("looked_after", "gld"))


@dataclass
class People:
    """What one sheet says of each pupil: a dict of fields for each, with its place."""

    sheet: Sheet
    who: list[Who] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    former: dict[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()

    @property
    def where(self) -> tuple[str, str]:
        """The file and the sheet."""
        return self.sheet.grid.file, self.sheet.grid.sheet

    def place(self, index: int, name: str | None = None) -> Place:
        """Where a fact stands, in the user's own words."""
        column = self.sheet.column(name) if name else None
        return self.sheet.place(column.heading if column else name, self.numbers[index])


def read_people(
    sheet: Sheet, who: list[Who], flags: list[dict[str, Any]], notebook: Notebook
) -> People:
    """Everything a sheet says of pupils, several rows of one pupil folded into one.

    `flags` are fields that its plan words gave each row.
    """
    found: dict[str, list[Any]] = {
        "upn": [w.upn for w in who],
        "surname": [w.surname for w in who],
        "forename": [w.forename for w in who],
        "date_of_birth": [w.birth for w in who],
    }
    for column in sheet.columns:
        name = column.field
        if name == "year_group":
            births = [w.birth for w in who]
            found[name] = group_column.read_groups(sheet, column, births, notebook)
        elif name in OURS and name not in found and name not in sessions.FIELDS:
            found[name] = _read(sheet, column, notebook)
    _add_language(sheet, found, notebook)
    _add_suspension_days(sheet, found, notebook)
    found |= sessions.read_sums(sheet, notebook)
    for name in {name for row in flags for name in row}:
        found[name] = [row.get(name) for row in flags]
    supplied = tuple(n for n in found if n not in IDENTITY or _has(sheet, n))
    people = People(sheet, fields=supplied)
    people.former = _former(sheet, who, notebook)
    _fold(people, who, found, notebook)
    return people


def _has(sheet: Sheet, name: str) -> bool:
    if name in ("surname", "forename"):
        return sheet.has_any((name, "full_name"))
    return sheet.has(name) or (name == "date_of_birth" and sheet.has("birth_year"))


def _read(sheet: Sheet, column: Matched, notebook: Notebook) -> list[Any]:
    kind = alias_fields()[column.field or ""].kind
    special = _READERS.get(kind)
    if special is not None:
        return special(sheet, column, notebook)
    if kind in ("flag", "plan_flag"):
        asks = kind == "plan_flag" or column.field in _ASKS
        return values.read_flags(sheet, column, notebook, asks=asks)
    if kind == "count_flag":
        counts = values.each(sheet, column, values.count_or_flag, notebook)
        return [None if count is None else count > 0 for count in counts]
    return values.each(sheet, column, values.SIMPLE[kind], notebook)


_READERS: Mapping[str, Callable[[Sheet, Matched, Notebook], list[Any]]] = {
    "date": date_columns.read_dates,
    "sen": values.read_sen,
    "percent": values.read_percent,
    "ks2": scores.ks2_score,
    "grade": scores.grade,
}


def _add_language(sheet: Sheet, found: dict[str, list[Any]], notebook: Notebook) -> None:
    column = sheet.column("language")
    if column is None or "eal" in found:
        return
    texts = values.each(sheet, column, values.read_words, notebook)
    found["eal"] = [None if t is None else t.casefold() not in ("eng", "english") for t in texts]
    notebook.decide(sheet.place(column.heading), "any language but English is read as EAL")


def _add_suspension_days(sheet: Sheet, found: dict[str, list[Any]], notebook: Notebook) -> None:
    column = sheet.column("suspension_days")
    if column is None or "suspensions" in found:
        return
    days = values.each(sheet, column, values.read_some_number, notebook)
    found["suspensions"] = [None if d is None else int(d > 0) for d in days]
    text = "more than none is read as one suspension, as it does not say how many there were"
    notebook.decide(sheet.place(column.heading), text)


def _former(sheet: Sheet, who: list[Who], notebook: Notebook) -> dict[str, str]:
    column = sheet.column("former_upn")
    if column is None:
        return {}
    former = values.each(sheet, column, values.read_words, notebook)
    pairs = zip(former, who, strict=True)
    return {f.replace(" ", "").upper(): w.upn for f, w in pairs if f and w.upn and f != w.upn}


def _fold(people: People, who: list[Who], found: dict[str, list[Any]], notebook: Notebook) -> None:
    """Rows of one UPN become one: blanks are filled from later rows, the first value stays."""
    sheet, first = people.sheet, dict[Any, int]()
    folded = 0
    conflicts: dict[str, list[int]] = {}
    names = people.fields
    rows = zip(*(found[n] for n in names), strict=True) if names else iter(())
    for position, row in enumerate(rows):
        facts = dict(zip(names, row, strict=True))
        key = who[position].upn
        before = first.get(key) if key else None
        if before is None:
            if key:
                first[key] = len(people.facts)
            people.who.append(who[position])
            people.facts.append(facts)
            people.numbers.append(sheet.numbers[position])
            continue
        folded += 1
        into = people.numbers[before]
        notebook.source_rows.fold(*people.where, sheet.numbers[position], into)
        for name, value in facts.items():
            known = people.facts[before].get(name)
            if known is None:
                people.facts[before][name] = value
            elif value is not None and value != known:
                conflicts.setdefault(name, []).append(sheet.numbers[position])
    if folded:
        text = f"{counted(folded, 'further row')} of pupils who stand on it twice are folded into "
        notebook.decide(
            sheet.place(), text + "their first: blanks are filled, the first value stays"
        )
    for name, numbers in conflicts.items():
        column = sheet.column(name)
        place = sheet.place(column.heading if column else name)
        text = f"{place.column} on {place.sheet} differs from an earlier row of the same pupil in "
        text += f"{rows_named(numbers)}: correct the one or the other."
        notebook.findings.warning(
            "pupil_rows_differ", place, text, "The first row's value is used."
        )
