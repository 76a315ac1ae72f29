"""The shape of a specification by example, and how its texts are read.

Tables are the workbook's sheets in plain text, one row a line, cells between bars, blank cells
unknown. `A1-A4` in the UPN column is one row for each of the four pupils. Columns that a table
does not show are blank, but every pupil is in Year 5 and every override has its reason.

`expected` maps "cohort" or a measure and year ("gld 2024/25") to a text of parts with ";":

    cwsw 3 of 8 · other 6 of 8    who meets it of those eligible (sums: sessions)
    cwsw 0.375 (0.137 to 0.694)   value and interval, to the digits shown; (none) without limits
    difference -0.375 · ratio 0.5 · ratio none, likewise with limits
    worse · gap 1 · alarm         verdict, gap_pupils, alarm (without the word: no alarm)
    against 2018 CINO: above      position (without a cohort: of the whole set)
    here behind                   gap.here
    beside 2018: wider            gap.national_2018, or of like_for_like
    not given                     no entry of that name

Only what a text says is checked, but for "cohort": counts it does not name are 0.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cwsw.tables.codes import YEAR_GROUPS
from cwsw.tables.schema import BY_NAME, FLAT_COLUMNS, PUPILS, CellKind, Column
from cwsw.tables.years import parse_label

Row = dict[str, Any]

WORDS = {"better", "worse", "cannot_tell", "too_few", "so_far", "context_only"}
_DEFAULTS: Mapping[str, Row] = {
    "pupils": {"year_group": 5},
    "overrides": {"reason": "Told by the local authority", "by": "DSL", "on": date(2025, 1, 10)},
}


@dataclass(frozen=True)
class Spec:
    """One example: a school in plain text and what must come out of it."""

    title: str
    why: str
    tables: Mapping[str, str]
    expected: Mapping[str, str]
    phase: str = "primary"
    school_as_at: date = date(2025, 7, 20)
    as_at: date | None = None
    sdq_permission: bool = False

    @property
    def school(self) -> Row:
        """The School sheet."""
        return {
            "name": "Spec School",
            "phase": self.phase,
            "as_at": self.school_as_at,
            "sdq_permission": self.sdq_permission,
        }

    @property
    def rows(self) -> dict[str, list[Row]]:
        """Typed rows of every table supplied."""
        return {name: _rows(name, text) for name, text in self.tables.items()}


def _columns(table: str) -> dict[str, Column]:
    columns = (PUPILS.columns[0], *FLAT_COLUMNS) if table == "flat" else BY_NAME[table].columns
    return {column.heading: column for column in columns}


def _rows(table: str, text: str) -> list[Row]:
    lines = [line.strip() for line in text.strip().splitlines()]
    head, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    columns = [_columns(table)[heading] for heading in head]
    rows = []
    for cells in body:
        for upn in _pupils(cells[0]):
            row = dict(_DEFAULTS.get(table, {}))
            for column, cell in zip(columns, [upn, *cells[1:]], strict=True):
                row[column.field] = READERS[column.kind](cell) if cell else None
            rows.append(row)
    return rows


def _pupils(cell: str) -> list[str]:
    """'A1-A4' is A1, A2, A3, A4."""
    span = re.fullmatch(r"([A-Z])(\d+)-\1(\d+)", cell)
    if span is None:
        return [cell]
    return [f"{span[1]}{number}" for number in range(int(span[2]), int(span[3]) + 1)]


READERS: Mapping[CellKind, Callable[[str], Any]] = {
    CellKind.TEXT: str,
    CellKind.KEY: str,
    CellKind.CHOICE: str,
    CellKind.MARK: str,
    CellKind.DATE: date.fromisoformat,
    CellKind.FLAG: lambda cell: cell == "Y",
    CellKind.WHOLE: int,
    CellKind.NUMBER: Decimal,
    CellKind.PERCENT: Decimal,
    CellKind.ACADEMIC_YEAR: parse_label,
    CellKind.YEAR_GROUP: lambda cell: YEAR_GROUPS[cell],
}


def failures(spec: Spec, answer: Row) -> list[str]:
    """What an answer says otherwise than the example."""
    lines = []
    for name, text in spec.expected.items():
        if name == "cohort":
            lines += _cohort(text, answer["cohort"])
            continue
        key, year = name.split()
        found = [m for m in answer["measures"] if (m["key"], m["academic_year"]) == (key, year)]
        if text == "not given":
            lines += [f"{name}: is given"] if found else []
        elif len(found) != 1:
            lines.append(f"{name}: given {len(found)} times")
        else:
            lines += [f"{name}: {line}" for line in _entry(text, found[0])]
    return lines


def _cohort(text: str, cohort: Mapping[str, int]) -> list[str]:
    expected = dict.fromkeys(cohort, 0)
    for part in text.split(","):
        name, count = part.split()
        assert name in expected, name
        expected[name] = int(count)
    return [f"{k}: expected {v}, got {cohort[k]}" for k, v in expected.items() if cohort[k] != v]


def _entry(text: str, entry: Row) -> list[str]:
    parts = [part.strip() for part in text.split(";")]
    lines = [line for part in parts for line in _part(part, entry)]
    if entry["alarm"] != ("alarm" in parts) and WORDS & set(parts):
        lines.append(f"alarm {entry['alarm']}")
    return lines


def _part(part: str, entry: Row) -> list[str]:
    if part == "alarm":
        return []
    if part in WORDS:
        return _same(part, entry["verdict"])
    if counts := re.fullmatch(r"(cwsw|other) (\d+) of (\d+)", part):
        group = entry["groups"][counts[1]]
        return _same((int(counts[2]), int(counts[3])), (group["n"], group["of"]))
    if gap := re.fullmatch(r"gap (\d+|none)", part):
        return _same(None if gap[1] == "none" else int(gap[1]), entry["gap_pupils"])
    if here := re.fullmatch(r"here (\w+)", part):
        return _same(here[1], entry["gap"]["here"])
    if nation := re.fullmatch(r"beside (\w+): (\w+)", part):
        word = None if nation[2] == "none" else nation[2]
        return _same(word, entry["gap"][f"national_{nation[1]}"])
    if mark := re.fullmatch(r"against (\S+?)(?: (\S+))?: (\w+)", part):
        return _same({None if mark[3] == "none" else mark[3]}, _positions(entry, mark[1], mark[2]))
    if number := re.fullmatch(r"(\w+) (\S+)(?: \((\S+)(?: to (\S+))?\))?", part):
        return _numbers(part, *number.groups(), entry)
    raise ValueError(part)


def _positions(entry: Row, set_: str, cohort: str | None) -> set[Any]:
    marks = [m for m in entry["benchmarks"] if m["set"] == set_]
    return {m["position"] for m in marks if cohort in (None, m["cohort"])}


def _numbers(
    part: str, name: str, value: str, low: str | None, high: str | None, entry: Row
) -> list[str]:
    """'cwsw 0.375 (0.137 to 0.694)', 'difference -30 (none)', 'ratio none'."""
    found = entry["groups"][name] if name in entry["groups"] else entry[name]
    if found is None:
        return _same(value, "none")
    lines = _near(part, value, found["value"])
    if low is not None:
        lines += _near(part, low, found["low"]) + _near(part, high or low, found["high"])
    return lines


def _near(part: str, expected: str, found: float | None) -> list[str]:
    """Equal to the digits shown."""
    if expected == "none" or found is None:
        return [] if expected == "none" and found is None else [f"{part}: got {found}"]
    digits = len(expected.partition(".")[2])
    tolerance = 0.5 * 10**-digits + 1e-12
    return [] if abs(float(expected) - found) <= tolerance else [f"{part}: got {found}"]


def _same(expected: Any, found: Any) -> list[str]:
    return [] if expected == found else [f"expected {expected}, got {found}"]
