"""Merges what several files say of one pupil into one row; where they differ a person decides."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from cwsw.intake.columns import fold
from cwsw.intake.exports.pupil_sheets import OURS, People
from cwsw.intake.exports.reading_log import Notebook
from cwsw.intake.grids import Origin, Rows
from cwsw.intake.problems import Place, shorten
from cwsw.tables.english import short_day
from cwsw.tables.list_sources import FLAG_SOURCES, List, list_of, with_source
from cwsw.tables.proposal import Difference
from cwsw.tables.schema import PLANS, PUPILS, CellKind
from cwsw.tables.years import label

SECOND = "second"
_NAMES = ("surname", "forename")
_FLAG_OF = {source: flag for flag, source in FLAG_SOURCES.items()}


class Merged:
    """The pupils so far: rows of Pupils, and for each field the place it came from."""

    def __init__(self, base: Rows | None, notebook: Notebook) -> None:
        self.rows = base or Rows(PUPILS, {c.field: [] for c in PUPILS.columns}, [], [])
        self.notebook = notebook
        self._from: dict[tuple[int, str], Place] = {}
        self._at: defaultdict[str, list[int]] = defaultdict(list)
        for index, upn in enumerate(self.rows.values("upn")):
            if upn is not None and index not in self.rows.aside:
                self._at[upn].append(index)

    def add(self, people: People, upns: Sequence[tuple[str, ...]], *, new: bool) -> None:
        """Merge what a sheet says of pupils.

        Args:
            people: The sheet's rows.
            upns: For each row the pupils that it is about.
            new: Whether pupils that are not there yet are added: of lists that make the roll.
        """
        self._have(people.fields)
        for index, upn in ((index, upn) for index, pupils in enumerate(upns) for upn in pupils):
            if upn in self._at:
                if any(v is not None for n, v in people.facts[index].items() if n != "upn"):
                    self.notebook.source_rows.use(*people.where, [people.numbers[index]])
                for at in self._at[upn]:
                    self._fill(at, upn, people, index)
            elif new:
                self._append(upn, people, index)

    def _have(self, names: Sequence[str]) -> None:
        for name in names:
            if name in OURS and name not in self.rows.fields:
                self.rows.fields[name] = [None] * len(self.rows.numbers)

    def _mark_unread(self, at: int, people: People, index: int) -> None:
        """A count that is still blank on a list that holds counts could not be read."""
        for name in people.counted:
            if people.facts[index].get(name) is None:
                self.rows.unread.setdefault(name, set()).add(at)

    def _append(self, upn: str, people: People, index: int) -> None:
        rows, grid = self.rows, people.sheet.grid
        start = len(rows.numbers)
        last = rows.origins[-1] if rows.origins else None
        if last is None or (last.file, last.sheet) != (grid.file, grid.sheet):
            rows.origins.append(Origin(start, grid.file, grid.sheet))
        rows.numbers.append(people.numbers[index])
        facts = people.facts[index]
        for name, values in rows.fields.items():
            values.append(upn if name == "upn" else facts.get(name))
        self._at[upn].append(start)
        self._mark_unread(start, people, index)

    def _fill(self, at: int, upn: str, people: People, index: int) -> None:
        self._mark_unread(at, people, index)
        for name, value in people.facts[index].items():
            if value is None or name == "upn" or name not in self.rows.fields:
                continue
            if name in _FLAG_OF:
                self._add_source(at, name, value, people.place(index, _FLAG_OF[name]))
                continue
            first_value = self.rows.fields[name][at]
            if first_value is None:
                self.rows.fields[name][at] = value
                self._from[at, name] = people.place(index, name)
            elif not _same(first_value, value):
                self._differ(at, upn, name, first_value, value, people.place(index, name))

    def _add_source(self, at: int, name: str, source: str, place: Place) -> None:
        """One more list that says a flag; a flag that was there before has its own source too."""
        flag, sources = _FLAG_OF[name], self.rows.fields[name]
        if not self.rows.fields[flag][at]:
            return
        is_new = self._from.get((at, flag)) == place
        sources[at] = source if is_new else with_source(sources[at], source)

    def _differ(
        self,
        at: int,
        upn: str,
        name: str,
        first_value: Any,  # noqa: ANN401
        value: Any,  # noqa: ANN401
        second: Place,
    ) -> None:
        first = self._from.get((at, name)) or self.rows.place(at, OURS[name].heading)
        first_text, second_text = _value_text(name, first_value), _value_text(name, value)
        key = hashlib.sha256(f"{upn}|{name}|{first_text}|{second_text}".encode()).hexdigest()[:16]
        decision = self.notebook.answers.get("differences", key)
        side = SECOND if decision == SECOND else "first"
        if side == SECOND:
            self.rows.fields[name][at] = value
        difference = Difference(
            key,
            upn,
            OURS[name].heading,
            first_text,
            _where(first),
            second_text,
            _where(second),
            side,
        )
        self.notebook.differences.append(difference)
        if decision is None:
            self._warn(name, (first_text, second_text), (first, second))

    def _warn(self, name: str, texts: tuple[str, str], places: tuple[Place, Place]) -> None:
        # A name must not stand in a problem: problems are printed and sent.
        quoted = "" if name in _NAMES else f' ("{shorten(texts[0])}" and "{shorten(texts[1])}")'
        text = (
            f"{_where(places[0])} and {_where(places[1])} differ in {OURS[name].heading}{quoted}: "
        )
        text += "say which is right."
        effect = "The first file's value is used until you decide."
        self.notebook.findings.warning("files_differ", places[1], text, effect)


def _same(value: Any, other: Any) -> bool:  # noqa: ANN401
    if isinstance(value, str) and isinstance(other, str):
        return fold(value) == fold(other)
    return bool(value == other)


def _value_text(name: str, value: Any) -> str:  # noqa: ANN401
    kind = OURS[name].kind
    words: Mapping[Any, str] = {True: "Y", False: "N"}
    if isinstance(value, bool):
        return words[value]
    if kind is CellKind.DATE and hasattr(value, "strftime"):
        return short_day(value)
    return label(value) if kind is CellKind.ACADEMIC_YEAR else str(value)


def _where(place: Place) -> str:
    row = f", row {place.row}" if place.row else ""
    return f"{place.file}, {place.sheet}{row}"


_SAME_ROW: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "plans": (("upn", "plan", "start_date"), ("end_date",)),
    "attendance": (
        ("upn", "academic_year", "term"),
        ("possible_sessions", "authorised_absence", "unauthorised_absence"),
    ),
}
"""Table -> the fields by which rows of two sheets are the same, and those that may then differ."""


def settle_rows(name: str, parts: Sequence[Rows], notebook: Notebook) -> None:
    """Settle rows of two sheets about one plan or year: the first sheet's counts until decided.

    The other row is set aside here; within one sheet nothing is touched. A plan that two different
    lists have keeps a row for each, so that the lists can be compared; both have what counts.
    """
    if name not in _SAME_ROW or len(parts) < 2:
        return
    keys, compared_fields = _SAME_ROW[name]
    first: dict[tuple[Any, ...], tuple[Rows, int]] = {}
    for part in parts:
        own: dict[tuple[Any, ...], tuple[Rows, int]] = {}
        for index in part.live():
            key = tuple(_key(k, part.values(k)[index]) for k in keys)
            # A row that lacks a part of the key cannot be told to be the same.
            if key in first and None not in key:
                _settle_row(name, first[key], (part, index), compared_fields, notebook)
            else:
                own.setdefault(key, (part, index))
        first |= own


def _key(name: str, value: Any) -> Any:  # noqa: ANN401
    """A value of a key; a row that names no part of a year is of the whole."""
    return value or "" if name == "term" else value


def _settle_row(
    name: str,
    first: tuple[Rows, int],
    other: tuple[Rows, int],
    compared_fields: Sequence[str],
    notebook: Notebook,
) -> None:
    row_values = [
        [rows.values(field)[index] for field in compared_fields] for rows, index in (first, other)
    ]
    of_two_lists = name == PLANS.name and _list(first) is not _list(other)
    if row_values[0] == row_values[1] and of_two_lists:
        return
    if row_values[0] == row_values[1]:
        other[0].set_aside([other[1]])  # two copies of one year would add up
        place = other[0].place(other[1])
        notebook.source_rows.use(str(place.file), str(place.sheet), [place.row or 0])
        return
    upn = first[0].values("upn")[first[1]]
    words = [", ".join(_word(v) for v in values) for values in row_values]
    key = hashlib.sha256(f"{upn}|{name}|{words[0]}|{words[1]}".encode()).hexdigest()[:16]
    decision = notebook.answers.get("differences", key)
    side = SECOND if decision == SECOND else "first"
    winner, loser = (other, first) if side == SECOND else (first, other)
    if of_two_lists:
        for field in compared_fields:
            loser[0].fields[field][loser[1]] = winner[0].values(field)[winner[1]]
    else:
        loser[0].set_aside([loser[1]])
    places = [rows.place(index) for rows, index in (first, other)]
    table = first[0].table
    title = f"{table.sheet}: {', '.join(table.column(f).heading for f in compared_fields)}"
    notebook.differences.append(
        Difference(key, upn, title, words[0], _where(places[0]), words[1], _where(places[1]), side)
    )
    if decision is None:
        text = f"{_where(places[0])} and {_where(places[1])} differ in {title} "
        text += f"({words[0]} and {words[1]}): say which is right."
        effect = "The first file's row is used until you decide."
        notebook.findings.warning("files_differ", places[1], text, effect)


def _list(row: tuple[Rows, int]) -> List:
    """The list that a row of plans is from."""
    return list_of(row[0].values("source")[row[1]])


def _word(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return "blank"
    return short_day(value) if hasattr(value, "strftime") else str(value)
