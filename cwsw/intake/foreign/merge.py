"""Several files about the same pupils become one row for each; differences are kept, never lost."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from cwsw.intake.columns import fold
from cwsw.intake.foreign.notebook import Notebook
from cwsw.intake.foreign.people import OURS, People
from cwsw.intake.grids import Origin, Rows
from cwsw.intake.problems import Place, shorten
from cwsw.tables.proposal import Difference
from cwsw.tables.schema import PUPILS, Kind
from cwsw.tables.years import label

SECOND = "second"
_NAMES = ("surname", "forename")


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

    def add(self, people: People, upns: Sequence[str | None], *, new: bool) -> None:
        """What a sheet says of pupils; with `new` those not yet known are added."""
        self._have(people.fields)
        for index, upn in enumerate(upns):
            if upn is None:
                continue
            if upn in self._at:
                for at in self._at[upn]:
                    self._fill(at, upn, people, index)
            elif new:
                self._append(upn, people, index)

    def _have(self, names: Sequence[str]) -> None:
        for name in names:
            if name in OURS and name not in self.rows.fields:
                self.rows.fields[name] = [None] * len(self.rows.numbers)

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

    def _fill(self, at: int, upn: str, people: People, index: int) -> None:
        for name, value in people.facts[index].items():
            if value is None or name == "upn" or name not in self.rows.fields:
                continue
            known = self.rows.fields[name][at]
            if known is None:
                self.rows.fields[name][at] = value
                self._from[at, name] = people.place(index, name)
            elif not _same(known, value):
                self._differ(at, upn, name, known, value, people.place(index, name))

    def _differ(self, at: int, upn: str, name: str, known: Any, value: Any, second: Place) -> None:  # noqa: ANN401
        first = self._from.get((at, name)) or self.rows.place(at, OURS[name].heading)
        one, other = _shown(name, known), _shown(name, value)
        key = hashlib.sha256(f"{upn}|{name}|{one}|{other}".encode()).hexdigest()[:16]
        decision = self.notebook.answers.get("differences", key)
        chosen = SECOND if decision == SECOND else "first"
        if chosen == SECOND:
            self.rows.fields[name][at] = value
        found = Difference(
            key, upn, OURS[name].heading, one, _where(first), other, _where(second), chosen
        )
        self.notebook.differences.append(found)
        if decision is None:
            self._warn(upn, name, (one, other), (first, second))

    def _warn(
        self, upn: str, name: str, said: tuple[str, str], places: tuple[Place, Place]
    ) -> None:
        what = "" if name in _NAMES else f' ("{shorten(said[0])}" and "{shorten(said[1])}")'
        text = f"{_where(places[0])} and {_where(places[1])} differ in {OURS[name].heading} of UPN "
        text += f"{upn[:40]}{what}: say which is right."
        effect = "The first file's value is used until you decide."
        self.notebook.findings.warning("files_differ", places[1], text, effect)


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401
    if isinstance(one, str) and isinstance(other, str):
        return fold(one) == fold(other)
    return bool(one == other)


def _shown(name: str, value: Any) -> str:  # noqa: ANN401
    kind = OURS[name].kind
    words: Mapping[Any, str] = {True: "Y", False: "N"}
    if isinstance(value, bool):
        return words[value]
    if kind is Kind.DATE and hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return label(value) if kind is Kind.ACADEMIC_YEAR else str(value)


def _where(place: Place) -> str:
    row = f", row {place.row}" if place.row else ""
    return f"{place.file}, {place.sheet}{row}"
